/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a filter that is being typed may go on with. */

#include "config.h"

#include "lf-completions.h"

#include "lf-search-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- What fits ---- */

/* Lower is better. */
typedef enum
{
  FIT_PREFIX,
  FIT_PINYIN,
  FIT_WITHIN,
  FIT_NONE
} Fit;

static Fit
fit_of (const char *name, const char *folded_typed)
{
  g_autofree char *folded = name == NULL ? NULL : lf_text_fold (name);
  g_autofree char *pinyin = NULL;

  if (folded == NULL)
    return FIT_NONE;
  if (g_str_has_prefix (folded, folded_typed))
    return FIT_PREFIX;
  pinyin = lf_pinyin_index (name);
  for (const char *p = pinyin; *p == ' '; p += strcspn (p, " "))
    if (g_str_has_prefix (++p, folded_typed))
      return FIT_PINYIN;
  /* one letter stands somewhere in nearly every key */
  return strlen (folded_typed) > 1 && strstr (folded, folded_typed) != NULL ? FIT_WITHIN : FIT_NONE;
}

/* The best of several names that are separated by "|". */
static Fit
fit_of_any (const char *names, const char *folded_typed)
{
  g_auto (GStrv) each = g_strsplit (names == NULL ? "" : names, "|", -1);
  Fit best = FIT_NONE;

  for (char **name = each; *name != NULL; name++)
    best = MIN (best, fit_of (*name, folded_typed));
  return best;
}

/* ---- Candidates ---- */

typedef struct
{
  LfCompletion *item;
  Fit fit;
  guint order;
} Candidate;

/* A list in the making. */
typedef struct
{
  GArray *candidates;
  char *folded;
} Gathering;

static void
gathering_init (Gathering *self, const char *typed)
{
  self->candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  self->folded = lf_text_fold (typed);
}

static void
completion_free (gpointer data)
{
  LfCompletion *item = data;

  g_free (item->text);
  g_free (item->label);
  g_free (item->detail);
  g_free (item);
}

static void
add (Gathering *self, Fit fit, LfCompletionKind kind, const char *text, const char *label)
{
  LfCompletion *item;
  Candidate candidate;

  if (fit == FIT_NONE)
    return;
  item = g_new0 (LfCompletion, 1);
  *item = (LfCompletion){ kind, g_strdup (text), g_strdup (label), NULL };
  candidate = (Candidate){ item, fit, self->candidates->len };
  g_array_append_val (self->candidates, candidate);
}

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const Candidate *first = a, *second = b;

  if (first->fit != second->fit)
    return first->fit < second->fit ? -1 : 1;
  return first->order < second->order ? -1 : 1;
}

/* Puts the best into @completions. */
static void
gathering_end (Gathering *self, LfCompletions *completions)
{
  g_array_sort (self->candidates, compare_candidates);
  for (guint i = 0; i < self->candidates->len; i++)
    {
      LfCompletion *item = g_array_index (self->candidates, Candidate, i).item;

      if (completions->items->len < LF_MAX_COMPLETIONS)
        g_ptr_array_add (completions->items, item);
      else
        completion_free (item);
    }
  g_array_unref (self->candidates);
  g_free (self->folded);
}

/* ---- Fields ---- */

static gboolean
is_offered (const LfField *field)
{
  return !(field->flags & LF_FIELD_HIDDEN) && field->type != LF_VALUE_ATTACHMENT_SET;
}

static gboolean
ends_word (const char *p)
{
  return strchr ("()=<>~|\"", *p) != NULL || g_unichar_isspace (g_utf8_get_char (p));
}

static gboolean
is_one_word (const char *label)
{
  for (const char *p = label; *p != '\0'; p = g_utf8_next_char (p))
    if (ends_word (p))
      return FALSE;
  return TRUE;
}

/* A label is written where the user's language is not that of the keys. */
static const char *
written_name (const char *label, const char *untranslated, const char *key)
{
  return is_one_word (label) && strcmp (label, untranslated) != 0 ? label : key;
}

static void
add_field (Gathering *self, const LfEntity *entity, const LfField *field)
{
  const char *label = lf_field_label (field);
  guint before = self->candidates->len;
  Fit fit = MIN (fit_of (label, self->folded), fit_of (field->name, self->folded));

  if (*self->folded != '\0')
    fit = MIN (fit, fit_of_any (field->synonyms, self->folded));
  add (self, fit, LF_COMPLETION_FIELD, written_name (label, field->label, field->name), label);
  if (self->candidates->len > before)
    g_array_index (self->candidates, Candidate, before).item->detail = g_strdup (field->name);
}

static void
add_fields (Gathering *self, const LfEntity *entity)
{
  for (const LfField *field = entity->fields; field->name != NULL; field++)
    if (is_offered (field) && (field->flags & (LF_FIELD_LISTED | LF_FIELD_TITLE)))
      add_field (self, entity, field);
  for (const LfField *field = entity->fields; field->name != NULL; field++)
    if (is_offered (field) && !(field->flags & (LF_FIELD_LISTED | LF_FIELD_TITLE)))
      add_field (self, entity, field);
}

/* Ways to the records that refer to one of @entity, whose condition stands in a bracket. */
static void
add_relations (Gathering *self, const LfEntity *entity)
{
  for (const LfEntity *const *p = lf_schema_entities (NULL); *p != NULL; p++)
    {
      const LfEntity *other = *p;
      g_autofree char *text = NULL;
      LfFilterRelation relation;
      Fit fit;

      if (!lf_filter_relation_from (entity, other, &relation))
        continue;
      text = g_strconcat (written_name (lf_entity_label (other), other->label, other->name), "(",
                          NULL);
      fit = MIN (fit_of (lf_entity_label (other), self->folded),
                 fit_of (other->name, self->folded));
      fit = MIN (fit, fit_of_any (other->synonyms, self->folded));
      add (self, fit, LF_COMPLETION_RELATION, text, lf_entity_plural (other));
    }
}

static void
add_joins (Gathering *self)
{
  static const struct
  {
    const char *text, *han;
  } joins[] = { { "and", "且" }, { "or", "或" } };

  for (guint i = 0; i < G_N_ELEMENTS (joins); i++)
    {
      const char *label = i == 0 ? _ ("and (both hold)") : _ ("or (one of them holds)");

      add (self, MIN (fit_of (joins[i].text, self->folded), fit_of (joins[i].han, self->folded)),
           LF_COMPLETION_JOIN, joins[i].text, label);
    }
}

/* ---- Operators ---- */

typedef enum
{
  ORDERED = 1 << 0, /* has a before and after */
  WORDS = 1 << 1,   /* can hold a part */
} Comparable;

static guint
comparable (const LfField *field)
{
  switch (field->type)
    {
    case LF_VALUE_TEXT:
    case LF_VALUE_LONG_TEXT:
    case LF_VALUE_CODE:
    case LF_VALUE_REFERENCE:
    case LF_VALUE_REFERENCE_SET:
    case LF_VALUE_TEXT_SET:
    case LF_VALUE_ATTACHMENT_SET:
      return WORDS;
    case LF_VALUE_FLAG:
      return 0;
    case LF_VALUE_CHOICE:
    case LF_VALUE_INTEGER:
    case LF_VALUE_DECIMAL:
    case LF_VALUE_MONEY:
    case LF_VALUE_QUANTITY:
    case LF_VALUE_DATE:
    case LF_VALUE_TIMESTAMP:
    case LF_N_VALUE_TYPES:
    default:
      return ORDERED;
    }
}

static const struct
{
  const char *text, *label;
  guint needs; /* Comparable */
} operators[] = {
  { "=", N_ ("is"), 0 },
  { "!=", N_ ("is not"), 0 },
  { "~", N_ ("contains"), WORDS },
  { ">=", N_ ("at least"), ORDERED },
  { "<=", N_ ("at most"), ORDERED },
  { ">", N_ ("more than, or after"), ORDERED },
  { "<", N_ ("less than, or before"), ORDERED },
};

static void
add_operators (Gathering *self, const LfField *field)
{
  guint has = comparable (field);

  for (guint i = 0; i < G_N_ELEMENTS (operators); i++)
    if ((operators[i].needs & ~has) == 0)
      add (self, FIT_PREFIX, LF_COMPLETION_OPERATOR, operators[i].text, _ (operators[i].label));
}

/* ---- Values ---- */

static void
add_options (Gathering *self, const LfField *field)
{
  for (const LfOption *option = field->options; option->key != NULL; option++)
    {
      const char *label = lf_option_label (option);
      Fit fit = MIN (fit_of (label, self->folded), fit_of (option->key, self->folded));

      if (*self->folded != '\0')
        fit = MIN (fit, fit_of_any (option->synonyms, self->folded));
      add (self, fit, LF_COMPLETION_VALUE, written_name (label, option->label, option->key), label);
    }
}

static void
add_days (Gathering *self)
{
  const LfFilterDayName *day;

  for (guint i = 0; (day = lf_filter_day_name (i)) != NULL; i++)
    {
      const char *label = g_dgettext (GETTEXT_PACKAGE, day->label);
      g_auto (GStrv) names = g_strsplit (day->names, "|", -1);

      add (self, MIN (fit_of (label, self->folded), fit_of_any (day->names, self->folded)),
           LF_COMPLETION_VALUE, lf_text_is_among (label, day->names) ? label : names[0], label);
    }
}

/* Behind a number its units. */
static void
add_units (Gathering *self)
{
  static const char *const units[] = { "亿", "万", "亿美元", "万美元" };
  gsize digits = strspn (self->folded, "0123456789.");

  for (guint i = 0; digits > 0 && i < G_N_ELEMENTS (units); i++)
    {
      g_autofree char *number = g_strndup (self->folded, digits);
      g_autofree char *amount = g_strconcat (number, units[i], NULL);

      if (g_str_has_prefix (amount, self->folded))
        add (self, FIT_PREFIX, LF_COMPLETION_VALUE, amount, amount);
    }
}

static void
add_flag (Gathering *self)
{
  add (self, MIN (fit_of (_ ("Yes"), self->folded), fit_of ("1", self->folded)),
       LF_COMPLETION_VALUE, "1", _ ("Yes"));
  add (self, fit_of (_ ("No"), self->folded), LF_COMPLETION_VALUE, "", _ ("No"));
}

static void
add_values (Gathering *self, const LfField *field)
{
  if (field->options != NULL)
    add_options (self, field);
  else if (field->type == LF_VALUE_DATE)
    add_days (self);
  else if (field->type == LF_VALUE_MONEY)
    add_units (self);
  else if (field->type == LF_VALUE_FLAG)
    add_flag (self);
}

/* A title that could not stand by itself stands in quotes; so does what begins in them. */
static char *
written_title (const char *title, gboolean is_word_open)
{
  return is_one_word (title) && !is_word_open ? g_strdup (title) : lf_filter_quote (title);
}

void
lf_completions_add_titles (LfCompletions *self, const char *const *titles)
{
  Gathering gathering;

  gathering_init (&gathering, self->typed);
  for (; *titles != NULL; titles++)
    {
      g_autofree char *written = written_title (*titles, self->is_word_open);

      add (&gathering, fit_of (*titles, gathering.folded), LF_COMPLETION_VALUE, written, *titles);
    }
  gathering_end (&gathering, self);
}

/* ---- The whole ---- */

static void
add_terms (Gathering *self, const LfEntity *entity, const LfFilterPlace *place)
{
  if (place->wants == LF_FILTER_WANTS_JOIN)
    add_joins (self);
  if (place->wants == LF_FILTER_WANTS_TERM || *place->typed != '\0')
    add_fields (self, entity);
  if (*place->typed != '\0')
    add_relations (self, entity);
}

/* Behind a name that is complete there is the choice of what to do with it. */
static gboolean
is_named (const LfFilterPlace *place)
{
  return place->field != NULL && g_utf8_strlen (place->typed, -1) == place->end - place->start
         && (place->wants == LF_FILTER_WANTS_TERM || place->wants == LF_FILTER_WANTS_JOIN);
}

LfCompletions *
lf_complete_filter (const LfEntity *entity, const char *text, guint cursor)
{
  LfCompletions *self = g_new0 (LfCompletions, 1);
  g_auto (LfFilterPlace) place = { 0 };
  Gathering gathering;

  lf_filter_find_place (entity, text, cursor, &place);
  self->items = g_ptr_array_new_with_free_func (completion_free);
  self->start = is_named (&place) ? place.end : place.start;
  self->end = place.end;
  self->typed = g_strdup (place.typed);
  self->is_word_open = self->start < self->end && place.wants == LF_FILTER_WANTS_VALUE
                       && *g_utf8_offset_to_pointer (text, self->start) == '"';
  gathering_init (&gathering, place.typed);
  if (place.wants == LF_FILTER_WANTS_OPERATOR && place.field == NULL)
    ; /* nothing goes with a name that is none */
  else if (is_named (&place) || place.wants == LF_FILTER_WANTS_OPERATOR)
    add_operators (&gathering, place.field);
  else if (place.wants != LF_FILTER_WANTS_VALUE)
    add_terms (&gathering, place.entity, &place);
  else if (place.field != NULL)
    add_values (&gathering, place.field);
  gathering_end (&gathering, self);
  if (place.wants == LF_FILTER_WANTS_VALUE && place.field != NULL && place.field->target != NULL)
    self->wanted = place.field;
  return self;
}

void
lf_completions_free (LfCompletions *self)
{
  g_ptr_array_unref (self->items);
  g_free (self->typed);
  g_free (self);
}

/* A blank goes behind what is complete, unless there is one. */
char *
lf_completions_apply (const LfCompletions *self, guint index, const char *text, guint *ret_cursor)
{
  const LfCompletion *item = self->items->pdata[index];
  const char *end = g_utf8_offset_to_pointer (text, self->end);
  g_autofree char *before = g_utf8_substring (text, 0, self->start);
  gboolean has_blank = item->kind == LF_COMPLETION_VALUE || item->kind == LF_COMPLETION_JOIN;
  const char *blank = has_blank && *end != ' ' && *end != ')' && *end != '|' ? " " : "";

  *ret_cursor = self->start + (guint) g_utf8_strlen (item->text, -1)
                + (has_blank && *end != ')' && *end != '|');
  return g_strconcat (before, item->text, blank, end, NULL);
}
