/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding text that has not the room it needs. */

#include "config.h"

#include "lf-cut-off.h"

#include "lf-fold.h"

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

/* ---- Parts that are larger than the window ---- */

/* Its margins with it, as gtk_widget_measure() wants it. */
static int
width_given (GtkWidget *widget)
{
  graphene_rect_t bounds;

  if (!gtk_widget_compute_bounds (widget, widget, &bounds))
    return -1;
  return (int) bounds.size.width + gtk_widget_get_margin_start (widget)
         + gtk_widget_get_margin_end (widget);
}

/* How much room @widget needs at least: in height for the width it has. */
static int
minimum_of (GtkWidget *widget, GtkOrientation orientation)
{
  int for_size = orientation == GTK_ORIENTATION_HORIZONTAL ? -1 : width_given (widget);
  int minimum;

  gtk_widget_measure (widget, orientation, for_size, &minimum, NULL, NULL, NULL);
  return minimum;
}

static GtkWidget *
largest_child (GtkWidget *widget, GtkOrientation orientation)
{
  int room = minimum_of (widget, orientation);
  GtkWidget *largest = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_visible (child) && !GTK_IS_NATIVE (child)
        && minimum_of (child, orientation) <= room
        && (largest == NULL || minimum_of (child, orientation) > minimum_of (largest, orientation)))
      largest = child;
  return largest;
}

/* What takes so much room is told from the page down to the part that no single child explains. */
static void
tell_largest (GtkWidget *widget, GtkOrientation orientation, int room, const char *name)
{
  g_autoptr (GString) path = g_string_new (NULL);

  for (GtkWidget *child = widget; child != NULL && minimum_of (child, orientation) > room / 2;
       child = largest_child (child, orientation))
    {
      const char *id = gtk_buildable_get_buildable_id (GTK_BUILDABLE (child));

      g_string_append_printf (path, " > %s%s%s %d", G_OBJECT_TYPE_NAME (child),
                              id == NULL ? "" : "#", id == NULL ? "" : id,
                              minimum_of (child, orientation));
    }
  g_print ("%s: %s than the window:%s\n", name,
           orientation == GTK_ORIENTATION_HORIZONTAL ? "wider" : "higher", path->str);
}

/* TRUE: it needs more than there is, which is told. */
static gboolean
tell_size (GtkWidget *widget, GtkOrientation orientation, int room, const char *name)
{
  if (minimum_of (widget, orientation) <= room + TOLERANCE_PX)
    return FALSE;
  tell_largest (widget, orientation, room, name);
  return TRUE;
}

/* ---- Both ---- */

/* Of a window that is too narrow it is told once what needs the room, instead of each text that has
 * none for it. */
static void
tell (GtkWidget *widget, GtkWidget *root, const char *name)
{
  GtkWidget *part = LF_IS_FOLD (widget) ? gtk_widget_get_first_child (widget) : NULL;
  const char *problem;

  if (!gtk_widget_get_mapped (widget))
    return;
  if (part != NULL
      && (tell_size (part, GTK_ORIENTATION_HORIZONTAL, gtk_widget_get_width (widget), name)
          || tell_size (part, GTK_ORIENTATION_VERTICAL, gtk_widget_get_height (widget), name)))
    return;
  problem = GTK_IS_LABEL (widget) && !is_in_entry (widget) ? judge (widget, root) : NULL;
  if (problem != NULL)
    g_print ("%s: “%s” is %s\n", name, gtk_label_get_text (GTK_LABEL (widget)), problem);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    tell (child, root, name);
}

/* A dialog is as large as its parts need; it was asked to be no larger than its default size. The
 * display's is for the window, which takes the room that its parts need beyond a display's edge. */
static void
take_default_size (GtkWindow *window, int *ret_width, int *ret_height)
{
  int width, height;

  gtk_window_get_default_size (window, &width, &height);
  *ret_width = width > 0 ? width : G_MAXINT - TOLERANCE_PX;
  *ret_height = height > 0 ? height : G_MAXINT - TOLERANCE_PX;
}

void
lf_cut_off_tell (GtkWidget *root, const char *name, int width, int height)
{
  if (GTK_IS_WINDOW (root) && gtk_window_get_transient_for (GTK_WINDOW (root)) != NULL)
    take_default_size (GTK_WINDOW (root), &width, &height);
  if (GTK_IS_WINDOW (root))
    {
      tell_size (root, GTK_ORIENTATION_HORIZONTAL, width, name);
      tell_size (root, GTK_ORIENTATION_VERTICAL, height, name);
    }
  tell (root, root, name);
}
