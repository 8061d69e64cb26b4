// SPDX-License-Identifier: GPL-3.0-or-later
// Reading the head of an answer: names in any case, values as a peer likes to write them.
#include "cloud/http.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

void http_answer_release(struct http_answer *answer)
{
    free(answer->head);
    free(answer->body);
    *answer = (struct http_answer){0};
}

const char *http_header(const struct http_answer *answer, const char *name, char *buffer,
                        size_t size)
{
    size_t length = strlen(name);
    const char *line = answer->head;
    buffer[0] = '\0';
    while (line && *line) {
        const char *end = line + strcspn(line, "\r\n");
        if (strncasecmp(line, name, length) == 0 && line[length] == ':') {
            const char *value = line + length + 1;
            value += strspn(value, " \t");
            while (end > value && (end[-1] == ' ' || end[-1] == '\t'))
                end--;
            size_t n = end > value ? (size_t)(end - value) : 0;
            n = n < size ? n : size - 1;
            memcpy(buffer, value, n);
            buffer[n] = '\0';
            return buffer;
        }
        line = end + strspn(end, "\r\n");
    }
    return buffer;
}

int64_t http_header_number(const struct http_answer *answer, const char *name)
{
    char text[24];
    (void)http_header(answer, name, text, sizeof text);
    size_t length = strlen(text);
    if (length == 0 || length > 18 || strspn(text, "0123456789") != length)
        return -1;
    return strtoll(text, NULL, 10);
}

int64_t http_header_time(const struct http_answer *answer, const char *name)
{
    char text[64];
    (void)http_header(answer, name, text, sizeof text);
    return text[0] ? (int64_t)curl_getdate(text, NULL) : -1;
}
