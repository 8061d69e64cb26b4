// SPDX-License-Identifier: GPL-3.0-or-later
// A histogram of the times from each onset to those that follow it, read at each beat's length and
// its multiples. What is read is compared with the histogram around it, so that many onsets at
// random make no tempo.
#include "analysis/tempo.h"

#include <math.h>
#include <string.h>

#define BIN_S        0.005
#define LONGEST_S    5.0
#define N_BINS       1000
#define N_MULTIPLES  4
#define STEP         1.005 // from one tempo tried to the next
#define LEAST_ONSETS 12
#define USUAL_BPM    100.0
#define SPREAD       1.2 // octaves from the usual tempo at which the preference has fallen to 1/e
#define LEAST_SHARE  0.2 // of the onsets must be followed in time, and more when they are few
#define FEW          1.2 // … by this over the root of their number

static void count_intervals(const double *onsets_s, size_t n, double histogram[N_BINS])
{
    memset(histogram, 0, N_BINS * sizeof *histogram);
    for (size_t i = 0; i < n; i++)
        for (size_t j = i + 1; j < n && onsets_s[j] - onsets_s[i] < LONGEST_S; j++) {
            size_t bin = (size_t)((onsets_s[j] - onsets_s[i]) / BIN_S);
            if (bin < N_BINS)
                histogram[bin] += 1;
        }
}

// Intervals within half_s of centre_s, the nearer the more they count.
static double count_about(const double histogram[N_BINS], double centre_s, double half_s)
{
    double sum = 0;
    for (int b = (int)((centre_s - half_s) / BIN_S); b * BIN_S <= centre_s + half_s; b++)
        if (b >= 0 && b < N_BINS)
            sum += histogram[b] * fmax(0, 1 - fabs((b + 0.5) * BIN_S - centre_s) / half_s);
    return sum;
}

// How many more intervals of this length there are than of lengths around it.
static double excess(const double histogram[N_BINS], double interval_s)
{
    double half_s = 0.015 + 0.015 * interval_s, wide_s = 0.35 * interval_s;
    double about = count_about(histogram, interval_s, half_s);
    double usual = count_about(histogram, interval_s, wide_s) - about;
    return about - usual * half_s / (wide_s - half_s);
}

// The share of onsets followed by others one, two, three, four beats later, over chance; half a
// beat later counts too, lest three eighths pass for a beat.
static double share_of(const double histogram[N_BINS], size_t n, double beat_s)
{
    static const double weight[N_MULTIPLES] = {0.4, 0.2, 0.1, 0.15};
    double sum = 0.15 * excess(histogram, 0.5 * beat_s);
    for (int m = 0; m < N_MULTIPLES; m++)
        sum += weight[m] * excess(histogram, (m + 1) * beat_s);
    return sum / (double)n;
}

// The mean of the intervals near the beat and its multiples, each divided by its multiple.
static double refine(const double *onsets_s, size_t n, double beat_s)
{
    double sum = 0, weights = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t j = i + 1; j < n; j++) {
            double interval_s = onsets_s[j] - onsets_s[i], m = floor(interval_s / beat_s + 0.5);
            if (m > N_MULTIPLES)
                break;
            if (m < 1 || fabs(interval_s / (m * beat_s) - 1) > 0.03)
                continue;
            sum += m * interval_s; // the error of a long interval is divided by m
            weights += m * m;
        }
    return weights > 0 ? sum / weights : beat_s;
}

double tempo_find(const double *onsets_s, size_t n, double *ret_confidence)
{
    *ret_confidence = 0;
    if (n < LEAST_ONSETS)
        return 0;
    double histogram[N_BINS], best = 0, share = 0, best_bpm = 0;
    count_intervals(onsets_s, n, histogram);
    for (double bpm = TEMPO_SLOWEST_BPM; bpm <= TEMPO_FASTEST_BPM; bpm *= STEP) {
        double octaves = log2(bpm / USUAL_BPM) / SPREAD, here = share_of(histogram, n, 60 / bpm);
        if (here * exp(-octaves * octaves) > best) {
            best = here * exp(-octaves * octaves);
            best_bpm = bpm;
            share = here;
        }
    }
    if (share < LEAST_SHARE + FEW / sqrt((double)n))
        return 0;
    double bpm = 60 / refine(onsets_s, n, 60 / best_bpm);
    if (bpm < TEMPO_SLOWEST_BPM || bpm > TEMPO_FASTEST_BPM)
        bpm = best_bpm;
    *ret_confidence = fmin(1, share);
    return bpm;
}
