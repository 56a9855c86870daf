/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Editor of everything that is typed on one line: texts, codes, numbers, amounts, dates. */

#pragma once

#include "lf-editor.h"

G_BEGIN_DECLS

#define LF_TYPE_TEXT_EDITOR (lf_text_editor_get_type ())
G_DECLARE_FINAL_TYPE (LfTextEditor, lf_text_editor, LF, TEXT_EDITOR, GtkWidget)

LfEditor *lf_text_editor_new (const LfField *field);
/* Escape is left to the window, which asks before it throws anything away. */
void lf_text_editor_set_draft (LfTextEditor *self);

G_END_DECLS
