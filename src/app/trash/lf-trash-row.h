/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A deleted record in the list of the trash, with the button that brings it back. */

#pragma once

#include <adwaita.h>
#include "lf-trash-entry.h"

G_BEGIN_DECLS

#define LF_TRASH_UI(name) "/io/github/landfall/Landfall/trash/" name ".ui"

/* Property "entry" (LfTrashEntry). */
#define LF_TYPE_TRASH_ROW (lf_trash_row_get_type ())
G_DECLARE_FINAL_TYPE (LfTrashRow, lf_trash_row, LF, TRASH_ROW, AdwBin)

G_END_DECLS
