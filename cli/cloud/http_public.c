// SPDX-License-Identifier: GPL-3.0-or-later
// Which addresses belong to everybody. Whoever may choose where we connect to could otherwise reach
// what only this machine or its network can: metadata of the cloud, databases, printers.
#include <netinet/in.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>

#include "cloud/http_inside.h"

struct range {
    uint32_t first;
    unsigned bits;
};

#define IPV4(a, b, c) ((uint32_t)(a) << 24 | (uint32_t)(b) << 16 | (uint32_t)(c) << 8)

// IANA's special-purpose registry, and multicast.
static const struct range private_ipv4[] = {
    {IPV4(0, 0, 0), 8},      {IPV4(10, 0, 0), 8},     {IPV4(100, 64, 0), 10},
    {IPV4(127, 0, 0), 8},    {IPV4(169, 254, 0), 16}, {IPV4(172, 16, 0), 12},
    {IPV4(192, 0, 0), 24},   {IPV4(192, 0, 2), 24},   {IPV4(192, 88, 99), 24},
    {IPV4(192, 168, 0), 16}, {IPV4(198, 18, 0), 15},  {IPV4(198, 51, 100), 24},
    {IPV4(203, 0, 113), 24}, {IPV4(224, 0, 0), 4},    {IPV4(240, 0, 0), 4},
};

// Of 2000::/3, which is all that was given to networks of the world so far: what leads to other
// addresses (6to4, Teredo), is for tests or for documents.
static const struct range private_ipv6[] = {
    {0x20010000, 23},
    {0x20010db8, 32},
    {0x20020000, 16},
    {0x3fff0000, 20},
};

static int is_in(uint32_t address, const struct range *ranges, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if ((address ^ ranges[i].first) >> (32 - ranges[i].bits) == 0)
            return 1;
    return 0;
}

static uint32_t top_of(const unsigned char *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static int is_public(const struct sockaddr *address)
{
    if (address->sa_family == AF_INET) {
        struct sockaddr_in ipv4;
        memcpy(&ipv4, address, sizeof ipv4);
        return !is_in(ntohl(ipv4.sin_addr.s_addr), private_ipv4,
                      sizeof private_ipv4 / sizeof *private_ipv4);
    }
    if (address->sa_family == AF_INET6) {
        struct sockaddr_in6 ipv6;
        memcpy(&ipv6, address, sizeof ipv6);
        uint32_t top = top_of(ipv6.sin6_addr.s6_addr);
        return top >> 29 == 1 &&
               !is_in(top, private_ipv6, sizeof private_ipv6 / sizeof *private_ipv6);
    }
    return 0;
}

curl_socket_t http_open_public(void *is_private, curlsocktype purpose,
                               struct curl_sockaddr *address)
{
    (void)purpose;
    if (!is_public(&address->addr)) {
        *(int *)is_private = 1;
        return CURL_SOCKET_BAD;
    }
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}
