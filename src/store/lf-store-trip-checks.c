/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The checklist before a trip. */

#include "config.h"

#include "lf-store-trip.h"

#include <glib/gi18n-lib.h>

#define FRESH_US (12 * 3600 * (gint64) G_USEC_PER_SEC) /* a sync before leaving in the morning */
#define ROOM_BYTES (1024 * 1024 * (gint64) 1024)       /* photos and files of a week */

void
lf_trip_check_free (LfTripCheck *self)
{
  g_free (self->detail);
  g_free (self);
}

static void
add (GPtrArray *checks, LfTripCheckKind kind, gboolean is_ok, char *detail)
{
  static const char *const titles[LF_N_TRIP_CHECKS] = {
    [LF_TRIP_CHECK_FIRMS] = N_ ("Whom to call on"), [LF_TRIP_CHECK_DAYS] = N_ ("Days"),
    [LF_TRIP_CHECK_PHONES] = N_ ("Phones"),         [LF_TRIP_CHECK_SYNC] = N_ ("Synced"),
    [LF_TRIP_CHECK_FILES] = N_ ("Files on board"),  [LF_TRIP_CHECK_ROOM] = N_ ("Free space"),
    [LF_TRIP_CHECK_DOCUMENTS] = N_ ("Documents"),
  };
  LfTripCheck *check = g_new (LfTripCheck, 1);

  *check = (LfTripCheck){ kind, is_ok, _ (titles[kind]), detail };
  g_ptr_array_add (checks, check);
}

static void
check_stops (GPtrArray *checks, const LfTrip *trip)
{
  const LfTripReadiness *ready = &trip->ready;
  guint n = trip->stops->len;

  add (checks, LF_TRIP_CHECK_FIRMS, n > 0,
       n == 0 ? g_strdup (_ ("No stop yet. Add the firms to call on."))
              : g_strdup_printf (ngettext ("%u stop", "%u stops", n), n));
  if (n == 0)
    return;
  add (checks, LF_TRIP_CHECK_DAYS, ready->n_undated == 0,
       ready->n_undated == 0
           ? g_strdup (_ ("Each stop has its day"))
           : g_strdup_printf (
               ngettext ("%u stop has no day yet", "%u stops have no day yet", ready->n_undated),
               ready->n_undated));
  add (checks, LF_TRIP_CHECK_PHONES, ready->n_unreachable == 0,
       ready->n_unreachable == 0
           ? g_strdup (_ ("Each stop can be called"))
           : g_strdup_printf (ngettext ("Of %u stop no phone number is known",
                                        "Of %u stops no phone number is known",
                                        ready->n_unreachable),
                              ready->n_unreachable));
}

static void
check_sync (GPtrArray *checks, const LfTripReadiness *ready, gint64 now_us)
{
  gint64 age_us = now_us - ready->synced_us;
  gboolean is_fresh = ready->synced_us != 0 && age_us < FRESH_US && ready->n_waiting == 0;
  g_autofree char *when = lf_date_format_moment (ready->synced_us);

  if (!ready->has_server)
    add (checks, LF_TRIP_CHECK_SYNC, TRUE, g_strdup (_ ("This store has no server")));
  else if (ready->synced_us == 0)
    add (checks, LF_TRIP_CHECK_SYNC, FALSE, g_strdup (_ ("Not synced yet")));
  else if (ready->n_waiting > 0)
    add (checks, LF_TRIP_CHECK_SYNC, FALSE,
         g_strdup_printf (ngettext ("Synced %1$s; %2$u change waits to be sent",
                                    "Synced %1$s; %2$u changes wait to be sent", ready->n_waiting),
                          when, ready->n_waiting));
  else
    add (checks, LF_TRIP_CHECK_SYNC, is_fresh,
         is_fresh ? g_strdup_printf (_ ("Synced %s"), when)
                  : g_strdup_printf (_ ("Synced %s: sync again before you leave"), when));
}

static void
check_files (GPtrArray *checks, const LfTripReadiness *ready)
{
  g_autofree char *size = g_format_size ((guint64) MAX (ready->n_bytes, 0));
  g_autofree char *room = g_format_size ((guint64) MAX (ready->free_bytes, 0));

  if (ready->n_missing > 0)
    add (checks, LF_TRIP_CHECK_FILES, FALSE,
         g_strdup_printf (ngettext ("%1$u of %2$u file is not here yet: sync to fetch it",
                                    "%1$u of %2$u files are not here yet: sync to fetch them",
                                    ready->n_files),
                          ready->n_missing, ready->n_files));
  else
    add (checks, LF_TRIP_CHECK_FILES, TRUE,
         ready->n_files == 0
             ? g_strdup (_ ("No file is attached to these firms"))
             : g_strdup_printf (ngettext ("%1$u file of these firms, %2$s",
                                          "%1$u files of these firms, %2$s", ready->n_files),
                                ready->n_files, size));
  if (ready->free_bytes >= 0)
    add (checks, LF_TRIP_CHECK_ROOM, ready->free_bytes >= ROOM_BYTES,
         g_strdup_printf (ready->free_bytes >= ROOM_BYTES
                              ? _ ("%s free")
                              : _ ("Only %s free: photos and files of the trip need more"),
                          room));
  add (checks, LF_TRIP_CHECK_DOCUMENTS, ready->n_documents > 0,
       ready->n_documents == 0
           ? g_strdup (_ ("None is attached to the trip: brochure, invitation, tickets"))
           : g_strdup_printf (ngettext ("%u is attached to the trip", "%u are attached to the trip",
                                        ready->n_documents),
                              ready->n_documents));
}

GPtrArray *
lf_trip_checks (const LfTrip *self, gint64 now_us)
{
  GPtrArray *checks = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_trip_check_free);

  check_stops (checks, self);
  check_sync (checks, &self->ready, now_us);
  check_files (checks, &self->ready);
  return checks;
}
