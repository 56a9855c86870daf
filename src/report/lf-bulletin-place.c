/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places of a bulletin's template: what stands between {{ and }}. */

#include "config.h"

#include "lf-bulletin-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct
{
  LfTold told;
  const char *names; /* the first is how it is written again */
} told_names[] = {
  { LF_TOLD_GROWTH, "growth|同比" },   { LF_TOLD_BASE, "base|上年同期" },
  { LF_TOLD_YI, "yi|亿元|亿" },        { LF_TOLD_WAN, "wan|万元|万" },
  { LF_TOLD_MILLION, "million|百万" }, { LF_TOLD_PERCENT, "percent|百分比" },
  { LF_TOLD_DATE, "date|日期" },       { LF_TOLD_MONTH, "month|月份" },
  { LF_TOLD_DAY, "day|月日" },
};

/* ---- Cutting ---- */

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t';
}

/* Where @word stands by itself in @text, outside quotes; the last one where @is_last. */
static char *
find_word (char *text, const char *word, gboolean is_last)
{
  gsize length = strlen (word);
  gboolean is_quoted = FALSE;
  char *found = NULL;

  for (char *p = text; *p != '\0' && (found == NULL || is_last); p++)
    {
      if (*p == '"')
        is_quoted = !is_quoted;
      else if (!is_quoted && p > text && is_blank (p[-1]) && strncmp (p, word, length) == 0
               && is_blank (p[length]))
        found = p;
    }
  return found;
}

/* (transfer full) (nullable): what stands behind @word, which is cut off @text */
static char *
cut (char *text, const char *word)
{
  char *at = find_word (text, word, FALSE);
  char *rest = at == NULL ? NULL : g_strstrip (g_strdup (at + strlen (word)));

  if (at != NULL)
    *at = '\0';
  g_strchomp (text);
  return rest;
}

static char *
behind (const char *text, const char *word)
{
  gsize length = strlen (word);

  return strncmp (text, word, length) == 0 && is_blank (text[length])
             ? g_strstrip (g_strdup (text + length))
             : NULL;
}

/* ---- What is named ---- */

static const LfEntity *
find_entity (const char *name, GError **error)
{
  const LfEntity *const *entities = lf_schema_entities (NULL);
  g_autofree char *key = g_strdelimit (g_ascii_strdown (name, -1), "-", '_');
  g_autofree char *folded = lf_text_fold (name);

  if (lf_schema_find (key) != NULL)
    return lf_schema_find (key);
  for (guint i = 0; entities[i] != NULL; i++)
    if (lf_text_is_among (folded, lf_entity_label (entities[i]))
        || lf_text_is_among (folded, lf_entity_plural (entities[i]))
        || lf_text_is_among (folded, entities[i]->synonyms))
      return entities[i];
  g_set_error (error, LF_ERROR, LF_ERROR_SYNTAX, _ ("There is no kind of record called “%s”."),
               name);
  return NULL;
}

static gboolean
check_filter (const LfEntity *entity, const char *where, GError **error)
{
  const LfDate today = { 2026, 1, 31 };
  const LfBulletinPeriod period = { { 2026, 1, 0 }, { 2026, 1, 0 } };
  g_autofree char *filter = lf_bulletin_resolve (where == NULL ? "" : where, &period, &today, NULL);
  g_autoptr (LfFilter) parsed = lf_filter_parse (entity, filter, &today, NULL, error);

  return parsed != NULL;
}

static gboolean
check_report (const LfBulletinPlace *self, GError **error)
{
  const char *const *groups = lf_report_groups (self->report);
  g_autofree char *all = NULL;

  if (lf_report_title (self->report) == NULL)
    {
      all = g_strjoinv (", ", (char **) lf_report_names ());
      g_set_error (error, LF_ERROR, LF_ERROR_SYNTAX, _ ("There is no report “%s”. There are: %s."),
                   self->report, all);
      return FALSE;
    }
  if (self->by != NULL && (groups == NULL || !g_strv_contains (groups, self->by)))
    {
      g_set_error (error, LF_ERROR, LF_ERROR_SYNTAX, _ ("The report “%1$s” has no rows by “%2$s”."),
                   self->report, self->by);
      return FALSE;
    }
  return check_filter (lf_report_entity (self->report), self->where, error);
}

/* ---- Figures ---- */

static LfBulletinPlace *
place_new (LfBulletinPlaceKind kind)
{
  LfBulletinPlace *self = g_new0 (LfBulletinPlace, 1);

  self->kind = kind;
  self->decimals = -1;
  return self;
}

void
lf_bulletin_place_free (LfBulletinPlace *self)
{
  g_free (self->report);
  g_free (self->key);
  g_free (self->column);
  g_free (self->id);
  g_free (self->by);
  g_free (self->where);
  g_free (self->sort);
  g_clear_pointer (&self->part, lf_bulletin_place_free);
  g_clear_pointer (&self->whole, lf_bulletin_place_free);
  g_free (self);
}

static gboolean
fail (GError **error, const char *format, const char *text)
{
  g_set_error (error, LF_ERROR, LF_ERROR_SYNTAX, format, text);
  return FALSE;
}

/* @at: behind “[”; its end is behind “]” */
static const char *
read_row (LfBulletinPlace *self, const char *at)
{
  GString *key;

  if (g_ascii_isdigit (*at))
    {
      char *end;

      self->row = (guint) MIN (g_ascii_strtoull (at, &end, 10), 100000);
      return *end == ']' && self->row > 0 ? end + 1 : NULL;
    }
  if (*at++ != '"')
    return NULL;
  key = g_string_new (NULL);
  for (; *at != '\0' && (*at != '"' || at[1] == '"'); at++)
    {
      at += *at == '"';
      g_string_append_c (key, *at);
    }
  self->key = g_string_free (key, FALSE);
  return at[0] == '"' && at[1] == ']' ? at + 2 : NULL;
}

static gboolean
read_cell (LfBulletinPlace *self, char *text, GError **error)
{
  gsize length = strcspn (text, ".[");
  const char *at = text + length;

  self->where = cut (text, "where");
  self->by = cut (text, "by");
  self->report = g_strndup (text, length);
  if (g_str_has_prefix (at, ".total."))
    at += strlen (".total");
  else if (*at == '[')
    at = read_row (self, at + 1);
  else
    at = NULL;
  if (at == NULL || *at != '.' || at[1] == '\0' || strchr (at + 1, ' ') != NULL)
    return fail (error,
                 _ ("“%s” is no figure of a report: write it like by-park.total.amount or "
                    "by-park[1].amount."),
                 text);
  self->column = g_strdup (at + 1);
  return check_report (self, error);
}

/* count ENTITY, sum ENTITY[.FIELD] */
static gboolean
read_summary (LfBulletinPlace *self, char *text, GError **error)
{
  char *dot;

  self->where = cut (text, "where");
  dot = strchr (text, '.');
  if (dot != NULL && self->kind == LF_BULLETIN_PLACE_SUM)
    {
      self->column = g_strdup (dot + 1);
      *dot = '\0';
    }
  self->entity = find_entity (text, error);
  if (self->entity == NULL || !check_filter (self->entity, self->where, error))
    return FALSE;
  if (self->column != NULL && lf_entity_field (self->entity, self->column) == NULL)
    return fail (error, _ ("There is no field “%s”."), self->column);
  return TRUE;
}

static gboolean
read_share (LfBulletinPlace *self, char *text, GError **error)
{
  g_autofree char *whole = cut (text, "of");
  g_autofree char *share = behind (text, "share");

  if (whole == NULL || share != NULL || g_str_has_prefix (whole, "share "))
    return fail (
        error, _ ("“%s” is no share: write it like “share count project of count project”."), text);
  self->part = lf_bulletin_place_parse (text, error);
  self->whole = self->part == NULL ? NULL : lf_bulletin_place_parse (whole, error);
  return self->whole != NULL;
}

/* record ENTITY ID.FIELD: as what a list tells is kept */
static gboolean
read_record (LfBulletinPlace *self, char *text, GError **error)
{
  g_auto (GStrv) words = g_strsplit (text, " ", 2);
  char *dot = words[0] == NULL || words[1] == NULL ? NULL : strrchr (words[1], '.');

  if (dot == NULL)
    return fail (error, _ ("“%s” is no field of a record."), text);
  *dot = '\0';
  self->entity = find_entity (words[0], error);
  self->id = g_strdup (words[1]);
  self->column = g_strdup (dot + 1);
  if (self->entity != NULL && lf_entity_field (self->entity, self->column) == NULL)
    return fail (error, _ ("There is no field “%s”."), self->column);
  return self->entity != NULL;
}

static gboolean
read_name (LfBulletinPlace *self, const char *text, GError **error)
{
  if (*text == '\0' || strpbrk (text, " \t\"(){}=<>") != NULL)
    return fail (error,
                 _ ("“%s” cannot be read. A place is a figure of a report, count, sum or share, or "
                    "inside each the name of a field."),
                 text);
  self->column = g_strdup (text);
  return TRUE;
}

static LfBulletinPlace *
parse_figure (char *text, GError **error)
{
  static const struct
  {
    const char *word;
    LfBulletinPlaceKind kind;
    gboolean (*read) (LfBulletinPlace *self, char *text, GError **error);
  } forms[] = {
    { "count", LF_BULLETIN_PLACE_COUNT, read_summary },
    { "sum", LF_BULLETIN_PLACE_SUM, read_summary },
    { "share", LF_BULLETIN_PLACE_SHARE, read_share },
    { "record", LF_BULLETIN_PLACE_RECORD, read_record },
  };
  g_autoptr (LfBulletinPlace) self = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *rest = behind (text, forms[i].word);

      if (rest == NULL)
        continue;
      self = place_new (forms[i].kind);
      return forms[i].read (self, rest, error) ? g_steal_pointer (&self) : NULL;
    }
  if (strpbrk (text, ".[") != NULL)
    {
      self = place_new (LF_BULLETIN_PLACE_CELL);
      return read_cell (self, text, error) ? g_steal_pointer (&self) : NULL;
    }
  self = place_new (LF_BULLETIN_PLACE_NAME);
  return read_name (self, text, error) ? g_steal_pointer (&self) : NULL;
}

/* “growth 2” */
static gboolean
read_told (LfBulletinPlace *self, const char *text, GError **error)
{
  g_auto (GStrv) words = g_strsplit (text, " ", 2);
  char *end = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (told_names); i++)
    if (lf_text_is_among (words[0], told_names[i].names))
      {
        self->told = told_names[i].told;
        if (words[1] == NULL)
          return TRUE;
        self->decimals = (int) g_ascii_strtoull (words[1], &end, 10);
        if (end != words[1] && *end == '\0' && self->decimals <= 4)
          return TRUE;
        return fail (error, _ ("“%s” is no number of decimals: 0 to 4."), words[1]);
      }
  return fail (error,
               _ ("A figure cannot be told as “%s”. There are growth, base, yi, wan, million, "
                  "percent, date, month and day."),
               words[0]);
}

LfBulletinPlace *
lf_bulletin_place_parse (const char *text, GError **error)
{
  g_autofree char *own = g_strstrip (g_strdup (text));
  g_autofree char *told = NULL;
  g_autofree char *each = behind (own, "each");
  char *at = find_word (own, "as", TRUE);
  g_autoptr (LfBulletinPlace) self = NULL;

  if (each != NULL)
    return lf_bulletin_place_parse_each (each, error);
  if (at != NULL)
    {
      told = g_strstrip (g_strdup (at + strlen ("as")));
      *at = '\0';
      g_strchomp (own);
    }
  self = parse_figure (own, error);
  if (self == NULL || (told != NULL && !read_told (self, told, error)))
    return NULL;
  return g_steal_pointer (&self);
}

static gboolean
read_limit (LfBulletinPlace *self, const char *limit, GError **error)
{
  char *end = NULL;

  if (limit == NULL)
    return TRUE;
  self->limit = (guint) MIN (g_ascii_strtoull (limit, &end, 10), 10000);
  return (end != limit && *end == '\0' && self->limit > 0)
         || fail (error, _ ("“%s” is no limit: write it like limit 5."), limit);
}

/* project where … sort … limit N; by-park by … where … limit N */
LfBulletinPlace *
lf_bulletin_place_parse_each (const char *text, GError **error)
{
  g_autofree char *own = g_strstrip (g_strdup (text));
  g_autofree char *limit = cut (own, "limit");
  g_autofree char *sort = cut (own, "sort");
  g_autofree char *where = cut (own, "where");
  g_autofree char *by = cut (own, "by");
  g_autoptr (LfBulletinPlace) self = place_new (
      lf_report_title (own) != NULL ? LF_BULLETIN_PLACE_ROWS : LF_BULLETIN_PLACE_RECORDS);

  self->sort = g_steal_pointer (&sort);
  self->where = g_steal_pointer (&where);
  self->by = g_steal_pointer (&by);
  if (!read_limit (self, limit, error))
    return NULL;
  if (self->kind == LF_BULLETIN_PLACE_ROWS)
    {
      self->report = g_strdup (own);
      return check_report (self, error) ? g_steal_pointer (&self) : NULL;
    }
  self->entity = find_entity (own, error);
  return self->entity != NULL && check_filter (self->entity, self->where, error)
             ? g_steal_pointer (&self)
             : NULL;
}

/* ---- Writing again ---- */

static void
append_tail (const LfBulletinPlace *self, GString *text)
{
  if (self->by != NULL)
    g_string_append_printf (text, " by %s", self->by);
  if (self->where != NULL)
    g_string_append_printf (text, " where %s", self->where);
  if (self->sort != NULL)
    g_string_append_printf (text, " sort %s", self->sort);
  if (self->limit != 0)
    g_string_append_printf (text, " limit %u", self->limit);
  for (guint i = 0; i < G_N_ELEMENTS (told_names); i++)
    if (self->told == told_names[i].told)
      {
        g_autofree char *name = g_strndup (told_names[i].names, strcspn (told_names[i].names, "|"));

        g_string_append_printf (text, " as %s", name);
        if (self->decimals >= 0)
          g_string_append_printf (text, " %d", self->decimals);
      }
}

static void
append_cell (const LfBulletinPlace *self, GString *text)
{
  g_autoptr (GString) key = g_string_new (self->key);

  g_string_append (text, self->report);
  g_string_replace (key, "\"", "\"\"", 0);
  if (self->key != NULL)
    g_string_append_printf (text, "[\"%s\"]", key->str);
  else if (self->row != 0)
    g_string_append_printf (text, "[%u]", self->row);
  else
    g_string_append (text, ".total");
  g_string_append_printf (text, ".%s", self->column);
}

char *
lf_bulletin_place_to_text (const LfBulletinPlace *self)
{
  GString *text = g_string_new (NULL);
  g_autofree char *part = self->part == NULL ? NULL : lf_bulletin_place_to_text (self->part);
  g_autofree char *whole = self->whole == NULL ? NULL : lf_bulletin_place_to_text (self->whole);

  switch (self->kind)
    {
    case LF_BULLETIN_PLACE_CELL:
      append_cell (self, text);
      break;
    case LF_BULLETIN_PLACE_COUNT:
    case LF_BULLETIN_PLACE_SUM:
      g_string_append_printf (text, "%s %s%s%s",
                              self->kind == LF_BULLETIN_PLACE_SUM ? "sum" : "count",
                              self->entity->name, self->column == NULL ? "" : ".",
                              self->column == NULL ? "" : self->column);
      break;
    case LF_BULLETIN_PLACE_SHARE:
      g_string_append_printf (text, "share %s of %s", part, whole);
      break;
    case LF_BULLETIN_PLACE_RECORD:
      g_string_append_printf (text, "record %s %s.%s", self->entity->name, self->id, self->column);
      break;
    case LF_BULLETIN_PLACE_ROWS:
    case LF_BULLETIN_PLACE_RECORDS:
      g_string_append_printf (text, "each %s",
                              self->kind == LF_BULLETIN_PLACE_ROWS ? self->report
                                                                   : self->entity->name);
      break;
    case LF_BULLETIN_PLACE_NAME:
    default:
      g_string_append (text, self->column);
      break;
    }
  append_tail (self, text);
  return g_string_free (text, FALSE);
}
