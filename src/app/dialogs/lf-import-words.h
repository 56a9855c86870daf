/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an import would do, in words. */

#pragma once

#include "lf-import.h"

G_BEGIN_DECLS

/* How many records would be added and changed, with what else, and which rows are left out for
 * which reason. @has_hidden: as in the LfImportOptions it was read with */
char *lf_import_tell (const LfImport *import, gboolean has_hidden);

G_END_DECLS
