/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first run: as long as nothing was ever entered, received or decided, the ways to begin stand
 * before all else. */

#include "config.h"

#include "lf-window-private.h"

#include "lf-welcome-page.h"

static void
leave_welcome (LfWindow *self)
{
  g_cancellable_cancel (self->welcoming);
  if (lf_window_is_welcoming (self))
    {
      gtk_stack_set_visible_child_name (self->scenes, "work");
      adw_toast_overlay_set_child (self->welcome_toasts, NULL);
    }
}

gboolean
lf_window_is_welcoming (LfWindow *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->scenes), "welcome") == 0;
}

static void
on_blank_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean is_blank = lf_store_is_blank_finish (LF_STORE (source), result, &error);
  LfWindow *self = user_data;
  GtkWidget *page;

  if (error != NULL || !is_blank)
    return;
  page = lf_welcome_page_new (self->context);
  adw_toast_overlay_set_child (self->welcome_toasts, page);
  gtk_stack_set_visible_child_name (self->scenes, "welcome");
  gtk_widget_grab_focus (page);
}

void
lf_window_watch_welcome (LfWindow *self)
{
  LfStore *store = lf_app_context_store (self->context);
  LfPreferences *preferences = lf_app_context_preferences (self->context);
  gboolean is_begun;

  g_object_get (preferences, "is-begun", &is_begun, NULL);
  if (is_begun)
    return;
  self->welcoming = g_cancellable_new ();
  lf_store_is_blank_async (store, self->welcoming, on_blank_cb, self);
  g_signal_connect_object (store, "changed", G_CALLBACK (leave_welcome), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "signed-in", G_CALLBACK (leave_welcome), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (preferences, "notify::is-begun", G_CALLBACK (leave_welcome), self,
                           G_CONNECT_SWAPPED);
}
