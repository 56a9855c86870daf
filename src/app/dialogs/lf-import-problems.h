/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What in a spreadsheet cannot be read: a row for each cell. */

#pragma once

#include <adwaita.h>
#include "lf-import.h"

G_BEGIN_DECLS

#define LF_TYPE_IMPORT_PROBLEMS (lf_import_problems_widget_get_type ())
G_DECLARE_FINAL_TYPE (LfImportProblems, lf_import_problems_widget, LF, IMPORT_PROBLEMS, AdwPreferencesGroup)

void lf_import_problems_widget_show (LfImportProblems *self, const LfImport *import);

G_END_DECLS
