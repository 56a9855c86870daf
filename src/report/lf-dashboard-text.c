/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A dashboard's figures, read at once; as text and as JSON. */

#include "config.h"

#include "lf-dashboard-sheet.h"

#include "lf-dashboard-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static void
unref_figures (gpointer figures)
{
  if (figures != NULL)
    lf_tile_figures_unref (figures);
}

LfDashboardSheet *
lf_dashboard_sheet_read_sync (LfStore *store, const LfDashboard *dashboard, const LfDate *today)
{
  LfDashboardSheet *self = g_new0 (LfDashboardSheet, 1);

  self->dashboard = lf_dashboard_copy (dashboard);
  self->figures = g_ptr_array_new_with_free_func (unref_figures);
  self->errors = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < dashboard->tiles->len; i++)
    {
      g_autoptr (GError) error = NULL;

      g_ptr_array_add (self->figures, lf_tile_read_sync (store, dashboard->tiles->pdata[i],
                                                         &dashboard->filter, today, &error));
      g_ptr_array_add (self->errors, error == NULL ? NULL : g_strdup (error->message));
    }
  return self;
}

void
lf_dashboard_sheet_free (LfDashboardSheet *self)
{
  lf_dashboard_free (self->dashboard);
  g_ptr_array_unref (self->figures);
  g_ptr_array_unref (self->errors);
  g_free (self);
}

/* ---- Text ---- */

static void
append_figures (GString *text, const LfTileFigures *figures)
{
  g_autofree char *table = figures->figure == NULL ? lf_report_to_text (figures->report) : NULL;

  g_string_append_c (text, '\n');
  if (figures->aside != NULL)
    g_string_append_printf (text, "(%s)\n", figures->aside);
  if (table != NULL)
    {
      g_string_append (text, table);
      return;
    }
  g_string_append_printf (text, "%s\n%s  %s\n", figures->title, figures->figure, figures->label);
  if (figures->change != NULL)
    g_string_append_printf (text, "%s\n", figures->change);
}

char *
lf_dashboard_sheet_to_text (const LfDashboardSheet *self)
{
  g_autoptr (GString) text = g_string_new (self->dashboard->name);
  g_autofree char *period = lf_period_label (self->dashboard->filter.period);

  g_string_append_printf (text, " · %s\n", period);
  for (guint i = 0; i < self->figures->len; i++)
    if (self->figures->pdata[i] != NULL)
      append_figures (text, self->figures->pdata[i]);
    else
      g_string_append_printf (text, "\n%s\n", (const char *) self->errors->pdata[i]);
  if (self->dashboard->unread != NULL)
    g_string_append_printf (text, "\n%s\n", _ ("A newer version arranged this dashboard."));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* ---- JSON ---- */

static void
add_text (JsonBuilder *builder, const char *name, const char *text /* nullable */)
{
  json_builder_set_member_name (builder, name);
  if (text == NULL)
    json_builder_add_null_value (builder);
  else
    json_builder_add_string_value (builder, text);
}

static void
add_months (JsonBuilder *builder, const LfTileFigures *figures)
{
  json_builder_set_member_name (builder, "months");
  json_builder_begin_array (builder);
  for (guint i = 0; figures->course != NULL && i < figures->course->rows->len; i++)
    {
      const LfReportCell *cell = lf_report_cell_at (figures->course, i, LF_TILE_COURSE_FIGURE);
      double number = lf_tile_number (figures->course->columns->pdata[LF_TILE_COURSE_FIGURE], cell);

      json_builder_begin_object (builder);
      add_text (builder, "month", lf_report_cell_at (figures->course, i, 0)->text);
      json_builder_set_member_name (builder, "value");
      if (isnan (number))
        json_builder_add_null_value (builder);
      else
        json_builder_add_double_value (builder, number);
      add_text (builder, "filter", cell->filter);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_figures (JsonBuilder *builder, const LfTileFigures *figures)
{
  add_text (builder, "title", figures->title);
  add_text (builder, "aside", figures->aside);
  add_text (builder, "entity", figures->entity->name);
  if (figures->figure != NULL)
    {
      add_text (builder, "figure", figures->figure);
      add_text (builder, "label", figures->label);
      add_text (builder, "change", figures->change);
      add_text (builder, "filter", figures->filter);
      add_months (builder, figures);
    }
  else
    {
      g_autofree char *json = lf_report_to_json (figures->report);

      json_builder_set_member_name (builder, "report");
      json_builder_add_value (builder, json_from_string (json, NULL));
    }
}

static void
add_period (JsonBuilder *builder, const LfDashboardFilter *filter)
{
  g_autofree char *label = lf_period_label (filter->period);
  g_autofree char *where = lf_dashboard_filter_text (filter);

  add_text (builder, "period", filter->period);
  add_text (builder, "period_label", label);
  add_text (builder, "filter", where);
}

char *
lf_dashboard_sheet_to_json (const LfDashboardSheet *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  add_text (builder, "name", self->dashboard->name);
  add_period (builder, &self->dashboard->filter);
  json_builder_set_member_name (builder, "tiles");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->figures->len; i++)
    {
      const LfTile *tile = self->dashboard->tiles->pdata[i];

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "tile");
      json_builder_add_value (builder, json_node_copy (tile->text));
      add_text (builder, "error", self->errors->pdata[i]);
      if (self->figures->pdata[i] != NULL)
        add_figures (builder, self->figures->pdata[i]);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, TRUE);
}
