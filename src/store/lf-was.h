/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a field held at the end of a day that is past, by the journal: of single records, beside
 * what they hold now. Lists of a past day are made of the same history (lf-store-past.h). */

#pragma once

#include "lf-sql.h"

G_BEGIN_DECLS

/* The first moment after the day, the month or the year. */
gint64 lf_was_end_of (const LfDate *day);

/**
 * lf_was_read:
 * @end_us: as lf_was_end_of() says it
 * @ret_value: (out) (transfer full) (nullable): canonical
 * @ret_is_another: whether the record was there then and the field was written since
 * A record is as old as the change that made it; one that came with a pull is as old as its id.
 */
gboolean lf_was_read (LfDb *db,
                      const char *id,
                      const LfField *field,
                      gint64 end_us,
                      char **ret_value,
                      gboolean *ret_is_another,
                      GError **error);

/* (transfer full) (element-type LfMoney): by row, what the amount @field was at the end of @day, of
 * the records that were there then and whose amount was written since; blank is left out. */
GHashTable *lf_was_amounts (
    LfDb *db, const LfEntity *entity, const LfField *field, const LfDate *day, GError **error);

/* What @amounts, which lf_was_amounts() gave, has of @row is read again. */
gboolean lf_was_read_amount_again (GHashTable *amounts,
                                   LfDb *db,
                                   const LfEntity *entity,
                                   const LfField *field,
                                   const LfDate *day,
                                   gint64 row,
                                   GError **error);

/* A condition of kind LF_FILTER_WAS on t; never NULL. */
void lf_sql_add_was (LfSql *self, const LfEntity *entity, const LfFilter *filter);

/* The function it goes by. Returns: what SQLite says */
int lf_was_register (LfDb *db);

G_END_DECLS
