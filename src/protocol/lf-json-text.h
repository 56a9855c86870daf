/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON written as it goes, without a tree of it in memory first: messages are long, and what they
 * say is there as values already. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Commas come by themselves. What is opened is closed by the writer. @name: NULL within a list */
void lf_json_open (GString *json, const char *name, char bracket); /* '{' or '[' */
void lf_json_close (GString *json, char bracket);                  /* '}' or ']' */
void lf_json_text (GString *json, const char *name, const char *text /* nullable: null */);
void lf_json_number (GString *json, const char *name, gint64 number);
void lf_json_flag (GString *json, const char *name, gboolean flag);

/* The same for members that are left out where they say nothing: NULL, 0, FALSE. */
void lf_json_some_text (GString *json, const char *name, const char *text);
void lf_json_some_number (GString *json, const char *name, gint64 number);
void lf_json_some_flag (GString *json, const char *name, gboolean flag);

char *lf_json_finish (GString *json /* (transfer full) */, gsize *ret_length /* nullable */);

G_END_DECLS
