/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One life of a zone. */

#include "config.h"

#include "sim.h"

#include "store-folder.h"

#include <stdarg.h>
#include <string.h>

#define HOUR_US (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)

static const char *const fault_names[SIM_N_FAULTS] = {
  [SIM_WHOLE] = "none",
  [SIM_LAST_WRITER_WINS] = "last-writer-wins",
  [SIM_PUSH_DROPPED] = "push-dropped",
  [SIM_REFUSAL_SWALLOWED] = "refusal-swallowed",
  [SIM_RECORD_SKIPPED] = "record-skipped",
  [SIM_SINCE_IS_CURSOR] = "since-is-cursor",
  [SIM_OWN_LEFT_OUT] = "own-left-out",
  [SIM_REPLAY_JUDGED_ANEW] = "replay-judged-anew",
  [SIM_COMMIT_NOT_DURABLE] = "commit-not-durable",
  [SIM_RESTORE_KEEPS_NAME] = "restore-keeps-name",
  [SIM_RESTORE_KEEPS_EPOCH] = "restore-keeps-epoch",
  [SIM_CLOCK_DECIDES] = "clock-decides",
  [SIM_DELETE_WINS] = "delete-wins",
  [SIM_UNKNOWN_DROPPED] = "unknown-dropped",
  [SIM_GONE_FORGOTTEN] = "gone-forgotten",
  [SIM_CHILDREN_STAY] = "children-stay",
  [SIM_SIGHT_UNTOLD] = "sight-untold",
  [SIM_WITHIN_HIDDEN] = "within-hidden",
  [SIM_BUNDLE_SKIPPED] = "bundle-skipped",
  [SIM_DIGEST_ECHOED] = "digest-echoed",
  [SIM_DIGEST_STALE] = "digest-stale",
  [SIM_FILE_HALF_KEPT] = "file-half-kept",
};

const char *
sim_fault_name (SimFault fault)
{
  return fault_names[fault];
}

gboolean
sim_fault_find (const char *name, SimFault *ret_fault)
{
  for (guint i = 0; i < SIM_N_FAULTS; i++)
    if (g_strcmp0 (name, fault_names[i]) == 0)
      {
        *ret_fault = i;
        return TRUE;
      }
  return FALSE;
}

/* ---- Dice and words ---- */

guint
sim_below (Sim *self, guint limit)
{
  return (guint) g_rand_int_range (self->random, 0, (gint32) limit);
}

gboolean
sim_chance (Sim *self, guint in)
{
  return sim_below (self, in) == 0;
}

const char *
sim_pick (Sim *self, GPtrArray *strings)
{
  return strings->len == 0 ? NULL : strings->pdata[sim_below (self, strings->len)];
}

/* Ids of one moment begin alike. */
const char *
sim_short (const char *value)
{
  return lf_id_is_valid (value) ? value + strlen (value) - 6 : value;
}

void
sim_tell (Sim *self, const char *format, ...)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) pieces = NULL;
  va_list args;

  if (!self->is_told)
    return;
  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  pieces = g_strsplit (text, self->folder, -1);
  g_free (text);
  text = g_strjoinv ("…", pieces);
  g_printerr ("  %s\n", text);
}

void
sim_broken (Sim *self, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (self->broken, g_strdup_vprintf (format, args));
  va_end (args);
  sim_tell (self, "BROKEN: %s", (char *) self->broken->pdata[self->broken->len - 1]);
}

void
sim_check_no_error (Sim *self, const char *what, const GError *error)
{
  if (error != NULL)
    sim_broken (self, "%s failed: %s", what, error->message);
}

/* ---- A life ---- */

static void
sim_init (Sim *self)
{
  sim_carry_begin ();
  self->folder = store_folder_make ();
  self->now_us = SIM_BEGINNING_US;
  self->ids = g_ptr_array_new_with_free_func (g_free);
  self->written = g_ptr_array_new_with_free_func (sim_written_free);
  self->deleted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->broken = g_ptr_array_new_with_free_func (g_free);
  self->files = g_ptr_array_new_with_free_func (sim_file_free);
  self->sticks = g_ptr_array_new_with_free_func (sim_stick_free);
  lf_clock_pretend (self->now_us);
  sim_server_init (self);
  for (guint i = 0; i < SIM_DEVICES; i++)
    sim_device_init (&self->devices[i], self, i);
}

static void
sim_clear (Sim *self)
{
  for (guint i = 0; i < SIM_DEVICES; i++)
    sim_device_clear (&self->devices[i]);
  sim_server_clear (self);
  g_ptr_array_unref (self->ids);
  g_ptr_array_unref (self->written);
  g_ptr_array_unref (self->files);
  g_ptr_array_unref (self->sticks);
  g_hash_table_unref (self->deleted);
  g_free (self->park);
  g_free (self->other_park);
  g_free (self->team);
  store_folder_remove (self->folder);
}

/* The dice of step @n, whatever happened before it. */
static void
throw_dice (Sim *self, guint n)
{
  guint32 seeds[] = { self->seed, n };

  g_clear_pointer (&self->random, g_rand_free);
  self->random = g_rand_new_with_seed_array (seeds, G_N_ELEMENTS (seeds));
  g_random_set_seed (g_rand_int (self->random));
}

static void
step (Sim *self, guint n)
{
  SimDevice *device;

  throw_dice (self, n);
  self->now_us += sim_below (self, 48) * HOUR_US / 4;
  device = &self->devices[sim_below (self, SIM_DEVICES)];
  sim_tell (self, "%u: %s", n, device->name);
  sim_device_wake (device);
  sim_people_act (device);
}

static void
sync_all (Sim *self)
{
  for (guint i = 0; i < SIM_DEVICES; i++)
    {
      sim_device_wake (&self->devices[i]);
      sim_device_sync (&self->devices[i]);
    }
}

/* Each device compares what it holds with the server; some of it is damaged and has to be mended.
 */
static void
compare_all (Sim *self)
{
  for (guint i = 0; i < SIM_DEVICES; i++)
    {
      SimDevice *device = &self->devices[i];

      sim_device_wake (device);
      device->compares = TRUE;
      sim_device_damage (device);
      sim_device_sync (device);
    }
}

/* What was delayed arrives, every device syncs until nobody has anything to say. */
static void
become_quiet (Sim *self)
{
  self->is_quiet = TRUE;
  sim_tell (self, "quiet");
  for (guint i = 0; i < SIM_DEVICES; i++)
    sim_network_deliver_late (&self->devices[i]);
  sim_carry_all (self);
  sync_all (self);
  sync_all (self);
  sim_people_give_up (self);
  sim_carry_all (self);
  sync_all (self);
  sync_all (self);
  if (self->broken->len == 0)
    compare_all (self);
}

GPtrArray *
sim_play (guint seed, guint n_steps, const gboolean *skipped, SimFault fault, gboolean is_told)
{
  Sim self = { .seed = seed, .fault = fault, .is_told = is_told };

  throw_dice (&self, 0);
  sim_init (&self);
  sim_people_begin (&self);
  sync_all (&self);
  for (guint i = 1; i <= n_steps && self.broken->len == 0; i++)
    if (skipped == NULL || !skipped[i])
      step (&self, i);
  throw_dice (&self, G_MAXUINT);
  if (self.broken->len == 0)
    become_quiet (&self);
  if (self.broken->len == 0)
    sim_check (&self);
  sim_clear (&self);
  g_clear_pointer (&self.random, g_rand_free);
  lf_clock_pretend (0);
  return self.broken;
}
