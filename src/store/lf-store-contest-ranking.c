/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who leads in a contest. */

#include "config.h"

#include "lf-store-contest-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
is_within (const LfRecord *project, const char *field, const LfDate *first, const LfDate *last)
{
  const char *text = lf_record_get (project, field);
  LfDate day;

  if (text == NULL || !lf_date_from_canonical (text, &day))
    return FALSE;
  day = lf_date_first_day (&day);
  return lf_date_compare (first, &day) <= 0 && lf_date_compare (&day, last) <= 0;
}

/* From the contest's first day, or the year's. */
static LfDate
first_day (const LfContestReader *self)
{
  const char *text = lf_record_get (self->contest, "start_date");
  LfDate day;

  if (text == NULL || !lf_date_from_canonical (text, &day))
    return (LfDate){ self->half.last.year, 1, 1 };
  return lf_date_first_day (&day);
}

static void
count_project (LfStanding *standing, const LfContestReader *self, const LfContestPlace *place)
{
  static const LfIndicator dated[]
      = { LF_INDICATOR_STARTS, LF_INDICATOR_COMPLETIONS, LF_INDICATOR_PRODUCTIONS };
  const LfDate first = first_day (self);

  standing->n_projects++;
  standing->values[LF_INDICATOR_LEAD] += lf_contest_place_lead (place);
  for (guint i = 0; i < G_N_ELEMENTS (dated); i++)
    standing->values[dated[i]] += is_within (place->project, lf_indicator_counts (dated[i])->date,
                                             &first, &self->half.last);
}

/* The flags that were given so far. @standing_of: (element-type utf8 GPtrArray): whom each project
 * counts for */
static gboolean
count_flags (LfContestReader *self, GHashTable *standing_of, GError **error)
{
  const LfDate first = first_day (self);
  g_autofree char *from = lf_date_to_canonical (&first);
  g_autofree char *to = lf_date_to_canonical (&self->half.last);
  g_autofree char *more = g_strdup_printf (" and period>=%s and period<=%s", from, to);
  g_autoptr (GPtrArray) awards = lf_contest_reader_list (self, "award", more, error);

  for (guint i = 0; awards != NULL && i < awards->len; i++)
    {
      const char *project = lf_record_get (awards->pdata[i], "project");
      GPtrArray *standings = project == NULL ? NULL : g_hash_table_lookup (standing_of, project);
      LfFlag flag;

      if (standings == NULL || !lf_flag_from_key (lf_record_get (awards->pdata[i], "flag"), &flag))
        continue;
      for (guint j = 0; j < standings->len; j++)
        {
          LfStanding *standing = standings->pdata[j];

          standing->values[LF_INDICATOR_RED_FLAGS] += flag == LF_FLAG_RED;
          standing->values[LF_INDICATOR_SNAILS] += flag == LF_FLAG_SNAIL;
        }
    }
  return awards != NULL;
}

/* ---- Counted from records ---- */

/* (transfer full) (element-type LfRecord): those of @counted in the contest's days; of the part as
 * well */
static GPtrArray *
list_counted (LfContestReader *self,
              const LfIndicatorSource *counted,
              const char *part,
              GError **error)
{
  const LfDate first = first_day (self);
  g_autofree char *from = lf_date_to_canonical (&first);
  g_autofree char *to = lf_date_to_canonical (&self->half.last);
  g_autofree char *all = lf_indicator_source_filter (counted, from, to);
  g_autofree char *filter = g_strconcat (all, part == NULL ? NULL : " and ", part, NULL);
  g_autoptr (LfQuery) query
      = lf_query_parse (lf_schema_find (counted->entity), filter, NULL, &self->half.last, error);

  return query == NULL ? NULL : lf_rows_list (self->db, query, /* limit= */ 0, error);
}

static double
amount_of (const LfRecord *record, const char *field)
{
  const char *text = field == NULL ? NULL : lf_record_get (record, field);
  LfMoney money;

  if (field == NULL)
    return 1;
  if (text == NULL || !lf_money_from_canonical (text, &money)
      || strcmp (money.currency, "CNY") != 0)
    return 0;
  return (double) money.minor / LF_MONEY_YI;
}

/* (transfer full) (element-type LfStanding → double): what the records of each come to */
static GHashTable *
sum_up (GPtrArray *records, const LfIndicatorSource *counted, GHashTable *standing_of)
{
  GHashTable *sums = g_hash_table_new_full (NULL, NULL, NULL, g_free);

  for (guint i = 0; i < records->len; i++)
    {
      const LfRecord *record = records->pdata[i];
      const char *project = counted->project == NULL ? lf_record_id (record)
                                                     : lf_record_get (record, counted->project);
      GPtrArray *standings = project == NULL ? NULL : g_hash_table_lookup (standing_of, project);

      for (guint j = 0; standings != NULL && j < standings->len; j++)
        {
          double *sum = g_hash_table_lookup (sums, standings->pdata[j]);

          if (sum == NULL)
            {
              sum = g_new0 (double, 1);
              g_hash_table_insert (sums, standings->pdata[j], sum);
            }
          *sum += amount_of (record, counted->amount);
        }
    }
  return sums;
}

static gboolean
count_records (LfContestReader *self,
               LfIndicator indicator,
               GPtrArray *standings,
               GHashTable *standing_of,
               GError **error)
{
  const LfIndicatorSource *counted = lf_indicator_counts (indicator);
  g_autoptr (GPtrArray) all = list_counted (self, counted, /* part= */ NULL, error);
  g_autoptr (GPtrArray) part = all == NULL || counted->part == NULL
                                   ? NULL
                                   : list_counted (self, counted, counted->part, error);
  g_autoptr (GHashTable) wholes = NULL;
  g_autoptr (GHashTable) parts = NULL;

  if (all == NULL || (counted->part != NULL && part == NULL))
    return FALSE;
  wholes = sum_up (all, counted, standing_of);
  parts = part == NULL ? NULL : sum_up (part, counted, standing_of);
  for (guint i = 0; i < standings->len; i++)
    {
      LfStanding *standing = standings->pdata[i];
      const double *whole = g_hash_table_lookup (wholes, standing);
      const double *some = parts == NULL ? NULL : g_hash_table_lookup (parts, standing);

      if (counted->part == NULL)
        standing->values[indicator] = whole == NULL ? 0 : *whole;
      else
        standing->values[indicator] = whole == NULL || some == NULL ? 0 : 100 * *some / *whole;
    }
  return TRUE;
}

/* Those that sum up amounts, and rates. */
static gboolean
count_chosen (LfContestReader *self, GPtrArray *standings, GHashTable *standing_of, GError **error)
{
  guint chosen = lf_contest_indicators (self->contest);

  for (guint i = 0; i < LF_N_INDICATORS; i++)
    {
      const LfIndicatorSource *counted = lf_indicator_counts (i);

      if ((chosen >> i & 1) != 0 && counted != NULL
          && (counted->amount != NULL || counted->part != NULL)
          && !count_records (self, i, standings, standing_of, error))
        return FALSE;
    }
  return TRUE;
}

/* ---- Standings ---- */

/* By the park of a project, or by its owner. */
static LfStanding *
new_unit (const LfContestReader *self, const LfRecord *project)
{
  gboolean is_by_owner = g_strcmp0 (lf_record_get (self->contest, "ranked_by"), "owner") == 0;
  const char *field = is_by_owner ? "owner" : "park";
  g_autofree char *name = lf_record_format (project, field);

  if (name[0] == '\0')
    return lf_standing_new (is_by_owner ? _ ("No owner") : _ ("No park"), NULL);
  return lf_standing_new (name, lf_record_get (project, field));
}

/* Who a project counts for: the groups that name it, or else its park or owner. */
static GPtrArray *
list_units (const LfContestReader *self, const LfRecord *project)
{
  GPtrArray *units = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_standing_free);

  for (guint i = 0; i < self->groups->len; i++)
    {
      const LfRecord *group = self->groups->pdata[i];
      g_auto (GStrv) ids = lf_set_split (lf_record_get (group, "projects"));
      g_autofree char *title = lf_record_title (group);

      if (g_strv_contains ((const char *const *) ids, lf_record_id (project)))
        g_ptr_array_add (units, lf_standing_new (title, lf_record_id (group)));
    }
  if (self->groups->len == 0)
    g_ptr_array_add (units, new_unit (self, project));
  return units;
}

/* A group without a project stands there, too. */
static GPtrArray *
begin_standings (const LfContestReader *self, GHashTable *by_id)
{
  GPtrArray *standings = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_standing_free);

  for (guint i = 0; i < self->groups->len; i++)
    {
      g_autofree char *title = lf_record_title (self->groups->pdata[i]);
      LfStanding *standing = lf_standing_new (title, lf_record_id (self->groups->pdata[i]));

      g_hash_table_insert (by_id, g_strdup (standing->id), standing);
      g_ptr_array_add (standings, standing);
    }
  return standings;
}

static void
add_place (const LfContestReader *self,
           const LfContestPlace *place,
           GPtrArray *standings,
           GHashTable *by_id,
           GHashTable *standing_of)
{
  g_autoptr (GPtrArray) units = list_units (self, place->project);
  GPtrArray *of = g_ptr_array_new ();

  for (guint i = 0; i < units->len; i++)
    {
      LfStanding *unit = units->pdata[i];
      const char *key = unit->id == NULL ? "" : unit->id;
      LfStanding *standing = g_hash_table_lookup (by_id, key);

      if (standing == NULL)
        {
          standing = lf_standing_new (unit->name, unit->id);
          g_hash_table_insert (by_id, g_strdup (key), standing);
          g_ptr_array_add (standings, standing);
        }
      count_project (standing, self, place);
      g_ptr_array_add (of, standing);
    }
  g_hash_table_insert (standing_of, g_strdup (lf_record_id (place->project)), of);
}

static gpointer
run_ranking (LfDb *db, gpointer data, GError **error)
{
  const LfContestAsked *asked = data;
  g_auto (LfContestReader) reader = { .db = db, .half = asked->half };
  g_autoptr (LfContestRound) round = NULL;
  g_autoptr (GPtrArray) standings = NULL;
  g_autoptr (GHashTable) by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) standing_of
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);

  if (!lf_contest_reader_begin (&reader, asked->contest, error))
    return NULL;
  round = lf_contest_reader_round (&reader, error);
  if (round == NULL)
    return NULL;
  standings = begin_standings (&reader, by_id);
  for (guint i = 0; i < round->places->len; i++)
    add_place (&reader, round->places->pdata[i], standings, by_id, standing_of);
  if (!count_flags (&reader, standing_of, error)
      || !count_chosen (&reader, standings, standing_of, error))
    return NULL;
  for (guint i = 0; i < standings->len; i++)
    {
      LfStanding *standing = standings->pdata[i];

      if (standing->n_projects > 0)
        standing->values[LF_INDICATOR_LEAD] /= standing->n_projects;
    }
  lf_standings_rank (standings, lf_contest_indicators (reader.contest));
  return g_steal_pointer (&standings);
}

GPtrArray *
lf_store_contest_ranking_sync (LfStore *self,
                               const char *contest,
                               const LfHalfMonth *half,
                               GError **error)
{
  LfContestAsked asked = { contest, *half };

  return lf_store_read (self, run_ranking, &asked, error);
}
