// SPDX-License-Identifier: GPL-3.0-or-later
// Feeds a sine of given rate, frequency and amplitude (arguments) through the front end and prints
// analysis rate, hop, frames, the loudest band with its power in dB, the power of all bands, the
// level, and the K-weighted loudness of a frame in the middle. With a fourth argument the sine
// begins at that many seconds, and the time of its first audible 5 ms is printed instead.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "analysis/frontend.h"

static double rate_hz, f_hz, amplitude, start_s;

struct seen {
    size_t n_frames, n_quarters;
    double first_heard_s;
    struct frontend_frame middle;
};

static void look(struct frontend *frontend, struct seen *seen)
{
    struct frontend_frame frame;
    double hop_s = (double)frontend_hop(frontend) / frontend_rate_hz(frontend);
    while (frontend_next(frontend, &frame)) {
        if (seen->n_frames == 40)
            seen->middle = frame;
        for (int q = 0; q < FRONTEND_QUARTERS; q++, seen->n_quarters++) {
            if (seen->first_heard_s < 0 && frame.quarter_power[q] > 1e-4f)
                seen->first_heard_s = hop_s * (double)seen->n_quarters / FRONTEND_QUARTERS;
        }
        seen->n_frames++;
    }
}

static void print_levels(const struct frontend *frontend, const struct seen *seen)
{
    int loudest = 0;
    double sum = 0;
    for (int b = 0; b < FRONTEND_BANDS; b++) {
        loudest = seen->middle.bands[b] > seen->middle.bands[loudest] ? b : loudest;
        sum += exp((double)seen->middle.bands[b]);
    }
    double level = 0;
    for (int q = 0; q < FRONTEND_QUARTERS; q++)
        level += (double)seen->middle.quarter_power[q] / FRONTEND_QUARTERS;
    printf("%.2f %zu %zu %d %.2f %.2f %.2f\n", frontend_rate_hz(frontend), frontend_hop(frontend),
           seen->n_frames, loudest, 10 * log10(sum), 10 * log10(level),
           10 * log10((double)seen->middle.loudness_power));
}

int main(int argc, char **argv)
{
    if (argc < 4)
        return 2;
    rate_hz = atof(argv[1]);
    f_hz = atof(argv[2]);
    amplitude = atof(argv[3]);
    start_s = argc > 4 ? atof(argv[4]) : 0;
    struct frontend *frontend;
    if (frontend_new(rate_hz, kernels_best(), &frontend, NULL))
        return 1;
    struct seen seen = {.first_heard_s = -1};
    size_t n = (size_t)(2 * rate_hz);
    for (size_t i = 0; i < n; i++) {
        double t = (double)i / rate_hz;
        float x = t < start_s ? 0 : (float)(amplitude * sin(2 * M_PI * f_hz * t));
        frontend_feed(frontend, &x, 1);
        look(frontend, &seen);
    }
    frontend_end(frontend);
    look(frontend, &seen);
    if (argc > 4)
        printf("%.4f\n", seen.first_heard_s);
    else
        print_levels(frontend, &seen);
    frontend_free(frontend);
    return 0;
}
