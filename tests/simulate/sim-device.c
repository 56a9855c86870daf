/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A laptop of a simulated zone: a real store in a folder, a clock and a disk of its own. */

#include "config.h"

#include "sim.h"

#include "faulty-disk.h"

#include <glib/gstdio.h>
#include <string.h>

/* ---- Its program ---- */

static void
start (SimDevice *self)
{
  g_autoptr (GError) error = NULL;

  self->store = lf_store_open_sync (self->folder, LF_STORE_OPEN_CREATE, &error);
  g_assert_no_error (error);
  lf_store_set_author_sync (self->store, self->name, &error);
  g_assert_no_error (error);
}

static void
stop (SimDevice *self)
{
  lf_store_close_sync (self->store);
  g_clear_object (&self->store);
}

void
sim_device_init (SimDevice *self, Sim *sim, guint n)
{
  static const char *const names[SIM_DEVICES] = { "li", "wang", "zhao" };
  static const char *const roles[SIM_DEVICES] = { "recruiter", "zone_manager", "recruiter" };

  self->sim = sim;
  self->n = n;
  self->name = names[n];
  self->role = roles[n];
  self->folder = g_build_filename (sim->folder, self->name, NULL);
  self->transport = sim_transport_new (self);
  sim_server_add_account (sim, self->name, self->role);
  start (self);
}

void
sim_device_clear (SimDevice *self)
{
  stop (self);
  g_object_unref (self->transport);
  g_free (self->folder);
  g_free (self->backup);
  g_free (self->late_push);
  g_free (self->late_device);
}

const char *
sim_team (const SimDevice *self)
{
  return self->n == SIM_DEVICES - 1 ? self->sim->team : NULL;
}

char *
sim_device_sight (const SimDevice *self)
{
  return lf_sight_new (self->role, self->park, sim_team (self), self->name);
}

void
sim_device_wake (SimDevice *self)
{
  lf_clock_pretend (self->sim->now_us + self->clock_us);
}

void
sim_device_crash (SimDevice *self)
{
  sim_tell (self->sim, "%s crashes", self->name);
  stop (self);
  faulty_disk_repair ();
  start (self);
}

/* ---- Its disk ---- */

void
sim_device_break_disk (SimDevice *self)
{
  static const int codes[] = { SQLITE_IOERR, SQLITE_FULL };
  Sim *sim = self->sim;

  self->is_disk_bad = TRUE;
  faulty_disk_break (sim_chance (sim, 3) ? FAULT_SYNC : FAULT_WRITE, (int) sim_below (sim, 40),
                     codes[sim_below (sim, 2)]);
}

gboolean
sim_device_mend_disk (SimDevice *self)
{
  gboolean restarts = sim_chance (self->sim, 2);

  self->is_disk_bad = FALSE;
  if (!faulty_disk_repair ())
    return FALSE;
  sim_tell (self->sim, "the disk of %s failed", self->name);
  if (restarts)
    sim_device_crash (self);
  return TRUE;
}

/* ---- Sync ---- */

/* Whoever sits at it agrees to sending much at once (G13), and it goes on. */
static gboolean
run_round (SimDevice *self, LfSyncOutcome *outcome, GError **error)
{
  g_autoptr (GError) asked = NULL;
  const LfSyncWork work = { .store = self->store, .transport = self->transport, .batch = 2 };
  LfPendingMass mass;

  if (lf_sync_run (&work, NULL, outcome, &asked))
    return TRUE;
  if (!g_error_matches (asked, LF_SYNC_ERROR, LF_SYNC_ERROR_MASS_CHANGE))
    {
      g_propagate_error (error, g_steal_pointer (&asked));
      return FALSE;
    }
  lf_sync_outcome_clear (outcome);
  return lf_store_weigh_pending_sync (self->store, &mass, error)
         && lf_store_agree_pending_sync (self->store, mass.newest, error)
         && lf_sync_run (&work, NULL, outcome, error);
}

void
sim_device_sync (SimDevice *self)
{
  g_auto (LfSyncOutcome) outcome = { 0 };
  g_autoptr (SimView) before = sim_view_new (self);
  g_autoptr (GError) error = NULL;

  sim_network_deliver_late (self);
  if (!run_round (self, &outcome, &error) && self->sim->is_quiet)
    sim_broken (self->sim, "%s cannot sync: %s", self->name, error->message);
  for (guint i = 0; outcome.problems != NULL && i < outcome.problems->len; i++)
    sim_broken (self->sim, "%s set aside: %s", self->name, (char *) outcome.problems->pdata[i]);
  if (error == NULL)
    sim_written_offered (self);
  sim_tell (self->sim, "%s syncs: %s%s", self->name, error == NULL ? "done" : "",
            error == NULL ? "" : error->message);
}

/* ---- Backups ---- */

void
sim_device_back_up (SimDevice *self)
{
  g_autofree char *name = g_strconcat (self->name, ".backup", NULL);
  g_autoptr (GError) error = NULL;

  g_free (self->backup);
  self->backup = g_build_filename (self->sim->folder, name, NULL);
  g_remove (self->backup);
  lf_store_backup_sync (self->store, self->backup, &error);
  sim_check_no_error (self->sim, "a backup", error);
  self->backup_length = self->sim->written->len;
}

static void
keep_name (SimDevice *self, const char *device)
{
  g_autofree char *path = g_build_filename (self->folder, "landfall.db", NULL);
  g_autofree char *sql
      = g_strdup_printf ("UPDATE setting SET value = '%s' WHERE key = 'device'", device);
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_changes (db), ==, 1);
  sqlite3_close (db);
}

/* The disk is lost and the backup laid into a new one. */
void
sim_device_restore (SimDevice *self)
{
  g_autofree char *device = g_strdup (lf_store_device (self->store));
  g_autoptr (GError) error = NULL;

  if (self->backup == NULL)
    return;
  sim_tell (self->sim, "%s goes back to its backup", self->name);
  sim_written_lose_disk (self);
  stop (self);
  lf_store_restore_sync (self->backup, self->folder, &error);
  sim_check_no_error (self->sim, "a restore", error);
  if (self->sim->fault == SIM_RESTORE_KEEPS_NAME)
    keep_name (self, device);
  start (self);
  if ((self->sim->fault == SIM_RESTORE_KEEPS_NAME)
      == (strcmp (device, lf_store_device (self->store)) != 0))
    sim_broken (self->sim, "G12: %s goes on under the name of the device that was lost",
                self->name);
}
