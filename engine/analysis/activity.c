// SPDX-License-Identifier: GPL-3.0-or-later
// Streaming inference of the activity model. Weights are laid out once, transposed, so that the
// inner loops run along outputs; the backward unit's input parts wait in a queue until a block and
// its context are complete.
#include "analysis/activity.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"

#define QUEUE   (ACTIVITY_BLOCK + ACTIVITY_CONTEXT)
#define OUTPUTS KERNEL_LANES // three classes, padded to whole vectors
// Rows carry the convolutions' zero padding: two bands (one frequency) before, and enough behind.
#define ROW1 (2 + MODEL_BANDS + 6)
#define ROW2 (MODEL_CHANNELS1 * (1 + MODEL_WIDTH1 + 1))

// One direction's weights as [in][out].
struct direction {
    float input_weight[MODEL_CELLS * MODEL_GATES];
    float hidden_weight[MODEL_CELLS * MODEL_GATES];
    const float *input_bias, *hidden_bias;
};

struct activity {
    const struct activity_model *model;
    const struct kernels *kernels;
    float conv1_weight[15 * MODEL_CHANNELS1];
    float conv2_weight[9 * MODEL_CHANNELS1 * MODEL_CHANNELS2];
    float proj_weight[MODEL_FLAT * MODEL_CELLS];
    struct direction forward, backward;
    float live_weight[MODEL_CELLS * OUTPUTS], live_bias[OUTPUTS];
    float final_weight[2 * MODEL_CELLS * OUTPUTS], final_bias[OUTPUTS];
    struct convolution conv1, conv2;

    float rows1[3][ROW1]; // frames t - 1, t, t + 1
    float rows2[3][ROW2]; // the first convolution of frames 2 s - 1, 2 s, 2 s + 1
    unsigned long long n_frames, n_rows2, n_steps;
    float state[MODEL_CELLS];
    struct activity_step live;

    float gates[QUEUE][MODEL_GATES]; // backward input parts of the steps waiting
    float logits[QUEUE][OUTPUTS];    // and the forward unit's share of their answer
    size_t n_queued;
    int ended;
    struct activity_step ready[QUEUE];
    size_t n_ready, next_ready;
};

// from [n_out][n_in] -> to [n_in][n_stride], columns past n_out are left zero.
static void transpose(const float *from, size_t n_out, size_t n_in, size_t n_stride, float *to)
{
    for (size_t j = 0; j < n_out; j++) {
        for (size_t i = 0; i < n_in; i++)
            to[i * n_stride + j] = from[j * n_in + i];
    }
}

static void lay_out_direction(const struct activity_gru *gru, struct direction *ret)
{
    transpose(&gru->input_weight[0][0], MODEL_GATES, MODEL_CELLS, MODEL_GATES, ret->input_weight);
    transpose(&gru->hidden_weight[0][0], MODEL_GATES, MODEL_CELLS, MODEL_GATES, ret->hidden_weight);
    ret->input_bias = gru->input_bias;
    ret->hidden_bias = gru->hidden_bias;
}

// [out][in][time][frequency] -> [time][frequency][in][out], as the rows lie in memory.
static void lay_out_conv2(const struct activity_model *model, float *ret)
{
    for (size_t time = 0; time < 3; time++)
        for (size_t f = 0; f < 3; f++)
            for (size_t in = 0; in < MODEL_CHANNELS1; in++)
                for (size_t out = 0; out < MODEL_CHANNELS2; out++)
                    *ret++ = model->conv2_weight[out][in][time][f];
}

static void lay_out(struct activity *a, const struct activity_model *model)
{
    transpose(&model->conv1_weight[0][0][0], MODEL_CHANNELS1, 15, MODEL_CHANNELS1, a->conv1_weight);
    lay_out_conv2(model, a->conv2_weight);
    transpose(&model->proj_weight[0][0], MODEL_CELLS, MODEL_FLAT, MODEL_CELLS, a->proj_weight);
    lay_out_direction(&model->forward, &a->forward);
    lay_out_direction(&model->backward, &a->backward);
    transpose(&model->live_weight[0][0], MODEL_CLASSES, MODEL_CELLS, OUTPUTS, a->live_weight);
    transpose(&model->final_weight[0][0], MODEL_CLASSES, 2 * MODEL_CELLS, OUTPUTS, a->final_weight);
    memcpy(a->live_bias, model->live_bias, sizeof model->live_bias);
    memcpy(a->final_bias, model->final_bias, sizeof model->final_bias);
    a->conv1 = (struct convolution){.run = 5,
                                    .stride = 2,
                                    .n_positions = MODEL_WIDTH1,
                                    .n_out = MODEL_CHANNELS1,
                                    .weight = a->conv1_weight,
                                    .bias = model->conv1_bias};
    a->conv2 = (struct convolution){.run = 3 * MODEL_CHANNELS1,
                                    .stride = 2 * MODEL_CHANNELS1,
                                    .n_positions = MODEL_WIDTH2,
                                    .n_out = MODEL_CHANNELS2,
                                    .weight = a->conv2_weight,
                                    .bias = model->conv2_bias};
}

enum practice_status activity_new(const struct activity_model *model, const struct kernels *kernels,
                                  struct activity **ret_activity, struct practice_error *err)
{
    struct activity *a = calloc(1, sizeof *a);
    if (!a)
        return base_no_memory(err);
    a->model = model;
    a->kernels = kernels;
    lay_out(a, model);
    *ret_activity = a;
    return PRACTICE_OK;
}

void activity_free(struct activity *activity)
{
    free(activity);
}

static struct activity_step step_of(const struct kernels *kernels, float logits[OUTPUTS])
{
    kernels->sigmoid(logits, OUTPUTS);
    return (struct activity_step){.play = logits[0], .speech = logits[1], .other = logits[2]};
}

static void gru_step(const struct kernels *kernels, const struct direction *direction,
                     const float *gates_in, float *state)
{
    float gates_hidden[MODEL_GATES];
    kernels->affine(state, MODEL_CELLS, direction->hidden_weight, direction->hidden_bias,
                    gates_hidden, MODEL_GATES);
    kernels->gru(gates_in, gates_hidden, state, MODEL_CELLS);
}

// Goes back over the queue; its first n_judged steps become ready and leave it.
static void judge(struct activity *a, size_t n_judged)
{
    const struct kernels *kernels = a->kernels;
    float state[MODEL_CELLS] = {0};
    for (size_t s = a->n_queued; s-- > 0;) {
        gru_step(kernels, &a->backward, a->gates[s], state);
        if (s >= n_judged)
            continue;
        float logits[OUTPUTS];
        kernels->affine(state, MODEL_CELLS, a->final_weight + MODEL_CELLS * OUTPUTS, a->logits[s],
                        logits, OUTPUTS);
        a->ready[s] = step_of(kernels, logits);
    }
    a->n_ready = n_judged;
    a->next_ready = 0;
    a->n_queued -= n_judged;
    memmove(a->gates, a->gates + n_judged, a->n_queued * sizeof a->gates[0]);
    memmove(a->logits, a->logits + n_judged, a->n_queued * sizeof a->logits[0]);
}

// One step of 40 ms: rows2 -> second convolution -> forward unit -> queue.
static void step(struct activity *a)
{
    const struct kernels *kernels = a->kernels;
    const float *rows[3] = {a->rows2[0], a->rows2[1], a->rows2[2]};
    float flat[MODEL_FLAT], projected[MODEL_CELLS], gates[MODEL_GATES], logits[OUTPUTS];
    kernels->convolve(&a->conv2, rows, flat);
    kernels->relu(flat, MODEL_FLAT);
    kernels->affine(flat, MODEL_FLAT, a->proj_weight, a->model->proj_bias, projected, MODEL_CELLS);
    kernels->relu(projected, MODEL_CELLS);
    kernels->affine(projected, MODEL_CELLS, a->forward.input_weight, a->forward.input_bias, gates,
                    MODEL_GATES);
    gru_step(kernels, &a->forward, gates, a->state);
    kernels->affine(a->state, MODEL_CELLS, a->live_weight, a->live_bias, logits, OUTPUTS);
    a->live = step_of(kernels, logits);
    kernels->affine(projected, MODEL_CELLS, a->backward.input_weight, a->backward.input_bias,
                    a->gates[a->n_queued], MODEL_GATES);
    kernels->affine(a->state, MODEL_CELLS, a->final_weight, a->final_bias, a->logits[a->n_queued],
                    OUTPUTS);
    a->n_steps++;
    if (++a->n_queued == QUEUE)
        judge(a, ACTIVITY_BLOCK);
}

// Takes the first convolution's output of the next frame, or zeros (NULL) past the end.
static void push_row2(struct activity *a, const float *row)
{
    memmove(a->rows2[0], a->rows2[1], 2 * sizeof a->rows2[0]);
    float *interior = a->rows2[2] + MODEL_CHANNELS1;
    size_t size = MODEL_WIDTH1 * MODEL_CHANNELS1 * sizeof *row;
    if (row)
        memcpy(interior, row, size);
    else
        memset(interior, 0, size);
    if (a->n_rows2++ % 2 == 1)
        step(a);
}

// Takes one frame's input row, or zeros (NULL) past the end; the frame before it is then complete.
static void push_row1(struct activity *a, const float *bands)
{
    memmove(a->rows1[0], a->rows1[1], 2 * sizeof a->rows1[0]);
    float *interior = a->rows1[2] + 2;
    for (size_t b = 0; b < MODEL_BANDS; b++)
        interior[b] = bands ? (bands[b] + 12.0f) * 0.25f : 0.0f;
    if (a->n_frames++ == 0)
        return;
    const float *rows[3] = {a->rows1[0], a->rows1[1], a->rows1[2]};
    float row[MODEL_WIDTH1 * MODEL_CHANNELS1];
    a->kernels->convolve(&a->conv1, rows, row);
    a->kernels->relu(row, MODEL_WIDTH1 * MODEL_CHANNELS1);
    push_row2(a, row);
}

void activity_feed(struct activity *activity, const float *bands)
{
    push_row1(activity, bands);
}

void activity_end(struct activity *a)
{
    if (a->ended)
        return;
    a->ended = 1;
    if (a->n_frames > 0)
        push_row1(a, NULL);
    if (a->n_rows2 % 2 == 1)
        push_row2(a, NULL);
}

int activity_next(struct activity *a, struct activity_step *ret_step)
{
    if (a->next_ready == a->n_ready && a->ended && a->n_queued > 0)
        judge(a, a->n_queued < ACTIVITY_BLOCK ? a->n_queued : ACTIVITY_BLOCK);
    if (a->next_ready == a->n_ready)
        return 0;
    *ret_step = a->ready[a->next_ready++];
    return 1;
}

long long activity_live(const struct activity *a, struct activity_step *ret_step)
{
    long long about = (long long)a->n_steps - 1 - MODEL_LIVE_DELAY;
    if (about < 0)
        return -1;
    *ret_step = a->live;
    return about;
}
