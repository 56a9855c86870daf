/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What asks for somebody today, by the rules of lf-today.h. Read off the indexes: no list of all
 * records is made. */

#pragma once

#include "lf-store.h"

G_BEGIN_DECLS

#define LF_TODAY_MOST 100 /* of a kind: what is asked for first, and read ahead */

typedef enum
{
  LF_TODAY_MINE,      /* whose owner works here; where there is no such account, everyone's */
  LF_TODAY_EVERYONES, /* that are on this device */
} LfTodayScope;

typedef struct
{
  LfTodayKind kind;
  char *entity, *id; /* of the record to open; of a conflict, a transfer and a handover the one
                        it is about; of lamps that are not closed none: the month */
  LfRecord *record;  /* (nullable): with displays: REFUSED and UNCLOSED have none */
  LfDate date;       /* due, promised, last heard from; year 0: none */
  char *title;
  char *why;        /* a sentence with the date */
  char *step;       /* (nullable): what is to be done */
  char *enterprise; /* (nullable): its title; "" is never there */
  char *owner;      /* (nullable): likewise */
} LfTodayItem;

typedef struct
{
  GPtrArray *items; /* (element-type LfTodayItem): by kind, then by date */
  guint counts[LF_N_TODAY_KINDS];
  gboolean is_blank;    /* there is nobody who could be silent, nor ever was */
  gboolean has_account; /* somebody works here who can own something */
  LfCalendar *calendar; /* with the zone's own days */
} LfToday;

void lf_today_free (LfToday *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfToday, lf_today_free)

/**
 * lf_store_today:
 * @most: of a kind are listed, the oldest first; all are counted
 *
 * Who has a step that is due is not said to be silent as well. What was refused is the device's own
 * and what is offered to the park is the park's: both are there in either scope.
 */
LfToday *lf_store_today_sync (
    LfStore *self, LfTodayScope scope, guint most, const LfDate *today, GError **error);
void lf_store_today_async (LfStore *self,
                           LfTodayScope scope,
                           guint most,
                           const LfDate *today,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
LfToday *lf_store_today_finish (LfStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
