/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window that is measured. */

#include "config.h"

#include "bench-frames.h"

#include "lf-generate.h"

#include <adwaita.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#define LONG_US 16000
#define MOST_TURNS 2000

/* Of the thread's own time, which another program does not lengthen. */
static struct
{
  gint64 began_us; /* this turn; 0: none yet */
  gint64 drawing_us;
  gint64 drawn_us; /* in this turn, for frames */
  gint64 longest_us;
  guint n_long;
  GArray *frames_us; /* gint64 */
} turns;

/* ---- How long the main loop is kept ---- */

gint64
frames_thread_time_us (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static int
poll_and_note (GPollFD *fds, guint n, int timeout)
{
  gint64 taken = frames_thread_time_us () - turns.began_us - turns.drawn_us;
  int result;

  if (turns.began_us != 0)
    {
      turns.longest_us = MAX (turns.longest_us, taken);
      turns.n_long += taken > LONG_US;
    }
  result = g_poll (fds, n, timeout);
  turns.began_us = frames_thread_time_us ();
  turns.drawn_us = 0;
  return result;
}

static void
on_before_paint_cb (GdkFrameClock *clock, gpointer user_data)
{
  turns.drawing_us = frames_thread_time_us ();
}

static void
on_after_paint_cb (GdkFrameClock *clock, gpointer user_data)
{
  gint64 taken = frames_thread_time_us () - turns.drawing_us;

  turns.drawn_us += taken;
  g_array_append_val (turns.frames_us, taken);
}

void
frames_watch (void)
{
  if (turns.began_us != 0)
    turns.began_us = frames_thread_time_us (); /* what the bench itself did is no turn's */
  turns.drawn_us = 0;
  turns.longest_us = 0;
  turns.n_long = 0;
  g_clear_pointer (&turns.frames_us, g_array_unref);
  turns.frames_us = g_array_new (FALSE, FALSE, sizeof (gint64));
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 difference = *(const gint64 *) a - *(const gint64 *) b;

  return difference < 0 ? -1 : difference > 0;
}

static double
frame_ms (guint percent)
{
  GArray *frames = turns.frames_us;

  return frames->len == 0
             ? 0
             : (double) g_array_index (frames, gint64, (frames->len - 1) * percent / 100) / 1000;
}

void
frames_note (Bench *bench)
{
  g_array_sort (turns.frames_us, compare_times);
  bench_note (bench, "frame_p50_ms", frame_ms (50));
  bench_note (bench, "frame_p95_ms", frame_ms (95));
  bench_note (bench, "longest_ms", (double) turns.longest_us / 1000);
  bench_note (bench, "longer_than_16_ms", turns.n_long);
}

/* ---- The window ---- */

LfStore *
frames_open_zone (const char *folder, guint n_projects)
{
  LfDate today = { 2026, 11, 1 };
  g_autoptr (LfQuery) query = lf_query_new (lf_schema_find ("project"), NULL, NULL);
  g_autoptr (GError) error = NULL;
  LfStore *store = lf_store_open_sync (folder, LF_STORE_OPEN_CREATE, &error);
  LfSummary summary;

  bench_check (store != NULL, error);
  bench_check (lf_store_summary_sync (store, query, &summary, &error), error);
  if (summary.n == 0)
    bench_check (lf_generate_sync (store, n_projects, 1, &today, &error), error);
  return store;
}

LfWindow *
frames_present_window (LfAppContext *context)
{
  GtkApplication *application = g_object_new (ADW_TYPE_APPLICATION, "application-id", LF_APP_ID,
                                              "flags", G_APPLICATION_NON_UNIQUE, NULL);
  g_autoptr (GError) error = NULL;
  LfWindow *window;
  GdkFrameClock *clock;

  bench_check (g_application_register (G_APPLICATION (application), NULL, &error), error);
  window = lf_window_new (application, context);
  gtk_window_set_default_size (GTK_WINDOW (window), 1240, 860);
  gtk_window_present (GTK_WINDOW (window));
  clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));
  frames_watch ();
  g_signal_connect (clock, "before-paint", G_CALLBACK (on_before_paint_cb), NULL);
  g_signal_connect_after (clock, "after-paint", G_CALLBACK (on_after_paint_cb), NULL);
  g_main_context_set_poll_func (NULL, poll_and_note);
  return window;
}

GtkWidget *
frames_find (GtkWidget *root, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (root, type) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_child_visible (child))
      found = frames_find (child, type);
  return found;
}

/* ---- Frames ---- */

static void
note_painted (gboolean *is_painted)
{
  *is_painted = TRUE;
}

void
frames_next (GtkWidget *widget)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);
  gboolean is_painted = FALSE;
  gulong id
      = g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (note_painted), &is_painted);

  gtk_widget_queue_draw (GTK_WIDGET (gtk_widget_get_root (widget)));
  while (!is_painted)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, id);
}

void
frames_settle (LfWindow *window)
{
  do
    frames_next (GTK_WIDGET (window));
  while (!lf_window_is_ready (window));
  frames_next (GTK_WIDGET (window));
  for (guint i = 0; i < MOST_TURNS && g_main_context_pending (NULL); i++)
    g_main_context_iteration (NULL, FALSE);
  frames_next (GTK_WIDGET (window));
}

gint64
frames_memory_kb (void)
{
  g_autofree char *text = NULL;
  const char *found;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL)
      || (found = strstr (text, "\nPss:")) == NULL)
    return 0;
  return g_ascii_strtoll (found + strlen ("\nPss:"), NULL, 10);
}
