/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which field a column of a spreadsheet is: headings matched to fields by name, label and synonym,
 * units in headings. */

#pragma once

#include "lf-cells.h"
#include "lf-core.h"

G_BEGIN_DECLS

typedef struct
{
  char *heading;
  const LfField *field; /* (nullable): left out */
  char *unit; /* (nullable): the unit in the heading, put behind bare numbers: 总投资（亿元） */
  char *last_text, *last_value; /* (nullable): the choice read last, for rows say the same often */
} LfColumn;

void lf_column_free (LfColumn *self);

/* (transfer full) (element-type LfColumn): of the headings in row @at of @rows (element-type
 * LfCellRow). @mapping: (nullable): heading → field name, "" to leave out */
GPtrArray *
lf_columns_match (GPtrArray *rows, guint at, const LfEntity *entity, GHashTable *mapping);
guint lf_columns_count (GPtrArray *columns); /* how many have a field */

/* The entity and the heading row, among @rows, that match best; FALSE when none has a column for
 * its title. Headings over two rows become one, in the lower of them. */
gboolean lf_columns_find (GPtrArray *rows,
                          const LfEntity *entity /* nullable: any */,
                          GHashTable *mapping,
                          const LfEntity **ret_entity,
                          guint *ret_at);

G_END_DECLS
