/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Editor of one option out of a few. */

#pragma once

#include "lf-editor.h"

G_BEGIN_DECLS

#define LF_TYPE_CHOICE_EDITOR (lf_choice_editor_get_type ())
G_DECLARE_FINAL_TYPE (LfChoiceEditor, lf_choice_editor, LF, CHOICE_EDITOR, GtkWidget)

LfEditor *lf_choice_editor_new (const LfField *field);

G_END_DECLS
