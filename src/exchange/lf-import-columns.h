/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which field a column of a spreadsheet is: headings matched to fields by name, label and synonym,
 * units in headings. */

#pragma once

#include "lf-core.h"
#include "lf-csv.h"

G_BEGIN_DECLS

typedef struct
{
  char *heading;
  const LfField *field; /* (nullable): left out */
  char *unit; /* (nullable): the unit in the heading, put behind bare numbers: 总投资（亿元） */
} LfColumn;

void lf_column_free (LfColumn *self);

/* (transfer full) (element-type LfColumn): of the headings in @row. @mapping: (nullable): heading →
 * field name, "" to leave out */
GPtrArray *
lf_columns_match (const LfCsv *csv, guint row, const LfEntity *entity, GHashTable *mapping);
guint lf_columns_count (GPtrArray *columns); /* how many have a field */

/* The entity and the heading row, among the first rows, that match best; FALSE when none has a
 * column for its title. */
gboolean lf_columns_find (const LfCsv *csv,
                          const LfEntity *entity /* nullable: any */,
                          GHashTable *mapping,
                          const LfEntity **ret_entity,
                          guint *ret_row);

/* Two rows of headings, where the upper one groups the lower: 投资 over 总投资 and 固定资产投资.
 * The lower one takes from above what it leaves blank, and TRUE says that it is the heading row
 * then. */
gboolean lf_columns_join (LfCsv *csv, guint row, const LfEntity *entity, GHashTable *mapping);

G_END_DECLS
