// The floor under a convolution: images as columns and OpenBLAS's products, no graph, every array allocated beforehand.
// cc -O3 -march=native convolution.c -lopenblas; ./a.out BATCH CHANNELS SIZE FILTERS KERNEL prints microseconds as JSON.
#include <cblas.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e6 + t.tv_nsec * 1e-3;
}

static float *array(size_t count) {
  float *a = malloc(count * sizeof *a);
  for (size_t i = 0; i < count; i++) a[i] = rand() / (float)RAND_MAX - 0.5f;
  return a;
}

static void gather(const float *image, int channels, int size, int kernel, int places, float *columns) {
  for (int channel = 0; channel < channels; channel++)
    for (int down = 0; down < kernel; down++)
      for (int right = 0; right < kernel; right++)
        for (int row = 0; row < places; row++, columns += places)
          memcpy(columns, image + (channel * size + row + down) * size + right, places * sizeof *columns);
}

static void scatter(const float *columns, int channels, int size, int kernel, int places, float *image) {
  for (int channel = 0; channel < channels; channel++)
    for (int down = 0; down < kernel; down++)
      for (int right = 0; right < kernel; right++)
        for (int row = 0; row < places; row++, columns += places) {
          float *line = image + (channel * size + row + down) * size + right;
          for (int place = 0; place < places; place++) line[place] += columns[place];
        }
}

int main(int argc, char **argv) {
  if (argc < 6) return 64;
  int batch = atoi(argv[1]), channels = atoi(argv[2]), size = atoi(argv[3]), filters = atoi(argv[4]);
  int kernel = atoi(argv[5]), width = size - kernel + 1, places = width * width, inner = channels * kernel * kernel;
  int image = channels * size * size;
  openblas_set_num_threads(1);
  float *x = array(batch * image), *w = array(filters * inner), *y = array(batch * filters * places);
  float *columns = array(inner * places), *dw = array(filters * inner), *dx = array(batch * image);
  double best[3] = {1e18, 1e18, 1e18};
  for (int round = 0; round < 31; round++) {
    double start = now(), spent[3];
    for (int n = 0; n < batch; n++) {
      gather(x + n * image, channels, size, kernel, width, columns);
      cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, filters, places, inner, 1, w, inner, columns, places, 0,
                  y + n * filters * places, places);
    }
    spent[0] = now() - start;
    start = now();
    memset(dw, 0, filters * inner * sizeof *dw);
    for (int n = 0; n < batch; n++) {
      gather(x + n * image, channels, size, kernel, width, columns);
      cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, filters, inner, places, 1, y + n * filters * places, places,
                  columns, places, 1, dw, inner);
    }
    spent[1] = now() - start;
    start = now();
    memset(dx, 0, batch * image * sizeof *dx);
    for (int n = 0; n < batch; n++) {
      cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, inner, places, filters, 1, w, inner,
                  y + n * filters * places, places, 0, columns, places);
      scatter(columns, channels, size, kernel, width, dx + n * image);
    }
    spent[2] = now() - start;
    for (int k = 0; k < 3; k++) best[k] = spent[k] < best[k] ? spent[k] : best[k];
  }
  printf("{\"forward\": %.0f, \"weight\": %.0f, \"input\": %.0f}\n", best[0], best[1], best[2]);
}
