/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parks page (domain.md L1, O7). */

#include "config.h"

#include "app-fixture.h"
#include "lf-parks-page.h"

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

static void
test_none (AppFixture *self, gconstpointer data)
{
  GtkWidget *page = lf_parks_page_new (self->context);

  gtk_window_set_child (self->window, page);
  app_await (is_empty, page);
}

int
main (int argc, char *argv[])
{
  app_init (&argc, &argv);
  g_test_add ("/parks/L1-told", AppFixture, NULL, app_fixture_set_up, test_told,
              app_fixture_tear_down);
  g_test_add ("/parks/none", AppFixture, NULL, app_fixture_set_up, test_none,
              app_fixture_tear_down);
  return g_test_run ();
}
