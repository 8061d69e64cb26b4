// SPDX-License-Identifier: GPL-3.0-or-later
// The shape of the activity model's weights. The values are in activity_model.c, which
// scripts/train/export.py writes; nothing else knows where they come from.
#ifndef ENGINE_ANALYSIS_ACTIVITY_MODEL_H
#define ENGINE_ANALYSIS_ACTIVITY_MODEL_H

#define MODEL_BANDS     48 // input: (log-mel band + 12) / 4, 50 frames a second
#define MODEL_CHANNELS1 8  // after the first convolution: 24 frequencies of 8 channels
#define MODEL_CHANNELS2 16 // after the second: 12 frequencies of 16 channels, 25 steps a second
#define MODEL_WIDTH1    (MODEL_BANDS / 2)
#define MODEL_WIDTH2    (MODEL_BANDS / 4)
#define MODEL_FLAT      (MODEL_WIDTH2 * MODEL_CHANNELS2)
#define MODEL_CELLS     80
#define MODEL_GATES     (3 * MODEL_CELLS) // reset, update, new
#define MODEL_CLASSES   3                 // play, speech, other

#define MODEL_LIVE_DELAY 10 // steps the live head answers behind the forward state

struct activity_gru {
    float input_weight[MODEL_GATES][MODEL_CELLS];
    float hidden_weight[MODEL_GATES][MODEL_CELLS];
    float input_bias[MODEL_GATES];
    float hidden_bias[MODEL_GATES];
};

// Convolution weights are [out][in][time][frequency], affine ones [out][in].
struct activity_model {
    const char *name;
    float conv1_weight[MODEL_CHANNELS1][3][5];
    float conv1_bias[MODEL_CHANNELS1];
    float conv2_weight[MODEL_CHANNELS2][MODEL_CHANNELS1][3][3];
    float conv2_bias[MODEL_CHANNELS2];
    float proj_weight[MODEL_CELLS][MODEL_FLAT];
    float proj_bias[MODEL_CELLS];
    struct activity_gru forward;
    struct activity_gru backward;
    float live_weight[MODEL_CLASSES][MODEL_CELLS];
    float live_bias[MODEL_CLASSES];
    float final_weight[MODEL_CLASSES][2 * MODEL_CELLS];
    float final_bias[MODEL_CLASSES];
};

extern const struct activity_model activity_model;

#endif
