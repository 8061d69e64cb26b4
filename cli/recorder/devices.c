// SPDX-License-Identifier: GPL-3.0-or-later
// Which microphones there are, and which one was meant. Names come from drivers and plugs, so they
// are copied as they are and made harmless only where they are shown.
#include <alsa/asoundlib.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fail.h"
#include "recorder/device.h"
#include "recorder/portaudio_room.h"
#include "recorder/refusal.h"

#define DEFAULT_NAME   "default" // of ALSA's device
#define NO_DEVICE_HINT "connect one, or count the time alone with --no-audio"

// ALSA's messages would break the live line; what matters comes back as a status.
__attribute__((format(printf, 5, 6))) static void say_nothing(const char *file, int line,
                                                              const char *function, int code,
                                                              const char *format, ...)
{
    (void)file, (void)line, (void)function, (void)code, (void)format;
}

int device_hush(void)
{
    int hushed = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    int nothing = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (hushed >= 0 && nothing >= 0)
        (void)dup2(nothing, STDERR_FILENO);
    if (nothing >= 0)
        close(nothing);
    return hushed;
}

void device_unhush(int hushed)
{
    if (hushed < 0)
        return;
    (void)dup2(hushed, STDERR_FILENO);
    close(hushed);
}

enum practice_status portaudio_begin(struct practice_error *err)
{
    (void)snd_lib_error_set_handler(say_nothing);
    int hushed = device_hush();
    PaError code = Pa_Initialize();
    device_unhush(hushed);
    if (code == paNoError)
        return PRACTICE_OK;
    return fail_with(err, code == paInsufficientMemory ? PRACTICE_NO_MEMORY : PRACTICE_INTERNAL,
                     NO_DEVICE_HINT, "the sound system does not start: %s", Pa_GetErrorText(code));
}

enum practice_status portaudio_fail(PaError code, const char *name, struct practice_error *err)
{
    const PaHostErrorInfo *host = Pa_GetLastHostErrorInfo();
    if (code == paInsufficientMemory)
        return fail_no_memory(err);
    if (code == paInvalidSampleRate)
        return fail_with(err, PRACTICE_BAD_ARGUMENT, "leave --rate out to use the device's own",
                         "'%s' cannot record at this rate", name);
    enum practice_status status = refusal_of(name, err);
    if (status != PRACTICE_OK)
        return status;
    if (code == paDeviceUnavailable || code == paBadIODeviceCombination)
        return fail_with(err, PRACTICE_UNREADABLE,
                         "connect it again, or choose another: --list-devices",
                         "'%s' was busy, or is gone", name);
    if (code == paUnanticipatedHostError && host && host->errorText && *host->errorText)
        return fail_with(err, PRACTICE_UNREADABLE, NULL, "'%s' does not record: %s", name,
                         host->errorText);
    return fail_with(err, PRACTICE_UNREADABLE, NULL, "'%s' does not record: %s", name,
                     Pa_GetErrorText(code));
}

static int describe(PaDeviceIndex number, struct device_info *ret_info)
{
    const PaDeviceInfo *info = Pa_GetDeviceInfo(number);
    if (!info || info->maxInputChannels < 1)
        return 0;
    const PaHostApiInfo *system = Pa_GetHostApiInfo(info->hostApi);
    double rate = info->defaultSampleRate;
    *ret_info = (struct device_info){
        .number = number,
        .n_channels = (uint32_t)info->maxInputChannels,
        .rate_hz = rate >= 8000 && rate <= 192000 ? (uint32_t)(rate + 0.5) : 44100,
        .is_default = number == Pa_GetDefaultInputDevice(),
    };
    (void)snprintf(ret_info->name, sizeof ret_info->name, "%s", info->name ? info->name : "");
    (void)snprintf(ret_info->system, sizeof ret_info->system, "%s",
                   system && system->name ? system->name : "");
    return 1;
}

enum practice_status device_list(struct device_info *ret_list, size_t *ret_n,
                                 struct practice_error *err)
{
    enum practice_status status = portaudio_begin(err);
    if (status != PRACTICE_OK)
        return status;
    size_t n = 0;
    for (PaDeviceIndex i = 0; i < Pa_GetDeviceCount() && n < DEVICE_MAX; i++)
        n += (size_t)describe(i, &ret_list[n]);
    (void)Pa_Terminate();
    *ret_n = n;
    return PRACTICE_OK;
}

// 1 when there are microphones that this user may not open: they are then not even listed.
static int are_devices_forbidden(void)
{
    DIR *folder = opendir("/dev/snd");
    if (!folder)
        return 0;
    int is_forbidden = 0;
    for (struct dirent *entry; (entry = readdir(folder)) && !is_forbidden;) {
        size_t length = strlen(entry->d_name);
        if (strncmp(entry->d_name, "pcm", 3) != 0 || entry->d_name[length - 1] != 'c')
            continue;
        is_forbidden = faccessat(dirfd(folder), entry->d_name, R_OK | W_OK, 0) != 0;
    }
    (void)closedir(folder);
    return is_forbidden;
}

static enum practice_status fail_none(struct practice_error *err)
{
    enum practice_status status = refusal_of_any(err);
    if (status != PRACTICE_OK)
        return status;
    if (are_devices_forbidden())
        return fail_with(err, PRACTICE_NOT_FOUND,
                         "usually the group 'audio' may: adduser NAME audio",
                         "this user may not use the microphones of this computer");
    return fail_with(err, PRACTICE_NOT_FOUND, NO_DEVICE_HINT, "no microphone was found");
}

static const struct device_info *default_of(const struct device_info *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (list[i].is_default)
            return &list[i];
    return &list[0];
}

static const struct device_info *by_number(const struct device_info *list, size_t n,
                                           const char *text)
{
    char *end;
    errno = 0;
    long number = strtol(text, &end, 10);
    for (size_t i = 0; !errno && end != text && !*end && i < n; i++)
        if (list[i].number == number)
            return &list[i];
    return NULL;
}

// The one with this whole name, else those that have it as a part; *ret_n_parts is their number.
static const struct device_info *by_name(const struct device_info *list, size_t n, const char *name,
                                         size_t *ret_n_parts)
{
    const struct device_info *found = NULL;
    *ret_n_parts = 0;
    for (size_t i = 0; i < n; i++) {
        if (strcmp(list[i].name, name) == 0)
            return &list[i];
        if (!strcasestr(list[i].name, name))
            continue;
        found = &list[i];
        ++*ret_n_parts;
    }
    return found;
}

static enum practice_status choose(const struct device_info *list, size_t n, const char *name,
                                   struct device_info *ret_info, struct practice_error *err)
{
    size_t n_parts = 1;
    const struct device_info *found = name ? by_number(list, n, name) : default_of(list, n);
    if (!found)
        found = by_name(list, n, name, &n_parts);
    if (!found)
        return fail_with(err, PRACTICE_NOT_FOUND, "practice record --list-devices tells the names",
                         "no microphone is called '%s'", name);
    if (n_parts > 1 && strcmp(found->name, name) != 0)
        return fail_with(err, PRACTICE_BAD_ARGUMENT,
                         "practice record --list-devices tells names and numbers",
                         "%zu microphones have '%s' in their name", n_parts, name);
    *ret_info = *found;
    return PRACTICE_OK;
}

static int has_default(const struct device_info *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(list[i].name, DEFAULT_NAME) == 0)
            return 1;
    return 0;
}

// Who asked for no device means the default one: while that is busy no other takes its place.
static enum practice_status choose_openable(const struct device_info *list, size_t n,
                                            const char *name, struct device_info *ret_info,
                                            struct practice_error *err)
{
    enum practice_status status = PRACTICE_OK;
    if (!name && !has_default(list, n))
        status = refusal_of(DEFAULT_NAME, err);
    if (status == PRACTICE_OK)
        status = choose(list, n, name, ret_info, err);
    if (status == PRACTICE_NOT_FOUND && name && refusal_of(name, err) != PRACTICE_OK)
        return PRACTICE_UNREADABLE;
    return status;
}

enum practice_status device_find(const char *name, struct device_info *ret_info,
                                 struct practice_error *err)
{
    struct device_info *list = calloc(DEVICE_MAX, sizeof *list);
    size_t n = 0;
    if (!list)
        return fail_no_memory(err);
    enum practice_status status = device_list(list, &n, err);
    if (status == PRACTICE_OK)
        status = n ? choose_openable(list, n, name, ret_info, err) : fail_none(err);
    free(list);
    return status;
}
