/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Wall charts in the window (domain.md V1–V4, V8, V12): the page, the show, paper and files. */

#include "config.h"

#include "app-fixture.h"
#include "lf-report-table.h"
#include "lf-wall-page.h"
#include "lf-wall-present.h"
#include "lf-wall-save.h"

#include <string.h>

#define N_MANY 30 /* projects: several pages of any screen here */

/* ---- What is asked for ---- */

static void
test_months (void)
{
  const LfDate today = { 2026, 11, 22 };
  static const struct
  {
    int steps[3];
    const char *month, *as_of; /* NULL: as it is now */
  } cases[] = {
    { { 0 }, "2026-11", NULL },           { { -1 }, "2026-10", "2026-10-31" },
    { { -1, 1 }, "2026-11", NULL },       { { 1 }, "2026-11", NULL },
    { { -9 }, "2026-02", "2026-02-28" },  { { -11 }, "2025-12", "2025-12-31" },
    { { -33 }, "2024-02", "2024-02-29" }, { { -2, 5, -1 }, "2026-10", "2026-10-31" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LfWallAsked asked;
      LfWallOptions options;
      g_autofree char *month = NULL;
      g_autofree char *as_of = NULL;

      lf_wall_asked_init (&asked, &today);
      for (guint step = 0; step < 3; step++)
        lf_wall_asked_move (&asked, cases[i].steps[step], &today);
      lf_wall_asked_options (&asked, "lamps", &today, &options);
      month = lf_date_to_canonical (&asked.month);
      as_of = options.as_of.year == 0 ? NULL : lf_date_to_canonical (&options.as_of);
      g_assert_cmpstr (month, ==, cases[i].month);
      g_assert_cmpstr (as_of, ==, cases[i].as_of);
      lf_wall_asked_clear (&asked);
    }
}

/* A chart heeds what it knows: problems are of no park, and only lamps are by quarter. */
static void
test_heeds (void)
{
  const LfDate today = { 2026, 11, 22 };
  LfWallAsked asked
      = { { 2026, 11, 0 }, g_strdup ("park=\"P\""), g_strdup ("quarter"), g_strdup ("C") };
  LfWallOptions options;

  lf_wall_asked_options (&asked, "lamps", &today, &options);
  g_assert_cmpstr (options.where, ==, "park=\"P\"");
  g_assert_cmpstr (options.by, ==, "quarter");
  lf_wall_asked_options (&asked, "projects", &today, &options);
  g_assert_cmpstr (options.where, ==, "park=\"P\"");
  g_assert_null (options.by);
  lf_wall_asked_options (&asked, "problems", &today, &options);
  g_assert_null (options.where);
  g_assert_null (options.contest);
  lf_wall_asked_options (&asked, "ranking", &today, &options);
  g_assert_cmpstr (options.contest, ==, "C");
  lf_wall_asked_clear (&asked);
}

/* ---- The page ---- */

static void
add_project (LfChange *change, const char *name)
{
  g_autoptr (LfRecord) project = lf_record_new (lf_schema_find ("project"), NULL);

  lf_record_set (project, "name", name);
  lf_record_set (project, "stage", "signed");
  lf_record_set (project, "signed_date", "2020-01-01");
  lf_record_set (project, "total_investment", "100000000.00 CNY");
  lf_change_create (change, project);
}

static void
add_projects (AppFixture *self, guint n)
{
  g_autoptr (LfChange) change = lf_change_new ("add");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("项目%02u", i);
      add_project (change, name);
    }
  lf_store_commit_sync (self->store, change, &error);
  g_assert_no_error (error);
}

static LfWallView *
view_of (gpointer root)
{
  return LF_WALL_VIEW (app_find (root, LF_TYPE_WALL_VIEW));
}

static gboolean
is_read (gpointer page)
{
  return lf_wall_page_is_ready (page);
}

static gboolean
has_marks (gpointer root)
{
  return lf_wall_view_mark (view_of (root), 0) != NULL;
}

static GtkWidget *
show_page (AppFixture *self)
{
  GtkWidget *page = lf_wall_page_new (self->context);

  gtk_window_set_child (self->window, page);
  app_await (is_read, page);
  return page;
}

static void
on_open_record_cb (char **opened, const char *entity, const char *id)
{
  g_free (*opened);
  *opened = g_strconcat (entity, " ", id, NULL);
}

/* V1: a mark opens its record. */
static void
test_open (AppFixture *self, gconstpointer data)
{
  g_autofree char *opened = NULL;
  g_autofree char *expected = g_strconcat ("project ", self->project, NULL);
  GtkWidget *page;
  LfWallView *view;
  guint row = 0;

  app_set (self, "stage", "signed");
  page = show_page (self);
  app_await (has_marks, page);
  view = view_of (page);
  gtk_test_accessible_assert_role (GTK_WIDGET (view), GTK_ACCESSIBLE_ROLE_IMG);
  g_signal_connect_swapped (self->context, "open-record", G_CALLBACK (on_open_record_cb), &opened);
  while (lf_wall_view_mark (view, row) != NULL
         && g_strcmp0 (lf_wall_view_mark (view, row)->id, self->project) != 0)
    row++;
  g_assert_nonnull (lf_wall_view_mark (view, row));
  g_signal_emit_by_name (view, "activated", row, 0);
  g_assert_cmpstr (opened, ==, expected);
  g_signal_handlers_disconnect_by_data (self->context, &opened);
}

/* V1–V4, V8: each chart is read and shown, and its twin. */
static void
test_charts (AppFixture *self, gconstpointer data)
{
  GtkWidget *page;

  add_projects (self, 3);
  page = show_page (self);
  for (const char *const *name = lf_wall_names (); *name != NULL; name++)
    {
      gtk_widget_activate_action (page, "wall.chart", "s", *name);
      app_await (is_read, page);
      g_assert_cmpstr (lf_wall_name (lf_wall_view_get_wall (view_of (page))), ==, *name);
    }
  gtk_widget_activate_action (page, "wall.chart", "s", "projects");
  app_await (is_read, page);
  gtk_widget_activate_action (page, "wall.as-table", NULL);
  app_settle ();
  g_assert_true (gtk_widget_get_mapped (app_find (page, LF_TYPE_REPORT_TABLE)));
}

static gboolean
says_nothing (gpointer page)
{
  GtkWidget *status = app_find (page, ADW_TYPE_STATUS_PAGE);

  return status != NULL && gtk_widget_get_mapped (status);
}

static gboolean
is_chart_shown (gpointer page)
{
  return gtk_widget_get_mapped (GTK_WIDGET (view_of (page)));
}

/* Nothing is signed; then something is, and it is there by itself. */
static void
test_nothing (AppFixture *self, gconstpointer data)
{
  GtkWidget *page = show_page (self);

  app_await (says_nothing, page);
  add_projects (self, 1);
  app_await (is_chart_shown, page);
}

static gboolean
has_pages (gpointer root)
{
  return lf_wall_view_n_pages (view_of (root)) > 1;
}

/* The keyboard goes on on the next page. */
static void
test_walk (AppFixture *self, gconstpointer data)
{
  GtkWidget *page;
  LfWallView *view;
  guint n = 0;

  add_projects (self, N_MANY);
  page = show_page (self);
  app_await (has_pages, page);
  view = view_of (page);
  while (lf_wall_view_mark (view, n) != NULL)
    n++;
  lf_mark_view_walk (LF_MARK_VIEW (view), 1);
  lf_mark_view_walk (LF_MARK_VIEW (view), (int) n);
  g_assert_cmpuint (lf_wall_view_get_page (view), ==, 0);
  g_signal_emit_by_name (view, "walked-out", 1);
  g_assert_cmpuint (lf_wall_view_get_page (view), ==, 1);
  gtk_widget_activate_action (page, "wall.page-before", NULL);
  g_assert_cmpuint (lf_wall_view_get_page (view), ==, 0);
  gtk_widget_activate_action (page, "wall.page-before", NULL);
  g_assert_cmpuint (lf_wall_view_get_page (view), ==, 0);
}

/* ---- The show ---- */

static gboolean
is_show_read (gpointer show)
{
  return lf_wall_show_is_ready (show) && lf_wall_view_n_pages (lf_wall_show_view (show)) > 1;
}

static LfWallShow *
begin_show (AppFixture *self, const char *chart, gboolean is_all, guint interval_s)
{
  const LfDate today = lf_date_today ();
  LfWallAsked asked;
  LfWallShow *show;

  lf_wall_asked_init (&asked, &today);
  show = lf_wall_show_new (self->context, self->window,
                           &(LfWallShowPlan){ .chart = chart,
                                              .is_all = is_all,
                                              .asked = &asked,
                                              .room = LF_ROOM_DARK,
                                              .interval_s = interval_s });
  app_await (is_show_read, show);
  return show;
}

static guint
page_of (LfWallShow *show)
{
  return lf_wall_view_get_page (lf_wall_show_view (show));
}

/* Behind the last page comes the first, before the first the last. */
static void
test_turn (AppFixture *self, gconstpointer data)
{
  LfWallShow *show;
  guint n;

  add_projects (self, N_MANY);
  show = begin_show (self, "projects", /* is_all= */ FALSE, /* interval_s= */ 0);
  n = lf_wall_view_n_pages (lf_wall_show_view (show));
  for (guint i = 0; i <= n; i++)
    {
      g_assert_cmpuint (page_of (show), ==, i % n);
      gtk_widget_activate_action (GTK_WIDGET (show), "show.after", NULL);
    }
  gtk_widget_activate_action (GTK_WIDGET (show), "show.before", NULL);
  g_assert_cmpuint (page_of (show), ==, 0);
  gtk_widget_activate_action (GTK_WIDGET (show), "show.before", NULL);
  g_assert_cmpuint (page_of (show), ==, n - 1);
  g_assert_cmpstr (lf_wall_show_chart (show), ==, "projects");
  gtk_window_destroy (GTK_WINDOW (show));
}

static gboolean
are_all_read (gpointer show)
{
  g_autofree char *title = g_strdup (gtk_window_get_title (show));

  gtk_widget_activate_action (show, "show.before", NULL);
  if (!g_str_equal (lf_wall_show_chart (show), "projects"))
    return TRUE;
  while (page_of (show) > 0)
    gtk_widget_activate_action (show, "show.before", NULL);
  return FALSE;
}

/* Charts with nothing on them are passed over: here there is no problem. */
static void
test_all (AppFixture *self, gconstpointer data)
{
  LfWallShow *show;

  add_projects (self, N_MANY);
  show = begin_show (self, "projects", /* is_all= */ TRUE, /* interval_s= */ 0);
  app_await (are_all_read, show);
  while (!g_str_equal (lf_wall_show_chart (show), "projects"))
    {
      g_assert_cmpstr (lf_wall_show_chart (show), !=, "problems");
      gtk_widget_activate_action (GTK_WIDGET (show), "show.after", NULL);
    }
  g_assert_cmpuint (page_of (show), ==, 0);
  gtk_window_destroy (GTK_WINDOW (show));
}

/* A page stays for as long as was asked for, and longer where it is held. */
static void
test_time (AppFixture *self, gconstpointer data)
{
  LfWallShow *show;

  add_projects (self, N_MANY);
  show = begin_show (self, "projects", /* is_all= */ FALSE, /* interval_s= */ 60);
  gtk_widget_activate_action (GTK_WIDGET (show), "show.pause", NULL); /* the clock on the wall */
  lf_wall_show_pass (show, 60000);
  g_assert_cmpuint (page_of (show), ==, 0);
  gtk_widget_activate_action (GTK_WIDGET (show), "show.pause", NULL);
  lf_wall_show_pass (show, 20000);
  g_assert_cmpuint (page_of (show), ==, 0);
  lf_wall_show_pass (show, 60000);
  g_assert_cmpuint (page_of (show), ==, 1);
  gtk_widget_activate_action (GTK_WIDGET (show), "show.after", NULL); /* by hand: from the start */
  lf_wall_show_pass (show, 20000);
  g_assert_cmpuint (page_of (show), ==,
                    lf_wall_view_n_pages (lf_wall_show_view (show)) > 2 ? 2 : 0);
  gtk_window_destroy (GTK_WINDOW (show));
}

typedef struct
{
  LfWallShow *show;
  LfWall *before;
} Anew;

static gboolean
is_anew (gpointer data)
{
  const Anew *anew = data;

  return lf_wall_view_get_wall (lf_wall_show_view (anew->show)) != anew->before;
}

/* What changes meanwhile is shown, on the same page. */
static void
test_refresh (AppFixture *self, gconstpointer data)
{
  g_autoptr (LfWall) before = NULL;
  LfWallShow *show;

  add_projects (self, N_MANY);
  show = begin_show (self, "projects", /* is_all= */ FALSE, /* interval_s= */ 0);
  gtk_widget_activate_action (GTK_WIDGET (show), "show.after", NULL);
  before = lf_wall_ref (lf_wall_view_get_wall (lf_wall_show_view (show)));
  add_projects (self, 1);
  app_await (is_anew, &(Anew){ show, before });
  g_assert_cmpuint (page_of (show), ==, 1);
  gtk_window_destroy (GTK_WINDOW (show));
}

/* It ends with the page that began it, and a second one ends the first. */
static void
test_ends (AppFixture *self, gconstpointer data)
{
  GtkWidget *page;
  LfWallShow *first, *second;

  add_projects (self, N_MANY);
  page = show_page (self);
  gtk_widget_activate_action (page, "wall.present", NULL);
  first = lf_wall_present_show (LF_WALL_PRESENT (app_find (page, LF_TYPE_WALL_PRESENT)));
  g_assert_nonnull (first);
  g_object_add_weak_pointer (G_OBJECT (first), (gpointer *) &first);
  app_await (is_show_read, first);
  gtk_widget_activate_action (page, "wall.present", NULL);
  second = lf_wall_present_show (LF_WALL_PRESENT (app_find (page, LF_TYPE_WALL_PRESENT)));
  g_object_add_weak_pointer (G_OBJECT (second), (gpointer *) &second);
  app_settle ();
  g_assert_null (first);
  gtk_window_set_child (self->window, NULL);
  app_settle ();
  g_assert_null (second);
}

/* ---- Files and paper ---- */

static LfWall *
read_many (AppFixture *self)
{
  LfWallOptions options = { .today = { 2026, 11, 22 } };
  g_autoptr (GError) error = NULL;
  LfWall *wall;

  add_projects (self, N_MANY);
  wall = lf_wall_read_sync (self->store, "projects", &options, &error);
  g_assert_no_error (error);
  return wall;
}

/* One file of all but pictures, of which there is one for each page. */
static void
test_save (AppFixture *self, gconstpointer data)
{
  static const struct
  {
    const char *name, *begins;
    gboolean is_picture;
  } cases[] = { { "wall.pdf", "%PDF", FALSE },
                { "wall.xlsx", "PK", FALSE },
                { "wall.csv", NULL, FALSE },
                { "wall.svg", "<?xml", TRUE } };
  g_autoptr (LfWall) wall = read_many (self);
  g_autofree char *pictures = NULL;
  LfWallSheet sheet;

  g_assert_true (lf_wall_sheet_paper ("A4", /* is_upright= */ FALSE, &sheet));
  g_assert_cmpuint (lf_wall_n_pages (wall, &sheet), >, 1);
  pictures = g_strdup_printf ("The chart was saved as %u pictures, one for each page",
                              lf_wall_n_pages (wall, &sheet));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_build_filename (self->folder, cases[i].name, NULL);
      g_autofree char *second = g_build_filename (self->folder, "wall-2.svg", NULL);
      g_autofree char *bytes = NULL;

      g_clear_pointer (&self->toast, g_free);
      lf_wall_save_to (self->context, wall, path, "A4");
      app_await (app_is_told, self);
      g_assert_cmpstr (self->toast, ==, cases[i].is_picture ? pictures : "The chart was saved");
      g_assert_true (g_file_get_contents (cases[i].is_picture ? second : path, &bytes, NULL, NULL));
      g_assert_true (cases[i].begins == NULL || g_str_has_prefix (bytes, cases[i].begins));
    }
}

/* Later versions of cairo pack what a file says of its pages. */
static guint
n_pages_printed (const char *path)
{
  const char *const command[] = { "pdfinfo", path, NULL };
  g_autofree char *told = NULL;
  const char *pages;

  g_assert_true (g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL,
                               &told, NULL, NULL, NULL));
  pages = strstr (told, "Pages:");
  g_assert_nonnull (pages);
  return (guint) g_ascii_strtoull (pages + strlen ("Pages:"), NULL, 10);
}

/* The printer's paper says how many pages there are. */
static void
test_print (AppFixture *self, gconstpointer data)
{
  static const char *const papers[] = { "A4", "A1", NULL };
  g_autoptr (LfWall) wall = read_many (self);
  g_autofree char *path = g_build_filename (self->folder, "printed.pdf", NULL);
  g_autoptr (GError) error = NULL;
  LfWallSheet sheet;

  for (const char *const *paper = papers; *paper != NULL; paper++)
    {
      g_assert_true (lf_wall_print (wall, self->window, *paper, path, &error));
      g_assert_no_error (error);
      g_assert_true (lf_wall_sheet_paper (*paper, /* is_upright= */ FALSE, &sheet));
      g_assert_cmpuint (n_pages_printed (path), ==, lf_wall_n_pages (wall, &sheet));
    }
}

/* ---- Choosing ---- */

static GtkDropDown *
choice_in (gpointer page, const char *name)
{
  GtkWidget *choice = GTK_WIDGET (gtk_widget_get_template_child (page, LF_TYPE_WALL_PAGE, name));

  return GTK_DROP_DOWN (app_find (choice, GTK_TYPE_DROP_DOWN));
}

static gboolean
has_one_to_choose (gpointer contests)
{
  return g_list_model_get_n_items (gtk_drop_down_get_model (contests)) == 2;
}

static gboolean
ranks_contest (gpointer page)
{
  LfWall *wall = lf_wall_view_get_wall (view_of (page));

  return lf_wall_page_is_ready (page) && strstr (lf_wall_heading (wall), "百日竞赛") != NULL;
}

static gboolean
ranks_signed (gpointer page)
{
  return lf_wall_page_is_ready (page) && !ranks_contest (page);
}

/* V8, V9: the ranking is that of a contest that is chosen, until that is deleted. */
static void
test_contest (AppFixture *self, gconstpointer data)
{
  g_autoptr (LfRecord) contest = lf_record_new (lf_schema_find ("contest"), NULL);
  g_autoptr (LfChange) change = lf_change_new ("contest");
  g_autoptr (GError) error = NULL;
  GtkWidget *page = show_page (self);
  GtkDropDown *contests = choice_in (page, "contest"), *parks = choice_in (page, "park");

  lf_record_set (contest, "name", "百日竞赛");
  lf_change_create (change, contest);
  g_assert_true (lf_store_commit_sync (self->store, change, &error));
  app_await (has_one_to_choose, contests);
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (contests)));
  gtk_widget_activate_action (page, "wall.chart", "s", "ranking");
  app_await (ranks_signed, page);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (contests)));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (parks)));
  gtk_drop_down_set_selected (contests, 1);
  app_await (ranks_contest, page);
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (parks)));
  app_undo (self);
  app_await (ranks_signed, page);
  g_assert_cmpuint (gtk_drop_down_get_selected (contests), ==, 0);
}

static GtkDropDown *
option_of (GtkWidget *page, const char *name)
{
  GtkWidget *present = app_find (page, LF_TYPE_WALL_PRESENT);

  return GTK_DROP_DOWN (gtk_widget_get_template_child (present, LF_TYPE_WALL_PRESENT, name));
}

/* V3: who presented all charts, ten seconds each in the dark, does so the next time. */
static void
test_remembered (AppFixture *self, gconstpointer data)
{
  GtkWidget *page = show_page (self);
  g_autoptr (LfPreferences) later = NULL;
  gboolean is_all;
  int seconds, room;

  gtk_drop_down_set_selected (option_of (page, "charts"), 1);
  gtk_drop_down_set_selected (option_of (page, "turning"), 2);
  gtk_drop_down_set_selected (option_of (page, "room"), LF_ROOM_DARK);
  later = lf_preferences_new (lf_store_folder (self->store));
  g_object_get (later, "present-all", &is_all, "present-seconds", &seconds, "present-room", &room,
                NULL);
  g_assert_true (is_all);
  g_assert_cmpint (seconds, ==, 10);
  g_assert_cmpint (room, ==, LF_ROOM_DARK);
  gtk_window_set_child (self->window, NULL);
  page = show_page (self);
  g_assert_cmpuint (gtk_drop_down_get_selected (option_of (page, "charts")), ==, 1);
  g_assert_cmpuint (gtk_drop_down_get_selected (option_of (page, "turning")), ==, 2);
  g_assert_cmpuint (gtk_drop_down_get_selected (option_of (page, "room")), ==, LF_ROOM_DARK);
  g_object_set (lf_app_context_preferences (self->context), "present-seconds", 7, NULL);
  g_assert_cmpuint (gtk_drop_down_get_selected (option_of (page, "turning")), ==, 0);
}

int
main (int argc, char *argv[])
{
  app_init (&argc, &argv);
  g_test_add_func ("/wall/asked/months", test_months);
  g_test_add_func ("/wall/asked/heeds", test_heeds);
#define ADD(path, test)                                                                            \
  g_test_add ("/wall/" path, AppFixture, NULL, app_fixture_set_up, test, app_fixture_tear_down)
  ADD ("V1/open", test_open);
  ADD ("V1-V8/charts", test_charts);
  ADD ("V1/nothing", test_nothing);
  ADD ("V1/walk", test_walk);
  ADD ("V1/show/turn", test_turn);
  ADD ("V1/show/all", test_all);
  ADD ("V1/show/time", test_time);
  ADD ("V1/show/refresh", test_refresh);
  ADD ("V1/show/ends", test_ends);
  ADD ("V1/save", test_save);
  ADD ("V1/print", test_print);
  ADD ("V8/contest", test_contest);
  ADD ("V3/remembered", test_remembered);
  return g_test_run ();
}
