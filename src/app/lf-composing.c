/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether an input method composes text in an entry. */

#include "config.h"

#include "lf-composing.h"

static void
on_preedit_changed_cb (GtkEditable *editable, const char *preedit)
{
  g_object_set_data (G_OBJECT (editable), "lf-is-composing",
                     GINT_TO_POINTER (preedit != NULL && *preedit != '\0'));
}

void
lf_composing_watch (GtkEditable *editable)
{
  GtkEditable *text = editable;

  while (gtk_editable_get_delegate (text) != NULL)
    text = gtk_editable_get_delegate (text);
  g_signal_connect_object (text, "preedit-changed", G_CALLBACK (on_preedit_changed_cb), editable,
                           G_CONNECT_SWAPPED);
}

gboolean
lf_is_composing (GtkEditable *editable)
{
  return g_object_get_data (G_OBJECT (editable), "lf-is-composing") != NULL;
}
