/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A form's group of rows: what matters is shown, what is blank and seldom needed is folded
 * away. */

#pragma once

#include "lf-field-row.h"

G_BEGIN_DECLS

#define LF_TYPE_FORM_GROUP (lf_form_group_get_type ())
G_DECLARE_FINAL_TYPE (LfFormGroup, lf_form_group, LF, FORM_GROUP, AdwPreferencesGroup)

LfFormGroup *lf_form_group_new (const char *title);
void lf_form_group_add (LfFormGroup *self, LfFieldRow *row, gboolean is_essential);
/* Decides again what is folded; what has been shown stays while @is_other_record is FALSE. */
void lf_form_group_update (LfFormGroup *self, gboolean is_other_record);
void lf_form_group_unfold (LfFormGroup *self);

G_END_DECLS
