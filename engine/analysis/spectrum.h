// SPDX-License-Identifier: GPL-3.0-or-later
// The spectrum of one 40 ms window and the bands and loudness read off it. Everything is defined
// in hertz and seconds, so that every sample rate yields comparable numbers.
#ifndef ENGINE_ANALYSIS_SPECTRUM_H
#define ENGINE_ANALYSIS_SPECTRUM_H

#include <stddef.h>

#include <practice/error.h>

#include "analysis/kernels.h"

struct spectrum;

// Windows of n_window samples at rate_hz, in n_bands triangular mel bands from 50 to 7600 Hz.
enum practice_status spectrum_new(double rate_hz, size_t n_window, size_t n_bands,
                                  const struct kernels *kernels, struct spectrum **ret_spectrum,
                                  struct practice_error *err);
void spectrum_free(struct spectrum *spectrum);

// samples [n_window] less a constant offset -> ret_bands [n_bands]: ln(mean-square power + 1e-10);
// returns the K-weighted mean square of the window.
float spectrum_do(struct spectrum *spectrum, const float *samples, float offset, float *ret_bands);

#endif
