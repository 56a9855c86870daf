/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of industries (domain.md L5): presets, the tree, the projects behind a figure. */

#include "config.h"

#include "app-fixture.h"
#include "lf-industries-page.h"

#include <string.h>

static guint
n_rows (GtkWidget *page)
{
  GtkWidget *tree = app_find (page, GTK_TYPE_LIST_VIEW);
  GtkSelectionModel *rows = gtk_list_view_get_model (GTK_LIST_VIEW (tree));

  return rows == NULL ? 0 : g_list_model_get_n_items (G_LIST_MODEL (rows));
}

static gboolean
has_rows (gpointer page)
{
  return n_rows (page) > 0;
}

static gboolean
is_empty (gpointer page)
{
  GtkWidget *status = app_find (page, ADW_TYPE_STATUS_PAGE);

  return status != NULL && gtk_widget_get_mapped (status);
}

static void
on_open_list_cb (char **opened, const char *entity, const char *filter, const char *title)
{
  g_free (*opened);
  *opened = g_strdup_printf ("%s %s: %s", entity, filter, title);
}

/* From nothing to a tree by a preset; a second time nothing comes. */
static void
test_presets (AppFixture *self, gconstpointer data)
{
  GtkWidget *page = lf_industries_page_new (self->context);

  gtk_window_set_child (self->window, page);
  app_await (is_empty, page);
  gtk_widget_activate_action (page, "industries.load", "s", "common");
  app_await (has_rows, page);
  g_assert_cmpuint (n_rows (page), ==, 17);
  g_clear_pointer (&self->toast, g_free);
  gtk_widget_activate_action (page, "industries.load", "s", "common");
  app_await (app_is_told, self);
  g_assert_nonnull (strstr (self->toast, "all industries"));
  g_assert_cmpuint (app_count (self, "industry", NULL), ==, 17);
  app_undo (self);
  app_await (is_empty, page);
}

/* The national classification is folded; what is part of an industry counts with it. */
static void
test_tree (AppFixture *self, gconstpointer data)
{
  g_autofree char *whole = app_add (self, "industry", "name", "智能制造", NULL);
  g_autofree char *part = app_add (self, "industry", "name", "机器人", "parent", whole, NULL);
  g_autofree char *project = app_add (self, "project", "name", "臂", "industry", "机器人", NULL);
  g_autofree char *national = app_add (self, "industry", "name", "制造业", "taxonomy",
                                       "GB/T 4754-2017", "industry_codes", "C", NULL);
  g_autofree char *division
      = app_add (self, "industry", "name", "食品制造业", "parent", national, NULL);
  g_autofree char *opened = NULL;
  GtkWidget *page = lf_industries_page_new (self->context);

  g_signal_connect_swapped (self->context, "open-list", G_CALLBACK (on_open_list_cb), &opened);
  gtk_window_set_child (self->window, page);
  app_await (has_rows, page);
  g_assert_cmpuint (n_rows (page), ==, 3);
  g_assert_nonnull (part);
  g_assert_nonnull (division);
  g_assert_nonnull (project);
  app_await_label (page, "1 project");
  gtk_widget_activate_action (page, "industries.projects", "u", 0);
  g_assert_nonnull (opened);
  g_assert_nonnull (strstr (opened, "industry=\"智能制造\" or industry=\"机器人\""));
}

int
main (int argc, char *argv[])
{
  app_init (&argc, &argv);
  g_test_add ("/industries/L5-presets", AppFixture, NULL, app_fixture_set_up, test_presets,
              app_fixture_tear_down);
  g_test_add ("/industries/L5-tree", AppFixture, NULL, app_fixture_set_up, test_tree,
              app_fixture_tear_down);
  return g_test_run ();
}
