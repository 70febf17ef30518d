// The part of wasi-libc that the core uses: elementary functions.
#include <math.h>
