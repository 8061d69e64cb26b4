// SPDX-License-Identifier: GPL-3.0-or-later
// The model is told of changes by comparing a device's rows before and after: it knows nothing of
// outboxes, operations or pages, so it cannot share a mistake with them.
#include "model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct row {
    char id[UUID_SIZE];
    char made[MODEL_KEY_SIZE], gone[MODEL_KEY_SIZE]; // "": never
    char *values[MODEL_REGISTERS];
    char keys[MODEL_REGISTERS][MODEL_KEY_SIZE];
};

struct model {
    struct row rows[MODEL_MAX_ROWS];
    unsigned n;
};

void images_release(struct images *images)
{
    for (unsigned i = 0; i < images->n; i++)
        for (unsigned r = 0; r < MODEL_REGISTERS; r++)
            free(images->list[i].registers[r]);
    images->n = 0;
}

struct image *images_find(struct images *images, const char *id)
{
    for (unsigned i = 0; i < images->n; i++)
        if (strcmp(images->list[i].id, id) == 0)
            return &images->list[i];
    return NULL;
}

struct model *model_new(void)
{
    struct model *model = calloc(1, sizeof *model);
    if (!model)
        abort();
    return model;
}

void model_free(struct model *model)
{
    for (unsigned i = 0; i < model->n; i++)
        for (unsigned r = 0; r < MODEL_REGISTERS; r++)
            free(model->rows[i].values[r]);
    free(model);
}

static struct row *row_of(struct model *model, const char *id)
{
    for (unsigned i = 0; i < model->n; i++)
        if (strcmp(model->rows[i].id, id) == 0)
            return &model->rows[i];
    if (model->n == MODEL_MAX_ROWS)
        abort();
    struct row *row = &model->rows[model->n++];
    memcpy(row->id, id, UUID_SIZE);
    return row;
}

static void later(char place[MODEL_KEY_SIZE], const char *key)
{
    if (strcmp(key, place) > 0)
        (void)snprintf(place, MODEL_KEY_SIZE, "%s", key);
}

static void write_register(struct row *row, unsigned r, const char *value, const char *key)
{
    if (strcmp(key, row->keys[r]) <= 0)
        return;
    free(row->values[r]);
    row->values[r] = strdup(value);
    later(row->keys[r], key);
}

void model_change(struct model *model, const struct images *before, const struct images *after,
                  const char *key)
{
    for (unsigned i = 0; i < after->n; i++) {
        const struct image *now = &after->list[i];
        const struct image *was = images_find((struct images *)(size_t)before, now->id);
        struct row *row = NULL;
        if (!was)
            later((row = row_of(model, now->id))->made, key);
        for (unsigned r = 0; r < MODEL_REGISTERS && now->registers[r]; r++)
            if (!was || strcmp(was->registers[r], now->registers[r]) != 0)
                write_register(row_of(model, now->id), r, now->registers[r], key);
    }
    for (unsigned i = 0; i < before->n; i++)
        if (!images_find((struct images *)(size_t)after, before->list[i].id))
            later(row_of(model, before->list[i].id)->gone, key);
}

static int is_there(const struct row *row)
{
    return strcmp(row->made, row->gone) > 0;
}

static int compare_row(const struct row *row, const struct image *image, const char *who)
{
    int n_different = 0;
    if (is_there(row) != !!image) {
        (void)fprintf(stderr, "%s: %s is %s, but made %s, gone %s\n", who, row->id,
                      image ? "there" : "not there", row->made, row->gone);
        return 1;
    }
    for (unsigned r = 0; image && r < MODEL_REGISTERS && image->registers[r]; r++) {
        if (strcmp(row->values[r], image->registers[r]) == 0)
            continue;
        (void)fprintf(stderr, "%s: %s field %u is '%s', not '%s' of %s\n", who, row->id, r,
                      image->registers[r], row->values[r], row->keys[r]);
        n_different++;
    }
    return n_different;
}

int model_compare(struct model *model, struct images *images, const char *who)
{
    int n_different = 0;
    for (unsigned i = 0; i < model->n; i++)
        n_different += compare_row(&model->rows[i], images_find(images, model->rows[i].id), who);
    for (unsigned i = 0; i < images->n; i++) {
        unsigned n = model->n;
        if (row_of(model, images->list[i].id) == &model->rows[n]) {
            (void)fprintf(stderr, "%s: %s was never made\n", who, images->list[i].id);
            n_different++;
        }
    }
    return n_different;
}

unsigned model_n_rows(const struct model *model)
{
    unsigned n = 0;
    for (unsigned i = 0; i < model->n; i++)
        n += (unsigned)is_there(&model->rows[i]);
    return n;
}
