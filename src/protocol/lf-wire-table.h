/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables: many things alike, told as a column for each of what they have. What is the same in all
 * is said once, numbers by how much more they are than the one before, ids by what differs in them;
 * so hardly more than what a person wrote takes room on a line.
 *
 *   {"n":3,"entity":["project"],"seq":[71,1],"author":["林舒然",null],"id":{"head":…}}
 *
 * A column that is not there says nothing of any row: no text, 0. One that ends early goes on as it
 * ended: a text is that of the row before, a number grows by as much as it grew last. */

#pragma once

#include "lf-json-read.h"

#include <glib.h>

G_BEGIN_DECLS

/* ---- Writing ---- */

typedef struct _LfWireTable LfWireTable;

LfWireTable *lf_wire_table_new (void);
void lf_wire_table_free (LfWireTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfWireTable, lf_wire_table_free)

/* What is told next is of the next row; names and texts have to live as long as the table. */
void lf_wire_table_begin_row (LfWireTable *self);
void lf_wire_table_text (LfWireTable *self, const char *column, const char *text /* nullable */);
void lf_wire_table_number (LfWireTable *self, const char *column, gint64 number);
/* Of two numbers of which the second is told as what it adds to the first. */
void lf_wire_table_sum (LfWireTable *self, const char *column, gint64 first, gint64 more);
void
lf_wire_table_id (LfWireTable *self, const char *column, const char *id /* valid; in every row */);
/* As a member of what @json has open, with the number of its rows. */
void lf_wire_table_write (const LfWireTable *self, GString *json, const char *name);
void lf_wire_table_write_columns (const LfWireTable *self, GString *json); /* each as a member */

/* ---- Reading ---- */

typedef struct _LfWireTableReader LfWireTableReader;

/* @table: (nullable). @where: its path, for errors; both have to live as long as the reader. */
LfWireTableReader *lf_wire_table_reader_new (const LfJson *table, const char *where);
void lf_wire_table_reader_free (LfWireTableReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfWireTableReader, lf_wire_table_reader_free)

/* How many rows it says it has; FALSE: none, or more than @most. */
gboolean lf_wire_table_count (LfWireTableReader *self, guint most, guint *ret_n, GError **error);

/* The next row of a column; each is read for itself, row by row. The first fault is kept, and from
 * then on all is NULL and 0. */
const char *lf_wire_table_next_text (LfWireTableReader *self, const char *column); /* (nullable) */
gint64 lf_wire_table_next_number (LfWireTableReader *self, const char *column);
gint64
lf_wire_table_next_more (LfWireTableReader *self, const char *column, gint64 first); /* of a sum */
const char *lf_wire_table_next_id (LfWireTableReader *self,
                                   const char *column); /* until the next one */
gboolean lf_wire_table_is_sound (const LfWireTableReader *self, GError **error);

G_END_DECLS
