/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the reading of a trip share. */

#pragma once

#include "lf-store-private.h"
#include "lf-store-trip.h"

G_BEGIN_DECLS

typedef struct
{
  LfDb *db;
  LfStore *store; /* for where its files are */
  LfTrip *found;
  GPtrArray *about; /* (element-type LfRecord): the trip, its stops, firms, people and projects */
  GHashTable *ids;  /* (element-type utf8): of these, owned by them */
} LfTripReading;

/* (transfer full) (element-type LfRecord): those of @entity whose @field is @value */
GPtrArray *lf_trip_list (LfDb *db,
                         const char *entity,
                         const char *field,
                         const char *value,
                         const char *sort,
                         GError **error);
/* Takes note of @record, unless it has been. */
void lf_trip_note (LfTripReading *self, LfRecord *record);

gboolean lf_trip_find_ready (LfTripReading *self, GError **error);   /* lf-store-trip-ready.c */
gboolean lf_trip_find_brought (LfTripReading *self, GError **error); /* lf-store-trip-brought.c */

G_END_DECLS
