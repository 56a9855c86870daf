/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The two battle charts (domain.md V4, A4): industrial projects, and what the government pays for,
 * side by side in sections by park, chain (V12) or industry. */

#include "config.h"

#include "lf-counting.h"
#include "lf-wall-private.h"

#include <glib/gi18n-lib.h>

static gboolean
is_government (const LfRecord *project)
{
  return g_strcmp0 (lf_record_get (project, "kind"), LF_PUBLIC_WORKS) == 0;
}

static void
add_columns (LfWallBuilder *self)
{
  LfReport *table = self->wall->table;

  lf_wall_add_column (self->wall, "lamp", _ ("Lamp"), LF_WALL_LAMP, 3);
  lf_wall_add_column (self->wall, "project", _ ("Project"), LF_WALL_TEXT, 10);
  lf_wall_add_column (self->wall, "stage", _ ("Stage"), LF_WALL_TEXT, 5);
  lf_report_add_column (table, "group", lf_wall_group_label (self->group), LF_COLUMN_TEXT);
  lf_report_add_column (table, "project", _ ("Project"), LF_COLUMN_TEXT);
  lf_report_add_column (table, "enterprise", _ ("Enterprise"), LF_COLUMN_TEXT);
  lf_report_add_column (table, "stage", _ ("Stage"), LF_COLUMN_TEXT);
  lf_report_add_column (table, "lamp", _ ("Lamp"), LF_COLUMN_TEXT);
  lf_report_add_column (table, "amount", _ ("Total investment"), LF_COLUMN_MONEY);
  lf_report_add_column (table, "deadline", _ ("Deadline"), LF_COLUMN_DATE);
  lf_report_add_column (table, "owner", _ ("Owner"), LF_COLUMN_TEXT);
}

static void
add_project (LfWallBuilder *self, const LfWallProject *project, gpointer unused)
{
  LfWallRow *row = lf_wall_add_row (self->wall, lf_record_id (project->record));
  GPtrArray *line = lf_report_add_row (self->wall->table);
  g_autofree char *title = lf_record_title (project->record);
  g_autofree char *amount = lf_record_format (project->record, "total_investment");
  g_autofree char *stage = lf_record_format (project->record, "stage");

  row->tip = lf_wall_project_tip (project->record, stage);
  lf_wall_add_cell (row, "–")->sign = lf_wall_lamp_sign (project->lamp);
  lf_wall_add_cell (row, title)->second = g_strdup (*amount == '\0' ? "–" : amount);
  lf_wall_add_cell (row, stage);
  lf_report_add_text (line, project->group);
  lf_report_add_text (line, title);
  lf_wall_table_field (line, project->record, "enterprise");
  lf_report_add_text (line, stage);
  lf_wall_table_field (line, project->record, "lamp");
  lf_wall_table_money (line, project->record, "total_investment");
  lf_wall_table_date (line, &project->deadline);
  lf_wall_table_field (line, project->record, "owner");
}

/* What both charts hold together (A4: 185 and 35 are 220). */
static void
add_both_figures (LfWallBuilder *self, const GPtrArray *all)
{
  g_autofree char *within = lf_wall_within (self, LF_STAGES_ON_THE_WAY);
  LfReportCell *count
      = lf_wall_add_figure (self->wall, "both_count", _ ("Both charts"), LF_COLUMN_COUNT);
  LfReportCell *total;

  count->count = all->len;
  count->filter = g_strdup (within);
  total = lf_wall_add_figure (self->wall, "both_total", _ ("Investment of both"), LF_COLUMN_MONEY);
  total->totals = lf_wall_sum (all, "total_investment");
  total->filter = g_steal_pointer (&within);
}

static gboolean
build (LfWallBuilder *self, gboolean of_government, const char *filter, GError **error)
{
  g_autofree char *within = lf_wall_within (self, LF_STAGES_ON_THE_WAY);
  g_autoptr (LfQuery) query = lf_wall_query (self, "project", within, NULL, error);
  g_autoptr (GPtrArray) queries = g_ptr_array_new ();
  g_autoptr (GPtrArray) own = g_ptr_array_new ();
  g_autoptr (LfMoment) moment = NULL;
  g_autoptr (GPtrArray) sorted = NULL;
  const GPtrArray *all;

  if (query == NULL)
    return FALSE;
  g_ptr_array_add (queries, query);
  moment = lf_store_moment_sync (self->store, queries, error);
  if (moment == NULL)
    return FALSE;
  all = lf_moment_list (moment, 0);
  for (guint i = 0; i < all->len; i++)
    if (is_government (all->pdata[i]) == of_government)
      g_ptr_array_add (own, all->pdata[i]);
  sorted = lf_wall_sort_projects (self, own);
  self->wall->is_tiles = TRUE;
  self->wall->note = g_strdup (_ ("Lamp: G round, B diamond, Y triangle, R octagon · what burns "
                                  "first stands first"));
  add_columns (self);
  lf_wall_add_total_figures (self, own, filter, &(LfTotals){ 0 });
  lf_wall_add_lamp_figures (self, own, filter);
  add_both_figures (self, all);
  lf_wall_add_projects (self, sorted, filter, add_project, NULL);
  lf_wall_table_total (self->wall);
  return TRUE;
}

gboolean
lf_wall_build_industrial (LfWallBuilder *self, GError **error)
{
  return build (self, FALSE, LF_STAGES_ON_THE_WAY " and not kind=" LF_PUBLIC_WORKS, error);
}

gboolean
lf_wall_build_government (LfWallBuilder *self, GError **error)
{
  return build (self, TRUE, LF_STAGES_ON_THE_WAY " and kind=" LF_PUBLIC_WORKS, error);
}
