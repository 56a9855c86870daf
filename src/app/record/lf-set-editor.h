/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Editor of a set of words or of references: a chip for each element and an entry that adds
 * one. */

#pragma once

#include "lf-editor.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LF_TYPE_SET_EDITOR (lf_set_editor_get_type ())
G_DECLARE_FINAL_TYPE (LfSetEditor, lf_set_editor, LF, SET_EDITOR, AdwBin)

LfEditor *lf_set_editor_new (const LfField *field, LfStore *store);

G_END_DECLS
