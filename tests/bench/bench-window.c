/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The real window of a large zone: how long its frames take, the longest that anything kept the
 * main loop, how soon it is there, and the memory it takes. Lines of JSON; under a display:
 * tests/headless.sh bench-window.
 *
 * usage: bench-window [--only PART] [--rounds N] [PROJECTS [FOLDER]]
 * Makes an invented zone of PROJECTS (100,000) in FOLDER, or measures the one that is there. Parts:
 * start, list, many, board, use; the last goes N times (30) through what people do all day. */

#include "config.h"

#include "bench-frames.h"

#include "lf-board-column.h"
#include "lf-list-page.h"
#include "lf-record-list.h"

#include <stdlib.h>

#define N_SCROLLS 200
#define N_JUMPS 50

static LfRecordList *
list_of (LfWindow *window)
{
  return LF_RECORD_LIST (frames_find (GTK_WIDGET (window), LF_TYPE_RECORD_LIST));
}

/* @step: pixels; 0: anywhere */
static void
measure_scroll (const char *name, GtkWidget *list, double step, guint n_frames)
{
  g_autoptr (Bench) bench = bench_new (name);
  GtkWidget *scroller = frames_find (list, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  double last = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
  guint32 seed = 1;

  frames_watch ();
  for (guint i = 0; i < n_frames; i++)
    {
      seed = seed * 1664525u + 1013904223u;
      bench_begin (bench);
      gtk_adjustment_set_value (adjustment, step > 0 ? gtk_adjustment_get_value (adjustment) + step
                                                     : last * (seed >> 8) / (1 << 24));
      frames_next (scroller);
      bench_end (bench);
    }
  frames_note (bench);
  bench_report (bench);
}

static void
measure_turn (const char *name, LfWindow *window, void (*act) (LfWindow *window))
{
  g_autoptr (Bench) bench = bench_new (name);

  frames_watch ();
  bench_begin (bench);
  act (window);
  frames_settle (window);
  bench_end (bench);
  frames_note (bench);
  bench_report (bench);
}

/* ---- Lists ---- */

static void
show_projects (LfWindow *window)
{
  lf_window_show_view (window, "projects");
}

static void
measure_list (LfWindow *window)
{
  g_autoptr (Bench) memory = bench_new ("window, memory after scrolling");
  gint64 before_kb = frames_memory_kb ();

  measure_turn ("window, show the list", window, show_projects);
  measure_scroll ("window, list, 40 pixels", GTK_WIDGET (list_of (window)), 40, N_SCROLLS);
  measure_scroll ("window, list, anywhere", GTK_WIDGET (list_of (window)), 0, N_JUMPS);
  bench_note (memory, "mb", (double) frames_memory_kb () / 1024);
  bench_note (memory, "grown_mb", (double) (frames_memory_kb () - before_kb) / 1024);
  bench_report (memory);
}

static void
select_all (LfWindow *window)
{
  lf_record_list_select_all (list_of (window));
}

static void
unselect (LfWindow *window)
{
  lf_record_list_select (list_of (window), GTK_INVALID_LIST_POSITION);
}

static void
sort_by_three (LfWindow *window)
{
  lf_record_list_set_sort (list_of (window), "stage,-total_investment,name");
}

static void
measure_many (LfWindow *window)
{
  measure_turn ("window, show the list", window, show_projects);
  measure_turn ("window, select all and add up", window, select_all);
  measure_turn ("window, sort all selected by three fields", window, sort_by_three);
  measure_turn ("window, unselect", window, unselect);
}

/* ---- Boards ---- */

static void
show_board (LfWindow *window)
{
  lf_window_show_board (window, TRUE);
}

static gboolean
has_cards (LfWindow *window)
{
  GtkWidget *column = frames_find (GTK_WIDGET (window), LF_TYPE_BOARD_COLUMN);
  GtkWidget *scroller = column == NULL ? NULL : frames_find (column, GTK_TYPE_SCROLLED_WINDOW);

  return scroller != NULL
         && gtk_adjustment_get_upper (
                gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)))
                > 2000;
}

static void
show_cards (LfWindow *window)
{
  show_board (window);
  while (!has_cards (window))
    frames_next (GTK_WIDGET (window));
}

static void
measure_board (LfWindow *window)
{
  GtkWidget *column;

  measure_turn ("window, show the list", window, show_projects);
  measure_turn ("window, show the board", window, show_cards);
  column = frames_find (GTK_WIDGET (window), LF_TYPE_BOARD_COLUMN);
  measure_scroll ("window, board, 40 pixels", column, 40, N_SCROLLS);
  measure_scroll ("window, board, anywhere", column, 0, N_JUMPS);
}

/* ---- The program ---- */

typedef struct
{
  const char *program, *folder, *only;
  guint n_projects;
  int n_rounds;
} Measuring;

static void
measure_use_of (LfWindow *window, LfStore *store, const Measuring *measuring)
{
  if (measuring->only == NULL || g_str_equal (measuring->only, "use"))
    measure_use (window, store, (guint) measuring->n_rounds);
}

static void
measure (const Measuring *measuring)
{
  static const struct
  {
    const char *name;
    void (*measure) (LfWindow *window);
  } parts[] = { { "list", measure_list }, { "many", measure_many }, { "board", measure_board } };
  LfStore *store = frames_open_zone (measuring->folder, measuring->n_projects);
  g_autoptr (LfAppContext) context = NULL;
  LfWindow *window;

  lf_store_tidy_sync (store);
  if (measuring->only == NULL || g_str_equal (measuring->only, "start"))
    {
      lf_store_close_sync (store);
      g_object_unref (store);
      measure_start (measuring->program, measuring->folder);
      store = frames_open_zone (measuring->folder, 0);
    }
  context = lf_app_context_new (store);
  window = frames_present_window (context);
  frames_settle (window);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (measuring->only == NULL || g_str_equal (measuring->only, parts[i].name))
      parts[i].measure (window);
  measure_use_of (window, store, measuring);
  gtk_window_destroy (GTK_WINDOW (window));
  g_clear_object (&context);
  lf_store_close_sync (store);
  g_object_unref (store);
}

int
main (int argc, char *argv[])
{
  g_autofree char *only = NULL, *child = NULL, *made = NULL;
  int n_rounds = 30;
  const GOptionEntry options[]
      = { { "only", 0, 0, G_OPTION_ARG_STRING, &only, NULL, NULL },
          { "rounds", 0, 0, G_OPTION_ARG_INT, &n_rounds, NULL, NULL },
          { "child", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING, &child, NULL, NULL },
          { NULL } };
  g_autoptr (GOptionContext) context = g_option_context_new ("[PROJECTS [FOLDER]]");
  g_autoptr (GError) error = NULL;
  Measuring measuring = { argv[0] };

  g_option_context_add_main_entries (context, options, NULL);
  bench_check (g_option_context_parse (context, &argc, &argv, &error), error);
  if (child != NULL)
    return frames_run_child (child, argc > 1 ? argv[1] : NULL);
  measuring.n_projects = argc > 1 ? (guint) strtoul (argv[1], NULL, 10) : 100000;
  measuring.only = only;
  measuring.n_rounds = n_rounds;
  if (argc <= 2)
    made = g_dir_make_tmp ("landfall-bench-XXXXXX", NULL);
  measuring.folder = made != NULL ? made : argv[2];
  adw_init ();
  bench_report_machine ();
  measure (&measuring);
  if (made != NULL)
    {
      g_autofree char *remove = g_strdup_printf ("rm -rf '%s'", made);
      bench_check (g_spawn_command_line_sync (remove, NULL, NULL, NULL, NULL), NULL);
    }
  return 0;
}
