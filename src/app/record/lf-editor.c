/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every widget that edits one field's value has in common. */

#include "config.h"

#include "lf-editor.h"

#include "lf-choice-editor.h"
#include "lf-files-editor.h"
#include "lf-flag-editor.h"
#include "lf-long-text-editor.h"
#include "lf-reference-editor.h"
#include "lf-set-editor.h"
#include "lf-text-editor.h"

enum
{
  OFFERED,
  UNREADABLE,
  PREVIEWED,
  RESTED,
  TYPED,
  CONFIRMED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_INTERFACE (LfEditor, lf_editor, GTK_TYPE_WIDGET)

static void
lf_editor_default_init (LfEditorInterface *iface)
{
  signals[OFFERED] = g_signal_new ("offered", LF_TYPE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[UNREADABLE] = g_signal_new ("unreadable", LF_TYPE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[PREVIEWED] = g_signal_new ("previewed", LF_TYPE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[RESTED] = g_signal_new ("rested", LF_TYPE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  signals[TYPED] = g_signal_new ("typed", LF_TYPE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[CONFIRMED] = g_signal_new ("confirmed", LF_TYPE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 0);
}

LfEditor *
lf_editor_new (const LfField *field, LfStore *store)
{
  switch (field->type)
    {
    case LF_VALUE_LONG_TEXT:
      return lf_long_text_editor_new (field);
    case LF_VALUE_CHOICE:
      return lf_choice_editor_new (field);
    case LF_VALUE_FLAG:
      return lf_flag_editor_new ();
    case LF_VALUE_REFERENCE:
      return lf_reference_editor_new (field, store);
    case LF_VALUE_REFERENCE_SET:
    case LF_VALUE_TEXT_SET:
      return lf_set_editor_new (field, store);
    case LF_VALUE_ATTACHMENT_SET:
      return lf_files_editor_new (store);
    default:
      return lf_text_editor_new (field);
    }
}

void
lf_editor_show (LfEditor *self, const char *value, const char *display)
{
  LF_EDITOR_GET_IFACE (self)->show (self, value, display);
}

void
lf_editor_accept (LfEditor *self, const char *value, const char *display)
{
  LfEditorInterface *iface = LF_EDITOR_GET_IFACE (self);

  (iface->accept != NULL ? iface->accept : iface->show) (self, value, display);
}

void
lf_editor_refuse (LfEditor *self, const char *value, const char *display)
{
  LfEditorInterface *iface = LF_EDITOR_GET_IFACE (self);

  (iface->refuse != NULL ? iface->refuse : iface->show) (self, value, display);
}

gboolean
lf_editor_is_busy (LfEditor *self)
{
  LfEditorInterface *iface = LF_EDITOR_GET_IFACE (self);

  return iface->is_busy != NULL && iface->is_busy (self);
}

void
lf_editor_finish (LfEditor *self)
{
  LfEditorInterface *iface = LF_EDITOR_GET_IFACE (self);

  if (iface->finish != NULL)
    iface->finish (self);
}

GtkWidget *
lf_editor_get_control (LfEditor *self)
{
  return LF_EDITOR_GET_IFACE (self)->get_control (self);
}

void
lf_editor_offer (LfEditor *self, const char *value, const char *display)
{
  g_signal_emit (self, signals[OFFERED], 0, value, display);
}

void
lf_editor_report (LfEditor *self, const char *message)
{
  g_signal_emit (self, signals[UNREADABLE], 0, message);
}

void
lf_editor_preview (LfEditor *self, const char *text)
{
  g_signal_emit (self, signals[PREVIEWED], 0, text);
}

void
lf_editor_rest (LfEditor *self)
{
  g_signal_emit (self, signals[RESTED], 0);
}

void
lf_editor_tell_typed (LfEditor *self, const char *text)
{
  g_signal_emit (self, signals[TYPED], 0, text);
}

void
lf_editor_confirm (LfEditor *self)
{
  g_signal_emit (self, signals[CONFIRMED], 0);
}
