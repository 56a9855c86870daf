/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of a spreadsheet that may be there already, and what is done with them (domain.md §4).
 */

#pragma once

#include <adwaita.h>
#include "lf-import.h"

G_BEGIN_DECLS

#define LF_TYPE_IMPORT_VERDICT (lf_import_verdict_get_type ())
G_DECLARE_FINAL_TYPE (LfImportVerdict, lf_import_verdict, LF, IMPORT_VERDICT, AdwPreferencesGroup)

/**
 * LfImportVerdict:
 * Signal `changed`: another verdict, or another reason
 */

void lf_import_verdict_show (LfImportVerdict *self, const LfImport *import);

/* Does nothing wait, or has a person said what to do with all that does? */
gboolean lf_import_verdict_is_given (LfImportVerdict *self);
void lf_import_verdict_apply (LfImportVerdict *self, LfImport *import);

G_END_DECLS
