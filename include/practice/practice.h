// SPDX-License-Identifier: GPL-3.0-or-later
// All of libpractice in one include.
#ifndef PRACTICE_PRACTICE_H
#define PRACTICE_PRACTICE_H

#include <practice/analyzer.h>
#include <practice/decoder.h>
#include <practice/encoder.h>
#include <practice/error.h>
#include <practice/memory.h>
#include <practice/result.h>

#endif
