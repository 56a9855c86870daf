/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A laptop of a simulated zone: a real store in a folder, a clock and a disk of its own. */

#include "config.h"

#include "sim.h"

#include "faulty-disk.h"
#include "store-folder.h"

#include <glib/gstdio.h>
#include <string.h>

/* ---- Its program ---- */

static void
start (SimDevice *self)
{
  g_autoptr (GError) error = NULL;

  self->store = lf_store_open_sync (self->folder, LF_STORE_OPEN_EXISTING, &error);
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
  self->folder = g_build_filename (sim->folder, self->name, NULL);
  self->transport = sim_transport_new (self);
  sim_account_add (sim, self->name, roles[n]);
  sim_template_store (self->folder);
  start (self);
}

void
sim_device_clear (SimDevice *self)
{
  stop (self);
  g_object_unref (self->transport);
  g_free (self->folder);
  g_free (self->backup);
  g_ptr_array_unref (self->late);
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
  sim_count (self->sim, SIM_DEVICE_CRASH);
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
  self->is_disk_full = sim_chance (sim, 2);
  faulty_disk_break (sim_chance (sim, 3) ? FAULT_SYNC : FAULT_WRITE, (int) sim_below (sim, 40),
                     codes[self->is_disk_full]);
}

gboolean
sim_device_mend_disk (SimDevice *self)
{
  gboolean restarts = sim_chance (self->sim, 2);

  self->is_disk_bad = FALSE;
  if (!faulty_disk_repair ())
    return FALSE;
  sim_tell (self->sim, "the disk of %s failed", self->name);
  sim_count (self->sim, self->is_disk_full ? SIM_DEVICE_FULL : SIM_DEVICE_DISK);
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
  const LfSyncWork work = {
    .store = self->store, .transport = self->transport, .compares = self->compares, .batch = 2
  };
  LfPendingMass mass;

  if (lf_sync_run (&work, NULL, outcome, &asked))
    return TRUE;
  if (!g_error_matches (asked, LF_SYNC_ERROR, LF_SYNC_ERROR_MASS_CHANGE))
    {
      g_propagate_error (error, g_steal_pointer (&asked));
      return FALSE;
    }
  sim_count (self->sim, SIM_MASS);
  lf_sync_outcome_clear (outcome);
  return lf_store_weigh_pending_sync (self->store, &mass, error)
         && lf_store_agree_pending_sync (self->store, mass.newest, error)
         && lf_sync_run (&work, NULL, outcome, error);
}

/* What differs from the server is what was damaged, and nothing but that. */
static void
check_mended (SimDevice *self, const LfSyncOutcome *outcome)
{
  if (outcome->n_mended + outcome->n_let_go != self->n_damaged)
    sim_broken (self->sim, "G3: of %s %d records were mended, of %u", self->name,
                (int) (outcome->n_mended + outcome->n_let_go), self->n_damaged);
  if (self->compares && !outcome->is_compared)
    sim_broken (self->sim, "G3: %s was not compared with the server", self->name);
  self->n_damaged = 0;
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
  check_mended (self, &outcome);
  if (error == NULL)
    sim_written_offered (self);
  sim_written_left (self);
  sim_tell (self->sim, "%s syncs: %s%s", self->name, error == NULL ? "done" : "",
            error == NULL ? "" : error->message);
}

/* ---- Damage ---- */

/* Of any of its projects: another value, another id, gone. The second is two records to the
 * digests, one that is missing and one too many. */
static const struct
{
  const char *sql;
  guint n;
} damages[] = {
  { "UPDATE project SET name = 'damaged'", 1 },
  { "UPDATE project SET id = randomblob (16)", 2 },
  { "DELETE FROM project", 1 },
  { "UPDATE project SET deleted = CASE WHEN deleted IS NULL THEN 1 END", 1 },
  { NULL, 0 },
};

void
sim_device_damage (SimDevice *self)
{
  guint i = sim_below (self->sim, G_N_ELEMENTS (damages));
  g_autofree char *path = g_build_filename (self->folder, "landfall.db", NULL);
  g_autofree char *sql = g_strdup_printf (
      "%s WHERE row = (SELECT row FROM project ORDER BY row LIMIT 1 OFFSET %u %% (SELECT"
      " max (1, count (*)) FROM project))", /* on a device that sees none, too */
      damages[i].sql, sim_below (self->sim, 1000));
  sqlite3 *db;

  if (damages[i].sql == NULL)
    return;
  sim_tell (self->sim, "damage on %s: %s", self->name, damages[i].sql);
  stop (self);
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  if (sqlite3_exec (db, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (db));
  self->n_damaged = sqlite3_changes (db) > 0 ? damages[i].n : 0;
  sqlite3_close (db);
  start (self);
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

/* Those of the backup are links in a folder of its own. */
static void
lose_files (SimDevice *self)
{
  g_autofree char *files = g_build_filename (self->folder, "files", NULL);

  if (g_file_test (files, G_FILE_TEST_EXISTS))
    store_folder_remove (g_steal_pointer (&files));
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
  sim_count (self->sim, SIM_DEVICE_RESTORE);
  sim_written_lose_disk (self);
  stop (self);
  lose_files (self);
  lf_store_restore_sync (self->backup, self->folder, &error);
  sim_check_no_error (self->sim, "a restore", error);
  if (self->sim->fault == SIM_RESTORE_KEEPS_NAME)
    sim_template_name (self->folder, device);
  start (self);
  sim_files_note_lost (self->sim);
  if ((self->sim->fault == SIM_RESTORE_KEEPS_NAME)
      == (strcmp (device, lf_store_device (self->store)) != 0))
    sim_broken (self->sim, "G12: %s goes on under the name of the device that was lost",
                self->name);
}
