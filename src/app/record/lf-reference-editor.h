/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Editor of a reference: the other record's title, found by typing, with a way to go there. */

#pragma once

#include "lf-editor.h"

G_BEGIN_DECLS

#define LF_TYPE_REFERENCE_EDITOR (lf_reference_editor_get_type ())
G_DECLARE_FINAL_TYPE (LfReferenceEditor, lf_reference_editor, LF, REFERENCE_EDITOR, GtkWidget)

LfEditor *lf_reference_editor_new (const LfField *field, LfStore *store);

G_END_DECLS
