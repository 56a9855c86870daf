/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of a template while it is edited, with what is wrong marked at its place. */

#pragma once

#include <gtk/gtk.h>
#include "lf-bulletin.h"

G_BEGIN_DECLS

#define LF_TYPE_BULLETIN_EDITOR (lf_bulletin_editor_get_type ())
G_DECLARE_FINAL_TYPE (LfBulletinEditor, lf_bulletin_editor, LF, BULLETIN_EDITOR, GtkWidget)

/* LfBulletinEditor::changed: a person typed. */
void lf_bulletin_editor_set_text (LfBulletinEditor *self, const char *text);
char *lf_bulletin_editor_get_text (LfBulletinEditor *self); /* (transfer full) */
/* @fault: (nullable): nothing is wrong; @spot: where, line 0: nowhere */
void lf_bulletin_editor_set_fault (LfBulletinEditor *self,
                                   const char *fault,
                                   const LfBulletinSpot *spot);

G_END_DECLS
