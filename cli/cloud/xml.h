// SPDX-License-Identifier: GPL-3.0-or-later
// Reading S3's and STS's answers: each element as its path and its text, when it ends. Attributes
// and namespaces do not matter there; a document type, by which XML can explode, is refused.
#ifndef CLI_CLOUD_XML_H
#define CLI_CLOUD_XML_H

#include <stddef.h>

#include "cloud/fault.h"

#define XML_MAX_DEPTH 16
#define XML_MAX_PATH  256
#define XML_MAX_TEXT  16384 // bytes of one element; also the longest session token

// Told of every element as it ends, children first: path "Error/Code", text "NoSuchKey". Not 0 ends
// the reading with CLOUD_LOCAL.
typedef int xml_element(void *context, const char *path, const char *text);

// Fails with CLOUD_PASSING when document [size] is no such XML: an answer cut short, a proxy's
// page.
enum cloud_status xml_read(const char *document, size_t size, xml_element *element, void *context,
                           struct practice_error *err) PRACTICE_CHECKED;

// The text of the first element of a path, cut to size; "" when there is none or this is no XML.
// Returns buffer.
const char *xml_text(const char *document, size_t size, const char *path, char *buffer,
                     size_t buffer_size);

#endif
