/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Backups and damage: backup, backups, restore, salvage. */

#include "config.h"

#include "lf-cli-output.h"
#include "lf-cmd.h"
#include "lf-damage.h"

#include <glib/gi18n.h>

/* ---- backup, backups ---- */

/* (transfer full) (nullable): the path of the new backup */
static char *
back_up (LfCli *cli, GError **error)
{
  g_autoptr (LfBackup) backup = NULL;
  g_autofree char *path = NULL;

  if (cli->n_args == 0)
    {
      backup = lf_backups_take_sync (cli->store, LF_BACKUP_MANUAL, error);
      return backup == NULL ? NULL : g_strdup (backup->path);
    }
  path = lf_cli_path (cli->args[0], error);
  return path != NULL && lf_store_backup_sync (cli->store, path, error) ? g_steal_pointer (&path)
                                                                        : NULL;
}

static void
print_backed_up (const LfCli *cli, const char *path, GPtrArray *problems)
{
  g_autofree char *valid = g_utf8_make_valid (path, -1);
  JsonObject *object;

  if (!cli->json)
    {
      lf_cli_print_line (_ ("Backed up and verified: %s"), valid);
      if (problems->len > 0)
        lf_cli_print_line (
            "%s", _ ("These attached files are not in it, for they are not in the store as they "
                     "were attached:"));
      for (guint i = 0; i < problems->len; i++)
        lf_cli_print_line ("%s", (const char *) problems->pdata[i]);
      return;
    }
  object = json_object_new ();
  json_object_set_string_member (object, "backup", valid);
  json_object_set_array_member (object, "problems", lf_json_strings (problems));
  lf_cli_print_object (object);
}

gboolean
lf_cmd_backup (LfCli *cli, GError **error)
{
  g_autofree char *path = NULL;
  g_autoptr (GPtrArray) problems = NULL;

  if (!lf_cli_begin (cli, NULL, 0, 1, error))
    return FALSE;
  path = back_up (cli, error);
  problems = path == NULL ? NULL : lf_store_check_files_sync (cli->store, error);
  if (problems == NULL)
    return FALSE;
  print_backed_up (cli, path, problems);
  return TRUE;
}

static JsonObject *
json_backup (const LfBackup *backup)
{
  static const char *const reasons[] = { "manual", "automatic", "upgrade", "replaced", "damaged" };
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "path", backup->path);
  json_object_set_int_member (object, "time_us", backup->time_us);
  json_object_set_int_member (object, "bytes", backup->size_bytes);
  json_object_set_string_member (object, "reason", reasons[backup->reason]);
  return object;
}

static void
print_backups (GPtrArray *backups)
{
  g_autoptr (LfTable) table
      = lf_table_new (_ ("Taken"), _ ("Size"), _ ("Reason"), _ ("Backup"), NULL);

  for (guint i = 0; i < backups->len; i++)
    {
      const LfBackup *backup = backups->pdata[i];
      g_autofree char *time = lf_backup_format_time (backup->time_us);
      g_autofree char *size
          = g_format_size_full ((guint64) backup->size_bytes, G_FORMAT_SIZE_IEC_UNITS);
      g_autofree char *path = g_utf8_make_valid (backup->path, -1);

      lf_table_add (table, time, size, lf_backup_reason_label (backup->reason), path, NULL);
    }
  lf_table_print (table);
}

/* Does not open the store: it may be what is damaged. */
gboolean
lf_cmd_backups (LfCli *cli, GError **error)
{
  g_autoptr (GPtrArray) backups = NULL;
  JsonObject *object;
  JsonArray *list;

  if (!lf_cli_parse (cli, NULL, 0, 0, error))
    return FALSE;
  backups = lf_backups_list (cli->folder);
  if (!cli->json)
    {
      print_backups (backups);
      return TRUE;
    }
  list = json_array_new ();
  for (guint i = 0; i < backups->len; i++)
    json_array_add_object_element (list, json_backup (backups->pdata[i]));
  object = json_object_new ();
  json_object_set_array_member (object, "backups", list);
  lf_cli_print_object (object);
  return TRUE;
}

/* ---- restore ---- */

/* What a damaged store is brought back from; for a sound one, the newest good backup. */
static char *
find_latest (LfCli *cli, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (LfStore) store = lf_store_open_sync (cli->folder, LF_STORE_OPEN_EXISTING, &cause);
  g_autoptr (LfDamage) damage = NULL;
  g_autoptr (LfBackup) backup = NULL;

  if (store != NULL)
    lf_store_close_sync (store);
  if (store == NULL && lf_damage_is_told_by (cause, cli->folder))
    {
      g_autofree char *description = NULL;

      damage = lf_damage_examine_sync (cli->folder, cause);
      description = lf_damage_describe (damage);
      g_printerr ("landfall-cli: %s\n%s\n", damage->message, description);
      backup = g_steal_pointer (&damage->backup);
    }
  else
    backup = lf_backups_find_good (cli->folder);
  if (backup != NULL)
    return g_strdup (backup->path);
  g_set_error (error, LF_STORE_ERROR, LF_STORE_ERROR_MISSING,
               _ ("There is no sound backup of the store in “%s”. Name one that is elsewhere: "
                  "landfall-cli restore FILE"),
               cli->folder);
  return NULL;
}

gboolean
lf_cmd_restore (LfCli *cli, GError **error)
{
  gboolean latest = FALSE;
  const GOptionEntry options[] = {
    { "latest", 0, 0, G_OPTION_ARG_NONE, &latest, N_ ("The newest sound backup of this store"),
      NULL },
    { NULL },
  };
  g_autofree char *path = NULL;
  g_autofree char *store = NULL;
  g_autofree char *sentence = NULL;
  gboolean is_replaced;

  if (!lf_cli_parse (cli, options, 0, 1, error))
    return FALSE;
  if (latest == (cli->n_args == 1))
    return lf_cli_call_error (error, _ ("Name one backup: restore FILE, or restore --latest"));
  store = g_build_filename (cli->folder, "landfall.db", NULL);
  is_replaced = g_file_test (store, G_FILE_TEST_EXISTS);
  path = latest ? find_latest (cli, error) : lf_cli_path (cli->args[0], error);
  if (path == NULL || !lf_store_restore_sync (path, cli->folder, error))
    return FALSE;
  sentence
      = g_strdup_printf (is_replaced ? _ ("The backup is restored in %1$s. What was there before "
                                          "is kept in %1$s/backups.")
                                     : _ ("The backup is restored in %s"),
                         cli->folder);
  lf_cli_print_done (cli, "store", cli->folder, sentence);
  return TRUE;
}

/* ---- salvage ---- */

static void
print_salvage (const LfCli *cli, const LfSalvage *salvage)
{
  const struct
  {
    const char *name, *sentence;
    guint n;
  } lines[] = {
    { "put_back", _ ("Put back, and waiting to be sent: %u"), salvage->n_put_back },
    { "known", _ ("There already: %u"), salvage->n_known },
    { "waiting", _ ("Of records that are not here yet (sync, then salvage again): %u"),
      salvage->n_waiting },
    { "unreadable", _ ("Cannot be read: %u"), salvage->n_unreadable },
  };
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *line = g_strdup_printf (lines[i].sentence, lines[i].n);

      json_object_set_int_member (object, lines[i].name, lines[i].n);
      if (!cli->json && (i == 0 || lines[i].n > 0))
        lf_cli_print_line ("%s", line);
    }
  if (cli->json)
    lf_cli_print_object (object);
  else
    json_object_unref (object);
  for (guint i = 0; i < salvage->problems->len; i++)
    g_printerr ("landfall-cli: %s\n", (const char *) salvage->problems->pdata[i]);
}

gboolean
lf_cmd_salvage (LfCli *cli, GError **error)
{
  g_auto (LfSalvage) salvage = { 0 };
  g_autofree char *path = NULL;

  if (!lf_cli_begin (cli, NULL, 1, 1, error))
    return FALSE;
  path = lf_cli_path (cli->args[0], error);
  if (path == NULL || !lf_store_salvage_sync (cli->store, path, &salvage, error))
    return FALSE;
  print_salvage (cli, &salvage);
  return TRUE;
}
