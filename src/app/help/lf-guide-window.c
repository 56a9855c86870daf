/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window that shows the user guide: a label for each block of a page. */

#include "config.h"

#include "lf-guide-window.h"

#include "lf-guide.h"
#include "lf-text-tip.h"

struct _LfGuideWindow
{
  AdwWindow parent_instance;

  AdwWindowTitle *page_title;
  GtkScrolledWindow *scroller;
  GtkBox *page;

  GPtrArray *visited; /* (element-type utf8): pages, the one shown last */
};

G_DEFINE_FINAL_TYPE (LfGuideWindow, lf_guide_window, ADW_TYPE_WINDOW)

static gboolean
on_activate_link_cb (GtkLabel *label, const char *target, gpointer user_data)
{
  lf_guide_window_show (user_data, target);
  return TRUE;
}

/* ---- Blocks ---- */

static GtkWidget *
new_label (LfGuideWindow *self, const LfGuideBlock *block)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (block->kind == LF_GUIDE_CODE)
    {
      gtk_label_set_text (GTK_LABEL (label), block->text);
      gtk_label_set_selectable (GTK_LABEL (label), TRUE);
    }
  else
    gtk_label_set_markup (GTK_LABEL (label), block->text);
  g_signal_connect_object (label, "activate-link", G_CALLBACK (on_activate_link_cb), self, 0);
  return label;
}

static GtkWidget *
new_item (GtkWidget *text)
{
  GtkWidget *item = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *bullet = gtk_label_new ("•");

  gtk_widget_set_valign (bullet, GTK_ALIGN_START);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (GTK_BOX (item), bullet);
  gtk_box_append (GTK_BOX (item), text);
  return item;
}

static GtkWidget *
new_picture (const LfGuideBlock *block)
{
  g_autofree char *path = lf_guide_picture (lf_guide_language (), block->mark);
  GtkWidget *picture = gtk_picture_new_for_resource (path);

  gtk_picture_set_alternative_text (GTK_PICTURE (picture), block->text);
  gtk_widget_set_tooltip_text (picture, block->text);
  gtk_widget_add_css_class (picture, "lf-guide-picture");
  return picture;
}

static void
append_block (LfGuideWindow *self, const LfGuideBlock *block)
{
  static const char *const classes[] = {
    [LF_GUIDE_TITLE] = "title-1",
    [LF_GUIDE_HEADING] = "title-4",
    [LF_GUIDE_CODE] = "lf-guide-code",
  };
  GtkWidget *widget
      = block->kind == LF_GUIDE_PICTURE ? new_picture (block) : new_label (self, block);

  if (block->kind < G_N_ELEMENTS (classes) && classes[block->kind] != NULL)
    gtk_widget_add_css_class (widget, classes[block->kind]);
  gtk_box_append (self->page, block->kind == LF_GUIDE_ITEM ? new_item (widget) : widget);
}

/* ---- Pages ---- */

static void
clear_page (LfGuideWindow *self)
{
  GtkWidget *child;

  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->page))) != NULL)
    gtk_box_remove (self->page, child);
}

/* FALSE: there is no such page. */
static gboolean
show_page (LfGuideWindow *self, const char *page)
{
  g_autoptr (GPtrArray) blocks = lf_guide_load (lf_guide_language (), page);

  if (blocks == NULL)
    return FALSE;
  clear_page (self);
  for (guint i = 0; i < blocks->len; i++)
    append_block (self, blocks->pdata[i]);
  adw_window_title_set_title (self->page_title, ((LfGuideBlock *) blocks->pdata[0])->text);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  return TRUE;
}

void
lf_guide_window_show (LfGuideWindow *self, const char *page)
{
  g_autofree char *kept = g_strdup (page); /* a link's goes with its label */

  g_return_if_fail (LF_IS_GUIDE_WINDOW (self));

  if (!show_page (self, kept))
    return;
  g_ptr_array_add (self->visited, g_steal_pointer (&kept));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "guide.back", self->visited->len > 1);
}

static void
show_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lf_guide_window_show (LF_GUIDE_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfGuideWindow *self = LF_GUIDE_WINDOW (widget);

  if (self->visited->len < 2)
    return;
  g_ptr_array_remove_index (self->visited, self->visited->len - 1);
  show_page (self, self->visited->pdata[self->visited->len - 1]);
  gtk_widget_action_set_enabled (widget, "guide.back", self->visited->len > 1);
}

/* ---- Window ---- */

static void
lf_guide_window_finalize (GObject *object)
{
  g_ptr_array_unref (LF_GUIDE_WINDOW (object)->visited);
  G_OBJECT_CLASS (lf_guide_window_parent_class)->finalize (object);
}

static void
lf_guide_window_class_init (LfGuideWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lf_guide_window_finalize;
  gtk_widget_class_install_action (widget_class, "guide.show", "s", show_action);
  gtk_widget_class_install_action (widget_class, "guide.back", NULL, back_action);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/landfall/Landfall/help/lf-guide-window.ui");
  gtk_widget_class_bind_template_child (widget_class, LfGuideWindow, page_title);
  gtk_widget_class_bind_template_child (widget_class, LfGuideWindow, scroller);
  gtk_widget_class_bind_template_child (widget_class, LfGuideWindow, page);
}

static void
lf_guide_window_init (LfGuideWindow *self)
{
  self->visited = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_text_tip_add_to_title (GTK_WINDOW (self));
  lf_guide_window_show (self, LF_GUIDE_FIRST);
}

LfGuideWindow *
lf_guide_window_new (GtkWindow *parent)
{
  return g_object_new (LF_TYPE_GUIDE_WINDOW, "transient-for", parent, NULL);
}
