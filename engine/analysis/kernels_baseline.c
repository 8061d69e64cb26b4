// SPDX-License-Identifier: GPL-3.0-or-later
// The inner loops for whatever the compiler's default target is: SSE2 on x86-64, NEON on ARM.
#define KERNELS      kernels_baseline
#define KERNELS_NAME "baseline"
#include "analysis/kernels_body.h"
