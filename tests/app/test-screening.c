/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The screening page (domain.md L11, L12, W27). */

#include "config.h"

#include "app-fixture.h"
#include "lf-screening-page.h"
#include "lf-screening-row.h"

static gboolean
has_row (gpointer page)
{
  return app_find (page, LF_TYPE_SCREENING_ROW) != NULL;
}

static gboolean
has_button (gpointer page)
{
  GtkWidget *row = app_find (page, LF_TYPE_SCREENING_ROW);

  return row != NULL && app_find (row, GTK_TYPE_BUTTON) != NULL;
}

/* A lead opens: why, and what can be done about it. */
static void
test_row (AppFixture *self, gconstpointer data)
{
  GtkWidget *page = lf_screening_page_new (self->context);
  GtkWidget *row;

  gtk_window_set_child (self->window, page);
  app_await (has_row, page);
  row = app_find (page, LF_TYPE_SCREENING_ROW);
  g_assert_false (has_button (page));
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  app_await (has_button, page);
}

static gboolean
is_judged (gpointer page)
{
  return app_find_label (page, "1 lead, 1 with a joint verdict") != NULL;
}

/* Somebody says the joint verdict: the page tells it, and an undo takes it back. */
static void
test_verdict (AppFixture *self, gconstpointer data)
{
  const LfScreeningAsked asked = { NULL };
  const LfDate today = lf_date_today ();
  g_autoptr (LfScreening) screening = lf_store_screening_sync (self->store, &asked, &today, NULL);
  g_autoptr (LfChange) change
      = lf_screening_judge (screening, screening->leads->pdata[0], "follow", NULL, NULL);
  GtkWidget *page = lf_screening_page_new (self->context);

  gtk_window_set_child (self->window, page);
  app_await (has_row, page);
  g_assert_false (is_judged (page));
  g_assert_true (lf_store_commit_sync (self->store, change, NULL));
  app_await (is_judged, page);
}

int
main (int argc, char *argv[])
{
  app_init (&argc, &argv);
  g_test_add ("/screening/L11-row", AppFixture, NULL, app_fixture_set_up, test_row,
              app_fixture_tear_down);
  g_test_add ("/screening/L11-verdict", AppFixture, NULL, app_fixture_set_up, test_verdict,
              app_fixture_tear_down);
  return g_test_run ();
}
