/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page Today: what stands on it and why, and Done and Schedule Next. */

#include "config.h"

#include "app-fixture.h"

#include "lf-lamp-month.h"
#include "lf-rows-dialog.h"
#include "lf-store-lamps-closing.h"
#include "lf-store-sync.h"
#include "lf-today-page.h"
#include "lf-today-row.h"

#include <string.h>

#define LONG_PAST "2023-03-15"

typedef struct
{
  AppFixture app;
  GtkWidget *page;
  char *opened; /* (nullable): the id of the last record that was asked for */
} Fixture;

static void
on_open_record_cb (Fixture *self, const char *entity, const char *id)
{
  g_free (self->opened);
  self->opened = g_strdup (id);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  app_fixture_set_up (&self->app, data);
  g_signal_connect_swapped (self->app.context, "open-record", G_CALLBACK (on_open_record_cb), self);
  self->page = lf_today_page_new (self->app.context);
  gtk_window_set_child (self->app.window, self->page);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  app_fixture_tear_down (&self->app, data);
  g_free (self->opened);
}

/* ---- Looking ---- */

static void
make_overdue (Fixture *self)
{
  app_set (&self->app, "next_step", "电话回访");
  app_set (&self->app, "next_step_date", LONG_PAST);
  app_await_label (self->page, "Overdue (1)");
}

/* ---- Tests ---- */

/* The row says what it is about and why; it opens the record. */
static void
test_row (Fixture *self, gconstpointer data)
{
  GtkWidget *row;

  make_overdue (self);
  row = app_find (self->page, LF_TYPE_TODAY_ROW);
  g_assert_nonnull (app_find_label (row, "杜仲叶项目"));
  g_assert_nonnull (app_find_label (row, "Was due on 15 Mar 2023"));
  g_assert_nonnull (app_find_label (row, "电话回访"));
  g_assert_nonnull (app_find_label (self->page, "1 overdue"));
  g_signal_emit_by_name (gtk_widget_get_parent (row), "row-activated", row);
  g_assert_cmpstr (self->opened, ==, self->app.project);
}

/* One change logs what was done and sets the next step; one undo takes both back. */
static void
test_done (Fixture *self, gconstpointer data)
{
  guint n_contacts = app_count (&self->app, "interaction", "");
  GtkWidget *row;
  GtkWidget *dialog;

  make_overdue (self);
  row = app_find (self->page, LF_TYPE_TODAY_ROW);
  gtk_list_box_select_row (GTK_LIST_BOX (gtk_widget_get_parent (row)), GTK_LIST_BOX_ROW (row));
  g_assert_true (gtk_widget_activate_action (row, "today.done", NULL));
  dialog = app_find_dialog (LF_TYPE_ROWS_DIALOG);
  g_assert_nonnull (dialog);
  app_await_label (dialog, "杜仲叶项目");
  app_enter (app_text (dialog, "next_step"), "上门拜访");
  g_assert_true (gtk_widget_activate_action (dialog, "dialog.save", NULL));
  app_await_label (dialog, "by when");
  app_enter (app_text (dialog, "next_step_date"), "2190-01-04");
  g_assert_true (gtk_widget_activate_action (dialog, "dialog.save", NULL));
  app_await_no_dialog (LF_TYPE_ROWS_DIALOG);
  app_await_value (&self->app, "next_step", "上门拜访");
  app_await_value (&self->app, "next_step_date", "2190-01-04");
  g_assert_cmpuint (app_count (&self->app, "interaction", "subject=电话回访"), ==, 1);
  app_await_label (self->page, "Nothing Is Due");

  app_undo (&self->app);
  app_await_value (&self->app, "next_step", "电话回访");
  app_await_value (&self->app, "next_step_date", LONG_PAST);
  g_assert_cmpuint (app_count (&self->app, "interaction", ""), ==, n_contacts);
  app_await_label (self->page, "Overdue (1)");
}

/* What has no steps is over when no other day is given. */
static void
test_without_steps (Fixture *self, gconstpointer data)
{
  g_autoptr (LfChange) change = lf_change_new ("action");
  g_autoptr (LfRecord) action = lf_record_new (lf_schema_find ("action"), NULL);
  guint n_contacts = app_count (&self->app, "interaction", "");
  GtkWidget *row, *dialog;

  lf_record_set (action, "subject", "协调用电");
  lf_record_set (action, "state", "open");
  lf_record_set (action, "due_on", LONG_PAST);
  lf_record_set (action, "project", self->app.project);
  lf_change_create (change, action);
  g_assert_true (lf_store_commit_sync (self->app.store, change, NULL));
  app_await_label (self->page, "Overdue (1)");
  row = app_find (self->page, LF_TYPE_TODAY_ROW);
  g_assert_nonnull (app_find_label (row, "Done…"));
  g_assert_true (gtk_widget_activate_action (row, "item.done", NULL));
  dialog = app_find_dialog (LF_TYPE_ROWS_DIALOG);
  app_await_label (dialog, "becomes “Done”");
  g_assert_true (gtk_widget_activate_action (dialog, "dialog.save", NULL));
  app_await_no_dialog (LF_TYPE_ROWS_DIALOG);
  app_await_label (self->page, "Nothing Is Due");
  g_assert_cmpuint (app_count (&self->app, "action", "state=done and done_on=today"), ==, 1);
  g_assert_cmpuint (app_count (&self->app, "interaction", "subject=协调用电"), ==, 1);
  app_undo (&self->app);
  app_await_label (self->page, "Overdue (1)");
  g_assert_cmpuint (app_count (&self->app, "interaction", ""), ==, n_contacts);
}

/* (transfer full): its id */
static char *
add (Fixture *self, const char *entity, const char *const *values)
{
  g_autoptr (LfChange) change = lf_change_new ("record");
  g_autoptr (LfRecord) record = lf_record_new (lf_schema_find (entity), NULL);
  g_autoptr (GError) error = NULL;

  for (; *values != NULL; values += 2)
    lf_record_set (record, values[0], values[1]);
  lf_change_create (change, record);
  lf_store_commit_sync (self->app.store, change, &error);
  g_assert_no_error (error);
  return g_strdup (lf_record_id (record));
}

#define ADD_RECORD(self, entity, ...)                                                              \
  g_free (add (self, entity, (const char *const[]){ __VA_ARGS__, NULL }))

/* What takes a course is done with by its next act, which the row and Ctrl+D ask for. */
static void
test_next_act (Fixture *self, gconstpointer data)
{
  GtkWidget *row, *dialog;

  ADD_RECORD (self, "promise", "subject", "设备补贴", "due_on", LONG_PAST, "state", "promised");
  app_await_label (self->page, "Promised (1)");
  row = app_find (self->page, LF_TYPE_TODAY_ROW);
  g_assert_nonnull (app_find_label (row, "See to It…"));
  gtk_list_box_select_row (GTK_LIST_BOX (gtk_widget_get_parent (row)), GTK_LIST_BOX_ROW (row));
  g_assert_true (gtk_widget_activate_action (row, "today.done", NULL));
  dialog = app_await_dialog (LF_TYPE_ROWS_DIALOG);
  app_await_label (dialog, "设备补贴");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* A handover is signed on the page of its project: the row, its button and Ctrl+D lead there. */
static void
test_handover (Fixture *self, gconstpointer data)
{
  GtkWidget *row;

  ADD_RECORD (self, "handover", "subject", "移交", "project", self->app.project, "state", "given",
              "given_on", LONG_PAST);
  app_await_label (self->page, "Waiting for You (1)");
  row = app_find (self->page, LF_TYPE_TODAY_ROW);
  g_assert_nonnull (app_find_label (row, "Go There"));
  gtk_list_box_select_row (GTK_LIST_BOX (gtk_widget_get_parent (row)), GTK_LIST_BOX_ROW (row));
  g_assert_true (gtk_widget_activate_action (row, "today.done", NULL));
  g_assert_cmpstr (self->opened, ==, self->app.project);
}

/* A conflict is settled on the page of conflicts, not on the record's. */
static void
test_conflict (Fixture *self, gconstpointer data)
{
  GtkWidget *row;
  GtkActionable *button;

  ADD_RECORD (self, "conflict", "title", "杜仲叶项目", "entity", "project", "record",
              self->app.project, "field", "name", "state", "open");
  app_await_label (self->page, "In Conflict (1)");
  row = app_find (self->page, LF_TYPE_TODAY_ROW);
  g_assert_nonnull (app_find_label (row, "Go There"));
  button = GTK_ACTIONABLE (app_find (row, GTK_TYPE_BUTTON));
  g_assert_cmpstr (gtk_actionable_get_action_name (button), ==, "win.show-view");
  g_assert_cmpstr (g_variant_get_string (gtk_actionable_get_action_target_value (button), NULL), ==,
                   "conflicts");
}

static void
add_overdue (Fixture *self, guint n)
{
  g_autoptr (LfChange) change = lf_change_new ("many");

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (LfRecord) action = lf_record_new (lf_schema_find ("action"), NULL);
      g_autofree char *subject = g_strdup_printf ("事项 %u", i);

      lf_record_set (action, "subject", subject);
      lf_record_set (action, "state", "open");
      lf_record_set (action, "due_on", LONG_PAST);
      lf_change_create (change, action);
    }
  g_assert_true (lf_store_commit_sync (self->app.store, change, NULL));
}

/* How long a page takes on which nothing fits any more: what is listed is bounded. */
static void
test_many (Fixture *self, gconstpointer data)
{
  gint64 start_us;

  add_overdue (self, 100);
  start_us = g_get_monotonic_time ();
  app_await_label (self->page, "Overdue (the oldest 20 of 100)");
  g_test_message ("%d ms", (int) ((g_get_monotonic_time () - start_us) / 1000));
}

/* (transfer none): the header of the first group */
static GtkWidget *
first_header (Fixture *self)
{
  return gtk_list_box_row_get_header (GTK_LIST_BOX_ROW (app_find (self->page, LF_TYPE_TODAY_ROW)));
}

static guint
count_rows (Fixture *self)
{
  GtkWidget *list = gtk_widget_get_parent (app_find (self->page, LF_TYPE_TODAY_ROW));
  guint n = 0;

  while (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), (int) n) != NULL)
    n++;
  return n;
}

static gboolean
is_ready (gpointer page)
{
  return lf_today_page_is_ready (page);
}

/* The rest is one press away, a hundred at a time, and the keyboard goes on where they come in. */
static void
test_more (Fixture *self, gconstpointer data)
{
  static const struct
  {
    guint n_rows;
    const char *heading;
  } steps[] = {
    { 120, "Overdue (the oldest 120 of 230)" },
    { 220, "Overdue (the oldest 220 of 230)" },
    { 230, "Overdue (230)" },
  };
  guint n_before = 20;

  add_overdue (self, 230);
  app_await_label (self->page, "Overdue (the oldest 20 of 230)");
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      GtkWidget *list = gtk_widget_get_parent (app_find (self->page, LF_TYPE_TODAY_ROW));
      GtkListBoxRow *last;

      app_await (is_ready, self->page);
      last = gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), (int) n_before - 1);
      g_signal_emit_by_name (app_find (first_header (self), GTK_TYPE_BUTTON), "clicked");
      g_assert_true (gtk_root_get_focus (GTK_ROOT (self->app.window)) == GTK_WIDGET (last));
      app_await_label (self->page, steps[i].heading);
      app_await (is_ready, self->page);
      g_assert_cmpuint (count_rows (self), ==, steps[i].n_rows);
      g_assert_true (gtk_root_get_focus (GTK_ROOT (self->app.window)) == GTK_WIDGET (last));
      n_before = steps[i].n_rows;
    }
  g_assert_false (gtk_widget_get_visible (app_find (first_header (self), GTK_TYPE_BUTTON)));
}

/* What stays keeps its row when others come. */
static void
test_place (Fixture *self, gconstpointer data)
{
  g_autoptr (LfChange) change = lf_change_new ("another");
  g_autoptr (LfRecord) other = lf_record_new (lf_schema_find ("project"), NULL);
  GtkWidget *row;

  make_overdue (self);
  row = app_find (self->page, LF_TYPE_TODAY_ROW);
  gtk_widget_grab_focus (row);
  lf_record_set (other, "name", "减速器项目");
  lf_record_set (other, "stage", "lead");
  lf_record_set (other, "next_step_date", "2023-03-01");
  lf_change_create (change, other);
  g_assert_true (lf_store_commit_sync (self->app.store, change, NULL));
  app_await_label (self->page, "Overdue (2)");
  g_assert_true (gtk_widget_is_ancestor (row, self->page));
  g_assert_nonnull (app_find_label (row, "杜仲叶项目"));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (self->app.window)) == row);
}

/* V3: last month's lamps wait to be closed, with the act beside them, and are gone then. */
static void
test_unclosed (Fixture *self, gconstpointer data)
{
  const LfDate today = lf_date_today ();
  const LfDate this_month = lf_date_month (&today);
  const LfDate month = lf_date_add_months (&this_month, -1);
  g_autoptr (LfChange) closing = NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *row, *close;

  app_set (&self->app, "planned_start_date", LONG_PAST);
  app_await_label (self->page, "To Be Closed (1)");
  app_await_label (self->page, "are not closed yet");
  row = app_find (self->page, LF_TYPE_TODAY_ROW);
  close = app_find (row, GTK_TYPE_BUTTON);
  g_assert_true (gtk_widget_get_mapped (close));
  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (close)), ==, "win.close-lamps");
  closing = lf_store_lamps_closing_sync (self->app.store, &month, &today, &error);
  g_assert_no_error (error);
  g_assert_true (lf_store_commit_sync (self->app.store, closing, &error));
  app_await_label (self->page, "Nothing Is Due");
}

static struct
{
  void (*measure) (GtkWidget *, GtkOrientation, int, int *, int *, int *, int *);
  guint n_by_height; /* widths that were asked for by a height */
} labels;

static void
measure_and_count (GtkWidget *label,
                   GtkOrientation orientation,
                   int for_size,
                   int *minimum,
                   int *natural,
                   int *minimum_baseline,
                   int *natural_baseline)
{
  labels.n_by_height += orientation == GTK_ORIENTATION_HORIZONTAL && for_size >= 0;
  labels.measure (label, orientation, for_size, minimum, natural, minimum_baseline,
                  natural_baseline);
}

static int
height_for (GtkWidget *widget, int width)
{
  int natural;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
  return natural;
}

/* A text that wraps tries one width after another for a height: dozens of shapings, in each row. */
static void
test_measuring (Fixture *self, gconstpointer data)
{
  GtkWidgetClass *class = GTK_WIDGET_CLASS (g_type_class_peek (GTK_TYPE_LABEL));
  GtkWidget *row, *why;
  int wide, narrow;

  make_overdue (self);
  row = app_find (self->page, LF_TYPE_TODAY_ROW);
  why = app_find_label (row, "Was due on 15 Mar 2023");
  labels.measure = class->measure;
  class->measure = measure_and_count;
  gtk_widget_queue_resize (app_find_label (row, "杜仲叶项目"));
  gtk_widget_queue_resize (why);
  gtk_widget_queue_resize (app_find_label (self->page, "1 overdue"));
  wide = height_for (self->page, 700);
  narrow = height_for (row, 230);
  class->measure = labels.measure;
  g_assert_cmpint (wide, >, 0);
  g_assert_cmpint (narrow, >, height_for (row, 700)); /* it wraps all the same */
  g_assert_cmpuint (labels.n_by_height, ==, 0);
}

int
main (int argc, char *argv[])
{
  app_init (&argc, &argv);
#define ADD(name, test) g_test_add (name, Fixture, NULL, set_up, test, tear_down)
  ADD ("/app/today/row", test_row);
  ADD ("/app/today/done", test_done);
  ADD ("/app/today/without-steps", test_without_steps);
  ADD ("/app/today/next-act", test_next_act);
  ADD ("/app/today/handover-O3", test_handover);
  ADD ("/app/today/conflict", test_conflict);
  ADD ("/app/today/many", test_many);
  ADD ("/app/today/more", test_more);
  ADD ("/app/today/place", test_place);
  ADD ("/app/today/unclosed-V3", test_unclosed);
  ADD ("/app/today/measuring", test_measuring);
  return g_test_run ();
}
