// SPDX-License-Identifier: GPL-3.0-or-later
// PortAudio leaves a microphone that cannot be opened out of its list, and calls one that refuses
// later an "illegal combination". ALSA says why, so it is asked again once something has failed.
#include "recorder/refusal.h"

#include <alsa/asoundlib.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "recorder/device.h"

#define PCM_NAME_SIZE 64

// 0, or the error that the kernel or a plug answers.
static int opening_error(const char *pcm_name)
{
    snd_pcm_t *pcm = NULL;
    int hushed = device_hush();
    int code = snd_pcm_open(&pcm, pcm_name, SND_PCM_STREAM_CAPTURE, SND_PCM_NONBLOCK);
    if (code == 0)
        (void)snd_pcm_close(pcm);
    device_unhush(hushed);
    return code < 0 ? -code : 0;
}

// What ALSA calls a device: "hw:1,0" of "USB Audio: - (hw:1,0)", else the name itself.
static const char *pcm_name_of(const char *name, char buffer[PCM_NAME_SIZE])
{
    const char *start = strstr(name, "(hw:");
    if (start && sscanf(start, "(%63[^)]", buffer) == 1)
        return buffer;
    return name;
}

static enum practice_status fail_for(int error, const char *name, struct practice_error *err)
{
    if (error == EBUSY)
        return fail_with(err, PRACTICE_UNREADABLE,
                         "close the program that uses it, or choose another: --list-devices",
                         "the microphone '%s' is busy", name);
    if (error == EACCES || error == EPERM)
        return fail_with(err, PRACTICE_UNREADABLE,
                         "usually the group 'audio' may: adduser NAME audio",
                         "this user may not listen to the microphone '%s'", name);
    return PRACTICE_OK;
}

enum practice_status refusal_of(const char *name, struct practice_error *err)
{
    char pcm_name[PCM_NAME_SIZE];
    return fail_for(opening_error(pcm_name_of(name, pcm_name)), name, err);
}

static enum practice_status refusal_of_card(int card, struct practice_error *err)
{
    char name[PCM_NAME_SIZE];
    snd_ctl_t *control = NULL;
    enum practice_status status = PRACTICE_OK;
    (void)snprintf(name, sizeof name, "hw:%d", card);
    int code = snd_ctl_open(&control, name, SND_CTL_NONBLOCK);
    if (code < 0)
        return fail_for(-code, name, err);
    for (int device = -1; status == PRACTICE_OK;) {
        if (snd_ctl_pcm_next_device(control, &device) < 0 || device < 0)
            break;
        (void)snprintf(name, sizeof name, "hw:%d,%d", card, device);
        status = refusal_of(name, err);
    }
    (void)snd_ctl_close(control);
    return status;
}

enum practice_status refusal_of_any(struct practice_error *err)
{
    enum practice_status status = refusal_of("default", err);
    for (int card = -1; status == PRACTICE_OK && snd_card_next(&card) == 0 && card >= 0;)
        status = refusal_of_card(card, err);
    return status;
}
