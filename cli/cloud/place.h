// SPDX-License-Identifier: GPL-3.0-or-later
// Where a service is: the endpoint that a flag, the environment or a profile gives, or AWS's own of
// the region.
#ifndef CLI_CLOUD_PLACE_H
#define CLI_CLOUD_PLACE_H

#include "cloud/fault.h"
#include "cloud/profile.h"

#define CLOUD_MAX_REGION 64
#define CLOUD_MAX_HOST   256

struct cloud_place {
    char scheme[8];            // "http" or "https"
    char host[CLOUD_MAX_HOST]; // with the port, unless it is the scheme's own
    int is_own;                // 1: AWS's, not a given endpoint
};

// `given`, else AWS_REGION, AWS_DEFAULT_REGION, the profile's (NULL: none), else "". A text that is
// no name of a region counts as none. Returns buffer.
const char *cloud_region(const char *given, const struct profile *profile,
                         char buffer[CLOUD_MAX_REGION]);

// The place of a service: `given` ("http://127.0.0.1:9324"), else AWS_ENDPOINT_URL_<variable>,
// AWS_ENDPOINT_URL, the profile's endpoint_url (NULL: none), else "<name>.<region>.amazonaws.com".
// Fails with CLOUD_REFUSED when an endpoint is none, or has a path.
enum cloud_status cloud_place_find(const char *name, const char *variable, const char *given,
                                   const char *region, const struct profile *profile,
                                   struct cloud_place *ret_place,
                                   struct practice_error *err) PRACTICE_CHECKED;

#endif
