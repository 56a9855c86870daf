/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text file of unknown encoding, read as UTF-8. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lf_text_file_read:
 * Reads UTF-8 with or without a byte order mark, UTF-16 with one, GB18030. Refuses what is empty,
 * larger than LF_IMPORT_MAX_BYTES, or no text: LF_EXCHANGE_ERROR. Returns: (transfer full): valid
 * UTF-8
 */
char *lf_text_file_read (const char *path, gsize *ret_length, GError **error);

G_END_DECLS
