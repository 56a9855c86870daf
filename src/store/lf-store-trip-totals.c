/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many trips there were, and what they brought (domain.md A11). */

#include "config.h"

#include "lf-store-trip-private.h"

#include <glib/gi18n-lib.h>

#define TRIPS                                                                                      \
  " FROM trip t %s WHERE t.deleted IS NULL AND t.state IS NOT 'cancelled'"                         \
  " AND t.start_date >= ?1 AND t.start_date <= ?2"
#define STOPS "JOIN trip_stop s ON s.trip = t.id AND s.deleted IS NULL AND s.is_done IS NOT NULL"

typedef struct
{
  char *from, *to;
  LfTripTotals *totals;
} Counting;

static gboolean
count (LfDb *db, const Counting *counting, const char *sql, guint *ret_n, GError **error)
{
  sqlite3_stmt *statement = lf_db_prepare (db, sql, error);
  gboolean has_row;

  if (statement == NULL)
    return FALSE;
  lf_db_bind_text (statement, 1, counting->from);
  lf_db_bind_text (statement, 2, counting->to);
  if (!lf_db_step (db, statement, &has_row, error))
    return FALSE;
  *ret_n = (guint) sqlite3_column_int (statement, 0);
  sqlite3_reset (statement);
  return TRUE;
}

static gpointer
count_all (LfDb *db, gpointer data, GError **error)
{
  const Counting *counting = data;
  LfTripTotals *totals = counting->totals;
  g_autofree char *trips = g_strdup_printf ("SELECT count(*)" TRIPS, "");
  g_autofree char *firms = g_strdup_printf ("SELECT count(DISTINCT s.enterprise)" TRIPS, STOPS);
  g_autofree char *leads = g_strdup_printf (
      "SELECT count(DISTINCT s.project)" TRIPS
      " AND EXISTS (SELECT 1 FROM project p WHERE p.id = s.project AND p.deleted IS NULL"
      " AND p.lead_date >= t.start_date)",
      STOPS);

  return count (db, counting, trips, &totals->n_trips, error)
                 && count (db, counting, firms, &totals->n_firms, error)
                 && count (db, counting, leads, &totals->n_leads, error)
                 && count (db, counting,
                           "SELECT count(DISTINCT project) FROM interaction WHERE deleted IS NULL"
                           " AND state IS NOT 'planned' AND state IS NOT 'cancelled'"
                           " AND held_on >= ?1 AND held_on <= ?2",
                           &totals->n_projects, error)
             ? LF_DONE
             : NULL;
}

gboolean
lf_store_trip_totals_sync (
    LfStore *self, const LfDate *from, const LfDate *to, LfTripTotals *ret_totals, GError **error)
{
  g_autofree char *first = from->year == 0 ? g_strdup ("") : lf_date_to_canonical (from);
  g_autofree char *last = to->year == 0 ? g_strdup ("9999") : lf_date_to_canonical (to);
  Counting counting = { first, last, ret_totals };

  return lf_store_read (self, count_all, &counting, error) != NULL;
}

char *
lf_trip_totals_tell (const LfTripTotals *self)
{
  g_autofree char *trips
      = g_strdup_printf (ngettext ("%u trip", "%u trips", self->n_trips), self->n_trips);
  g_autofree char *firms = g_strdup_printf (
      ngettext ("%u firm called on", "%u firms called on", self->n_firms), self->n_firms);
  g_autofree char *leads
      = g_strdup_printf (ngettext ("%u lead", "%u leads", self->n_leads), self->n_leads);
  g_autofree char *projects = g_strdup_printf (
      ngettext ("%u project in contact in all", "%u projects in contact in all", self->n_projects),
      self->n_projects);
  g_autofree char *share
      = self->n_trips == 0
            ? NULL
            : g_strdup_printf (_ (" (%.1f a trip)"), (double) self->n_firms / self->n_trips);

  /* Translators: "30 trips, 60 firms called on (2.0 a trip), 40 leads; 150 projects in contact in
   * all" */
  return g_strdup_printf (_ ("%1$s, %2$s%3$s, %4$s; %5$s"), trips, firms,
                          share == NULL ? "" : share, leads, projects);
}
