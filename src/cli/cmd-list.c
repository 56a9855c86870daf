/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many records: list, search. */

#include "config.h"

#include "lf-cli-output.h"
#include "lf-cmd.h"

#include <glib/gi18n.h>

static gboolean
is_amount (const LfField *field)
{
  return field->type == LF_VALUE_MONEY || field->type == LF_VALUE_QUANTITY
         || field->type == LF_VALUE_INTEGER || field->type == LF_VALUE_DECIMAL;
}

/* The fields to be seen, and the id at the end of each row where scripts find it. */
static LfTable *
make_table (GPtrArray *columns)
{
  LfTable *table = lf_table_new_empty ();
  g_autoptr (GStrvBuilder) heading = g_strv_builder_new ();

  for (guint i = 0; i < columns->len; i++)
    {
      g_strv_builder_add (heading, lf_field_label (columns->pdata[i]));
      if (is_amount (columns->pdata[i]))
        lf_table_align_right (table, i);
    }
  g_strv_builder_add (heading, _ ("Id"));
  lf_table_add_row (table, g_strv_builder_end (heading));
  return table;
}

static void
add_record (LfTable *table, GPtrArray *columns, const LfRecord *record)
{
  g_autoptr (GStrvBuilder) cells = g_strv_builder_new ();

  for (guint i = 0; i < columns->len; i++)
    {
      g_autofree char *text
          = lf_record_format (record, ((const LfField *) columns->pdata[i])->name);

      g_strv_builder_add (cells, text);
    }
  g_strv_builder_add (cells, lf_record_id (record));
  lf_table_add_row (table, g_strv_builder_end (cells));
}

static void
print_footer (const LfEntity *entity, const LfSummary *summary)
{
  g_autofree char *totals = NULL;
  g_autofree char *blank = NULL;

  if (summary->field == NULL)
    {
      lf_cli_print_line ("%s: %" G_GINT64_FORMAT, lf_entity_plural (entity), summary->n);
      return;
    }
  totals = lf_totals_format (&summary->totals);
  if (summary->n_blank > 0)
    blank = g_strdup_printf (_ (" (%ld without)"), (long) summary->n_blank);
  lf_cli_print_line ("%s: %" G_GINT64_FORMAT " · %s: %s%s", lf_entity_plural (entity), summary->n,
                     lf_field_label (summary->field), totals, blank != NULL ? blank : "");
}

static void
print_list_json (const LfEntity *entity, const LfSummary *summary, GPtrArray *records)
{
  JsonObject *object = json_object_new ();
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < records->len; i++)
    json_array_add_object_element (list, lf_json_record (g_ptr_array_index (records, i)));
  json_object_set_string_member (object, "entity", entity->name);
  json_object_set_int_member (object, "count", summary->n);
  if (summary->field != NULL)
    {
      json_object_set_string_member (object, "summed", summary->field->name);
      json_object_set_object_member (object, "sum", lf_json_totals (&summary->totals));
      json_object_set_int_member (object, "blank", summary->n_blank);
    }
  json_object_set_array_member (object, "records", list);
  lf_cli_print_object (object);
}

static gboolean
print_list (LfCli *cli, const LfQuery *query, GPtrArray *columns, guint limit, GError **error)
{
  const LfEntity *entity = lf_query_entity (query);
  LfSummary summary = { 0 };
  g_autoptr (GPtrArray) records = lf_store_list_sync (cli->store, query, limit, error);
  g_autoptr (LfTable) table = NULL;

  if (records == NULL || !lf_store_summary_sync (cli->store, query, &summary, error))
    return FALSE;
  if (cli->json)
    {
      print_list_json (entity, &summary, records);
      return TRUE;
    }
  table = make_table (columns);
  for (guint i = 0; i < records->len; i++)
    add_record (table, columns, g_ptr_array_index (records, i));
  lf_table_print (table);
  print_footer (entity, &summary);
  return TRUE;
}

static gboolean
check_limit (int limit, GError **error)
{
  return limit >= 0 || lf_cli_call_error (error, _ ("The limit %d is negative."), limit);
}

/* What a list is asked for. */
typedef struct
{
  char *view, *where, *sort, *as_of;
  int limit;
} ListCall;

static void
list_call_clear (ListCall *self)
{
  g_free (self->view);
  g_free (self->where);
  g_free (self->sort);
  g_free (self->as_of);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ListCall, list_call_clear)

/* (transfer full): the view named, or one of the entity named that shows all of it */
static LfSavedView *
find_view (LfCli *cli, const ListCall *call, GError **error)
{
  const LfEntity *entity = NULL;
  g_autoptr (LfSavedView) view = NULL;

  if (cli->n_args == 0 && call->view == NULL)
    {
      lf_cli_call_error (error, _ ("Say what to list: a kind of record, or --view NAME."));
      return NULL;
    }
  if (cli->n_args > 0 && (entity = lf_cli_entity (cli->args[0], error)) == NULL)
    return NULL;
  view = call->view == NULL ? lf_saved_view_new (entity, NULL)
                            : lf_cli_view (cli, call->view, error);
  if (view == NULL || entity == NULL || view->entity == entity)
    return g_steal_pointer (&view);
  lf_cli_call_error (error, _ ("The view “%1$s” is of %2$s, not of %3$s."), view->name,
                     lf_entity_plural (view->entity), lf_entity_plural (entity));
  return NULL;
}

/* The words "today" and the like are of the day that the list is of. */
static gboolean
read_as_of (LfCli *cli, const ListCall *call, LfDate *ret_day, GError **error)
{
  if (call->as_of == NULL)
    return TRUE;
  if (!lf_cli_past_day (cli, call->as_of, ret_day, error))
    return FALSE;
  cli->today = lf_date_last_day (ret_day);
  return TRUE;
}

/* What is asked for narrows the view further; its errors point into what was typed. */
static LfQuery *
make_query (LfCli *cli, const LfSavedView *view, const ListCall *call, GError **error)
{
  const char *sort = call->sort != NULL ? call->sort : view->sort;
  g_autoptr (LfQuery) typed = lf_cli_query (cli, view->entity, call->where, sort, error);
  g_autofree char *both = NULL;

  if (typed == NULL || call->view == NULL || *view->filter == '\0')
    return g_steal_pointer (&typed);
  both = call->where == NULL || *call->where == '\0'
             ? g_strdup (view->filter)
             : g_strdup_printf ("(%s) and (%s)", view->filter, call->where);
  return lf_cli_query (cli, view->entity, both, sort, error);
}

static void
fill_columns (LfSavedView *view)
{
  gboolean is_empty = view->columns->len == 0;

  for (const LfField *field = view->entity->fields; is_empty && field->name != NULL; field++)
    if (field->flags & LF_FIELD_LISTED)
      g_ptr_array_add (view->columns, (gpointer) field);
}

static gboolean
list (LfCli *cli, const ListCall *call, GError **error)
{
  g_autoptr (LfSavedView) view = NULL;
  g_autoptr (LfQuery) query = NULL;
  LfDate day = { 0 };

  if (!read_as_of (cli, call, &day, error))
    return FALSE;
  view = find_view (cli, call, error);
  query = view == NULL ? NULL : make_query (cli, view, call, error);
  if (query == NULL)
    return FALSE;
  if (day.year != 0)
    lf_query_set_as_of (query, &day);
  fill_columns (view);
  return print_list (cli, query, view->columns, (guint) call->limit, error);
}

gboolean
lf_cmd_list (LfCli *cli, GError **error)
{
  g_auto (ListCall) call = { 0 };
  const GOptionEntry options[] = {
    { "view", 0, 0, G_OPTION_ARG_STRING, &call.view, N_ ("As this saved view shows them"), "NAME" },
    { "where", 0, 0, G_OPTION_ARG_STRING, &call.where,
      N_ ("Only these: stage=signed and total_investment>=1亿"), "EXPR" },
    { "sort", 0, 0, G_OPTION_ARG_STRING, &call.sort,
      N_ ("By this field; “-” before it for descending; several joined by “,”"), "FIELD" },
    { "limit", 0, 0, G_OPTION_ARG_INT, &call.limit,
      N_ ("At most so many; counts and sums are of all"), "N" },
    { "as-of", 0, 0, G_OPTION_ARG_STRING, &call.as_of,
      N_ ("As they were at the end of this day, month or year"), "DATE" },
    { NULL },
  };

  return lf_cli_begin (cli, options, 0, 1, error) && check_limit (call.limit, error)
         && list (cli, &call, error);
}

static void
print_hits_json (GPtrArray *hits)
{
  JsonArray *list = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  for (guint i = 0; i < hits->len; i++)
    {
      const LfHit *hit = g_ptr_array_index (hits, i);
      JsonObject *object = lf_json_record (hit->record);
      g_autofree char *markup = lf_hit_markup (hit);

      json_object_set_string_member (object, "matched", hit->field->name);
      json_object_set_string_member (object, "markup", markup);
      json_array_add_object_element (list, object);
    }
  json_node_take_array (node, list);
  lf_cli_print_json (node);
}

static void
print_hits (GPtrArray *hits)
{
  g_autoptr (LfTable) table
      = lf_table_new (_ ("Kind"), _ ("Record"), _ ("Found in"), _ ("Text"), _ ("Id"), NULL);

  for (guint i = 0; i < hits->len; i++)
    {
      const LfHit *hit = g_ptr_array_index (hits, i);
      g_autofree char *title = lf_record_title (hit->record);
      g_autofree char *text = lf_record_format (hit->record, hit->field->name);

      lf_table_add (table, lf_entity_label (lf_record_entity (hit->record)), title,
                    lf_field_label (hit->field), text, lf_record_id (hit->record), NULL);
    }
  if (hits->len > 0)
    lf_table_print (table);
  else
    lf_cli_print_line (_ ("Nothing is found."));
}

gboolean
lf_cmd_search (LfCli *cli, GError **error)
{
  g_autofree char *entity_name = NULL;
  int limit = 50;
  const GOptionEntry options[] = {
    { "entity", 0, 0, G_OPTION_ARG_STRING, &entity_name, N_ ("Only records of this kind"), "E" },
    { "limit", 0, 0, G_OPTION_ARG_INT, &limit, N_ ("At most so many (50)"), "N" },
    { NULL },
  };
  const LfEntity *entity = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) hits = NULL;

  if (!lf_cli_begin (cli, options, 1, G_MAXUINT, error) || !check_limit (limit, error))
    return FALSE;
  if (entity_name != NULL && (entity = lf_cli_entity (entity_name, error)) == NULL)
    return FALSE;
  text = g_strjoinv (" ", cli->args);
  hits = lf_store_search_sync (cli->store, text, entity, (guint) limit, error);
  if (hits == NULL)
    return FALSE;
  if (cli->json)
    print_hits_json (hits);
  else
    print_hits (hits);
  return TRUE;
}
