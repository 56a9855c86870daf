/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who leads in a contest. */

#include "config.h"

#include "lf-store-contest-private.h"

#include <glib/gi18n-lib.h>

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
  static const struct
  {
    LfIndicator indicator;
    const char *field;
  } dates[] = {
    { LF_INDICATOR_STARTS, "started_date" },
    { LF_INDICATOR_COMPLETIONS, "completed_date" },
    { LF_INDICATOR_PRODUCTIONS, "production_date" },
  };
  const LfDate first = first_day (self);

  standing->n_projects++;
  standing->values[LF_INDICATOR_LEAD] += lf_contest_place_lead (place);
  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    standing->values[dates[i].indicator]
        += is_within (place->project, dates[i].field, &first, &self->half.last);
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

/* Who a project counts for: the groups that name it, or else its park. */
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
    {
      g_autofree char *park = lf_record_format (project, "park");

      g_ptr_array_add (units, lf_standing_new (park[0] == '\0' ? _ ("No park") : park,
                                               lf_record_get (project, "park")));
    }
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
  if (!count_flags (&reader, standing_of, error))
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
  LfContestAsked asked = { (char *) contest, *half };

  return lf_store_read (self, run_ranking, &asked, error);
}

void
lf_store_contest_ranking_async (LfStore *self,
                                const char *contest,
                                const LfHalfMonth *half,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  lf_store_read_async (self, run_ranking, lf_contest_asked_new (contest, half),
                       lf_contest_asked_free, (GDestroyNotify) g_ptr_array_unref, cancellable,
                       callback, user_data);
}

GPtrArray *
lf_store_contest_ranking_finish (LfStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
