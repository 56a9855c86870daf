/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which field a column of a spreadsheet is: headings matched to fields by name, label and synonym,
 * units in headings. */

#pragma once

#include "lf-cells.h"
#include "lf-import-headings.h"

G_BEGIN_DECLS

typedef struct
{
  char *heading;
  const LfField *field;    /* (nullable): left out */
  const LfField *usual;    /* (nullable): what it is by its heading's own words */
  const LfRecord *learned; /* (nullable): why it is @field, or left out */
  gboolean is_by_hand;
  gboolean is_taken; /* left out, for another column is the field already */
  char *unit; /* (nullable): the unit in the heading, put behind bare numbers: 总投资（亿元） */
  char *last_text, *last_value; /* (nullable): the choice read last, for rows say the same often */
} LfColumn;

void lf_column_free (LfColumn *self);

/* What people say headings are, now and earlier. */
typedef struct
{
  GHashTable *mapping;        /* (nullable): heading → field name, "" to leave out */
  const LfHeadings *headings; /* (nullable) */
} LfColumnWords;

/* (transfer full) (element-type LfColumn): of the headings in row @at of @rows (element-type
 * LfCellRow). @words: (nullable) */
GPtrArray *
lf_columns_match (GPtrArray *rows, guint at, const LfEntity *entity, const LfColumnWords *words);
guint lf_columns_count (GPtrArray *columns); /* how many have a field */

/* The entity and the heading row, among @rows, that match best; FALSE when none has a column for
 * its title. Headings over two rows become one, in the lower of them. */
gboolean lf_columns_find (GPtrArray *rows,
                          const LfEntity *entity /* nullable: any */,
                          const LfColumnWords *words /* nullable */,
                          const LfEntity **ret_entity,
                          guint *ret_at);

G_END_DECLS
