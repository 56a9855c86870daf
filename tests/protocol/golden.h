/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The golden messages of tests/data/wire, as every test of either side reads them. */

#pragma once

#include "lf-wire.h"

G_BEGIN_DECLS

char *golden_read (const char *name, gsize *ret_length); /* (transfer full) */

/**
 * GoldenReader:
 * Reads a message and writes it again: (transfer full) (nullable), NULL with @error.
 */
typedef char *(*GoldenReader) (const char *text, gsize length, gsize *ret_length, GError **error);

typedef struct
{
  const char *file;
  GoldenReader rewrite;
} Golden;

extern const Golden goldens[]; /* ends with a NULL file */

G_END_DECLS
