/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A wall chart in words: for the terminal, for programs, for screen readers. */

#include "config.h"

#include "lf-wall-private.h"

#include <glib/gi18n-lib.h>

/* "Projects 346 · Total investment 1422亿元 · …" */
static char *
tell_figures (const LfWall *self)
{
  GString *text = g_string_new (NULL);
  const GPtrArray *row = self->figures->rows->pdata[0];

  for (guint i = 0; i < self->figures->columns->len; i++)
    {
      const LfReportColumn *column = self->figures->columns->pdata[i];
      g_autofree char *value = lf_report_cell_format (column, row->pdata[i]);

      g_string_append_printf (text, "%s%s %s", i == 0 ? "" : " · ", column->label, value);
    }
  return g_string_free (text, FALSE);
}

char *
lf_wall_to_text (const LfWall *self)
{
  g_autofree char *table = lf_report_to_text (self->table);
  g_autofree char *figures = tell_figures (self);

  return g_strdup_printf ("%s\n%s · %s\n", table, self->day, figures);
}

char *
lf_wall_spoken (const LfWall *self)
{
  g_autofree char *figures = tell_figures (self);
  GString *text = g_string_new (NULL);

  g_string_printf (text, "%s. %s. %s.", self->heading, self->day, figures);
  if (self->rows->len == 0)
    g_string_append_printf (text, " %s", self->nothing);
  for (guint i = 0; i < self->sections->len; i++)
    {
      const LfWallSection *section = self->sections->pdata[i];

      if (section->title != NULL)
        g_string_append_printf (text, " %s: %s, %s.", section->title, section->count, section->sum);
    }
  return g_string_free (text, FALSE);
}

static void
add_row (JsonBuilder *builder, const LfWall *self, guint i)
{
  const LfWallRow *row = self->rows->pdata[i];

  json_builder_begin_object (builder);
  if (row->id != NULL)
    {
      json_builder_set_member_name (builder, "id");
      json_builder_add_string_value (builder, row->id);
    }
  lf_report_add_members (builder, self->table, self->table->rows->pdata[i]);
  json_builder_end_object (builder);
}

char *
lf_wall_to_json (const LfWall *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "wall");
  json_builder_add_string_value (builder, self->name);
  json_builder_set_member_name (builder, "title");
  json_builder_add_string_value (builder, self->heading);
  json_builder_set_member_name (builder, "figures");
  json_builder_begin_object (builder);
  lf_report_add_members (builder, self->figures, self->figures->rows->pdata[0]);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "rows");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->rows->len; i++)
    add_row (builder, self, i);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, TRUE);
}
