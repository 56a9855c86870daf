/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What in a spreadsheet cannot be read: a row for each cell. */

#pragma once

#include <adwaita.h>
#include "lf-import.h"

G_BEGIN_DECLS

#define LF_TYPE_IMPORT_PROBLEM_LIST (lf_import_problem_list_get_type ())
G_DECLARE_FINAL_TYPE (
    LfImportProblemList, lf_import_problem_list, LF, IMPORT_PROBLEM_LIST, AdwPreferencesGroup)

void lf_import_problem_list_show (LfImportProblemList *self, const LfImport *import);

G_END_DECLS
