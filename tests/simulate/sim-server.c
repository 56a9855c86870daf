/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The server of a simulated zone: reads requests, judges, answers; crashes and comes back. */

#include "config.h"

#include "sim.h"

#include "faulty-disk.h"
#include "lf-merge.h"
#include "lf-server-page.h"
#include "lf-storage-sqlite.h"
#include "lf-wire.h"

#include <string.h>

/* ---- The database ---- */

static void
open_storage (Sim *sim)
{
  g_autoptr (GError) error = NULL;

  sim->server.storage = lf_storage_sqlite_new (sim->server.path, &error);
  g_assert_no_error (error);
}

void
sim_server_init (Sim *sim)
{
  g_autoptr (GError) error = NULL;

  sim->server.path = g_build_filename (sim->folder, "server.db", NULL);
  open_storage (sim);
  lf_server_storage_add_zone (sim->server.storage, SIM_ZONE, &error);
  g_assert_no_error (error);
}

/* Whoever sends bundles has an account there; nobody signs in with it. */
void
sim_server_add_account (Sim *sim, const char *name, const char *role)
{
  const LfServerAccount account
      = { (char *) SIM_ZONE, (char *) name, (char *) role, (char *) "none" };
  g_autoptr (GError) error = NULL;

  lf_server_storage_save_account (sim->server.storage, &account, &error);
  g_assert_no_error (error);
}

void
sim_server_clear (Sim *sim)
{
  g_clear_object (&sim->server.storage);
  g_free (sim->server.path);
  g_free (sim->server.backup);
}

void
sim_server_restart (Sim *sim)
{
  g_clear_object (&sim->server.storage);
  faulty_disk_repair ();
  open_storage (sim);
}

/* ---- Copies ---- */

static void
copy_file (const char *from, const char *to)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);
  g_autoptr (GError) error = NULL;

  g_file_copy (source, target, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* A database that is closed is one file. */
static void
copy_database (Sim *sim, const char *from, const char *to)
{
  g_clear_object (&sim->server.storage);
  copy_file (from, to);
  open_storage (sim);
}

void
sim_server_back_up (Sim *sim)
{
  g_free (sim->server.backup);
  sim->server.backup = g_build_filename (sim->folder, "server-backup.db", NULL);
  copy_database (sim, sim->server.path, sim->server.backup);
}

void
sim_server_restore (Sim *sim)
{
  g_autoptr (GError) error = NULL;

  if (sim->server.backup == NULL)
    return;
  sim_written_lose_server (sim);
  copy_database (sim, sim->server.backup, sim->server.path);
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

static char *
judge (Sim *sim, const SimDevice *device, const char *device_id, const char *request)
{
  LfServerUser user = { (char *) SIM_ZONE,  (char *) device->name, (char *) device->role,
                        (char *) device_id, (char *) device->park, (char *) sim_team (device) };
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = lf_wire_parse (request, -1, &error);
  g_autoptr (GPtrArray) changes = node == NULL ? NULL : lf_wire_to_push (node, &error);
  g_autoptr (GPtrArray) answers = NULL;

  if (changes == NULL)
    return NULL;
  spoil_request (sim, changes);
  answers = lf_merge_changes (sim->server.storage, &user, changes, &error);
  if (answers == NULL)
    return NULL;
  spoil_answers (sim, answers);
  return lf_wire_from_answers (answers, lf_clock_now_us (), NULL);
}

/* The process dies at one of its writes. */
static void
judge_and_crash (Sim *sim, const SimDevice *device, const char *device_id, const char *request)
{
  sim_tell (sim, "the server crashes");
  faulty_disk_suspend (FALSE);
  faulty_disk_break (sim_chance (sim, 2) ? FAULT_WRITE : FAULT_SYNC, (int) sim_below (sim, 12),
                     SQLITE_IOERR);
  g_free (judge (sim, device, device_id, request));
  sim_server_restart (sim);
  faulty_disk_suspend (TRUE);
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
  sim_device_wake (device);
  return g_steal_pointer (&answer);
}

char *
sim_server_pull (Sim *sim, SimDevice *device, const LfPullQuery *from, guint limit)
{
  g_autofree char *sight = sim_device_sight (device);
  LfServerPageQuery query
      = { .since = sim->fault == SIM_SINCE_IS_CURSOR ? from->cursor : from->since,
          .cursor = from->cursor,
          .own = from->own,
          .limit = limit,
          .sight = sight,
          .role = device->role };
  g_autoptr (GError) error = NULL;
  g_autoptr (LfPage) page = NULL;

  lf_clock_pretend (sim->now_us);
  page = lf_server_read_page (sim->server.storage, SIM_ZONE, &query, &error);
  g_assert_no_error (error);
  spoil_page (sim, page);
  sim_device_wake (device);
  return lf_wire_from_page (page, NULL);
}
