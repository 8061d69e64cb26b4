// SPDX-License-Identifier: GPL-3.0-or-later
// The streaming half of segment.h: smoothing, hysteresis, and sharpened borders. What the runs
// then mean as play time is decided in spans.c.
#include "analysis/segment.h"

#include <math.h>

#include "analysis/spans.h"
#include "base/fail.h"

#define SMOOTH_STEPS  1     // on each side: the mean over three steps decides
#define PLAY_ON       0.35f // playing begins when the smoothed probability reaches this
#define PLAY_OFF      0.22f // and ends when it falls below this
#define HEARD         0.5f  // talk or noise is named from this probability on
#define NOTICED       0.15f // noise is also named from here on if it stands out of the room
#define STANDS_OUT_DB 15.0f
#define ROOM_RISE_DB  0.04f // a step, so that the room's level follows upwards by 1 dB a second
#define TOO_SOFT_DB   40.0f // this far below the player's own loud level nothing sounds any more
#define LOUD_RISE_DB  0.95f // the loud level is the 95th percentile of the played steps'
#define LOUD_FALL_DB  0.05f
#define INAUDIBLE_DB  -84.0f // nothing below this is anything but silence
#define ATTACK_DB     6.0f   // a rise of this much within the search is where a sound begins

#define SEARCH_BEFORE 32 // quarters searched for the attack, before the coarse border
#define SEARCH_AFTER  16 // and after it

_Static_assert((SEGMENT_DELAY + 4) * 2 < SEGMENT_RING, "the search stays inside the ring");

void segmenter_init(struct segmenter *segmenter, double step_s)
{
    *segmenter = (struct segmenter){.step_s = step_s};
    base_list_init(&segmenter->runs, sizeof(struct span_run));
}

void segmenter_release(struct segmenter *segmenter)
{
    base_list_release(&segmenter->runs);
}

static const struct segment_step *heard(const struct segmenter *s, long long step)
{
    return &s->ring[step & (SEGMENT_RING - 1)];
}

static float smoothed_play(const struct segmenter *s, long long step)
{
    float sum = 0;
    int n = 0;
    for (long long i = step - SMOOTH_STEPS; i <= step + SMOOTH_STEPS; i++) {
        if (i < 0 || i >= s->n_steps)
            continue;
        sum += heard(s, i)->activity.play;
        n++;
    }
    return sum / (float)n;
}

static float loudest_db(const struct segment_step *step)
{
    float loudest = step->quarter_db[0];
    for (int q = 1; q < SEGMENT_QUARTERS; q++)
        loudest = fmaxf(loudest, step->quarter_db[q]);
    return loudest;
}

// Whether noise is heard, given how far the loudest 5 ms of the step stand out of the room.
static int is_noise(const struct segment_step *now, float above_room_db)
{
    return now->activity.other >= HEARD ||
           (now->activity.other >= NOTICED && above_room_db >= STANDS_OUT_DB);
}

// Follows the player's loud level, and ends the playing where a room's tail falls far below it.
static void follow_player(struct segmenter *s, float level_db)
{
    if (!s->playing)
        return;
    if (!s->has_played)
        s->loud_db = level_db;
    s->has_played = 1;
    s->loud_db += level_db > s->loud_db ? LOUD_RISE_DB : -LOUD_FALL_DB;
    s->playing = level_db >= s->loud_db - TOO_SOFT_DB;
}

static enum practice_kind decide(struct segmenter *s, long long step, float play)
{
    const struct segment_step *now = heard(s, step);
    float level_db = loudest_db(now);
    s->room_db = step == 0 ? level_db : fminf(s->room_db + ROOM_RISE_DB, level_db);
    s->playing = play >= (s->playing ? PLAY_OFF : PLAY_ON);
    follow_player(s, level_db);
    if (level_db < INAUDIBLE_DB)
        return PRACTICE_SILENCE;
    if (s->playing)
        return PRACTICE_PLAY;
    if (now->activity.speech >= HEARD && now->activity.speech >= now->activity.other)
        return PRACTICE_SPEECH;
    return is_noise(now, level_db - s->room_db) ? PRACTICE_OTHER : PRACTICE_SILENCE;
}

static float confidence(const struct segment_step *step, enum practice_kind kind, float play)
{
    switch (kind) {
    case PRACTICE_PLAY:
        return play;
    case PRACTICE_SPEECH:
        return step->activity.speech;
    case PRACTICE_OTHER: // audible anyway: the surer, the less it is played or spoken
        return fmaxf(step->activity.other, 1 - fmaxf(play, step->activity.speech));
    case PRACTICE_SILENCE:
        break;
    }
    return 1 - fmaxf(play, fmaxf(step->activity.speech, step->activity.other));
}

static float quarter_db(const struct segmenter *s, long long quarter)
{
    return heard(s, quarter / SEGMENT_QUARTERS)->quarter_db[quarter % SEGMENT_QUARTERS];
}

// Where, near the coarse border of a sounding run, its attack begins: the quarter before the
// steepest rise over 15 ms, or the coarse border itself where the level does not jump.
static long long attack_near(const struct segmenter *s, long long border)
{
    long long first = border - SEARCH_BEFORE, last = border + SEARCH_AFTER, best = border;
    if (first < 3)
        first = 3;
    if (last > s->n_steps * SEGMENT_QUARTERS - 1)
        last = s->n_steps * SEGMENT_QUARTERS - 1;
    float steepest = ATTACK_DB;
    for (long long q = first; q <= last; q++) {
        float rise = quarter_db(s, q) - fmaxf(quarter_db(s, q - 3), INAUDIBLE_DB);
        if (rise > steepest) {
            steepest = rise;
            best = q - 1;
        }
    }
    return best;
}

static enum practice_status extend(struct segmenter *s, enum practice_kind kind, long long step,
                                   float sure, struct practice_error *err)
{
    struct base_list *runs = &s->runs;
    struct span_run *run = runs->n_items ? base_list_at(runs, runs->n_items - 1) : NULL;
    if (!run || run->kind != kind) {
        double start_s = (double)step * s->step_s;
        if (run && kind == PRACTICE_PLAY) {
            double quarter_s = s->step_s / SEGMENT_QUARTERS;
            start_s = (double)attack_near(s, step * SEGMENT_QUARTERS) * quarter_s;
            if (start_s < run->start_s)
                start_s = run->start_s;
        }
        if (run)
            run->end_s = start_s;
        run = base_list_add(runs);
        if (!run)
            return base_no_memory(err);
        run->kind = kind;
        run->start_s = start_s;
    }
    run->end_s = (double)(step + 1) * s->step_s;
    run->sure_steps += sure;
    run->rival_steps += heard(s, step)->activity.speech + heard(s, step)->activity.other;
    run->n_steps++;
    return PRACTICE_OK;
}

static enum practice_status decide_next(struct segmenter *s, struct practice_error *err)
{
    long long step = s->n_decided++;
    float play = smoothed_play(s, step);
    enum practice_kind kind = decide(s, step, play);
    return extend(s, kind, step, confidence(heard(s, step), kind, play), err);
}

enum practice_status segmenter_feed(struct segmenter *s, const struct segment_step *step,
                                    struct practice_error *err)
{
    s->ring[s->n_steps++ & (SEGMENT_RING - 1)] = *step;
    if (s->n_steps <= SEGMENT_DELAY)
        return PRACTICE_OK;
    return decide_next(s, err);
}

enum practice_status segmenter_finish(struct segmenter *s, const struct segment_options *options,
                                      struct practice_result *result, struct practice_error *err)
{
    while (s->n_decided < s->n_steps) {
        enum practice_status status = decide_next(s, err);
        if (status)
            return status;
    }
    return spans_finish(&s->runs, options, result, err);
}
