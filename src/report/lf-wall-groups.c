/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Projects of a wall chart in sections by park, chain or industry, and what they add up to. */

#include "config.h"

#include "lf-wall-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- In their order ---- */

static void
project_free (gpointer data)
{
  LfWallProject *project = data;

  g_free (project->group);
  g_free (project->order);
  g_free (project);
}

static int
compare_dates (const LfDate *a, const LfDate *b)
{
  if (a->year == 0 || b->year == 0)
    return (a->year == 0) - (b->year == 0);
  return lf_date_compare (a, b);
}

/* What has no group stands at the end. */
static int
compare (gconstpointer a, gconstpointer b)
{
  const LfWallProject *first = *(LfWallProject *const *) a, *second = *(LfWallProject *const *) b;
  int order = (*first->group == '\0') - (*second->group == '\0');

  if (order == 0)
    order = strcmp (first->order, second->order);
  if (order == 0)
    order = (int) second->lamp - (int) first->lamp;
  if (order == 0)
    order = compare_dates (&first->deadline, &second->deadline);
  return order != 0 ? order : strcmp (lf_record_id (first->record), lf_record_id (second->record));
}

void
lf_wall_order_projects (GPtrArray *projects)
{
  g_ptr_array_sort (projects, compare);
}

GPtrArray *
lf_wall_sort_projects (const LfWallBuilder *self, const GPtrArray *list)
{
  GPtrArray *projects = g_ptr_array_new_full (list->len, project_free);

  for (guint i = 0; i < list->len; i++)
    {
      LfWallProject *project = g_new0 (LfWallProject, 1);

      project->record = list->pdata[i];
      project->value = lf_record_get (project->record, self->group);
      project->group = lf_record_format (project->record, self->group);
      project->order = g_utf8_collate_key (project->group, -1);
      project->lamp = lf_lamp_from_key (lf_record_get (project->record, "lamp"));
      lf_wall_date (project->record, "deadline", &project->deadline);
      g_ptr_array_add (projects, project);
    }
  lf_wall_order_projects (projects);
  return projects;
}

/* ---- Sections ---- */

static char *
tell_nothing (const char *by)
{
  if (strcmp (by, "park") == 0)
    return g_strdup (_ ("No park"));
  return g_strdup (strcmp (by, "chain") == 0 ? _ ("No chain") : _ ("No industry"));
}

static char *
section_filter (const LfWallBuilder *self, const char *filter, const LfWallProject *project)
{
  g_autofree char *value
      = project->value == NULL ? g_strdup ("") : lf_filter_quote (project->value);
  g_autofree char *own = g_strdup_printf ("%s and %s=%s", filter, self->group, value);

  return lf_wall_within (self, own);
}

static LfWallSection *
begin_section (LfWallBuilder *self, const char *filter, const LfWallProject *project)
{
  g_autofree char *title
      = *project->group == '\0' ? tell_nothing (self->group) : g_strdup (project->group);
  LfWallSection *section = lf_wall_add_section (self->wall, title);

  section->filter = filter == NULL ? NULL : section_filter (self, filter, project);
  return section;
}

/* "12 projects" */
static char *
format_count (guint n)
{
  return g_strdup_printf (ngettext ("%u project", "%u projects", n), n);
}

static void
end_section (LfWallSection *section, const LfTotals *totals)
{
  section->count = format_count (section->n);
  section->sum = lf_totals_format (totals);
}

void
lf_wall_add_projects (LfWallBuilder *self,
                      const GPtrArray *projects,
                      const char *filter,
                      void (*add_row) (LfWallBuilder *self,
                                       const LfWallProject *project,
                                       gpointer data),
                      gpointer data)
{
  LfWallSection *section = NULL;
  LfTotals totals = { 0 };

  for (guint i = 0; i < projects->len; i++)
    {
      const LfWallProject *project = projects->pdata[i];
      const LfWallProject *before = i == 0 ? NULL : projects->pdata[i - 1];
      LfMoney money;

      if (before == NULL || g_strcmp0 (before->value, project->value) != 0)
        {
          if (section != NULL)
            end_section (section, &totals);
          section = begin_section (self, filter, project);
          totals = (LfTotals){ 0 };
        }
      if (lf_wall_money (project->record, "total_investment", &money))
        lf_totals_add (&totals, &money);
      add_row (self, project, data);
    }
  if (section != NULL)
    end_section (section, &totals);
}

/* ---- Figures ---- */

void
lf_wall_add_total_figures (LfWallBuilder *self,
                           const GPtrArray *list,
                           const char *filter,
                           LfTotals *ret_totals)
{
  g_autofree char *within = filter == NULL ? NULL : lf_wall_within (self, filter);
  LfReportCell *cell = lf_wall_add_figure (self->wall, "count", _ ("Projects"), LF_COLUMN_COUNT);

  *ret_totals = lf_wall_sum (list, "total_investment");
  cell->count = list->len;
  cell->filter = g_strdup (within);
  cell = lf_wall_add_figure (self->wall, "total", _ ("Total investment"), LF_COLUMN_MONEY);
  cell->totals = *ret_totals;
  cell->filter = g_strdup (within);
}

void
lf_wall_add_lamp_figure (LfWallBuilder *self, LfLamp lamp, guint count, const char *filter)
{
  const char *key = lf_lamp_key (lamp);
  LfReportCell *cell = lf_wall_add_figure (self->wall, key, lf_lamp_label (lamp), LF_COLUMN_COUNT);
  g_autofree char *own = filter == NULL ? NULL : g_strdup_printf ("%s and lamp=%s", filter, key);

  cell->count = count;
  cell->filter = own == NULL ? NULL : lf_wall_within (self, own);
}

void
lf_wall_add_lamp_figures (LfWallBuilder *self, const GPtrArray *list, const char *filter)
{
  guint counts[LF_N_LAMPS] = { 0 };

  for (guint i = 0; i < list->len; i++)
    counts[lf_lamp_from_key (lf_record_get (list->pdata[i], "lamp"))]++;
  for (guint lamp = LF_LAMP_RED; lamp > LF_LAMP_NONE; lamp--)
    if (counts[lamp] > 0 || lamp == LF_LAMP_RED || lamp == LF_LAMP_YELLOW)
      lf_wall_add_lamp_figure (self, lamp, counts[lamp], filter);
}

/* ---- Tips ---- */

char *
lf_wall_project_tip (const LfRecord *record, const char *more)
{
  static const char *const fields[] = { "enterprise", "total_investment", "park", "owner" };
  g_autofree char *title = lf_record_title (record);
  GString *tip = g_string_new (title);
  LfLamp lamp = lf_lamp_from_key (lf_record_get (record, "lamp"));

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *text = lf_record_format (record, fields[i]);

      if (*text != '\0')
        g_string_append_printf (tip, " · %s", text);
    }
  if (lamp != LF_LAMP_NONE)
    g_string_append_printf (tip, " · %s", lf_lamp_label (lamp));
  if (more != NULL && *more != '\0')
    g_string_append_printf (tip, " · %s", more);
  return g_string_free (tip, FALSE);
}
