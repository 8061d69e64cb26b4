// SPDX-License-Identifier: GPL-3.0-or-later
// The FFTW planner's lock of plan.h.
#include "analysis/plan.h"

#include <pthread.h>

static pthread_once_t once = PTHREAD_ONCE_INIT;

void plan_init(void)
{
    (void)pthread_once(&once, fftwf_make_planner_thread_safe);
}

fftwf_plan plan_forward(int n, float *samples, fftwf_complex *bins)
{
    plan_init();
    return fftwf_plan_dft_r2c_1d(n, samples, bins, FFTW_ESTIMATE | FFTW_DESTROY_INPUT);
}
