/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list and the board of a large zone in a real window: how long its frames take, and the
 * longest that anything kept the main loop. Under a display: tests/headless.sh bench-window. */

#include "config.h"

#include "bench.h"

#include "lf-board-column.h"
#include "lf-generate.h"
#include "lf-list-page.h"
#include "lf-record-list.h"

#include <adwaita.h>
#include <stdlib.h>

#define LONG_MS 16

/* ---- How long the main loop is kept ---- */

static gint64 polled_us, longest_us;
static guint n_long;

static int
poll_and_note (GPollFD *fds, guint n, int timeout)
{
  gint64 now = g_get_monotonic_time ();
  int result;

  if (polled_us != 0)
    {
      longest_us = MAX (longest_us, now - polled_us);
      n_long += now - polled_us > LONG_MS * 1000;
    }
  result = g_poll (fds, n, timeout);
  polled_us = g_get_monotonic_time ();
  return result;
}

static void
turn (guint n)
{
  for (guint i = 0; i < n; i++)
    g_main_context_iteration (NULL, FALSE);
}

static void
await_ready (LfListPage *page)
{
  do
    g_main_context_iteration (NULL, TRUE);
  while (!lf_list_page_is_ready (page));
}

/* ---- Frames ---- */

static GtkWidget *
find (GtkWidget *root, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (root, type) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);
  return found;
}

static void
note_painted (gboolean *is_painted)
{
  *is_painted = TRUE;
}

static void
next_frame (GtkWidget *widget)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);
  gboolean is_painted = FALSE;
  gulong id
      = g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (note_painted), &is_painted);

  gtk_widget_queue_draw (widget);
  while (!is_painted)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, id);
}

/* @step: pixels; 0: anywhere */
static void
measure_scroll (const char *name, GtkWidget *list, double step, guint n_frames)
{
  g_autoptr (Bench) bench = bench_new (name);
  GtkWidget *scroller = find (list, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  double last = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
  guint32 seed = 1;

  longest_us = 0;
  n_long = 0;
  for (guint i = 0; i < n_frames; i++)
    {
      seed = seed * 1664525u + 1013904223u;
      bench_begin (bench);
      gtk_adjustment_set_value (adjustment, step > 0 ? gtk_adjustment_get_value (adjustment) + step
                                                     : last * (seed >> 8) / (1 << 24));
      next_frame (scroller);
      bench_end (bench);
    }
  bench_note (bench, "longest_ms", (double) longest_us / 1000);
  bench_note (bench, "longer_than_16_ms", n_long);
  bench_report (bench);
}

static void
measure_turn (const char *name, LfListPage *page, void (*act) (LfListPage *page))
{
  g_autoptr (Bench) bench = bench_new (name);

  longest_us = 0;
  n_long = 0;
  bench_begin (bench);
  act (page);
  await_ready (page);
  next_frame (GTK_WIDGET (page));
  turn (200);
  bench_end (bench);
  bench_note (bench, "longest_ms", (double) longest_us / 1000);
  bench_note (bench, "longer_than_16_ms", n_long);
  bench_report (bench);
}

static LfRecordList *
list_of (LfListPage *page)
{
  return LF_RECORD_LIST (find (GTK_WIDGET (page), LF_TYPE_RECORD_LIST));
}

static void
select_all (LfListPage *page)
{
  lf_record_list_select_all (list_of (page));
}

static void
sort_by_three (LfListPage *page)
{
  lf_record_list_set_sort (list_of (page), "stage,-total_investment,name");
}

static void
show_board (LfListPage *page)
{
  lf_list_page_show_board (page, TRUE);
}

static gboolean
has_cards (GtkWidget *page)
{
  GtkWidget *column = find (page, LF_TYPE_BOARD_COLUMN);
  GtkWidget *scroller = column == NULL ? NULL : find (column, GTK_TYPE_SCROLLED_WINDOW);

  return scroller != NULL
         && gtk_adjustment_get_upper (
                gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)))
                > 2000;
}

static void
await_columns (GtkWidget *page)
{
  while (!has_cards (page))
    next_frame (page);
}

int
main (int argc, char *argv[])
{
  guint n_projects = argc > 1 ? (guint) atoi (argv[1]) : 100000;
  g_autofree char *folder = g_dir_make_tmp ("landfall-bench-XXXXXX", NULL);
  g_autofree char *remove = g_strdup_printf ("rm -rf '%s'", folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (LfStore) store = NULL;
  g_autoptr (LfAppContext) context = NULL;
  LfDate today = { 2026, 11, 1 };
  GtkWidget *window, *page;

  gtk_init ();
  adw_init ();
  store = lf_store_open_sync (folder, LF_STORE_OPEN_CREATE, &error);
  bench_check (store != NULL, error);
  bench_check (lf_generate_sync (store, n_projects, 1, &today, &error), error);
  context = lf_app_context_new (store);
  g_main_context_set_poll_func (NULL, poll_and_note);
  window = gtk_window_new ();
  page = lf_list_page_new (context, lf_schema_find ("project"), "", "");
  gtk_window_set_default_size (GTK_WINDOW (window), 1240, 860);
  gtk_window_set_child (GTK_WINDOW (window), page);
  gtk_window_present (GTK_WINDOW (window));
  await_ready (LF_LIST_PAGE (page));
  measure_scroll ("window, list, 40 pixels", GTK_WIDGET (list_of (LF_LIST_PAGE (page))), 40, 200);
  measure_scroll ("window, list, anywhere", GTK_WIDGET (list_of (LF_LIST_PAGE (page))), 0, 50);
  measure_turn ("window, select all and add up", LF_LIST_PAGE (page), select_all);
  measure_turn ("window, sort by three fields", LF_LIST_PAGE (page), sort_by_three);
  measure_turn ("window, show the board", LF_LIST_PAGE (page), show_board);
  await_columns (page);
  measure_scroll ("window, board, 40 pixels", find (page, LF_TYPE_BOARD_COLUMN), 40, 200);
  measure_scroll ("window, board, anywhere", find (page, LF_TYPE_BOARD_COLUMN), 0, 50);
  gtk_window_destroy (GTK_WINDOW (window));
  g_clear_object (&context);
  lf_store_close_sync (store);
  return g_spawn_command_line_sync (remove, NULL, NULL, NULL, NULL) ? 0 : 1;
}
