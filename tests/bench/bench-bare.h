/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What nobody can beat: the same rows into the same tables and indexes with nothing but SQLite. */

#pragma once

#include "bench.h"

G_BEGIN_DECLS

/* A copy in @path of the store in @folder, as it is now. */
void bare_copy (const char *folder, const char *path);

/* Inserts what the store in @folder has got since the copy in @path was made: a table after the
 * other, one commit. Reports it with the time of each part. Returns: milliseconds */
double bare_measure_rows (const char *folder, const char *path);

G_END_DECLS
