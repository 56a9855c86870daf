/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the reading of today share. */

#pragma once

#include "lf-store-private.h"
#include "lf-store-today.h"

G_BEGIN_DECLS

typedef struct
{
  LfDb *db;
  LfTodayScope scope;
  guint most; /* of a kind are listed */
  LfDate today;
  LfCalendar *calendar; /* the found's */
  char *author;         /* (nullable) */
  char *account;        /* (nullable): id of the author's */
  LfToday *found;
  GArray *stepped; /* (element-type gint64): rows of whom silence is asked, with a step due */
} LfTodayReading;

/* (transfer full): @filter as text, and whose they are. @partner: (nullable) */
LfQuery *lf_today_query (const LfTodayReading *self,
                         const LfEntity *entity,
                         const char *filter,
                         const char *owner,
                         const char *partner,
                         const char *sort,
                         GError **error);
/* (transfer none): added to what was found; its texts are still to be set */
LfTodayItem *
lf_today_add_blank (LfTodayReading *self, LfTodayKind kind, const char *entity, const char *id);
/* (transfer none): the same; its title, owner and firm are those of @record */
LfTodayItem *
lf_today_add (LfTodayReading *self, LfTodayKind kind, LfRecord *record, const char *owner_field);

/* lf-store-today.c */
LfToday *
lf_today_read (LfDb *db, LfTodayScope scope, guint most, const LfDate *today, GError **error);

/* lf-store-today-ahead.c: the reading that a window asks for first begins as soon as the store is
 * open, while nobody could ask yet. Any thread. */
typedef struct _LfTodayAhead LfTodayAhead;

void lf_today_begin_ahead (LfStore *store);
/* (transfer full) (nullable): what was begun of the same @scope, number and day, once */
LfTodayAhead *
lf_today_take_ahead (LfStore *store, LfTodayScope scope, guint most, const LfDate *today);
/* It says what is no more. */
void lf_today_drop_ahead (LfStore *store);
LfToday *lf_today_ahead_try (LfTodayAhead *self); /* (transfer full) (nullable): not there yet */
/* (transfer full) (nullable): waits for it; NULL: it has to be read after all */
LfToday *lf_today_ahead_await (LfTodayAhead *self);
void lf_today_ahead_unref (LfTodayAhead *self);

/* lf-store-today-silent.c */
gboolean lf_today_find_silent (LfTodayReading *self, GError **error);
/* lf-store-today-problems.c */
gboolean lf_today_find_problems (LfTodayReading *self, GError **error);
/* lf-store-today-lamps.c */
gboolean lf_today_find_unclosed (LfTodayReading *self, GError **error);

G_END_DECLS
