/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random changes of every entity of the schema: undo all, and it is as it was at first; redo all,
 * and it is as it was at last. The store is closed and opened in between. */

#include "config.h"

#include "store-fixture.h"

#include "../core/some-record.h"

#include "lf-digest.h"

#include <string.h>

#define N_CHANGES 400
#define STEPS_PER_SESSION 97

typedef struct
{
  Fixture fixture;
  GPtrArray *records; /* (element-type LfRecord): of which the store has some state */
  GRand *random;
  guint n_made, n_edited, n_deleted, n_restored;
} World;

static guint
below (World *world, guint limit)
{
  return (guint) g_rand_int_range (world->random, 0, (gint32) limit);
}

static void
reopen (World *world)
{
  close_store (&world->fixture);
  open_store (&world->fixture);
}

/* ---- What is there ---- */

static GHashTable *
fields_of (const LfRecord *record)
{
  const LfEntity *entity = lf_record_entity (record);
  GHashTable *fields = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; entity->fields[i].name != NULL; i++)
    g_hash_table_insert (fields, (char *) entity->fields[i].name,
                         (char *) lf_record_get_at (record, i));
  return fields;
}

/* Of the records that can be seen: what was made and undone is deleted, and stays so. */
static char *
visible_digest (LfStore *store)
{
  g_autoptr (LfDigest) digest = lf_digest_new ();

  for (const LfEntity *const *entity = lf_schema_entities (NULL); *entity != NULL; entity++)
    {
      g_autoptr (LfQuery) query = lf_query_new (*entity, NULL, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) records = lf_store_list_sync (store, query, 0, &error);

      g_assert_no_error (error);
      for (guint i = 0; i < records->len; i++)
        {
          g_autoptr (GHashTable) fields = fields_of (records->pdata[i]);

          lf_digest_add (digest, (*entity)->name, lf_record_id (records->pdata[i]), FALSE, fields);
        }
    }
  return lf_digest_finish (digest);
}

/* ---- Changes ---- */

static void
make (World *world, LfChange *change, const LfEntity *entity)
{
  guint n = world->records->len;

  lf_record_unref (some_record_new (entity, world->records));
  for (guint i = n; i < world->records->len; i++)
    lf_change_create (change, world->records->pdata[i]);
  world->n_made++;
}

/* (nullable): a value of the kind, another one each time where there are many */
static char *
random_value (World *world, const LfField *field)
{
  g_autofree char *text = some_text (field);
  char *value = NULL;

  if (below (world, 5) == 0 || text == NULL)
    return NULL;
  if (field->type == LF_VALUE_CHOICE)
    {
      guint n = 0;

      while (field->options[n].key != NULL)
        n++;
      return g_strdup (field->options[below (world, n)].key);
    }
  if (field->type == LF_VALUE_TEXT_SET)
    return g_strdup_printf ("%u\n%u", below (world, 10), 10 + below (world, 10));
  if (field->type == LF_VALUE_TEXT || field->type == LF_VALUE_LONG_TEXT)
    return g_strdup_printf ("%u", below (world, 100000));
  return lf_field_parse (field, text, &value, NULL) ? value : NULL;
}

static void
edit (World *world, LfChange *change, const LfRecord *record)
{
  const LfEntity *entity = lf_record_entity (record);

  for (guint i = 0; i < 3; i++)
    {
      const LfField *field = &entity->fields[below (world, lf_entity_n_fields (entity))];
      g_autofree char *value = random_value (world, field);

      lf_change_edit (change, record, field->name, value);
    }
  world->n_edited++;
}

static void
add_op (World *world, LfChange *change)
{
  LfRecord *known = world->records->pdata[below (world, world->records->len)];
  g_autoptr (LfRecord) record = lf_store_load_sync (world->fixture.store, lf_record_entity (known),
                                                    lf_record_id (known), NULL);

  if (record == NULL)
    return; /* made by this very change, or by one that was refused */
  if (below (world, 6) > 0)
    {
      edit (world, change, record);
      return;
    }
  world->n_deleted += !lf_record_is_deleted (record);
  world->n_restored += lf_record_is_deleted (record);
  if (lf_record_is_deleted (record))
    lf_change_restore (change, record);
  else
    lf_change_delete (change, record);
}

/* FALSE when the rules did not allow it. */
static gboolean
change_something (World *world)
{
  g_autoptr (LfChange) change = lf_change_new ("random");
  guint n_entities;
  const LfEntity *const *entities = lf_schema_entities (&n_entities);
  g_autoptr (GError) error = NULL;

  if (below (world, 8) == 0)
    make (world, change, entities[below (world, n_entities)]);
  for (guint i = 0, n = 1 + below (world, 3); i < n; i++)
    add_op (world, change);
  if (lf_store_commit_sync (world->fixture.store, change, &error))
    return !lf_change_is_empty (change);
  if (!g_error_matches (error, LF_ERROR, LF_ERROR_REFUSED)) /* by a gate (C13, L12) */
    g_assert_error (error, LF_ERROR, LF_ERROR_INVALID);
  return FALSE;
}

/* One record of each entity at least, so that all have a first state. */
static void
make_first_state (World *world)
{
  for (const LfEntity *const *entity = lf_schema_entities (NULL); *entity != NULL; entity++)
    {
      g_autoptr (LfChange) change = lf_change_new ("first");

      make (world, change, *entity);
      commit_change (world->fixture.store, change);
    }
}

/* ---- Back and forth ---- */

static void
step (World *world, guint n, gboolean redo)
{
  for (guint i = 1; i <= n; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *label = redo ? lf_store_redo_sync (world->fixture.store, &error)
                                    : lf_store_undo_sync (world->fixture.store, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (label, ==, "random");
      if (i % STEPS_PER_SESSION == 0)
        reopen (world);
    }
}

static void
assert_visible (World *world, const char *digest)
{
  g_autofree char *now = visible_digest (world->fixture.store);

  g_assert_cmpstr (now, ==, digest);
  assert_sound (world->fixture.store);
}

static void
go_back_and_forth (World *world)
{
  g_autofree char *first = visible_digest (world->fixture.store);
  g_autofree char *last = NULL;
  g_autofree char *last_of_all = NULL;
  g_autofree char *end = NULL;

  for (guint n = 0; n < N_CHANGES;)
    n += change_something (world);
  reopen (world);
  last = visible_digest (world->fixture.store);
  last_of_all = digest_of (world->fixture.store);
  g_assert_cmpstr (first, !=, last);
  step (world, N_CHANGES, /* redo= */ FALSE);
  assert_visible (world, first);
  step (world, N_CHANGES, /* redo= */ TRUE);
  assert_visible (world, last);
  end = digest_of (world->fixture.store);
  g_assert_cmpstr (end, ==, last_of_all);
  g_assert_null (lf_store_redo_sync (world->fixture.store, NULL));
}

static void
test_undo_all_redo_all (void)
{
  World world = { .records = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref) };
  guint32 seed = g_test_rand_int ();

  g_test_message ("seed %u", seed);
  world.random = g_rand_new_with_seed (seed);
  set_up (&world.fixture, NULL);
  make_first_state (&world);
  go_back_and_forth (&world);
  g_test_message ("%u made, %u edited, %u deleted, %u restored", world.n_made, world.n_edited,
                  world.n_deleted, world.n_restored);
  g_assert_cmpuint (world.n_restored, >, 0);
  tear_down (&world.fixture, NULL);
  g_rand_free (world.random);
  g_ptr_array_unref (world.records);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/undo-all-redo-all", test_undo_all_redo_all);
  return g_test_run ();
}
