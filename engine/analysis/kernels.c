// SPDX-License-Identifier: GPL-3.0-or-later
// Which variant of the inner loops this processor runs.
#include "analysis/kernels.h"

const struct kernels *const *kernels_all(void)
{
#if defined(__x86_64__)
    static const struct kernels *const with_avx2[] = {&kernels_avx2, &kernels_baseline, 0};
    if (__builtin_cpu_supports("avx2"))
        return with_avx2;
#endif
    static const struct kernels *const portable[] = {&kernels_baseline, 0};
    return portable;
}

const struct kernels *kernels_best(void)
{
    return kernels_all()[0];
}
