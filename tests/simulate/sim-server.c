/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The server of a simulated zone: reads requests, judges, answers; crashes and comes back. */

#include "config.h"

#include "sim.h"

#include "faulty-disk.h"
#include "lf-merge.h"
#include "lf-server-digest.h"
#include "lf-server-page.h"
#include "lf-storage-sqlite.h"
#include "lf-wire.h"

#include <glib/gstdio.h>
#include <string.h>

/* ---- The database ---- */

static void
open_storage (Sim *sim)
{
  g_autoptr (GError) error = NULL;

  sim->server.storage = lf_storage_sqlite_new (sim->server.path, &error);
  g_assert_no_error (error);
  if (sim->server.blobs == NULL)
    sim->server.blobs = lf_blob_folder_new (sim->server.files);
}

void
sim_server_init (Sim *sim)
{
  sim->server.path = g_build_filename (sim->folder, "server.db", NULL);
  sim->server.files = g_build_filename (sim->folder, "server.files", NULL);
  sim_template_server (sim->server.path);
  open_storage (sim);
}

void
sim_server_clear (Sim *sim)
{
  g_clear_object (&sim->server.storage);
  g_free (sim->server.path);
  g_free (sim->server.backup);
  g_free (sim->server.files);
  g_clear_pointer (&sim->server.blobs, lf_blob_folder_free);
  g_clear_pointer (&sim->server.backed_up, g_hash_table_unref);
}

void
sim_server_restart (Sim *sim)
{
  g_clear_object (&sim->server.storage);
  g_clear_pointer (&sim->server.blobs, lf_blob_folder_free);
  faulty_disk_repair ();
  open_storage (sim);
  sim_count (sim, SIM_SERVER_RESTART);
}

/* ---- Its files ---- */

typedef void (*EachFileFunc) (Sim *sim, const char *path);

static void
each_file (Sim *sim, const char *path, EachFileFunc func)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  if (dir == NULL && g_file_test (path, G_FILE_TEST_EXISTS))
    func (sim, path);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      each_file (sim, child, func);
    }
}

static void
note_file (Sim *sim, const char *path)
{
  g_hash_table_add (sim->server.backed_up, g_strdup (path));
}

static void
remove_newer (Sim *sim, const char *path)
{
  if (!g_hash_table_contains (sim->server.backed_up, path))
    g_unlink (path);
}

/* ---- Copies ---- */

static void
copy_database (Sim *sim, const char *from, const char *to)
{
  g_clear_object (&sim->server.storage);
  sim_copy_file (from, to);
  open_storage (sim);
}

void
sim_server_back_up (Sim *sim)
{
  g_free (sim->server.backup);
  sim->server.backup = g_build_filename (sim->folder, "server-backup.db", NULL);
  copy_database (sim, sim->server.path, sim->server.backup);
  g_clear_pointer (&sim->server.backed_up, g_hash_table_unref);
  sim->server.backed_up = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  each_file (sim, sim->server.files, note_file);
}

void
sim_server_restore (Sim *sim)
{
  g_autoptr (GError) error = NULL;

  if (sim->server.backup == NULL)
    return;
  copy_database (sim, sim->server.backup, sim->server.path);
  sim_written_lose_server (sim);
  sim_count (sim, SIM_SERVER_RESTORE);
  if (sim_chance (sim, 2)) /* its files are of the backup, too, or a newer copy */
    each_file (sim, sim->server.files, remove_newer);
  sim_files_note_lost (sim);
  if (sim->fault == SIM_RESTORE_KEEPS_EPOCH)
    return;
  lf_server_storage_renew (sim->server.storage, SIM_ZONE, &error);
  g_assert_no_error (error);
}

/* ---- Faults that were put in ---- */

static gboolean
is_deleted (Sim *sim, const LfOp *op)
{
  g_autoptr (LfServerRecord) record = NULL;

  if (!lf_server_storage_begin_reading (sim->server.storage, SIM_ZONE, NULL))
    return FALSE;
  record = lf_server_storage_load (sim->server.storage, op->entity, op->id, NULL);
  lf_server_storage_rollback (sim->server.storage);
  return record != NULL && record->deleted;
}

static gboolean
is_older (Sim *sim, const LfChange *change, const LfOp *op)
{
  g_autoptr (LfServerRecord) record = NULL;
  g_autoptr (LfServerChange) last = NULL;

  if (!lf_server_storage_begin_reading (sim->server.storage, SIM_ZONE, NULL))
    return FALSE;
  record = lf_server_storage_load (sim->server.storage, op->entity, op->id, NULL);
  if (record != NULL)
    last = lf_server_storage_find_change_at (sim->server.storage, record->seq, NULL);
  lf_server_storage_rollback (sim->server.storage);
  return last != NULL && last->time_us > change->time_us;
}

static void
drop_edits (LfOp *op)
{
  if (op->kind == LF_OP_PUT && !op->is_new)
    g_ptr_array_set_size (op->edits, 0);
}

static void
spoil_op (Sim *sim, LfChange *change, LfOp *op)
{
  if (sim->fault == SIM_LAST_WRITER_WINS)
    for (guint i = 0; i < op->edits->len; i++)
      ((LfEdit *) op->edits->pdata[i])->seen = G_MAXINT64;
  if ((sim->fault == SIM_DELETE_WINS && is_deleted (sim, op))
      || (sim->fault == SIM_CLOCK_DECIDES && is_older (sim, change, op))
      || (sim->fault == SIM_PUSH_DROPPED && sim_chance (sim, 6)))
    drop_edits (op);
}

static void
spoil_request (Sim *sim, GPtrArray *changes)
{
  for (guint i = 0; sim->fault != SIM_WHOLE && i < changes->len; i++)
    {
      LfChange *change = changes->pdata[i];

      for (guint j = 0; j < change->ops->len; j++)
        spoil_op (sim, change, change->ops->pdata[j]);
    }
}

static void
spoil_answers (Sim *sim, GPtrArray *answers)
{
  for (guint i = 0; i < answers->len; i++)
    {
      LfAnswer *answer = answers->pdata[i];

      if (sim->fault == SIM_REFUSAL_SWALLOWED && answer->kind == LF_ANSWER_REFUSED)
        answer->kind = LF_ANSWER_ACCEPTED;
      if (sim->fault == SIM_OWN_LEFT_OUT && answer->kind == LF_ANSWER_ACCEPTED)
        answer->is_as_sent = TRUE;
    }
}

static void
spoil_page (Sim *sim, LfPage *page)
{
  if (sim->fault == SIM_RECORD_SKIPPED && page->deltas->len > 1 && sim_chance (sim, 4))
    g_ptr_array_remove_index (page->deltas, sim_below (sim, page->deltas->len));
  for (guint i = page->deltas->len; i > 0; i--)
    {
      const LfDelta *delta = page->deltas->pdata[i - 1];

      if (delta->is_gone
          && (sim->fault == SIM_GONE_FORGOTTEN
              || (sim->fault == SIM_CHILDREN_STAY && strcmp (delta->entity, "project") != 0)))
        g_ptr_array_remove_index (page->deltas, i - 1);
    }
  if (sim->fault == SIM_SIGHT_UNTOLD)
    g_clear_pointer (&page->sight, g_free);
}

/* ---- Requests ---- */

static void
count_answers (Sim *sim, GPtrArray *answers)
{
  for (guint i = 0; i < answers->len; i++)
    {
      const LfAnswer *answer = answers->pdata[i];

      if (answer->kind == LF_ANSWER_REFUSED)
        sim_count (sim, SIM_REFUSED);
      if (answer->conflicts != NULL && answer->conflicts->len > 0)
        sim_count (sim, SIM_CONFLICT);
    }
}

static char *
judge (Sim *sim, const SimDevice *device, const char *device_id, const char *request)
{
  g_autoptr (LfServerUser) user = sim_account_user (device, device_id);
  g_autoptr (GError) error = NULL;
  g_autoptr (LfJson) node = lf_json_read (request, strlen (request), &error);
  g_autoptr (GPtrArray) changes = node == NULL ? NULL : lf_wire_to_push (node, &error);
  g_autoptr (GPtrArray) answers = NULL;

  if (changes == NULL)
    return NULL;
  spoil_request (sim, changes);
  answers = lf_merge_changes (sim->server.storage, user, changes, &error);
  if (answers == NULL)
    return NULL;
  count_answers (sim, answers);
  spoil_answers (sim, answers);
  return lf_wire_from_push_answers (answers, LF_WIRE_MINOR, lf_clock_now_us (), NULL);
}

/* The process dies at one of its writes. */
static void
judge_and_crash (Sim *sim, const SimDevice *device, const char *device_id, const char *request)
{
  sim_tell (sim, "the server crashes");
  sim_count (sim, SIM_SERVER_CRASH);
  faulty_disk_suspend (FALSE);
  faulty_disk_break (sim_chance (sim, 2) ? FAULT_WRITE : FAULT_SYNC, (int) sim_below (sim, 12),
                     SQLITE_IOERR);
  g_free (judge (sim, device, device_id, request));
  sim_server_restart (sim);
  faulty_disk_suspend (TRUE);
}

/* As if a change had not been added to them. */
static void
spoil_digests (Sim *sim)
{
  sqlite3 *db;

  if (sim->fault != SIM_DIGEST_STALE || !sim_chance (sim, 10))
    return;
  g_assert_cmpint (sqlite3_open (sim->server.path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "UPDATE digest SET low = low / 2", NULL, NULL, NULL), ==,
                   SQLITE_OK);
  sqlite3_close (db);
}

char *
sim_server_push (Sim *sim, SimDevice *device, const char *device_id, const char *request)
{
  g_autofree char *answer = NULL;
  gboolean forgets = sim->fault == SIM_COMMIT_NOT_DURABLE && sim_chance (sim, 5);

  lf_clock_pretend (sim->now_us);
  if (forgets)
    {
      g_autofree char *copy = g_strconcat (sim->server.path, ".before", NULL);

      copy_database (sim, sim->server.path, copy);
      answer = judge (sim, device, device_id, request);
      copy_database (sim, copy, sim->server.path);
    }
  else if (!sim->is_quiet && !device->is_disk_bad && sim_chance (sim, 25))
    judge_and_crash (sim, device, device_id, request);
  else
    answer = judge (sim, device, device_id, request);
  spoil_digests (sim);
  sim_device_wake (device);
  return g_steal_pointer (&answer);
}

static char *
read_page (Sim *sim, SimDevice *device, LfServerPageQuery *query)
{
  g_autoptr (LfServerUser) user = sim_account_user (device, "");
  g_autofree char *sight = lf_server_user_sight (user);
  g_autoptr (GError) error = NULL;
  g_autoptr (LfPage) page = NULL;

  query->sight = sight;
  query->role = user->role;
  lf_clock_pretend (sim->now_us);
  page = lf_server_read_page (sim->server.storage, SIM_ZONE, query, &error);
  g_assert_no_error (error);
  spoil_page (sim, page);
  sim_device_wake (device);
  return lf_wire_from_page_for (page, LF_WIRE_MINOR, NULL);
}

char *
sim_server_pull (Sim *sim, SimDevice *device, const LfPullQuery *from, guint limit)
{
  LfServerPageQuery query
      = { .since = sim->fault == SIM_SINCE_IS_CURSOR ? from->cursor : from->since,
          .cursor = from->cursor,
          .own = from->own,
          .limit = limit };

  return read_page (sim, device, &query);
}

char *
sim_server_pull_bucket (Sim *sim, SimDevice *device, guint bucket, gint64 cursor)
{
  g_autofree char *name = g_strdup_printf ("%02x", bucket);
  LfServerPageQuery query = { .cursor = cursor, .limit = 1, .bucket = name };

  return read_page (sim, device, &query);
}

char *
sim_server_digests (Sim *sim, SimDevice *device)
{
  g_autofree char *sight = sim_account_sight (device);
  g_autoptr (GError) error = NULL;
  g_autoptr (LfDigests) digests
      = lf_server_read_digests (sim->server.storage, SIM_ZONE, sight, &error);
  g_autoptr (JsonNode) node = NULL;

  g_assert_no_error (error);
  if (sim->fault == SIM_SIGHT_UNTOLD)
    g_clear_pointer (&digests->sight, g_free);
  node = lf_wire_from_digests (digests);
  return lf_wire_print (node, NULL);
}
