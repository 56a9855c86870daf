/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Storage of a zone in one SQLite file. */

#pragma once

#include "lf-server-storage.h"

G_BEGIN_DECLS

#define LF_TYPE_STORAGE_SQLITE (lf_storage_sqlite_get_type ())
G_DECLARE_FINAL_TYPE (LfStorageSqlite, lf_storage_sqlite, LF, STORAGE_SQLITE, GObject)

LfServerStorage *lf_storage_sqlite_new (const char *path, GError **error); /* makes the file when it is not there, mode 0600 */

G_END_DECLS
