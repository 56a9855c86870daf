/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What verbs print: aligned tables for people, JSON for programs. */

#pragma once

#include <json-glib/json-glib.h>
#include "lf-cli.h"

G_BEGIN_DECLS

/* How many columns of a terminal @text fills: Han characters fill two. */
guint lf_cli_width (const char *text);

typedef struct _LfTable LfTable;

/**
 * lf_table_new:
 * The headings are given one by one, ended by NULL.
 */
LfTable *lf_table_new (const char *heading, ...) G_GNUC_NULL_TERMINATED;
LfTable *lf_table_new_empty (void); /* the first row added is the heading */
void lf_table_free (LfTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfTable, lf_table_free)
void lf_table_add (LfTable *self, const char *cell, ...) G_GNUC_NULL_TERMINATED;
void lf_table_add_row (LfTable *self, GStrv cells /* (transfer full) */);
void lf_table_align_right (LfTable *self, guint column);
void lf_table_print (const LfTable *self); /* nothing when it has no rows */

void lf_cli_print_json (JsonNode *node /* (transfer full) */);
void lf_cli_print_object (JsonObject *object /* (transfer full) */);
void lf_cli_print_line (const char *format, ...) G_GNUC_PRINTF (1, 2);

/* {"@name": "@value"} or the sentence, in UTF-8 also where a file's name is not. */
void
lf_cli_print_done (const LfCli *cli, const char *name, const char *value, const char *sentence);
void lf_cli_print_written (const LfCli *cli, const char *path); /* the file is written */

/* The record, or @format with its title and id. */
gboolean lf_cli_print_titled (LfCli *cli, const char *id, const char *format, GError **error);

/* What was done to @record, by day: a table of the records of @step, the name of an entity whose
 * parent it is; nothing where nothing was done. */
gboolean lf_cli_print_steps (LfCli *cli, const char *step, const LfRecord *record, GError **error);

/* {"id","entity","title","state","deleted","values":{field: canonical},"text":{field: for people}};
 * blank fields are left out. */
JsonObject *lf_json_record (const LfRecord *record);
/* A member; of NULL, and of a date without a year, there is none. */
void lf_json_set_text (JsonObject *object, const char *name, const char *text /* nullable */);
void lf_json_set_date (JsonObject *object, const char *name, const LfDate *date);
/* A member, null where there is no text. */
void lf_json_set_or_null (JsonObject *object, const char *name, const char *text /* nullable */);
JsonArray *lf_json_strings (GPtrArray *strings /* (element-type utf8) */);
JsonObject *
lf_json_totals (const LfTotals *totals); /* {"text","currencies":[{"currency","minor","exact"}]} */
const char *lf_cli_state (LfRecordState state); /* machine word */
char *lf_cli_time (gint64 time_us);             /* (transfer full): local time, "" for 0 */

G_END_DECLS
