// SPDX-License-Identifier: GPL-3.0-or-later
// Runs to spans, in passes over a list: rests are bridged, what is then still too short or
// doubtful does not count, talk and noise go on over breaths, and crumbs join their neighbours.
#include "analysis/spans.h"

#include <stdlib.h>

#include "base/fail.h"

// Playing that sounds for less than DOUBTFUL_S counts if it is at least DOUBTFUL_SURE, or if talk
// and noise together have at most RIVALS of its probability, as with soft notes and lone drums.
// Playing of any length counts if it is at least LIKELY, or likelier than talk and noise together:
// a metronome that beeps low over a fan resembles playing for as long as it runs.
#define DOUBTFUL_S    3.0
#define DOUBTFUL_SURE 0.6
#define RIVALS        0.6
#define LIKELY        0.5
#define BREATH_S      1.2  // talk and noise go on over silence up to this: a slow metronome's beat
#define CRUMB_S       0.25 // talk, noise and silence shorter than this join what is around them

// A segment while it is not decided yet whether it counts.
struct span {
    struct practice_segment segment;
    double rivals; // mean probability of talk and noise together, where it sounds
};

static struct span span_of(const struct span_run *run)
{
    static const enum practice_reason reasons[PRACTICE_N_KINDS] = {
        [PRACTICE_SILENCE] = PRACTICE_REASON_QUIET,
        [PRACTICE_PLAY] = PRACTICE_REASON_INSTRUMENT,
        [PRACTICE_SPEECH] = PRACTICE_REASON_TALK,
        [PRACTICE_OTHER] = PRACTICE_REASON_NOISE,
    };
    struct practice_segment segment = {.start_s = run->start_s,
                                       .end_s = run->end_s,
                                       .kind = run->kind,
                                       .confidence = run->sure_steps / (double)run->n_steps,
                                       .reason = reasons[run->kind]};
    if (run->kind == PRACTICE_PLAY)
        segment.sounding_s = run->end_s - run->start_s;
    return (struct span){segment, run->rival_steps / (double)run->n_steps};
}

static double length(const struct practice_segment *segment)
{
    return segment->end_s - segment->start_s;
}

// a followed by b becomes one; the confidence is weighed by time that carries the kind.
static void absorb(struct practice_segment *a, const struct practice_segment *b)
{
    int play = a->kind == PRACTICE_PLAY;
    double weight_a = play ? a->sounding_s : length(a), weight_b = play ? b->sounding_s : length(b);
    if (weight_a + weight_b > 0 && b->kind == a->kind)
        a->confidence =
            (a->confidence * weight_a + b->confidence * weight_b) / (weight_a + weight_b);
    a->sounding_s += b->sounding_s;
    a->end_s = b->end_s;
}

// Index of the next play span after i that lies within a rest of span i, or 0.
static size_t next_within_rest(const struct span *spans, size_t n, size_t i, double max_rest_s)
{
    for (size_t j = i + 1; j < n; j++) {
        if (spans[j].segment.start_s - spans[i].segment.end_s > max_rest_s)
            return 0;
        if (spans[j].segment.kind == PRACTICE_PLAY)
            return j;
    }
    return 0;
}

static void bridge(struct span *a, const struct span *b)
{
    double weight_a = a->segment.sounding_s, weight_b = b->segment.sounding_s;
    if (weight_a + weight_b > 0)
        a->rivals = (a->rivals * weight_a + b->rivals * weight_b) / (weight_a + weight_b);
    absorb(&a->segment, &b->segment);
    a->segment.reason = PRACTICE_REASON_WITH_RESTS;
}

// Joins play spans over rests up to max_rest_s. Returns how many spans are left.
static size_t bridge_rests(struct span *spans, size_t n, double max_rest_s)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        struct span span = spans[i];
        size_t next;
        while (span.segment.kind == PRACTICE_PLAY &&
               (next = next_within_rest(spans, n, i, max_rest_s))) {
            bridge(&span, &spans[next]);
            i = next;
        }
        spans[kept++] = span;
    }
    return kept;
}

static int is_unsure(const struct span *span)
{
    double sure = span->segment.confidence;
    if (sure < LIKELY && span->rivals > sure)
        return 1;
    return span->segment.sounding_s < DOUBTFUL_S && sure < DOUBTFUL_SURE &&
           span->rivals > RIVALS * sure;
}

// Why a play span does not count after all, or its own reason when it does.
static enum practice_reason judge(const struct span *span, double min_play_s)
{
    const struct practice_segment *segment = &span->segment;
    if (segment->sounding_s < min_play_s)
        return PRACTICE_REASON_TOO_SHORT;
    return is_unsure(span) ? PRACTICE_REASON_UNSURE : segment->reason;
}

// Decides which spans count, and writes them to ret_segments[n].
static void refuse_doubtful(const struct span *spans, size_t n, double min_play_s,
                            struct practice_segment *ret_segments)
{
    for (size_t i = 0; i < n; i++) {
        struct practice_segment segment = spans[i].segment;
        if (segment.kind == PRACTICE_PLAY)
            segment.reason = judge(&spans[i], min_play_s);
        if (segment.kind == PRACTICE_PLAY && segment.reason > PRACTICE_REASON_NOISE) {
            segment.kind = PRACTICE_OTHER;
            segment.sounding_s = 0;
        }
        ret_segments[i] = segment;
    }
}

static int goes_on(const struct practice_segment *sound, const struct practice_segment *silence,
                   const struct practice_segment *next)
{
    return (sound->reason == PRACTICE_REASON_TALK || sound->reason == PRACTICE_REASON_NOISE) &&
           silence->kind == PRACTICE_SILENCE && length(silence) <= BREATH_S &&
           next->reason == sound->reason;
}

// Joins talk with talk and noise with noise over breaths. Returns how many segments are left.
static size_t join_over_breaths(struct practice_segment *segments, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        struct practice_segment segment = segments[i];
        while (i + 2 < n && goes_on(&segment, &segments[i + 1], &segments[i + 2])) {
            absorb(&segment, &segments[i + 2]);
            i += 2;
        }
        segments[kept++] = segment;
    }
    return kept;
}

static int is_crumb(const struct practice_segment *segment)
{
    return segment->kind != PRACTICE_PLAY && length(segment) < CRUMB_S &&
           segment->reason <= PRACTICE_REASON_NOISE;
}

static int same(const struct practice_segment *a, const struct practice_segment *b)
{
    return a->kind == b->kind && a->reason == b->reason && a->kind != PRACTICE_PLAY;
}

// Joins equal neighbours, and crumbs to the non-play segment before or after them.
static size_t merge_neighbours(struct practice_segment *segments, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        struct practice_segment *last = kept ? &segments[kept - 1] : NULL;
        int beside = last && last->kind != PRACTICE_PLAY;
        if (last && (same(last, &segments[i]) || (beside && is_crumb(&segments[i])))) {
            absorb(last, &segments[i]);
        } else if (beside && is_crumb(last) && segments[i].kind != PRACTICE_PLAY) {
            double start_s = last->start_s;
            *last = segments[i];
            last->start_s = start_s;
        } else {
            segments[kept++] = segments[i];
        }
    }
    return kept;
}

static void close_list(struct span *spans, size_t *n, double duration_s)
{
    while (*n > 0 && spans[*n - 1].segment.start_s >= duration_s)
        (*n)--;
    if (*n == 0)
        return;
    struct practice_segment *last = &spans[*n - 1].segment;
    if (last->kind == PRACTICE_PLAY && last->end_s > duration_s) {
        last->sounding_s -= last->end_s - duration_s;
        last->sounding_s = last->sounding_s > 0 ? last->sounding_s : 0;
    }
    last->end_s = duration_s;
}

static void summarise(struct practice_result *result)
{
    for (size_t i = 0; i < result->n_segments; i++) {
        const struct practice_segment *segment = &result->segments[i];
        result->kind_time_s[segment->kind] += length(segment);
        if (segment->kind != PRACTICE_PLAY)
            continue;
        result->sounding_time_s += segment->sounding_s;
        result->n_starts++;
        if (length(segment) > result->longest_run_s)
            result->longest_run_s = length(segment);
    }
    result->play_time_s = result->kind_time_s[PRACTICE_PLAY];
}

static enum practice_status list_spans(const struct base_list *runs, struct base_list *spans,
                                       struct practice_error *err)
{
    for (size_t i = 0; i < runs->n_items; i++) {
        const struct span_run *run = base_list_at(runs, i);
        if (run->end_s <= run->start_s)
            continue;
        struct span *span = base_list_add(spans);
        if (!span)
            return base_no_memory(err);
        *span = span_of(run);
    }
    return PRACTICE_OK;
}

// Decides about spans[n], n > 0, and makes the result's segments of them.
static enum practice_status settle(struct span *spans, size_t n,
                                   const struct segment_options *options,
                                   struct practice_result *result, struct practice_error *err)
{
    n = bridge_rests(spans, n, options->max_rest_s);
    struct practice_segment *segments = malloc(n * sizeof *segments);
    if (!segments)
        return base_no_memory(err);
    refuse_doubtful(spans, n, options->min_play_s, segments);
    n = join_over_breaths(segments, n);
    result->n_segments = merge_neighbours(segments, n);
    result->segments = segments;
    segments = realloc(segments, result->n_segments * sizeof *segments);
    if (segments)
        result->segments = segments;
    summarise(result);
    return PRACTICE_OK;
}

enum practice_status spans_finish(struct base_list *runs, const struct segment_options *options,
                                  struct practice_result *result, struct practice_error *err)
{
    struct base_list list;
    base_list_init(&list, sizeof(struct span));
    enum practice_status status = list_spans(runs, &list, err);
    base_list_release(runs);
    close_list(list.items, &list.n_items, options->duration_s);
    if (status == PRACTICE_OK && list.n_items)
        status = settle(list.items, list.n_items, options, result, err);
    base_list_release(&list);
    return status;
}
