// SPDX-License-Identifier: GPL-3.0-or-later
// What goes out with a request besides its body, and what libcurl's failures mean.
#include "cloud/http_inside.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static int add_line(struct curl_slist **list, const char *line)
{
    struct curl_slist *longer = curl_slist_append(*list, line);
    if (!longer)
        return -1;
    *list = longer;
    return 0;
}

// libcurl takes a line that ends with its colon as one to leave out; with ';' it sends it empty.
static int add_header(struct curl_slist **list, const char *line)
{
    size_t length = strlen(line);
    if (length < 2 || strcmp(line + length - 2, ": ") != 0)
        return add_line(list, line);
    char *emptied = strdup(line);
    if (!emptied)
        return -1;
    emptied[length - 2] = ';';
    emptied[length - 1] = '\0';
    int result = add_line(list, emptied);
    free(emptied);
    return result;
}

// The caller's headers, and what libcurl would add by itself taken away: it was not signed.
struct curl_slist *http_list_headers(const struct http_request *request)
{
    struct curl_slist *list = NULL;
    int has_type = 0;
    int failed = add_line(&list, "Expect:") < 0 || add_line(&list, "Accept:") < 0;
    for (size_t i = 0; request->headers && request->headers[i] && !failed; i++) {
        has_type |= strncasecmp(request->headers[i], "content-type:", 13) == 0;
        failed = add_header(&list, request->headers[i]) < 0;
    }
    if (!failed && !has_type)
        failed = add_line(&list, "Content-Type:") < 0;
    if (!failed)
        return list;
    curl_slist_free_all(list);
    return NULL;
}

int http_place_length(const char *address)
{
    return (int)strcspn(address, "?");
}

enum cloud_status http_explain(CURLcode code, const char *words, const char *address,
                               struct practice_error *err)
{
    enum cloud_status status = CLOUD_PASSING;
    words = words[0] ? words : curl_easy_strerror(code);
    switch (code) {
    case CURLE_ABORTED_BY_CALLBACK:
        return cloud_fail(err, CLOUD_STOPPED, NULL, "stopped");
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL:
        status = CLOUD_INVALID;
        break;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_INVALIDCERTSTATUS:
    case CURLE_SSL_ISSUER_ERROR:
        status = CLOUD_REFUSED;
        break;
    case CURLE_OUT_OF_MEMORY:
        status = CLOUD_LOCAL;
        break;
    default:
        break;
    }
    return cloud_fail(err, status, NULL, "no answer from '%.*s': %s", http_place_length(address),
                      address, words);
}
