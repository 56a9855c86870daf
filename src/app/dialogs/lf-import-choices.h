/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a spreadsheet is imported, and how: sheet, kind of record, mode, key. */

#pragma once

#include <adwaita.h>
#include "lf-import.h"

G_BEGIN_DECLS

#define LF_TYPE_IMPORT_CHOICES (lf_import_choices_get_type ())
G_DECLARE_FINAL_TYPE (LfImportChoices, lf_import_choices, LF, IMPORT_CHOICES, AdwPreferencesGroup)

/* Signals: `changed`: the same rows otherwise; `subject-changed`: another sheet, or kind of record.
 */
void lf_import_choices_reset (LfImportChoices *self);  /* for another file; sheet and key stay */
void lf_import_choices_forget (LfImportChoices *self); /* also these */
gboolean lf_import_choices_is_remembering (LfImportChoices *self);
void lf_import_choices_show_sheets (LfImportChoices *self,
                                    GPtrArray *sheets /* element-type LfImportSheet */);
void lf_import_choices_show (LfImportChoices *self, const LfImport *import);
/* @ret_options: what is pointed to belongs to @self */
void lf_import_choices_get (LfImportChoices *self, LfImportOptions *ret_options);
/* (transfer full) (nullable): the name of the batch that leads came in */
char *lf_import_choices_get_batch (LfImportChoices *self);

G_END_DECLS
