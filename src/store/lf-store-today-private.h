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
/* (transfer none): added to what was found; its title, owner and firm are those of @record */
LfTodayItem *
lf_today_add (LfTodayReading *self, LfTodayKind kind, LfRecord *record, const char *owner_field);

/* lf-store-today-silent.c */
gboolean lf_today_find_silent (LfTodayReading *self, GError **error);
/* lf-store-today-problems.c */
gboolean lf_today_find_problems (LfTodayReading *self, GError **error);

G_END_DECLS
