/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From an address to a storage. */

#pragma once

#include "lf-server-storage.h"

G_BEGIN_DECLS

/**
 * lf_storage_open:
 * @address: (nullable): sqlite:FILE, postgres://…, or postgres: and libpq's "host=… dbname=…"
 * @makes: make it when it is not there
 *
 * Brings it up to date. An address that is none is LF_SERVER_ERROR_CALL.
 */
LfServerStorage *lf_storage_open (const char *address, gboolean makes, GError **error);

/* (transfer none) (nullable): the file that an address names, when it names one */
const char *lf_storage_file (const char *address);

/**
 * lf_storage_migrations:
 * @ret_version: 0: there is no database yet
 * Returns: (transfer full) (element-type LfMigration): what opening it would do; changes nothing
 */
GPtrArray *lf_storage_migrations (const char *address, int *ret_version, GError **error);

G_END_DECLS
