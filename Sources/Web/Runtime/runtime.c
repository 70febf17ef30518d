// Functions that Swift's runtime asks of the platform and wasi-libc does not have.
#include <stdlib.h>

const char *_swift_stdlib_strtod_clocale(const char *text, double *number) {
  char *end;
  *number = strtod(text, &end);
  return end;
}

const char *_swift_stdlib_strtof_clocale(const char *text, float *number) {
  char *end;
  *number = strtof(text, &end);
  return end;
}

_Noreturn void __stack_chk_fail(void) { __builtin_trap(); }
