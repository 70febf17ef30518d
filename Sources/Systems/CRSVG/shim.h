// What Embedding needs of librsvg and GLib, declared here; Cairo comes with its own header. Read README.md first.

#ifndef ADVIZ_RSVG_SHIM_H
#define ADVIZ_RSVG_SHIM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cairo-pdf.h>
#include <cairo.h>

struct adviz_rsvg_rectangle {
  double x, y, width, height;
};

struct adviz_glib_error {
  unsigned int domain;
  int code;
  char *message;
};

extern void *adviz_rsvg_open(const unsigned char *svg, size_t count, struct adviz_glib_error **error)
    __asm__("rsvg_handle_new_from_data");
extern int adviz_rsvg_render(void *handle, cairo_t *context, const struct adviz_rsvg_rectangle *viewport,
                             struct adviz_glib_error **error) __asm__("rsvg_handle_render_document");
extern void adviz_glib_release(void *object) __asm__("g_object_unref");
extern void adviz_glib_free_error(struct adviz_glib_error *error) __asm__("g_error_free");

// Draws a document into a rectangle from (0, 0). Returns what went wrong, for the caller to free, or null.
static inline char *adviz_draw_svg(const unsigned char *svg, size_t count, cairo_t *context, double width,
                                   double height) {
  struct adviz_glib_error *error = 0;
  const struct adviz_rsvg_rectangle viewport = {0, 0, width, height};
  void *handle = adviz_rsvg_open(svg, count, &error);
  if (handle) {
    adviz_rsvg_render(handle, context, &viewport, &error);
    adviz_glib_release(handle);
  }
  if (!error) return 0;
  char *message = strdup(error->message);
  adviz_glib_free_error(error);
  return message;
}

#endif
