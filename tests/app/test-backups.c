/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Backups in the window: the list, going back to one, and the page of a damaged store. */

#include "config.h"

#include "app-fixture.h"
#include "lf-backups-dialog.h"
#include "lf-damage-window.h"
#include "lf-restore-task.h"

#include <string.h>

static gboolean
says (GtkWidget *widget, const char *part)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget)
      && strstr (gtk_label_get_text (GTK_LABEL (widget)), part) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (says (child, part))
      return TRUE;
  return FALSE;
}

typedef struct
{
  GtkWidget *widget;
  const char *part;
} Said;

static gboolean
is_said (gpointer data)
{
  const Said *said = data;

  return says (said->widget, said->part);
}

static void
await_said (gpointer widget, const char *part)
{
  app_await (is_said, &(Said){ widget, part });
}

/* ---- The list ---- */

static void
test_list (AppFixture *self, gconstpointer data)
{
  LfBackupsDialog *dialog = lf_backups_dialog_new (self->window, self->context);
  g_autoptr (GPtrArray) backups = NULL;

  gtk_window_present (GTK_WINDOW (dialog));
  await_said (dialog, "There is no backup yet.");
  gtk_widget_activate_action (GTK_WIDGET (dialog), "dialog.back-up", NULL);
  await_said (dialog, "Backed up and verified.");
  await_said (dialog, "By hand");
  backups = lf_backups_list (lf_store_folder (self->store));
  g_assert_cmpuint (backups->len, ==, 1);
  app_set (self, "industry", "光电");
  gtk_widget_activate_action (GTK_WIDGET (dialog), "dialog.ask", "i", 0);
  await_said (dialog, "1 change was saved on this device since then and will be missing.");
  await_said (dialog, "kept among the backups");
  gtk_widget_activate_action (GTK_WIDGET (dialog), "dialog.list", NULL);
  await_said (dialog, "By hand");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_settings (AppFixture *self, gconstpointer data)
{
  LfBackupsDialog *dialog = lf_backups_dialog_new (self->window, self->context);
  GtkWidget *automatic = app_find (GTK_WIDGET (dialog), GTK_TYPE_SWITCH);
  g_auto (LfBackupSettings) settings = { 0 };

  g_assert_true (gtk_switch_get_active (GTK_SWITCH (automatic)));
  gtk_switch_set_active (GTK_SWITCH (automatic), FALSE);
  lf_backup_settings_load (lf_store_folder (self->store), &settings);
  g_assert_true (settings.is_off);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* ---- Going back ---- */

static void
on_restored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
is_set (gpointer data)
{
  return *(gpointer *) data != NULL;
}

/* The program goes on with the restored store; what was there before is a backup. */
static void
test_restore (AppFixture *self, gconstpointer data)
{
  g_autoptr (LfBackup) backup = lf_backups_take_sync (self->store, LF_BACKUP_MANUAL, NULL);
  g_autofree char *folder = g_strdup (lf_store_folder (self->store));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) backups = NULL;
  g_autoptr (LfStore) restored = NULL;
  g_autoptr (LfRecord) record = NULL;
  g_autofree char *told = NULL;
  LfRestoreOrder order = { backup->path, FALSE };

  app_set (self, "industry", "光电");
  lf_restore_async (self->store, folder, &order, on_restored_cb, &result);
  app_await (is_set, &result);
  restored = lf_restore_finish (result, &told, NULL);
  g_assert_cmpstr (told, ==, "The backup is restored");
  record = lf_store_load_sync (restored, lf_schema_find ("project"), self->project, NULL);
  g_assert_null (lf_record_get (record, "industry"));
  backups = lf_backups_list (folder);
  g_assert_cmpuint (backups->len, ==, 2);
  g_assert_cmpint (((LfBackup *) backups->pdata[0])->reason, ==, LF_BACKUP_REPLACED);
  lf_store_close_sync (restored);
}

/* A backup that is none leaves the store as it was, and open. */
static void
test_restore_fails (AppFixture *self, gconstpointer data)
{
  g_autofree char *folder = g_strdup (lf_store_folder (self->store));
  g_autofree char *path = g_build_filename (self->folder, "note.txt", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (LfStore) store = NULL;
  g_autofree char *told = NULL;
  LfRestoreOrder order = { path, FALSE };

  g_assert_true (g_file_set_contents (path, "a list of things to do", -1, NULL));
  lf_restore_async (self->store, folder, &order, on_restored_cb, &result);
  app_await (is_set, &result);
  store = lf_restore_finish (result, &told, NULL);
  g_assert_nonnull (store);
  g_assert_nonnull (strstr (told, "note.txt"));
  lf_store_close_sync (store);
}

/* ---- A damaged store ---- */

static void
damage (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "landfall.db", NULL);
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  memset (bytes + length / 2, 0xa5, length / 2);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
}

static void
test_damage (AppFixture *self, gconstpointer data)
{
  g_autoptr (LfBackup) backup = lf_backups_take_sync (self->store, LF_BACKUP_MANUAL, NULL);
  const char *folder = lf_store_folder (self->store);
  g_autoptr (GError) error = NULL;
  g_autoptr (LfDamage) found = NULL;
  LfDamageWindow *window;

  lf_store_close_sync (self->store);
  damage (folder);
  g_assert_null (lf_store_open_sync (folder, LF_STORE_OPEN_EXISTING, &error));
  found = lf_damage_examine_sync (folder, error);
  window = lf_damage_window_new (NULL, found);
  gtk_window_present (GTK_WINDOW (window));
  await_said (window, "is damaged: part of it can no longer be read");
  await_said (window, "is sound.");
  await_said (window, "Restore the Backup of");
  gtk_window_destroy (GTK_WINDOW (window));
}

#define ADD(path, function)                                                                        \
  g_test_add ("/backups/" path, AppFixture, NULL, app_fixture_set_up, function,                    \
              app_fixture_tear_down)

int
main (int argc, char *argv[])
{
  app_init (&argc, &argv);
  ADD ("list", test_list);
  ADD ("settings", test_settings);
  ADD ("restore", test_restore);
  ADD ("restore-fails", test_restore_fails);
  ADD ("damage", test_damage);
  return g_test_run ();
}
