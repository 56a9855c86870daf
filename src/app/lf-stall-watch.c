/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding what holds up the main loop. */

#include "config.h"

#include "lf-stall-watch.h"

#include <execinfo.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define MOST_FRAMES 40

#if defined(__SANITIZE_ADDRESS__)
#define SLOWER 40
#else
#define SLOWER 1
#endif

static timer_t timer;
static struct itimerspec limit;
static GPollFunc poll_events;

/* ---- The timer, which runs while the thread does ---- */

static void
on_too_long (int signal_number)
{
  static const char sentence[] = "The main loop is held up by:\n";
  void *frames[MOST_FRAMES];
  int n = backtrace (frames, MOST_FRAMES);

  if (write (STDERR_FILENO, sentence, strlen (sentence)) > 0)
    backtrace_symbols_fd (frames, n, STDERR_FILENO);
}

static void
arm (void)
{
  if (poll_events != NULL)
    timer_settime (timer, 0, &limit, NULL);
}

static void
disarm (void)
{
  const struct itimerspec never = { 0 };

  if (poll_events != NULL)
    timer_settime (timer, 0, &never, NULL);
}

/* Between two calls of this the main loop serves one turn. */
static int
poll_watched (GPollFD *fds, guint n_fds, int timeout_ms)
{
  int n;

  disarm ();
  n = poll_events (fds, n_fds, timeout_ms);
  arm ();
  return n;
}

/* ---- Frames ---- */

static void
on_before_paint_cb (GdkFrameClock *clock, gpointer user_data)
{
  disarm ();
}

static void
on_after_paint_cb (GdkFrameClock *clock, gpointer user_data)
{
  arm ();
}

static gboolean
make_timer (void)
{
  struct sigevent event = { .sigev_notify = SIGEV_THREAD_ID, .sigev_signo = SIGPROF };
  struct sigaction action = { .sa_handler = on_too_long, .sa_flags = SA_RESTART };
  void *frames[1];

  backtrace (frames, 1); /* loads what it needs: not to be done by the handler */
  event._sigev_un._tid = (pid_t) syscall (SYS_gettid);
  return sigaction (SIGPROF, &action, NULL) == 0
         && timer_create (CLOCK_THREAD_CPUTIME_ID, &event, &timer) == 0;
}

/* There is a frame: from now on. */
static void
on_first_frame_cb (GdkFrameClock *clock, gpointer user_data)
{
  g_signal_handlers_disconnect_by_func (clock, on_first_frame_cb, user_data);
  if (poll_events != NULL || !make_timer ())
    return;
  poll_events = g_main_context_get_poll_func (NULL);
  g_main_context_set_poll_func (NULL, poll_watched);
}

static void
on_realize_cb (GtkWidget *window, gpointer user_data)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);

  g_signal_connect (clock, "before-paint", G_CALLBACK (on_before_paint_cb), NULL);
  g_signal_connect (clock, "after-paint", G_CALLBACK (on_after_paint_cb), NULL);
  g_signal_connect (clock, "after-paint", G_CALLBACK (on_first_frame_cb), NULL);
}

static void
on_windows_changed_cb (GListModel *windows, guint position, guint n_removed, guint n_added)
{
  for (guint i = position; i < position + n_added; i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      g_signal_connect (window, "realize", G_CALLBACK (on_realize_cb), NULL);
    }
  /* Where the last window has gone nobody waits for a frame: its widgets may take their time. */
  if (poll_events != NULL && g_list_model_get_n_items (windows) == 0)
    disarm ();
}

/* 0: nothing is */
static guint
find_limit_ms (void)
{
  const char *said = g_getenv ("LANDFALL_STALL_MS");

  if (said != NULL)
    return (guint) g_ascii_strtoull (said, NULL, 10);
#ifdef NDEBUG
  return 0;
#else
  return LF_STALL_MS * SLOWER;
#endif
}

void
lf_stall_watch_start (void)
{
  guint ms = find_limit_ms ();

  if (ms == 0)
    return;
  limit.it_value.tv_sec = ms / 1000;
  limit.it_value.tv_nsec = ms % 1000 * 1000 * 1000;
  g_signal_connect (gtk_window_get_toplevels (), "items-changed",
                    G_CALLBACK (on_windows_changed_cb), NULL);
}
