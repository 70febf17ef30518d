#ifndef ADVIZ_CIVETWEB_H
#define ADVIZ_CIVETWEB_H

#include <civetweb.h>

#endif
