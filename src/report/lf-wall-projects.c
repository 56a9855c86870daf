/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The project chart (domain.md V1, A8): the nodes of each project on its way, from the signing to
 * production, what was planned against what came. */

#include "config.h"

#include "lf-wall-private.h"

#include "lf-deadline.h"
#include "lf-progress.h"

#include <glib/gi18n-lib.h>

/* clang-format off */
static const struct { const char *name, *due, *label; LfStage milestone; LfLeg leg; const char *planned; } chain[] = {
  { "signed", "signed_due", NC_ ("node", "Signing"), LF_STAGE_SIGNED, LF_LEG_SIGN },
  { "land", "land_due", NC_ ("node", "Land"), LF_STAGE_LAND, LF_LEG_LAND },
  { "started", "started_due", NC_ ("node", "Start"), LF_STAGE_STARTED, LF_LEG_START, "planned_start_date" },
  { "completed", "completed_due", NC_ ("node", "Completion"), LF_STAGE_COMPLETED, LF_N_LEGS, "planned_completion_date" },
  { "production", "production_due", NC_ ("node", "Production"), LF_STAGE_PRODUCTION, LF_LEG_PRODUCTION, "planned_production_date" },
};
/* clang-format on */

/* ---- What a year was to bring ---- */

typedef struct
{
  const LfRecord *plan_of, *done_of; /* (nullable): the last reports that say */
  LfMoney plan, done;
  LfTotals parts; /* what single periods reported */
} YearFigures;

static void
take_report (YearFigures *figures, const LfRecord *report)
{
  LfMoney money;

  if (lf_wall_money (report, "year_plan", &money)
      && lf_progress_is_later (report, figures->plan_of))
    {
      figures->plan_of = report;
      figures->plan = money;
    }
  if (lf_wall_money (report, "invested_this_year", &money)
      && lf_progress_is_later (report, figures->done_of))
    {
      figures->done_of = report;
      figures->done = money;
    }
  if (lf_wall_money (report, "invested", &money))
    lf_totals_add (&figures->parts, &money);
}

/* (transfer full): project id → YearFigures */
static GHashTable *
take_reports (const LfWallBuilder *self, const GPtrArray *reports)
{
  GHashTable *years = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < reports->len; i++)
    {
      const char *project = lf_record_get (reports->pdata[i], "project");
      YearFigures *figures;
      LfDate period, first;

      if (project == NULL || !lf_wall_date (reports->pdata[i], "period", &period))
        continue;
      first = lf_date_first_day (&period);
      if (lf_date_compare (&first, &self->day) > 0)
        continue;
      figures = g_hash_table_lookup (years, project);
      if (figures == NULL)
        {
          figures = g_new0 (YearFigures, 1);
          g_hash_table_insert (years, g_strdup (project), figures);
        }
      take_report (figures, reports->pdata[i]);
    }
  return years;
}

/* ---- The figures at the head ---- */

/* As it is read aloud: to the 1/100 of the unit it is told in. */
static gint64
round_mean (gint64 sum, gint64 n)
{
  gint64 mean = (sum + n / 2) / n, step = mean >= LF_MONEY_YI ? LF_MONEY_YI / 100 : LF_MONEY_WAN;

  return mean >= step ? (mean + step / 2) / step * step : mean;
}

static void
add_mean (LfWallBuilder *self, const LfTotals *totals)
{
  LfReportCell *cell
      = lf_wall_add_figure (self->wall, "mean", _ ("Mean of a project"), LF_COLUMN_MONEY);

  cell->is_blank = totals->n == 0;
  for (guint i = 0; i < totals->n; i++)
    {
      LfMoney money = lf_totals_get (totals, i);

      money.minor
          = round_mean (money.minor, totals->totals[i].n_exact + totals->totals[i].n_qualified);
      lf_totals_add (&cell->totals, &money);
    }
}

/* By the one rule of money's shares: told where all of both is in one currency. */
static void
add_share (LfWallBuilder *self,
           const char *name,
           const char *label,
           const LfTotals *part,
           const LfTotals *whole)
{
  lf_wall_add_figure (self->wall, name, label, LF_COLUMN_PERCENT)->percent
      = lf_report_money_percent (part, whole);
}

static void
add_sum (LfWallBuilder *self, const char *name, const char *label, const LfTotals *totals)
{
  LfReportCell *cell = lf_wall_add_figure (self->wall, name, label, LF_COLUMN_MONEY);

  cell->totals = *totals;
  cell->is_blank = totals->n == 0;
}

static void
add_figures (LfWallBuilder *self, const GPtrArray *list, GHashTable *years)
{
  LfTotals total, plan = { 0 }, done = { 0 };

  lf_wall_add_total_figures (self, list, LF_STAGES_ON_THE_WAY, &total);
  for (guint i = 0; i < list->len; i++)
    {
      const YearFigures *figures = g_hash_table_lookup (years, lf_record_id (list->pdata[i]));

      if (figures == NULL)
        continue;
      if (figures->plan_of != NULL)
        lf_totals_add (&plan, &figures->plan);
      if (figures->done_of != NULL)
        lf_totals_add (&done, &figures->done);
      else
        lf_totals_merge (&done, &figures->parts);
    }
  add_sum (self, "year_plan", _ ("Planned this year"), &plan);
  add_share (self, "share", _ ("Share of the total"), &plan, &total);
  add_sum (self, "year_done", _ ("Invested this year"), &done);
  add_share (self, "year_share", _ ("Reached of the plan"), &done, &plan);
  add_mean (self, &total);
  lf_wall_add_lamp_figures (self, list, LF_STAGES_ON_THE_WAY);
}

/* ---- Nodes ---- */

typedef struct
{
  LfSign sign;
  LfDate actual, due; /* year 0: none */
  int days;           /* left; negative: late, or was late */
} Node;

static Node
judge_done (const LfDate *actual, const LfDate *due)
{
  Node node = { LF_SIGN_DONE, *actual, *due };
  LfDate last;

  if (due->year == 0 || actual->year == 0)
    return node;
  last = lf_date_last_day (due);
  node.days = lf_date_days_between (actual, &last);
  if (node.days < 0)
    node.sign = LF_SIGN_DONE_LATE;
  return node;
}

static Node
judge_open (const LfBasis *basis, const LfDate *due, gboolean is_next)
{
  Node node = { LF_SIGN_PLANNED, { 0 }, *due };
  LfDate last;

  if (due->year == 0)
    return node;
  last = lf_date_last_day (due);
  node.days = lf_date_days_between (&basis->today, &last);
  if (node.days < 0)
    node.sign = LF_SIGN_LATE;
  else if (is_next)
    node.sign = LF_SIGN_RUNNING;
  return node;
}

static Node
judge_node (
    const LfBasis *basis, const LfRecord *project, const LfFacts *facts, guint i, gboolean is_next)
{
  const LfDate *reached = lf_facts_reached (facts, chain[i].milestone, &basis->today);
  const LfDate unknown = { 0 };
  LfDeadline deadline = { LF_DEADLINE_NONE };
  LfDate due = { 0 };
  Node node;

  if (chain[i].leg < LF_N_LEGS)
    deadline = lf_leg_judge_facts (basis, chain[i].leg, facts);
  if (deadline.state != LF_DEADLINE_NONE)
    due = deadline.due;
  else if (chain[i].planned != NULL)
    lf_wall_date (project, chain[i].planned, &due);
  if (reached != NULL)
    return judge_done (reached, &due);
  if (lf_facts_is_past (facts, chain[i].milestone, &basis->today))
    return judge_done (&unknown, &due);
  node = judge_open (basis, &due, is_next);
  if (node.sign == LF_SIGN_RUNNING && deadline.state == LF_DEADLINE_WARNED)
    node.sign = LF_SIGN_WARNED;
  return node;
}

static char *
tell_days (const Node *node)
{
  g_autofree char *due = node->due.year == 0 ? NULL : lf_date_to_canonical (&node->due);

  switch (node->sign)
    {
    case LF_SIGN_DONE:
      /* Translators: of a node on a wall chart, as short as can be: the day it was due */
      return due == NULL ? NULL : g_strdup_printf (C_ ("node", "due %s"), due);
    case LF_SIGN_DONE_LATE:
      return g_strdup_printf (ngettext ("%d day late", "%d days late", -node->days), -node->days);
    case LF_SIGN_LATE:
      return g_strdup_printf (ngettext ("%d day overdue", "%d days overdue", -node->days),
                              -node->days);
    case LF_SIGN_RUNNING:
    case LF_SIGN_WARNED:
      return g_strdup_printf (ngettext ("%d day left", "%d days left", node->days), node->days);
    default:
      return due == NULL ? NULL : g_strdup (C_ ("node", "planned"));
    }
}

static void
add_node (LfWallRow *row, GPtrArray *line, const Node *node)
{
  const LfDate *shown = node->actual.year != 0 ? &node->actual : &node->due;
  gboolean is_done = node->sign == LF_SIGN_DONE || node->sign == LF_SIGN_DONE_LATE;
  g_autofree char *date = shown->year == 0 ? NULL : lf_date_to_canonical (shown);
  LfWallCell *cell = lf_wall_add_cell (row, date != NULL ? date
                                            : is_done    ? C_ ("node", "reached")
                                                         : "–");

  cell->sign = node->sign;
  cell->second = is_done && node->actual.year == 0 ? NULL : tell_days (node);
  lf_wall_table_date (line, &node->actual);
  lf_wall_table_date (line, &node->due);
}

/* ---- Rows ---- */

typedef struct
{
  LfBasis basis;
  GHashTable *years;
} Reading;

static void
add_amounts (LfWallRow *row, GPtrArray *line, const LfRecord *project, GHashTable *years)
{
  const YearFigures *figures = g_hash_table_lookup (years, lf_record_id (project));
  g_autofree char *amount = lf_record_format (project, "total_investment");
  g_autofree char *plan
      = figures == NULL || figures->plan_of == NULL ? NULL : lf_money_format (&figures->plan);
  LfWallCell *cell = lf_wall_add_cell (row, *amount == '\0' ? "–" : amount);
  LfReportCell *planned;

  if (plan != NULL)
    /* Translators: below a project's amount: what is planned for this year, as short as can be */
    cell->second = g_strdup_printf (_ ("this year %s"), plan);
  lf_wall_table_money (line, project, "total_investment");
  planned = lf_report_add_cell (line);
  planned->is_blank = plan == NULL || !lf_totals_add (&planned->totals, &figures->plan);
}

static void
add_project (LfWallBuilder *self, const LfWallProject *project, gpointer data)
{
  const Reading *reading = data;
  g_auto (LfFacts) facts = lf_facts_of (project->record);
  LfWallRow *row = lf_wall_add_row (self->wall, lf_record_id (project->record));
  GPtrArray *line = lf_report_add_row (self->wall->table);
  g_autofree char *number = g_strdup_printf ("%u", self->wall->rows->len);
  g_autofree char *title = lf_record_title (project->record);
  g_autofree char *owner = lf_record_format (project->record, "owner");
  const LfDeadline deadline = lf_leg_judge_current (&reading->basis, &facts, &(LfLeg){ 0 });
  g_autofree char *clock = lf_deadline_tell (&deadline);
  gboolean has_next = FALSE;

  row->tip = lf_wall_project_tip (project->record, clock);
  lf_wall_add_cell (row, number);
  lf_wall_add_cell (row, "–")->sign = lf_wall_lamp_sign (project->lamp);
  lf_wall_add_cell (row, title)->second = lf_record_format (project->record, "enterprise");
  lf_report_add_text (line, project->group);
  lf_report_add_text (line, title);
  lf_wall_table_field (line, project->record, "enterprise");
  lf_wall_table_field (line, project->record, "stage");
  lf_wall_table_field (line, project->record, "lamp");
  add_amounts (row, line, project->record, reading->years);
  for (guint i = 0; i < G_N_ELEMENTS (chain); i++)
    {
      const Node node = judge_node (&reading->basis, project->record, &facts, i, !has_next);

      has_next |= node.sign != LF_SIGN_DONE && node.sign != LF_SIGN_DONE_LATE;
      add_node (row, line, &node);
    }
  lf_wall_add_cell (row, *owner == '\0' ? "–" : owner)->second
      = lf_record_format (project->record, "stage");
  lf_report_add_text (line, owner);
}

static void
add_columns (LfWallBuilder *self)
{
  LfWall *wall = self->wall;
  LfReport *table = wall->table;

  lf_wall_add_column (wall, "number", _ ("No."), LF_WALL_NUMBER, 2.6)->drop = 3;
  lf_wall_add_column (wall, "lamp", _ ("Lamp"), LF_WALL_LAMP, 2.8);
  lf_wall_add_column (wall, "project", _ ("Project"), LF_WALL_TEXT, 12)->grow = 4;
  lf_report_add_column (table, "group", lf_wall_group_label (self->group), LF_COLUMN_TEXT);
  lf_report_add_column (table, "project", _ ("Project"), LF_COLUMN_TEXT);
  lf_report_add_column (table, "enterprise", _ ("Enterprise"), LF_COLUMN_TEXT);
  lf_report_add_column (table, "stage", _ ("Stage"), LF_COLUMN_TEXT);
  lf_report_add_column (table, "lamp", _ ("Lamp"), LF_COLUMN_TEXT);
  lf_wall_add_column (wall, "amount", _ ("Total investment"), LF_WALL_NUMBER, 7.2)->grow = 0.6;
  lf_report_add_column (table, "amount", _ ("Total investment"), LF_COLUMN_MONEY);
  lf_report_add_column (table, "year_plan", _ ("Planned this year"), LF_COLUMN_MONEY);
  for (guint i = 0; i < G_N_ELEMENTS (chain); i++)
    {
      const char *label = g_dpgettext2 (GETTEXT_PACKAGE, "node", chain[i].label);
      g_autofree char *due = g_strdup_printf (_ ("%s: due"), label);

      lf_wall_add_column (wall, chain[i].name, label, LF_WALL_NODE, 7.6)->grow = 1;
      lf_report_add_column (table, chain[i].name, label, LF_COLUMN_DATE);
      lf_report_add_column (table, chain[i].due, due, LF_COLUMN_DATE);
    }
  lf_wall_add_column (wall, "owner", _ ("Owner"), LF_WALL_TEXT, 5)->drop = 2;
  lf_report_add_column (table, "owner", _ ("Owner"), LF_COLUMN_TEXT);
}

gboolean
lf_wall_build_projects (LfWallBuilder *self, GError **error)
{
  g_autofree char *filter = lf_wall_within (self, LF_STAGES_ON_THE_WAY);
  g_autofree char *of_year = g_strdup_printf ("period=%d", self->year);
  g_autoptr (LfQuery) projects = lf_wall_query (self, "project", filter, NULL, error);
  g_autoptr (LfQuery) reports
      = projects == NULL ? NULL : lf_wall_query (self, "progress", of_year, NULL, error);
  g_autoptr (GPtrArray) queries = g_ptr_array_new ();
  g_autoptr (LfMoment) moment = NULL;
  g_autoptr (GHashTable) years = NULL;
  g_autoptr (GPtrArray) sorted = NULL;
  Reading reading;

  if (reports == NULL)
    return FALSE;
  g_ptr_array_add (queries, projects);
  g_ptr_array_add (queries, reports);
  moment = lf_store_moment_sync (self->store, queries, error);
  if (moment == NULL)
    return FALSE;
  years = take_reports (self, lf_moment_list (moment, 1));
  sorted = lf_wall_sort_projects (self, lf_moment_list (moment, 0));
  reading = (Reading){ { moment->book, moment->calendar, self->day }, years };
  self->wall->note = g_strdup (_ (
      "Tick: reached · tick in a square: reached late · ring: runs · double ring: near · cross in "
      "a square: overdue · dotted: planned"));
  add_columns (self);
  add_figures (self, lf_moment_list (moment, 0), years);
  lf_wall_add_projects (self, sorted, LF_STAGES_ON_THE_WAY, add_project, &reading);
  lf_wall_table_total (self->wall);
  return TRUE;
}
