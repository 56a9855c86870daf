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

static gboolean
on_query_said_cb (GtkWidget *widget,
                  int x,
                  int y,
                  gboolean is_by_keyboard,
                  GtkTooltip *tooltip,
                  gpointer user_data)
{
  gtk_tooltip_set_text (tooltip, user_data);
  return TRUE;
}

void
lf_text_tip_say (GtkWidget *widget, const char *text)
{
  gtk_widget_set_has_tooltip (widget, TRUE);
  g_signal_connect (widget, "query-tooltip", G_CALLBACK (on_query_said_cb), (gpointer) text);
}

/* ---- Labels below a widget ---- */

static gboolean
on_query_parts_cb (GtkWidget *holder,
                   int x,
                   int y,
                   gboolean is_by_keyboard,
                   GtkTooltip *tooltip,
                   gpointer user_data)
{
  GtkWidget *picked = gtk_widget_pick (holder, x, y, GTK_PICK_DEFAULT);

  if (!GTK_IS_LABEL (picked)
      || !pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (picked))))
    return FALSE;
  gtk_tooltip_set_text (tooltip, gtk_label_get_text (GTK_LABEL (picked)));
  return TRUE;
}

void
lf_text_tip_add_to_parts (GtkWidget *holder)
{
  gtk_widget_set_has_tooltip (holder, TRUE);
  g_signal_connect (holder, "query-tooltip", G_CALLBACK (on_query_parts_cb), NULL);
}

/* ---- Titles ---- */

static GtkWidget *
find_header (GtkWidget *widget)
{
  GtkWidget *header = ADW_IS_HEADER_BAR (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && header == NULL;
       child = gtk_widget_get_next_sibling (child))
    header = find_header (child);
  return header;
}

void
lf_text_tip_add_to_title (GtkWindow *window)
{
  GtkWidget *header = find_header (GTK_WIDGET (window));

  g_return_if_fail (header != NULL);
  lf_text_tip_add_to_parts (header);
}
