/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files: what is attached to records, kept beside the database under its SHA-256, never changed.

 * A file goes by its element of an attachment set, "sha256/name". It stays while a record, the
 * history, the trash or a backup refers to it. Blocking calls. */

#pragma once

#include "lf-store.h"

G_BEGIN_DECLS

#define LF_DIGEST_CHARS 64

const char *lf_file_name (const char *element); /* (transfer none): without the digest */

/* What is known of a file without opening it. */
gboolean lf_store_has_file (LfStore *self, const char *element);
gint64 lf_store_file_size (LfStore *self, const char *element); /* bytes; -1: not on this device */

/**
 * lf_store_find_file_sync:
 * @id: a digest or the beginning of one, 4 characters or more
 * Returns: (transfer full): the digest of the one file that begins so
 */
char *lf_store_find_file_sync (LfStore *self, const char *id, GError **error);

/* Writes the file to @path, checked on the way: one that was changed or is missing is an error that
 * names it. */
gboolean
lf_store_save_file_sync (LfStore *self, const char *element, const char *path, GError **error);

/**
 * lf_store_lend_file_sync:
 * Returns: (transfer full): path of a read-only copy under its own name, for other programs: what
 * they do to it leaves the store alone
 */
char *lf_store_lend_file_sync (LfStore *self, const char *element, GError **error);

/**
 * lf_store_sweep_files_sync:
 * @before_us: files put into the store at or after this time stay: a record may be about to refer
 * to them
 * Removes the files that nothing refers to. Returns: how many those were, -1 with @error
 */
int lf_store_sweep_files_sync (LfStore *self, gint64 before_us, GError **error);

G_END_DECLS
