// SPDX-License-Identifier: GPL-3.0-or-later
// What all devices must agree on in the end, worked out without a database: every field has the
// value of its latest writer; a row is there when its making is later than its deletion.
#ifndef TESTS_SYNC_MODEL_H
#define TESTS_SYNC_MODEL_H

#include "base/uuid.h"

#define MODEL_MAX_ROWS  400
#define MODEL_REGISTERS 10
#define MODEL_KEY_SIZE  32

// A row as texts, one for each field or group of fields that has a clock of its own.
struct image {
    char id[UUID_SIZE];
    char *registers[MODEL_REGISTERS]; // NULL: not used by this kind of row
};

struct images {
    struct image list[MODEL_MAX_ROWS];
    unsigned n;
};

void images_release(struct images *images);
struct image *images_find(struct images *images, const char *id);

struct model; // opaque
struct model *model_new(void);
void model_free(struct model *model);

// A device's table was `before` and is `after` a change that has this clock.
void model_change(struct model *model, const struct images *before, const struct images *after,
                  const char *key);

// 0 when a device has exactly what the model has; else it says what differs on stderr.
int model_compare(struct model *model, struct images *images, const char *who);

unsigned model_n_rows(const struct model *model);

#endif
