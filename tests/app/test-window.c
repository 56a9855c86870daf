/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window: its panes at every width, and the record beside the list. */

#include "config.h"

#include "app-fixture.h"
#include "lf-http-transport.h"
#include "lf-today-row.h"
#include "lf-window-private.h"

typedef struct
{
  LfWindow *window;
  gboolean sidebar, list, record;
} Panes;

static gboolean
shows_panes (gpointer data)
{
  const Panes *panes = data;

  return gtk_widget_get_visible (panes->window->sidebar_box) == panes->sidebar
         && gtk_widget_get_visible (GTK_WIDGET (panes->window->stack)) == panes->list
         && gtk_widget_get_visible (GTK_WIDGET (panes->window->record_bin)) == panes->record;
}

static void
await_panes (LfWindow *window, gboolean sidebar, gboolean list, gboolean record)
{
  Panes panes = { window, sidebar, list, record };

  app_await (shows_panes, &panes);
}

static gboolean
is_list_read (gpointer data)
{
  return lf_window_is_ready (data) && gtk_widget_get_mapped (data);
}

static gboolean
opens_record (gpointer data)
{
  LfWindow *window = data;

  if (!window->has_record)
    lf_window_open_first_record (window);
  return window->has_record;
}

static gboolean
has_row (gpointer data)
{
  return app_find (GTK_WIDGET (((LfWindow *) data)->stack), LF_TYPE_TODAY_ROW) != NULL;
}

static LfWindow *
show_window (AppFixture *self, int width)
{
  LfWindow *window = lf_window_new (NULL, self->context);

  gtk_window_set_default_size (GTK_WINDOW (window), width, 600);
  gtk_window_present (GTK_WINDOW (window));
  app_await (is_list_read, window);
  return window;
}

static void
test_wide (AppFixture *self, gconstpointer data)
{
  LfWindow *window = show_window (self, 1200);

  await_panes (window, TRUE, TRUE, FALSE);
  lf_app_context_open_record (self->context, "project", self->project);
  await_panes (window, TRUE, TRUE, TRUE);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Undo takes the last change back: no older change offers it, and nothing does once it was done. */
static void
test_undo_toast (AppFixture *self, gconstpointer data)
{
  LfWindow *window = show_window (self, 1200);
  GtkWidget *root = GTK_WIDGET (window);

  g_setenv ("LANDFALL_TOAST_S", "0", TRUE); /* none goes by itself */
  lf_app_context_toast (self->context, "First done", /* has_undo= */ TRUE);
  app_await_label (root, "First done");
  lf_app_context_toast (self->context, "Second done", /* has_undo= */ TRUE);
  app_await_label (root, "Second done");
  app_await_no_label (root, "First done");
  gtk_widget_activate_action (root, "win.undo", NULL);
  app_await_no_label (root, "Second done");
  g_assert_null (window->undo_toast);
  g_unsetenv ("LANDFALL_TOAST_S");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_smaller (AppFixture *self, gconstpointer data)
{
  LfWindow *window = show_window (self, 800);

  await_panes (window, TRUE, TRUE, FALSE);
  lf_app_context_open_record (self->context, "project", self->project);
  await_panes (window, FALSE, TRUE, TRUE);
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
has_focus_in (LfWindow *window, GtkWidget *pane)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));

  return focus != NULL && gtk_widget_is_ancestor (focus, pane);
}

/* The keys go to what is shown. */
static void
test_narrow (AppFixture *self, gconstpointer data)
{
  LfWindow *window = show_window (self, 360);

  await_panes (window, FALSE, TRUE, FALSE);
  g_assert_true (gtk_widget_grab_focus (window->sidebar_button));
  g_assert_cmpint (lf_fold_get_room (window->fold), <=, 400);
  lf_app_context_open_record (self->context, "project", self->project);
  await_panes (window, FALSE, FALSE, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (window->record_page), "record.close", NULL);
  await_panes (window, FALSE, TRUE, FALSE);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.sidebar", NULL);
  await_panes (window, TRUE, FALSE, FALSE);
  g_assert_true (has_focus_in (window, window->sidebar_box));
  lf_window_show_view (window, "signings");
  await_panes (window, FALSE, TRUE, FALSE);
  g_assert_false (has_focus_in (window, window->sidebar_box));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* The page Today with a row in it, and its header: all of it is to be seen. */
static void
test_today_is_whole (AppFixture *self, gconstpointer data)
{
  LfWindow *window;
  int width;

  app_set (self, "next_step", "电话回访");
  app_set (self, "next_step_date", "2023-03-15");
  window = show_window (self, 360);
  app_await (has_row, window);
  await_panes (window, FALSE, TRUE, FALSE);
  gtk_widget_measure (window->content_box, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL,
                      NULL);
  g_assert_cmpint (width, <=, 360);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_sidebar_hides (AppFixture *self, gconstpointer data)
{
  LfWindow *window = show_window (self, 1200);

  gtk_widget_activate_action (GTK_WIDGET (window), "win.sidebar", NULL);
  await_panes (window, FALSE, TRUE, FALSE);
  g_assert_true (gtk_widget_get_visible (window->sidebar_button));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.sidebar", NULL);
  await_panes (window, TRUE, TRUE, FALSE);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* (nullable): the row of a view */
static GtkWidget *
row_of (LfWindow *window, const char *view)
{
  for (guint i = 0; i < window->items->len; i++)
    if (g_strcmp0 (((LfSidebarItem *) window->items->pdata[i])->name, view) == 0)
      return ((LfSidebarItem *) window->items->pdata[i])->row;
  return NULL;
}

/* (nullable) */
static GtkWidget *
heading_of (LfWindow *window, LfViewGroup group)
{
  for (guint i = 0; i < window->items->len; i++)
    {
      const LfSidebarItem *item = window->items->pdata[i];

      if (item->name == NULL && item->group == group)
        return item->row;
    }
  return NULL;
}

static gboolean
is_in_sight (LfWindow *window, const char *view)
{
  return gtk_widget_get_visible (row_of (window, view));
}

/* Each view has a row; one of a folded group is in sight when it is asked for, or looked at. */
static void
test_groups_fold (AppFixture *self, gconstpointer data)
{
  LfWindow *window = show_window (self, 1200);
  GtkWidget *more = heading_of (window, LF_VIEWS_RARE), *trash = row_of (window, "trash");

  g_assert_true (is_in_sight (window, "projects"));
  g_assert_true (is_in_sight (window, "contacts"));
  g_assert_false (is_in_sight (window, "trash"));
  gtk_widget_activate (more);
  g_assert_true (is_in_sight (window, "trash"));
  g_assert_true (is_in_sight (window, "conflicts"));
  g_assert_false (is_in_sight (window, "goals"));
  gtk_widget_activate (more);
  g_assert_false (is_in_sight (window, "trash"));
  lf_window_show_view (window, "trash");
  g_assert_true (is_in_sight (window, "trash"));
  g_assert_false (is_in_sight (window, "conflicts"));
  g_assert_true (gtk_list_box_get_selected_row (window->sidebar) == GTK_LIST_BOX_ROW (trash));
  lf_window_show_view (window, "projects");
  g_assert_false (is_in_sight (window, "trash"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_groups_are_kept (AppFixture *self, gconstpointer data)
{
  LfWindow *window = show_window (self, 1200);

  gtk_widget_activate (heading_of (window, LF_VIEWS_FIRMS));
  gtk_widget_activate (heading_of (window, LF_VIEWS_WORK));
  gtk_window_destroy (GTK_WINDOW (window));
  window = show_window (self, 1200);
  g_assert_false (is_in_sight (window, "contacts"));
  g_assert_true (is_in_sight (window, "meetings"));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* 554 pixels are left below the header of a small window. */
static void
test_sidebar_is_short (AppFixture *self, gconstpointer data)
{
  LfWindow *window = show_window (self, 1024);
  int height;

  gtk_widget_measure (GTK_WIDGET (window->sidebar), GTK_ORIENTATION_VERTICAL, -1, &height, NULL,
                      NULL, NULL);
  g_assert_cmpint (height, >, 300);
  g_assert_cmpint (height, <=, 554);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A department's people plan no trips and report no leads; what they look at they find. */
static void
test_views_of_a_role (AppFixture *self, gconstpointer data)
{
  const LfCredentials credentials = { .url = (char *) "https://127.0.0.1:1",
                                      .user = (char *) "chen",
                                      .token = (char *) "t",
                                      .role = (char *) "department" };
  g_autoptr (GError) error = NULL;
  LfWindow *window;

  lf_credentials_save (&credentials, lf_store_folder (self->store), &error);
  g_assert_no_error (error);
  window = show_window (self, 1200);
  g_assert_null (row_of (window, "trips"));
  g_assert_null (row_of (window, "claims"));
  g_assert_null (row_of (window, "admin"));
  g_assert_nonnull (row_of (window, "problems"));
  g_assert_nonnull (row_of (window, "meetings"));
  lf_window_show_view (window, "trips");
  g_assert_cmpstr (window->view, ==, "trips");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Closed, the same row can be chosen again. */
static void
test_selected_is_open (AppFixture *self, gconstpointer data)
{
  LfWindow *window = show_window (self, 1200);

  lf_window_show_view (window, "leads");
  for (guint i = 0; i < 2; i++)
    {
      app_await (opens_record, window);
      gtk_widget_activate_action (GTK_WIDGET (window->record_page), "record.close", NULL);
      g_assert_false (window->has_record);
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

#define ADD(path, function)                                                                        \
  g_test_add ("/window/" path, AppFixture, NULL, app_fixture_set_up, function,                     \
              app_fixture_tear_down)

int
main (int argc, char **argv)
{
  app_init (&argc, &argv);
  ADD ("wide", test_wide);
  ADD ("smaller", test_smaller);
  ADD ("undo-toast", test_undo_toast);
  ADD ("narrow", test_narrow);
  ADD ("today-is-whole", test_today_is_whole);
  ADD ("sidebar-hides", test_sidebar_hides);
  ADD ("groups-fold", test_groups_fold);
  ADD ("groups-are-kept", test_groups_are_kept);
  ADD ("sidebar-is-short", test_sidebar_is_short);
  ADD ("views-of-a-role", test_views_of_a_role);
  ADD ("selected-is-open", test_selected_is_open);
  return g_test_run ();
}
