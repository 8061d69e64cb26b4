// SPDX-License-Identifier: GPL-3.0-or-later
// Making FFTW plans from any thread. FFTW's planner is the one piece of shared state below us;
// one call of plan_init() makes every later plan in the process take turns.
#ifndef ENGINE_ANALYSIS_PLAN_H
#define ENGINE_ANALYSIS_PLAN_H

#include <fftw3.h>

// To be called before any plan is made. Cheap after the first time.
void plan_init(void);

// A plan for a real transform of n samples to n/2+1 bins, or NULL. Both buffers come from
// fftwf_malloc(); estimated rather than measured, so that the same sums are done on every run.
fftwf_plan plan_forward(int n, float *samples, fftwf_complex *bins);

#endif
