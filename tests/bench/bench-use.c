/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A long day's use by script, and whether the memory it takes stays flat. */

#include "config.h"

#include "bench-frames.h"

#include <malloc.h>

/* What is made once and kept, such as pages, fonts and icons, is there after these. */
#define WARM_ROUNDS 5

static void
filter (LfWindow *window, const char *text)
{
  GtkWidget *entry = frames_find (GTK_WIDGET (window), GTK_TYPE_SEARCH_ENTRY);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "search-changed");
  frames_settle (window);
}

static void
save_project (LfStore *store, guint round)
{
  g_autofree char *name = g_strdup_printf ("Round %u", round);
  g_autoptr (LfRecord) record = lf_record_new (lf_schema_find ("project"), NULL);
  g_autoptr (LfChange) change = lf_change_new (name);
  g_autoptr (GError) error = NULL;

  lf_record_set (record, "name", name);
  lf_record_set (record, "stage", "lead");
  lf_change_create (change, record);
  bench_check (lf_store_commit_sync (store, change, &error), error);
  g_free (lf_store_undo_sync (store, NULL));
}

static void
use (LfWindow *window, LfStore *store, guint round)
{
  static const char *const views[]
      = { "today", "projects", "leads", "enterprises", "contacts", "charts", "pending" };

  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      lf_window_show_view (window, views[i]);
      frames_settle (window);
      lf_window_open_first_record (window);
      frames_settle (window);
    }
  lf_window_show_view (window, "projects");
  filter (window, "stage=signed");
  lf_window_show_board (window, TRUE);
  frames_settle (window);
  save_project (store, round);
  frames_settle (window);
  lf_window_show_board (window, FALSE);
  filter (window, "");
}

/* Returns: KB a round, of the line that fits best */
static double
slope_of (const gint64 *kb, guint n)
{
  double mean = 0, above = 0, below = 0;

  for (guint i = 0; i < n; i++)
    mean += (double) kb[i] / n;
  for (guint i = 0; i < n; i++)
    {
      double x = i - (n - 1) / 2.0;

      above += x * ((double) kb[i] - mean);
      below += x * x;
    }
  return above / below;
}

void
measure_use (LfWindow *window, LfStore *store, guint n_rounds)
{
  g_autoptr (Bench) bench = bench_new ("window, use");
  g_autofree gint64 *kb = g_new0 (gint64, MAX (n_rounds, 2));

  n_rounds = MAX (n_rounds, 2);
  for (guint i = 0; i < WARM_ROUNDS + n_rounds; i++)
    {
      bench_begin (bench);
      use (window, store, i);
      bench_end (bench);
      malloc_trim (0);
      if (i >= WARM_ROUNDS)
        kb[i - WARM_ROUNDS] = frames_memory_kb ();
    }
  bench_note (bench, "first_mb", (double) kb[0] / 1024);
  bench_note (bench, "last_mb", (double) kb[n_rounds - 1] / 1024);
  bench_note (bench, "kb_a_round", slope_of (kb, n_rounds));
  bench_report (bench);
}
