// SPDX-License-Identifier: GPL-3.0-or-later
// The words for kinds and reasons, and the end of a result.
#include <practice/result.h>

#include <stdlib.h>

const char *practice_kind_name(enum practice_kind kind)
{
    switch (kind) {
    case PRACTICE_PLAY:
        return "play";
    case PRACTICE_SPEECH:
        return "speech";
    case PRACTICE_OTHER:
        return "other";
    case PRACTICE_SILENCE:
        break;
    }
    return "silence";
}

struct reason_words {
    const char *name, *text;
};

static struct reason_words words_of(enum practice_reason reason)
{
    static const struct reason_words words[] = {
        [PRACTICE_REASON_QUIET] = {"quiet", "nothing above the room"},
        [PRACTICE_REASON_INSTRUMENT] = {"instrument", "an instrument or singing throughout"},
        [PRACTICE_REASON_WITH_RESTS] = {"with_rests", "playing, with short rests counted in"},
        [PRACTICE_REASON_TALK] = {"talk", "talking"},
        [PRACTICE_REASON_NOISE] = {"noise", "a sound that is not played"},
        [PRACTICE_REASON_TOO_SHORT] = {"too_short", "sounded played, but too short to count"},
        [PRACTICE_REASON_UNSURE] = {"unsure", "resembled playing, but not surely enough"},
    };
    size_t n = sizeof words / sizeof words[0];
    return words[(size_t)reason < n ? (size_t)reason : 0];
}

const char *practice_reason_text(enum practice_reason reason)
{
    return words_of(reason).text;
}

const char *practice_reason_name(enum practice_reason reason)
{
    return words_of(reason).name;
}

void practice_result_free(struct practice_result *result)
{
    if (!result)
        return;
    free(result->segments);
    free(result->onsets_s);
    free(result->notes);
    free(result->track);
    free(result->warnings);
    free(result);
}
