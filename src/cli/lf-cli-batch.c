/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking a batch of leads in. */

#include "config.h"

#include "lf-cli-batch.h"

#include "lf-cli-output.h"

#include <glib/gi18n.h>

static guint
count_blocked (const LfImport *import)
{
  const GPtrArray *duplicates = lf_import_duplicates (import);
  guint n = 0;

  for (guint i = 0; i < duplicates->len; i++)
    {
      const LfImportDuplicate *one = duplicates->pdata[i];

      n += lf_import_duplicate_blocks (one)
           && lf_record_entity (one->record) == lf_import_entity (import);
    }
  return n;
}

static void
print_json (const LfImport *import, gboolean is_saved)
{
  const GPtrArray *left_out = lf_import_left_out (import);
  JsonObject *object = json_object_new ();
  JsonArray *rows = json_array_new ();

  for (guint i = 0; i < left_out->len; i++)
    {
      const LfImportProblem *problem = left_out->pdata[i];
      JsonObject *row = json_object_new ();

      json_object_set_int_member (row, "row", problem->row);
      json_object_set_string_member (row, "message", problem->message);
      json_array_add_object_element (rows, row);
    }
  json_object_set_boolean_member (object, "imported", is_saved);
  json_object_set_int_member (object, "fresh",
                              lf_import_records (import)->len - count_blocked (import));
  json_object_set_int_member (object, "duplicates",
                              lf_import_n_doubles (import) + count_blocked (import));
  json_object_set_int_member (object, "targets", lf_import_n_targets (import));
  json_object_set_int_member (object, "verdicts", lf_import_n_verdicts (import));
  json_object_set_int_member (object, "skipped", lf_import_n_skipped (import));
  json_object_set_array_member (object, "left_out", rows);
  lf_cli_print_object (object);
}

static void
print_text (const LfImport *import, gboolean is_saved)
{
  const GPtrArray *left_out = lf_import_left_out (import);

  lf_cli_print_line (is_saved ? _ ("%1$u fresh leads, %2$u duplicates left out, %3$u verdicts.")
                              : _ ("Would be saved: %1$u fresh leads, %2$u duplicates left out, "
                                   "%3$u verdicts."),
                     lf_import_records (import)->len - count_blocked (import),
                     lf_import_n_doubles (import) + count_blocked (import),
                     lf_import_n_verdicts (import));
  if (lf_import_n_targets (import) > 0)
    lf_cli_print_line (ngettext ("%u of the leads is what a target becomes.",
                                 "%u of the leads are what targets become.",
                                 lf_import_n_targets (import)),
                       lf_import_n_targets (import));
  for (guint i = 0; i < left_out->len; i++)
    {
      const LfImportProblem *problem = left_out->pdata[i];

      lf_cli_print_line (_ ("Row %1$u: %2$s"), problem->row, problem->message);
    }
}

gboolean
lf_cli_import_batch (
    LfCli *cli, const char *file, const LfImportBatch *batch, gboolean is_dry, GError **error)
{
  const LfImportOptions options = { .entity = lf_schema_find ("project"), .is_lenient = TRUE };
  g_autofree char *path = lf_cli_path (file, error);
  g_autoptr (LfImport) import = path == NULL ? NULL
                                             : lf_import_plan_sync (cli->store, path, &options,
                                                                    /* cancellable= */ NULL, error);

  if (import == NULL || !lf_import_set_batch (import, cli->store, batch, error))
    return FALSE;
  lf_import_judge (import, LF_VERDICT_IGNORE, /* reason= */ NULL);
  if (!is_dry && !lf_import_commit_sync (import, cli->store, error))
    return FALSE;
  if (cli->json)
    print_json (import, !is_dry);
  else
    print_text (import, !is_dry);
  return TRUE;
}
