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
#include "lf-json-read.h"

G_BEGIN_DECLS

#define LF_WIRE_VERSION 1
#define LF_WIRE_MAX_BODY (16 * 1024 * 1024) /* bytes, expanded */
#define LF_WIRE_MAX_DEPTH 16
#define LF_WIRE_MAX_CHANGES 1000 /* of one push */

/* ---- Versions ----
 *
 * The major version is that of the messages themselves and of /v1. The minor one grows with what is
 * added: fields, members, addresses, which the other side may not know yet. Client and server say
 * theirs in the header LF_WIRE_HEADER of each request and answer, as "1.1". They understand each
 * other when they are one minor version apart at most; who is older than that has to be updated. */

#define LF_WIRE_HEADER "Landfall-Protocol"
#define LF_WIRE_MINOR 3
#define LF_WIRE_MINOR_AS_SEEN 2 /* takes edits without what their author started from */
#define LF_WIRE_MINOR_TABLES 3  /* pushes and pages are tables (lf-wire-table.h), answers runs */

typedef struct
{
  int major, minor;
} LfWireVersion;

typedef enum
{
  LF_WIRE_FITS,
  LF_WIRE_CLIENT_TOO_OLD,
  LF_WIRE_SERVER_TOO_OLD,
} LfWireFit;

LfWireFit lf_wire_fit (LfWireVersion client, LfWireVersion server);
char *lf_wire_version_format (LfWireVersion version); /* (transfer full) */
/* FALSE: says no version, or @text is NULL. */
gboolean lf_wire_version_parse (const char *text, LfWireVersion *ret_version);

/* ---- Clocks ----
 *
 * What a device and the server call now is farther apart than a slow line explains: a clock is
 * wrong. Nothing is decided by it (G8), but people are told the time. Microseconds. */

#define LF_WIRE_CLOCKS_APART_US (15 * G_TIME_SPAN_MINUTE)

/* Dates @changes, which came over a line at @now_us, by that clock where their device's is wrong:
 * each says how long ago it was made (LfChange.age_us). Such times are doubtful. */
void lf_wire_date_changes (GPtrArray *changes, gint64 now_us);
/* The same of changes that came in a file: how old they are nobody knows, but none was made later
 * than now. */
void lf_wire_doubt_changes (GPtrArray *changes, gint64 now_us);

/* ---- Messages ---- */

/* lf_json_read() for json-glib. */
JsonNode *lf_wire_parse (const char *text, gssize length, GError **error);
char *lf_wire_print (JsonNode *node, gsize *ret_length);

/* As the other writers: @ret_length is nullable. */
char *lf_wire_from_change (const LfChange *change, gsize *ret_length);
LfChange *lf_wire_to_change (const LfJson *message, GError **error);
/* {"version":1,"changes":[…]}; @minor: the reader's. To one that can put it in itself, of an edit
 * that is_as_seen is not said what it started from. */
char *lf_wire_from_push (GPtrArray *changes, int minor, gsize *ret_length);
GPtrArray *lf_wire_to_push (const LfJson *message, GError **error);
char *lf_wire_from_answers (GPtrArray *answers, gint64 server_time_us, gsize *ret_length);
GPtrArray *lf_wire_to_answers (const LfJson *message, GError **error);
/* The same to one push, to a reader of @minor that has sent @changes: one after the other that was
 * taken as it was sent is a run, and needs not be named. */
char *
lf_wire_from_push_answers (GPtrArray *answers, int minor, gint64 server_time_us, gsize *ret_length);
GPtrArray *lf_wire_to_push_answers (const LfJson *message, GPtrArray *changes, GError **error);

/* A page is NDJSON: a line per delta, then {"end":true,"cursor":…,"more":…,"epoch":…,"time":…}.
 * Without that last line it is half a page, and an error. */
char *lf_wire_from_page (const LfPage *page, gsize *ret_length);
/* To a reader of @minor: from LF_WIRE_MINOR_TABLES on one line, {"table":…,"shapes":…,"fields":…}
 * with what the last line of the other form says. */
char *lf_wire_from_page_for (const LfPage *page, int minor, gsize *ret_length);
LfPage *lf_wire_to_page (const char *text, gsize length, GError **error);

/* {"seq":…,"epoch":…,"sight":…,"buckets":{"00":"…",…}}: buckets without records are left out. */
JsonNode *lf_wire_from_digests (const LfDigests *digests);
LfDigests *lf_wire_to_digests (const LfJson *message, GError **error);

/* So is a page of history: a line per change, then {"end":true,"before":…}. */
char *lf_wire_from_history (const LfHistoryPage *page, gsize *ret_length);
LfHistoryPage *lf_wire_to_history (const char *text, gsize length, GError **error);

G_END_DECLS
