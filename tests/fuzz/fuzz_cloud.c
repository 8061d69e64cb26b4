// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as what a peer or a file gives cli/cloud; the first one chooses: 'x' XML, 'h' the head
// of an answer, 'p' AWS's shared files, 'e' an endpoint and a region. What is read must keep its
// limits.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sys/mman.h>

#include "cloud/http.h"
#include "cloud/place.h"
#include "cloud/sign.h"
#include "cloud/xml.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define MUST(what)                                                                                 \
    do {                                                                                           \
        if (!(what))                                                                               \
            abort();                                                                               \
    } while (0)

static int see_element(void *context, const char *path, const char *text)
{
    (void)context;
    MUST(path[0] && strlen(path) < XML_MAX_PATH && strlen(text) < XML_MAX_TEXT);
    return 0;
}

static void read_xml(const char *text, size_t size)
{
    char buffer[32];
    enum cloud_status status = xml_read(text, size, see_element, NULL, NULL);
    MUST(status == CLOUD_OK || status == CLOUD_PASSING);
    MUST(strlen(xml_text(text, size, "Error/Code", buffer, sizeof buffer)) < sizeof buffer);
}

static void read_head(char *text, size_t size)
{
    char buffer[16];
    const struct http_answer answer = {.status = 200, .head = text, .head_size = size};
    MUST(strlen(http_header(&answer, "etag", buffer, sizeof buffer)) < sizeof buffer);
    MUST(http_header_number(&answer, "content-length") >= -1);
    (void)http_header_time(&answer, "date");
}

// The same bytes as both files.
static void read_profile(const char *text, size_t size)
{
    char path[64];
    struct profile profile;
    struct practice_error err;
    int fd = memfd_create("profile", MFD_CLOEXEC);
    MUST(fd >= 0 && write(fd, text, size) == (ssize_t)size);
    (void)snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    MUST(setenv("AWS_CONFIG_FILE", path, 1) == 0);
    MUST(setenv("AWS_SHARED_CREDENTIALS_FILE", path, 1) == 0);
    enum cloud_status status = profile_load(NULL, &profile, &err);
    (void)close(fd);
    if (status != CLOUD_OK)
        return;
    MUST(profile.n <= PROFILE_MAX_KEYS);
    const char *region = profile_get(&profile, "region");
    MUST(!region || region[0]);
    profile_release(&profile);
}

static void read_place(const char *text)
{
    struct cloud_place place;
    char region[CLOUD_MAX_REGION], *encoded;
    (void)cloud_region(text, NULL, region);
    MUST(strpbrk(region, "./:@ ") == NULL);
    if (cloud_place_find("s3", "S3", text, region, NULL, &place, NULL) == CLOUD_OK)
        MUST(place.host[0] && strpbrk(place.host, "/@?# ") == NULL);
    encoded = sign_encode(text, 0);
    MUST(encoded && strpbrk(encoded, "/ ?&=+") == NULL);
    free(encoded);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    char *text = malloc(size);
    if (!text)
        return 0;
    memcpy(text, data + 1, size - 1);
    text[size - 1] = '\0';
    switch (data[0]) {
    case 'x':
        read_xml(text, size - 1);
        break;
    case 'h':
        read_head(text, size - 1);
        break;
    case 'p':
        read_profile(text, size - 1);
        break;
    default:
        read_place(text);
        break;
    }
    free(text);
    return 0;
}
