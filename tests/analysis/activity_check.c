// SPDX-License-Identifier: GPL-3.0-or-later
// Compares the streaming inference in C, in every variant of its inner loops, with the answers of
// the training framework stored in data/activity_vector.txt. Prints the largest difference and
// whether all variants agree bit for bit.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/activity.h"

#define MAX_FRAMES 2000
#define VALUES     6 // final and live: play, speech, other

static float bands[MAX_FRAMES][MODEL_BANDS], expected[MAX_FRAMES][VALUES];
static float got[2][MAX_FRAMES][VALUES];
static int n_frames, n_steps;

static int read_floats(FILE *in, float *ret, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (fscanf(in, "%f", &ret[i]) != 1)
            return 0;
    }
    return 1;
}

static int read_vector(const char *path)
{
    FILE *in = fopen(path, "r");
    if (!in || fscanf(in, "#%*[^\n]") == EOF || fscanf(in, "%d %d", &n_frames, &n_steps) != 2 ||
        n_frames > MAX_FRAMES || n_steps > MAX_FRAMES)
        return 0;
    int complete = read_floats(in, bands[0], (size_t)n_frames * MODEL_BANDS) &&
                   read_floats(in, expected[0], (size_t)n_steps * VALUES);
    return fclose(in) == 0 && complete;
}

static void run(const struct kernels *kernels, float ret[][VALUES])
{
    struct activity *activity;
    if (activity_new(&activity_model, kernels, &activity, NULL))
        exit(2);
    int step = 0;
    for (int t = 0; t <= n_frames; t++) {
        struct activity_step answer;
        if (t < n_frames)
            activity_feed(activity, bands[t]);
        else
            activity_end(activity);
        long long about = activity_live(activity, &answer);
        if (about >= 0)
            memcpy(&ret[about + MODEL_LIVE_DELAY][3], &answer, sizeof answer);
        while (activity_next(activity, &answer))
            memcpy(ret[step++], &answer, sizeof answer);
    }
    activity_free(activity);
    if (step != n_steps)
        exit(3);
}

int main(int argc, char **argv)
{
    if (argc != 2 || !read_vector(argv[1]))
        return 2;
    float worst = 0;
    int same = 1;
    for (int v = 0; kernels_all()[v]; v++) {
        run(kernels_all()[v], got[v > 0]);
        for (int s = 0; s < n_steps; s++)
            for (int i = 0; i < (s < MODEL_LIVE_DELAY ? 3 : VALUES); i++)
                worst = fmaxf(worst, fabsf(got[v > 0][s][i] - expected[s][i]));
        same = same && (v == 0 || memcmp(got[0], got[1], sizeof got[0]) == 0);
    }
    printf("steps %d worst %.6f variants %s\n", n_steps, (double)worst, same ? "agree" : "differ");
    return 0;
}
