/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The history of a field, and the trash. */

#include "config.h"

#include "app-fixture.h"
#include "lf-record-page.h"
#include "lf-timeline-item.h"
#include "lf-timeline.h"
#include "lf-trash-page.h"

#include <string.h>

/* ---- History ---- */

static gboolean
shows_form (gpointer page)
{
  return app_field (page, "total_investment") != NULL;
}

static GtkWidget *
show_record (AppFixture *self)
{
  GtkWidget *page = lf_record_page_new (self->context);

  gtk_window_set_child (self->window, page);
  lf_record_page_set_record (LF_RECORD_PAGE (page), lf_schema_find ("project"), self->project);
  app_await (shows_form, page);
  return page;
}

/* The dialog over the window. */
static gboolean
lists_two (gpointer dialog)
{
  GtkWidget *list = app_find (dialog, GTK_TYPE_LIST_VIEW);

  return list != NULL
         && g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list))))
                == 2;
}

static void
test_field_history_dialog (AppFixture *self, gconstpointer data)
{
  GtkWidget *page = show_record (self);
  GtkWidget *button, *dialog;

  app_set (self, "total_investment", "500000000.00 CNY");
  app_set (self, "note", "与此无关");
  button = app_find (app_field (page, "total_investment"), GTK_TYPE_BUTTON);
  g_assert_true (gtk_widget_get_visible (button));
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  dialog = app_find_dialog (ADW_TYPE_WINDOW);
  g_assert_nonnull (dialog);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (dialog)), ==, "History of Total investment");
  app_await (lists_two, dialog);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_field_timeline (AppFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *byline = NULL;

  app_set (self, "total_investment", "500000000.00 CNY");
  app_set (self, "note", "与此无关");
  items = lf_timeline_read_sync (self->store,
                                 &(LfTimelineQuery){ .entity = lf_schema_find ("project"),
                                                     .id = self->project,
                                                     .field = "total_investment" },
                                 /* cancellable= */ NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 2);
  g_assert_cmpstr (lf_timeline_item_get_text (items->pdata[0]), ==,
                   "Total investment: CNY 560 million → CNY 500 million");
  g_assert_cmpstr (lf_timeline_item_get_detail (items->pdata[1]), ==,
                   "Total investment: CNY 560 million");
  g_object_get (items->pdata[0], "byline", &byline, NULL);
  g_assert_true (g_str_has_suffix (byline, " · this device"));
}

/* ---- Trash ---- */

static void
delete_project (AppFixture *self)
{
  g_autoptr (LfRecord) record = app_load (self, "project", self->project);
  g_autoptr (LfChange) change = lf_change_new ("delete");
  g_autoptr (GError) error = NULL;

  lf_change_delete (change, record);
  g_assert_true (lf_store_commit_sync (self->store, change, &error));
  g_assert_no_error (error);
}

static gboolean
is_listed (gpointer page)
{
  GtkWidget *list = app_find (page, GTK_TYPE_LIST_VIEW);

  return list != NULL && app_find (list, GTK_TYPE_BUTTON) != NULL;
}

static gboolean
is_empty (gpointer page)
{
  GtkStack *stack = GTK_STACK (app_find (page, GTK_TYPE_STACK));

  return g_strcmp0 (gtk_stack_get_visible_child_name (stack), "nothing") == 0;
}

static void
test_trash_page (AppFixture *self, gconstpointer data)
{
  GtkWidget *page = lf_trash_page_new (self->context);
  g_autoptr (LfRecord) back = NULL;
  g_autofree char *undone = NULL;

  gtk_window_set_child (self->window, page);
  delete_project (self);
  app_await (is_listed, page);
  g_signal_emit_by_name (app_find (app_find (page, GTK_TYPE_LIST_VIEW), GTK_TYPE_BUTTON),
                         "clicked");
  app_await (is_empty, page);
  while (self->toast == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (self->toast, ==, "“杜仲叶项目” is back");
  back = app_load (self, "project", self->project);
  g_assert_false (lf_record_is_deleted (back));
  undone = lf_store_undo_sync (self->store, NULL);
  g_assert_cmpstr (undone, ==, "Bring back “杜仲叶项目”");
  app_await (is_listed, page);
}

#define ADD(path, func)                                                                            \
  g_test_add ("/app/" path, AppFixture, NULL, app_fixture_set_up, func, app_fixture_tear_down)

int
main (int argc, char *argv[])
{
  app_init (&argc, &argv);
  ADD ("history/field-dialog", test_field_history_dialog);
  ADD ("history/field-timeline", test_field_timeline);
  ADD ("trash/page", test_trash_page);
  return g_test_run ();
}
