/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Filling a template: the text of a bulletin and the figures in it. */

#include "config.h"

#include "lf-bulletin-private.h"
#include "lf-report-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What {{each …}} is at. */
typedef struct
{
  const LfBulletinPlace *each;
  const LfReport *report; /* of rows; NULL: of records */
  const GPtrArray *row;
  const LfRecord *record;
  guint number; /* from 1 */
} At;

typedef struct
{
  LfBulletinQuestion *question;
  GString *text;
  guint n_chars;
  GPtrArray *figures;
  At *at; /* (nullable): innermost */
  char *zone;
  guint n_sections; /* numbered so far */
  LfBulletinSpot spot;
} Fill;

static void
figure_free (gpointer data)
{
  LfBulletinFigure *figure = data;

  g_free (figure->place);
  g_free (figure->text);
  g_free (figure->value);
  g_free (figure->filter);
  g_free (figure->record);
  g_free (figure);
}

GPtrArray *
lf_bulletin_figures_new (void)
{
  return g_ptr_array_new_with_free_func (figure_free);
}

void
lf_bulletin_free (LfBulletin *self)
{
  g_free (self->title);
  g_free (self->template_name);
  g_free (self->language);
  g_free (self->source);
  g_free (self->text);
  g_free (self->nothing);
  g_clear_pointer (&self->figures, g_ptr_array_unref);
  g_clear_pointer (&self->record, lf_record_unref);
  g_free (self);
}

/* What is kept begins and ends with a word. */
static void
append (Fill *self, const char *text)
{
  while (self->n_chars == 0 && g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  g_string_append (self->text, text);
  self->n_chars += (guint) g_utf8_strlen (text, -1);
}

/* @text: as it stands in the bulletin */
static void
add_figure (Fill *self, char *place /* (transfer full) */, LfBulletinValue *value, const char *text)
{
  LfBulletinFigure *figure = g_new0 (LfBulletinFigure, 1);

  *figure = (LfBulletinFigure){ .kind = value->kind,
                                .place = place,
                                .text = g_strdup (text),
                                .value = lf_bulletin_value_canonical (value),
                                .start = self->n_chars,
                                .entity = value->entity,
                                .filter = g_steal_pointer (&value->filter),
                                .record = g_steal_pointer (&value->record),
                                .is_of_period = value->is_of_period };
  append (self, text);
  figure->end = self->n_chars;
  g_ptr_array_add (self->figures, figure);
}

/* ---- Names ---- */

static LfBulletinPlace *
copy_of_name (const LfBulletinPlace *name, LfBulletinPlaceKind kind)
{
  LfBulletinPlace *place = g_new0 (LfBulletinPlace, 1);

  place->kind = kind;
  place->column = g_strdup (name->column);
  place->told = name->told;
  place->decimals = name->decimals;
  return place;
}

/* (transfer full) (nullable): what the name is where a list is told: a cell, a field */
static LfBulletinPlace *
place_in_list (const At *at, const LfBulletinPlace *name)
{
  LfBulletinPlace *place
      = copy_of_name (name, at->report == NULL ? LF_BULLETIN_PLACE_RECORD : LF_BULLETIN_PLACE_CELL);

  if (at->report == NULL)
    {
      place->entity = lf_record_entity (at->record);
      place->id = g_strdup (lf_record_id (at->record));
      return place;
    }
  place->report = g_strdup (at->each->report);
  place->key = g_strdup (lf_bulletin_row_key (at->row));
  place->by = g_strdup (at->each->by);
  place->where = g_strdup (at->each->where);
  return place;
}

static gboolean
ask_in_list (Fill *self,
             const LfBulletinPlace *name,
             LfBulletinPlace **ret_place,
             LfBulletinValue *value,
             GError **error)
{
  const At *at = self->at;
  const LfField *field
      = at->report != NULL ? NULL : lf_entity_field (lf_record_entity (at->record), name->column);

  if (at->report == NULL && field == NULL)
    {
      g_set_error (error, LF_ERROR, LF_ERROR_SYNTAX, _ ("There is no field “%s”."), name->column);
      return FALSE;
    }
  *ret_place = place_in_list (at, name);
  if (field == NULL)
    return lf_bulletin_ask (self->question, *ret_place, value, error);
  lf_bulletin_value_of_field (at->record, field, value);
  return TRUE;
}

/* What a list tells of goes before words: a report may have a column “month”. */
static gboolean
is_in_list (const At *at /* nullable */, const char *name)
{
  if (at == NULL)
    return FALSE;
  if (at->report == NULL)
    return lf_entity_field (lf_record_entity (at->record), name) != NULL;
  for (guint c = 0; c < at->report->columns->len; c++)
    if (strcmp (((const LfReportColumn *) at->report->columns->pdata[c])->name, name) == 0)
      return TRUE;
  return FALSE;
}

/* The number of a section that is told: those left out are not counted. */
static char *
tell_section (Fill *self)
{
  static const char *const numbers[]
      = { "一", "二", "三", "四", "五", "六", "七", "八", "九", "十" };
  guint n = self->n_sections++;

  if (lf_bulletin_is_chinese (self->question->language) && n < G_N_ELEMENTS (numbers))
    return g_strdup (numbers[n]);
  return g_strdup_printf ("%u", n + 1);
}

/* (transfer full) (nullable): a word that is no figure */
static char *
tell_word (Fill *self, const LfBulletinPlace *place)
{
  const LfBulletinQuestion *question = self->question;
  const LfBulletinPeriod *period = &question->period;

  if (lf_text_is_among (place->column, "period|本期"))
    return lf_bulletin_period_format (period, question->language);
  if (lf_text_is_among (place->column, "year|年份"))
    return g_strdup_printf ("%d", period->to.year);
  if (lf_text_is_among (place->column, "month|月份") && period->to.month != 0)
    return g_strdup_printf ("%d", period->to.month);
  if (lf_text_is_among (place->column, "made-on|生成日期"))
    return lf_bulletin_date_tell (&question->day, place->told, question->language);
  if (lf_text_is_among (place->column, "zone|开发区"))
    return g_strdup (self->zone);
  if (lf_text_is_among (place->column, "section|章节"))
    return tell_section (self);
  if (self->at != NULL && lf_text_is_among (place->column, "position|序号"))
    return g_strdup_printf ("%u", self->at->number);
  return NULL;
}

/* ---- Nodes ---- */

static gboolean fill_nodes (Fill *self, const GPtrArray *nodes, GError **error);

static gboolean
ask (Fill *self,
     const LfBulletinPlace *place,
     LfBulletinPlace **ret_place,
     LfBulletinValue *value,
     GError **error)
{
  if (place->kind == LF_BULLETIN_PLACE_NAME && self->at != NULL)
    return ask_in_list (self, place, ret_place, value, error);
  return lf_bulletin_ask (self->question, place, value, error);
}

static gboolean
fill_place (Fill *self, const LfBulletinPlace *place, GError **error)
{
  gboolean is_word = place->kind == LF_BULLETIN_PLACE_NAME && !is_in_list (self->at, place->column);
  g_autofree char *word = is_word ? tell_word (self, place) : NULL;
  g_auto (LfBulletinValue) value = { 0 };
  g_autoptr (LfBulletinPlace) own = NULL;
  g_autofree char *text = NULL;

  if (word != NULL)
    {
      append (self, word);
      return TRUE;
    }
  if (!ask (self, place, &own, &value, error))
    return FALSE;
  text = lf_bulletin_value_tell (&value, place->told, place->decimals, self->question->language);
  add_figure (self, lf_bulletin_place_to_text (own == NULL ? place : own), &value, text);
  return TRUE;
}

static gboolean
fill_if (Fill *self, const LfBulletinNode *node, GError **error)
{
  g_auto (LfBulletinValue) value = { 0 };
  g_autoptr (LfBulletinPlace) own = NULL;
  gboolean is_zero;

  if (!ask (self, node->place, &own, &value, error))
    return FALSE;
  is_zero = lf_bulletin_value_is_zero (&value);
  add_figure (self, lf_bulletin_place_to_text (own == NULL ? node->place : own), &value, "");
  if (!is_zero)
    return fill_nodes (self, node->body, error);
  return node->other == NULL || fill_nodes (self, node->other, error);
}

static gboolean
fill_item (Fill *self, const LfBulletinNode *node, At *at, GError **error)
{
  At *outer = self->at;
  gboolean is_done;

  if (at->number > 1 && node->other != NULL && !fill_nodes (self, node->other, error))
    return FALSE;
  self->at = at;
  is_done = fill_nodes (self, node->body, error);
  self->at = outer;
  return is_done;
}

static gboolean
fill_records (Fill *self, const LfBulletinNode *node, GError **error)
{
  g_autoptr (GPtrArray) records = lf_bulletin_records (self->question, node->place, error);

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      At at = { .each = node->place, .record = records->pdata[i], .number = i + 1 };

      if (!fill_item (self, node, &at, error))
        return FALSE;
    }
  return records != NULL;
}

static gboolean
fill_rows (Fill *self, const LfBulletinNode *node, GError **error)
{
  const LfReport *report = lf_bulletin_report (self->question, node->place, error);
  guint limit = node->place->limit == 0 ? G_MAXUINT : node->place->limit;

  for (guint i = 0; report != NULL && i < MIN (report->rows->len, limit); i++)
    {
      At at = { .each = node->place, .report = report, .number = i + 1 };

      at.row = report->rows->pdata[i];
      if (!fill_item (self, node, &at, error))
        return FALSE;
    }
  return report != NULL;
}

static gboolean
fill_each (Fill *self, const LfBulletinNode *node, GError **error)
{
  g_auto (LfBulletinValue) value = { 0 };

  if (!lf_bulletin_ask (self->question, node->place, &value, error))
    return FALSE;
  add_figure (self, lf_bulletin_place_to_text (node->place), &value, "");
  return node->place->kind == LF_BULLETIN_PLACE_ROWS ? fill_rows (self, node, error)
                                                     : fill_records (self, node, error);
}

static gboolean
fill_node (Fill *self, const LfBulletinNode *node, GError **error)
{
  switch (node->kind)
    {
    case LF_BULLETIN_NODE_PLACE:
      return fill_place (self, node->place, error);
    case LF_BULLETIN_NODE_IF:
      return fill_if (self, node, error);
    case LF_BULLETIN_NODE_EACH:
      return fill_each (self, node, error);
    case LF_BULLETIN_NODE_TEXT:
    default:
      append (self, node->text);
      return TRUE;
    }
}

static gboolean
fill_nodes (Fill *self, const GPtrArray *nodes, GError **error)
{
  for (guint i = 0; i < nodes->len; i++)
    {
      const LfBulletinNode *node = nodes->pdata[i];

      if (fill_node (self, node, error))
        continue;
      if (self->spot.line == 0)
        {
          self->spot = node->spot;
          g_prefix_error (error, _ ("Line %u: "), node->spot.line);
        }
      return FALSE;
    }
  return TRUE;
}

/* ---- Making ---- */

static char *
read_zone (LfBulletinQuestion *question, GError **error)
{
  g_autoptr (LfBulletinPlace) place
      = lf_bulletin_place_parse_each ("zone sort name limit 1", error);
  g_autoptr (GPtrArray) zones = place == NULL ? NULL : lf_bulletin_records (question, place, error);

  if (zones == NULL)
    return NULL;
  if (zones->len > 0)
    return lf_record_title (zones->pdata[0]);
  return g_strdup (lf_bulletin_is_chinese (question->language) ? "本区" : "the zone");
}

/* 0, a share of 0, all that was a year before gone: it says of the period that nothing was. */
static gboolean
is_nothing (const LfBulletinFigure *figure)
{
  return figure->value == NULL || strspn (figure->value, "0.") == strlen (figure->value)
         || (figure->kind == LF_BULLETIN_PERCENT && strcmp (figure->value, "-100.0000") == 0);
}

/* Whether a figure about the period is other than 0: else there is nothing to tell of it. */
static gboolean
tells_something (const GPtrArray *figures)
{
  gboolean is_of_a_period = FALSE;

  for (guint i = 0; i < figures->len; i++)
    {
      const LfBulletinFigure *figure = figures->pdata[i];

      is_of_a_period = is_of_a_period || figure->is_of_period;
      if (figure->is_of_period && !is_nothing (figure))
        return TRUE;
    }
  return !is_of_a_period;
}

static void
take_text (LfBulletin *self, Fill *fill)
{
  g_autofree char *period = lf_bulletin_period_format (&self->period, self->language);

  self->title
      = g_strdup_printf (lf_bulletin_is_chinese (self->language) ? "%s%s" : "%s: %s",
                         lf_bulletin_is_chinese (self->language) ? period : self->template_name,
                         lf_bulletin_is_chinese (self->language) ? self->template_name : period);
  self->figures = g_ptr_array_ref (fill->figures);
  if (tells_something (self->figures))
    {
      self->text = g_strchomp (g_strdup (fill->text->str));
      return;
    }
  self->nothing = g_strdup_printf (
      _ ("There is nothing to tell of %1$s: every figure of “%2$s” about it is 0 or not known."),
      period, self->template_name);
}

LfBulletin *
lf_bulletin_make_sync (LfStore *store,
                       const LfBulletinTemplate *template_,
                       const LfBulletinOptions *options,
                       LfBulletinSpot *ret_spot,
                       GError **error)
{
  g_auto (LfBulletinQuestion) question = { 0 };
  g_autoptr (LfBulletin) self = g_new0 (LfBulletin, 1);
  g_autoptr (GPtrArray) nodes = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) figures = lf_bulletin_figures_new ();
  g_autofree char *zone = NULL;
  Fill fill = { .question = &question, .text = text, .figures = figures };

  lf_bulletin_question_init (&question, store, template_->language, options);
  if (!lf_bulletin_period_check (&options->period, error))
    return NULL;
  nodes = lf_bulletin_text_parse (template_->text, ret_spot, error);
  zone = nodes == NULL ? NULL : read_zone (&question, error);
  if (zone == NULL)
    return NULL;
  fill.zone = zone;
  if (!fill_nodes (&fill, nodes, error))
    {
      if (ret_spot != NULL)
        *ret_spot = fill.spot;
      return NULL;
    }
  self->template_name = g_strdup (template_->name);
  self->language = g_strdup (template_->language);
  self->source = g_strdup (template_->text);
  self->period = options->period;
  self->made_on = options->today;
  self->as_of = options->as_of;
  take_text (self, &fill);
  return g_steal_pointer (&self);
}
