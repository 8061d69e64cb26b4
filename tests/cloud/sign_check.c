// SPDX-License-Identifier: GPL-3.0-or-later
// `sign_check`: the signatures of AWS's published examples (the Signature Version 4 test suite, the
// IAM walk-through, the S3 API reference). `sign_check bench N` signs N requests and tells how long
// one takes.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cloud/sign.h"

#define N(list) (sizeof(list) / sizeof *(list))
#define EMPTY   "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
#define AT_2015 1440938160 // 2015-08-30 12:36:00
#define AT_2013 1369353600 // 2013-05-24

static const struct sign_key suite = {.access_key = "AKIDEXAMPLE",
                                      .secret_key = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"};
static const struct sign_key s3 = {.access_key = "AKIAIOSFODNN7EXAMPLE",
                                   .secret_key = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"};
static const char suite_host[] = "example.amazonaws.com";
static const char s3_host[] = "examplebucket.s3.amazonaws.com";

static const struct sign_pair order_key[] = {{"Param2", "value2"}, {"Param1", "value1"}};
static const struct sign_pair order_value[] = {{"Param1", "value2"}, {"Param1", "value1"}};
static const struct sign_pair unreserved[] = {
    {"-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
     "-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"}};
static const struct sign_pair trimmed[] = {{"My-Header1", " value1"},
                                           {"My-Header2", " \"a   b   c\""}};
static const struct sign_pair form[] = {{"Content-Type", "application/x-www-form-urlencoded"}};
static const struct sign_pair list_users[] = {{"Version", "2010-05-08"}, {"Action", "ListUsers"}};
static const struct sign_pair form_utf8[] = {
    {"Content-Type", "application/x-www-form-urlencoded; charset=utf-8"}};
static const struct sign_pair range[] = {{"Range", "bytes=0-9"}, {"x-amz-content-sha256", EMPTY}};
#define PUT_SHA256 "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072"
static const struct sign_pair put[] = {{"Date", "Fri, 24 May 2013 00:00:00 GMT"},
                                       {"x-amz-storage-class", "REDUCED_REDUNDANCY"},
                                       {"x-amz-content-sha256", PUT_SHA256}};
static const struct sign_pair lifecycle[] = {{"lifecycle", ""}};
static const struct sign_pair empty_sha256[] = {{"x-amz-content-sha256", EMPTY}};
static const struct sign_pair listing[] = {{"prefix", "J"}, {"max-keys", "2"}};

static const struct vector {
    const char *name, *service, *signature;
    const struct sign_key *key;
    int64_t at_s, expires_s; // above 0: an address
    struct sign_request request;
} vectors[] = {
    {"get-vanilla",
     "service",
     "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
     &suite,
     AT_2015,
     0,
     {"GET", suite_host, "/", NULL, 0, NULL, 0, EMPTY}},
    {"get-vanilla-query-order-key-case",
     "service",
     "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
     &suite,
     AT_2015,
     0,
     {"GET", suite_host, "/", order_key, N(order_key), NULL, 0, EMPTY}},
    {"get-vanilla-query-order-value",
     "service",
     "5772eed61e12b33fae39ee5e7012498b51d56abc0abb7c60486157bd471c4694",
     &suite,
     AT_2015,
     0,
     {"GET", suite_host, "/", order_value, N(order_value), NULL, 0, EMPTY}},
    {"get-vanilla-query-unreserved",
     "service",
     "9c3e54bfcdf0b19771a7f523ee5669cdf59bc7cc0884027167c21bb143a40197",
     &suite,
     AT_2015,
     0,
     {"GET", suite_host, "/", unreserved, N(unreserved), NULL, 0, EMPTY}},
    {"get-utf8",
     "service",
     "8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85",
     &suite,
     AT_2015,
     0,
     {"GET", suite_host, "/\xe1\x88\xb4", NULL, 0, NULL, 0, EMPTY}},
    {"get-header-value-trim",
     "service",
     "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736",
     &suite,
     AT_2015,
     0,
     {"GET", suite_host, "/", NULL, 0, trimmed, N(trimmed), EMPTY}},
    {"post-vanilla",
     "service",
     "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
     &suite,
     AT_2015,
     0,
     {"POST", suite_host, "/", NULL, 0, NULL, 0, EMPTY}},
    {"post-x-www-form-urlencoded",
     "service",
     "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a",
     &suite,
     AT_2015,
     0,
     {"POST", suite_host, "/", NULL, 0, form, N(form),
      "9095672bbd1f56dfc5b65f3e153adc8731a4a654192329106275f4c7b24d0b6e"}},
    {"iam-list-users",
     "iam",
     "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7",
     &suite,
     AT_2015,
     0,
     {"GET", "iam.amazonaws.com", "/", list_users, N(list_users), form_utf8, N(form_utf8), EMPTY}},
    {"s3-get-range",
     "s3",
     "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
     &s3,
     AT_2013,
     0,
     {"GET", s3_host, "/test.txt", NULL, 0, range, N(range), EMPTY}},
    {"s3-put",
     "s3",
     "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
     &s3,
     AT_2013,
     0,
     {"PUT", s3_host, "/test$file.text", NULL, 0, put, N(put), PUT_SHA256}},
    {"s3-lifecycle",
     "s3",
     "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
     &s3,
     AT_2013,
     0,
     {"GET", s3_host, "/", lifecycle, N(lifecycle), empty_sha256, N(empty_sha256), EMPTY}},
    {"s3-list",
     "s3",
     "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
     &s3,
     AT_2013,
     0,
     {"GET", s3_host, "/", listing, N(listing), empty_sha256, N(empty_sha256), EMPTY}},
    {"s3-presigned",
     "s3",
     "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404",
     &s3,
     AT_2013,
     86400,
     {"GET", s3_host, "/test.txt", NULL, 0, NULL, 0, NULL}},
};

static int check(const struct vector *vector, struct signer *signer)
{
    struct practice_error err;
    struct signed_request signed_request;
    char *target = NULL;
    const char *text = "";
    enum practice_status status;
    if (vector->expires_s) {
        status = sign_address(signer, vector->key, &vector->request, vector->at_s,
                              vector->expires_s, &target, &err);
        text = status == PRACTICE_OK ? target : err.message;
    } else {
        status = sign_headers(signer, vector->key, &vector->request, vector->at_s, &signed_request,
                              &err);
        for (size_t i = 0; status == PRACTICE_OK && signed_request.headers[i]; i++)
            text = signed_request.headers[i];
    }
    const char *found = strstr(text, "Signature=");
    int good = status == PRACTICE_OK && found && strcmp(found + 10, vector->signature) == 0;
    (void)printf("%s %s\n", good ? "ok" : "WRONG", vector->name);
    if (!good)
        (void)printf("  %s\n", text);
    free(target);
    if (status == PRACTICE_OK && !vector->expires_s)
        signed_request_release(&signed_request);
    return !good;
}

// What must be refused is: a header that would split the request, times beyond AWS's limit.
static int check_refusals(void)
{
    struct practice_error err;
    struct signed_request signed_request;
    char *target;
    const struct sign_pair split[] = {{"x-amz-meta-a", "1\r\nx-amz-acl: public-read"}};
    struct signer signer = {.region = "us-east-1", .service = "s3"};
    struct sign_request request = {"GET", s3_host, "/", NULL, 0, split, 1, EMPTY};
    int bad = sign_headers(&signer, &s3, &request, AT_2013, &signed_request, &err) !=
              PRACTICE_BAD_ARGUMENT;
    request.n_headers = 0;
    const int64_t wrong_s[] = {0, -1, SIGN_MAX_EXPIRES_S + 1};
    for (size_t i = 0; i < N(wrong_s); i++)
        bad |= sign_address(&signer, &s3, &request, AT_2013, wrong_s[i], &target, &err) !=
               PRACTICE_BAD_ARGUMENT;
    request.path = "no-slash";
    bad |= sign_headers(&signer, &s3, &request, AT_2013, &signed_request, &err) !=
           PRACTICE_BAD_ARGUMENT;
    (void)printf("%s refusals\n", bad ? "WRONG" : "ok");
    return bad;
}

static int bench(long n)
{
    struct practice_error err;
    struct signed_request signed_request;
    struct signer signer = {.region = "us-east-1", .service = "s3"};
    struct timespec begun, ended;
    (void)clock_gettime(CLOCK_MONOTONIC, &begun);
    for (long i = 0; i < n; i++) {
        if (sign_headers(&signer, &s3, &vectors[9].request, AT_2013, &signed_request, &err))
            return 1;
        signed_request_release(&signed_request);
    }
    (void)clock_gettime(CLOCK_MONOTONIC, &ended);
    double s =
        (double)(ended.tv_sec - begun.tv_sec) + 1e-9 * (double)(ended.tv_nsec - begun.tv_nsec);
    (void)printf("%.2f us each signature\n", 1e6 * s / (double)n);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc == 3 && strcmp(argv[1], "bench") == 0)
        return bench(strtol(argv[2], NULL, 10));
    int n_bad = check_refusals();
    for (size_t i = 0; i < N(vectors); i++) {
        struct signer signer = {.region = "us-east-1", .service = vectors[i].service};
        n_bad += check(&vectors[i], &signer);
        // Again with the key of the day at hand, and after another secret had it.
        n_bad += check(&vectors[i], &signer);
        struct vector other = vectors[i];
        struct sign_key wrong = {.access_key = other.key->access_key, .secret_key = "other"};
        other.key = &wrong;
        char *target;
        struct practice_error err;
        if (sign_address(&signer, &wrong, &other.request, other.at_s, 60, &target, &err))
            return 1;
        free(target);
        n_bad += check(&vectors[i], &signer);
    }
    return n_bad != 0;
}
