/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which number is in force in a park on a day (domain.md §§3, 6, 8), and which may be set. */

#include "config.h"

#include "lf-core.h"

#include <string.h>

/* ---- A zone: the north is part of the city, the harbour part of the north ---- */

static LfRecord *
park_new (const char *id, const char *parent)
{
  LfRecord *park = lf_record_new (lf_schema_find ("park"), id);

  lf_record_set (park, "parent", parent);
  return park;
}

static void
take_park (LfRulebook *book, const char *id, const char *parent)
{
  g_autoptr (LfRecord) park = park_new (id, parent);

  lf_rulebook_take (book, park);
}

typedef struct
{
  const char *id, *rule, *park, *value, *from;
} Rule;

static void
take_rule (LfRulebook *book, const Rule *rule)
{
  g_autoptr (LfRecord) record = lf_record_new (lf_schema_find ("rule"), rule->id);

  lf_record_set (record, "rule", rule->rule);
  lf_record_set (record, "park", rule->park);
  lf_record_set (record, "value", rule->value);
  lf_record_set (record, "valid_from", rule->from);
  lf_rulebook_take (book, record);
}

static LfRulebook *
make_book (void)
{
  static const Rule rules[] = {
    { "r1", "land_months", NULL, "4", "2023-01-01" },
    { "r2", "land_months", NULL, "5", "2024-03" },
    { "r3", "land_months", "north", "6", "2023-06-01" },
    { "r4", "land_months", "harbour", "7", "2024-01-01" },
    { "r5", "land_months", "harbour", "8", "2024-01-01" },
    { "r6", "sign_months", "lost", "9", "2023-01-01" },
    { "r7", "lamp_preset", NULL, "1000", "2023-01-01" },
  };
  LfRulebook *book = lf_rulebook_new ();

  take_park (book, "north", "city");
  take_park (book, "harbour", "north");
  take_park (book, "circle", "ring");
  take_park (book, "ring", "circle");
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    take_rule (book, &rules[i]);
  return book;
}

static void
test_in_force (void)
{
  static const struct
  {
    LfRuleKey key;
    const char *park;
    LfDate on;
    int expected;
  } cases[] = {
    { LF_RULE_LAND_MONTHS, NULL, { 2022, 12, 31 }, 2 }, /* nothing is valid yet: C3 */
    { LF_RULE_LAND_MONTHS, NULL, { 2023, 1, 1 }, 4 },
    { LF_RULE_LAND_MONTHS, NULL, { 2024, 2, 29 }, 4 },
    { LF_RULE_LAND_MONTHS, NULL, { 2024, 3, 1 }, 5 }, /* from a month: from its first day */
    { LF_RULE_LAND_MONTHS, "city", { 2024, 3, 1 }, 5 },
    { LF_RULE_LAND_MONTHS, "north", { 2023, 5, 31 }, 4 },
    { LF_RULE_LAND_MONTHS, "north", { 2023, 6, 1 }, 6 },
    { LF_RULE_LAND_MONTHS, "north", { 2024, 3, 1 }, 6 },   /* the park's, though an older one */
    { LF_RULE_LAND_MONTHS, "harbour", { 2023, 6, 1 }, 6 }, /* of what it is part of */
    { LF_RULE_LAND_MONTHS, "harbour", { 2024, 1, 1 }, 8 }, /* the one made later */
    { LF_RULE_LAND_MONTHS, "circle", { 2024, 3, 1 }, 5 },
    { LF_RULE_SIGN_MONTHS, "north", { 2024, 1, 1 }, 1 },
    { LF_RULE_SIGN_MONTHS, "lost", { 2024, 1, 1 }, 9 },
    { LF_RULE_LAMP_PRESET, NULL, { 2024, 1, 1 }, 2 }, /* no more than there are */
  };
  g_autoptr (LfRulebook) book = make_book ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%u", i);
      g_assert_cmpint (lf_rulebook_value (book, cases[i].key, cases[i].park, &cases[i].on), ==,
                       cases[i].expected);
    }
}

/* C2–C6, §6 and §8 as printed */
static void
test_presets (void)
{
  static const int expected[LF_N_RULES]
      = { 1,  2,  3, 1,  14, 20, 10,  10, 3,  2,  3,  1,  2,  12, 24, 30, 1, 3,
          10, 30, 5, 10, 30, 3,  100, 30, 25, 15, 15, 15, 10, 30, 10, 3,  0, 0 };
  g_autoptr (LfRulebook) book = lf_rulebook_new ();
  static const LfDate day = { 2023, 5, 4 };

  for (guint i = 0; i < LF_N_RULES; i++)
    {
      const LfRuleNumber *number = lf_rule_number ((LfRuleKey) i);

      g_test_message ("%s", lf_rule_options[i].key);
      g_assert_cmpint (lf_rulebook_value (book, (LfRuleKey) i, NULL, &day), ==, expected[i]);
      g_assert_cmpint (number->preset, >=, number->least);
      g_assert_cmpint (number->preset, <=, number->most);
      g_assert_nonnull (lf_field_option (lf_entity_field (lf_schema_find ("rule"), "rule"),
                                         lf_rule_options[i].key));
    }
  g_assert_null (lf_rule_options[LF_N_RULES].key);
}

static void
test_what_was_taken_back (void)
{
  g_autoptr (LfRulebook) book = lf_rulebook_new ();
  g_autoptr (LfRecord) record = lf_record_new (lf_schema_find ("rule"), NULL);
  static const LfDate day = { 2023, 5, 4 };

  lf_record_set (record, "rule", "sign_months");
  lf_record_set (record, "value", "3");
  lf_record_set (record, "valid_from", "2023");
  lf_record_set_stored (record, 1, 0, TRUE, LF_RECORD_SYNCED);
  lf_rulebook_take (book, record);
  g_assert_cmpint (lf_rulebook_value (book, LF_RULE_SIGN_MONTHS, NULL, &day), ==, 1);
}

static void
test_range (void)
{
  static const struct
  {
    const char *rule, *value, *sentence;
  } cases[] = {
    { "land_months", "0", NULL },
    { "land_months", "120", NULL },
    { "land_months", "121", "“Months from the signing to the land” must be from 0 to 120." },
    { "lamp_preset", "0", "“Lamps: 1 by plan and progress, 2 by nodes” must be from 1 to 2." },
    { "lamp_preset", "2", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LfRecord) record = lf_record_new (lf_schema_find ("rule"), NULL);
      g_autoptr (GPtrArray) problems = NULL;

      lf_record_set (record, "rule", cases[i].rule);
      lf_record_set (record, "value", cases[i].value);
      lf_record_set (record, "valid_from", "2023-05-04");
      problems = lf_rules_check (NULL, record, FALSE);
      g_assert_cmpuint (problems->len, ==, cases[i].sentence == NULL ? 0 : 1);
      if (cases[i].sentence != NULL)
        g_assert_cmpstr (((LfProblem *) problems->pdata[0])->message, ==, cases[i].sentence);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/rulebook/C2-C6-in-force", test_in_force);
  g_test_add_func ("/core/rulebook/presets", test_presets);
  g_test_add_func ("/core/rulebook/deleted", test_what_was_taken_back);
  g_test_add_func ("/core/rulebook/range", test_range);
  return g_test_run ();
}
