/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes deflated to take less room: long texts of records and the edits of the journal. */

#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

#define LF_PACKED 2 /* the first byte of what is packed */

/* Returns: (transfer full) (nullable): %NULL: it would be no smaller. */
GBytes *lf_pack (const void *plain, gsize length);

/**
 * lf_unpack:
 * Returns: (transfer full) (nullable): what was packed, as far as it can be read, with a NUL that
 * is not counted behind it; %NULL when @bytes are not packed.
 */
GByteArray *lf_unpack (const guint8 *bytes, gsize length);

/* (transfer full) (nullable): a text, packed or not. */
char *lf_unpack_text (sqlite3_stmt *statement, int column);

/* The functions of a connection lf_text(), a text that may be packed, and lf_plain(), bytes that
 * may be. Returns: a SQLite result code. */
int lf_packed_register (sqlite3 *handle);

G_END_DECLS
