/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form: draws any entity's record from its schema table and lets it be edited.

 * A live form saves each field as it is left, as one change that undo knows. A draft form
 * collects what is entered in a record that its owner saves. */

#pragma once

#include <adwaita.h>
#include "lf-store.h"

G_BEGIN_DECLS

typedef enum
{
  LF_FORM_LIVE,
  LF_FORM_DRAFT
} LfFormMode;

#define LF_TYPE_FORM (lf_form_get_type ())
G_DECLARE_FINAL_TYPE (LfForm, lf_form, LF, FORM, AdwBin)

/**
 * LfForm:
 * Signal `saved` (string): an edit is on disk; a sentence that says which.
 * Signal `entered`: a draft's record took up what was entered into a field.
 */
LfForm *lf_form_new (LfStore *store, const LfEntity *entity, LfFormMode mode);

/* Shows @record. Another record than before: what was being entered is saved first. The same one
 * again: rows at which a person is working are brought up to date when left. */
void lf_form_set_record (LfForm *self, LfRecord *record);
/* (transfer none) (nullable); in a draft form with all that was entered */
LfRecord *lf_form_get_record (LfForm *self);

/* takes what is being entered, as leaving the field does */
void lf_form_finish (LfForm *self);
/* draft: TRUE when it can be saved; else the rows say why */
gboolean lf_form_check (LfForm *self);
/* something entered is no value of its field */
gboolean lf_form_is_unreadable (LfForm *self);
/* a file is being copied in; “entered” tells when it is there */
gboolean lf_form_is_adding_files (LfForm *self);
void lf_form_focus_first (LfForm *self);
/* @marks: (element-type utf8 LfRecordState): what its fields wait for, see lf_store_marks() */
void lf_form_set_marks (LfForm *self, GHashTable *marks);
/* puts the cursor where fields are found by name; FALSE in forms that are too short for it */
gboolean lf_form_find_field (LfForm *self);

G_END_DECLS
