/* SPDX-License-Identifier: GPL-3.0-or-later */
/* LfColumnSet from within; for lf-column-set.c and lf-column-set-match.c only. */

#pragma once

#include "lf-column-set.h"

G_BEGIN_DECLS

#define LF_COLUMN_SET_MOST_SETS 64 /* each a byte for a row */

struct _LfColumnSet
{
  const LfEntity *entity;
  gboolean is_past;
  guint n_rows; /* the last row, and one */
  guint room;   /* rows that there is room for */
  guint8 *is_live;
  gboolean knows_live;
  GPtrArray *columns; /* (element-type LfFieldColumn) */
  GHashTable *sets;   /* (element-type utf8 GByteArray): by row, what SQLite was asked for */
};

G_END_DECLS
