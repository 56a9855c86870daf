/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialogs of spreadsheets: sheets, keys, what changes, learned headings; exporting. */

#include "config.h"

#include "app-fixture.h"
#include "lf-export-dialog.h"
#include "lf-import-dialog.h"
#include "lf-import.h"

#include <glib/gstdio.h>
#include <string.h>

/* ---- Looking ---- */

typedef gboolean (*Test) (GtkWidget *widget, const char *text);

static GtkWidget *
find (GtkWidget *root, Test test, const char *text)
{
  GtkWidget *found = test (root, text) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, test, text);
  return found;
}

static gboolean
is_row (GtkWidget *widget, const char *title)
{
  return ADW_IS_PREFERENCES_ROW (widget)
         && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title) == 0;
}

static gboolean
is_label (GtkWidget *widget, const char *text)
{
  return GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget)
         && strcmp (gtk_label_get_text (GTK_LABEL (widget)), text) == 0;
}

static gboolean
is_forget_button (GtkWidget *widget, const char *tooltip)
{
  return GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_widget_get_tooltip_text (widget), tooltip) == 0;
}

static AdwComboRow *
row_of (GtkWidget *root, const char *title)
{
  GtkWidget *row = find (root, is_row, title);

  g_assert_nonnull (row);
  return ADW_COMBO_ROW (row);
}

typedef struct
{
  GtkWidget *root;
  const char *text;
} Said;

static gboolean
is_said (gpointer data)
{
  const Said *said = data;

  return find (said->root, is_label, said->text) != NULL;
}

static void
await_label (GtkWidget *root, const char *text)
{
  g_test_message ("waiting for “%s”", text);
  app_await (is_said, &(Said){ root, text });
}

/* ---- Importing ---- */

static GtkWidget *
show_import (AppFixture *self, const char *path)
{
  GtkWidget *dialog = GTK_WIDGET (lf_import_dialog_new (self->window, self->context));

  gtk_window_present (GTK_WINDOW (dialog));
  gtk_editable_set_text (GTK_EDITABLE (app_find (dialog, ADW_TYPE_ENTRY_ROW)), path);
  gtk_widget_activate_action (dialog, "dialog.read", NULL);
  return dialog;
}

static char *
write_file (AppFixture *self, const char *text)
{
  char *path = g_build_filename (self->folder, "a.csv", NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static GtkWidget *
show_text (AppFixture *self, const char *text)
{
  g_autofree char *path = write_file (self, text);

  return show_import (self, path);
}

static gboolean
is_learned (gpointer data)
{
  return app_count (data, "heading_synonym", "") == 1;
}

static gboolean
is_forgotten (gpointer data)
{
  return app_count (data, "heading_synonym", "") == 0;
}

static gboolean
has_batch (gpointer data)
{
  return app_count (data, "project", "batch=第47周") == 2;
}

/* L11, L3: a batch is named, and the firm of a row is among the targets. */
static void
test_batch (AppFixture *self, gconstpointer data)
{
  g_autofree char *target
      = app_add (self, "target", "name", "测感科技有限公司", "state", "watching", NULL);
  GtkWidget *row,
      *dialog
      = show_text (self, "项目名称,投资方\n传感器,测感科技有限公司\n冷链仓,鲜达物流有限公司\n");
  app_await_label (dialog, "1 of them is what a target becomes.");
  row = find (dialog, is_row, "Lead Batch They Came In");
  g_assert_true (gtk_widget_get_mapped (row));
  gtk_editable_set_text (GTK_EDITABLE (row), " 第47周 ");
  gtk_widget_activate_action (dialog, "dialog.import", NULL);
  app_await (has_batch, self);
  g_assert_cmpint (app_count (self, "target", "state=won and project!="), ==, 1);
  g_assert_cmpint (app_count (self, "lead_batch", "n_leads=2"), ==, 1);
}

/* Mapped by hand, saved, shown as learned the next time, and forgotten. */
static void
test_learned (AppFixture *self, gconstpointer data)
{
  const LfEntity *entity = lf_schema_find ("project");
  GtkWidget *dialog = show_text (self, "项目名称,盘子\n甲,1亿元\n");
  GtkWidget *button;

  await_label (dialog, "2, new");
  adw_combo_row_set_selected (row_of (dialog, "盘子"),
                              1 + (guint) lf_entity_index (entity, "total_investment"));
  await_label (dialog, "CNY 100 million");
  gtk_widget_activate_action (dialog, "dialog.import", NULL);
  app_await (app_is_told, self);
  app_await (is_learned, self);
  dialog = show_text (self, "项目名称,盘子\n乙,2亿元\n");
  await_label (dialog, "CNY 200 million");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row_of (dialog, "盘子"))), ==,
                   "Learned from an earlier import");
  button = find (GTK_WIDGET (row_of (dialog, "盘子")), is_forget_button, "Forget What Was Learned");
  g_signal_emit_by_name (button, "clicked");
  app_await (is_forgotten, self);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* A batch of leads with what was decided on them (L11). */
static void
test_verdicts (AppFixture *self, gconstpointer data)
{
  GtkWidget *dialog = show_text (self, "项目名称,研判结果\n甲,跟进\n");

  await_label (dialog, "2, new");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row_of (dialog, "研判结果"))), ==,
                   "Becomes the joint verdict on each lead");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static gboolean
is_left_out (gpointer data)
{
  return adw_combo_row_get_selected (row_of (data, "盘子")) == 0;
}

static void
test_forgotten_at_once (AppFixture *self, gconstpointer data)
{
  g_autoptr (LfRecord) known = lf_record_new (lf_schema_find ("heading_synonym"), NULL);
  g_autoptr (LfChange) change = lf_change_new ("elsewhere");
  GtkWidget *dialog;

  lf_record_set (known, "heading", "盘子");
  lf_record_set (known, "entity", "project");
  lf_record_set (known, "field", "total_investment");
  lf_change_create (change, known);
  g_assert_true (lf_store_commit_sync (self->store, change, NULL));
  dialog = show_text (self, "项目名称,盘子\n乙,2亿元\n");
  await_label (dialog, "CNY 200 million");
  g_signal_emit_by_name (
      find (GTK_WIDGET (row_of (dialog, "盘子")), is_forget_button, "Forget What Was Learned"),
      "clicked");
  app_await (is_left_out, dialog);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* In mode update the first rows show what changes; the key can be chosen, and stays for the next
 * file if that has it. */
static void
test_update (AppFixture *self, gconstpointer data)
{
  GtkWidget *dialog;
  AdwComboRow *key;

  app_set (self, "source", "S-1");
  dialog = show_text (self, "项目名称,来源,总投资\n杜仲叶项目,S-1,7亿元\n");
  key = row_of (dialog, "Find Records By");
  adw_combo_row_set_selected (row_of (dialog, "What to Do With Rows"), LF_IMPORT_UPDATE);
  await_label (dialog, "CNY 560 million → CNY 700 million");
  await_label (dialog, "2, changed");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (key)));
  g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (key)), ==, 3);
  adw_combo_row_set_selected (key, 1); /* the source */
  await_label (dialog, "CNY 560 million → CNY 700 million");
  g_free (write_file (self, "项目名称,来源\n更名,S-1\n"));
  gtk_widget_activate_action (dialog, "dialog.read", NULL);
  await_label (dialog, "杜仲叶项目 → 更名");
  gtk_widget_activate_action (dialog, "dialog.import", NULL);
  app_await_value (self, "name", "更名");
}

static void
test_sheets (AppFixture *self, gconstpointer data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "spreadsheets",
                                                 "gnumeric-two-sheets.xlsx", NULL);
  g_autoptr (GPtrArray) sheets = lf_import_sheets_sync (path, NULL, NULL);
  GtkWidget *dialog = show_import (self, path);
  AdwComboRow *row = row_of (dialog, "Sheet");

  g_assert_cmpuint (sheets->len, ==, 2);
  await_label (dialog, "项目清单 (6 rows)"); /* the one that holds records */
  for (guint i = 0; i < sheets->len; i++)
    {
      const LfImportSheet *sheet = sheets->pdata[i];
      g_autofree char *label = g_strdup_printf ("%s (%u rows)", sheet->name, sheet->n_rows);

      g_assert_cmpuint (sheet->n_rows, >, 1);
      g_assert_cmpstr (
          gtk_string_list_get_string (GTK_STRING_LIST (adw_combo_row_get_model (row)), i), ==,
          label);
      adw_combo_row_set_selected (row, i);
      await_label (dialog, label);
    }
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* What a sheet hides is told and left out, and taken in on request. */
static void
test_hidden_rows (AppFixture *self, gconstpointer data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "spreadsheets",
                                                 "libxlsxwriter-inline.xlsx", NULL);
  GtkWidget *dialog = show_import (self, path);

  await_label (dialog, "Projects to be added: 1. 1 row is left out, for the sheet hides it.");
  gtk_switch_set_active (
      GTK_SWITCH (app_find (find (dialog, is_row, "Take In Hidden Rows"), GTK_TYPE_SWITCH)), TRUE);
  await_label (dialog, "Projects to be added: 2. 1 of the rows is hidden in the sheet.");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* ---- Exporting ---- */

static LfExportDialog *
show_export (AppFixture *self, const char *entity)
{
  g_autoptr (LfQuery) query = lf_query_new (lf_schema_find (entity), NULL, NULL);
  LfExportDialog *dialog = lf_export_dialog_new (self->window, self->context, query);

  gtk_window_present (GTK_WINDOW (dialog));
  return dialog;
}

static guint
n_formats (LfExportDialog *dialog)
{
  return g_list_model_get_n_items (
      adw_combo_row_get_model (row_of (GTK_WIDGET (dialog), "Format")));
}

static void
test_export (AppFixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "out.csv", NULL);
  LfExportDialog *dialog = show_export (self, "project");
  const LfEntity *entity = lf_schema_find ("project");
  g_autofree char *text = NULL;

  await_label (GTK_WIDGET (dialog),
               "1 record of “Projects”, filtered and sorted as the list shows.");
  g_assert_cmpuint (n_formats (dialog), ==, 3); /* projects have dates, and no telephone */
  adw_combo_row_set_selected (row_of (GTK_WIDGET (dialog), "Format"), 1);
  adw_combo_row_set_selected (row_of (GTK_WIDGET (dialog), "Columns"), 2);
  for (const LfField *field = entity->fields; field->name != NULL; field++)
    {
      GtkWidget *row = find (GTK_WIDGET (dialog), is_row, lf_field_label (field));

      if (row != NULL)
        gtk_check_button_set_active (GTK_CHECK_BUTTON (app_find (row, GTK_TYPE_CHECK_BUTTON)),
                                     strcmp (field->name, "name") == 0
                                         || strcmp (field->name, "enterprise") == 0);
    }
  lf_export_dialog_write (dialog, path);
  app_await (app_is_told, self);
  g_assert_cmpstr (self->toast, ==, "Exported 1 record to out.csv");
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "\xef\xbb\xbfProject,Enterprise\r\n杜仲叶项目,天承生物\r\n");
}

/* Closed while it is written: what was there stays, and nothing else is left. */
static void
test_export_cancelled (AppFixture *self, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (self->folder, "out", NULL);
  g_autofree char *path = g_build_filename (folder, "out.xlsx", NULL);
  LfExportDialog *dialog = show_export (self, "project");
  g_autofree char *text = NULL;
  g_autoptr (GDir) files = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "before", -1, NULL));
  lf_export_dialog_write (dialog, path);
  gtk_window_close (GTK_WINDOW (dialog));
  app_await (app_is_told, self);
  if (strcmp (self->toast, "The export was cancelled. No file was written.") == 0)
    {
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_assert_cmpstr (text, ==, "before");
    }
  else /* it was faster */
    g_assert_cmpstr (self->toast, ==, "Exported 1 record to out.xlsx");
  files = g_dir_open (folder, 0, NULL);
  g_assert_cmpstr (g_dir_read_name (files), ==, "out.xlsx");
  g_assert_null (g_dir_read_name (files));
}

static void
test_export_fails (AppFixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "nowhere", "out.xlsx", NULL);
  LfExportDialog *dialog = show_export (self, "contact");
  g_autofree char *name = g_path_get_basename (self->folder);
  g_autofree char *wrong_name = g_strdup_printf (
      "“%s” does not end in .xlsx. Choose a name that does, or another format.", name);
  g_autofree char *message = g_strdup_printf (
      "“%s” could not be written (No such file or directory). Free some space there or choose "
      "another place.",
      path);

  g_assert_cmpuint (n_formats (dialog), ==, 3); /* no dates, but cards */
  lf_export_dialog_write (dialog, self->folder);
  await_label (GTK_WIDGET (dialog), wrong_name);
  lf_export_dialog_write (dialog, path);
  await_label (GTK_WIDGET (dialog), message);
  g_assert_null (self->toast);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

#define ADD(path, function)                                                                        \
  g_test_add ("/exchange-dialogs/" path, AppFixture, NULL, app_fixture_set_up, function,           \
              app_fixture_tear_down)

int
main (int argc, char *argv[])
{
  app_init (&argc, &argv);
  ADD ("learned", test_learned);
  ADD ("verdicts-L11", test_verdicts);
  ADD ("batch-of-targets-L11-L3", test_batch);
  ADD ("forgotten-at-once", test_forgotten_at_once);
  ADD ("update", test_update);
  ADD ("sheets", test_sheets);
  ADD ("hidden-rows", test_hidden_rows);
  ADD ("export", test_export);
  ADD ("export-cancelled", test_export_cancelled);
  ADD ("export-fails", test_export_fails);
  return g_test_run ();
}
