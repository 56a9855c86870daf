/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How soon the window is there, and the memory it takes, beside a window that holds nothing: both
 * as programs of their own, from the moment they are started on. */

#include "config.h"

#include "bench-frames.h"

#include "lf-application.h"
#include "lf-today-page.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#define N_STARTS 7

/* ---- A program that is started ---- */

typedef struct
{
  GApplication *application;
  gboolean (*is_usable) (GtkWindow *window);
  GtkWindow *window;
  gint64 there_us; /* 0: not yet */
} Child;

/* It then ends in order, as people end it: a store that was left open is looked through at the next
 * start, which is another measure. */
static void
on_painted_cb (GdkFrameClock *clock, gpointer user_data)
{
  Child *self = user_data;

  if (self->there_us != 0 || !self->is_usable (self->window))
    return;
  self->there_us = g_get_monotonic_time ();
  g_print ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", self->there_us,
           frames_thread_time_us (), frames_memory_kb ());
  g_application_quit (self->application);
}

static void
on_realize_cb (GtkWidget *window, gpointer user_data)
{
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (on_painted_cb),
                    user_data);
}

static void
on_window_added_cb (GtkApplication *application, GtkWindow *window, gpointer user_data)
{
  Child *self = user_data;

  self->window = window;
  g_signal_connect (window, "realize", G_CALLBACK (on_realize_cb), self);
}

static gboolean
is_there (GtkWindow *window)
{
  return TRUE;
}

/* What is due stands there, and can be worked on. */
static gboolean
has_today (GtkWindow *window)
{
  GtkWidget *page = frames_find (GTK_WIDGET (window), LF_TYPE_TODAY_PAGE);

  return page != NULL && frames_find (page, GTK_TYPE_LIST_BOX_ROW) != NULL;
}

static void
show_nothing (GApplication *application)
{
  GtkWidget *window = adw_application_window_new (GTK_APPLICATION (application));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  gtk_window_set_default_size (GTK_WINDOW (window), 1240, 860);
  gtk_window_present (GTK_WINDOW (window));
}

int
frames_run_child (const char *what, const char *folder)
{
  gboolean is_empty = strcmp (what, "empty") == 0;
  g_autofree char *store = g_strconcat ("--store=", folder, NULL);
  char *arguments[] = { (char *) "landfall", store, NULL };
  Child self = { NULL, is_empty ? is_there : has_today, NULL, 0 };

  setlocale (LC_ALL, "");
  gtk_disable_setlocale ();
  self.application = is_empty
                         ? g_object_new (ADW_TYPE_APPLICATION, "application-id", LF_APP_ID ".Empty",
                                         "flags", G_APPLICATION_NON_UNIQUE, NULL)
                         : G_APPLICATION (lf_application_new ());
  if (is_empty)
    g_signal_connect (self.application, "activate", G_CALLBACK (show_nothing), NULL);
  g_signal_connect (self.application, "window-added", G_CALLBACK (on_window_added_cb), &self);
  return g_application_run (self.application, is_empty ? 1 : 2, arguments);
}

/* ---- Starting it ---- */

typedef struct
{
  double ms;
  double work_ms; /* of the thread that draws: what another program does not lengthen */
  double mb;
} Start;

static Start
start_child (const char *program, const char *what, const char *folder)
{
  const char *arguments[] = { program, "--child", what, folder, NULL };
  g_autofree char *said = NULL;
  gint64 began_us = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  char *end;
  gint64 there_us, work_us;

  bench_check (g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, &said,
                             NULL, NULL, &error),
               error);
  there_us = g_ascii_strtoll (said, &end, 10);
  bench_check (there_us > began_us, NULL);
  work_us = g_ascii_strtoll (end, &end, 10);
  return (Start){ (double) (there_us - began_us) / 1000, (double) work_us / 1000,
                  g_ascii_strtod (end, NULL) / 1024 };
}

static int
compare_starts (gconstpointer a, gconstpointer b)
{
  double difference = ((const Start *) a)->ms - ((const Start *) b)->ms;

  return difference < 0 ? -1 : difference > 0;
}

/* One after the other by turns, so that what else the machine does falls on both. */
void
measure_start (const char *program, const char *folder)
{
  static const char *const kinds[] = { "empty", "window" };
  g_autoptr (Bench) bench = bench_new ("window, start");
  Start starts[G_N_ELEMENTS (kinds)][N_STARTS], empty, full;

  for (guint i = 0; i < N_STARTS; i++)
    for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
      starts[k][i] = start_child (program, kinds[k], folder);
  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    qsort (starts[k], N_STARTS, sizeof (Start), compare_starts);
  empty = starts[0][N_STARTS / 2];
  full = starts[1][N_STARTS / 2];
  bench_note (bench, "empty_ms", empty.ms);
  bench_note (bench, "ms", full.ms);
  bench_note (bench, "times_empty", full.ms / empty.ms);
  bench_note (bench, "empty_work_ms", empty.work_ms);
  bench_note (bench, "work_ms", full.work_ms);
  bench_note (bench, "empty_mb", empty.mb);
  bench_note (bench, "mb", full.mb);
  bench_report (bench);
}
