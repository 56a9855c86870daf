/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ranking on display (domain.md V8, V9, O8): the units of a contest by its indicators; without
 * one, parks or owners by what they signed in the year against their goals. */

#include "config.h"

#include "lf-wall-private.h"

#include "lf-ranking.h"
#include "lf-store-contest.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define SIGNED "signed_investment" /* the indicator */

/* A unit, now and at the end of the half month before. */
typedef struct
{
  char *name, *id; /* (nullable) @id: of none */
  guint place, before;
  double points;
  guint n_projects;
  LfTotals amount;            /* signed; of a contest not used */
  double goal;                /* percent reached; NaN: there is none */
  const LfStanding *standing; /* (nullable): of a contest */
} Unit;

static void
unit_clear (gpointer data)
{
  g_free (((Unit *) data)->name);
  g_free (((Unit *) data)->id);
}

/* ---- Places without a contest ---- */

/* What one unit signed. */
typedef struct
{
  char *name, *id;
  guint n, n_before;
  LfTotals amount, amount_before;
  gint64 target; /* in 1/100 yuan; 0: none */
} Sum;

static void
sum_free (gpointer data)
{
  g_free (((Sum *) data)->name);
  g_free (((Sum *) data)->id);
  g_free (data);
}

static gint64
yuan (const LfTotals *totals)
{
  return totals->n > 0 && g_str_equal (totals->totals[0].currency, "CNY") ? totals->totals[0].minor
                                                                          : 0;
}

static void
add_signed (GHashTable *sums,
            const LfWallBuilder *self,
            const LfRecord *project,
            const LfDate *before)
{
  const LfIndicatorSource *counted = lf_indicator_source (SIGNED);
  const char *id = lf_record_get (project, self->by);
  Sum *sum = g_hash_table_lookup (sums, id == NULL ? "" : id);
  LfDate signed_on;
  LfMoney money;
  gboolean has_money = lf_wall_money (project, counted->amount, &money);

  if (!lf_wall_date (project, counted->date, &signed_on))
    return;
  signed_on = lf_date_first_day (&signed_on);
  if (lf_date_compare (&signed_on, &self->day) > 0)
    return;
  if (sum == NULL)
    {
      sum = g_new0 (Sum, 1);
      sum->id = g_strdup (id);
      sum->name = lf_record_format (project, self->by);
      g_hash_table_insert (sums, g_strdup (id == NULL ? "" : id), sum);
    }
  sum->n++;
  if (has_money)
    lf_totals_add (&sum->amount, &money);
  if (lf_date_compare (&signed_on, before) > 0)
    return;
  sum->n_before++;
  if (has_money)
    lf_totals_add (&sum->amount_before, &money);
}

static void
add_goal (GHashTable *sums, const LfWallBuilder *self, const LfRecord *goal)
{
  const char *id = lf_record_get (goal, g_str_equal (self->by, "park") ? "park" : "account");
  Sum *sum;
  LfMoney target;

  if (id == NULL || !lf_wall_money (goal, "target_amount", &target)
      || !g_str_equal (target.currency, "CNY"))
    return;
  sum = g_hash_table_lookup (sums, id);
  if (sum == NULL)
    {
      sum = g_new0 (Sum, 1);
      sum->id = g_strdup (id);
      sum->name = lf_record_format (goal, g_str_equal (self->by, "park") ? "park" : "account");
      g_hash_table_insert (sums, g_strdup (id), sum);
    }
  sum->target += target.minor;
}

static gboolean
is_nobody (const Sum *sum)
{
  return sum->id == NULL || *sum->id == '\0';
}

/* What was reached of the goals, where all have one; else the amount. What is nobody's counts for
 * nobody, and stands last. */
static double
value_of (const Sum *sum, gboolean has_goals, gboolean is_before)
{
  double amount = (double) yuan (is_before ? &sum->amount_before : &sum->amount);

  if (is_nobody (sum))
    return 0;
  return has_goals ? 100.0 * amount / (double) sum->target : amount;
}

/* As lf_standings_rank(): those with equal values share a place. */
static guint
place_of (GPtrArray *sums, const Sum *sum, gboolean has_goals, gboolean is_before)
{
  guint place = 1;

  for (guint i = 0; i < sums->len; i++)
    place += value_of (sums->pdata[i], has_goals, is_before) > value_of (sum, has_goals, is_before);
  return place;
}

static Unit
make_unit (GPtrArray *sums, const Sum *sum, gboolean has_goals, double least, double most)
{
  Unit unit = { .name = g_strdup (sum->name != NULL && *sum->name != '\0' ? sum->name : _ ("None")),
                .id = g_strdup (sum->id),
                .n_projects = sum->n,
                .amount = sum->amount,
                .goal = NAN };

  unit.place = place_of (sums, sum, has_goals, FALSE);
  unit.before = sum->n_before > 0 ? place_of (sums, sum, has_goals, TRUE) : 0;
  unit.points = lf_ranking_points (value_of (sum, has_goals, FALSE), least, most);
  if (sum->target > 0)
    unit.goal = 100.0 * (double) yuan (&sum->amount) / (double) sum->target;
  return unit;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const Unit *first = a, *second = b;
  int order = (int) first->place - (int) second->place;

  return order != 0 ? order : g_utf8_collate (first->name, second->name);
}

static GPtrArray *
list_sums (GHashTable *by_id)
{
  GPtrArray *sums = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer sum;

  g_hash_table_iter_init (&iter, by_id);
  while (g_hash_table_iter_next (&iter, NULL, &sum))
    g_ptr_array_add (sums, sum);
  return sums;
}

static GArray *
rank (GHashTable *by_id)
{
  GArray *units = g_array_new (FALSE, FALSE, sizeof (Unit));
  g_autoptr (GPtrArray) sums = list_sums (by_id);
  double least = G_MAXDOUBLE, most = -G_MAXDOUBLE;
  gboolean has_goals = sums->len > 0;

  g_array_set_clear_func (units, unit_clear);
  for (guint i = 0; i < sums->len; i++)
    has_goals &= is_nobody (sums->pdata[i]) || ((Sum *) sums->pdata[i])->target > 0;
  for (guint i = 0; i < sums->len; i++)
    {
      least = MIN (least, value_of (sums->pdata[i], has_goals, FALSE));
      most = MAX (most, value_of (sums->pdata[i], has_goals, FALSE));
    }
  for (guint i = 0; i < sums->len; i++)
    {
      const Unit unit = make_unit (sums, sums->pdata[i], has_goals, least, most);

      g_array_append_val (units, unit);
    }
  g_array_sort (units, compare);
  return units;
}

/* (transfer full): of what was signed in the year */
static char *
signed_filter (const LfWallBuilder *self)
{
  const LfIndicatorSource *counted = lf_indicator_source (SIGNED);

  return g_strdup_printf ("%s and %s=%d", counted->filter, counted->date, self->year);
}

static GArray *
rank_signed (LfWallBuilder *self, GError **error)
{
  g_autofree char *filter = signed_filter (self);
  g_autofree char *within = lf_wall_within (self, filter);
  g_autofree char *goals = g_strdup_printf ("indicator=" SIGNED " and end_date=%d", self->year);
  g_autoptr (LfQuery) projects = lf_wall_query (self, "project", within, NULL, error);
  g_autoptr (LfQuery) targets
      = projects == NULL ? NULL : lf_wall_query (self, "goal", goals, NULL, error);
  g_autoptr (GPtrArray) queries = g_ptr_array_new ();
  g_autoptr (GHashTable) sums = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, sum_free);
  const LfHalfMonth before = lf_half_month_over (&self->day);
  g_autoptr (LfMoment) moment = NULL;

  if (targets == NULL)
    return NULL;
  g_ptr_array_add (queries, projects);
  g_ptr_array_add (queries, targets);
  moment = lf_store_moment_sync (self->store, queries, error);
  if (moment == NULL)
    return NULL;
  for (guint i = 0; i < lf_moment_list (moment, 0)->len; i++)
    add_signed (sums, self, lf_moment_list (moment, 0)->pdata[i], &before.last);
  for (guint i = 0; i < lf_moment_list (moment, 1)->len; i++)
    add_goal (sums, self, lf_moment_list (moment, 1)->pdata[i]);
  lf_wall_add_total_figures (self, lf_moment_list (moment, 0), filter, &(LfTotals){ 0 });
  return rank (sums);
}

/* ---- Places in a contest ---- */

static guint
find_place (const GPtrArray *standings, const LfStanding *standing)
{
  for (guint i = 0; i < standings->len; i++)
    {
      const LfStanding *other = standings->pdata[i];

      if (g_strcmp0 (other->id, standing->id) == 0)
        return other->place;
    }
  return 0;
}

/* @ret_standings: what the units refer to */
static GArray *
rank_contest (LfWallBuilder *self, GPtrArray **ret_standings, GError **error)
{
  const char *contest = self->options->contest;
  const LfHalfMonth half = lf_half_month_over (&self->day);
  const LfHalfMonth before = lf_half_month_before (&half);
  g_autoptr (GPtrArray) now = lf_store_contest_ranking_sync (self->store, contest, &half, error);
  g_autoptr (GPtrArray) then
      = now == NULL ? NULL : lf_store_contest_ranking_sync (self->store, contest, &before, error);
  GArray *units;

  if (then == NULL)
    return NULL;
  units = g_array_new (FALSE, FALSE, sizeof (Unit));
  g_array_set_clear_func (units, unit_clear);
  for (guint i = 0; i < now->len; i++)
    {
      const LfStanding *standing = now->pdata[i];
      const Unit unit = { g_strdup (standing->name),
                          g_strdup (standing->id),
                          standing->place,
                          find_place (then, standing),
                          standing->points,
                          standing->n_projects,
                          { 0 },
                          NAN,
                          standing };

      g_array_append_val (units, unit);
    }
  *ret_standings = g_steal_pointer (&now);
  return units;
}

/* ---- Rows ---- */

static void
add_move (LfWallRow *row, GPtrArray *line, const Unit *unit)
{
  int moved = unit->before == 0 ? 0 : (int) unit->before - (int) unit->place;
  g_autofree char *text = unit->before == 0 ? g_strdup (C_ ("place", "new"))
                          : moved == 0      ? g_strdup (C_ ("place", "as before"))
                                            : g_strdup_printf ("%+d", moved);
  LfWallCell *cell = lf_wall_add_cell (row, text);
  LfReportCell *before = lf_report_add_cell (line);

  cell->sign = unit->before == 0 ? LF_SIGN_NONE
               : moved > 0       ? LF_SIGN_UP
               : moved < 0       ? LF_SIGN_DOWN
                                 : LF_SIGN_SAME;
  before->is_blank = unit->before == 0;
  before->count = unit->before;
}

static void
add_signed_cells (LfWallRow *row, GPtrArray *line, const Unit *unit)
{
  g_autofree char *amount = lf_totals_format (&unit->amount);
  g_autofree char *goal
      = isnan (unit->goal) ? g_strdup ("–") : g_strdup_printf ("%.1f%%", unit->goal);

  lf_wall_add_cell (row, amount);
  lf_wall_add_cell (row, goal);
  lf_report_add_cell (line)->totals = unit->amount;
  lf_report_add_cell (line)->percent = unit->goal;
}

static void
add_indicator_cells (LfWallRow *row, GPtrArray *line, const Unit *unit, guint indicators)
{
  for (guint i = 0; i < LF_N_INDICATORS; i++)
    if ((indicators & (1U << i)) != 0)
      {
        double value = unit->standing->values[i];
        g_autofree char *text = g_strdup_printf (i == LF_INDICATOR_LEAD ? "%+.1f" : "%.0f", value);

        lf_wall_add_cell (row, text);
        lf_report_add_text (line, text);
      }
}

/* What is behind a unit: the projects that it signed. */
static char *
unit_filter (const LfWallBuilder *self, const Unit *unit)
{
  g_autofree char *value = unit->id == NULL ? g_strdup ("") : lf_filter_quote (unit->id);
  g_autofree char *all = signed_filter (self);
  g_autofree char *filter = g_strdup_printf ("%s and %s=%s", all, self->by, value);

  return lf_wall_within (self, filter);
}

/* What ranks in a contest is a record that can be opened: a group, or a park. */
static void
name_record (LfWallBuilder *self, LfWallRow *row, const Unit *unit)
{
  g_autoptr (LfRecord) record
      = unit->id == NULL ? NULL : lf_store_find_sync (self->store, unit->id, NULL);

  if (record == NULL)
    return;
  row->id = g_strdup (unit->id);
  row->entity = lf_record_entity (record);
}

static void
add_unit (LfWallBuilder *self, const Unit *unit, guint indicators)
{
  LfWallRow *row = lf_wall_add_row (self->wall, NULL);
  GPtrArray *line = lf_report_add_row (self->wall->table);
  g_autofree char *place = g_strdup_printf ("%u", unit->place);
  g_autofree char *points = g_strdup_printf ("%.1f", unit->points);
  g_autofree char *n = g_strdup_printf ("%u", unit->n_projects);
  LfWallCell *bar;

  row->tip = g_strdup_printf (_ ("%1$s: place %2$s, %3$s points"), unit->name, place, points);
  if (unit->standing == NULL)
    row->filter = unit_filter (self, unit);
  else
    name_record (self, row, unit);
  lf_wall_add_cell (row, place);
  lf_wall_table_count (line, unit->place);
  add_move (row, line, unit);
  lf_wall_add_cell (row, unit->name);
  lf_report_add_text (line, unit->name);
  bar = lf_wall_add_cell (row, points);
  bar->share = unit->points / 100;
  lf_report_add_text (line, points);
  lf_wall_add_cell (row, n);
  lf_wall_table_count (line, unit->n_projects);
  ((LfReportCell *) line->pdata[line->len - 1])->filter = g_strdup (row->filter);
  if (unit->standing == NULL)
    add_signed_cells (row, line, unit);
  else
    add_indicator_cells (row, line, unit, indicators);
}

/* @drop: where there is no room the highest goes first: who is ahead, and by how much, stays */
static LfWallColumn *
add_number (LfWall *wall, const char *name, const char *label, double least, guint drop)
{
  LfWallColumn *column = lf_wall_add_column (wall, name, label, LF_WALL_NUMBER, least);

  column->drop = drop;
  return column;
}

static void
add_columns (LfWallBuilder *self, guint indicators)
{
  LfWall *wall = self->wall;
  const char *unit = self->options->contest != NULL   ? C_ ("ranking", "Group")
                     : g_str_equal (self->by, "park") ? _ ("Park")
                                                      : _ ("Owner");

  lf_wall_add_column (wall, "place", C_ ("ranking", "Place"), LF_WALL_PLACE, 4);
  lf_wall_add_column (wall, "moved", _ ("Moved"), LF_WALL_TEXT, 7.5)->drop = 4;
  lf_wall_add_column (wall, "unit", unit, LF_WALL_TEXT, 12)->grow = 2;
  lf_wall_add_column (wall, "points", _ ("Points"), LF_WALL_BAR, 14)->grow = 4;
  add_number (wall, "projects", _ ("Projects"), 5, 3)->grow = 0.5;
  lf_report_add_column (wall->table, "place", C_ ("ranking", "Place"), LF_COLUMN_COUNT);
  lf_report_add_column (wall->table, "before", _ ("Place before"), LF_COLUMN_COUNT);
  lf_report_add_column (wall->table, "unit", unit, LF_COLUMN_TEXT);
  lf_report_add_column (wall->table, "points", _ ("Points"), LF_COLUMN_TEXT);
  lf_report_add_column (wall->table, "projects", _ ("Projects"), LF_COLUMN_COUNT);
  if (self->options->contest == NULL)
    {
      add_number (wall, "amount", _ ("Signed"), 9.5, 1)->grow = 1;
      add_number (wall, "goal", _ ("Of the goal"), 6, 2)->grow = 0.5;
      lf_report_add_column (wall->table, "amount", _ ("Signed"), LF_COLUMN_MONEY);
      lf_report_add_column (wall->table, "goal", _ ("Of the goal"), LF_COLUMN_PERCENT);
      return;
    }
  for (guint i = 0; i < LF_N_INDICATORS; i++)
    if ((indicators & (1U << i)) != 0)
      {
        const char *key = lf_indicator_key ((LfIndicator) i);
        const char *label = lf_indicator_label ((LfIndicator) i);

        add_number (wall, key, label, 8, 1)->grow = 0.5;
        lf_report_add_column (wall->table, key, label, LF_COLUMN_TEXT);
      }
}

static void
set_heading (LfWallBuilder *self, const LfRecord *contest)
{
  g_autofree char *name = contest == NULL ? NULL : lf_record_title (contest);

  if (name == NULL)
    {
      lf_wall_name_year (self);
      return;
    }
  g_free (self->wall->heading);
  /* Translators: the title of a wall chart, and the contest it is about */
  self->wall->heading = g_strdup_printf (_ ("%1$s: %2$s"), lf_wall_title (self->wall->name), name);
}

/* @contest: (nullable) */
static void
tell_unknown (LfWall *wall, const LfRecord *contest)
{
  g_autofree char *unknown = contest == NULL ? NULL : lf_contest_tell_unknown (contest);
  g_autofree char *note = NULL;

  if (unknown == NULL)
    return;
  note = g_steal_pointer (&wall->note);
  wall->note = g_strconcat (unknown, " · ", note, NULL);
}

gboolean
lf_wall_build_ranking (LfWallBuilder *self, GError **error)
{
  const char *id = self->options->contest;
  g_autoptr (LfRecord) contest
      = id == NULL ? NULL : lf_store_load_sync (self->store, lf_schema_find ("contest"), id, error);
  g_autoptr (GPtrArray) standings = NULL;
  g_autoptr (GArray) units = NULL;
  guint indicators = contest == NULL ? 0 : lf_contest_indicators (contest);

  if (id != NULL && contest == NULL)
    return FALSE;
  units = contest == NULL ? rank_signed (self, error) : rank_contest (self, &standings, error);
  if (units == NULL)
    return FALSE;
  set_heading (self, contest);
  self->wall->has_two_lines = FALSE;
  self->wall->note = g_strdup (
      contest == NULL
          ? _ ("By what was signed in the year, of the goal where all have one; 60 to 100 points · "
               "triangle: places gained or lost since the last half month")
          : _ ("The mean of all indicators of the contest, 60 to 100 points · "
               "triangle: places gained or lost since the half month "
               "before"));
  tell_unknown (self->wall, contest);
  add_columns (self, indicators);
  for (guint i = 0; i < units->len; i++)
    add_unit (self, &g_array_index (units, Unit, i), indicators);
  return TRUE;
}
