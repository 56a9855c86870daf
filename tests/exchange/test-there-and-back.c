/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records of every entity at random, written to a file and imported into another store, are the
 * same records. */

#include "config.h"

#include "lf-export.h"
#include "lf-import.h"
#include "store-fixture.h"

#include <locale.h>
#include <string.h>

#define N_RECORDS 12
#define N_TARGETS 2

static const LfDate today = { 2023, 5, 4 };

typedef struct
{
  GRand *random;
  GHashTable *targets; /* entity → GPtrArray of LfRecord: what may be referred to */
  GPtrArray *all;      /* LfRecord: those not stored yet, each behind what it refers to */
  guint n_made;
} Maker;

static guint
below (Maker *self, guint limit)
{
  return (guint) g_rand_int_range (self->random, 0, (gint32) limit);
}

/* ---- Values ---- */

static char *
random_text (Maker *self, const LfField *field)
{
  static const char *const pieces[]
      = { "减速器", "二期", "\"引号\"", "“引号”", "a,b",     "；",    "=1+1", "-3",
          "+5",     "'x",   "100%",     "1,200",  "<b>",     "&amp;", "é",    "𠮷",
          "@",      "#N/A", "2023",     "TRUE",   "_x000D_", "\\",    "／",   "0012" };
  g_autoptr (GString) text = g_string_new (NULL);
  guint most = lf_field_has_bounds (field) ? (guint) field->most : 40;

  if (field->flags & LF_FIELD_TITLE)
    g_string_append_printf (text, "%u号", ++self->n_made);
  for (guint n = below (self, 4); n > 0; n--)
    {
      const char *piece = pieces[below (self, G_N_ELEMENTS (pieces))];

      g_string_append (text, text->len > 0 && below (self, 3) == 0 ? " " : "");
      g_string_append (text, piece);
      if (field->type == LF_VALUE_LONG_TEXT && n > 1 && below (self, 3) == 0)
        g_string_append (text, "\n");
    }
  return g_utf8_substring (text->str, 0, MIN ((glong) most, g_utf8_strlen (text->str, -1)));
}

static char *
random_number (Maker *self, const LfField *field)
{
  double least = lf_field_has_bounds (field) ? field->least : -5000;
  double most = lf_field_has_bounds (field) ? MIN (field->most, least + 90000) : 5000;
  int decimals = field->type == LF_VALUE_INTEGER ? 0 : (int) below (self, 4);

  return g_strdup_printf ("%.*f", decimals, g_rand_double_range (self->random, least, most));
}

static char *
random_money (Maker *self)
{
  static const char *const currencies[] = { "CNY", "USD", "EUR", "JPY" };
  LfMoney money = { 0 };

  money.minor = (gint64) g_rand_double_range (self->random, 0, below (self, 2) ? 1e13 : 1e5);
  g_strlcpy (money.currency, currencies[below (self, G_N_ELEMENTS (currencies))], 4);
  money.qualifier = (LfQualifier) below (self, LF_N_QUALIFIERS);
  return lf_money_to_canonical (&money);
}

static char *
random_date (Maker *self)
{
  LfDate date = lf_date_add_days (&today, (int) below (self, 1500) - 900);
  guint precision = below (self, 6);

  if (precision < 2)
    date.day = 0;
  if (precision == 0)
    date.month = 0;
  return lf_date_to_canonical (&date);
}

static char *
random_set (Maker *self)
{
  static const char *const words[] = { "市级", "重点", "a b", "二期", "<c>" };
  const char *const some[] = { words[below (self, 5)], words[below (self, 5)], NULL };

  return lf_set_join (some);
}

static LfRecord *random_target (Maker *self, const LfEntity *entity);

static char *
random_reference (Maker *self, const LfField *field)
{
  const LfEntity *target = lf_schema_find (field->target);
  const char *one = lf_record_id (random_target (self, target));
  const char *other = lf_record_id (random_target (self, target));
  const char *const both[] = { one, other, NULL };

  return field->type == LF_VALUE_REFERENCE_SET ? lf_set_join (both) : g_strdup (one);
}

static char *
random_value (Maker *self, const LfField *field)
{
  guint n_options = 0;

  switch (field->type)
    {
    case LF_VALUE_CHOICE:
      while (field->options[n_options].key != NULL)
        n_options++;
      return g_strdup (field->options[below (self, n_options)].key);
    case LF_VALUE_FLAG:
      return g_strdup ("1");
    case LF_VALUE_INTEGER:
    case LF_VALUE_DECIMAL:
    case LF_VALUE_QUANTITY:
      return random_number (self, field);
    case LF_VALUE_MONEY:
      return random_money (self);
    case LF_VALUE_DATE:
      return random_date (self);
    case LF_VALUE_TIMESTAMP:
      return g_strdup_printf ("%u000000", 1600000020 + 60 * below (self, 1000000));
    case LF_VALUE_REFERENCE:
    case LF_VALUE_REFERENCE_SET:
      return random_reference (self, field);
    case LF_VALUE_TEXT_SET:
      return random_set (self);
    case LF_VALUE_CODE:
      return g_strdup_printf ("%06u", below (self, 1000000));
    case LF_VALUE_ATTACHMENT_SET:
      return NULL;
    case LF_VALUE_TEXT:
    case LF_VALUE_LONG_TEXT:
    case LF_N_VALUE_TYPES:
    default:
      return random_text (self, field);
    }
}

/* ---- Records ---- */

static gboolean
is_imported (const LfField *field)
{
  return !(field->flags & (LF_FIELD_MACHINE | LF_FIELD_HIDDEN))
         && field->type != LF_VALUE_ATTACHMENT_SET;
}

/* Conflicts and what is known of files come from the program only. */
static gboolean
is_written_by_people (const LfEntity *entity)
{
  for (const LfField *field = entity->fields; field->name != NULL; field++)
    if ((field->flags & LF_FIELD_REQUIRED) && !is_imported (field) && field->initial == NULL)
      return FALSE;
  return TRUE;
}

static void
put_random (Maker *self, LfRecord *record, const LfField *field)
{
  g_autofree char *text = random_value (self, field);
  g_autofree char *value = NULL;
  g_autoptr (GError) error = NULL;

  if (text == NULL || *text == '\0' || !lf_field_parse (field, text, &value, &error))
    return;
  lf_record_set (record, field->name, value);
}

/* What breaks a rule goes, until none is broken. */
static gboolean
make_valid (LfRecord *record)
{
  for (guint n = 0; n < 10; n++)
    {
      g_autoptr (GPtrArray) problems = lf_rules_check (NULL, record, FALSE);

      if (problems->len == 0)
        return TRUE;
      for (guint i = 0; i < problems->len; i++)
        {
          const LfProblem *problem = problems->pdata[i];

          if (problem->field != NULL)
            lf_record_set (record, problem->field, NULL);
        }
    }
  return FALSE;
}

/* (transfer full) (nullable): NULL when chance made none that keeps the rules */
static LfRecord *
random_record (Maker *self, const LfEntity *entity, guint one_of)
{
  g_autoptr (LfRecord) record = lf_record_new (entity, NULL);

  for (const LfField *field = entity->fields; field->name != NULL; field++)
    if (is_imported (field)
        && ((field->flags & (LF_FIELD_REQUIRED | LF_FIELD_TITLE)) || below (self, one_of) == 0))
      put_random (self, record, field);
  lf_rules_fill_new (record, &today);
  return make_valid (record) ? g_steal_pointer (&record) : NULL;
}

static LfRecord *
random_target (Maker *self, const LfEntity *entity)
{
  GPtrArray *targets = g_hash_table_lookup (self->targets, entity);

  if (targets == NULL)
    {
      targets = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
      g_hash_table_insert (self->targets, (gpointer) entity, targets);
    }
  for (guint n = 0; n < 100 && targets->len < N_TARGETS; n++)
    {
      /* only what must be there: optional references may lead back here */
      LfRecord *record = random_record (self, entity, 1000000);

      if (record == NULL)
        continue;
      g_ptr_array_add (targets, record);
      g_ptr_array_add (self->all, lf_record_ref (record));
    }
  g_assert_cmpuint (targets->len, >, 0);
  return targets->pdata[below (self, targets->len)];
}

/* What tells a record from others, as an import goes by it. */
static char *
key_of (const LfRecord *record)
{
  const LfEntity *entity = lf_record_entity (record);
  g_auto (GStrv) names
      = g_strsplit (entity->key != NULL ? entity->key : lf_entity_title (entity)->name, "|", -1);
  GString *key = g_string_new (NULL);

  for (char **name = names; *name != NULL; name++)
    {
      const char *value = lf_record_get (record, *name);
      g_string_append_printf (key, "%s\t", value == NULL ? "" : value);
    }
  return g_string_free (key, FALSE);
}

static GPtrArray *
random_records (Maker *self, const LfEntity *entity)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < N_RECORDS; i++)
    {
      g_autoptr (LfRecord) record = random_record (self, entity, 2);

      if (record != NULL && g_hash_table_add (keys, key_of (record)))
        g_ptr_array_add (records, g_steal_pointer (&record));
    }
  g_assert_cmpuint (records->len, >, 0);
  return records;
}

/* ---- There and back ---- */

static void
store_all (LfStore *store, GPtrArray *records)
{
  g_autoptr (LfChange) change = lf_change_new ("make");

  for (guint i = 0; i < records->len; i++)
    lf_change_create (change, records->pdata[i]);
  if (records->len > 0)
    commit_change (store, change);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The records of the entity, a text each, in an order of their own; not those referred to. */
static char *
describe_all (LfStore *store, const LfEntity *entity, GHashTable *but)
{
  g_autoptr (LfQuery) query = lf_query_new (entity, NULL, NULL);
  g_autoptr (GPtrArray) records = lf_store_list_sync (store, query, 0, NULL);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *targets = g_hash_table_lookup (but, entity);

  for (guint i = 0; i < records->len; i++)
    {
      const LfRecord *record = records->pdata[i];
      g_autoptr (GString) text = g_string_new (NULL);
      gboolean is_target = FALSE;

      for (guint j = 0; targets != NULL && j < targets->len; j++)
        is_target |= strcmp (lf_record_id (targets->pdata[j]), lf_record_id (record)) == 0;
      for (guint j = 0; entity->fields[j].name != NULL; j++)
        if (is_imported (&entity->fields[j]) && lf_record_get_at (record, j) != NULL)
          g_string_append_printf (text, "%s: %s\n", entity->fields[j].name,
                                  lf_record_get_at (record, j));
      if (!is_target)
        g_ptr_array_add (texts, g_string_free (g_steal_pointer (&text), FALSE));
    }
  g_ptr_array_sort (texts, compare_texts);
  g_ptr_array_add (texts, NULL);
  return g_strjoinv ("\n", (char **) texts->pdata);
}

/* Targets of the entity itself are in the other store already, and left out. */
static void
import_all (LfStore *store, const char *path, const LfEntity *entity)
{
  const LfImportOptions options = { .entity = entity };
  g_autoptr (GError) error = NULL;
  g_autoptr (LfImport) import = lf_import_plan_sync (store, path, &options, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < lf_import_problems (import)->len; i++)
    {
      const LfImportProblem *problem = lf_import_problems (import)->pdata[i];
      g_test_message ("%u/%u %s", problem->row, problem->column, problem->message);
    }
  g_assert_cmpuint (lf_import_problems (import)->len, ==, 0);
  lf_import_commit_sync (import, store, &error);
  g_assert_no_error (error);
}

/* Two stores, and what both hold to be referred to. */
typedef struct
{
  Fixture here, there;
  Maker maker;
} Pair;

static void
pair_set_up (Pair *self, guint32 seed)
{
  *self = (Pair){ 0 };
  set_up (&self->here, NULL);
  set_up (&self->there, NULL);
  self->maker.random = g_rand_new_with_seed (seed);
  self->maker.targets
      = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  self->maker.all = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
}

static void
pair_tear_down (Pair *self)
{
  g_rand_free (self->maker.random);
  g_hash_table_unref (self->maker.targets);
  g_ptr_array_unref (self->maker.all);
  tear_down (&self->here, NULL);
  tear_down (&self->there, NULL);
}

static void
check_entity (Pair *self, const LfEntity *entity, LfExportFormat format)
{
  static const char *const names[] = { "out.csv", "out.xlsx" };
  g_autoptr (GPtrArray) records = random_records (&self->maker, entity);
  g_autoptr (LfQuery) query = lf_query_new (entity, NULL, NULL);
  const LfExportOptions options = { .format = format };
  g_autofree char *path = g_build_filename (self->here.folder, names[format], NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  store_all (self->here.store, self->maker.all);
  store_all (self->there.store, self->maker.all);
  g_ptr_array_set_size (self->maker.all, 0);
  store_all (self->here.store, records);
  lf_export_sync (self->here.store, query, &options, path, /* cancellable= */ NULL, NULL, &error);
  g_assert_no_error (error);
  import_all (self->there.store, path, entity);
  before = describe_all (self->here.store, entity, self->maker.targets);
  after = describe_all (self->there.store, entity, self->maker.targets);
  g_assert_cmpstr (after, ==, before);
}

static void
test_there_and_back (gconstpointer data)
{
  LfExportFormat format = (LfExportFormat) GPOINTER_TO_INT (data);
  guint n_seeds = g_test_slow () ? 20 : 1;

  for (guint32 seed = 1; seed <= n_seeds; seed++)
    {
      Pair pair;

      pair_set_up (&pair, seed);
      for (const LfEntity *const *entity = lf_schema_entities (NULL); *entity != NULL; entity++)
        {
          g_test_message ("%s, seed %u", (*entity)->name, seed);
          if (is_written_by_people (*entity))
            check_entity (&pair, *entity, format);
        }
      pair_tear_down (&pair);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/there-and-back/csv", GINT_TO_POINTER (LF_EXPORT_CSV),
                        test_there_and_back);
  g_test_add_data_func ("/there-and-back/xlsx", GINT_TO_POINTER (LF_EXPORT_XLSX),
                        test_there_and_back);
  return g_test_run ();
}
