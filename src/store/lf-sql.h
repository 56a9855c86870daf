/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SQL that follows from the schema tables: tables, indexes, columns, conditions, order. Values are
 * always bound. */

#pragma once

#include "lf-db.h"
#include "lf-query.h"

G_BEGIN_DECLS

/* The pseudo-field under which the base of a pending delete or restore is kept; its value is "1" or
 * NULL. */
#define LF_SQL_DELETED "deleted"

gboolean
lf_sql_upgrade_tables (LfDb *db,
                       GError **error); /* creates what the schema has and the database lacks */
char *lf_sql_fingerprint (void); /* (transfer full): changes whenever the schema's tables do */

/* What a search index is. Places of words would take more room than all the rest of it. */
#define LF_SQL_SEARCH "USING fts5 (words, pinyin, content='', detail=none, tokenize='landfall')"

/* (transfer full): the column of @field in @table ("t." or "") as a value, for long texts may be
 * packed. */
char *lf_sql_column (const LfField *field, const char *table);
gboolean lf_sql_has_key (const LfField *field);    /* a column "<name>_key" to sort by */
gboolean lf_sql_is_indexed (const LfField *field); /* has an index of live records in its order */
gboolean lf_sql_is_sparse (const LfField *field);  /* it holds only those with a value */
char *lf_sql_index (const LfEntity *entity, const LfField *field); /* (transfer full): its name */
/* Each column of @field: its name and type. */
typedef void (*LfSqlColumnFunc) (const char *name, const char *type, gpointer data);
void lf_sql_each_column (const LfField *field, LfSqlColumnFunc func, gpointer data);
guint lf_sql_n_columns (const LfField *field);      /* that one value takes in a SELECT list */
const char *lf_sql_select (const LfEntity *entity); /* "SELECT row, id, deleted, … FROM entity" */
LfRecord *lf_sql_read_record (sqlite3_stmt *statement, const LfEntity *entity, gint64 cursor);
char *lf_sql_read_value (sqlite3_stmt *statement, int *column, const LfField *field);
const char *lf_sql_select_one (const LfEntity *entity); /* the same, of the id ?1 */
/* (transfer full) (element-type GBytes) (nullable elements): for each field that has one, the sort
 * key of its value */
GPtrArray *lf_sql_sort_keys (const LfRecord *record);
gboolean lf_sql_insert (LfDb *db,
                        const LfRecord *record,
                        const GPtrArray *sort_keys,
                        gboolean is_deleted,
                        gint64 *ret_row,
                        GError **error);
gboolean lf_sql_update (LfDb *db,
                        const LfEntity *entity,
                        gint64 row,
                        const LfField *field,
                        const char *value,
                        GError **error);
/* Several fields at once, in another table that has the entity's columns. */
gboolean lf_sql_update_table (LfDb *db,
                              const LfEntity *entity,
                              const char *table,
                              gint64 row,
                              GHashTable *values /* (element-type utf8 utf8): by field */,
                              GError **error);
gboolean lf_sql_set_deleted (
    LfDb *db, const LfEntity *entity, gint64 row, gboolean is_deleted, GError **error);

/* A statement made of pieces and the values bound to it. */
typedef struct
{
  GString *text;
  GPtrArray *values;  /* (element-type GVariant): s, x, d, ay */
  gboolean is_past;   /* of tables as lf-store-past.h makes them */
  gboolean is_of_one; /* of a single record: none have to be looked for by an index */
} LfSql;

LfSql *lf_sql_new (const char *text);
void lf_sql_free (LfSql *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfSql, lf_sql_free)
void lf_sql_bind (LfSql *self, GVariant *value);
/* " AND …", where the search index says of @words that t has them and cannot know for sure. */
void lf_sql_add_held (LfSql *self, const LfEntity *entity, const char *words);
void lf_sql_add_where (LfSql *self, const LfQuery *query);
void lf_sql_add_filter (LfSql *self, const LfEntity *entity, const LfFilter *filter);
void lf_sql_add_comparison (LfSql *self, const LfFilter *filter); /* of kind LF_FILTER_COMPARE */
void lf_sql_add_order (LfSql *self, const LfQuery *query);
/* What the values of @field sort by, its column taken from @table ("t." or ""). */
void lf_sql_append_order (GString *sql, const LfField *field, const char *table);
void lf_sql_add_order_column (LfSql *self, const LfField *field); /* what its values sort by */
sqlite3_stmt *lf_sql_prepare (LfSql *self, LfDb *db, GError **error);

G_END_DECLS
