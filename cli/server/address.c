// SPDX-License-Identifier: GPL-3.0-or-later
// libpq reads its own addresses; only what cannot open anything is taken out of them.
#include "server/address.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <string.h>

static const char *value_of(const PQconninfoOption *options, const char *keyword)
{
    for (; options->keyword; options++)
        if (strcmp(options->keyword, keyword) == 0)
            return options->val && *options->val ? options->val : NULL;
    return NULL;
}

static void put_name(const PQconninfoOption *options, char *buffer, size_t size)
{
    const char *host = value_of(options, "host"), *port = value_of(options, "port");
    const char *database = value_of(options, "dbname"), *service = value_of(options, "service");
    if (!host)
        host = value_of(options, "hostaddr");
    if (host && *host == '/')
        host = NULL; // a socket's folder tells nobody anything
    if (!host && service)
        (void)snprintf(buffer, size, "the service '%s'", service);
    else
        (void)snprintf(buffer, size, "%s on %s%s%s", database ? database : "a studio",
                       host ? host : "this machine", port ? ":" : "", port ? port : "");
}

const char *server_address_name(const char *conninfo, char *buffer, size_t size)
{
    PQconninfoOption *options = *conninfo ? PQconninfoParse(conninfo, NULL) : NULL;
    if (options)
        put_name(options, buffer, size);
    else
        (void)snprintf(buffer, size, "%s", *conninfo ? "an unknown studio" : "the environment's");
    PQconninfoFree(options);
    return buffer;
}

static int is_same_value(const PQconninfoOption *one, const PQconninfoOption *other,
                         const char *keyword)
{
    const char *a = value_of(one, keyword), *b = value_of(other, keyword);
    return a && b ? strcmp(a, b) == 0 : a == b;
}

int server_address_is_same(const char *one, const char *other)
{
    static const char *const keywords[] = {"host", "hostaddr", "port", "dbname", "service"};
    if (strcmp(one, other) == 0)
        return 1;
    PQconninfoOption *a = PQconninfoParse(one, NULL), *b = PQconninfoParse(other, NULL);
    int is_same = a && b;
    for (size_t i = 0; is_same && i < sizeof keywords / sizeof *keywords; i++)
        is_same = is_same_value(a, b, keywords[i]);
    PQconninfoFree(a);
    PQconninfoFree(b);
    return is_same;
}
