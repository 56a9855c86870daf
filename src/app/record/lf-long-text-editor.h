/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Editor of texts of several lines. */

#pragma once

#include "lf-editor.h"

G_BEGIN_DECLS

#define LF_TYPE_LONG_TEXT_EDITOR (lf_long_text_editor_get_type ())
G_DECLARE_FINAL_TYPE (LfLongTextEditor, lf_long_text_editor, LF, LONG_TEXT_EDITOR, GtkWidget)

LfEditor *lf_long_text_editor_new (const LfField *field);

G_END_DECLS
