#ifndef ADVIZ_NETTLE_H
#define ADVIZ_NETTLE_H

#include <nettle/sha2.h>

#endif
