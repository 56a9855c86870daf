/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The land of a project on its page (domain.md §6). */

#include "config.h"

#include "app-fixture.h"
#include "lf-land-pane.h"
#include "lf-record-page.h"
#include "lf-rows-dialog.h"

#include <string.h>

typedef struct
{
  AppFixture app;
  char *land; /* id of the case */
  GtkWidget *page;
} Fixture;

static void
await (Fixture *self, const char *text)
{
  app_await_label (app_find (self->page, LF_TYPE_LAND_PANE), text);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  app_fixture_set_up (&self->app, data);
  self->land = app_add (&self->app, "land_case", "plot", "A-1", "project", self->app.project,
                        "area_mu", "75", "agreed_start_date", "2020-01-01", NULL);
  self->page = lf_record_page_new (self->app.context);
  gtk_window_set_child (self->app.window, self->page);
  lf_record_page_set_record (LF_RECORD_PAGE (self->page), lf_schema_find ("project"),
                             self->app.project);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  app_fixture_tear_down (&self->app, data);
  g_free (self->land);
}

static AdwViewStack *
tabs (Fixture *self)
{
  return ADW_VIEW_STACK (app_find (self->page, ADW_TYPE_VIEW_STACK));
}

static gboolean
has_tab (gpointer data)
{
  Fixture *self = data;
  GtkWidget *pane = app_find (self->page, LF_TYPE_LAND_PANE);

  return adw_view_stack_page_get_visible (adw_view_stack_get_page (tabs (self), pane));
}

static void
open_tab (Fixture *self)
{
  app_await (has_tab, self);
  app_settle ();
  adw_view_stack_set_visible_child_name (tabs (self), "land");
  await (self, "A-1");
}

static gboolean
is_won (gpointer data)
{
  Fixture *self = data;
  g_autoptr (LfRecord) land = app_load (&self->app, "land_case", self->land);

  return lf_record_get (land, "won_date") != NULL && lf_record_get (land, "price") != NULL;
}

/* 摘牌 with its price, per mu too; one undo takes it all back. */
static void
test_won (Fixture *self, gconstpointer data)
{
  GtkWidget *dialog;

  open_tab (self);
  await (self, "75 mu · 50000 m² · 5 ha");
  await (self, "Next: Farmland conversion");
  g_assert_true (gtk_widget_activate_action (app_find (self->page, LF_TYPE_LAND_PANE),
                                             "land.record", "(ss)", self->land, "won"));
  dialog = app_find_dialog (LF_TYPE_ROWS_DIALOG);
  g_assert_nonnull (dialog);
  app_enter (app_text (dialog, "price"), "3000万元");
  gtk_widget_activate_action (dialog, "dialog.save", NULL);
  app_await (is_won, self);
  await (self, "per mu");
  await (self, "Next: Result published");
  app_undo (&self->app);
  g_assert_false (is_won (self));
  await (self, "Next: Farmland conversion");
}

/* W22: in words and with a sign. */
static void
test_idle (Fixture *self, gconstpointer data)
{
  open_tab (self);
  await (self, "is to be taken back without payment");
}

/* W24 */
static void
test_standard_land (Fixture *self, gconstpointer data)
{
  g_free (app_add (&self->app, "standard_land", "number", "2026-01", "project", self->app.project,
                   "promised_tax_wan_per_mu", "8", "found_tax_wan_per_mu", "7.5",
                   "promised_plot_ratio", "1.5", "found_plot_ratio", "1.6",
                   "promised_research_percent", "2", NULL));
  open_tab (self);
  await (self, "✗ Missed");
  await (self, "✓ Met");
  await (self, "○ Open");
  await (self, "Promised 8 wan CNY/mu · reached 7.5 wan CNY/mu");
}

static gboolean
has_no_tab (gpointer data)
{
  return !has_tab (data);
}

static void
test_other_records (Fixture *self, gconstpointer data)
{
  open_tab (self);
  lf_record_page_set_record (LF_RECORD_PAGE (self->page), lf_schema_find ("enterprise"),
                             self->app.enterprise);
  app_await (has_no_tab, self);
  g_assert_cmpstr (adw_view_stack_get_visible_child_name (tabs (self)), ==, "details");
  lf_record_page_set_record (LF_RECORD_PAGE (self->page), lf_schema_find ("land_case"), self->land);
  open_tab (self);
}

int
main (int argc, char *argv[])
{
  app_init (&argc, &argv);
#define ADD(name, test) g_test_add ("/land/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("W21-won", test_won);
  ADD ("W22-idle", test_idle);
  ADD ("W24-standard-land", test_standard_land);
  ADD ("other-records", test_other_records);
  return g_test_run ();
}
