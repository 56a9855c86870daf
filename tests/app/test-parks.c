/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parks page (domain.md L1, O7). */

#include "config.h"

#include "app-fixture.h"
#include "lf-chart-view.h"
#include "lf-parks-page.h"
#include "lf-promote-dialog.h"
#include "lf-rows-dialog.h"

#include <string.h>

static gboolean
has_row (gpointer page)
{
  return app_find (page, ADW_TYPE_ACTION_ROW) != NULL;
}

static gboolean
is_empty (gpointer page)
{
  GtkWidget *status = app_find (page, ADW_TYPE_STATUS_PAGE);

  return status != NULL && gtk_widget_get_mapped (status);
}

/* (nullable): the one below @root with that action */
static GtkWidget *
find_button (GtkWidget *root, const char *action)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (root)
      && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (root)), action) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, action);
  return found;
}

/* What is told of a park is its leading industries, its land and what is there. */
static void
test_told (AppFixture *self, gconstpointer data)
{
  g_autofree char *park = app_add (self, "park", "name", "东园", "area_mu", "100", "vacant_area_mu",
                                   "40", "leading_industries", "新材料", NULL);
  GtkWidget *page = lf_parks_page_new (self->context), *row;
  const char *subtitle;

  gtk_window_set_child (self->window, page);
  app_await (has_row, page);
  row = app_find (page, ADW_TYPE_ACTION_ROW);
  subtitle = adw_action_row_get_subtitle (ADW_ACTION_ROW (row));
  g_assert_nonnull (park);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, "东园");
  g_assert_nonnull (strstr (subtitle, "新材料"));
  g_assert_nonnull (strstr (subtitle, "40 mu of 100 mu vacant, 60% occupied"));
}

/* O7: its card is printed and saved by the buttons of its row. */
static void
test_card (AppFixture *self, gconstpointer data)
{
  static const char *const actions[] = { "parks.print", "parks.save" };
  g_autofree char *park = app_add (self, "park", "name", "东园", NULL);
  GtkWidget *page = lf_parks_page_new (self->context), *row;

  gtk_window_set_child (self->window, page);
  app_await (has_row, page);
  row = app_find (page, ADW_TYPE_ACTION_ROW);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      GtkWidget *button = find_button (row, actions[i]);
      GVariant *target;

      g_assert_nonnull (button);
      target = gtk_actionable_get_action_target_value (GTK_ACTIONABLE (button));
      g_assert_cmpstr (g_variant_get_string (target, NULL), ==, park);
      g_assert_true (gtk_widget_get_sensitive (button));
    }
}

static gboolean
is_card_written (gpointer path)
{
  g_autofree char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) && strstr (text, "东园") != NULL;
}

/* And what is written is the park's. */
static void
test_card_written (AppFixture *self, gconstpointer data)
{
  g_autofree char *park
      = app_add (self, "park", "name", "东园", "leading_industries", "新材料", NULL);
  g_autofree char *path = g_build_filename (self->folder, "card.txt", NULL);
  GtkWidget *page = lf_parks_page_new (self->context);

  gtk_window_set_child (self->window, page);
  app_await (has_row, page);
  lf_parks_page_write_card (page, park, path);
  app_await (is_card_written, path);
  app_await (app_is_told, self);
  g_assert_cmpstr (self->toast, ==, "The card was saved");
}

static void
on_open_list_cb (char **opened, const char *entity, const char *filter, const char *title)
{
  g_free (*opened);
  *opened = g_strdup_printf ("%s %s: %s", entity, filter, title);
}

/* Of land by plots the last column but two is what is vacant. */
static gboolean
opens_plot (gpointer data)
{
  GtkWidget *page = ((gpointer *) data)[0];
  char **opened = ((gpointer *) data)[1];

  g_signal_emit_by_name (app_find (page, LF_TYPE_CHART_VIEW), "activated", 0, 2);
  return *opened != NULL && strstr (*opened, "number=\"A-1\"") != NULL;
}

static void
test_land_by_plot (AppFixture *self, gconstpointer data)
{
  g_autofree char *park = app_add (self, "park", "name", "东园", NULL);
  g_autofree char *plot = app_add (self, "plot", "number", "A-1", "park", park, "area_mu", "60",
                                   "vacant_area_mu", "20", "state", "supplied", NULL);
  g_autofree char *opened = NULL;
  GtkWidget *page = lf_parks_page_new (self->context);
  gpointer asked[] = { page, &opened };

  g_signal_connect_swapped (self->context, "open-list", G_CALLBACK (on_open_list_cb), &opened);
  gtk_window_set_child (self->window, page);
  app_await (has_row, page);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (app_find (page, GTK_TYPE_DROP_DOWN)), 3);
  app_await (opens_plot, asked);
  g_assert_true (g_str_has_prefix (opened, "plot "));
  g_assert_nonnull (strstr (opened, ": 东园 · A-1"));
}

static void
test_none (AppFixture *self, gconstpointer data)
{
  GtkWidget *page = lf_parks_page_new (self->context);

  gtk_window_set_child (self->window, page);
  app_await (is_empty, page);
}

static gboolean
has_dialog (gpointer unused)
{
  return app_find_dialog (LF_TYPE_ROWS_DIALOG) != NULL;
}

/* Two parks promote a project together: the first is its own; without the second it is said what
 * is missing, and with it there is a share of each for each indicator. */
static void
test_promote (AppFixture *self, gconstpointer data)
{
  g_autofree char *own = app_add (self, "park", "name", "东园", NULL);
  g_autofree char *other = app_add (self, "park", "name", "西园", NULL);
  g_autofree char *id = app_add (self, "project", "name", "电池", "park", own, NULL);
  g_autoptr (LfRecord) project = app_load (self, "project", id);
  GtkWidget *dialog;

  g_assert_true (lf_promote_can (self->context, project));
  lf_promote_dialog_present (self->window, self->context, project);
  app_await (has_dialog, NULL);
  dialog = app_find_dialog (LF_TYPE_ROWS_DIALOG);
  g_assert_true (gtk_widget_activate_action (dialog, "dialog.save", NULL));
  app_await_label (dialog, "Name two parks, and the share of each.");
  g_assert_cmpuint (app_count (self, "credit_share", NULL), ==, 0);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

int
main (int argc, char *argv[])
{
  app_init (&argc, &argv);
  g_test_add ("/parks/L1-told", AppFixture, NULL, app_fixture_set_up, test_told,
              app_fixture_tear_down);
  g_test_add ("/parks/L1-land-by-plot", AppFixture, NULL, app_fixture_set_up, test_land_by_plot,
              app_fixture_tear_down);
  g_test_add ("/parks/O7-card", AppFixture, NULL, app_fixture_set_up, test_card,
              app_fixture_tear_down);
  g_test_add ("/parks/O7-card-written", AppFixture, NULL, app_fixture_set_up, test_card_written,
              app_fixture_tear_down);
  g_test_add ("/parks/none", AppFixture, NULL, app_fixture_set_up, test_none,
              app_fixture_tear_down);
  g_test_add ("/parks/O7-promote", AppFixture, NULL, app_fixture_set_up, test_promote,
              app_fixture_tear_down);
  return g_test_run ();
}
