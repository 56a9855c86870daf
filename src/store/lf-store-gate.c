/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a project has been given before it moves. */

#include "config.h"

#include "lf-store-gate.h"

#include "lf-gate.h"
#include "lf-store-screening.h"
#include "lf-store-standing.h"

/* (transfer full) (nullable): the records of @entity that belong to the project, or to what does */
static GPtrArray *
list_of (LfDb *db, const char *entity, const char *field, const char *id, GError **error)
{
  const LfDate today = lf_date_today ();
  g_autofree char *quoted = lf_filter_quote (id);
  g_autofree char *filter = g_strdup_printf ("%s=%s", field, quoted);
  g_autoptr (LfQuery) query
      = lf_query_parse (lf_schema_find (entity), filter, /* sort= */ NULL, &today, error);

  return query == NULL ? NULL : lf_rows_list (db, query, /* limit= */ 0, error);
}

/* (transfer full) (nullable) */
static GPtrArray *
list_opinions (LfDb *db, const GPtrArray *evaluations, GError **error)
{
  g_autoptr (GPtrArray) opinions
      = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);

  for (guint i = 0; i < evaluations->len; i++)
    {
      GPtrArray *some
          = list_of (db, "opinion", "evaluation", lf_record_id (evaluations->pdata[i]), error);

      if (some == NULL)
        return NULL;
      g_ptr_array_extend_and_steal (opinions, some);
    }
  return g_steal_pointer (&opinions);
}

gboolean
lf_gate_check (
    LfDb *db, const LfRecord *before, const LfRecord *after, char **ret_refusal, GError **error)
{
  const LfDate today = lf_date_today ();
  const char *id = lf_record_id (after);
  g_autoptr (LfRulebook) book = NULL;
  g_autoptr (GPtrArray) evaluations = NULL;
  g_autoptr (GPtrArray) opinions = NULL;
  g_autoptr (GPtrArray) promises = NULL;
  g_autoptr (GPtrArray) lacks = NULL;
  LfStage to;

  *ret_refusal = NULL;
  if (!lf_gate_is_move (before, after, &to))
    return TRUE;
  book = lf_standing_load_book (db, error);
  evaluations = book == NULL ? NULL : list_of (db, "evaluation", "project", id, error);
  opinions = evaluations == NULL ? NULL : list_opinions (db, evaluations, error);
  promises = opinions == NULL ? NULL : list_of (db, "promise", "project", id, error);
  if (promises == NULL)
    return FALSE;
  lacks = lf_gate_lacks (
      &(LfDecisionCase){ after, evaluations, opinions, .n_promises = promises->len }, before, to,
      book, &today);
  *ret_refusal = lf_gate_tell_refusal (lacks, after, to);
  return TRUE;
}

/* ---- Asked ahead ---- */

typedef struct
{
  const LfRecord *before, *after;
} Asked;

static gpointer
run (LfDb *db, gpointer data, GError **error)
{
  const Asked *asked = data;
  char *refusal;

  if (!lf_gate_check (db, asked->before, asked->after, &refusal, error))
    return NULL;
  return refusal != NULL ? refusal : g_strdup ("");
}

gboolean
lf_store_gate_sync (LfStore *self,
                    const LfRecord *before,
                    const LfRecord *after,
                    char **ret_refusal,
                    GError **error)
{
  Asked asked = { before, after };
  g_autofree char *told = NULL;
  LfStage to;

  *ret_refusal = NULL;
  if (!lf_gate_is_move (before, after, &to))
    return TRUE;
  told = lf_store_read (self, run, &asked, error);
  if (told != NULL && *told != '\0')
    *ret_refusal = g_steal_pointer (&told);
  return told != NULL || *ret_refusal != NULL;
}
