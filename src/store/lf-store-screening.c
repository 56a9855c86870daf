/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading what is screened. */

#include "config.h"

#include "lf-store-screening.h"

#include "lf-store-private.h"
#include "lf-store-score.h"
#include "lf-store-standing.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- The value ---- */

static void
lead_free (gpointer data)
{
  LfScreenedLead *lead = data;

  g_clear_pointer (&lead->project, lf_record_unref);
  g_clear_pointer (&lead->screening, lf_record_unref);
  g_clear_pointer (&lead->evaluations, g_ptr_array_unref);
  g_clear_pointer (&lead->opinions, g_ptr_array_unref);
  g_clear_pointer (&lead->incentives, g_ptr_array_unref);
  g_clear_pointer (&lead->score, lf_lead_score_free);
  g_clear_pointer (&lead->lacks, g_ptr_array_unref);
  g_clear_pointer (&lead->bodies, g_ptr_array_unref);
  g_free (lead);
}

static void
clear_screening (gpointer data)
{
  LfScreening *self = data;

  g_clear_pointer (&self->batch, lf_record_unref);
  g_clear_pointer (&self->leads, g_ptr_array_unref);
  g_clear_pointer (&self->targets, g_ptr_array_unref);
  g_clear_pointer (&self->calendar, lf_calendar_free);
  g_clear_pointer (&self->rules, lf_rulebook_free);
  g_free (self->account);
}

LfScreening *
lf_screening_ref (LfScreening *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
lf_screening_unref (LfScreening *self)
{
  g_atomic_rc_box_release_full (self, clear_screening);
}

const LfScreenedLead *
lf_screening_find (const LfScreening *self, const char *project)
{
  for (guint i = 0; i < self->leads->len; i++)
    {
      const LfScreenedLead *lead = self->leads->pdata[i];

      if (strcmp (lf_record_id (lead->project), project) == 0)
        return lead;
    }
  return NULL;
}

/* ---- Reading ---- */

typedef struct
{
  LfDb *db;
  LfDate today;
  LfRulebook *book;
  LfScorer scorer;
} Reader;

static void
reader_clear (Reader *self)
{
  g_clear_pointer (&self->book, lf_rulebook_free);
  lf_scorer_clear (&self->scorer);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

static GPtrArray *
list (Reader *self,
      const char *entity,
      const char *filter,
      const char *sort,
      guint limit,
      GError **error)
{
  g_autoptr (LfQuery) query
      = lf_query_parse (lf_schema_find (entity), filter, sort, &self->today, error);

  return query == NULL ? NULL : lf_rows_list (self->db, query, limit, error);
}

/* (transfer full): the records of @entity whose @field refers to @id */
static GPtrArray *
list_of (Reader *self,
         const char *entity,
         const char *field,
         const char *id,
         const char *sort,
         GError **error)
{
  g_autofree char *quoted = lf_filter_quote (id);
  g_autofree char *filter = g_strdup_printf ("%s=%s", field, quoted);

  return list (self, entity, filter, sort, /* limit= */ 0, error);
}

static gboolean
begin (Reader *self, GError **error)
{
  self->book = lf_standing_load_book (self->db, error);
  lf_scorer_init (&self->scorer, self->db, self->book, &self->today);
  return self->book != NULL;
}

/* (transfer full) (nullable): what @field of @record refers to; a reference to nothing is none */
static LfRecord *
follow (Reader *self, const LfRecord *record, const char *field)
{
  const char *id = lf_record_get (record, field);
  const LfField *described = lf_entity_field (lf_record_entity (record), field);

  return id == NULL ? NULL
                    : lf_rows_load_live (self->db, lf_schema_find (described->target), id, NULL);
}

/* ---- Opinions ---- */

static gboolean
append (GPtrArray *to, GPtrArray *from /* (transfer full) (nullable) */)
{
  if (from == NULL)
    return FALSE;
  for (guint i = 0; i < from->len; i++)
    g_ptr_array_add (to, lf_record_ref (from->pdata[i]));
  g_ptr_array_unref (from);
  return TRUE;
}

static GPtrArray *
new_records (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
}

static gboolean
read_opinions (Reader *self, LfScreenedLead *lead, GError **error)
{
  lead->opinions = new_records ();
  lead->evaluations
      = list_of (self, "evaluation", "project", lf_record_id (lead->project), "held_on", error);
  if (lead->evaluations == NULL)
    return FALSE;
  for (guint i = 0; i < lead->evaluations->len; i++)
    {
      LfRecord *evaluation = lead->evaluations->pdata[i];

      if (g_strcmp0 (lf_record_get (evaluation, "kind"), "screening") == 0)
        {
          g_clear_pointer (&lead->screening, lf_record_unref);
          lead->screening = lf_record_ref (evaluation);
        }
      if (!append (lead->opinions, list_of (self, "opinion", "evaluation",
                                            lf_record_id (evaluation), "given_on", error)))
        return FALSE;
    }
  if (lead->screening != NULL)
    lead->sum = lf_opinions_sum (lead->opinions, lf_record_id (lead->screening));
  return TRUE;
}

/* ---- Incentives ---- */

static gboolean
read_incentives (Reader *self, LfScreenedLead *lead, GPtrArray *promises, GError **error)
{
  g_autoptr (GPtrArray) records = new_records ();
  g_autoptr (GPtrArray) findings = new_records ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < promises->len; i++)
    {
      LfRecord *clause = follow (self, promises->pdata[i], "clause");

      g_ptr_array_add (records, lf_record_ref (promises->pdata[i]));
      if (clause != NULL && g_hash_table_add (seen, (gpointer) lf_record_id (clause)))
        g_ptr_array_add (records, clause);
      else
        g_clear_pointer (&clause, lf_record_unref);
    }
  if (!append (records,
               list_of (self, "agreement", "project", lf_record_id (lead->project), NULL, error)))
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    if (!append (findings,
                 list_of (self, "incentive_finding", lf_record_entity (records->pdata[i])->name,
                          lf_record_id (records->pdata[i]), NULL, error)))
      return FALSE;
  lead->incentives = lf_fair_list (records, findings);
  return TRUE;
}

static LfDecisionCase
case_of (const LfScreenedLead *lead)
{
  return (LfDecisionCase){ lead->project, lead->evaluations, lead->opinions,
                           lf_fair_count_open (lead->incentives), lead->n_promises };
}

GPtrArray *
lf_screening_gate (const LfScreening *self, const LfScreenedLead *lead, LfStage to)
{
  const LfDecisionCase of = case_of (lead);

  return lf_gate_lacks (&of, lead->project, to, self->rules, &self->today);
}

/* (transfer full) (nullable). @project: (transfer none) */
static LfScreenedLead *
read_lead (Reader *self, LfRecord *project, GError **error)
{
  LfScreenedLead *lead = g_new0 (LfScreenedLead, 1);
  g_autoptr (GPtrArray) promises
      = list_of (self, "promise", "project", lf_record_id (project), NULL, error);
  LfDecisionCase of;

  lead->project = lf_record_ref (project);
  lead->score = promises == NULL ? NULL : lf_scorer_tell (&self->scorer, project, error);
  if (lead->score == NULL || !read_opinions (self, lead, error)
      || !read_incentives (self, lead, promises, error))
    {
      lead_free (lead);
      return NULL;
    }
  lead->n_promises = promises->len;
  of = case_of (lead);
  lead->lacks = lf_judging_lacks (&of, self->book, &self->today);
  lead->bodies = lf_judging_bodies (&of, self->book, &self->today);
  return lead;
}

/* ---- What is screened ---- */

typedef struct
{
  char *batch, *project; /* (nullable) */
  LfDate today;
} Asked;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_free (asked->batch);
  g_free (asked->project);
  g_free (asked);
}

static int
compare_leads (gconstpointer a, gconstpointer b)
{
  const LfScreenedLead *x = *(LfScreenedLead *const *) a, *y = *(LfScreenedLead *const *) b;

  if (x->score->points != y->score->points)
    return x->score->points > y->score->points ? -1 : 1;
  return strcmp (lf_record_id (x->project), lf_record_id (y->project));
}

/* (transfer full) (nullable) */
static GPtrArray *
list_projects (Reader *self, LfScreening *screening, const Asked *asked, GError **error)
{
  g_autoptr (GPtrArray) one = NULL;
  LfRecord *project;

  if (asked->batch != NULL)
    {
      screening->batch
          = lf_rows_load_shown (self->db, lf_schema_find ("lead_batch"), asked->batch, error);
      return screening->batch == NULL
                 ? NULL
                 : list_of (self, "project", "batch", asked->batch, NULL, error);
    }
  if (asked->project == NULL)
    return list (self, "project", "stage=lead", "-lead_date", LF_SCREENING_MOST, error);
  project = lf_rows_load_shown (self->db, lf_schema_find ("project"), asked->project, error);
  if (project == NULL)
    return NULL;
  one = new_records ();
  g_ptr_array_add (one, project);
  return g_steal_pointer (&one);
}

static gboolean
read_leads (Reader *self, LfScreening *screening, GPtrArray *projects, GError **error)
{
  screening->leads = g_ptr_array_new_with_free_func (lead_free);
  for (guint i = 0; i < projects->len; i++)
    {
      LfScreenedLead *lead = read_lead (self, projects->pdata[i], error);

      if (lead == NULL)
        return FALSE;
      g_ptr_array_add (screening->leads, lead);
      screening->n_judged
          += lead->screening != NULL && lf_record_get (lead->screening, "verdict") != NULL;
    }
  g_ptr_array_sort (screening->leads, compare_leads);
  return TRUE;
}

/* Only where all is screened: a batch and a lead have none. */
static GPtrArray *
list_targets (Reader *self, const Asked *asked, GError **error)
{
  return asked->batch != NULL || asked->project != NULL
             ? new_records ()
             : list (self, "target", "owner= and project= and state!=won and state!=given_up",
                     "name", LF_SCREENING_MOST, error);
}

static gpointer
run (LfDb *db, gpointer data, GError **error)
{
  const Asked *asked = data;
  g_auto (Reader) reader = { .db = db, .today = asked->today };
  g_autoptr (LfScreening) screening = g_atomic_rc_box_new0 (LfScreening);
  g_autoptr (GPtrArray) projects = NULL;
  g_autoptr (GError) cause = NULL;

  screening->today = asked->today;
  projects = begin (&reader, error) ? list_projects (&reader, screening, asked, error) : NULL;
  if (projects == NULL || !read_leads (&reader, screening, projects, error))
    return NULL;
  screening->account = lf_author_find_account (db, &cause);
  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }
  screening->targets = list_targets (&reader, asked, error);
  if (screening->targets == NULL)
    return NULL;
  screening->rules = g_steal_pointer (&reader.book);
  screening->calendar = lf_zone_calendar_read (db, error);
  return screening->calendar == NULL ? NULL : g_steal_pointer (&screening);
}

LfScreening *
lf_store_screening_sync (LfStore *self,
                         const LfScreeningAsked *asked,
                         const LfDate *today,
                         GError **error)
{
  Asked copy = { (char *) asked->batch, (char *) asked->project, *today };

  return lf_store_read (self, run, &copy, error);
}

void
lf_store_screening_async (LfStore *self,
                          const LfScreeningAsked *asked,
                          const LfDate *today,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  Asked *copy = g_new (Asked, 1);

  *copy = (Asked){ g_strdup (asked->batch), g_strdup (asked->project), *today };
  lf_store_read_async (self, run, copy, asked_free, (GDestroyNotify) lf_screening_unref,
                       cancellable, callback, user_data);
}

LfScreening *
lf_store_screening_finish (LfStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- The push list ---- */

static gboolean
is_worth_pushing (const LfScreenedLead *lead)
{
  const char *verdict = lead->screening == NULL ? NULL : lf_record_get (lead->screening, "verdict");

  return lf_push_is_free (lead->project)
         && (verdict == NULL || strcmp (verdict, "follow") == 0
             || strcmp (verdict, "approve") == 0);
}

static gboolean
is_of_month (const LfRecord *project, const LfDate *month)
{
  const char *text = lf_record_get (project, "lead_date");
  LfDate day;

  return month == NULL
         || (text != NULL && lf_date_from_canonical (text, &day) && day.year == month->year
             && day.month == month->month);
}

GPtrArray *
lf_screening_push (const LfScreening *self,
                   const GPtrArray *recruiters,
                   guint each,
                   const LfDate *month)
{
  g_autoptr (GPtrArray) projects = g_ptr_array_new ();
  g_autofree guint *points = g_new0 (guint, self->leads->len + self->targets->len + 1);

  for (guint i = 0; i < self->leads->len; i++)
    {
      const LfScreenedLead *lead = self->leads->pdata[i];

      if (!is_worth_pushing (lead) || !is_of_month (lead->project, month))
        continue;
      points[projects->len] = lead->score->points;
      g_ptr_array_add (projects, lead->project);
    }
  for (guint i = 0; i < self->targets->len; i++)
    g_ptr_array_add (projects, self->targets->pdata[i]);
  return lf_push_divide (projects, points, recruiters, each);
}

/* ---- The joint verdict ---- */

/* The last one ends the batch; the first one begins it. */
static void
note_batch (LfChange *change, const LfScreening *self, const LfScreenedLead *lead)
{
  const gboolean is_first
      = lead->screening == NULL || lf_record_get (lead->screening, "verdict") == NULL;
  const char *state = self->n_judged + is_first == self->leads->len ? "done" : "judging";

  if (self->batch != NULL && g_strcmp0 (lf_record_get (self->batch, "state"), state) != 0)
    lf_change_edit (change, self->batch, "state", state);
}

LfChange *
lf_screening_judge (const LfScreening *self,
                    const LfScreenedLead *lead,
                    const char *verdict,
                    const char *reason,
                    GError **error)
{
  g_autoptr (LfRecord) made = NULL;
  g_autofree char *day = lf_date_to_canonical (&self->today);
  g_autofree char *title = lf_record_title (lead->project);
  g_autofree char *label = g_strdup_printf (_ ("Joint verdict on “%s”"), title);
  LfChange *change;

  if (lead->screening != NULL)
    {
      const LfOutcome outcome = { .verdict = verdict, .by = self->account };

      change = lf_judging_decide (lead->screening, /* meeting= */ NULL, &outcome, lead->lacks,
                                  self->calendar, &self->today, error);
    }
  else
    {
      made = lf_judging_new_evaluation (lead->project, "screening", &self->today);
      lf_record_set (made, "verdict", verdict);
      lf_record_set (made, "held_on", day);
      lf_record_set (made, "decided_by", self->account);
      lf_record_set (made, "minutes", reason);
      change = lf_change_new (label);
      lf_change_create (change, made);
    }
  if (change == NULL)
    return NULL;
  if (made == NULL && reason != NULL)
    lf_change_edit (change, lead->screening, "minutes", reason);
  note_batch (change, self, lead);
  return change;
}
