/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window tells at its lower edge. */

#include "config.h"

#include "lf-window-private.h"

#include <glib/gi18n.h>

/* Seconds; the environment says in LANDFALL_TOAST_S how long for whoever reads more slowly. */
static guint
lasting (void)
{
  const char *said = g_getenv ("LANDFALL_TOAST_S");

  return said == NULL ? 5 : (guint) g_ascii_strtoull (said, NULL, 10);
}

void
lf_window_withdraw_undo (LfWindow *self)
{
  g_autoptr (AdwToast) toast = self->undo_toast == NULL ? NULL : g_object_ref (self->undo_toast);

  g_clear_weak_pointer (&self->undo_toast);
  if (toast != NULL)
    adw_toast_dismiss (toast);
}

void
lf_window_show_toast (LfWindow *self, const char *text, gboolean has_undo)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_timeout (toast, lasting ());
  if (has_undo)
    {
      lf_window_withdraw_undo (self);
      g_set_weak_pointer (&self->undo_toast, toast);
      adw_toast_set_button_label (toast, _ ("_Undo"));
      adw_toast_set_action_name (toast, "win.undo");
    }
  adw_toast_overlay_add_toast (lf_window_is_welcoming (self) ? self->welcome_toasts : self->toasts,
                               toast);
}
