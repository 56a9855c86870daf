/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who ever reached a stage: by the stage a project is in, and of those stopped by their dates. */

#include "config.h"

#include "lf-report-private.h"

#include <string.h>

/* ---- Conditions ---- */

/* Dated in @stage or a later one. */
static char *
dated_filter (LfStage stage)
{
  GString *dated = g_string_new (NULL);

  for (LfStage s = stage; s < LF_N_LIVE_STAGES; s++)
    g_string_append_printf (dated, "%s%s!=", s > stage ? " or " : "", lf_stage_date_field (s));
  return g_string_free (dated, FALSE);
}

char *
lf_report_reached (LfStage stage)
{
  GString *live = g_string_new ("stage=");
  g_autofree char *dated = dated_filter (stage);

  for (LfStage s = stage; s < LF_N_LIVE_STAGES; s++)
    g_string_append_printf (live, "%s%s", s > stage ? "|" : "", lf_stage_key (s));
  if (stage == LF_STAGE_LEAD)
    g_string_append (live, " or stage=suspended|dropped");
  else
    g_string_append_printf (live, " or (stage=suspended|dropped and (%s))", dated);
  return g_string_free (live, FALSE);
}

char *
lf_report_dropped (LfStage stage)
{
  g_autofree char *reached = lf_report_reached (stage);
  g_autofree char *next = stage + 1 < LF_N_LIVE_STAGES ? lf_report_reached (stage + 1) : NULL;

  if (next == NULL)
    return g_strdup_printf ("stage=dropped and (%s)", reached);
  return g_strdup_printf ("stage=dropped and (%s) and not (%s)", reached, next);
}

/* ---- Reading ahead ---- */

enum
{
  REACHED,
  AMOUNT,
  DROPPED,
  N_FIGURES
};

/* (transfer full): takes @filter and what is within the options */
static void
keep (LfReportBuilder *self, char *filter /* (transfer full) */, const LfSummary *summary)
{
  g_hash_table_insert (self->ahead, lf_report_within (self->options, filter),
                       g_memdup2 (summary, sizeof *summary));
  g_free (filter);
}

static void
add_up (LfSummary *summary, gint64 n, const LfTotals *totals)
{
  summary->n += n;
  if (!lf_totals_merge (&summary->totals, totals))
    g_warning ("the sum of a stage does not fit");
}

/* What stands in each stage now. */
static gboolean
read_present (LfReportBuilder *self, LfSummary *ret_summaries, GError **error)
{
  const LfField *amount = lf_entity_field (self->report->entity, "total_investment");
  const LfGrouping by_stage = { .field = lf_entity_field (self->report->entity, "stage") };
  const LfFigure figures[]
      = { { .kind = LF_FIGURE_COUNT }, { .kind = LF_FIGURE_SUM, .field = amount } };
  g_autofree char *within = lf_report_within (self->options, "");
  g_autoptr (LfQuery) query = lf_report_query (self, within, error);
  g_autoptr (GPtrArray) groups = NULL;

  groups = query == NULL ? NULL
                         : lf_store_figures_sync (self->store, query, &by_stage, 1, figures,
                                                  G_N_ELEMENTS (figures), error);
  for (guint i = 0; groups != NULL && i < groups->len; i++)
    {
      const LfFigureGroup *group = groups->pdata[i];
      LfStage stage;

      if (group->keys[0] != NULL && lf_stage_from_key (group->keys[0], &stage))
        add_up (&ret_summaries[stage], group->values[0].n, &group->values[1].totals);
    }
  return groups != NULL;
}

/* How far those that stopped had come. @ret_reached, @ret_dropped: of each live stage */
static gboolean
read_stopped (LfReportBuilder *self, LfSummary *ret_reached, LfSummary *ret_dropped, GError **error)
{
  const LfField *amount = lf_entity_field (self->report->entity, "total_investment");
  g_autofree char *within = lf_report_within (self->options, "stage=suspended|dropped");
  g_autoptr (LfQuery) query = lf_report_query (self, within, error);
  g_autoptr (GPtrArray) groups = NULL;
  LfFigure figures[LF_N_LIVE_STAGES * N_FIGURES] = { 0 };
  gboolean is_known = query != NULL;

  for (LfStage stage = LF_STAGE_LEAD; is_known && stage < LF_N_LIVE_STAGES; stage++)
    {
      g_autofree char *dated = stage == LF_STAGE_LEAD ? g_strdup ("") : dated_filter (stage);
      g_autofree char *dropped = lf_report_dropped (stage);
      LfFigure *own = figures + stage * N_FIGURES;

      own[REACHED] = (LfFigure){ .within = lf_report_query (self, dated, error) };
      is_known = own[REACHED].within != NULL;
      if (!is_known)
        break;
      own[AMOUNT] = (LfFigure){ LF_FIGURE_SUM, lf_query_ref (own[REACHED].within), amount };
      own[DROPPED] = (LfFigure){ .within = lf_report_query (self, dropped, error) };
      is_known = own[DROPPED].within != NULL;
    }
  if (is_known)
    groups = lf_store_figures_sync (self->store, query, NULL, 0, figures, G_N_ELEMENTS (figures),
                                    error);
  for (LfStage stage = LF_STAGE_LEAD; groups != NULL && stage < LF_N_LIVE_STAGES; stage++)
    {
      const LfFigureValue *own = ((LfFigureGroup *) groups->pdata[0])->values + stage * N_FIGURES;

      add_up (&ret_reached[stage], own[REACHED].n, &own[AMOUNT].totals);
      ret_dropped[stage].n = own[DROPPED].n;
    }
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    g_clear_pointer (&figures[i].within, lf_query_unref);
  return groups != NULL;
}

gboolean
lf_report_read_stages_ahead (LfReportBuilder *self, GError **error)
{
  LfSummary present[LF_N_STAGES] = { 0 }, reached[LF_N_LIVE_STAGES] = { 0 },
            dropped[LF_N_LIVE_STAGES] = { 0 }, live = { 0 };

  if (!read_present (self, present, error) || !read_stopped (self, reached, dropped, error))
    return FALSE;
  self->ahead = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (LfStage stage = LF_N_LIVE_STAGES; stage-- > LF_STAGE_LEAD;)
    {
      add_up (&live, present[stage].n, &present[stage].totals);
      add_up (&reached[stage], live.n, &live.totals);
      keep (self, lf_report_reached (stage), &reached[stage]);
      keep (self, lf_report_dropped (stage), &dropped[stage]);
      keep (self, g_strdup_printf ("stage=%s", lf_stage_key (stage)), &present[stage]);
    }
  return TRUE;
}
