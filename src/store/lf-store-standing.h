/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How projects stand, worked out from what the store holds: see lf-standing.h. */

#pragma once

#include "lf-store-private.h"

#include "lf-standing.h"

G_BEGIN_DECLS

/* (transfer full) (nullable): the rules of the zone */
LfRulebook *lf_standing_load_book (LfDb *db, GError **error);

/* What belongs to a project and lights its lamp: (transfer full): the statement that asks for it */
char *lf_standing_parts_sql (LfLampPart part);
gboolean lf_standing_take_parts (LfDb *db,
                                 const char *sql,
                                 LfLampPart part,
                                 const char *project,
                                 LfLampFacts *facts,
                                 GError **error);

/* A row that says otherwise. */
typedef struct
{
  gint64 row;
  char *id;
  char *values[LF_N_STANDING];
} LfStood;

/**
 * lf_standing_find_changed:
 * @ids: (nullable): of which; NULL: of all. On a connection that shows a day of the past it is what
 *   there was on that day
 * Returns: (transfer full) (element-type LfStood) (nullable)
 */
GArray *lf_standing_find_changed (LfDb *db, const LfDate *today, GHashTable *ids, GError **error);

gboolean lf_standing_write (LfDb *db, const char *table, const LfStood *stood, GError **error);

/* @record: as it is, or was; what it means for projects is done when the transaction ends */
void lf_standing_note (LfWriter *self, const LfRecord *record);
/* Whether anything that projects are judged by differs. */
gboolean lf_standing_differs (const LfRecord *before, const LfRecord *after);
gboolean lf_standing_flush (LfWriter *self, GError **error);

/* The day as of which all stand; of year 0: none, or the columns are new. */
gboolean lf_standing_read_day (LfDb *db, LfDate *ret_day, GError **error);
gboolean lf_standing_forget_day (LfDb *db, GError **error);

G_END_DECLS
