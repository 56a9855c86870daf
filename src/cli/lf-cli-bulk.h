/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same done to all records of a filter, by the verbs that else do it to one. */

#pragma once

#include "lf-cli.h"
#include "lf-store-bulk.h"

G_BEGIN_DECLS

typedef struct
{
  char *where; /* (nullable): NULL: the verb is about one record */
  gboolean is_dry_run;
} LfBulkOptions;

void lf_bulk_options_clear (LfBulkOptions *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LfBulkOptions, lf_bulk_options_clear)

#define LF_BULK_OPTIONS(given)                                                                     \
  { "where",                                                                                       \
    0,                                                                                             \
    0,                                                                                             \
    G_OPTION_ARG_STRING,                                                                           \
    &(given)->where,                                                                               \
    N_ ("All these at once: stage=lead and owner=王芳"),                                           \
    "EXPR" },                                                                                      \
  {                                                                                                \
    "dry-run", 0, 0, G_OPTION_ARG_NONE, &(given)->is_dry_run,                                      \
        N_ ("With --where: only say what would change"), NULL                                      \
  }

/* A dry run of one record would be taken for one, and is not. */
gboolean lf_bulk_options_check (const LfBulkOptions *self, GError **error);

/* Plans, says what the plan is and, unless it is a dry run, commits it as one change. */
gboolean lf_cli_run_bulk (
    LfCli *cli, const LfEntity *entity, const LfBulkOptions *given, LfBulk *bulk, GError **error);

/* (transfer full): the assignments behind the entity: FIELD=VALUE, and of sets FIELD+=VALUE and
 * FIELD-=VALUE */
LfBulk *lf_cli_bulk_edits (LfCli *cli, const LfEntity *entity, GError **error);

G_END_DECLS
