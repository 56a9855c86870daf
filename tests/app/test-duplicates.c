/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records made twice, as the window asks about them (domain.md §4, R1). */

#include "config.h"

#include "app-fixture.h"
#include "lf-duplicate-box.h"
#include "lf-duplicate-card.h"
#include "lf-duplicates-page.h"
#include "lf-duplicates-watch.h"
#include "lf-import-dialog.h"
#include "lf-import-verdict.h"
#include "lf-new-record-dialog.h"

#include <string.h>

#define TWIN "天承生物（有限公司）"

typedef struct
{
  GtkWidget *root;
  GType type;
} Part;

static gboolean
is_mapped (gpointer data)
{
  const Part *part = data;
  GtkWidget *found = app_find (part->root, part->type);

  return found != NULL && gtk_widget_get_mapped (found);
}

static gboolean
is_unmapped (gpointer data)
{
  return !is_mapped (data);
}

static GtkWidget *
find_button (GtkWidget *root, const char *label)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (root) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (root)), label) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, label);
  return found;
}

static void
click (GtkWidget *root, const char *label)
{
  GtkWidget *button = find_button (root, label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

/* ---- A new record ---- */

static GtkWidget *
show_twin (AppFixture *self)
{
  GtkWidget *dialog = GTK_WIDGET (lf_new_record_dialog_new (
      self->window, self->context, lf_schema_find ("enterprise"), /* related= */ NULL));

  gtk_window_present (GTK_WINDOW (dialog));
  app_settle ();
  app_enter (app_text (dialog, "name"), TWIN);
  app_enter (app_text (dialog, "phone"), "0575-82000000");
  return dialog;
}

static GtkWidget *
await_box (GtkWidget *dialog)
{
  app_await (is_mapped, &(Part){ dialog, LF_TYPE_DUPLICATE_BOX });
  return app_find (dialog, LF_TYPE_DUPLICATE_BOX);
}

/* R1: it shows while the record is entered, and L1 is not saved without a verdict. */
static void
test_blocks (AppFixture *self, gconstpointer data)
{
  GtkWidget *dialog = show_twin (self);
  GtkWidget *box = await_box (dialog);

  g_assert_true (lf_duplicate_box_blocks (LF_DUPLICATE_BOX (box)));
  gtk_widget_activate_action (dialog, "dialog.save", NULL);
  app_settle ();
  g_assert_null (self->toast);
  g_assert_cmpuint (app_count (self, "enterprise", ""), ==, 1);
  gtk_widget_activate_action (dialog, "dialog.discard", NULL);
}

/* R1, merge: the blanks of what is there are filled; one undo takes it back. */
static void
test_merge (AppFixture *self, gconstpointer data)
{
  GtkWidget *dialog = show_twin (self);
  g_autoptr (LfRecord) merged = NULL;
  g_autoptr (LfRecord) undone = NULL;

  click (await_box (dialog), "_Merge");
  app_await (app_is_told, self);
  merged = app_load (self, "enterprise", self->enterprise);
  g_assert_cmpstr (lf_record_get (merged, "phone"), ==, "0575-82000000");
  g_assert_cmpstr (lf_record_get (merged, "name"), ==, "天承生物");
  g_assert_cmpuint (app_count (self, "enterprise", ""), ==, 1);
  app_undo (self);
  undone = app_load (self, "enterprise", self->enterprise);
  g_assert_null (lf_record_get (undone, "phone"));
}

/* R1, ignore: no second one, but what was entered is kept with the verdict. */
static void
test_ignore (AppFixture *self, gconstpointer data)
{
  GtkWidget *dialog = show_twin (self);

  click (await_box (dialog), "_Leave It");
  app_await (app_is_told, self);
  g_assert_cmpuint (app_count (self, "enterprise", ""), ==, 1);
  g_assert_cmpuint (app_count (self, "duplicate_verdict", "verdict=ignore"), ==, 1);
}

/* R1, new: only for a reason. */
static void
test_new_needs_a_reason (AppFixture *self, gconstpointer data)
{
  GtkWidget *dialog = show_twin (self);
  GtkWidget *reason = app_find (await_box (dialog), ADW_TYPE_ENTRY_ROW);

  gtk_editable_set_text (GTK_EDITABLE (reason), "  ");
  g_signal_emit_by_name (reason, "apply");
  app_settle ();
  g_assert_cmpuint (app_count (self, "enterprise", ""), ==, 1);
  gtk_editable_set_text (GTK_EDITABLE (reason), "外地的同名企业");
  g_signal_emit_by_name (reason, "apply");
  app_await (app_is_told, self);
  g_assert_cmpuint (app_count (self, "enterprise", ""), ==, 2);
  g_assert_cmpuint (app_count (self, "duplicate_verdict", "verdict=new"), ==, 1);
}

/* ---- A spreadsheet ---- */

static void
test_import_waits (AppFixture *self, gconstpointer data)
{
  static const char csv[] = "企业名称,电话\n" TWIN ",0575-82000000\n别的企业,0575-81111111\n";
  g_autofree char *path = g_build_filename (self->folder, "twins.csv", NULL);
  GtkWidget *dialog = GTK_WIDGET (lf_import_dialog_new (self->window, self->context));
  GtkWidget *verdict;

  g_assert_true (g_file_set_contents (path, csv, -1, NULL));
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_editable_set_text (GTK_EDITABLE (app_find (dialog, ADW_TYPE_ENTRY_ROW)), path);
  gtk_widget_activate_action (dialog, "dialog.read", NULL);
  app_await (is_mapped, &(Part){ dialog, LF_TYPE_IMPORT_VERDICT });
  verdict = app_find (dialog, LF_TYPE_IMPORT_VERDICT);
  gtk_widget_activate_action (dialog, "dialog.import", NULL);
  app_settle ();
  g_assert_null (self->toast);
  adw_combo_row_set_selected (ADW_COMBO_ROW (app_find (verdict, ADW_TYPE_COMBO_ROW)), 2);
  gtk_widget_activate_action (dialog, "dialog.import", NULL);
  app_await (app_is_told, self);
  g_assert_cmpuint (app_count (self, "enterprise", ""), ==, 2);
  g_assert_cmpuint (app_count (self, "enterprise", "phone=0575-82000000"), ==, 1);
}

/* ---- The whole store ---- */

static void
add_twin (AppFixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfChange) change = lf_change_new ("twin");
  g_autoptr (LfRecord) twin = lf_record_new (lf_schema_find ("enterprise"), NULL);

  lf_record_set (twin, "name", TWIN);
  lf_record_set (twin, "phone", "0575-82000000");
  lf_change_create (change, twin);
  g_assert_true (lf_store_commit_sync (self->store, change, &error));
  g_assert_no_error (error);
}

static GtkWidget *
show_page (AppFixture *self)
{
  GtkWidget *page = lf_duplicates_page_new (self->context);

  gtk_window_set_child (self->window, page);
  gtk_window_present (self->window);
  app_await (is_mapped, &(Part){ page, LF_TYPE_DUPLICATE_CARD });
  return page;
}

/* The project goes with the one that stays, and comes back with the undo. */
static void
test_page_merges (AppFixture *self, gconstpointer data)
{
  GtkWidget *page;
  g_autofree char *enterprise = NULL;
  g_autofree char *undone = NULL;

  add_twin (self);
  page = show_page (self);
  click (page, "Keep the Right");
  app_await (app_is_told, self);
  g_assert_null (app_find (page, LF_TYPE_DUPLICATE_CARD));
  g_assert_cmpuint (app_count (self, "enterprise", ""), ==, 1);
  enterprise = app_value (self, "enterprise");
  g_assert_cmpstr (enterprise, !=, self->enterprise);
  app_undo (self);
  undone = app_value (self, "enterprise");
  g_assert_cmpstr (undone, ==, self->enterprise);
}

static void
test_page_leaves_both (AppFixture *self, gconstpointer data)
{
  GtkWidget *page;

  add_twin (self);
  page = show_page (self);
  click (page, "_Ignore");
  app_await (app_is_told, self);
  g_assert_cmpuint (app_count (self, "enterprise", ""), ==, 2);
  gtk_widget_activate_action (page, "duplicates.look", NULL);
  app_await (is_unmapped, &(Part){ page, GTK_TYPE_PROGRESS_BAR });
  g_assert_null (app_find (page, LF_TYPE_DUPLICATE_CARD));
}

/* Two people who met one firm offline are told when the second one syncs, once. */
static void
test_told_after_sync (AppFixture *self, gconstpointer data)
{
  g_autoptr (LfDuplicatesWatch) watch = lf_duplicates_watch_new (self->context);
  LfSyncService *sync = lf_app_context_sync (self->context);

  add_twin (self);
  g_signal_emit_by_name (sync, "finished", TRUE);
  app_await (app_is_told, self);
  g_assert_nonnull (strstr (self->toast, "1 pair of records may be one"));
  g_clear_pointer (&self->toast, g_free);
  g_signal_emit_by_name (sync, "finished", TRUE);
  app_settle ();
  g_assert_null (self->toast);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/duplicates/" path, AppFixture, NULL, app_fixture_set_up, function,                 \
              app_fixture_tear_down)

int
main (int argc, char *argv[])
{
  app_init (&argc, &argv);
  ADD ("blocks", test_blocks);
  ADD ("merge", test_merge);
  ADD ("ignore", test_ignore);
  ADD ("new-needs-a-reason", test_new_needs_a_reason);
  ADD ("import-waits", test_import_waits);
  ADD ("told-after-sync", test_told_after_sync);
  ADD ("page-merges", test_page_merges);
  ADD ("page-leaves-both", test_page_leaves_both);
  return g_test_run ();
}
