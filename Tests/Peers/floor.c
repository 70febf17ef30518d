// The floor under a training step: OpenBLAS's products and plain loops, no graph, every array allocated beforehand.
// cc -O3 -march=native floor.c -lopenblas -lm; ./a.out BATCH SIZE SIZE ... prints microseconds a step. With -DFUSED the
// product that makes the gradient of weights adds their step, too, and no gradient is written to memory.
#include <cblas.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e6 + t.tv_nsec * 1e-3;
}

static float *array(size_t count, float scale) {
  float *a = aligned_alloc(64, (count * sizeof *a + 63) / 64 * 64);
  for (size_t i = 0; i < count; i++) a[i] = scale * (rand() / (float)RAND_MAX - 0.5f);
  return a;
}

int main(int argc, char **argv) {
  enum { MOST = 16, BATCHES = 20 };
  int batch = argc > 1 ? atoi(argv[1]) : 32, layers = argc - 3, size[MOST];
  if (layers < 1 || layers >= MOST) return 64;
  for (int k = 0; k <= layers; k++) size[k] = atoi(argv[k + 2]);
  openblas_set_num_threads(1);
  float *x[BATCHES], *w[MOST], *b[MOST], *dw[MOST], *h[MOST], *d[MOST], rate = 0.01f, loss = 0;
  for (int n = 0; n < BATCHES; n++) x[n] = array(batch * size[0], 1);
  for (int k = 0; k < layers; k++) {
    w[k] = array(size[k] * size[k + 1], 2 * sqrtf(6.0f / size[k]));
    dw[k] = array(size[k] * size[k + 1], 0);
    b[k] = array(size[k + 1], 0);
    h[k + 1] = array(batch * size[k + 1], 0);
    d[k + 1] = array(batch * size[k + 1], 0);
  }
  float *db = array(1 << 16, 0);
  double start = 0;
  int steps = 0, classes = size[layers];
  for (int step = -20; step < 0 || now() - start < 2e5; step++) {
    if (step <= 0) start = now();
    if (step >= 0) steps++;
    h[0] = x[(step + 20) % BATCHES];
    for (int k = 0; k < layers; k++) {
      int m = batch, n = size[k + 1];
      cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, m, n, size[k], 1, h[k], size[k], w[k], n, 0, h[k + 1], n);
      for (int i = 0; i < m; i++)
        for (int j = 0; j < n; j++) {
          float z = h[k + 1][i * n + j] + b[k][j];
          h[k + 1][i * n + j] = k < layers - 1 && z < 0 ? 0 : z;
        }
    }
    for (int i = 0; i < batch; i++) {
      float *z = h[layers] + i * classes, *dz = d[layers] + i * classes, top = z[0], sum = 0;
      for (int j = 1; j < classes; j++) top = z[j] > top ? z[j] : top;
      for (int j = 0; j < classes; j++) sum += dz[j] = expf(z[j] - top);
      loss -= z[i % classes] - top - logf(sum);
      for (int j = 0; j < classes; j++) dz[j] /= sum * batch;
      dz[i % classes] -= 1.0f / batch;
    }
    for (int k = layers - 1; k >= 0; k--) {
      int m = size[k], n = size[k + 1];
      if (k > 0) {
        cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, batch, m, n, 1, d[k + 1], n, w[k], n, 0, d[k], m);
        for (int i = 0; i < batch * m; i++) d[k][i] = h[k][i] > 0 ? d[k][i] : 0;
      }
#ifdef FUSED
      cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, m, n, batch, -rate, h[k], m, d[k + 1], n, 1, w[k], n);
#else
      cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, m, n, batch, 1, h[k], m, d[k + 1], n, 0, dw[k], n);
      for (int i = 0; i < m * n; i++) w[k][i] -= rate * dw[k][i];
#endif
      for (int j = 0; j < n; j++) db[j] = 0;
      for (int i = 0; i < batch; i++)
        for (int j = 0; j < n; j++) db[j] += d[k + 1][i * n + j];
      for (int j = 0; j < n; j++) b[k][j] -= rate * db[j];
    }
  }
  printf("%.3f\n", (now() - start) / steps);
  return isnan(loss);
}
