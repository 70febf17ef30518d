#ifndef ADVIZ_OPENBLAS_H
#define ADVIZ_OPENBLAS_H

#include <cblas.h>
#include <stdbool.h>
#include <stdlib.h>

/// One thread, unless the environment asks for more: threads of its own would compete with those of the caller.
static inline void adviz_blas_set_up(void) {
  if (!getenv("OPENBLAS_NUM_THREADS")) openblas_set_num_threads(1);
}

// The matrix product `target = a·b` of sizes (rows, inner)·(inner, columns); nothing is read from the target.
#define ADVIZ_MATRIX_PRODUCT(NUMBER, NAME, GEMM)                                                                       \
  static inline void NAME(int rows, int columns, int inner, const NUMBER *a, bool a_transposed, const NUMBER *b,       \
                          bool b_transposed, NUMBER *target) {                                                         \
    GEMM(CblasRowMajor, a_transposed ? CblasTrans : CblasNoTrans, b_transposed ? CblasTrans : CblasNoTrans, rows,      \
         columns, inner, 1, a, a_transposed ? rows : inner, b, b_transposed ? inner : columns, 0, target, columns);    \
  }

ADVIZ_MATRIX_PRODUCT(double, adviz_matrix_product_64, cblas_dgemm)
ADVIZ_MATRIX_PRODUCT(float, adviz_matrix_product_32, cblas_sgemm)

// The product `target = a·x` of a matrix of sizes (rows, columns) and a vector; the target comes as zeros.
#define ADVIZ_VECTOR_PRODUCT(NUMBER, NAME, GEMV)                                                                       \
  static inline void NAME(int rows, int columns, const NUMBER *a, bool a_transposed, const NUMBER *x,                  \
                          NUMBER *target) {                                                                            \
    GEMV(CblasRowMajor, a_transposed ? CblasTrans : CblasNoTrans, a_transposed ? columns : rows,                       \
         a_transposed ? rows : columns, 1, a, a_transposed ? rows : columns, x, 1, 0, target, 1);                      \
  }

ADVIZ_VECTOR_PRODUCT(double, adviz_vector_product_64, cblas_dgemv)
ADVIZ_VECTOR_PRODUCT(float, adviz_vector_product_32, cblas_sgemv)

#endif
