/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One record: add, set, show, delete. */

#include "config.h"

#include "lf-cli-bulk.h"
#include "lf-cli-duplicate.h"
#include "lf-cli-output.h"
#include "lf-cmd.h"

#include <glib/gi18n.h>
#include <string.h>

/* What a value makes one doubt, without blocking it: a wrong check digit, an odd phone number. */
static void
print_warning (const LfField *field, const char *value)
{
  g_autofree char *warning = lf_field_warn (field, value);

  if (warning != NULL)
    g_printerr ("landfall-cli: %s\n", warning);
}

/* Prints the record as it now is: JSON, or its id alone for use in scripts. */
static gboolean
print_saved (LfCli *cli, const LfRecord *saved, GError **error)
{
  g_autoptr (LfRecord) record = NULL;

  if (!cli->json)
    {
      lf_cli_print_line ("%s", lf_record_id (saved));
      return TRUE;
    }
  record = lf_store_load_sync (cli->store, lf_record_entity (saved), lf_record_id (saved), error);
  if (record == NULL)
    return FALSE;
  lf_cli_print_object (lf_json_record (record));
  return TRUE;
}

/* ---- add ---- */

/* The second of two values would silently replace the first. */
static gboolean
check_once (GHashTable *taken, const LfField *field, GError **error)
{
  if (g_hash_table_add (taken, (gpointer) field))
    return TRUE;
  return lf_cli_call_error (error,
                            _ ("“%s” is given twice. Write several values of a field behind one "
                               "=, with “；” between them."),
                            lf_field_label (field));
}

static LfRecord *
read_new_record (LfCli *cli, GError **error)
{
  const LfEntity *entity = lf_cli_entity (cli->args[0], error);
  g_autoptr (LfRecord) record = entity != NULL ? lf_record_new (entity, NULL) : NULL;
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);

  for (guint i = 1; record != NULL && i < cli->n_args; i++)
    {
      const LfField *field;
      g_autofree char *value = NULL;

      if (!lf_cli_assignment (cli, entity, cli->args[i], &field, &value, error)
          || !check_once (taken, field, error))
        return NULL;
      print_warning (field, value);
      lf_record_set (record, field->name, value);
    }
  if (record != NULL)
    lf_rules_fill_new (record, &cli->today);
  return g_steal_pointer (&record);
}

static GPtrArray *
find_duplicates (LfCli *cli, LfRecord *record, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  g_autoptr (GPtrArray) all = NULL;

  g_ptr_array_add (records, record);
  all = lf_store_duplicates_sync (cli->store, records, error);
  return all != NULL ? g_ptr_array_ref (g_ptr_array_index (all, 0)) : NULL;
}

static gboolean
fail_with_duplicates (LfCli *cli, GPtrArray *duplicates, GError **error)
{
  if (cli->json)
    {
      JsonObject *object = json_object_new ();

      json_object_set_boolean_member (object, "saved", FALSE);
      json_object_set_array_member (object, "duplicates", lf_json_duplicates (duplicates));
      lf_cli_print_object (object);
    }
  g_set_error_literal (
      error, LF_ERROR, LF_ERROR_REFUSED,
      _ ("Not saved, for it may be there already. Say what it is: --verdict new --reason TEXT "
         "(another one), merge (the same), overwrite (the same, and newer) or ignore."));
  return FALSE;
}

static gboolean
save_new (LfCli *cli, LfRecord *record, GError **error)
{
  g_autofree char *label
      = g_strdup_printf (_ ("Add %s"), lf_entity_label (lf_record_entity (record)));
  g_autoptr (LfChange) change = lf_change_new (label);

  lf_change_create (change, record);
  return lf_store_commit_sync (cli->store, change, error) && print_saved (cli, record, error);
}

/* What is printed is what stays: the new record, or the one it was united with. */
static gboolean
save_judged (
    LfCli *cli, LfRecord *record, GPtrArray *duplicates, LfJudgement *judgement, GError **error)
{
  const LfDuplicate *first = g_ptr_array_index (duplicates, 0);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < lf_cli_n_blocking (duplicates); i++)
    g_ptr_array_add (ids, (gpointer) lf_record_id (((LfDuplicate *) duplicates->pdata[i])->record));
  g_ptr_array_add (ids, NULL);
  judgement->rule = first->rule;
  return lf_store_judge_new_sync (cli->store, record, (const char *const *) ids->pdata, judgement,
                                  error)
         && print_saved (cli, judgement->verdict == LF_VERDICT_NEW ? record : first->record, error);
}

gboolean
lf_cmd_add (LfCli *cli, GError **error)
{
  g_autofree char *verdict = NULL;
  g_autofree char *reason = NULL;
  const GOptionEntry options[] = {
    { "verdict", 0, 0, G_OPTION_ARG_STRING, &verdict,
      N_ ("When it may be there already: overwrite, ignore, merge or new"), "VERDICT" },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, N_ ("Why it is a new one"), "TEXT" },
    { NULL },
  };
  LfJudgement judgement;
  g_autoptr (LfRecord) record = NULL;
  g_autoptr (GPtrArray) duplicates = NULL;

  if (!lf_cli_begin (cli, options, 2, G_MAXUINT, error)
      || !lf_cli_verdict (verdict, reason, &judgement, error))
    return FALSE;
  record = read_new_record (cli, error);
  duplicates = record != NULL ? find_duplicates (cli, record, error) : NULL;
  if (duplicates == NULL)
    return FALSE;
  if (verdict == NULL)
    lf_cli_warn_duplicates (duplicates);
  if (lf_cli_n_blocking (duplicates) == 0)
    return save_new (cli, record, error);
  if (verdict == NULL)
    return fail_with_duplicates (cli, duplicates, error);
  return save_judged (cli, record, duplicates, &judgement, error);
}

/* ---- set, show, delete ---- */

gboolean
lf_cli_check_settable (const LfEntity *entity, const LfField *field, GError **error)
{
  if (strcmp (entity->name, "project") != 0 || strcmp (field->name, "stage") != 0)
    return TRUE;
  return lf_cli_call_error (error, _ ("A stage is entered with a date and its evidence: "
                                      "landfall-cli advance ID STAGE"));
}

static gboolean
set_many (LfCli *cli, const LfBulkOptions *given, GError **error)
{
  const LfEntity *entity = lf_cli_entity (cli->args[0], error);
  g_autoptr (LfBulk) bulk = entity == NULL ? NULL : lf_cli_bulk_edits (cli, entity, error);

  return bulk != NULL && lf_cli_run_bulk (cli, entity, given, bulk, error);
}

static gboolean
set_one (LfCli *cli, GError **error)
{
  g_autoptr (LfRecord) record = NULL;
  g_autoptr (LfChange) change = NULL;
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  g_autofree char *label = NULL;
  g_autofree char *title = NULL;

  record = lf_cli_live_record (cli, cli->args[0], error);
  if (record == NULL)
    return FALSE;
  title = lf_record_title (record);
  label = g_strdup_printf (_ ("Edit “%s”"), title);
  change = lf_change_new (label);
  for (guint i = 1; i < cli->n_args; i++)
    {
      const LfField *field;
      g_autofree char *value = NULL;

      if (!lf_cli_assignment (cli, lf_record_entity (record), cli->args[i], &field, &value, error)
          || !check_once (taken, field, error)
          || !lf_cli_check_settable (lf_record_entity (record), field, error))
        return FALSE;
      print_warning (field, value);
      lf_change_edit (change, record, field->name, value);
    }
  return lf_store_commit_sync (cli->store, change, error) && print_saved (cli, record, error);
}

gboolean
lf_cmd_set (LfCli *cli, GError **error)
{
  g_auto (LfBulkOptions) given = { 0 };
  const GOptionEntry options[] = { LF_BULK_OPTIONS (&given), { NULL } };

  return lf_cli_begin (cli, options, 2, G_MAXUINT, error) && lf_bulk_options_check (&given, error)
         && (given.where != NULL ? set_many (cli, &given, error) : set_one (cli, error));
}

gboolean
lf_cmd_show (LfCli *cli, GError **error)
{
  g_autoptr (LfRecord) record = NULL;
  g_autoptr (LfTable) table = NULL;
  const LfEntity *entity;

  if (!lf_cli_begin (cli, NULL, 1, 1, error))
    return FALSE;
  record = lf_cli_record (cli, cli->args[0], error);
  if (record == NULL)
    return FALSE;
  if (cli->json)
    {
      lf_cli_print_object (lf_json_record (record));
      return TRUE;
    }
  entity = lf_record_entity (record);
  table = lf_table_new (lf_entity_label (entity), lf_record_id (record), NULL);
  for (guint i = 0; entity->fields[i].name != NULL; i++)
    if (lf_record_get_at (record, i) != NULL)
      {
        g_autofree char *text = lf_record_format_at (record, i);

        lf_table_add (table, lf_field_label (&entity->fields[i]), text, NULL);
      }
  if (lf_record_is_deleted (record))
    lf_table_add (table, _ ("Deleted"), _ ("yes"), NULL);
  lf_table_print (table);
  return TRUE;
}

static gboolean
delete_many (LfCli *cli, const LfBulkOptions *given, GError **error)
{
  const LfEntity *entity = lf_cli_entity (cli->args[0], error);
  g_autoptr (LfBulk) bulk = lf_bulk_new_delete ();

  return entity != NULL && lf_cli_run_bulk (cli, entity, given, bulk, error);
}

static gboolean
delete_one (LfCli *cli, GError **error)
{
  g_autoptr (LfRecord) record = NULL;
  g_autoptr (LfChange) change = NULL;
  g_autofree char *label = NULL;
  g_autofree char *title = NULL;

  record = lf_cli_live_record (cli, cli->args[0], error);
  if (record == NULL)
    return FALSE;
  title = lf_record_title (record);
  label = g_strdup_printf (_ ("Delete “%s”"), title);
  change = lf_change_new (label);
  lf_change_delete (change, record);
  if (!lf_store_commit_sync (cli->store, change, error))
    return FALSE;
  if (cli->json)
    return print_saved (cli, record, error);
  lf_cli_print_line (_ ("Deleted “%s”. “landfall-cli undo” brings it back."), title);
  return TRUE;
}

gboolean
lf_cmd_delete (LfCli *cli, GError **error)
{
  g_auto (LfBulkOptions) given = { 0 };
  const GOptionEntry options[] = { LF_BULK_OPTIONS (&given), { NULL } };

  return lf_cli_begin (cli, options, 1, 1, error) && lf_bulk_options_check (&given, error)
         && (given.where != NULL ? delete_many (cli, &given, error) : delete_one (cli, error));
}
