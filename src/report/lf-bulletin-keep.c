/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bulletins that are kept: as records, checked against the reports, and as files. */

#include "config.h"

#include "lf-bulletin-private.h"
#include "lf-report-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ENTITY "bulletin"

/* ---- Figures as JSON ---- */

static void
add_member (JsonBuilder *builder, const char *name, const char *value)
{
  if (value == NULL)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_number (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

JsonNode *
lf_bulletin_figures_to_json (const GPtrArray *figures)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < figures->len; i++)
    {
      const LfBulletinFigure *figure = figures->pdata[i];

      json_builder_begin_object (builder);
      add_number (builder, "kind", figure->kind);
      add_number (builder, "start", figure->start);
      add_number (builder, "end", figure->end);
      add_member (builder, "place", figure->place);
      add_member (builder, "text", figure->text);
      add_member (builder, "value", figure->value);
      add_member (builder, "entity", figure->entity == NULL ? NULL : figure->entity->name);
      add_member (builder, "filter", figure->filter);
      add_member (builder, "record", figure->record);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  return json_builder_get_root (builder);
}

static const char *
text_of (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static guint
number_of (JsonObject *object, const char *name, guint most)
{
  JsonNode *node = json_object_get_member (object, name);
  gint64 number = node != NULL && json_node_get_value_type (node) == G_TYPE_INT64
                      ? json_node_get_int (node)
                      : 0;

  return (guint) CLAMP (number, 0, (gint64) most);
}

/* What another device sent may be anything: a figure lies within the text, or is none. */
static LfBulletinFigure *
read_figure (JsonObject *object, guint n_chars)
{
  LfBulletinFigure *figure = g_new0 (LfBulletinFigure, 1);
  const char *text = text_of (object, "text"), *place = text_of (object, "place");

  *figure = (LfBulletinFigure){
    .kind = (LfBulletinKind) number_of (object, "kind", LF_BULLETIN_FIELD),
    .place = g_strdup (place == NULL ? "" : place),
    .text = g_strdup (text == NULL ? "" : text),
    .value = g_strdup (text_of (object, "value")),
    .start = number_of (object, "start", n_chars),
    .end = number_of (object, "end", n_chars),
    .entity = lf_schema_find (text_of (object, "entity")),
    .filter = g_strdup (text_of (object, "filter")),
    .record = g_strdup (text_of (object, "record")),
  };
  figure->end = MAX (figure->start, figure->end);
  return figure;
}

static gboolean
read_figures (LfBulletin *self, const char *json, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  guint n_chars = self->text == NULL ? 0 : (guint) g_utf8_strlen (self->text, -1);
  JsonNode *root;
  JsonArray *array;

  if (json == NULL || !json_parser_load_from_data (parser, json, -1, NULL)
      || (root = json_parser_get_root (parser)) == NULL || !JSON_NODE_HOLDS_ARRAY (root))
    {
      g_set_error (error, LF_ERROR, LF_ERROR_INVALID,
                   _ ("What is kept of the figures of “%s” cannot be read. Make it again."),
                   self->title);
      return FALSE;
    }
  array = json_node_get_array (root);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        g_ptr_array_add (self->figures, read_figure (json_node_get_object (node), n_chars));
    }
  return TRUE;
}

/* ---- Records ---- */

static void
set_date (LfRecord *record, const char *field, const LfDate *date)
{
  g_autofree char *text = date->year == 0 ? NULL : lf_date_to_canonical (date);

  lf_record_set (record, field, text);
}

LfChange *
lf_bulletin_keep (const LfBulletin *self, const char *made_by, char **ret_id)
{
  g_autoptr (LfRecord) record = lf_record_new (lf_schema_find (ENTITY), NULL);
  g_autoptr (JsonNode) figures = lf_bulletin_figures_to_json (self->figures);
  g_autofree char *json = json_to_string (figures, /* pretty= */ FALSE);
  g_autofree char *source = lf_text_clean (self->source);
  g_autofree char *label = g_strdup_printf (_ ("Bulletin: %s"), self->title);
  LfChange *change = lf_change_new (label);

  lf_record_set (record, "title", self->title);
  lf_record_set (record, "text", self->text);
  lf_record_set (record, "language", self->language);
  lf_record_set (record, "wording", self->template_name);
  lf_record_set (record, "source", source);
  lf_record_set (record, "figures", json);
  lf_record_set (record, "made_by", made_by);
  set_date (record, "period_from", &self->period.from);
  set_date (record, "period_to", &self->period.to);
  set_date (record, "made_on", &self->made_on);
  set_date (record, "as_of", &self->as_of);
  lf_change_create (change, record);
  *ret_id = g_strdup (lf_record_id (record));
  return change;
}

static LfDate
get_date (const LfRecord *record, const char *field)
{
  const char *text = lf_record_get (record, field);
  LfDate date = { 0 };

  if (text != NULL)
    lf_date_from_canonical (text, &date);
  return date;
}

LfBulletin *
lf_bulletin_read (const LfRecord *record, GError **error)
{
  g_autoptr (LfBulletin) self = g_new0 (LfBulletin, 1);

  self->title = lf_record_title (record);
  self->text = g_strdup (lf_record_get (record, "text"));
  self->language = g_strdup (lf_record_get (record, "language"));
  self->template_name = g_strdup (lf_record_get (record, "wording"));
  self->source = g_strdup (lf_record_get (record, "source"));
  self->period.from = get_date (record, "period_from");
  self->period.to = get_date (record, "period_to");
  self->made_on = get_date (record, "made_on");
  self->as_of = get_date (record, "as_of");
  self->figures = lf_bulletin_figures_new ();
  self->record = lf_record_copy (record);
  return read_figures (self, lf_record_get (record, "figures"), error) ? g_steal_pointer (&self)
                                                                       : NULL;
}

GPtrArray *
lf_bulletin_kept_sync (LfStore *store, const LfBulletin *like, GError **error)
{
  g_autofree char *from = lf_date_to_canonical (&like->period.from);
  g_autofree char *to = lf_date_to_canonical (&like->period.to);
  g_autofree char *name = lf_filter_quote (like->template_name);
  g_autofree char *filter
      = g_strdup_printf ("period_from=%s and period_to=%s and wording=%s", from, to, name);
  g_autoptr (LfQuery) query
      = lf_query_parse (lf_schema_find (ENTITY), filter, "-made_on", &like->made_on, error);

  return query == NULL ? NULL : lf_store_list_sync (store, query, /* limit= */ 0, error);
}

/* ---- Checking ---- */

void
lf_bulletin_difference_free (LfBulletinDifference *self)
{
  g_free (self->now);
  g_free (self->then);
  g_free (self);
}

/* (transfer full) (nullable): the figure asked for again; what is no more is nothing */
static char *
ask_again (LfBulletinQuestion *question, const LfBulletinFigure *figure)
{
  g_autoptr (LfBulletinPlace) place = lf_bulletin_place_parse (figure->place, NULL);
  g_auto (LfBulletinValue) value = { 0 };

  if (place == NULL || !lf_bulletin_ask (question, place, &value, NULL))
    return NULL;
  return lf_bulletin_value_canonical (&value);
}

GPtrArray *
lf_bulletin_check_sync (LfStore *store, const LfBulletin *self, GError **error)
{
  const LfDate made = self->as_of.year != 0 ? self->as_of : self->made_on;
  const LfBulletinOptions today = { .period = self->period, .today = made };
  const LfBulletinOptions that_day = { .period = self->period, .today = made, .as_of = made };
  g_auto (LfBulletinQuestion) now = { 0 };
  g_auto (LfBulletinQuestion) then = { 0 };
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *differences;

  if (!lf_bulletin_period_check (&self->period, error))
    return NULL;
  differences = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_bulletin_difference_free);
  lf_bulletin_question_init (&now, store, self->language, &today);
  lf_bulletin_question_init (&then, store, self->language, &that_day);
  for (guint i = 0; i < self->figures->len; i++)
    {
      const LfBulletinFigure *figure = self->figures->pdata[i];
      g_autofree char *value = NULL;
      g_autofree char *value_then = NULL;
      LfBulletinDifference *difference;

      if (!g_hash_table_add (seen, figure->place))
        continue;
      value = ask_again (&now, figure);
      value_then = ask_again (&then, figure);
      if (g_strcmp0 (value, figure->value) == 0 && g_strcmp0 (value_then, figure->value) == 0)
        continue;
      difference = g_new0 (LfBulletinDifference, 1);
      *difference = (LfBulletinDifference){ figure, g_steal_pointer (&value),
                                            g_steal_pointer (&value_then) };
      g_ptr_array_add (differences, difference);
    }
  return differences;
}

/* (transfer full): a canonical value for people */
static char *
tell_value (const LfBulletinFigure *figure, const char *value, const char *language)
{
  gboolean is_chinese = lf_bulletin_is_chinese (language);
  g_auto (GStrv) parts = g_strsplit (value == NULL ? "" : value, " + ", -1);
  g_autoptr (GString) text = g_string_new (NULL);

  if (value == NULL)
    return g_strdup ("–");
  for (char **part = parts; *part != NULL; part++)
    {
      LfMoney money;
      g_autofree char *told = lf_money_from_canonical (*part, &money)
                                  ? lf_money_format_in (&money, is_chinese)
                                  : NULL;

      if (told == NULL)
        break;
      g_string_append_printf (text, "%s%s", part == parts ? "" : " + ", told);
    }
  if (figure->kind == LF_BULLETIN_PERCENT)
    g_string_append_printf (text, "%.1f%%", g_ascii_strtod (value, NULL));
  return g_strdup (text->len == 0 ? (*value == '\0' ? "0" : value) : text->str);
}

/* (transfer full): what a figure is; of a record's field not by the record's id */
static char *
tell_place (const LfBulletinFigure *figure)
{
  g_autoptr (LfBulletinPlace) place = lf_bulletin_place_parse (figure->place, NULL);

  if (place == NULL || place->kind != LF_BULLETIN_PLACE_RECORD)
    return g_strdup (figure->place);
  return g_strdup_printf (C_ ("field of a kind of record", "%1$s, %2$s"),
                          lf_entity_label (place->entity),
                          lf_field_label (lf_entity_field (place->entity, place->column)));
}

char *
lf_bulletin_difference_tell (const LfBulletinDifference *self, const char *language)
{
  const LfBulletinFigure *figure = self->figure;
  g_autofree char *place = tell_place (figure);
  g_autofree char *said = tell_value (figure, figure->value, language);
  g_autofree char *now = tell_value (figure, self->now, language);
  g_autofree char *then = tell_value (figure, self->then, language);

  return g_strdup_printf (_ ("%1$s: %2$s was said, %3$s today, %4$s as of the day it was made"),
                          place, said, now, then);
}

/* ---- Files ---- */

LfPaper *
lf_bulletin_paper (const LfBulletin *self)
{
  LfPaper *paper = lf_paper_new (self->title, NULL);
  g_auto (GStrv) lines = g_strsplit (self->text == NULL ? self->nothing : self->text, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    if (**line != '\0')
      lf_paper_add_text (paper, *line);
  return paper;
}

gboolean
lf_bulletin_write (const LfBulletin *self, const char *path, GError **error)
{
  gboolean is_markdown = lf_report_has_ending (path, ".md");
  g_autoptr (LfPaper) paper = NULL;
  g_autofree char *text = NULL;

  if (self->text == NULL)
    {
      g_set_error_literal (error, LF_ERROR, LF_ERROR_INVALID, self->nothing);
      return FALSE;
    }
  if (is_markdown || lf_report_has_ending (path, ".txt"))
    {
      text = g_strdup_printf ("%s%s\n\n%s\n", is_markdown ? "# " : "", self->title, self->text);
      return lf_report_write_bytes (path, text, strlen (text), error);
    }
  if (lf_report_has_ending (path, ".pdf"))
    {
      paper = lf_bulletin_paper (self);
      return lf_paper_write (paper, path, error);
    }
  g_set_error (error, LF_ERROR, LF_ERROR_SYNTAX,
               _ ("“%s” does not end in .txt, .md or .pdf, so it is not clear what to write."),
               path);
  return FALSE;
}
