// The part of wasi-libc that the core uses: elementary functions, and memory.
#include <math.h>
#include <stdlib.h>
