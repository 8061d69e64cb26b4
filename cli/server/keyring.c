// SPDX-License-Identifier: GPL-3.0-or-later
// libsecret is loaded when it is needed and not linked: few commands need a token, most machines in
// a server room have no desktop, and its libraries would cost every command some milliseconds. Its
// calls block while a keyring asks its owner for a password, so a thread of ours takes them back
// when that takes too long.
#include "server/keyring.h"

#include <dlfcn.h>
#include <errno.h>
#include <glib.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define SONAME       "libsecret-1.so.0"
#define SCHEMA       "org.practice.Token"
#define PATIENCE_S   30 // for a person who types a password
#define FOLDER_SIZE  300
#define STRING_VALUE 0 // SECRET_SCHEMA_ATTRIBUTE_STRING

// What we use of libsecret and of gio below it. Their types are pointers that we only pass on.
struct library {
    void *(*schema_new)(const char *name, int flags, GHashTable *attributes);
    void (*schema_unref)(void *schema);
    gboolean (*store)(const void *schema, GHashTable *attributes, const char *collection,
                      const char *label, const char *password, void *cancellable, GError **error);
    char *(*lookup)(const void *schema, GHashTable *attributes, void *cancellable, GError **error);
    gboolean (*clear)(const void *schema, GHashTable *attributes, void *cancellable,
                      GError **error);
    void (*password_free)(char *password);
    void *(*cancellable_new)(void);
    void (*cancel)(void *cancellable);
    void (*object_unref)(void *object);
};

// One conversation with the keyring, and the thread that ends it.
struct talk {
    struct library library;
    void *schema, *cancellable;
    GHashTable *attributes;
    GError *error;
    pthread_t watcher;
    pthread_mutex_t lock;
    pthread_cond_t change;
    int is_over;
};

static char attribute[] = "device"; // that tokens are told apart by

static int load(struct library *library)
{
    static const char *const names[] = {"secret_schema_newv",
                                        "secret_schema_unref",
                                        "secret_password_storev_sync",
                                        "secret_password_lookupv_sync",
                                        "secret_password_clearv_sync",
                                        "secret_password_free",
                                        "g_cancellable_new",
                                        "g_cancellable_cancel",
                                        "g_object_unref"};
    void **places[] = {(void **)&library->schema_new,      (void **)&library->schema_unref,
                       (void **)&library->store,           (void **)&library->lookup,
                       (void **)&library->clear,           (void **)&library->password_free,
                       (void **)&library->cancellable_new, (void **)&library->cancel,
                       (void **)&library->object_unref};
    void *handle = dlopen(SONAME, RTLD_NOW | RTLD_LOCAL); // for the rest of the program
    for (size_t i = 0; handle && i < sizeof names / sizeof *names; i++) {
        *places[i] = dlsym(handle, names[i]);
        if (!*places[i])
            return -1;
    }
    return handle ? 0 : -1;
}

// 1 when there is a session's bus to ask; without one libsecret would try to start one.
static int has_session(void)
{
    char socket[FOLDER_SIZE];
    const char *address = getenv("DBUS_SESSION_BUS_ADDRESS"), *folder = getenv("XDG_RUNTIME_DIR");
    if (address && *address)
        return 1;
    int n = snprintf(socket, sizeof socket, "%s/bus", folder ? folder : "");
    return folder && n > 0 && (size_t)n < sizeof socket && access(socket, R_OK | W_OK) == 0;
}

static void *watch(void *context)
{
    struct talk *talk = context;
    struct timespec until;
    (void)clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += PATIENCE_S;
    (void)pthread_mutex_lock(&talk->lock);
    int code = 0;
    while (!talk->is_over && code != ETIMEDOUT)
        code = pthread_cond_timedwait(&talk->change, &talk->lock, &until);
    if (!talk->is_over)
        talk->library.cancel(talk->cancellable);
    (void)pthread_mutex_unlock(&talk->lock);
    return NULL;
}

static void *make_schema(const struct library *library)
{
    GHashTable *names = g_hash_table_new(g_str_hash, g_str_equal);
    (void)g_hash_table_insert(names, attribute, GINT_TO_POINTER(STRING_VALUE));
    void *schema = library->schema_new(SCHEMA, 0, names);
    g_hash_table_unref(names);
    return schema;
}

static void ignore_message(const char *domain, GLogLevelFlags level, const char *message,
                           void *context)
{
    (void)domain;
    (void)level;
    (void)message; // a keyring that cannot is no news for a terminal
    (void)context;
}

static int begin(struct talk *talk, const char *device_id)
{
    *talk = (struct talk){.lock = PTHREAD_MUTEX_INITIALIZER, .change = PTHREAD_COND_INITIALIZER};
    if (!*device_id || !g_utf8_validate(device_id, -1, NULL) || !has_session() ||
        load(&talk->library) != 0)
        return -1;
    (void)g_log_set_handler("libsecret", G_LOG_LEVEL_MASK, ignore_message, NULL);
    talk->cancellable = talk->library.cancellable_new();
    if (pthread_create(&talk->watcher, NULL, watch, talk) != 0) {
        talk->library.object_unref(talk->cancellable);
        return -1;
    }
    talk->schema = make_schema(&talk->library);
    talk->attributes = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    (void)g_hash_table_insert(talk->attributes, attribute, g_strdup(device_id));
    return 0;
}

// Returns 0 when the keyring had nothing to complain about.
static int end(struct talk *talk)
{
    int failed = talk->error != NULL;
    (void)pthread_mutex_lock(&talk->lock);
    talk->is_over = 1;
    (void)pthread_cond_signal(&talk->change);
    (void)pthread_mutex_unlock(&talk->lock);
    (void)pthread_join(talk->watcher, NULL);
    if (talk->error)
        g_error_free(talk->error);
    g_hash_table_unref(talk->attributes);
    talk->library.schema_unref(talk->schema);
    talk->library.object_unref(talk->cancellable);
    return failed ? -1 : 0;
}

int keyring_keep(const char *device_id, const char *label, const char *token)
{
    struct talk talk;
    // What a studio told may be anything, and the bus takes UTF-8 only.
    if (!g_utf8_validate(label, -1, NULL) || !g_utf8_validate(token, -1, NULL) ||
        begin(&talk, device_id) != 0)
        return -1;
    int is_kept = talk.library.store(talk.schema, talk.attributes, NULL, label, token,
                                     talk.cancellable, &talk.error);
    return end(&talk) == 0 && is_kept ? 0 : -1;
}

int keyring_find(const char *device_id, char *ret_token, size_t size)
{
    struct talk talk;
    if (begin(&talk, device_id) != 0)
        return -1;
    char *token = talk.library.lookup(talk.schema, talk.attributes, talk.cancellable, &talk.error);
    int is_found = token && strlen(token) < size;
    if (is_found)
        (void)snprintf(ret_token, size, "%s", token);
    if (token)
        talk.library.password_free(token); // which clears it
    return end(&talk) == 0 && is_found ? 0 : -1;
}

int keyring_forget(const char *device_id)
{
    struct talk talk;
    if (begin(&talk, device_id) != 0)
        return -1;
    (void)talk.library.clear(talk.schema, talk.attributes, talk.cancellable, &talk.error);
    return end(&talk); // that there was none is no error
}
