/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The records of the store by what rows of spreadsheets know them by. */

#pragma once

#include "lf-store.h"

G_BEGIN_DECLS

typedef struct _LfImportIndex LfImportIndex;

/**
 * lf_import_index_new_sync:
 * @fields: (element-type LfField): which of @entity's together tell a record from others
 * Reads the keys of all records once: looking for each row's would read them all each time where
 * the fields have no index, and wait for the store's thread where they have.
 */
LfImportIndex *lf_import_index_new_sync (LfStore *store,
                                         const LfEntity *entity,
                                         GPtrArray *fields,
                                         GError **error);
void lf_import_index_free (LfImportIndex *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfImportIndex, lf_import_index_free)

/**
 * lf_import_index_find:
 * @ret_n: how many records @row may be about
 * Takes records that have all of the key alike; where there is none, those that differ only in what
 * one of the two leaves blank: a row that names no firm may speak of the one that is there.
 *
 * Returns: (nullable): the id of the first
 */
const char *lf_import_index_find (const LfImportIndex *self, const LfRecord *row, guint *ret_n);

G_END_DECLS
