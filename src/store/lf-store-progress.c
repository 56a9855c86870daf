/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A year of a project by month. */

#include "config.h"

#include "lf-store-progress.h"

#include "lf-sql.h"
#include "lf-store-private.h"

#include <math.h>

#define PROGRESS "progress"
#define PROJECT "project"

void
lf_progress_year_free (LfProgressYear *self)
{
  g_clear_pointer (&self->project, lf_record_unref);
  for (guint i = 0; i < LF_YEAR_MONTHS; i++)
    g_clear_pointer (&self->months[i].report, lf_record_unref);
  g_free (self);
}

gboolean
lf_progress_month_planned (const LfProgressMonth *self, LfMoney *ret_planned)
{
  const char *plan = self->report == NULL ? NULL : lf_record_get (self->report, "year_plan");

  if (plan == NULL || !lf_money_from_canonical (plan, ret_planned))
    return FALSE;
  ret_planned->minor
      = (gint64) (round ((double) ret_planned->minor * self->progress.time / 100 / LF_MONEY_WAN)
                  * LF_MONEY_WAN);
  return TRUE;
}

/* ---- Reading ---- */

typedef struct
{
  char *project;
  int year;
  LfDate today;
} Asked;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_free (asked->project);
  g_free (asked);
}

/* Its reports of the year. */
static GPtrArray *
read_reports (LfDb *db, const Asked *asked, GError **error)
{
  g_autofree char *project = lf_filter_quote (asked->project);
  g_autofree char *filter = g_strdup_printf ("project=%s and period=%d", project, asked->year);
  g_autoptr (LfQuery) query
      = lf_query_parse (lf_schema_find (PROGRESS), filter, "period", &asked->today, error);

  return query == NULL ? NULL : lf_rows_list (db, query, /* limit= */ 0, error);
}

static gboolean
is_within (const LfDate *day, const LfDate *month)
{
  return day->year == month->year && day->month == month->month;
}

/* What @report says counts from the first day it may be about; of a year as a whole from its end.
 */
static void
take_report (LfProgressMonth *self, LfRecord *report)
{
  LfDate period, first;

  if (!lf_date_from_canonical (lf_record_get (report, "period"), &period))
    return;
  first = period.month == 0 ? lf_date_last_day (&period) : lf_date_first_day (&period);
  if (lf_date_compare (&first, &self->on) > 0)
    return;
  if (lf_progress_is_later (report, self->report))
    {
      g_clear_pointer (&self->report, lf_record_unref);
      self->report = lf_record_ref (report);
    }
  if (is_within (&period, &self->month))
    {
      g_auto (GStrv) files = lf_set_split (lf_record_get (report, "files"));

      self->n_reports++;
      self->n_files += g_strv_length (files);
    }
}

static void
fill_month (LfProgressMonth *self, int year, int month, const LfDate *today, GPtrArray *reports)
{
  self->month = (LfDate){ (gint16) year, (gint8) month, 0 };
  self->on = lf_date_last_day (&self->month);
  if (lf_date_compare (&self->on, today) > 0)
    self->on = *today;
  for (guint i = 0; i < reports->len; i++)
    take_report (self, reports->pdata[i]);
  self->progress = lf_progress_read (self->report, &self->on);
}

static gpointer
read_year (LfDb *db, gpointer data, GError **error)
{
  const Asked *asked = data;
  g_autoptr (LfProgressYear) self = g_new0 (LfProgressYear, 1);
  g_autoptr (GPtrArray) reports = NULL;

  self->year = asked->year;
  self->project = lf_rows_load (db, lf_schema_find (PROJECT), asked->project, error);
  if (self->project == NULL)
    return NULL;
  reports = read_reports (db, asked, error);
  if (reports == NULL)
    return NULL;
  if (asked->year <= asked->today.year)
    self->n_months = asked->year < asked->today.year ? LF_YEAR_MONTHS : (guint) asked->today.month;
  for (guint i = 0; i < self->n_months; i++)
    fill_month (&self->months[i], asked->year, (int) i + 1, &asked->today, reports);
  return g_steal_pointer (&self);
}

/* ---- Asking ---- */

LfProgressYear *
lf_store_progress_year_sync (
    LfStore *self, const char *project, int year, const LfDate *today, GError **error)
{
  Asked asked = { (char *) project, year, *today };

  return lf_store_read (self, read_year, &asked, error);
}

void
lf_store_progress_year_async (LfStore *self,
                              const char *project,
                              int year,
                              const LfDate *today,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  Asked *asked = g_new (Asked, 1);

  *asked = (Asked){ g_strdup (project), year, *today };
  lf_store_read_async (self, read_year, asked, asked_free, (GDestroyNotify) lf_progress_year_free,
                       cancellable, callback, user_data);
}

LfProgressYear *
lf_store_progress_year_finish (LfStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
