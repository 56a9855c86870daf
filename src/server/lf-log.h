/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The server's log: one line per request and event. It never holds a token, a password or what
 * records say. Silent until it is started. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *id;
  const char *zone, *device; /* (nullable): nobody signed in */
  const char *method, *path; /* (nullable): an address that is not there */
  guint status;
  gint64 us; /* from the end of the headers to the end of the answer */
} LfLogRequest;

/* From now on everything that is logged is written to the standard error output, as JSON or for
 * people. */
void lf_log_start (gboolean is_json);
void lf_log_request (const LfLogRequest *request);
void lf_log_event (const char *request /* nullable: its id */, const char *format, ...)
    G_GNUC_PRINTF (2, 3);

G_END_DECLS
