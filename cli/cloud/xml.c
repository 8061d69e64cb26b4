// SPDX-License-Identifier: GPL-3.0-or-later
// Expat's events, counted and bounded.
#include "cloud/xml.h"

#include <expat.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

struct reader {
    XML_Parser parser;
    xml_element *element;
    void *context;
    char path[XML_MAX_PATH];
    size_t path_length, lengths[XML_MAX_DEPTH]; // of the path, above each open element
    unsigned depth;
    char text[XML_MAX_TEXT];
    size_t n_text;
    int is_refused, is_ended;
};

static void refuse(struct reader *reader)
{
    reader->is_refused = 1;
    (void)XML_StopParser(reader->parser, XML_FALSE);
}

static void on_start(void *context, const char *name, const char **attributes)
{
    struct reader *reader = context;
    (void)attributes;
    size_t length = strlen(name);
    if (reader->depth == XML_MAX_DEPTH || reader->path_length + length + 2 > sizeof reader->path) {
        refuse(reader);
        return;
    }
    reader->lengths[reader->depth++] = reader->path_length;
    if (reader->path_length)
        reader->path[reader->path_length++] = '/';
    memcpy(reader->path + reader->path_length, name, length + 1);
    reader->path_length += length;
    reader->n_text = 0;
}

static void on_end(void *context, const char *name)
{
    struct reader *reader = context;
    (void)name;
    reader->text[reader->n_text] = '\0';
    if (reader->element(reader->context, reader->path, reader->text) != 0) {
        reader->is_ended = 1;
        (void)XML_StopParser(reader->parser, XML_FALSE);
        return;
    }
    reader->path_length = reader->lengths[--reader->depth];
    reader->path[reader->path_length] = '\0';
    reader->n_text = 0;
}

static void on_text(void *context, const char *text, int length)
{
    struct reader *reader = context;
    if (length < 0 || (size_t)length >= sizeof reader->text - reader->n_text) {
        refuse(reader);
        return;
    }
    memcpy(reader->text + reader->n_text, text, (size_t)length);
    reader->n_text += (size_t)length;
}

static void on_doctype(void *context, const char *name, const char *system, const char *public_id,
                       int has_inside)
{
    (void)name, (void)system, (void)public_id, (void)has_inside;
    refuse(context);
}

enum cloud_status xml_read(const char *document, size_t size, xml_element *element, void *context,
                           struct practice_error *err)
{
    struct reader reader = {.element = element, .context = context};
    reader.parser = XML_ParserCreate("UTF-8");
    if (!reader.parser)
        return cloud_fail(err, CLOUD_LOCAL, NULL, "out of memory");
    XML_SetUserData(reader.parser, &reader);
    XML_SetElementHandler(reader.parser, on_start, on_end);
    XML_SetCharacterDataHandler(reader.parser, on_text);
    XML_SetStartDoctypeDeclHandler(reader.parser, on_doctype);
    enum XML_Status result =
        size > INT_MAX ? XML_STATUS_ERROR : XML_Parse(reader.parser, document, (int)size, XML_TRUE);
    XML_ParserFree(reader.parser);
    if (reader.is_ended)
        return cloud_fail(err, CLOUD_LOCAL, NULL, "out of memory");
    if (result != XML_STATUS_OK || reader.is_refused)
        return cloud_fail(err, CLOUD_PASSING, NULL, "the answer is not the XML that was expected");
    return CLOUD_OK;
}

struct wanted {
    const char *path;
    char *buffer;
    size_t size;
    int is_found;
};

static int take_wanted(void *context, const char *path, const char *text)
{
    struct wanted *wanted = context;
    if (!wanted->is_found && strcmp(path, wanted->path) == 0) {
        (void)snprintf(wanted->buffer, wanted->size, "%s", text);
        wanted->is_found = 1;
    }
    return 0;
}

const char *xml_text(const char *document, size_t size, const char *path, char *buffer,
                     size_t buffer_size)
{
    struct wanted wanted = {.path = path, .buffer = buffer, .size = buffer_size};
    buffer[0] = '\0';
    if (xml_read(document, size, take_wanted, &wanted, NULL) != CLOUD_OK)
        buffer[0] = '\0';
    return buffer;
}
