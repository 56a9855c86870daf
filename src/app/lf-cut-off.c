/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding text that has not the room it needs. */

#include "config.h"

#include "lf-cut-off.h"

#define TOLERANCE_PX 2

static gboolean
has_tooltip (GtkWidget *widget)
{
  for (; widget != NULL && !GTK_IS_ROOT (widget); widget = gtk_widget_get_parent (widget))
    if (gtk_widget_get_has_tooltip (widget))
      return TRUE;
  return FALSE;
}

/* What is scrolled there reaches beyond the edge, and can be brought into sight. */
static gboolean
is_scrolled_across (GtkWidget *widget)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  GtkPolicyType across = GTK_POLICY_NEVER;

  if (scrolled != NULL)
    gtk_scrolled_window_get_policy (GTK_SCROLLED_WINDOW (scrolled), &across, NULL);
  return across != GTK_POLICY_NEVER;
}

/* What stands in an entry is moved along by the cursor. */
static gboolean
is_in_entry (GtkWidget *widget)
{
  return gtk_widget_get_ancestor (widget, GTK_TYPE_TEXT) != NULL;
}

/* (nullable): what is wrong with it */
static const char *
judge (GtkWidget *label, GtkWidget *root)
{
  PangoLayout *layout = gtk_label_get_layout (GTK_LABEL (label));
  graphene_rect_t bounds;
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  if (pango_layout_is_ellipsized (layout))
    return has_tooltip (label) ? NULL : "shortened, and no tooltip says the rest";
  if (width > gtk_widget_get_width (label) + TOLERANCE_PX)
    return "wider than its place";
  if (gtk_widget_compute_bounds (label, root, &bounds) && !is_scrolled_across (label)
      && bounds.origin.x + bounds.size.width > (float) gtk_widget_get_width (root) + TOLERANCE_PX)
    return "beyond the edge of the window";
  return NULL;
}

static void
tell (GtkWidget *widget, GtkWidget *root, const char *name)
{
  const char *problem;

  if (!gtk_widget_get_mapped (widget))
    return;
  problem = GTK_IS_LABEL (widget) && !is_in_entry (widget) ? judge (widget, root) : NULL;
  if (problem != NULL)
    g_print ("%s: “%s” is %s\n", name, gtk_label_get_text (GTK_LABEL (widget)), problem);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    tell (child, root, name);
}

void
lf_cut_off_tell (GtkWidget *root, const char *name)
{
  tell (root, root, name);
}
