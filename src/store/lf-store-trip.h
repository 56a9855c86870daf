/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A trip with all that it is about (domain.md L6): whom it calls on, whether it is ready to go
 * without a network, and what it brought. */

#pragma once

#include "lf-store-duplicates.h"

G_BEGIN_DECLS

#define LF_TRIP_MOST 200 /* records of a kind that are looked at, changes that are listed */

typedef struct
{
  LfRecord *record;  /* a trip_stop */
  LfRecord *firm;    /* (nullable) */
  LfRecord *contact; /* (nullable): the stop's; else one of the firm, first who decides there */
  LfRecord *project; /* (nullable): what it is about, or the lead it gave */
} LfTripStop;

const char *lf_trip_stop_phone (const LfTripStop *self); /* (nullable): of the contact, the firm */
gboolean lf_trip_stop_is_done (const LfTripStop *self);

/* What is on this device, before there is no network. */
typedef struct
{
  gboolean has_server;
  gint64 synced_us; /* when it last met its server; 0: never */
  guint n_waiting;  /* changes that are to be sent */
  guint n_files;    /* attached to the trip, its firms, and what belongs to those */
  guint n_missing;  /* of them, that are not here yet */
  gint64 n_bytes;   /* of those that are */
  gint64 free_bytes;
  guint n_documents;   /* attached to the trip itself */
  guint n_unreachable; /* stops without a phone */
  guint n_undated;     /* stops without a day */
} LfTripReadiness;

typedef struct
{
  gint64 time_us; /* by the author's clock, for people */
  char *author;   /* (nullable) */
  char *label;
  char *entity, *id; /* of the record of the trip that it touched */
} LfTripChange;

typedef struct
{
  LfRecord *trip;
  GPtrArray *stops; /* (element-type LfTripStop): by day, time and number */
  LfTripReadiness ready;
  guint n_done;          /* stops */
  guint n_firms;         /* that were called on, each once */
  GPtrArray *visits;     /* (element-type LfRecord): interactions that were logged on it */
  GPtrArray *leads;      /* (element-type LfRecord): projects it gave */
  GPtrArray *changes;    /* (element-type LfTripChange): since it began, newest first */
  GPtrArray *conflicts;  /* (element-type LfRecord): open, over what it is about */
  GPtrArray *duplicates; /* (element-type LfDuplicatePair): what it made and may be another */
} LfTrip;

void lf_trip_free (LfTrip *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfTrip, lf_trip_free)

/* Returns: (transfer full): of the trip with @id; LF_ERROR_NOT_FOUND where there is none */
LfTrip *lf_store_trip_sync (LfStore *self, const char *id, GError **error);
void lf_store_trip_async (LfStore *self,
                          const char *id,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
LfTrip *lf_store_trip_finish (LfStore *self, GAsyncResult *result, GError **error);

/* The stops of @day; year 0: those without one. (transfer container) */
GPtrArray *lf_trip_stops_on (const LfTrip *self, const LfDate *day);

/* ---- The checklist before it ---- */

typedef enum
{
  LF_TRIP_CHECK_FIRMS,
  LF_TRIP_CHECK_DAYS,
  LF_TRIP_CHECK_PHONES,
  LF_TRIP_CHECK_SYNC,
  LF_TRIP_CHECK_FILES,
  LF_TRIP_CHECK_ROOM,
  LF_TRIP_CHECK_DOCUMENTS,
  LF_N_TRIP_CHECKS,
} LfTripCheckKind;

typedef struct
{
  LfTripCheckKind kind;
  gboolean is_ok;
  const char *title; /* translated */
  char *detail;      /* what is, and what to do where it is not as it should be */
} LfTripCheck;

void lf_trip_check_free (LfTripCheck *self);
/* (element-type LfTripCheck): @now_us: microseconds since 1970, UTC */
GPtrArray *lf_trip_checks (const LfTrip *self, gint64 now_us);

/* ---- Many trips ---- */

/* How many trips there were, and what they brought (A11). */
typedef struct
{
  guint n_trips;    /* that began in the period, without those cancelled */
  guint n_firms;    /* called on by them, each once */
  guint n_leads;    /* they gave */
  guint n_projects; /* talked to in the period, in whatever way: not what the trips brought */
} LfTripTotals;

/* @from, @to: year 0: open */
gboolean lf_store_trip_totals_sync (
    LfStore *self, const LfDate *from, const LfDate *to, LfTripTotals *ret_totals, GError **error);
/* (transfer full): "30 trips, 60 firms called on (2 a trip), 40 leads; 150 projects in contact" */
char *lf_trip_totals_tell (const LfTripTotals *self);

G_END_DECLS
