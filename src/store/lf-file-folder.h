/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A folder of files named by their SHA-256, as the store and its backups have one each. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *lf_file_folder_path (const char *folder, const char *digest); /* (transfer full) */

/* (transfer full) (element-type utf8): the digests of all files there */
GHashTable *lf_file_folder_list (const char *folder);

typedef enum
{
  LF_FILE_MISSING,
  LF_FILE_CHANGED,
  LF_FILE_SOUND,
} LfFileState;

LfFileState lf_file_folder_check (const char *folder, const char *digest); /* reads all of it */

char *
lf_file_digest (const char *path); /* (transfer full) (nullable): of up to LF_MAX_FILE_BYTES */

/* Bytes into a descriptor; FALSE with errno. */
gboolean lf_file_write_all (int descriptor, const char *bytes, gsize length);

/* Says that @to could not be written, and why: an errno. */
void lf_file_set_error (GError **error, const char *to, int cause);

/* Copies a file of any size up to LF_MAX_FILE_BYTES to @to, on disk when this returns, with @mode.
 * Returns: (transfer full): its digest, NULL with @error */
char *lf_file_copy (const char *from, const char *to, int mode, GError **error);

/**
 * lf_file_folder_share:
 * Puts the file @digest of @from into @to as well, without copying where the disk can: a link.
 * Returns: FALSE when @from does not have it whole or it could not be written
 */
gboolean lf_file_folder_share (const char *from, const char *to, const char *digest);

G_END_DECLS
