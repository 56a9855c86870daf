/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One attached file: its picture, name and size, and what can be done with it. */

#pragma once

#include <adwaita.h>
#include "lf-store.h"

G_BEGIN_DECLS

#define LF_TYPE_FILE_ROW (lf_file_row_get_type ())
G_DECLARE_FINAL_TYPE (LfFileRow, lf_file_row, LF, FILE_ROW, AdwBin)

/* Signals: `removed`; `failed` (string): why it could not be opened or saved. */
LfFileRow *lf_file_row_new (LfStore *store, const char *element);
const char *lf_file_row_get_element (LfFileRow *self);

G_END_DECLS
