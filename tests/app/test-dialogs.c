/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialogs: moving a project, logging a talk, taking down a record, importing a spreadsheet. */

#include "config.h"

#include "app-fixture.h"
#include "lf-dialogs.h"
#include "lf-field-row.h"
#include "lf-files-editor.h"
#include "lf-import-dialog.h"
#include "lf-import-preview.h"
#include "lf-import-problem-list.h"
#include "lf-move-dialog.h"
#include "lf-new-record-dialog.h"

#include <string.h>
#include <unistd.h>

static void
choose (GtkWidget *root, const char *field, guint option)
{
  GtkWidget *drop_down = app_find (app_field (root, field), GTK_TYPE_DROP_DOWN);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), option);
}

/* ---- Moving ---- */

static GtkWidget *
show_move (AppFixture *self, LfStage to)
{
  g_autoptr (LfRecord) project = app_load (self, "project", self->project);
  GtkWidget *dialog = GTK_WIDGET (lf_move_dialog_new (self->window, self->context, project, to));

  gtk_window_present (GTK_WINDOW (dialog));
  app_settle ();
  return dialog;
}

static void
test_move (AppFixture *self, gconstpointer data)
{
  GtkWidget *dialog = show_move (self, LF_STAGE_SIGNED);
  g_autofree char *date = NULL;
  g_autofree char *evidence = NULL;

  app_enter (app_text (dialog, "stage_date"), "2023年2月");
  app_enter (app_text (dialog, "stage_evidence"), "投资协议 2023-017");
  gtk_widget_activate_action (dialog, "dialog.move", NULL);
  app_await (app_is_told, self);
  app_await_value (self, "stage", "signed");
  date = app_value (self, "signed_date");
  evidence = app_value (self, "stage_evidence");
  g_assert_cmpstr (date, ==, "2023-02");
  g_assert_cmpstr (evidence, ==, "投资协议 2023-017");
  app_undo (self);
  app_await_value (self, "stage", "lead");
}

static void
test_move_needs_a_reason (AppFixture *self, gconstpointer data)
{
  GtkWidget *dialog = show_move (self, LF_STAGE_DROPPED);
  GtkWidget *reason = app_field (dialog, "stage_reason");

  g_assert_true (gtk_widget_get_visible (reason));
  gtk_widget_activate_action (dialog, "dialog.move", NULL);
  g_assert_true (lf_field_row_has_problem (LF_FIELD_ROW (reason)));
  app_enter (app_text (dialog, "stage_reason"), "投资方放弃");
  gtk_widget_activate_action (dialog, "dialog.move", NULL);
  app_await_value (self, "stage", "dropped");
  app_await (app_is_told, self);
}

static void
test_move_not_into_the_future (AppFixture *self, gconstpointer data)
{
  GtkWidget *dialog = show_move (self, LF_STAGE_SIGNED);
  g_autofree char *stage = NULL;

  app_enter (app_text (dialog, "stage_date"), "2199");
  gtk_widget_activate_action (dialog, "dialog.move", NULL);
  g_assert_true (lf_field_row_has_problem (LF_FIELD_ROW (app_field (dialog, "stage_date"))));
  app_settle ();
  stage = app_value (self, "stage");
  g_assert_cmpstr (stage, ==, "lead");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_move_is_not_thrown_away (AppFixture *self, gconstpointer data)
{
  GtkWidget *dialog = show_move (self, LF_STAGE_SIGNED);
  g_autofree char *evidence = NULL;

  app_type (app_text (dialog, "stage_evidence"), "投资协议 2023-017");
  gtk_window_close (GTK_WINDOW (dialog));
  app_settle ();
  g_assert_true (gtk_widget_get_visible (dialog));
  gtk_widget_activate_action (dialog, "dialog.keep", NULL);
  gtk_widget_activate_action (dialog, "dialog.move", NULL);
  app_await (app_is_told, self);
  evidence = app_value (self, "stage_evidence");
  g_assert_cmpstr (evidence, ==, "投资协议 2023-017");
}

/* ---- Talks and records ---- */

static GtkWidget *
show_new (AppFixture *self, const char *entity, gboolean is_related)
{
  g_autoptr (LfRecord) project = app_load (self, "project", self->project);
  GtkWidget *dialog = GTK_WIDGET (lf_new_record_dialog_new (
      self->window, self->context, lf_schema_find (entity), is_related ? project : NULL));

  gtk_window_present (GTK_WINDOW (dialog));
  app_settle ();
  return dialog;
}

/* The first talk moves the lead on: one change, one undo. */
static void
test_first_talk (AppFixture *self, gconstpointer data)
{
  GtkWidget *dialog = show_new (self, "interaction", TRUE);

  gtk_widget_activate_action (dialog, "dialog.save", NULL);
  g_assert_true (lf_field_row_has_problem (LF_FIELD_ROW (app_field (dialog, "subject"))));
  app_enter (app_text (dialog, "subject"), "第一次视频洽谈");
  choose (dialog, "kind", 2);
  app_enter (app_text (dialog, "held_on"), "2023-03-01");
  gtk_widget_activate_action (dialog, "dialog.save", NULL);
  app_await (app_is_told, self);
  app_await_value (self, "negotiation_date", "2023-03-01");
  g_assert_cmpuint (app_count (self, "interaction", "kind=video"), ==, 1);
  app_undo (self);
  app_await_value (self, "stage", "lead");
  g_assert_cmpuint (app_count (self, "interaction", ""), ==, 0);
}

/* A photo that is still copied in is waited for, and not thrown away unasked. */
static void
test_a_photo_is_waited_for (AppFixture *self, gconstpointer data)
{
  GtkWidget *dialog = show_new (self, "interaction", TRUE);
  g_autofree char *path = g_build_filename (self->folder, "照片.jpg", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_assert_true (g_file_set_contents (path, "照片", -1, NULL));
  g_assert_cmpint (truncate (path, LF_MAX_FILE_BYTES), ==, 0); /* it takes a while */
  lf_files_editor_add (LF_FILES_EDITOR (app_find (dialog, LF_TYPE_FILES_EDITOR)),
                       &(GSList){ .data = file });
  gtk_window_close (GTK_WINDOW (dialog));
  g_assert_true (gtk_widget_get_visible (dialog));
  gtk_widget_activate_action (dialog, "dialog.keep", NULL);
  app_enter (app_text (dialog, "subject"), "看了厂房");
  app_enter (app_text (dialog, "held_on"), "2023-03-01");
  choose (dialog, "kind", 2);
  gtk_widget_activate_action (dialog, "dialog.save", NULL);
  app_await (app_is_told, self);
  g_assert_cmpuint (app_count (self, "interaction", "files!="), ==, 1);
}

static void
test_nothing_is_thrown_away_by_a_slip (AppFixture *self, gconstpointer data)
{
  GtkWidget *dialog = show_new (self, "project", FALSE);

  app_type (app_text (dialog, "name"), "一个新项目");
  gtk_window_close (GTK_WINDOW (dialog));
  app_settle ();
  g_assert_true (gtk_widget_get_visible (dialog));
  gtk_widget_activate_action (dialog, "dialog.keep", NULL);
  gtk_widget_activate_action (dialog, "dialog.save", NULL);
  app_await (app_is_told, self);
  g_assert_cmpuint (app_count (self, "project", "stage=lead"), ==, 2);
}

static void
test_saving_twice_adds_one (AppFixture *self, gconstpointer data)
{
  GtkWidget *dialog = show_new (self, "project", FALSE);

  app_type (app_text (dialog, "name"), "一个新项目");
  gtk_widget_activate_action (dialog, "dialog.save", NULL);
  gtk_widget_activate_action (dialog, "dialog.save", NULL);
  app_await (app_is_told, self);
  app_settle ();
  g_assert_cmpuint (app_count (self, "project", "stage=lead"), ==, 2);
}

static void
test_unreadable_is_not_thrown_away (AppFixture *self, gconstpointer data)
{
  GtkWidget *dialog = show_new (self, "project", FALSE);

  app_type (app_text (dialog, "total_investment"), "五个亿左右吧");
  gtk_window_close (GTK_WINDOW (dialog));
  app_settle ();
  g_assert_true (gtk_widget_get_visible (dialog));
  gtk_widget_activate_action (dialog, "dialog.discard", NULL);
  app_settle ();
  g_assert_cmpuint (app_count (self, "project", "stage=lead"), ==, 1);
}

static void
test_related_is_filled_in (AppFixture *self, gconstpointer data)
{
  GtkWidget *dialog = show_new (self, "agreement", TRUE);

  app_enter (app_text (dialog, "title"), "投资协议");
  choose (dialog, "kind", 1);
  gtk_widget_activate_action (dialog, "dialog.save", NULL);
  app_await (app_is_told, self);
  g_assert_cmpuint (
      app_count (self, "agreement", "project=杜仲叶项目 and kind=investment and state=draft"), ==,
      1);
}

/* ---- Importing ---- */

typedef struct
{
  GtkWidget *dialog;
  GType part;
} Shown;

static gboolean
is_shown (gpointer data)
{
  const Shown *shown = data;
  GtkWidget *part = app_find (shown->dialog, shown->part);

  return part != NULL && gtk_widget_get_mapped (part);
}

static gboolean
is_hidden (gpointer data)
{
  return !is_shown (data);
}

static GtkWidget *
show_import (AppFixture *self, const char *path, GType expected)
{
  GtkWidget *dialog = GTK_WIDGET (lf_import_dialog_new (self->window, self->context));

  gtk_window_present (GTK_WINDOW (dialog));
  gtk_editable_set_text (GTK_EDITABLE (app_find (dialog, ADW_TYPE_ENTRY_ROW)), path);
  gtk_widget_activate_action (dialog, "dialog.read", NULL);
  app_await (is_shown, &(Shown){ dialog, expected });
  return dialog;
}

static void
test_import (AppFixture *self, gconstpointer data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "zone-projects.csv", NULL);
  GtkWidget *dialog = show_import (self, path, LF_TYPE_IMPORT_PREVIEW);

  gtk_widget_activate_action (dialog, "dialog.import", NULL);
  app_await (app_is_told, self);
  g_assert_cmpstr (self->toast, ==, "Imported 30 records");
  g_assert_cmpuint (app_count (self, "project", ""), ==, 31);
  app_undo (self);
  g_assert_cmpuint (app_count (self, "project", ""), ==, 1);
}

static void
test_import_with_problems (AppFixture *self, gconstpointer data)
{
  static const char csv[]
      = "项目名称,总投资,签约日期\n甲项目,5亿元,2023-02\n乙项目,很多钱,2023-13\n";
  g_autofree char *path = g_build_filename (self->folder, "bad.csv", NULL);
  GtkWidget *dialog;

  g_assert_true (g_file_set_contents (path, csv, -1, NULL));
  dialog = show_import (self, path, LF_TYPE_IMPORT_PROBLEM_LIST);
  gtk_widget_activate_action (dialog, "dialog.import", NULL);
  app_settle ();
  g_assert_null (self->toast);
  g_assert_cmpuint (app_count (self, "project", ""), ==, 1);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* The row that can be read is imported, and the one that cannot is offered as a file. */
static void
test_import_leaves_rows_out (AppFixture *self, gconstpointer data)
{
  static const char csv[] = "项目名称,总投资\n甲项目,5亿元\n乙项目,很多钱\n";
  g_autofree char *path = g_build_filename (self->folder, "bad.csv", NULL);
  GtkWidget *dialog;

  g_assert_true (g_file_set_contents (path, csv, -1, NULL));
  dialog = show_import (self, path, LF_TYPE_IMPORT_PROBLEM_LIST);
  gtk_switch_set_active (GTK_SWITCH (app_find (dialog, GTK_TYPE_SWITCH)), TRUE);
  app_await (is_hidden, &(Shown){ dialog, LF_TYPE_IMPORT_PROBLEM_LIST });
  gtk_widget_activate_action (dialog, "dialog.import", NULL);
  app_await (app_is_told, self);
  g_assert_cmpstr (self->toast, ==, "Imported 1 record");
  g_assert_cmpuint (app_count (self, "project", ""), ==, 2);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/dialogs/" path, AppFixture, NULL, app_fixture_set_up, function,                    \
              app_fixture_tear_down)

int
main (int argc, char *argv[])
{
  app_init (&argc, &argv);
  ADD ("move", test_move);
  ADD ("move-needs-a-reason", test_move_needs_a_reason);
  ADD ("move-not-into-the-future", test_move_not_into_the_future);
  ADD ("move-is-not-thrown-away", test_move_is_not_thrown_away);
  ADD ("first-talk", test_first_talk);
  ADD ("a-photo-is-waited-for", test_a_photo_is_waited_for);
  ADD ("nothing-is-thrown-away-by-a-slip", test_nothing_is_thrown_away_by_a_slip);
  ADD ("saving-twice-adds-one", test_saving_twice_adds_one);
  ADD ("unreadable-is-not-thrown-away", test_unreadable_is_not_thrown_away);
  ADD ("related-is-filled-in", test_related_is_filled_in);
  ADD ("import", test_import);
  ADD ("import-with-problems", test_import_with_problems);
  ADD ("import-leaves-rows-out", test_import_leaves_rows_out);
  return g_test_run ();
}
