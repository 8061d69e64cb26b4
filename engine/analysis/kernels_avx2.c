// SPDX-License-Identifier: GPL-3.0-or-later
// The inner loops for x86-64 processors with AVX2; compiled with -mavx2 by module.mk.
#if defined(__x86_64__)
#define KERNELS      kernels_avx2
#define KERNELS_NAME "avx2"
#include "analysis/kernels_body.h"
#else
typedef int kernels_avx2_unused; // a translation unit may not be empty
#endif
