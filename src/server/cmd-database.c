/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The database as a whole: is it sound, which version is it, and somewhere else. */

#include "config.h"

#include "lf-cmd.h"

#include "lf-migrations.h"
#include "lf-server-audit.h"
#include "lf-server-check.h"
#include "lf-server-copy.h"
#include "lf-storage-open.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

/* ---- check ---- */

static gboolean
check_zone (LfServerStorage *storage, const char *zone, GPtrArray *problems, GError **error)
{
  LfServerFindings findings;

  if (!lf_server_check_zone (storage, zone, &findings, problems, error))
    return FALSE;
  printf (_ ("Zone “%1$s”: the number of its newest change is %2$ld; records: %3$u, changes with "
             "those refused: %4$u.\n"),
          zone, (long) findings.seq, findings.n_records, findings.n_changes);
  return TRUE;
}

static gboolean
tell_problems (const LfOptions *options, GPtrArray *problems, GError **error)
{
  for (guint i = 0; i < problems->len; i++)
    printf ("%s\n", (const char *) problems->pdata[i]);
  if (problems->len > 0)
    g_set_error (
        error, LF_SERVER_ERROR, LF_SERVER_ERROR_STORAGE,
        _ ("“%1$s” is not sound; problems: %2$u. Stop the server, keep a copy, and restore "
           "it from a backup."),
        options->data, problems->len);
  return problems->len == 0;
}

/* Opening an older database would bring it forward: who checks a backup wants it left alone. */
static gboolean
is_of_this_version (const LfOptions *options, GError **error)
{
  int version;
  g_autoptr (GPtrArray) migrations = lf_storage_migrations (options->data, &version, error);

  if (migrations != NULL && version > 0 && migrations->len > 0)
    g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_STORAGE,
                 _ ("“%1$s” has the version %2$d, which an older program wrote; it was not "
                    "checked, and is as it was. Check it with that program, or migrate a copy "
                    "and check that."),
                 options->data, version);
  return migrations != NULL && (version == 0 || migrations->len == 0);
}

gboolean
lf_cmd_check (const LfOptions *options, const char *name, GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (LfServerStorage) storage
      = is_of_this_version (options, error) ? lf_cmd_open (options, error) : NULL;
  g_auto (GStrv) zones = storage == NULL ? NULL : lf_server_storage_list_zones (storage, error);

  if (zones == NULL || !lf_server_storage_verify (storage, problems, error)
      || !lf_server_check_accounts (storage, problems, error))
    return FALSE;
  for (guint i = 0; zones[i] != NULL; i++)
    if (!check_zone (storage, zones[i], problems, error))
      return FALSE;
  return tell_problems (options, problems, error);
}

/* ---- migrate ---- */

static void
print_migrations (GPtrArray *migrations, int version)
{
  printf (_ ("The database has the version %d.\n"), version);
  for (guint i = 0; i < migrations->len; i++)
    {
      const LfMigration *migration = migrations->pdata[i];

      printf (_ ("\n%1$s makes it version %2$d:\n"), migration->name, migration->version);
      printf ("%s", migration->sql);
    }
  if (migrations->len == 0)
    printf (_ ("That is what this program writes; there is nothing to do.\n"));
}

/* Opening it is what brings it up to date, here as in “serve”. */
gboolean
lf_cmd_migrate (const LfOptions *options, const char *name, GError **error)
{
  int version;
  g_autoptr (GPtrArray) migrations = lf_storage_migrations (options->data, &version, error);
  g_autoptr (LfServerStorage) storage = NULL;

  if (migrations == NULL)
    return FALSE;
  if (options->dry_run)
    {
      print_migrations (migrations, version);
      return TRUE;
    }
  storage = lf_storage_open (options->data, /* makes= */ FALSE, error);
  if (storage == NULL)
    return FALSE;
  for (guint i = 0; i < migrations->len; i++)
    printf (_ ("%s is done.\n"), ((LfMigration *) migrations->pdata[i])->name);
  if (migrations->len == 0)
    print_migrations (migrations, version);
  return TRUE;
}

/* ---- copy ---- */

static gboolean
copy_zone (LfServerStorage *from, LfServerStorage *to, const char *zone, GError **error)
{
  if (!lf_server_copy_zone (from, to, zone, error))
    return FALSE;
  printf (_ ("The zone “%s” is copied; both have the same digest.\n"), zone);
  return TRUE;
}

static gboolean
copy_zones (LfServerStorage *from, LfServerStorage *to, const LfOptions *options, GError **error)
{
  g_auto (GStrv) zones = lf_server_storage_list_zones (from, error);

  for (guint i = 0; zones != NULL && zones[i] != NULL; i++)
    if ((options->zone == NULL || strcmp (options->zone, zones[i]) == 0)
        && !copy_zone (from, to, zones[i], error))
      return FALSE;
  return zones != NULL;
}

gboolean
lf_cmd_copy (const LfOptions *options, const char *name, GError **error)
{
  g_autoptr (LfServerStorage) from = NULL;
  g_autoptr (LfServerStorage) to = NULL;

  if (options->to == NULL)
    {
      g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_CALL,
                   _ ("Say where the copy goes: --to sqlite:FILE or --to "
                      "postgres://HOST/DATABASE"));
      return FALSE;
    }
  from = options->zone == NULL ? lf_cmd_open (options, error) : lf_cmd_open_zone (options, error);
  to = from == NULL ? NULL : lf_storage_open (options->to, /* makes= */ TRUE, error);
  return to != NULL && copy_zones (from, to, options, error);
}

/* ---- restored ---- */

/* Every zone of it: a backup is of all of them. */
gboolean
lf_cmd_restored (const LfOptions *options, const char *name, GError **error)
{
  g_autoptr (LfServerStorage) storage = lf_cmd_open (options, error);
  g_auto (GStrv) zones = storage == NULL ? NULL : lf_server_storage_list_zones (storage, error);

  if (zones == NULL)
    return FALSE;
  for (char **zone = zones; *zone != NULL; zone++)
    {
      if (!lf_server_storage_renew (storage, *zone, error)
          || !lf_cmd_note (storage, *zone, LF_AUDIT_RESTORED, NULL, NULL, error))
        return FALSE;
      g_print (_ ("Zone “%s”: at their next sync its devices offer again what the backup lacks.\n"),
               *zone);
    }
  return TRUE;
}

gboolean
lf_cmd_renew_backup (LfServerStorage *storage, LfCmdTellFunc tell, GError **error)
{
  g_auto (GStrv) zones = lf_server_storage_list_zones (storage, error);

  for (guint i = 0; zones != NULL && zones[i] != NULL; i++)
    {
      g_autofree char *sentence = NULL;
      gboolean was_backup;

      if (!lf_server_storage_renew_backup (storage, zones[i], &was_backup, error))
        return FALSE;
      if (!was_backup)
        continue;
      sentence = g_strdup_printf (_ ("Zone “%s”: the database is a backup that was put back. At "
                                     "their next sync devices offer again what it lacks."),
                                  zones[i]);
      tell (sentence);
      if (!lf_cmd_note (storage, zones[i], LF_AUDIT_RESTORED, NULL, "backup", error))
        return FALSE;
    }
  return zones != NULL;
}
