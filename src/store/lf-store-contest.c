/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Half months of contests. */

#include "config.h"

#include "lf-store-contest-private.h"
#include "lf-store-standing.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static GPtrArray *
new_records (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
}

/* ---- The value ---- */

static void
place_free (gpointer data)
{
  LfContestPlace *place = data;

  lf_record_unref (place->project);
  lf_record_unref (place->award);
  lf_record_unref (place->reading);
  g_free (place);
}

void
lf_contest_round_free (LfContestRound *self)
{
  g_clear_pointer (&self->contest, lf_record_unref);
  g_ptr_array_unref (self->places);
  g_free (self);
}

gboolean
lf_contest_place_is_corrected (const LfContestPlace *self)
{
  return g_strcmp0 (lf_record_get (self->award, "flag"), lf_record_get (self->reading, "flag"))
         != 0;
}

double
lf_contest_place_lead (const LfContestPlace *place)
{
  const char *text = lf_record_get (place->award, "lead_percent");

  return text == NULL ? 0 : g_ascii_strtod (text, NULL);
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const LfContestPlace *first = *(LfContestPlace *const *) a,
                       *second = *(LfContestPlace *const *) b;
  double ahead = lf_contest_place_lead (first) - lf_contest_place_lead (second);

  if (first->flag != second->flag)
    return (int) first->flag - (int) second->flag;
  if (ahead != 0)
    return ahead > 0 ? -1 : 1;
  return strcmp (lf_record_id (first->project), lf_record_id (second->project));
}

/* ---- Reading ---- */

void
lf_contest_reader_clear (LfContestReader *self)
{
  g_clear_pointer (&self->contest, lf_record_unref);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_pointer (&self->book, lf_rulebook_free);
}

static GPtrArray *
list (
    LfContestReader *self, const char *entity, const char *filter, const char *sort, GError **error)
{
  g_autoptr (LfQuery) query
      = lf_query_parse (lf_schema_find (entity), filter, sort, &self->half.last, error);

  return query == NULL ? NULL : lf_rows_list (self->db, query, /* limit= */ 0, error);
}

GPtrArray *
lf_contest_reader_list (LfContestReader *self, const char *entity, const char *more, GError **error)
{
  g_autofree char *contest = lf_filter_quote (lf_record_id (self->contest));
  g_autofree char *filter = g_strdup_printf ("contest=%s%s", contest, more);

  return list (self, entity, filter, NULL, error);
}

gboolean
lf_contest_reader_begin (LfContestReader *self, const char *contest, GError **error)
{
  self->contest = lf_rows_load_live (self->db, lf_schema_find ("contest"), contest, error);
  if (self->contest == NULL)
    return FALSE;
  self->groups = lf_contest_reader_list (self, "contest_group", "", error);
  self->book = self->groups == NULL ? NULL : lf_standing_load_book (self->db, error);
  return self->book != NULL;
}

/* (element-type LfRecord): each once; those that are gone are left out */
static GPtrArray *
list_members (LfContestReader *self, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) projects = new_records ();

  for (guint i = 0; i < self->groups->len; i++)
    {
      g_auto (GStrv) ids = lf_set_split (lf_record_get (self->groups->pdata[i], "projects"));

      for (char **id = ids; *id != NULL; id++)
        {
          g_autoptr (GError) cause = NULL;
          g_autoptr (LfRecord) project = NULL;

          if (!g_hash_table_add (seen, g_strdup (*id)))
            continue;
          project = lf_rows_load (self->db, lf_schema_find ("project"), *id, &cause);
          if (cause != NULL)
            {
              g_propagate_error (error, g_steal_pointer (&cause));
              return NULL;
            }
          if (project != NULL && !lf_record_is_deleted (project))
            g_ptr_array_add (projects, g_steal_pointer (&project));
        }
    }
  return g_steal_pointer (&projects);
}

/* By their dates, so that a half month that is long past has the same ones. */
static GPtrArray *
list_sites (LfContestReader *self, GError **error)
{
  g_autofree char *last = lf_date_to_canonical (&self->half.last);
  g_autofree char *filter
      = g_strdup_printf ("started_date<=%1$s and (completed_date= or completed_date>%1$s) and "
                         "stage!=dropped and stage!=suspended",
                         last);

  return list (self, "project", filter, NULL, error);
}

static GPtrArray *
list_projects (LfContestReader *self, GError **error)
{
  return self->groups->len > 0 ? list_members (self, error) : list_sites (self, error);
}

/* (element-type utf8 LfRecord): the last report of each project in the year, up to the half
 * month's end */
static GHashTable *
read_reports (LfContestReader *self, GError **error)
{
  g_autofree char *last = lf_date_to_canonical (&self->half.last);
  g_autofree char *filter
      = g_strdup_printf ("period>=%d and period<=%s", self->half.last.year, last);
  g_autoptr (GPtrArray) reports = list (self, "progress", filter, NULL, error);
  g_autoptr (GHashTable) last_of
      = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) lf_record_unref);

  if (reports == NULL)
    return NULL;
  for (guint i = 0; i < reports->len; i++)
    {
      LfRecord *report = reports->pdata[i];
      const char *project = lf_record_get (report, "project");

      if (project != NULL && lf_progress_is_later (report, g_hash_table_lookup (last_of, project)))
        g_hash_table_replace (last_of, (gpointer) project, lf_record_ref (report));
    }
  return g_steal_pointer (&last_of);
}

/* (element-type utf8 LfRecord): by id */
static GHashTable *
read_awards (LfContestReader *self, GError **error)
{
  g_autofree char *last = lf_date_to_canonical (&self->half.last);
  g_autofree char *more = g_strdup_printf (" and period=%s", last);
  g_autoptr (GPtrArray) awards = lf_contest_reader_list (self, "award", more, error);
  g_autoptr (GHashTable) by_id
      = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) lf_record_unref);

  if (awards == NULL)
    return NULL;
  for (guint i = 0; i < awards->len; i++)
    g_hash_table_replace (by_id, (gpointer) lf_record_id (awards->pdata[i]),
                          lf_record_ref (awards->pdata[i]));
  return g_steal_pointer (&by_id);
}

/* ---- A half month ---- */

static LfContestPlace *
make_place (const LfContestReader *self,
            LfRecord *project,
            const LfRecord *report,
            GHashTable *given)
{
  LfContestPlace *place = g_new0 (LfContestPlace, 1);
  LfRecord *award;

  place->project = lf_record_ref (project);
  place->reading = lf_contest_award (self->book, self->contest, project, report, &self->half);
  award = g_hash_table_lookup (given, lf_record_id (place->reading));
  place->is_given = award != NULL;
  place->award = lf_record_ref (place->is_given ? award : place->reading);
  if (!lf_flag_from_key (lf_record_get (place->award, "flag"), &place->flag))
    place->flag = LF_FLAG_BLUE;
  return place;
}

LfContestRound *
lf_contest_reader_round (LfContestReader *self, GError **error)
{
  g_autoptr (GPtrArray) projects = list_projects (self, error);
  g_autoptr (GHashTable) reports = projects == NULL ? NULL : read_reports (self, error);
  g_autoptr (GHashTable) given = reports == NULL ? NULL : read_awards (self, error);
  LfContestRound *round;

  if (given == NULL)
    return NULL;
  round = g_new0 (LfContestRound, 1);
  round->contest = lf_record_ref (self->contest);
  round->half = self->half;
  round->is_outside = !lf_contest_covers (self->contest, &self->half);
  round->places = g_ptr_array_new_with_free_func (place_free);
  for (guint i = 0; i < projects->len; i++)
    {
      LfRecord *project = projects->pdata[i];
      LfContestPlace *place = make_place (
          self, project, g_hash_table_lookup (reports, lf_record_id (project)), given);

      if (round->is_outside && !place->is_given)
        {
          place_free (place);
          continue;
        }
      round->counts[place->flag]++;
      round->n_given += place->is_given;
      g_ptr_array_add (round->places, place);
    }
  g_ptr_array_sort (round->places, compare_places);
  return round;
}

static gpointer
run_round (LfDb *db, gpointer data, GError **error)
{
  const LfContestAsked *asked = data;
  g_auto (LfContestReader) reader = { .db = db, .half = asked->half };

  return lf_contest_reader_begin (&reader, asked->contest, error)
             ? lf_contest_reader_round (&reader, error)
             : NULL;
}

LfContestRound *
lf_store_contest_round_sync (LfStore *self,
                             const char *contest,
                             const LfHalfMonth *half,
                             GError **error)
{
  LfContestAsked asked = { contest, *half };

  return lf_store_read (self, run_round, &asked, error);
}

LfChange *
lf_contest_round_give (const LfContestRound *self, const LfDate *today, GError **error)
{
  g_autofree char *days = lf_half_month_format (&self->half);
  g_autofree char *title = lf_record_title (self->contest);
  g_autofree char *label = g_strdup_printf (_ ("Flags of %1$s: %2$s"), title, days);
  gboolean is_over = lf_date_compare (&self->half.last, today) < 0;
  LfChange *change;

  if (self->is_outside)
    {
      g_autofree char *why = lf_contest_tell_outside (self->contest, &self->half);

      g_set_error_literal (error, LF_ERROR, LF_ERROR_INVALID, why);
      return NULL;
    }
  if (!is_over || self->n_given == self->places->len)
    {
      g_set_error (error, LF_ERROR, LF_ERROR_INVALID,
                   !is_over ? _ ("The half month %s is not over yet: its flags are given then.")
                   : self->places->len == 0 ? _ ("No project is in this contest for %s.")
                                            : _ ("All flags of %s are given already."),
                   days);
      return NULL;
    }
  change = lf_change_new (label);
  for (guint i = 0; i < self->places->len; i++)
    {
      const LfContestPlace *place = self->places->pdata[i];

      if (!place->is_given)
        lf_change_create (change, place->award);
    }
  return change;
}
