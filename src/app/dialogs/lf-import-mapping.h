/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which column of a spreadsheet goes into which field. */

#pragma once

#include <adwaita.h>
#include "lf-import.h"

G_BEGIN_DECLS

#define LF_TYPE_IMPORT_MAPPING (lf_import_mapping_get_type ())
G_DECLARE_FINAL_TYPE (LfImportMapping, lf_import_mapping, LF, IMPORT_MAPPING, AdwPreferencesGroup)

/* Signals: `changed`: the person mapped a column otherwise; `forget` (guint column): and wants what
 * was learned of it forgotten. */
void lf_import_mapping_show (LfImportMapping *self, const LfImport *import);
/* (transfer none): heading → field name, "" to leave it out */
GHashTable *lf_import_mapping_get (LfImportMapping *self);
void lf_import_mapping_reset (LfImportMapping *self); /* for another file or entity */

G_END_DECLS
