/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Protocol: the wire form of what device and server tell each other. JSON ↔ values, shared by
 * both.
 *
 * Readers take any input: sizes, depth and types are checked, and the error says where. Members
 * that are not known are ignored, fields and entities that are not known are kept (G11).
 * docs/openapi.yaml describes the forms, tests/data/wire holds golden ones. */

#pragma once

#include <json-glib/json-glib.h>
#include "lf-core.h"

G_BEGIN_DECLS

#define LF_WIRE_VERSION 1
#define LF_WIRE_MAX_BODY (16 * 1024 * 1024) /* bytes, expanded */
#define LF_WIRE_MAX_DEPTH 16
#define LF_WIRE_MAX_CHANGES 1000 /* of one push */

/* Bounded in size and depth; LF_ERROR_INVALID. */
JsonNode *lf_wire_parse (const char *text, gssize length, GError **error);
char *lf_wire_print (JsonNode *node, gsize *ret_length);

JsonNode *lf_wire_from_change (const LfChange *change);
LfChange *lf_wire_to_change (JsonNode *node, GError **error);
JsonNode *lf_wire_from_push (GPtrArray *changes); /* {"version":1,"changes":[…]} */
GPtrArray *lf_wire_to_push (JsonNode *node, GError **error);
JsonNode *lf_wire_from_answers (GPtrArray *answers, gint64 server_time_us);
GPtrArray *lf_wire_to_answers (JsonNode *node, GError **error);

/* A page is NDJSON: a line per delta, then {"end":true,"cursor":…,"more":…,"epoch":…,"time":…}.
 * Without that last line it is half a page, and an error. */
char *lf_wire_from_page (const LfPage *page, gsize *ret_length);
LfPage *lf_wire_to_page (const char *text, gsize length, GError **error);

/* So is a page of history: a line per change, then {"end":true,"before":…}. */
char *lf_wire_from_history (const LfHistoryPage *page, gsize *ret_length);
LfHistoryPage *lf_wire_to_history (const char *text, gsize length, GError **error);

G_END_DECLS
