/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables that line up with Han characters in them, and JSON. */

#include "config.h"

#include "lf-cli-output.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define MAX_CELL 40 /* columns; longer cells are cut, but never a row's last */
#define GAP 2

struct _LfTable
{
  GPtrArray *rows; /* (element-type GStrv); the first is the heading */
  guint64 right;   /* a bit per right-aligned column */
};

/* ---- Width ---- */

static guint
char_width (gunichar c)
{
  if (g_unichar_iszerowidth (c))
    return 0;
  return g_unichar_iswide (c) ? 2 : 1;
}

guint
lf_cli_width (const char *text)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    width += char_width (g_utf8_get_char (p));
  return width;
}

/* One line of at most @most columns, "…" where it was cut. */
static char *
cut_cell (const char *text, guint most)
{
  g_autofree char *line = g_strdelimit (g_strdup (text), "\n\t", ' ');
  guint width = 0;
  char *p = line;

  if (lf_cli_width (line) <= most)
    return g_steal_pointer (&line);
  while (width + char_width (g_utf8_get_char (p)) < most)
    {
      width += char_width (g_utf8_get_char (p));
      p = g_utf8_next_char (p);
    }
  *p = '\0';
  return g_strconcat (line, "…", NULL);
}

/* ---- Tables ---- */

LfTable *
lf_table_new_empty (void)
{
  LfTable *self = g_new0 (LfTable, 1);

  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  return self;
}

static void
add_cells (LfTable *self, const char *first, va_list args)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (const char *cell = first; cell != NULL; cell = va_arg (args, const char *))
    g_strv_builder_add (builder, cell);
  lf_table_add_row (self, g_strv_builder_end (builder));
}

LfTable *
lf_table_new (const char *heading, ...)
{
  LfTable *self = lf_table_new_empty ();
  va_list args;

  va_start (args, heading);
  add_cells (self, heading, args);
  va_end (args);
  return self;
}

void
lf_table_free (LfTable *self)
{
  g_ptr_array_unref (self->rows);
  g_free (self);
}

void
lf_table_add (LfTable *self, const char *cell, ...)
{
  va_list args;

  va_start (args, cell);
  add_cells (self, cell, args);
  va_end (args);
}

void
lf_table_add_row (LfTable *self, GStrv cells)
{
  guint n = g_strv_length (cells);
  guint most = isatty (STDOUT_FILENO) ? MAX_CELL : G_MAXUINT; /* what is no terminal has room */

  for (guint i = 0; i + 1 < n; i++)
    {
      char *cut = cut_cell (cells[i], most);

      g_free (cells[i]);
      cells[i] = cut;
    }
  g_ptr_array_add (self->rows, cells);
}

void
lf_table_align_right (LfTable *self, guint column)
{
  self->right |= G_GUINT64_CONSTANT (1) << column;
}

static guint *
measure_columns (const LfTable *self, guint n_columns)
{
  guint *widths = g_new0 (guint, n_columns);

  for (guint row = 0; row < self->rows->len; row++)
    {
      GStrv cells = g_ptr_array_index (self->rows, row);

      for (guint i = 0; i < n_columns && cells[i] != NULL; i++)
        widths[i] = MAX (widths[i], lf_cli_width (cells[i]));
    }
  return widths;
}

static void
append_spaces (GString *line, guint n)
{
  for (guint i = 0; i < n; i++)
    g_string_append_c (line, ' ');
}

static void
append_row (const LfTable *self, GStrv cells, const guint *widths, guint n_columns, GString *text)
{
  for (guint i = 0; i < n_columns && cells[i] != NULL; i++)
    {
      guint blank = widths[i] - lf_cli_width (cells[i]);
      gboolean is_right = (self->right >> i) & 1;

      if (is_right)
        append_spaces (text, blank);
      g_string_append (text, cells[i]);
      if (i + 1 < n_columns && cells[i + 1] != NULL)
        append_spaces (text, GAP + (is_right ? 0 : blank));
    }
  g_string_append_c (text, '\n');
}

void
lf_table_print (const LfTable *self)
{
  guint n_columns = g_strv_length (g_ptr_array_index (self->rows, 0));
  g_autofree guint *widths = measure_columns (self, n_columns);
  g_autoptr (GString) text = g_string_new (NULL);

  if (self->rows->len < 2)
    return;
  for (guint row = 0; row < self->rows->len; row++)
    append_row (self, g_ptr_array_index (self->rows, row), widths, n_columns, text);
  fputs (text->str, stdout);
}

/* ---- JSON and lines ---- */

void
lf_cli_print_json (JsonNode *node)
{
  g_autoptr (JsonNode) owned = node;
  g_autofree char *text = json_to_string (owned, /* pretty= */ TRUE);

  puts (text);
}

void
lf_cli_print_object (JsonObject *object)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  lf_cli_print_json (node);
}

void
lf_cli_print_line (const char *format, ...)
{
  g_autofree char *line = NULL;
  va_list args;

  va_start (args, format);
  line = g_strdup_vprintf (format, args);
  va_end (args);
  puts (line);
}

JsonArray *
lf_json_strings (GPtrArray *strings)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < strings->len; i++)
    json_array_add_string_element (array, strings->pdata[i]);
  return array;
}

void
lf_json_set_text (JsonObject *object, const char *name, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, name, text);
}

void
lf_json_set_date (JsonObject *object, const char *name, const LfDate *date)
{
  g_autofree char *text = date->year == 0 ? NULL : lf_date_to_canonical (date);

  lf_json_set_text (object, name, text);
}

void
lf_json_set_or_null (JsonObject *object, const char *name, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, name, text);
  else
    json_object_set_null_member (object, name);
}

void
lf_cli_print_done (const LfCli *cli, const char *name, const char *value, const char *sentence)
{
  g_autofree char *valid = g_utf8_make_valid (value, -1);
  JsonObject *object;

  if (!cli->json)
    {
      lf_cli_print_line ("%s", sentence);
      return;
    }
  object = json_object_new ();
  json_object_set_string_member (object, name, valid);
  lf_cli_print_object (object);
}

void
lf_cli_print_written (const LfCli *cli, const char *path)
{
  g_autofree char *sentence = g_strdup_printf (_ ("Written: %s"), path);

  lf_cli_print_done (cli, "file", path, sentence);
}

const char *
lf_cli_state (LfRecordState state)
{
  switch (state)
    {
    case LF_RECORD_PENDING:
      return "pending";
    case LF_RECORD_REFUSED:
      return "refused";
    case LF_RECORD_CONFLICT:
      return "conflict";
    case LF_RECORD_SYNCED:
    default:
      return "synced";
    }
}

JsonObject *
lf_json_record (const LfRecord *record)
{
  const LfEntity *entity = lf_record_entity (record);
  g_autofree char *title = lf_record_title (record);
  JsonObject *values = json_object_new ();
  JsonObject *text = json_object_new ();
  JsonObject *object = json_object_new ();

  for (guint i = 0; entity->fields[i].name != NULL; i++)
    {
      g_autofree char *shown = NULL;

      if (lf_record_get_at (record, i) == NULL)
        continue;
      shown = lf_record_format_at (record, i);
      json_object_set_string_member (values, entity->fields[i].name, lf_record_get_at (record, i));
      json_object_set_string_member (text, entity->fields[i].name, shown);
    }
  json_object_set_string_member (object, "id", lf_record_id (record));
  json_object_set_string_member (object, "entity", entity->name);
  json_object_set_string_member (object, "title", title);
  json_object_set_string_member (object, "state", lf_cli_state (lf_record_state (record)));
  json_object_set_boolean_member (object, "deleted", lf_record_is_deleted (record));
  json_object_set_object_member (object, "values", values);
  json_object_set_object_member (object, "text", text);
  return object;
}

JsonObject *
lf_json_totals (const LfTotals *totals)
{
  g_autofree char *text = lf_totals_format (totals);
  JsonArray *currencies = json_array_new ();
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < totals->n; i++)
    {
      JsonObject *total = json_object_new ();

      json_object_set_string_member (total, "currency", totals->totals[i].currency);
      json_object_set_int_member (total, "minor", totals->totals[i].minor);
      json_object_set_boolean_member (total, "exact", totals->totals[i].n_qualified == 0);
      json_array_add_object_element (currencies, total);
    }
  json_object_set_string_member (object, "text", text);
  json_object_set_array_member (object, "currencies", currencies);
  return object;
}

char *
lf_cli_time (gint64 time_us)
{
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) local = NULL;

  if (time_us == 0)
    return g_strdup ("");
  utc = g_date_time_new_from_unix_utc (time_us / G_USEC_PER_SEC);
  local = utc != NULL ? g_date_time_to_local (utc) : NULL;
  return local != NULL ? g_date_time_format (local, "%Y-%m-%d %H:%M:%S") : g_strdup ("?");
}

gboolean
lf_cli_print_titled (LfCli *cli, const char *id, const char *format, GError **error)
{
  g_autoptr (LfRecord) record = lf_cli_record (cli, id, error);
  g_autofree char *title = record == NULL ? NULL : lf_record_title (record);

  if (record == NULL)
    return FALSE;
  if (cli->json)
    lf_cli_print_object (lf_json_record (record));
  else
    lf_cli_print_line (format, title, lf_record_id (record));
  return TRUE;
}

gboolean
lf_cli_print_steps (LfCli *cli, const char *step, const LfRecord *record, GError **error)
{
  const LfEntity *entity = lf_schema_find (step);
  g_autofree char *filter = g_strdup_printf ("%s=%s", entity->parent, lf_record_id (record));
  g_autoptr (LfQuery) query = lf_cli_query (cli, entity, filter, entity->date, error);
  g_autoptr (GPtrArray) steps
      = query == NULL ? NULL : lf_store_list_sync (cli->store, query, /* limit= */ 0, error);
  g_autoptr (LfTable) table
      = lf_table_new (_ ("Day"), _ ("Kind"), _ ("What was done"), _ ("Done by"), NULL);

  for (guint i = 0; steps != NULL && i < steps->len; i++)
    {
      g_autofree char *day = lf_record_format (steps->pdata[i], "done_on");
      g_autofree char *kind = lf_record_format (steps->pdata[i], "kind");
      g_autofree char *text = lf_record_format (steps->pdata[i], "text");
      g_autofree char *by = lf_record_format (steps->pdata[i], "done_by");

      lf_table_add (table, day, kind, text, by, NULL);
    }
  lf_table_print (table);
  return steps != NULL;
}
