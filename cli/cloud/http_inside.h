// SPDX-License-Identifier: GPL-3.0-or-later
// What the files about HTTP share.
#ifndef CLI_CLOUD_HTTP_INSIDE_H
#define CLI_CLOUD_HTTP_INSIDE_H

#include <curl/curl.h>

#include "cloud/http.h"

// The caller's headers, and what libcurl would add by itself taken away: it was not signed. NULL:
// no memory.
struct curl_slist *http_list_headers(const struct http_request *request);

// Opens a socket unless it would lead into a private network, which sets *is_private, an int:
// libcurl calls it for each address that a name has, right before it connects, so no name server
// can change its mind in between.
curl_socket_t http_open_public(void *is_private, curlsocktype purpose,
                               struct curl_sockaddr *address);

// How much of an address may be shown: all but its query, since that of a ticket is a secret.
int http_place_length(const char *address);

// The status of a failure of libcurl's. `words` are its own, or "".
enum cloud_status http_explain(CURLcode code, const char *words, const char *address,
                               struct practice_error *err) PRACTICE_CHECKED;

#endif
