/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A zip archive held in memory, so that one of its files is rewritten and all others stay as they
 * are, byte for byte and in their order. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define LF_ZIP_MAX_BYTES (64 * 1024 * 1024) /* all files of it, unpacked */

typedef struct
{
  char *name;
  GBytes *bytes;
} LfZipFile;

/**
 * lf_zip_read:
 * Returns: (transfer full) (element-type LfZipFile): in the archive's order
 * Errors: LF_EXCHANGE_ERROR_IO, LF_EXCHANGE_ERROR_TRUNCATED, LF_EXCHANGE_ERROR_TOO_LARGE (also for
 * what unpacks as no workbook does), LF_EXCHANGE_ERROR_TYPE when it is locked
 */
GPtrArray *lf_zip_read (const char *path, GError **error);

LfZipFile *lf_zip_find (const GPtrArray *files, const char *name); /* (nullable): in any case */
void lf_zip_put (LfZipFile *file, GBytes *bytes /* (transfer full) */);

/* The file at @path is there whole, or as it was before. Errors: LF_EXCHANGE_ERROR_IO. */
gboolean lf_zip_write (const GPtrArray *files, const char *path, GError **error);

G_END_DECLS
