/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A form's group of rows: what matters is shown, what is blank and seldom needed is folded
 * away. */

#pragma once

#include "lf-field-row.h"
#include "lf-form-bar.h"

G_BEGIN_DECLS

#define LF_TYPE_FORM_GROUP (lf_form_group_get_type ())
G_DECLARE_FINAL_TYPE (LfFormGroup, lf_form_group, LF, FORM_GROUP, AdwPreferencesGroup)

/* @bar: says which rows are shown; it outlives the group */
LfFormGroup *lf_form_group_new (const char *title, LfFormBar *bar);
/* Takes the row, out of the group it is in if there is one; rows stand in the order of the schema.
 * What is not essential is folded away while it is blank. */
void lf_form_group_take (LfFormGroup *self, LfFieldRow *row, gboolean is_essential);
gboolean lf_form_group_holds (LfFormGroup *self, LfFieldRow *row);
/* Decides again what is shown, and says of how many rows the bar found; what has been shown stays
 * while @is_other_record is FALSE. */
guint lf_form_group_update (LfFormGroup *self, gboolean is_other_record);
/* how many rows that can be filled in are blank; @ret_n_rows: of how many */
guint lf_form_group_count_blank (LfFormGroup *self, guint *ret_n_rows);
/* the row that is shown first; NULL: none */
LfFieldRow *lf_form_group_first (LfFormGroup *self);

G_END_DECLS
