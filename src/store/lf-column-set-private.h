/* SPDX-License-Identifier: GPL-3.0-or-later */
/* LfColumnSet from within; for the files lf-column-set*.c only. */

#pragma once

#include "lf-column-set.h"

G_BEGIN_DECLS

#define LF_COLUMN_SET_MOST_ASKED 64 /* each a byte for a row */

struct _LfColumnSet
{
  const LfEntity *entity;
  gboolean is_past;
  guint n_rows; /* the last row, and one */
  guint room;   /* rows that there is room for */
  guint8 *is_live;
  gboolean knows_live;
  GPtrArray *columns; /* (element-type LfFieldColumn) */
  GHashTable *asked;  /* (element-type utf8 LfAsked): what SQLite was asked for */
  GPtrArray *was;     /* (element-type LfAmountsWas) */
};

/* ---- lf-column-set-asked.c ---- */

typedef struct _LfAsked LfAsked;
typedef struct _LfAmountsWas LfAmountsWas;

void lf_asked_free (LfAsked *self);
void lf_amounts_was_free (LfAmountsWas *self);

/* (transfer none): by row, whether @filter lets the record through, as SQLite says */
const guint8 *
lf_column_set_ask (LfColumnSet *self, LfDb *db, const LfFilter *filter, GError **error);
/* As lf_column_set_refresh() has it. */
gboolean lf_column_set_ask_again (
    LfColumnSet *self, LfDb *db, const GArray *rows, const GPtrArray *others, GError **error);

G_END_DECLS
