/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Comparing two records by the rules of lf-schema-duplicate.c, and the keys under which they meet.
 */

#include "config.h"

#include "lf-duplicate.h"

#include "lf-company.h"
#include "lf-duplicate-keys.h"
#include "lf-field-types.h"
#include "lf-schema-tables.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One match of one rule, as a record has it. */
typedef struct
{
  GStrv values; /* (nullable): blank. Comparable texts; several for a set */
  LfPlace place;
  LfMoney amount;
  gboolean is_sound; /* nothing casts doubt on the value */
} Side;

struct _LfDuplicateForm
{
  const LfDuplicateRule *rules;
  guint n_rules;
  const LfEntity *entity;
  Side *sides; /* LF_DUPLICATE_MAX_MATCHES for each rule */
};

const LfDuplicateRule *
lf_duplicate_rules (void)
{
  return lf_duplicate_rule_table;
}

const LfDuplicateRule *
lf_duplicate_rules_of (const LfEntity *entity)
{
  for (const LfDuplicateRule *rule = lf_duplicate_rule_table; rule->entity != NULL; rule++)
    if (strcmp (rule->entity, entity->name) == 0)
      return rule;
  return NULL;
}

gboolean
lf_duplicate_blocks (LfDuplicateLevel level)
{
  return level == LF_DUPLICATE_L1 || level == LF_DUPLICATE_L2;
}

/* ---- Making values comparable ---- */

static char *
letters_of (const char *value)
{
  g_autofree char *folded = lf_text_fold (value);
  GString *letters = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      g_string_append_unichar (letters, g_utf8_get_char (p));
  return g_string_free (letters, FALSE);
}

static char *
comparable (const LfField *field, const char *value)
{
  if (field->check == LF_CHECK_PHONE)
    return lf_phone_digits (value);
  return field->type == LF_VALUE_REFERENCE || field->type == LF_VALUE_REFERENCE_SET
             ? g_strdup (value)
             : letters_of (value);
}

static GStrv
comparable_set (const LfField *field, const char *value)
{
  g_auto (GStrv) elements = lf_set_split (value);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (char **p = elements; *p != NULL; p++)
    {
      g_autofree char *text = comparable (field, *p);

      if (*text != '\0')
        g_strv_builder_add (builder, text);
    }
  return g_strv_builder_end (builder);
}

/* What filling a form's sides shares: most of them ask for the same name. */
typedef struct
{
  const LfRecord *record;
  const char *field; /* (nullable): the one that @company is of */
  LfCompany company;
} Filling;

static const LfCompany *
company_of (Filling *self, const char *field)
{
  const char *value = lf_record_get (self->record, field);

  if (self->field == NULL || strcmp (self->field, field) != 0)
    {
      lf_company_clear (&self->company);
      lf_company_parse (value != NULL ? value : "", &self->company);
      self->field = field;
    }
  return &self->company;
}

/* Province, city and county of one bundle together say where; else the name does. */
static void
find_place (Filling *self, const LfField *field, LfPlace *ret_place)
{
  const LfEntity *entity = lf_record_entity (self->record);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; entity->fields[i].name != NULL; i++)
    if (strcmp (lf_field_bundle (&entity->fields[i]), lf_field_bundle (field)) == 0
        && lf_record_get_at (self->record, i) != NULL)
      g_string_append (text, lf_record_get_at (self->record, i));
  lf_place_find (text->str, ret_place);
  if (!lf_place_is_known (ret_place))
    *ret_place = company_of (self, lf_entity_title (entity)->name)->place;
}

static GStrv
comparable_name (Filling *self, const LfMatch *match)
{
  const LfCompany *company = company_of (self, match->field);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *sound = match->kind == LF_MATCH_SOUND ? lf_company_sound (company->core) : NULL;

  g_strv_builder_add (builder, sound != NULL                       ? sound
                               : match->kind == LF_MATCH_LIKE_FIRM ? company->core
                                                                   : company->whole);
  return g_strv_builder_end (builder);
}

static void
fill_side (Filling *self, Side *side, const LfMatch *match)
{
  const LfField *field = lf_entity_field (lf_record_entity (self->record), match->field);
  const char *value = lf_record_get (self->record, match->field);
  g_autofree char *doubt = lf_field_warn (field, value);

  side->is_sound = doubt == NULL;
  if (match->kind == LF_MATCH_PLACE || match->kind == LF_MATCH_PLACE_OPEN)
    find_place (self, field, &side->place);
  else if (value == NULL)
    return;
  else if (match->kind == LF_MATCH_AMOUNT)
    lf_money_from_canonical (value, &side->amount);
  else if (match->kind == LF_MATCH_SAME)
    side->values = comparable_set (field, value);
  else
    side->values = comparable_name (self, match);
}

LfDuplicateForm *
lf_duplicate_form_new (const LfRecord *record)
{
  const LfEntity *entity = lf_record_entity (record);
  const LfDuplicateRule *rules = lf_duplicate_rules_of (entity);
  Filling filling = { .record = record };
  LfDuplicateForm *self;

  if (rules == NULL)
    return NULL;
  self = g_new0 (LfDuplicateForm, 1);
  self->rules = rules;
  self->entity = entity;
  while (rules[self->n_rules].entity != NULL
         && strcmp (rules[self->n_rules].entity, entity->name) == 0)
    self->n_rules++;
  self->sides = g_new0 (Side, self->n_rules * LF_DUPLICATE_MAX_MATCHES);
  for (guint i = 0; i < self->n_rules; i++)
    for (guint m = 0; rules[i].matches[m].kind != LF_MATCH_NONE; m++)
      fill_side (&filling, &self->sides[i * LF_DUPLICATE_MAX_MATCHES + m], &rules[i].matches[m]);
  lf_company_clear (&filling.company);
  return self;
}

void
lf_duplicate_form_free (LfDuplicateForm *self)
{
  for (guint i = 0; i < self->n_rules * LF_DUPLICATE_MAX_MATCHES; i++)
    g_strfreev (self->sides[i].values);
  g_free (self->sides);
  g_free (self);
}

/* ---- Comparing ---- */

static gboolean
is_blank (const Side *side)
{
  return side->values == NULL || *side->values == NULL || **side->values == '\0';
}

static gboolean
have_common (GStrv a, GStrv b)
{
  for (; *a != NULL; a++)
    if (g_strv_contains ((const char *const *) b, *a))
      return TRUE;
  return FALSE;
}

static gboolean
are_near (const LfMoney *a, const LfMoney *b)
{
  gint64 larger = MAX (a->minor, b->minor), smaller = MIN (a->minor, b->minor);

  return smaller > 0 && strcmp (a->currency, b->currency) == 0
         && larger - smaller <= larger / 100 * LF_DUPLICATE_AMOUNT;
}

static gboolean
are_alike (const char *a, const char *b)
{
  return lf_text_similarity (a, b) >= LF_DUPLICATE_SIMILARITY;
}

static gboolean
match_holds (LfMatchKind kind, const Side *a, const Side *b)
{
  switch (kind)
    {
    case LF_MATCH_PLACE:
      return lf_place_is_known (&a->place) && lf_place_is_known (&b->place)
             && lf_place_agrees (&a->place, &b->place);
    case LF_MATCH_PLACE_OPEN:
      return lf_place_agrees (&a->place, &b->place);
    case LF_MATCH_AMOUNT:
      return are_near (&a->amount, &b->amount);
    case LF_MATCH_LIKE_NAME:
      return !is_blank (a) && !is_blank (b) && are_alike (*a->values, *b->values);
    case LF_MATCH_LIKE_FIRM:
      return !is_blank (a) && !is_blank (b) && lf_firms_begin_alike (*a->values, *b->values)
             && are_alike (*a->values, *b->values);
    case LF_MATCH_SAME:
    case LF_MATCH_NAME:
    case LF_MATCH_SOUND:
    case LF_MATCH_NONE:
    default:
      return !is_blank (a) && !is_blank (b) && have_common (a->values, b->values);
    }
}

static const Side *
sides_of (const LfDuplicateForm *self, guint rule)
{
  return &self->sides[rule * LF_DUPLICATE_MAX_MATCHES];
}

static gboolean
rule_holds (const LfDuplicateForm *a, const LfDuplicateForm *b, guint rule)
{
  const LfMatch *matches = a->rules[rule].matches;

  for (guint m = 0; matches[m].kind != LF_MATCH_NONE; m++)
    if (!match_holds (matches[m].kind, &sides_of (a, rule)[m], &sides_of (b, rule)[m]))
      return FALSE;
  return TRUE;
}

static gboolean
decides_against (const LfDuplicateForm *a, const LfDuplicateForm *b, guint rule)
{
  const Side *left = sides_of (a, rule), *right = sides_of (b, rule);

  return a->rules[rule].decides && !is_blank (left) && !is_blank (right) && left->is_sound
         && right->is_sound;
}

const LfDuplicateRule *
lf_duplicate_compare (const LfDuplicateForm *a, const LfDuplicateForm *b)
{
  g_return_val_if_fail (a->rules == b->rules, NULL);

  for (guint i = 0; i < a->n_rules; i++)
    {
      if (rule_holds (a, b, i))
        return &a->rules[i];
      if (decides_against (a, b, i))
        return NULL;
    }
  return NULL;
}

/* ---- Keys ---- */

static gboolean
asks_for_equal (LfMatchKind kind)
{
  return kind == LF_MATCH_SAME || kind == LF_MATCH_NAME || kind == LF_MATCH_SOUND;
}

/* From match @m on, what those that ask for equal values have in common: a key for each element of
 * a set. @hash: of what stands before. */
static void
add_equal (const LfDuplicateForm *self, guint rule, guint m, guint64 hash, LfKeys *keys)
{
  const LfMatch *matches = self->rules[rule].matches;
  char **value;

  while (matches[m].kind != LF_MATCH_NONE && !asks_for_equal (matches[m].kind))
    m++;
  if (matches[m].kind == LF_MATCH_NONE)
    {
      lf_keys_add (keys, hash);
      return;
    }
  value = sides_of (self, rule)[m].values;
  hash = lf_keys_hash_number (lf_keys_hash_text (hash, "\n"), matches[m].kind);
  hash = lf_keys_hash_text (lf_keys_hash_text (hash, matches[m].field), "\n");
  for (; value != NULL && *value != NULL; value++)
    if (**value != '\0')
      add_equal (self, rule, m + 1, lf_keys_hash_text (hash, *value), keys);
}

static gboolean
has_equal_match (const LfDuplicateRule *rule)
{
  for (const LfMatch *match = rule->matches; match->kind != LF_MATCH_NONE; match++)
    if (asks_for_equal (match->kind))
      return TRUE;
  return FALSE;
}

/* A rule without an equal value goes by pieces of its similar firm's name. */
static void
add_pieces (const LfDuplicateForm *self, guint rule, gboolean probing, LfKeys *keys)
{
  const LfMatch *matches = self->rules[rule].matches;

  for (guint m = 0; matches[m].kind != LF_MATCH_NONE; m++)
    if (matches[m].kind == LF_MATCH_LIKE_FIRM && !is_blank (&sides_of (self, rule)[m]))
      lf_keys_add_firm (keys, self->entity->name, *sides_of (self, rule)[m].values, probing);
}

static GArray *
make_keys (const LfDuplicateForm *self, gboolean probing)
{
  g_auto (LfKeys) keys = { NULL };

  lf_keys_init (&keys);
  for (guint i = 0; i < self->n_rules; i++)
    if (has_equal_match (&self->rules[i]))
      add_equal (self, i, 0, lf_keys_hash_text (LF_KEYS_HASH, self->entity->name), &keys);
    else
      add_pieces (self, i, probing, &keys);
  return g_steal_pointer (&keys.keys);
}

GArray *
lf_duplicate_keys (const LfDuplicateForm *self)
{
  return make_keys (self, FALSE);
}

GArray *
lf_duplicate_probes (const LfDuplicateForm *self)
{
  return make_keys (self, TRUE);
}

/* ---- For people ---- */

static char *
explain_match (const LfEntity *entity, const LfMatch *match)
{
  const char *label = lf_field_label (lf_entity_field (entity, match->field));

  switch (match->kind)
    {
    case LF_MATCH_LIKE_NAME:
    case LF_MATCH_LIKE_FIRM:
      return g_strdup_printf (_ ("similar %s"), label);
    case LF_MATCH_SOUND:
      return g_strdup_printf (_ ("%s sounds the same"), label);
    case LF_MATCH_PLACE:
      return g_strdup (_ ("same place"));
    case LF_MATCH_PLACE_OPEN:
      return g_strdup (_ ("no other place"));
    case LF_MATCH_AMOUNT:
      return g_strdup_printf (_ ("about the same %s"), label);
    case LF_MATCH_SAME:
    case LF_MATCH_NAME:
    case LF_MATCH_NONE:
    default:
      return g_strdup_printf (_ ("same %s"), label);
    }
}

char *
lf_duplicate_explain (const LfDuplicateRule *rule)
{
  const LfEntity *entity = lf_schema_find (rule->entity);
  g_autoptr (GString) text = g_string_new (NULL);

  for (const LfMatch *match = rule->matches; match->kind != LF_MATCH_NONE; match++)
    {
      g_autofree char *one = explain_match (entity, match);

      g_string_append_printf (text, "%s%s", text->len > 0 ? _ (", ") : "", one);
    }
  return g_strdup (text->str);
}

const char *
lf_duplicate_level_name (LfDuplicateLevel level)
{
  static const char *const names[] = { "", "L1", "L2", "L3", "L4" };

  return names[level];
}
