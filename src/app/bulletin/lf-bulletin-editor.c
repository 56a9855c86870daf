/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of a template while it is edited. */

#include "config.h"

#include "lf-bulletin-editor.h"

#include <string.h>

struct _LfBulletinEditor
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkTextView *view;
  GtkLabel *fault;

  GtkTextTag *tag; /* what is wrong */
  gboolean is_being_set;
};

G_DEFINE_FINAL_TYPE (LfBulletinEditor, lf_bulletin_editor, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
on_changed_cb (LfBulletinEditor *self)
{
  if (!self->is_being_set)
    g_signal_emit (self, signals[CHANGED], 0);
}

char *
lf_bulletin_editor_get_text (LfBulletinEditor *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, /* hidden= */ TRUE);
}

void
lf_bulletin_editor_set_text (LfBulletinEditor *self, const char *text)
{
  g_autofree char *before = lf_bulletin_editor_get_text (self);

  if (strcmp (before, text) == 0)
    return;
  self->is_being_set = TRUE;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), text, -1);
  self->is_being_set = FALSE;
}

void
lf_bulletin_editor_set_fault (LfBulletinEditor *self, const char *fault, const LfBulletinSpot *spot)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_remove_tag (buffer, self->tag, &start, &end);
  gtk_label_set_label (self->fault, fault == NULL ? "" : fault);
  gtk_widget_set_visible (GTK_WIDGET (self->fault), fault != NULL);
  if (fault == NULL || spot->line == 0)
    return;
  gtk_text_buffer_get_iter_at_offset (buffer, &start, (int) spot->start);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, (int) spot->end);
  gtk_text_buffer_apply_tag (buffer, self->tag, &start, &end);
}

/* ---- Widget ---- */

static void
lf_bulletin_editor_dispose (GObject *object)
{
  LfBulletinEditor *self = LF_BULLETIN_EDITOR (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (lf_bulletin_editor_parent_class)->dispose (object);
}

static void
lf_bulletin_editor_class_init (LfBulletinEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_bulletin_editor_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/landfall/Landfall/bulletin/lf-bulletin-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, LfBulletinEditor, box);
  gtk_widget_class_bind_template_child (widget_class, LfBulletinEditor, view);
  gtk_widget_class_bind_template_child (widget_class, LfBulletinEditor, fault);
}

static void
lf_bulletin_editor_init (LfBulletinEditor *self)
{
  GtkTextBuffer *buffer;

  gtk_widget_init_template (GTK_WIDGET (self));
  buffer = gtk_text_view_get_buffer (self->view);
  self->tag = gtk_text_buffer_create_tag (buffer, "fault", "underline", PANGO_UNDERLINE_ERROR,
                                          "weight", PANGO_WEIGHT_BOLD, NULL);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (on_changed_cb), self, G_CONNECT_SWAPPED);
}
