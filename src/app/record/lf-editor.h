/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Editor: what every widget that edits one field's value has in common.

 * An editor shows the value in force until a person changes it, then offers what was entered and
 * keeps it on screen until the new value is shown back to it: what is refused stays there to be
 * corrected. From an offer on it counts the value offered as the one in force, until told. */

#pragma once

#include <gtk/gtk.h>
#include "lf-store.h"

G_BEGIN_DECLS

#define LF_RECORD_UI(name) "/io/github/landfall/Landfall/record/" name ".ui"

#define LF_TYPE_EDITOR (lf_editor_get_type ())
G_DECLARE_INTERFACE (LfEditor, lf_editor, LF, EDITOR, GtkWidget)

/**
 * LfEditor:
 * Signal `offered` (string value, nullable; string display, nullable): a canonical value that is
 * to replace the one shown.
 * Signal `unreadable` (string): a sentence that says why what was entered is no value of the
 * field.
 * Signal `previewed` (string, nullable): how what is being entered is understood so far.
 * Signal `rested`: nothing is being entered any more, the value shown stays.
 * Signal `typed` (string): what stands in it now, while a person is still entering it.
 * Signal `confirmed`: Enter was pressed, and no input method had a use for it.
 */
struct _LfEditorInterface
{
  GTypeInterface parent_iface;

  /* @display: (nullable): the value for people, where it takes a store to know */
  void (*show) (LfEditor *self, const char *value, const char *display);
  /* what was offered holds: shown, unless more was entered since; NULL: the same as show */
  void (*accept) (LfEditor *self, const char *value, const char *display);
  /* what was offered does not hold, @value does; what was entered stays; NULL: the same as show */
  void (*refuse) (LfEditor *self, const char *value, const char *display);
  /* holds something a person has not finished; NULL: never */
  gboolean (*is_busy) (LfEditor *self);
  /* offers what was entered, as leaving the field does; NULL: always done */
  void (*finish) (LfEditor *self);
  GtkWidget *(*get_control) (LfEditor *self); /* what takes the focus and carries the name */
};

/* (transfer floating): the editor for @field's type; @store is asked for what references can
 * refer to */
LfEditor *lf_editor_new (const LfField *field, LfStore *store);

void lf_editor_show (LfEditor *self, const char *value, const char *display);
void lf_editor_accept (LfEditor *self, const char *value, const char *display);
void lf_editor_refuse (LfEditor *self, const char *value, const char *display);
gboolean lf_editor_is_busy (LfEditor *self);
void lf_editor_finish (LfEditor *self);
GtkWidget *lf_editor_get_control (LfEditor *self); /* (transfer none) */

/* For editors. */
void lf_editor_offer (LfEditor *self, const char *value, const char *display);
void lf_editor_report (LfEditor *self, const char *message);
void lf_editor_preview (LfEditor *self, const char *text);
void lf_editor_rest (LfEditor *self);
void lf_editor_tell_typed (LfEditor *self, const char *text);
void lf_editor_confirm (LfEditor *self);

G_END_DECLS
