/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records that may be one: duplicates, merge, apart. */

#include "config.h"

#include "lf-cli-duplicate.h"
#include "lf-cli-output.h"
#include "lf-cmd.h"

#include <glib/gi18n.h>
#include <unistd.h>

/* ---- duplicates ---- */

static void
print_progress (gint64 n_done, gint64 n_total, gpointer user_data)
{
  g_autofree char *done = g_strdup_printf ("%" G_GINT64_FORMAT, n_done);
  g_autofree char *total = g_strdup_printf ("%" G_GINT64_FORMAT, n_total);

  g_printerr (_ ("%1$s of %2$s records compared"), done, total);
  g_printerr (isatty (STDERR_FILENO) && n_done < n_total ? "\r" : "\n");
}

static void
print_pairs_json (GPtrArray *pairs)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < pairs->len; i++)
    {
      const LfDuplicatePair *pair = g_ptr_array_index (pairs, i);
      JsonObject *object = lf_json_duplicate (pair->first, pair->rule);

      json_object_set_object_member (object, "other", lf_json_record (pair->second));
      json_array_add_object_element (list, object);
    }
  json_node_take_array (node, list);
  lf_cli_print_json (node);
}

static void
print_pairs (GPtrArray *pairs)
{
  g_autoptr (LfTable) table
      = lf_table_new (_ ("Level"), _ ("Record"), _ ("May be"), _ ("Because"), _ ("Ids"), NULL);

  for (guint i = 0; i < pairs->len; i++)
    {
      const LfDuplicatePair *pair = g_ptr_array_index (pairs, i);
      g_autofree char *first = lf_record_title (pair->first);
      g_autofree char *second = lf_record_title (pair->second);
      g_autofree char *why = lf_duplicate_explain (pair->rule);
      g_autofree char *ids
          = g_strdup_printf ("%s %s", lf_record_id (pair->first), lf_record_id (pair->second));

      lf_table_add (table, lf_duplicate_level_name (pair->rule->level), first, second, why, ids,
                    NULL);
    }
  lf_table_print (table);
  if (pairs->len == 0)
    lf_cli_print_line (_ ("No records wait to be judged as duplicates."));
}

gboolean
lf_cmd_duplicates (LfCli *cli, GError **error)
{
  int level = 0;
  gboolean wants_progress = FALSE;
  const GOptionEntry options[] = {
    { "level", 0, 0, G_OPTION_ARG_INT, &level, N_ ("This level and worse: 1 to 4"), "N" },
    { "progress", 0, 0, G_OPTION_ARG_NONE, &wants_progress,
      N_ ("Say how far it is, also when that is not a terminal"), NULL },
    { NULL },
  };
  LfDuplicateSearch search = { NULL };
  g_autoptr (GPtrArray) pairs = NULL;

  if (!lf_cli_begin (cli, options, 0, 1, error)
      || (cli->n_args == 1 && (search.entity = lf_cli_entity (cli->args[0], error)) == NULL))
    return FALSE;
  if (level < 0 || level > LF_DUPLICATE_L4)
    return lf_cli_call_error (error, _ ("There are the levels 1 to 4."));
  search.level = (LfDuplicateLevel) level;
  search.progress = wants_progress || isatty (STDERR_FILENO) ? print_progress : NULL;
  pairs = lf_store_find_duplicates_sync (cli->store, &search, /* cancellable= */ NULL, error);
  if (pairs == NULL)
    return FALSE;
  if (cli->json)
    print_pairs_json (pairs);
  else
    print_pairs (pairs);
  return TRUE;
}

/* ---- merge, apart ---- */

static gboolean
print_winner (
    LfCli *cli, const LfRecord *winner, const char *format, const char *other, GError **error)
{
  g_autoptr (LfRecord) record = NULL;
  g_autofree char *title = lf_record_title (winner); /* an overwritten one has the other's now */

  record = lf_store_load_sync (cli->store, lf_record_entity (winner), lf_record_id (winner), error);
  if (record == NULL)
    return FALSE;
  if (cli->json)
    lf_cli_print_object (lf_json_record (record));
  else
    lf_cli_print_line (format, other, title);
  return TRUE;
}

/* Carries out a verdict about the two records that the arguments name. */
static gboolean
judge_pair (LfCli *cli, LfJudgement *judgement, const char *format, GError **error)
{
  g_autoptr (LfRecord) winner = lf_cli_record (cli, cli->args[0], error);
  g_autoptr (LfRecord) other = winner != NULL ? lf_cli_record (cli, cli->args[1], error) : NULL;
  g_autofree char *title = other != NULL ? lf_record_title (other) : NULL;
  g_autoptr (LfDuplicateForm) form = NULL;
  g_autoptr (LfDuplicateForm) other_form = NULL;

  if (other == NULL)
    return FALSE;
  form = lf_duplicate_form_new (winner);
  other_form = lf_duplicate_form_new (other);
  if (form != NULL && lf_record_entity (winner) == lf_record_entity (other))
    judgement->rule = lf_duplicate_compare (form, other_form);
  return lf_store_judge_sync (cli->store, lf_record_id (winner), lf_record_id (other), judgement,
                              error)
         && print_winner (cli, winner, format, title, error);
}

gboolean
lf_cmd_merge (LfCli *cli, GError **error)
{
  gboolean overwrites = FALSE;
  g_autofree char *reason = NULL;
  const GOptionEntry options[] = {
    { "overwrite", 0, 0, G_OPTION_ARG_NONE, &overwrites,
      N_ ("Where both say something, take what LOSER says"), NULL },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, N_ ("Why, for the history"), "TEXT" },
    { NULL },
  };
  LfJudgement judgement = { LF_VERDICT_MERGE, NULL, NULL };

  if (!lf_cli_begin (cli, options, 2, 2, error))
    return FALSE;
  judgement.verdict = overwrites ? LF_VERDICT_OVERWRITE : LF_VERDICT_MERGE;
  judgement.reason = reason;
  return judge_pair (cli, &judgement,
                     _ ("Merged “%1$s” into “%2$s”. “landfall-cli undo” takes them apart again."),
                     error);
}

gboolean
lf_cmd_apart (LfCli *cli, GError **error)
{
  g_autofree char *reason = NULL;
  const GOptionEntry options[] = {
    { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, N_ ("Why they are two"), "TEXT" },
    { NULL },
  };
  LfJudgement judgement = { LF_VERDICT_IGNORE, NULL, NULL };

  if (!lf_cli_begin (cli, options, 2, 2, error))
    return FALSE;
  judgement.verdict = reason != NULL ? LF_VERDICT_NEW : LF_VERDICT_IGNORE;
  judgement.reason = reason;
  return judge_pair (cli, &judgement,
                     _ ("“%1$s” and “%2$s” stay two records; nobody is asked about them again."),
                     error);
}
