/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dashboards in the window: what is read when, arranging and undo, saving, what survives (G11). */

#include "config.h"

#include "app-fixture.h"
#include "lf-dashboard-page-private.h"
#include "lf-http-transport.h"
#include "lf-months-view.h"
#include "lf-view-dialog.h"

#include <time.h>

#define MOST_US 60000 /* of a turn of the main loop, under sanitizers; 10000 is what it may be */

static gboolean
is_read (gpointer page)
{
  return lf_dashboard_page_is_ready (page);
}

static LfDashboardPage *
show_page (AppFixture *self)
{
  GtkWidget *page = lf_dashboard_page_new (self->context);

  gtk_window_set_default_size (self->window, 1300, 900);
  gtk_window_set_child (self->window, page);
  app_await (is_read, page);
  return LF_DASHBOARD_PAGE (page);
}

static char *
add_dashboard (AppFixture *self, const char *name, const char *tiles)
{
  g_autoptr (LfChange) change = lf_change_new ("add");
  g_autoptr (LfRecord) record = lf_record_new (lf_schema_find (LF_DASHBOARD), NULL);
  g_autoptr (GError) error = NULL;

  lf_record_set (record, "name", name);
  lf_record_set (record, "tiles", tiles);
  lf_change_create (change, record);
  lf_store_commit_sync (self->store, change, &error);
  g_assert_no_error (error);
  return g_strdup (lf_record_id (record));
}

static const LfTile *
tile_at (LfDashboardPage *page, guint place)
{
  return page->dashboard->tiles->pdata[place];
}

static LfTileView *
view_at (LfDashboardPage *page, guint place)
{
  return lf_tile_grid_tile (page->grid, tile_at (page, place)->id);
}

static void
arrange (LfDashboardPage *page, guint place, const char *action, const char *value)
{
  if (value == NULL)
    gtk_widget_activate_action (GTK_WIDGET (view_at (page, place)), action, NULL);
  else
    gtk_widget_activate_action (GTK_WIDGET (view_at (page, place)), action, "s", value);
}

static char *
reports_of (LfDashboardPage *page)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < page->dashboard->tiles->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", tile_at (page, i)->report);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_order (LfDashboardPage *page, const char *expected)
{
  g_autofree char *reports = reports_of (page);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (page->grid));

  g_assert_cmpstr (reports, ==, expected);
  for (guint i = 0; i < page->dashboard->tiles->len; i++) /* as the keyboard goes */
    {
      g_assert_true (child == GTK_WIDGET (view_at (page, i)));
      child = gtk_widget_get_next_sibling (child);
    }
  g_assert_null (child);
}

/* ---- What there is ---- */

/* Nobody has made one: that which the program brings, all of it read. */
static void
test_preset (AppFixture *self, gconstpointer data)
{
  LfDashboardPage *page = show_page (self);

  g_assert_cmpstr (page->shown, ==, "leader");
  for (guint i = 0; i < page->dashboard->tiles->len; i++)
    {
      g_assert_cmpuint (lf_tile_view_n_read (view_at (page, i)), ==, 1);
      g_assert_nonnull (lf_tile_view_figures (view_at (page, i)));
    }
  gtk_widget_activate_action (GTK_WIDGET (page), "dashboard.shown", "s", "recruiter");
  app_await (is_read, page);
  g_assert_cmpstr (page->shown, ==, "recruiter");
  g_assert_false (gtk_widget_get_visible (page->save_button));
}

static void
on_list_cb (char **opened, const char *entity, const char *filter, const char *title)
{
  g_free (*opened);
  *opened = g_strconcat (entity, " ", filter, NULL);
}

/* A figure and each of its months open the list behind them. */
static void
test_open (AppFixture *self, gconstpointer data)
{
  g_autofree char *id = add_dashboard (
      self, "一",
      "[{\"report\":\"signed-by-month\",\"column\":\"projects\",\"shown\":\"figure\"}]");
  g_autofree char *opened = NULL;
  LfDashboardPage *page;
  GtkWidget *months;

  app_set (self, "stage", "signed");
  app_set (self, "signed_date", "2024-05-06");
  page = show_page (self);
  g_assert_cmpstr (page->shown, ==, id);
  g_signal_connect_swapped (self->context, "open-list", G_CALLBACK (on_list_cb), &opened);
  gtk_widget_activate (app_find (GTK_WIDGET (view_at (page, 0)), GTK_TYPE_BUTTON));
  months = app_find (GTK_WIDGET (page), LF_TYPE_MONTHS_VIEW);
  gtk_test_accessible_assert_role (months, GTK_ACCESSIBLE_ROLE_IMG);
  g_signal_emit_by_name (months, "activated", 0, 0);
  g_assert_cmpstr (lf_tile_view_figures (view_at (page, 0))->figure, ==, "1");
  g_signal_emit_by_name (view_at (page, 0), "arranged", "size", "wide");
  g_assert_cmpint (tile_at (page, 0)->size, ==, LF_TILE_WIDE);
  g_signal_handlers_disconnect_by_data (self->context, &opened);
}

/* ---- Reading again ---- */

static gboolean
is_read_again (gpointer view)
{
  return lf_tile_view_n_read (view) > 1 && lf_tile_view_is_ready (view);
}

static gint64
worked_us (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

typedef struct
{
  GdkFrameClock *clock;
  gint64 frame;
} Painted;

static gboolean
is_painted (gpointer data)
{
  const Painted *painted = data;

  return gdk_frame_clock_get_frame_counter (painted->clock) > painted->frame;
}

/* The first frame looks for fonts and styles, which no later one does. */
static void
await_frames (GtkWidget *widget, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);
      Painted painted = { clock, gdk_frame_clock_get_frame_counter (clock) };

      gtk_widget_queue_draw (widget);
      app_await (is_painted, &painted);
    }
}

/* An edit of a project is none of the tiles about problems; the others keep what they show. */
static void
test_one_tile (AppFixture *self, gconstpointer data)
{
  g_autofree char *id = add_dashboard (
      self, "二", "[{\"report\":\"pipeline\"},{\"report\":\"problems\",\"shown\":\"table\"}]");
  LfDashboardPage *page = show_page (self);
  gint64 longest_us = 0; /* of this thread's own work: what the machine does beside is not ours */

  g_assert_cmpstr (page->shown, ==, id);
  await_frames (GTK_WIDGET (page), 3);
  app_set (self, "stage", "negotiation");
  while (!is_read_again (view_at (page, 0)))
    {
      gint64 began_us;

      while (!g_main_context_pending (NULL))
        g_thread_yield ();
      began_us = worked_us ();
      g_main_context_iteration (NULL, /* may_block= */ FALSE);
      longest_us = MAX (longest_us, worked_us () - began_us);
    }
  g_test_message ("longest turn of the main loop: %.1f ms", (double) longest_us / 1000);
  g_assert_cmpint (longest_us, <, MOST_US);
  g_assert_cmpuint (lf_tile_view_n_read (view_at (page, 0)), ==, 2);
  g_assert_cmpuint (lf_tile_view_n_read (view_at (page, 1)), ==, 1);
}

/* ---- Arranging ---- */

static void
test_arrange (AppFixture *self, gconstpointer data)
{
  g_autofree char *id = add_dashboard (self, "三",
                                       "[{\"report\":\"pipeline\"},{\"report\":\"by-park\"},"
                                       "{\"report\":\"problems\",\"shown\":\"table\"}]");
  LfDashboardPage *page = show_page (self);

  g_assert_cmpstr (page->shown, ==, id);
  arrange (page, 0, "tile.move", "right");
  assert_order (page, "by-park pipeline problems");
  arrange (page, 2, "tile.move", "first");
  assert_order (page, "problems by-park pipeline");
  arrange (page, 1, "tile.remove", NULL);
  assert_order (page, "problems pipeline");
  arrange (page, 0, "tile.shown", "chart");
  g_assert_cmpint (tile_at (page, 0)->shown, ==, LF_TILE_CHART);
  g_assert_true (gtk_widget_get_visible (page->save_button));
  for (guint i = 0; i < 4; i++)
    gtk_widget_activate_action (GTK_WIDGET (page), "dashboard.undo", NULL);
  assert_order (page, "pipeline by-park problems");
  g_assert_false (gtk_widget_get_visible (page->save_button));
  for (guint i = 0; i < 3; i++)
    gtk_widget_activate_action (GTK_WIDGET (page), "dashboard.redo", NULL);
  assert_order (page, "problems pipeline");
  app_await (is_read, page);
}

/* A tile dropped on another takes its place, and one undo takes it back. */
static void
test_drop (AppFixture *self, gconstpointer data)
{
  g_autofree char *id = add_dashboard (self, "三",
                                       "[{\"report\":\"pipeline\"},{\"report\":\"by-park\"},"
                                       "{\"report\":\"problems\",\"shown\":\"table\"}]");
  LfDashboardPage *page = show_page (self);
  GObject *target
      = gtk_widget_get_template_child (GTK_WIDGET (view_at (page, 0)), LF_TYPE_TILE_VIEW, "drop");
  GValue dropped = G_VALUE_INIT;
  gboolean is_taken = FALSE;

  g_assert_cmpstr (page->shown, ==, id);
  g_value_init (&dropped, G_TYPE_UINT);
  g_value_set_uint (&dropped, tile_at (page, 2)->id);
  g_signal_emit_by_name (target, "drop", &dropped, 1., 1., &is_taken);
  g_assert_true (is_taken);
  assert_order (page, "problems pipeline by-park");
  gtk_widget_activate_action (GTK_WIDGET (page), "dashboard.undo", NULL);
  assert_order (page, "pipeline by-park problems");
  app_await (is_read, page);
}

static char *
add_record (AppFixture *self, const char *entity, const char *const *values)
{
  g_autoptr (LfChange) change = lf_change_new ("add");
  g_autoptr (LfRecord) record = lf_record_new (lf_schema_find (entity), NULL);
  g_autoptr (GError) error = NULL;

  for (; *values != NULL; values += 2)
    lf_record_set (record, values[0], values[1]);
  lf_change_create (change, record);
  lf_store_commit_sync (self->store, change, &error);
  g_assert_no_error (error);
  return g_strdup (lf_record_id (record));
}

static gboolean
has_choices (gpointer choice)
{
  return g_list_model_get_n_items (gtk_drop_down_get_model (choice)) > 1;
}

typedef struct
{
  LfDashboardPage *page;
  const char *period;
} Awaited;

static gboolean
has_period (gpointer user_data)
{
  const Awaited *awaited = user_data;

  return g_strcmp0 (awaited->page->dashboard->filter.period, awaited->period) == 0
         && is_read (awaited->page);
}

static GtkDropDown *
choice_of (LfDashboardPage *page, const char *name)
{
  return GTK_DROP_DOWN (gtk_widget_get_template_child (
      app_find (GTK_WIDGET (page), LF_TYPE_FILTER_BAR), LF_TYPE_FILTER_BAR, name));
}

/* Every period there is, then a park, an industry and an owner: each holds for the whole page at
 * once and every tile is read again; an undo goes back one at a time. */
static void
test_filter (AppFixture *self, gconstpointer data)
{
  static const char *const names[] = { "park", "industry", "owner" };
  g_autofree char *park = add_record (self, "park", (const char *const[]){ "name", "东园", NULL });
  g_autofree char *owner
      = add_record (self, "account", (const char *const[]){ "name", "林舒然", NULL });
  g_autofree char *project = add_record (
      self, "project",
      (const char *const[]){ "name", "甲", "park", park, "industry", "高端装备", "owner", owner,
                             "signed_date", "2020-05-01", "stage", "signed", NULL });
  LfDashboardPage *page = show_page (self);
  const LfDashboardFilter *filter;
  const char *const *periods = lf_period_names ();
  GtkDropDown *period = choice_of (page, "period");

  g_assert_nonnull (project);
  for (guint i = 0; periods[i] != NULL; i++)
    {
      gtk_drop_down_set_selected (period, i + 1);
      app_await (has_period, &(Awaited){ page, periods[i] });
      g_assert_cmpuint (gtk_drop_down_get_selected (period), ==, i + 1);
    }
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GtkDropDown *choice = choice_of (page, names[i]);
      guint n_read = lf_tile_view_n_read (view_at (page, 0));

      app_await (has_choices, choice);
      gtk_drop_down_set_selected (choice, 1);
      app_await (is_read, page);
      g_assert_cmpuint (lf_tile_view_n_read (view_at (page, 0)), >, n_read);
    }
  filter = &page->dashboard->filter;
  g_assert_cmpstr (filter->park, ==, park);
  g_assert_cmpstr (filter->industry, ==, "高端装备");
  g_assert_cmpstr (filter->owner, ==, owner);
  gtk_widget_activate_action (GTK_WIDGET (page), "dashboard.undo", NULL);
  g_assert_null (page->dashboard->filter.owner);
  g_assert_cmpstr (page->dashboard->filter.park, ==, park);
  app_await (is_read, page);
}

/* Where tiles stand follows how wide the page is. */
static void
test_columns (AppFixture *self, gconstpointer data)
{
  static const struct
  {
    int width;
    guint n_columns;
  } cases[] = { { 300, 1 }, { 336, 1 }, { 660, 2 }, { 1000, 3 }, { 1400, 4 }, { 3000, 4 } };
  LfDashboardPage *page = show_page (self);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int height;

      gtk_widget_measure (GTK_WIDGET (page->grid), GTK_ORIENTATION_VERTICAL, cases[i].width,
                          &height, NULL, NULL, NULL);
      gtk_widget_size_allocate (GTK_WIDGET (page->grid),
                                &(GtkAllocation){ 0, 0, cases[i].width, height }, -1);
      g_assert_cmpuint (lf_tile_grid_n_columns (page->grid), ==, cases[i].n_columns);
    }
}

static gboolean
is_saved (gpointer page)
{
  return !gtk_widget_get_visible (LF_DASHBOARD_PAGE (page)->save_button);
}

/* G11: a tile of a newer version says so, is moved and saved, and loses nothing. */
static void
test_save (AppFixture *self, gconstpointer data)
{
  g_autofree char *id = add_dashboard (
      self, "四",
      "[{\"report\":\"orbit\",\"shown\":\"globe\",\"spin\":3},{\"report\":\"pipeline\"}]");
  LfDashboardPage *page = show_page (self);
  g_autoptr (LfRecord) record = NULL;

  g_assert_null (lf_tile_view_figures (view_at (page, 0)));
  arrange (page, 0, "tile.move", "right");
  gtk_widget_activate_action (GTK_WIDGET (page), "dashboard.save", NULL);
  app_await (app_is_told, self);
  app_await (is_saved, page);
  record = app_load (self, LF_DASHBOARD, id);
  g_assert_cmpstr (lf_record_get (record, "tiles"), ==,
                   "[{\"report\":\"pipeline\"},"
                   "{\"report\":\"orbit\",\"shown\":\"globe\",\"spin\":3}]");
}

/* What a colleague shares is arranged freely, and saved as a copy; its owner's stays as it is. */
static void
test_of_colleague (AppFixture *self, gconstpointer data)
{
  const LfCredentials credentials = { .url = (char *) "http://127.0.0.1:1",
                                      .user = (char *) "周砚秋",
                                      .role = (char *) data,
                                      .token = (char *) "1" };
  gboolean may = g_str_equal (data, "zone_manager");
  g_autofree char *owner = app_add (self, "account", "name", "林舒然", NULL);
  g_autofree char *id = app_add (self, LF_DASHBOARD, "name", "月度", "is_shared", "1", "owner",
                                 owner, "tiles", "[{\"report\":\"pipeline\"}]", NULL);
  LfDashboardPage *page;

  g_assert_true (lf_credentials_save (&credentials, lf_store_folder (self->store), NULL));
  page = show_page (self);
  g_assert_cmpstr (page->shown, ==, id);
  gtk_widget_activate_action (GTK_WIDGET (page), "dashboard.delete", NULL);
  if (may)
    {
      app_await (app_is_told, self);
      g_assert_cmpuint (app_count (self, LF_DASHBOARD, "is_shared=1"), ==, 0);
      return;
    }
  arrange (page, 0, "tile.size", "large");
  g_assert_true (gtk_widget_get_visible (page->save_button));
  gtk_widget_activate_action (GTK_WIDGET (page), "dashboard.save", NULL);
  g_assert_nonnull (app_find_dialog (LF_TYPE_VIEW_DIALOG));
  g_assert_cmpstr (page->awaited, !=, id);
  gtk_widget_activate_action (app_find_dialog (LF_TYPE_VIEW_DIALOG), "dialog.save", NULL);
  app_await (app_is_told, self);
  g_assert_cmpuint (app_count (self, LF_DASHBOARD, "is_shared="), ==, 1);
  g_assert_cmpuint (app_count (self, LF_DASHBOARD, "is_shared=1"), ==, 1); /* nor deleted */
  app_await_no_dialog (LF_TYPE_VIEW_DIALOG);
  app_await (is_read, page);
}

/* What is arranged and not saved is there when one comes back to it. */
static void
test_drafts (AppFixture *self, gconstpointer data)
{
  g_autofree char *id
      = add_dashboard (self, "五", "[{\"report\":\"by-park\"},{\"report\":\"pipeline\"}]");
  LfDashboardPage *page = show_page (self);

  arrange (page, 0, "tile.move", "right");
  gtk_widget_activate_action (GTK_WIDGET (page), "dashboard.shown", "s", "leader");
  g_assert_cmpstr (page->shown, ==, "leader");
  gtk_widget_activate_action (GTK_WIDGET (page), "dashboard.shown", "s", id);
  assert_order (page, "pipeline by-park");
  g_assert_true (gtk_widget_get_visible (page->save_button));
  gtk_widget_activate_action (GTK_WIDGET (page), "dashboard.revert", NULL);
  assert_order (page, "by-park pipeline");
  app_await (is_read, page);
}

static gboolean
is_show_read (gpointer page)
{
  LfDashboardShow *show = LF_DASHBOARD_PAGE (page)->show;

  return show != NULL && lf_dashboard_show_is_ready (show);
}

static gboolean
is_show_gone (gpointer page)
{
  return LF_DASHBOARD_PAGE (page)->show == NULL;
}

/* A list behind a figure of the meeting room's screen is shown in the window. */
static void
test_present (AppFixture *self, gconstpointer data)
{
  LfDashboardPage *page = show_page (self);

  gtk_widget_activate_action (GTK_WIDGET (page), "dashboard.present", NULL);
  app_await (is_show_read, page);
  lf_app_context_open_list (self->context, "project", "", "all");
  app_await (is_show_gone, page);
  app_await (is_read, page);
}

int
main (int argc, char **argv)
{
  app_init (&argc, &argv);
#define ADD(path, func)                                                                            \
  g_test_add (path, AppFixture, NULL, app_fixture_set_up, func, app_fixture_tear_down)
  ADD ("/dashboard/preset", test_preset);
  ADD ("/dashboard/open", test_open);
  ADD ("/dashboard/one-tile", test_one_tile);
  ADD ("/dashboard/arrange", test_arrange);
  ADD ("/dashboard/drop", test_drop);
  ADD ("/dashboard/filter", test_filter);
  ADD ("/dashboard/columns", test_columns);
  ADD ("/dashboard/save-G11", test_save);
  g_test_add ("/dashboard/of-colleague/recruiter", AppFixture, "recruiter", app_fixture_set_up,
              test_of_colleague, app_fixture_tear_down);
  g_test_add ("/dashboard/of-colleague/zone-manager", AppFixture, "zone_manager",
              app_fixture_set_up, test_of_colleague, app_fixture_tear_down);
  ADD ("/dashboard/drafts", test_drafts);
  ADD ("/dashboard/present", test_present);
  return g_test_run ();
}
