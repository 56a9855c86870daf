/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many of the window's panes are shown: sidebar, list and record, as many as there is room for.
 */

#include "config.h"

#include "lf-window-private.h"

#include "lf-text-scale.h"

#define SIDEBAR_WIDTH 185
#define LIST_WIDTH 330
#define RECORD_WIDTH 422
#define COMPACT_WIDTH 620 /* below it the header has no room for words */
#define NARROW_WIDTH 440  /* below it, it has none but for one of the window's buttons */

typedef enum
{
  SIDEBAR = 1 << 0,
  LIST = 1 << 1,
  RECORD = 1 << 2
} Panes;

/* Larger text needs more room, but half of that comes from shorter lines. */
static int
scaled (LfWindow *self, int pixels)
{
  return (int) (pixels * (1 + lf_text_scale (GTK_WIDGET (self))) / 2);
}

static int
width_of (LfWindow *self, Panes pane)
{
  return scaled (self, pane == SIDEBAR ? SIDEBAR_WIDTH : pane == LIST ? LIST_WIDTH : RECORD_WIDTH);
}

/* The panes that fit, the most wanted first; that one is shown in any case. */
static guint
fit (LfWindow *self, int room)
{
  Panes page = self->has_record ? RECORD : LIST;
  const Panes wanted[] = { self->is_peeking ? SIDEBAR : page, self->is_peeking ? page : LIST, LIST,
                           self->hides_sidebar ? page : SIDEBAR };
  guint panes = wanted[0];

  room -= width_of (self, wanted[0]);
  for (guint i = 1; i < G_N_ELEMENTS (wanted) && room > 0; i++)
    if (!(panes & wanted[i]))
      {
        room -= width_of (self, wanted[i]);
        panes |= room >= 0 ? wanted[i] : 0;
      }
  return panes;
}

static void
set_compact (LfWindow *self, gboolean is_compact)
{
  gtk_widget_set_visible (self->new_label, !is_compact);
  gtk_widget_set_visible (self->undo_button, !is_compact);
  gtk_widget_set_visible (self->redo_button, !is_compact);
  lf_sync_button_set_compact (self->sync_button, is_compact);
}

static gboolean
has_focus (LfWindow *self, GtkWidget *pane)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  return focus != NULL && gtk_widget_is_ancestor (focus, pane);
}

/* The focus goes over to what is shown before its pane is hidden: keys would go nowhere otherwise,
 * and GTK keeps a hidden pane that has it. */
static void
show_panes (LfWindow *self, guint panes)
{
  gboolean has_content = (panes & (LIST | RECORD)) != 0;
  const struct
  {
    GtkWidget *widget;
    gboolean is_shown;
  } shown[] = {
    { self->sidebar_box, (panes & SIDEBAR) != 0 },
    { self->content_box, has_content },
    { self->separator, has_content && (panes & SIDEBAR) != 0 },
    { GTK_WIDGET (self->stack), (panes & LIST) != 0 },
    { GTK_WIDGET (self->record_bin), (panes & RECORD) != 0 },
  };
  GtkWidget *wanted = !has_content       ? GTK_WIDGET (self->sidebar)
                      : (panes & RECORD) ? GTK_WIDGET (self->record_bin)
                                         : GTK_WIDGET (self->stack);

  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    if (shown[i].is_shown)
      gtk_widget_set_visible (shown[i].widget, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    if (!shown[i].is_shown)
      {
        if (has_focus (self, shown[i].widget))
          gtk_widget_child_focus (wanted, GTK_DIR_TAB_FORWARD);
        gtk_widget_set_visible (shown[i].widget, FALSE);
      }
}

void
lf_window_update_panes (LfWindow *self)
{
  int width = lf_fold_get_room (self->fold);
  int room = width == 0 ? G_MAXINT / 2 : width; /* not allocated yet */
  guint panes = fit (self, room);
  gboolean has_content = (panes & (LIST | RECORD)) != 0;

  show_panes (self, panes);
  gtk_widget_set_hexpand (self->sidebar_box, !has_content);
  gtk_widget_set_visible (self->back_button, !has_content);
  gtk_widget_set_visible (self->sidebar_button, !(panes & SIDEBAR));
  if (panes & SIDEBAR)
    gtk_widget_remove_css_class (GTK_WIDGET (self->content_header), "lf-narrow-header");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->content_header), "lf-narrow-header");
  gtk_widget_set_size_request (GTK_WIDGET (self->record_bin),
                               MIN (width_of (self, RECORD) - 2, room), -1);
  gtk_widget_set_size_request (self->sidebar_box, width_of (self, SIDEBAR) - 1, -1);
  set_compact (self, room - (panes & SIDEBAR ? width_of (self, SIDEBAR) : 0)
                         < scaled (self, COMPACT_WIDTH));
  adw_header_bar_set_decoration_layout (self->content_header,
                                        room < scaled (self, NARROW_WIDTH) ? ":close" : NULL);
  adw_header_bar_set_show_end_title_buttons (self->sidebar_header, !has_content);
  adw_header_bar_set_show_start_title_buttons (self->content_header, !(panes & SIDEBAR));
}

void
lf_window_toggle_sidebar (LfWindow *self)
{
  gboolean is_shown = gtk_widget_get_visible (self->sidebar_box);

  self->hides_sidebar = is_shown && !self->is_peeking;
  self->is_peeking = FALSE;
  lf_window_update_panes (self);
  if (is_shown || gtk_widget_get_visible (self->sidebar_box))
    return;
  self->is_peeking = TRUE;
  lf_window_update_panes (self);
}

void
lf_window_set_has_record (LfWindow *self, gboolean has_record)
{
  self->has_record = has_record;
  lf_window_update_panes (self);
}
