/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One record: add, set, show, delete. */

#include "config.h"

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

gboolean
lf_cmd_add (LfCli *cli, GError **error)
{
  const LfEntity *entity;
  g_autoptr (LfRecord) record = NULL;
  g_autoptr (LfChange) change = NULL;
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  g_autofree char *label = NULL;

  if (!lf_cli_begin (cli, NULL, 2, G_MAXUINT, error))
    return FALSE;
  entity = lf_cli_entity (cli->args[0], error);
  if (entity == NULL)
    return FALSE;
  record = lf_record_new (entity, NULL);
  for (guint i = 1; i < cli->n_args; i++)
    {
      const LfField *field;
      g_autofree char *value = NULL;

      if (!lf_cli_assignment (cli, entity, cli->args[i], &field, &value, error)
          || !check_once (taken, field, error))
        return FALSE;
      print_warning (field, value);
      lf_record_set (record, field->name, value);
    }
  lf_rules_fill_new (record, &cli->today);
  label = g_strdup_printf (_ ("Add %s"), lf_entity_label (entity));
  change = lf_change_new (label);
  lf_change_create (change, record);
  return lf_store_commit_sync (cli->store, change, error) && print_saved (cli, record, error);
}

static gboolean
check_settable (const LfEntity *entity, const LfField *field, GError **error)
{
  if (strcmp (entity->name, "project") != 0 || strcmp (field->name, "stage") != 0)
    return TRUE;
  return lf_cli_call_error (error, _ ("A stage is entered with a date and its evidence: "
                                      "landfall-cli advance ID STAGE"));
}

gboolean
lf_cmd_set (LfCli *cli, GError **error)
{
  g_autoptr (LfRecord) record = NULL;
  g_autoptr (LfChange) change = NULL;
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  g_autofree char *label = NULL;
  g_autofree char *title = NULL;

  if (!lf_cli_begin (cli, NULL, 2, G_MAXUINT, error))
    return FALSE;
  record = lf_cli_record (cli, cli->args[0], error);
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
          || !check_settable (lf_record_entity (record), field, error))
        return FALSE;
      print_warning (field, value);
      lf_change_edit (change, record, field->name, value);
    }
  return lf_store_commit_sync (cli->store, change, error) && print_saved (cli, record, error);
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

gboolean
lf_cmd_delete (LfCli *cli, GError **error)
{
  g_autoptr (LfRecord) record = NULL;
  g_autoptr (LfChange) change = NULL;
  g_autofree char *label = NULL;
  g_autofree char *title = NULL;

  if (!lf_cli_begin (cli, NULL, 1, 1, error))
    return FALSE;
  record = lf_cli_record (cli, cli->args[0], error);
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
