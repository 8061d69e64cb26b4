// SPDX-License-Identifier: GPL-3.0-or-later
// Lets the allocations of the melody fail one by one, by the linker's --wrap: each must be told as
// PRACTICE_NO_MEMORY with words, and leave nothing behind. Prints how many there were.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "analysis/melody.h"
#include "analysis/tuning.h"
#include "../starve.h"

#define RATE_HZ 16000
#define HOP     320

void *__real_fftwf_malloc(size_t size);
void *__wrap_fftwf_malloc(size_t size);

void *__wrap_fftwf_malloc(size_t size)
{
    return starve_fails() ? NULL : __real_fftwf_malloc(size);
}

// Forty notes of a quarter second, so that every list grows more than once.
static enum practice_status play(struct melody *m, struct practice_error *err)
{
    float block[HOP];
    enum practice_status status = PRACTICE_OK;
    for (int k = 0; k < 500 && status == PRACTICE_OK; k++) {
        for (int i = 0; i < HOP; i++) {
            double t = (double)(k * HOP + i) / RATE_HZ, in_note_s = fmod(t, 0.25);
            double hz = 220 * exp2((int)(t / 0.25) % 8 / 12.0);
            block[i] = (float)(0.3 * sin(2 * M_PI * hz * t) * exp(-8 * in_note_s));
        }
        status = melody_feed(m, block, 1, err);
    }
    if (status == PRACTICE_OK)
        status = melody_end(m, err);
    return status == PRACTICE_OK ? melody_find(m, err) : status;
}

static enum practice_status attempt(struct practice_error *err)
{
    struct melody *m = NULL;
    struct practice_intonation intonation[12];
    enum practice_status status = melody_new(RATE_HZ, HOP, &m, err);
    if (status != PRACTICE_OK)
        return m ? PRACTICE_INTERNAL : status;
    status = play(m, err);
    const struct base_list *notes = melody_notes(m);
    if (status == PRACTICE_OK)
        status = tuning_intonation(notes->items, notes->n_items, 440, intonation, err);
    melody_free(m);
    return status;
}

int main(void)
{
    for (int n = 0; n < 1000; n++) {
        struct practice_error err = {.message = ""};
        starving.left = n;
        enum practice_status status = attempt(&err);
        int was_enough = status == PRACTICE_OK && starving.left >= 0;
        starving.left = -1; // what runs at exit, as the writing of coverage, is not to be starved
        if (was_enough) {
            (void)printf("%d\n", n);
            return 0;
        }
        if (status != PRACTICE_NO_MEMORY || !*err.message)
            return 4;
    }
    return 5;
}
