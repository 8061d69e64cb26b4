// SPDX-License-Identifier: GPL-3.0-or-later
// One open microphone. PortAudio hands out 32-bit integers, which hold every converter's bits
// exactly; the lower 8 are dropped later, when the sample is written.
#include "recorder/device.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/fail.h"
#include "recorder/portaudio_room.h"

#define SILENT_MS       4000 // without a delivery a device counts as gone
#define MOST_LOOK_MS    500  // a process that was itself stopped must not blame the device
#define AWAIT_TURNS     250  // of 10 ms
#define CLOSE_WAIT_S    2
#define LEAST_LATENCY_S 0.1 // nobody hears it: rather safe than quick

struct device {
    PaStream *stream; // NULL while stopped
    PaDeviceIndex number;
    uint32_t rate_hz;
    struct device_feed *feed;
    char name[DEVICE_NAME_SIZE];
    int is_running;
    uint64_t seen_frames; // at the last look of device_is_alive()
    uint64_t looked_ms;
    uint64_t silent_ms;
};

static uint64_t now_ms(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

// On the sound system's thread: no lock, no memory, no file.
static int on_sound(const void *input, void *output, unsigned long n_frames,
                    const PaStreamCallbackTimeInfo *times, PaStreamCallbackFlags flags,
                    void *context)
{
    struct device_feed *feed = context;
    (void)output, (void)times;
    if (flags & paInputOverflow)
        atomic_fetch_add(&feed->n_overruns, 1);
    if (input && !ring_put(feed->ring, input, n_frames * feed->n_channels))
        atomic_fetch_add(&feed->n_dropped, n_frames);
    atomic_fetch_add(&feed->n_frames, n_frames);
    return paContinue;
}

static enum practice_status open_stream(struct device *device, struct practice_error *err)
{
    const PaDeviceInfo *details = Pa_GetDeviceInfo(device->number);
    double latency = details ? details->defaultHighInputLatency : 0;
    const PaStreamParameters parameters = {
        .device = device->number,
        .channelCount = (int)device->feed->n_channels,
        .sampleFormat = paInt32,
        .suggestedLatency = latency > LEAST_LATENCY_S ? latency : LEAST_LATENCY_S,
    };
    int hushed = device_hush();
    PaError code = Pa_OpenStream(&device->stream, &parameters, NULL, device->rate_hz,
                                 paFramesPerBufferUnspecified, paDitherOff, on_sound, device->feed);
    device_unhush(hushed);
    if (code == paNoError)
        return PRACTICE_OK;
    device->stream = NULL;
    return portaudio_fail(code, device->name, err);
}

enum practice_status device_open(const struct device_info *info, uint32_t rate_hz,
                                 struct device_feed *feed, struct device **ret_device,
                                 struct practice_error *err)
{
    struct device *device = calloc(1, sizeof *device);
    if (!device)
        return fail_no_memory(err);
    enum practice_status status = portaudio_begin(err);
    if (status != PRACTICE_OK) {
        free(device);
        return status;
    }
    device->feed = feed;
    device->number = info->number;
    device->rate_hz = rate_hz;
    memcpy(device->name, info->name, sizeof device->name);
    status = open_stream(device, err);
    if (status != PRACTICE_OK) {
        (void)Pa_Terminate();
        free(device);
        return status;
    }
    *ret_device = device;
    return PRACTICE_OK;
}

// A sound server needs up to a second to wake its source: who is told that recording has begun may
// play at once. A device that stays silent is found out later, by device_is_alive().
static void await_sound(struct device_feed *feed)
{
    const struct timespec pause = {.tv_nsec = 10000000};
    uint64_t before = atomic_load(&feed->n_frames);
    for (int i = 0; i < AWAIT_TURNS && atomic_load(&feed->n_frames) == before; i++)
        (void)nanosleep(&pause, NULL);
}

enum practice_status device_start(struct device *device, struct practice_error *err)
{
    if (device->is_running)
        return PRACTICE_OK;
    enum practice_status status = device->stream ? PRACTICE_OK : open_stream(device, err);
    if (status != PRACTICE_OK)
        return status;
    device->silent_ms = 0;
    device->looked_ms = now_ms();
    int hushed = device_hush();
    PaError code = Pa_StartStream(device->stream);
    device_unhush(hushed);
    if (code != paNoError)
        return portaudio_fail(code, device->name, err);
    device->is_running = 1;
    await_sound(device->feed);
    return PRACTICE_OK;
}

// Closed and not only stopped: a sound server would still show us as a listener.
void device_stop(struct device *device)
{
    if (device->is_running)
        (void)Pa_AbortStream(device->stream);
    if (device->stream)
        (void)Pa_CloseStream(device->stream);
    device->stream = NULL;
    device->is_running = 0;
}

int device_is_alive(struct device *device)
{
    if (!device->is_running)
        return 1; // paused
    uint64_t now = now_ms();
    uint64_t frames = atomic_load(&device->feed->n_frames);
    uint64_t waited = now - device->looked_ms;
    if (frames != device->seen_frames)
        device->silent_ms = 0;
    else
        device->silent_ms += waited < MOST_LOOK_MS ? waited : MOST_LOOK_MS;
    device->seen_frames = frames;
    device->looked_ms = now;
    return Pa_IsStreamActive(device->stream) == 1 && device->silent_ms < SILENT_MS;
}

static void *end_stream(void *context)
{
    struct device *device = context;
    device_stop(device);
    (void)Pa_Terminate();
    return NULL;
}

int device_close(struct device *device)
{
    pthread_t thread;
    if (!device)
        return 1;
    if (pthread_create(&thread, NULL, end_stream, device) != 0) {
        (void)end_stream(device);
        free(device);
        return 1;
    }
    struct timespec until;
    (void)clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += CLOSE_WAIT_S;
    if (pthread_timedjoin_np(thread, NULL, &until) != 0) {
        (void)pthread_detach(thread);
        return 0;
    }
    free(device);
    return 1;
}
