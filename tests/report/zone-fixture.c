/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Zones made at random: odd names, blank fields, dates known to their year, several currencies. */

#include "config.h"

#include "zone-fixture.h"

#include <string.h>

static const char *const made[]
    = { "park",    "team",    "account",     "chain",      "segment",     "campaign",
        "contact", "fund",    "enterprise",  "trip",       "lead_batch",  "contest",
        "project", "event",   "trip_stop",   "agreement",  "interaction", "visit",
        "plot",    "target",  "kit_item",    "progress",   "problem",     "funds_arrival",
        "promise", "award",   "evaluation",  "lamp_month", "fund_stake",  "promise_step",
        "enquiry", "meeting", "cultivation", "rating" };

static const char *
one_of (const char *const *texts, guint n)
{
  return texts[g_test_rand_int_range (0, (int) n)];
}

/* (transfer full) (nullable): up to three of @targets, none twice */
static char *
set_at_random (const GPtrArray *targets)
{
  GString *set = g_string_new (NULL);
  guint n = targets == NULL ? 0 : targets->len;

  for (guint i = 0; i < 3 && n > 0; i++)
    {
      const char *id = targets->pdata[g_test_rand_int_range (0, (int) n)];

      if (strstr (set->str, id) == NULL)
        g_string_append_printf (set, "%s%s", set->len == 0 ? "" : "\n", id);
    }
  return g_string_free (set, set->len == 0);
}

/* (transfer full) (nullable): a value for @field, blank often */
static char *
value_at_random (const LfField *field, GHashTable *ids)
{
  static const char *const amounts[]
      = { "100000000.00 CNY",  "about 7.31 CNY",  "over 2000000.00 USD",
          "1250000000.00 CNY", "99999999.99 CNY", "5.00 EUR" };
  static const char *const dates[] = { "2023",       "2023-01",    "2023-02-28", "2023-04-01",
                                       "2024-02-29", "2026-03-14", "2026-03-15", "1998" };
  static const char *const texts[] = { "新能源", "IC", "ic", "“双碳” (A)", "光（电）", "50%_" };
  GPtrArray *targets = field->target == NULL ? NULL : g_hash_table_lookup (ids, field->target);
  guint n = 0;

  if ((field->after != NULL || field->needed != NULL) && field->target == NULL)
    return g_strdup (field->type == LF_VALUE_DATE ? "2026-03-15" : "“x”");
  if (!(field->flags & LF_FIELD_REQUIRED) && field->needed == NULL
      && g_test_rand_int_range (0, 3) == 0)
    return NULL;
  switch (field->type)
    {
    case LF_VALUE_CHOICE:
      while (field->options[n].key != NULL)
        n++;
      return n == 0 ? NULL : g_strdup (field->options[g_test_rand_int_range (0, (int) n)].key);
    case LF_VALUE_MONEY:
      return g_strdup (one_of (amounts, G_N_ELEMENTS (amounts)));
    case LF_VALUE_DATE:
      return g_strdup (one_of (dates, G_N_ELEMENTS (dates)));
    case LF_VALUE_TEXT:
      return g_strdup (one_of (texts, G_N_ELEMENTS (texts)));
    case LF_VALUE_FLAG:
      return g_test_rand_bit () ? g_strdup ("1") : NULL;
    case LF_VALUE_INTEGER:
      return g_strdup_printf ("%d", g_test_rand_int_range (0, 9));
    case LF_VALUE_REFERENCE:
      n = targets == NULL ? 0 : targets->len;
      return n == 0 ? NULL : g_strdup (targets->pdata[g_test_rand_int_range (0, (int) n)]);
    case LF_VALUE_REFERENCE_SET:
      return set_at_random (targets);
    default:
      return NULL;
    }
}

/* No two records of an entity share a name: what a row is of is told by it. */
static void
set_title (LfRecord *record, guint number)
{
  const LfField *field = lf_entity_title (lf_record_entity (record));
  g_autofree char *name = g_strdup_printf ("%s %u", lf_record_get (record, field->name), number);

  if (field->type == LF_VALUE_TEXT)
    lf_record_set (record, field->name, name);
}

static void
add_record (LfChange *change, const LfEntity *entity, GHashTable *ids)
{
  g_autoptr (LfRecord) record = lf_record_new (entity, NULL);
  GPtrArray *own = g_hash_table_lookup (ids, entity->name);

  for (const LfField *field = entity->fields; field->name != NULL; field++)
    {
      g_autofree char *value
          = field->flags & LF_FIELD_DERIVED ? NULL : value_at_random (field, ids);

      if (value != NULL)
        lf_record_set (record, field->name, value);
    }
  set_title (record, own->len);
  lf_change_create (change, record);
  g_ptr_array_add (own, g_strdup (lf_record_id (record)));
}

void
make_zone (LfStore *store, guint n)
{
  g_autoptr (GHashTable) ids
      = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (LfChange) change = lf_change_new ("make a zone");

  for (guint e = 0; e < G_N_ELEMENTS (made); e++)
    {
      const LfEntity *entity = lf_schema_find (made[e]);

      g_hash_table_insert (ids, (gpointer) made[e], g_ptr_array_new_with_free_func (g_free));
      for (guint i = 0; i < n; i++)
        add_record (change, entity, ids);
    }
  commit_change (store, change);
}
