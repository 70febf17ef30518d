#ifndef ADVIZ_OPENBLAS_H
#define ADVIZ_OPENBLAS_H

#include <stdbool.h>
#include <stddef.h>
#ifndef __wasm__
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#endif

// CBLAS's interface, which is the same everywhere but for how its enumerations are spelled.
typedef void (*adviz_dgemm)(int order, int a_transposed, int b_transposed, int rows, int columns, int inner,
                            double alpha, const double *a, int a_width, const double *b, int b_width, double beta,
                            double *target, int width);
typedef void (*adviz_sgemm)(int order, int a_transposed, int b_transposed, int rows, int columns, int inner,
                            float alpha, const float *a, int a_width, const float *b, int b_width, float beta,
                            float *target, int width);
typedef void (*adviz_dgemv)(int order, int transposed, int rows, int columns, double alpha, const double *a, int width,
                            const double *x, int x_step, double beta, double *target, int step);
typedef void (*adviz_sgemv)(int order, int transposed, int rows, int columns, float alpha, const float *a, int width,
                            const float *x, int x_step, float beta, float *target, int step);

enum { adviz_row_major = 101, adviz_as_it_lies = 111, adviz_transposed = 112 };

/// OpenBLAS's functions; null where it is not used.
typedef struct {
  adviz_dgemm matrix_product_64;
  adviz_sgemm matrix_product_32;
  adviz_dgemv vector_product_64;
  adviz_sgemv vector_product_32;
} adviz_blas;

#ifdef __wasm__
/// No function: WebAssembly loads no libraries.
static inline adviz_blas adviz_blas_open(void) { return (adviz_blas){NULL, NULL, NULL, NULL}; }
#else
/// Whether the process may take so much more memory; none of it is touched.
static inline bool adviz_has_room(size_t bytes) {
  int before = errno;
  void *room = mmap(NULL, bytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  errno = before;
  if (room == MAP_FAILED) return false;
  munmap(room, bytes);
  return true;
}

/// Loads the library; null where it is missing.
static inline void *adviz_blas_library(void) {
  const char *names[] = {"libopenblas.so.0", "libopenblas.so", "libopenblas.dylib"};
  void *library = NULL;
  for (int index = 0; index < 3 && !library; index++) library = dlopen(names[index], RTLD_NOW | RTLD_LOCAL);
  return library;
}

/// The newest of OpenBLAS's kernels that the processor can run, if OpenBLAS does not know the processor; else null.
///
/// For one that is newer than itself it takes its oldest kernels, which are a third as fast.
static inline const char *adviz_better_kernels(void *library) {
#ifdef __x86_64__
  char *(*chosen)(void) = (char *(*)(void))dlsym(library, "openblas_get_corename");
  if (!chosen || getenv("OPENBLAS_CORETYPE") || strcmp(chosen(), "Prescott") != 0) return NULL;
  __builtin_cpu_init();
  if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma")) return NULL;
  bool is_wide = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512cd") &&
                 __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") &&
                 __builtin_cpu_supports("avx512vl");
  return is_wide ? "SkylakeX" : "Haswell";
#else
  (void)library;
  return NULL;
#endif
}

/// Loads OpenBLAS; without any function where it is missing or has too little memory.
///
/// It takes some 200 MB of addresses, and where it does not get them it waits for ever. It is loaded by hand so that it
/// can be left out then, and so that it starts no threads: they would compete with those of the caller, and be waited
/// for at the end. The environment may ask for more than one. Where it does not know the processor it is loaded a second
/// time, with kernels named, as it chooses them when it is loaded.
static inline adviz_blas adviz_blas_open(void) {
  adviz_blas blas = {NULL, NULL, NULL, NULL};
  if (!adviz_has_room((size_t)320 << 20)) return blas;
  setenv("OPENBLAS_NUM_THREADS", "1", 0);
  void *library = adviz_blas_library();
  if (!library) return blas;
  const char *kernels = adviz_better_kernels(library);
  if (kernels) {
    dlclose(library);
    setenv("OPENBLAS_CORETYPE", kernels, 1);
    library = adviz_blas_library();
    unsetenv("OPENBLAS_CORETYPE");
    if (!library) return blas;
  }
  adviz_blas found = {
      (adviz_dgemm)dlsym(library, "cblas_dgemm"), (adviz_sgemm)dlsym(library, "cblas_sgemm"),
      (adviz_dgemv)dlsym(library, "cblas_dgemv"), (adviz_sgemv)dlsym(library, "cblas_sgemv")};
  bool is_whole = found.matrix_product_64 && found.matrix_product_32 && found.vector_product_64 &&
                  found.vector_product_32;
  return is_whole ? found : blas;
}
#endif

// The matrix product `target = a·b`, or `target += factor·a·b` where it is added, of sizes (rows, inner)·(inner, columns).
// The matrices may be parts of wider ones: the widths are the distances of rows as they lie in memory.
#define ADVIZ_MATRIX_PRODUCT(NUMBER, SUFFIX)                                                                           \
  static inline void adviz_matrix_product_##SUFFIX(                                                                    \
      const adviz_blas *blas, int rows, int columns, int inner, const NUMBER *a, bool a_transposed, int a_width,       \
      const NUMBER *b, bool b_transposed, int b_width, bool is_added, NUMBER factor, NUMBER *target, int width) {      \
    if (blas->matrix_product_##SUFFIX) {                                                                               \
      blas->matrix_product_##SUFFIX(                                                                                   \
          adviz_row_major, a_transposed ? adviz_transposed : adviz_as_it_lies,                                         \
          b_transposed ? adviz_transposed : adviz_as_it_lies, rows, columns, inner, is_added ? factor : 1, a, a_width, \
          b, b_width, is_added ? 1 : 0, target, width);                                                                \
      return;                                                                                                          \
    }                                                                                                                  \
    for (size_t i = 0; i < (size_t)rows; i++)                                                                          \
      for (size_t j = 0; j < (size_t)columns; j++) {                                                                   \
        NUMBER sum = is_added ? target[i * (size_t)width + j] : 0;                                                     \
        for (size_t k = 0; k < (size_t)inner; k++) {                                                                   \
          NUMBER x = a[a_transposed ? k * (size_t)a_width + i : i * (size_t)a_width + k];                              \
          sum += (is_added ? factor * x : x) * b[b_transposed ? j * (size_t)b_width + k : k * (size_t)b_width + j];    \
        }                                                                                                              \
        target[i * (size_t)width + j] = sum;                                                                           \
      }                                                                                                                \
  }

ADVIZ_MATRIX_PRODUCT(double, 64)
ADVIZ_MATRIX_PRODUCT(float, 32)

// The product `target = a·x` of a matrix of sizes (rows, columns) and a vector; the target comes as zeros.
#define ADVIZ_VECTOR_PRODUCT(NUMBER, SUFFIX)                                                                           \
  static inline void adviz_vector_product_##SUFFIX(                                                                    \
      const adviz_blas *blas, int rows, int columns, const NUMBER *a, bool a_transposed, const NUMBER *x,              \
      NUMBER *target) {                                                                                                \
    if (blas->vector_product_##SUFFIX) {                                                                               \
      blas->vector_product_##SUFFIX(                                                                                   \
          adviz_row_major, a_transposed ? adviz_transposed : adviz_as_it_lies, a_transposed ? columns : rows,          \
          a_transposed ? rows : columns, 1, a, a_transposed ? rows : columns, x, 1, 0, target, 1);                     \
      return;                                                                                                          \
    }                                                                                                                  \
    for (size_t i = 0; i < (size_t)rows; i++)                                                                          \
      for (size_t k = 0; k < (size_t)columns; k++)                                                                     \
        target[i] += a[a_transposed ? k * (size_t)rows + i : i * (size_t)columns + k] * x[k];                          \
  }

ADVIZ_VECTOR_PRODUCT(double, 64)
ADVIZ_VECTOR_PRODUCT(float, 32)

#endif
