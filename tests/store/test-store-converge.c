/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stores that are written to and synced at random, against the server's own merge: they come to
 * agree (G3), nothing written is lost (G2), and nothing is called a conflict that is none. */

#include "config.h"

#include "store-fixture.h"

#include "written.h"

#include <string.h>

#define N_DEVICES 3
#define N_RECORDS 4
#define N_STEPS 80

typedef struct
{
  Fixture fixture;
  const char *name;
} Device;

typedef struct
{
  Zone *zone;
  Device devices[N_DEVICES];
  char *ids[N_RECORDS];
  char *park;
  GRand *random;
  GPtrArray *written; /* (element-type Written) */
  guint n_values;
  guint n_conflicts;
  guint n_refused;
} World;

static World *
world_new (guint seed)
{
  static const char *const names[N_DEVICES] = { "a", "b", "c" };
  World *world = g_new0 (World, 1);

  world->zone = zone_new ();
  world->random = g_rand_new_with_seed (seed);
  world->written = written_new ();
  for (guint i = 0; i < N_DEVICES; i++)
    {
      world->devices[i].name = names[i];
      set_up (&world->devices[i].fixture, NULL);
    }
  return world;
}

static void
world_free (World *world)
{
  for (guint i = 0; i < N_DEVICES; i++)
    tear_down (&world->devices[i].fixture, NULL);
  for (guint i = 0; i < N_RECORDS; i++)
    g_free (world->ids[i]);
  g_free (world->park);
  g_ptr_array_unref (world->written);
  g_rand_free (world->random);
  zone_free (world->zone);
  g_free (world);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (World, world_free)

static guint
below (World *world, guint limit)
{
  return (guint) g_rand_int_range (world->random, 0, (gint32) limit);
}

/* ---- Sync ---- */

static void
pull (World *world, Device *device, guint n_pages, guint limit)
{
  gboolean has_more = TRUE;

  while (n_pages-- > 0 && has_more)
    {
      g_auto (LfSyncState) state = { 0 };
      g_autoptr (LfPage) page = NULL;
      g_autoptr (GPtrArray) problems = NULL;
      g_autoptr (GError) error = NULL;
      LfServerPageQuery query = { .limit = limit };

      lf_store_sync_state_sync (device->fixture.store, &state, &error);
      g_assert_no_error (error);
      query.cursor = state.cursor;
      query.since = below (world, 2) == 0 ? state.since : 0; /* who does not say gets all */
      page = lf_server_read_page (world->zone->storage, ZONE, &query, &error);
      g_assert_no_error (error);
      lf_store_take_page_sync (device->fixture.store, page, &problems, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (problems->len, ==, 0);
      has_more = page->has_more;
    }
}

static void
push (World *world, Device *device, guint n, gboolean is_answer_lost)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changes = lf_store_outbox_sync (device->fixture.store, n, &error);
  g_autoptr (GPtrArray) answers = NULL;

  g_assert_no_error (error);
  answers = zone_push_all (world->zone, device->name, "recruiter", changes);
  if (is_answer_lost)
    return;
  lf_store_take_answers_sync (device->fixture.store, answers, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < answers->len; i++)
    {
      const LfAnswer *answer = answers->pdata[i];

      world->n_conflicts += answer->conflicts->len;
      world->n_refused += answer->kind == LF_ANSWER_REFUSED;
    }
}

static void
sync_some (World *world, Device *device)
{
  if (below (world, 3) > 0)
    pull (world, device, 1 + below (world, 4), 1 + below (world, 5));
  if (below (world, 3) > 0)
    push (world, device, 1 + below (world, 6), below (world, 4) == 0);
}

static void
sync_all (World *world)
{
  for (guint i = 0; i < N_DEVICES; i++)
    push (world, &world->devices[i], 0, FALSE);
  for (guint i = 0; i < N_DEVICES; i++)
    pull (world, &world->devices[i], G_MAXUINT, 3);
}

/* ---- What people do ---- */

static void
make_records (World *world)
{
  g_autoptr (LfRecord) park = lf_record_new (lf_schema_find ("park"), NULL);
  g_autoptr (LfChange) change = lf_change_new ("park");

  for (guint i = 0; i < N_RECORDS; i++)
    world->ids[i] = add_project (world->devices[i % N_DEVICES].fixture.store, "项目", NULL, "lead");
  lf_record_set (park, "name", "上虞经开区");
  lf_change_create (change, park);
  commit_change (world->devices[0].fixture.store, change);
  world->park = g_strdup (lf_record_id (park));
}

static void
edit (World *world, LfStore *store, const LfRecord *record)
{
  static const char *const fields[] = { "industry", "note", "source", "name", "tags" };
  const char *field = fields[below (world, G_N_ELEMENTS (fields))];
  g_autoptr (LfChange) change = lf_change_new ("edit");
  gboolean is_set = strcmp (field, "tags") == 0;
  const char *value = written_add (world->written, lf_record_id (record), field, is_set,
                                   lf_record_get (record, field), is_set && below (world, 3) > 0);

  lf_change_edit (change, record, field, value);
  commit_change (store, change);
}

static void
act (World *world, LfStore *store, const char *id)
{
  g_autoptr (LfRecord) record = lf_store_load_sync (store, project_entity (), id, NULL);
  g_autoptr (LfChange) change = lf_change_new ("delete");

  if (record == NULL)
    return;
  if (below (world, 12) > 0)
    {
      edit (world, store, record);
      return;
    }
  if (lf_record_is_deleted (record))
    lf_change_restore (change, record);
  else
    lf_change_delete (change, record);
  commit_change (store, change);
}

static void
undo (World *world, LfStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *label = below (world, 3) > 0 ? lf_store_undo_sync (store, &error)
                                                : lf_store_redo_sync (store, &error);

  g_assert_no_error (error);
}

/* A recruiter may not rename a park: the server refuses that. */
static void
overreach (World *world, LfStore *store)
{
  g_autoptr (LfRecord) park
      = lf_store_load_sync (store, lf_schema_find ("park"), world->park, NULL);
  g_autoptr (LfChange) change = lf_change_new ("overreach");
  g_autoptr (GPtrArray) refused = lf_store_refused_sync (store, NULL);
  g_autofree char *name = g_strdup_printf ("refused %u", world->n_values++);

  if (refused->len > 0 && below (world, 2) == 0)
    {
      const char *id = ((LfRefused *) refused->pdata[0])->change->id;

      if (below (world, 2) == 0)
        g_assert_true (lf_store_resend_sync (store, id, NULL));
      else
        g_assert_true (lf_store_discard_sync (store, id, NULL));
      return;
    }
  if (park == NULL)
    return;
  lf_change_edit (change, park, "name", name);
  commit_change (store, change);
}

typedef enum
{
  LIFE_SHARED,
  LIFE_APART,
  LIFE_WILD, /* with undo, and with edits that are refused */
} Life;

static void
live (World *world, Life life)
{
  for (guint i = 0; i < N_STEPS; i++)
    {
      guint n = below (world, N_DEVICES);
      Device *device = &world->devices[n];
      guint dice = below (world, 8);

      if (dice < 2)
        sync_some (world, device);
      else if (life == LIFE_WILD && dice == 2)
        undo (world, device->fixture.store);
      else if (life == LIFE_WILD && dice == 3)
        overreach (world, device->fixture.store);
      else
        act (world, device->fixture.store,
             world->ids[life == LIFE_APART ? (n + 1) % N_DEVICES : below (world, N_RECORDS)]);
    }
  sync_all (world);
}

/* ---- What is promised ---- */

/* Refused edits wait for their author: what waits behind them is not on the server. */
static void
discard_refused (World *world)
{
  for (guint i = 0; i < N_DEVICES; i++)
    {
      LfStore *store = world->devices[i].fixture.store;
      g_autoptr (GPtrArray) refused = NULL;

      while ((refused = lf_store_refused_sync (store, NULL))->len > 0)
        {
          const LfRefused *first = refused->pdata[0];

          g_assert_true (lf_store_discard_sync (store, first->change->id, NULL));
          g_clear_pointer (&refused, g_ptr_array_unref);
          push (world, &world->devices[i], 0, FALSE);
        }
    }
}

static void
assert_agree_g3 (World *world)
{
  g_autofree char *digest = lf_server_digest (world->zone->storage, ZONE, NULL);

  for (guint i = 0; i < N_DEVICES; i++)
    {
      g_autofree char *other = digest_of (world->devices[i].fixture.store);

      g_assert_cmpint (lf_store_count_pending_sync (world->devices[i].fixture.store, NULL), ==, 0);
      assert_sound (world->devices[i].fixture.store);
      g_assert_cmpstr (digest, ==, other);
    }
}

static guint
n_seeds (void)
{
  return g_test_thorough () ? 80 : 8;
}

static World *
live_with_seed (guint seed, Life life)
{
  World *world = world_new (seed);

  g_test_message ("seed %u", seed);
  make_records (world);
  sync_all (world);
  live (world, life);
  discard_refused (world);
  sync_all (world);
  sync_all (world);
  assert_agree_g3 (world);
  return world;
}

static void
test_shared (void)
{
  guint n_conflicts = 0;

  for (guint seed = 0; seed < n_seeds (); seed++)
    {
      g_autoptr (World) world = live_with_seed (seed, LIFE_SHARED);

      written_assert_kept (world->written, world->zone);
      n_conflicts += world->n_conflicts;
    }
  g_assert_cmpuint (n_conflicts, >, n_seeds ());
}

/* Everybody edits a record that another one made, and nobody else edits: not one conflict. */
static void
test_apart (void)
{
  for (guint seed = 0; seed < n_seeds (); seed++)
    {
      g_autoptr (World) world = live_with_seed (seed, LIFE_APART);

      written_assert_kept (world->written, world->zone);
      g_assert_cmpuint (world->n_conflicts, ==, 0);
    }
}

static void
test_wild (void)
{
  guint n_refused = 0;

  for (guint seed = 0; seed < n_seeds (); seed++)
    {
      g_autoptr (World) world = live_with_seed (seed, LIFE_WILD);

      n_refused += world->n_refused;
    }
  g_assert_cmpuint (n_refused, >, n_seeds ());
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/converge/G2-G3-shared-records", test_shared);
  g_test_add_func ("/store/converge/G3-G6-one-record-each", test_apart);
  g_test_add_func ("/store/converge/G3-undo-and-refusals", test_wild);
  return g_test_run ();
}
