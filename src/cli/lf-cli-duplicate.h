/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Possible duplicates as text and JSON, and the options that judge them. */

#pragma once

#include <json-glib/json-glib.h>
#include "lf-cli.h"
#include "lf-store-duplicates.h"

G_BEGIN_DECLS

JsonObject *lf_json_duplicate (const LfRecord *record,
                               const LfDuplicateRule *rule); /* {"level","fields","why","record"} */
JsonArray *lf_json_duplicates (GPtrArray *duplicates /* (element-type LfDuplicate) */);

/* One sentence a duplicate, on standard error. */
void lf_cli_warn_duplicates (GPtrArray *duplicates);

/**
 * lf_cli_verdict:
 * @text: (nullable): overwrite, ignore, merge or new; NULL: nothing was judged
 * Errors are the call's fault: another word, or LF_VERDICT_NEW without a reason.
 */
gboolean
lf_cli_verdict (const char *text, const char *reason, LfJudgement *ret_judgement, GError **error);

/* How many of them wait for a verdict before the record is saved; they are the first ones. */
guint lf_cli_n_blocking (GPtrArray *duplicates);

G_END_DECLS
