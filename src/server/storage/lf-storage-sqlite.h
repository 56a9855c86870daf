/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Storage of zones in one SQLite file. */

#pragma once

#include "lf-server-storage.h"

G_BEGIN_DECLS

#define LF_TYPE_STORAGE_SQLITE (lf_storage_sqlite_get_type ())
G_DECLARE_FINAL_TYPE (LfStorageSqlite, lf_storage_sqlite, LF, STORAGE_SQLITE, GObject)

#define LF_SQLITE_KIND "sqlite" /* of its migrations */

/* Makes the file, readable by its owner only, when it is not there, and brings it up to date. */
LfServerStorage *lf_storage_sqlite_new (const char *path, GError **error);

/* Of a file that is there; changes nothing in it. */
gboolean lf_storage_sqlite_read_version (const char *path, int *ret_version, GError **error);

G_END_DECLS
