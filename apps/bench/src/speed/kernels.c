/* The native reference: one step of gradient descent an event, float64. Built by the benchmark with -O3 -march=native -ffast-math.
 *   kernels dense FEATURES CLASSES EVENTS | kernels sparse NONZEROS BITS EVENTS      prints events a second, the best of three passes */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static uint64_t state = 0x2545f4914f6cdd1dULL;

static double uniform(void) {
  state ^= state >> 12, state ^= state << 25, state ^= state >> 27;
  return (double)((state * 0x2545f4914f6cdd1dULL) >> 11) / 9007199254740992.0;
}

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* Softmax regression: w_k -= eta (p_k - [k = y]) x. */
static void softmax_step(double *w, const double *x, int d, int classes, int y) {
  double z[64], most = -INFINITY, sum = 0;
  for (int k = 0; k < classes; k++) {
    double score = 0;
    for (int i = 0; i < d; i++) score += w[(long)k * d + i] * x[i];
    z[k] = score;
    if (score > most) most = score;
  }
  for (int k = 0; k < classes; k++) sum += z[k] = exp(z[k] - most);
  for (int k = 0; k < classes; k++) {
    double step = -.01 * (z[k] / sum - (k == y));
    for (int i = 0; i < d; i++) w[(long)k * d + i] += step * x[i];
  }
}

/* Logistic regression: w += eta (y - sigma(z)) x. */
static void logistic_step(double *w, const uint32_t *at, const double *x, int n, int y) {
  double z = 0;
  for (int i = 0; i < n; i++) z += w[at[i]] * x[i];
  double step = .01 * (y - 1 / (1 + exp(-z)));
  for (int i = 0; i < n; i++) w[at[i]] += step * x[i];
}

int main(int count, char **arguments) {
  if (count != 5) return 2;
  int dense = strcmp(arguments[1], "dense") == 0, size = atoi(arguments[2]), of = atoi(arguments[3]), n = atoi(arguments[4]);
  double *x = malloc(sizeof(double) * (size_t)n * size);
  uint32_t *at = malloc(sizeof(uint32_t) * (size_t)n * size);
  int *y = malloc(sizeof(int) * n);
  double *w = calloc(dense ? (size_t)size * of : (size_t)1 << of, sizeof(double));
  for (long i = 0; i < (long)n * size; i++) x[i] = uniform() - (dense ? .5 : 0), at[i] = dense ? 0 : (uint32_t)(uniform() * (1u << of));
  for (int e = 0; e < n; e++) y[e] = (int)(uniform() * (dense ? of : 2));
  double best = INFINITY;
  for (int pass = 0; pass < 3; pass++) {
    double begun = seconds();
    for (int e = 0; e < n; e++) {
      if (dense) softmax_step(w, x + (long)e * size, size, of, y[e]);
      else logistic_step(w, at + (long)e * size, x + (long)e * size, size, y[e]);
    }
    double took = seconds() - begun;
    if (took < best) best = took;
  }
  printf("%.1f %g\n", n / best, w[0]);
  return 0;
}
