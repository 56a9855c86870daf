/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values of all records of one kind, field by field, as they are at one moment: what figures are
 * worked out from. A field is read when it is first asked for and stays until the records change;
 * of a few that changed their rows alone are read again. It takes four bytes for a record and
 * field, of amounts ten, of numbers eight, and every distinct value once. Of one thread. */

#pragma once

#include "lf-sql.h"
#include "lf-values.h"

G_BEGIN_DECLS

#define LF_COLUMN_SET_MOST_BYTES (128 * 1024 * 1024) /* that stay for the next figures */

/* How a field's values are held. */
typedef enum
{
  LF_HELD_CODES, /* each distinct value has a number */
  LF_HELD_NUMBERS,
  LF_HELD_MONEY,
} LfHeldAs;

/* A field of the records, or of those they refer to. */
typedef struct
{
  const LfField *via; /* (nullable): REFERENCE, to the record whose @field it is */
  const LfField *field;
  LfHeldAs held_as;
} LfFieldColumnOf;

/* By row. */
typedef struct
{
  LfFieldColumnOf of;
  guint32 *codes;       /* CODES: in @values; 0 is blank */
  LfValues *values;     /* CODES: as SQLite has them: texts, and the bytes of ids */
  double *numbers;      /* NUMBERS: NAN is blank */
  gint64 *minors;       /* MONEY */
  guint16 *marks;       /* MONEY: 0 is blank; else 2 × the currency's number, + 1: not exact */
  LfValues *currencies; /* MONEY */
} LfFieldColumn;

typedef struct _LfColumnSet LfColumnSet;

/* @is_past: the connection shows a day that is past, see lf-store-past.h */
LfColumnSet *lf_column_set_new (const LfEntity *entity, gboolean is_past);
void lf_column_set_free (LfColumnSet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfColumnSet, lf_column_set_free)

/* ---- What is wanted (element-type LfFieldColumnOf), each once ---- */

void lf_column_set_want (GArray *wanted, const LfFieldColumnOf *of);
/* What @filter goes by, as far as that is in columns. */
void lf_column_set_want_filter (GArray *wanted, const LfFilter *filter /* nullable */);

/* ---- Reading ---- */

/* Reads those of @wanted that are not there yet, all in one pass, which takes along others that are
 * likely to be wanted next. */
gboolean lf_column_set_read (LfColumnSet *self, LfDb *db, const GArray *wanted, GError **error);
/* The records of @rows (element-type gint64) are not what they were, and no others of this kind; of
 * @others (element-type LfEntity) any may have changed. */
gboolean lf_column_set_refresh (
    LfColumnSet *self, LfDb *db, const GArray *rows, const GPtrArray *others, GError **error);
/* (transfer none) (element-type LfMoney): what lf_was_amounts() says; until the next refresh */
GHashTable *lf_column_set_was (
    LfColumnSet *self, LfDb *db, const LfField *field, const LfDate *day, GError **error);
const LfFieldColumn *lf_column_set_get (const LfColumnSet *self,
                                        const LfFieldColumnOf *of); /* that was read */
gsize lf_column_set_size (const LfColumnSet *self);                 /* bytes, about */

/* (transfer full) (nullable): what @code stands for, canonical */
char *lf_field_column_value (const LfFieldColumn *self, guint32 code);

/* ---- Conditions (lf-column-set-match.c); what they want was read ---- */

/* (transfer full) (element-type guint32): those that @query lets through, in the order of rows */
GArray *lf_column_set_rows (LfColumnSet *self, LfDb *db, const LfQuery *query, GError **error);
/* (transfer full): for each of @rows (element-type guint32) whether @filter lets it through */
guint8 *lf_column_set_match (
    LfColumnSet *self, LfDb *db, const LfFilter *filter, const GArray *rows, GError **error);

G_END_DECLS
