// The files of Templates/embed, compiled in.
#ifndef ADVIZ_TEMPLATES_H
#define ADVIZ_TEMPLATES_H

#include <stddef.h>
#include <stdint.h>

/// A file of Templates/embed.
typedef struct {
  const char *name;
  const uint8_t *bytes;
  size_t count;
} adviz_template;

/// All of them, in the order of their names, and how many they are.
const adviz_template *adviz_templates(size_t *count);

#endif
