// SPDX-License-Identifier: GPL-3.0-or-later
// The table of AWS's error codes that matter to a recording on its way.
#include "cloud/fault.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/fail.h"

static const struct {
    const char *code;
    enum cloud_status status;
} codes[] = {
    {"AccessDenied", CLOUD_REFUSED},
    {"AccessDeniedException", CLOUD_REFUSED},
    {"AllAccessDisabled", CLOUD_REFUSED},
    {"AuthorizationHeaderMalformed", CLOUD_REFUSED},
    {"ExpiredToken", CLOUD_REFUSED},
    {"ExpiredTokenException", CLOUD_REFUSED},
    {"IllegalLocationConstraintException", CLOUD_REFUSED},
    {"IncompleteSignature", CLOUD_REFUSED},
    {"InvalidAccessKeyId", CLOUD_REFUSED},
    {"InvalidClientTokenId", CLOUD_REFUSED},
    {"InvalidIdentityToken", CLOUD_REFUSED},
    {"InvalidSecurity", CLOUD_REFUSED},
    {"InvalidToken", CLOUD_REFUSED},
    {"KmsAccessDenied", CLOUD_REFUSED},
    {"KMS.AccessDeniedException", CLOUD_REFUSED},
    {"KMS.DisabledException", CLOUD_REFUSED},
    {"KMS.NotFoundException", CLOUD_REFUSED},
    {"MissingAuthenticationToken", CLOUD_REFUSED},
    {"NotSignedUp", CLOUD_REFUSED},
    {"OptInRequired", CLOUD_REFUSED},
    {"PermanentRedirect", CLOUD_REFUSED},
    {"RequestTimeTooSkewed", CLOUD_REFUSED},
    {"SignatureDoesNotMatch", CLOUD_REFUSED},
    {"UnrecognizedClientException", CLOUD_REFUSED},
    {"NoSuchBucket", CLOUD_GONE},
    {"NoSuchKey", CLOUD_GONE},
    {"NoSuchUpload", CLOUD_GONE},
    {"NoSuchVersion", CLOUD_GONE},
    {"NotFound", CLOUD_GONE},
    {"QueueDoesNotExist", CLOUD_GONE},
    {"QueueDeletedRecently", CLOUD_PASSING},
    {"AWS.SimpleQueueService.NonExistentQueue", CLOUD_GONE},
    {"ResourceNotFoundException", CLOUD_GONE},
    {"ConditionalRequestConflict", CLOUD_PASSING},
    {"PreconditionFailed", CLOUD_CHANGED},
    {"InvalidRange", CLOUD_CHANGED},
    {"InvalidObjectState", CLOUD_GONE}, // moved to an archive
    {"MessageNotInflight", CLOUD_EXPIRED},
    {"AWS.SimpleQueueService.MessageNotInflight", CLOUD_EXPIRED},
    {"ReceiptHandleIsInvalid", CLOUD_EXPIRED},
    {"EntityTooLarge", CLOUD_TOO_BIG},
    {"BadDigest", CLOUD_PASSING}, // damaged on its way
    {"XAmzContentSHA256Mismatch", CLOUD_PASSING},
    {"IncompleteBody", CLOUD_PASSING},
    {"InternalError", CLOUD_PASSING},
    {"InternalFailure", CLOUD_PASSING},
    {"KmsThrottled", CLOUD_PASSING},
    {"OperationAborted", CLOUD_PASSING},
    {"OverLimit", CLOUD_PASSING}, // of messages in flight
    {"AWS.SimpleQueueService.OverLimit", CLOUD_PASSING},
    {"BandwidthLimitExceeded", CLOUD_PASSING},
    {"LimitExceededException", CLOUD_PASSING},
    {"PriorRequestNotComplete", CLOUD_PASSING},
    {"ProvisionedThroughputExceededException", CLOUD_PASSING},
    {"RequestLimitExceeded", CLOUD_PASSING},
    {"RequestThrottled", CLOUD_PASSING},
    {"RequestThrottledException", CLOUD_PASSING},
    {"RequestTimeout", CLOUD_PASSING},
    {"RequestTimeoutException", CLOUD_PASSING},
    {"ServiceUnavailable", CLOUD_PASSING},
    {"SlowDown", CLOUD_PASSING},
    {"Throttling", CLOUD_PASSING},
    {"ThrottlingException", CLOUD_PASSING},
    {"TooManyRequests", CLOUD_PASSING},
    {"TooManyRequestsException", CLOUD_PASSING},
    {"TransactionInProgressException", CLOUD_PASSING},
    {"IDPCommunicationError", CLOUD_PASSING},
};

enum cloud_status cloud_classify(const char *code, int http_status)
{
    if (http_status >= 200 && http_status < 300)
        return CLOUD_OK;
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (strcmp(codes[i].code, code) == 0)
            return codes[i].status;
    switch (http_status) {
    case 408:
    case 425:
    case 429:
        return CLOUD_PASSING;
    case 401:
    case 403:
    case 407:
        return CLOUD_REFUSED;
    case 404:
    case 410:
        return CLOUD_GONE;
    case 409:
        return CLOUD_PASSING;
    case 412:
    case 416:
        return CLOUD_CHANGED;
    case 413:
        return CLOUD_TOO_BIG;
    default:
        break;
    }
    if (http_status >= 500)
        return CLOUD_PASSING;
    // A redirect means another region or another address: never followed with our signature.
    return http_status >= 300 && http_status < 400 ? CLOUD_REFUSED : CLOUD_INVALID;
}

enum cloud_kind cloud_kind_of(enum cloud_status status)
{
    switch (status) {
    case CLOUD_OK:
        return CLOUD_FINE;
    case CLOUD_PASSING:
    case CLOUD_STOPPED:
    case CLOUD_LOCAL:
        return CLOUD_WAIT;
    case CLOUD_REFUSED:
        return CLOUD_CONFIGURATION;
    case CLOUD_GONE:
    case CLOUD_CHANGED:
    case CLOUD_EXPIRED:
    case CLOUD_TOO_BIG:
    case CLOUD_INVALID:
        break;
    }
    return CLOUD_POISON;
}

const char *cloud_status_name(enum cloud_status status)
{
    static const char *const names[] = {
        [CLOUD_OK] = "ok",           [CLOUD_PASSING] = "passing", [CLOUD_STOPPED] = "stopped",
        [CLOUD_GONE] = "gone",       [CLOUD_CHANGED] = "changed", [CLOUD_EXPIRED] = "expired",
        [CLOUD_TOO_BIG] = "too_big", [CLOUD_REFUSED] = "refused", [CLOUD_INVALID] = "invalid",
        [CLOUD_LOCAL] = "local",
    };
    return names[status];
}

// The nearest of the program's own statuses, for callers that only pass an error on.
static enum practice_status nearest(enum cloud_status status)
{
    switch (status) {
    case CLOUD_GONE:
        return PRACTICE_NOT_FOUND;
    case CLOUD_TOO_BIG:
        return PRACTICE_OVER_LIMIT;
    case CLOUD_INVALID:
        return PRACTICE_BAD_ARGUMENT;
    default:
        return PRACTICE_UNREADABLE;
    }
}

enum cloud_status cloud_fail(struct practice_error *err, enum cloud_status status, const char *hint,
                             const char *format, ...)
{
    char words[PRACTICE_MESSAGE_SIZE];
    va_list args;
    va_start(args, format);
    if (vsnprintf(words, sizeof words, format, args) < 0)
        words[0] = '\0';
    va_end(args);
    (void)fail_with(err, nearest(status), hint, "%s", words);
    return status;
}

enum cloud_status cloud_from(enum practice_status status)
{
    switch (status) {
    case PRACTICE_OK:
        return CLOUD_OK;
    case PRACTICE_BAD_ARGUMENT:
        return CLOUD_INVALID;
    case PRACTICE_OVER_LIMIT:
        return CLOUD_TOO_BIG;
    default:
        return CLOUD_LOCAL;
    }
}
