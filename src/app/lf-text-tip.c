/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tooltip of a text that may be shortened. */

#include "config.h"

#include "lf-text-tip.h"

#define SHORT_CHARS 8 /* that there is room for everywhere */

static gboolean
on_query_tooltip_cb (
    GtkWidget *text, int x, int y, gboolean is_by_keyboard, GtkTooltip *tooltip, gpointer user_data)
{
  const char *shown = gtk_inscription_get_text (GTK_INSCRIPTION (text));

  if (shown == NULL || g_utf8_strlen (shown, -1) <= SHORT_CHARS)
    return FALSE;
  gtk_tooltip_set_text (tooltip, shown);
  return TRUE;
}

void
lf_text_tip_add (GtkInscription *text)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (text), TRUE);
  g_signal_connect (text, "query-tooltip", G_CALLBACK (on_query_tooltip_cb), NULL);
}
