/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Editor of yes or no. */

#pragma once

#include "lf-editor.h"

G_BEGIN_DECLS

#define LF_TYPE_FLAG_EDITOR (lf_flag_editor_get_type ())
G_DECLARE_FINAL_TYPE (LfFlagEditor, lf_flag_editor, LF, FLAG_EDITOR, GtkWidget)

LfEditor *lf_flag_editor_new (void);

G_END_DECLS
