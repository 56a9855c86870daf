/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first records of an import, as they will be stored. */

#pragma once

#include <adwaita.h>
#include "lf-import.h"

G_BEGIN_DECLS

#define LF_TYPE_IMPORT_PREVIEW (lf_import_preview_get_type ())
G_DECLARE_FINAL_TYPE (LfImportPreview, lf_import_preview, LF, IMPORT_PREVIEW, AdwPreferencesGroup)

void lf_import_preview_show (LfImportPreview *self, const LfImport *import);

G_END_DECLS
