/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Devices that edit, delete and sync at random, always in the same ways: they come to agree (G3),
 * nothing that was written is lost (G2), and nothing is called a conflict that is none. The number
 * of histories can be given as an argument. */

#include "config.h"

#include "model-device.h"
#include "written.h"

#include <stdlib.h>
#include <string.h>

#define N_DEVICES 3
#define N_RECORDS 4
#define N_STEPS 120
#define N_SEEDS 40

typedef struct
{
  Zone *zone;
  ModelDevice *devices[N_DEVICES];
  GRand *random;
  GPtrArray *written; /* (element-type Written) */
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
    world->devices[i] = model_device_new (world->zone, names[i]);
  return world;
}

static void
world_free (World *world)
{
  for (guint i = 0; i < N_DEVICES; i++)
    model_device_free (world->devices[i]);
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

/* ---- What people do ---- */

static void
edit (World *world, ModelDevice *device, const char *id)
{
  static const char *const fields[] = { "industry", "note", "source", "hue", "tags" };
  const char *field = fields[below (world, G_N_ELEMENTS (fields))];
  gboolean is_set = strcmp (field, "tags") == 0;
  g_autofree char *was = model_device_view (device, id, field, is_set);
  const char *value
      = written_add (world->written, id, field, is_set, was, is_set && below (world, 3) > 0);

  model_device_edit (device, id, field, value, is_set);
}

static void
act (World *world, ModelDevice *device, const char *id)
{
  if (!model_device_knows (device, id))
    return;
  if (below (world, 12) == 0)
    model_device_delete (device, id);
  else
    edit (world, device, id);
}

static void
sync_some (World *world, ModelDevice *device)
{
  if (below (world, 3) > 0)
    model_device_pull (device, 1 + below (world, 4), 1 + below (world, 5));
  if (below (world, 3) > 0)
    model_device_push (device, 1 + below (world, 6), below (world, 4) == 0);
}

static void
sync_all (World *world)
{
  for (guint i = 0; i < N_DEVICES; i++)
    model_device_push (world->devices[i], G_MAXUINT, FALSE);
  for (guint i = 0; i < N_DEVICES; i++)
    model_device_pull (world->devices[i], G_MAXUINT, 3);
}

static char *
record_id (guint i)
{
  g_autofree char *name = g_strdup_printf ("record %u", i);

  return zone_id (name);
}

static void
make_records (World *world)
{
  for (guint i = 0; i < N_RECORDS; i++)
    {
      g_autofree char *id = record_id (i);

      model_device_create (world->devices[i % N_DEVICES], id, "p");
    }
}

static void
live (World *world, gboolean share_records)
{
  for (guint i = 0; i < N_STEPS; i++)
    {
      guint n = below (world, N_DEVICES);
      guint record = share_records ? below (world, N_RECORDS) : n;
      g_autofree char *id = record_id (record);

      if (below (world, 4) == 0)
        sync_some (world, world->devices[n]);
      else
        act (world, world->devices[n], id);
    }
  sync_all (world);
}

/* ---- What is promised ---- */

static void
assert_agree_g3 (World *world)
{
  g_autofree char *digest = lf_server_digest (world->zone->storage, ZONE, NULL);

  for (guint i = 0; i < N_DEVICES; i++)
    {
      g_autofree char *other = model_device_digest (world->devices[i]);

      g_assert_cmpstr (digest, ==, other);
    }
}

/* ---- Tests ---- */

static void
test_shared (gconstpointer data)
{
  guint n_seeds = GPOINTER_TO_UINT (data);
  guint n_open = 0, n_deleted = 0;

  for (guint seed = 0; seed < n_seeds; seed++)
    {
      g_autoptr (World) world = world_new (seed);
      g_autoptr (GPtrArray) open = NULL;

      make_records (world);
      sync_all (world);
      live (world, TRUE);
      assert_agree_g3 (world);
      written_assert_kept (world->written, world->zone);
      open = zone_conflicts (world->zone, "open");
      n_open += open->len;
      for (guint i = 0; i < open->len; i++)
        n_deleted += g_strcmp0 (lf_server_record_get (open->pdata[i], "field"), "deleted") == 0;
    }
  g_test_message ("%u open conflicts, %u of them of deletions", n_open, n_deleted);
  g_assert_cmpuint (n_open, >, n_seeds);
  g_assert_cmpuint (n_deleted, >, 0);
}

/* Everybody edits records of his own, offline for long: not one conflict. */
static void
test_apart (gconstpointer data)
{
  guint n_seeds = GPOINTER_TO_UINT (data);

  for (guint seed = 0; seed < n_seeds; seed++)
    {
      g_autoptr (World) world = world_new (seed);
      g_autoptr (GPtrArray) open = NULL;

      make_records (world);
      live (world, FALSE);
      assert_agree_g3 (world);
      written_assert_kept (world->written, world->zone);
      open = zone_conflicts (world->zone, "open");
      g_assert_cmpuint (open->len, ==, 0);
      for (guint i = 0; i < N_DEVICES; i++)
        g_assert_cmpuint (world->devices[i]->n_conflicts, ==, 0);
    }
}

int
main (int argc, char *argv[])
{
  gpointer n_seeds;

  g_test_init (&argc, &argv, NULL);
  n_seeds = GUINT_TO_POINTER (argc > 1 ? strtoul (argv[1], NULL, 10) : N_SEEDS);
  g_test_add_data_func ("/server/converge/G2-G3-shared-records", n_seeds, test_shared);
  g_test_add_data_func ("/server/converge/G3-G6-records-of-their-own", n_seeds, test_apart);
  return g_test_run ();
}
