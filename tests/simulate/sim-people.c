/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people of a simulated zone do, and what befalls their laptops. */

#include "config.h"

#include "sim.h"

#include "faulty-disk.h"
#include "lf-wire.h"

#include <string.h>

#define YEAR_US (G_GINT64_CONSTANT (365) * 24 * 3600 * G_USEC_PER_SEC)

static const LfEntity *
project_entity (void)
{
  return lf_schema_find ("project");
}

/* ---- Saving ---- */

static void
check_confirmed (SimDevice *device, SimView *confirmed, const LfChange *change)
{
  GPtrArray *written = device->sim->written;
  guint n_before = written->len;

  sim_view_compare (confirmed, device, FALSE);
  if (written->len != n_before)
    sim_broken (device->sim, "G1: %s was told that “%s” is saved, and it is not", device->name,
                change->label);
}

/* A save may meet a disk that fails. What was confirmed is there afterwards, also when the program
 * was started again (G1). */
gboolean
sim_save (SimDevice *device, LfChange *change)
{
  Sim *sim = device->sim;
  g_autoptr (SimView) before = sim_view_new (device);
  g_autoptr (SimView) confirmed = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_saved;

  if (sim_chance (sim, 12))
    sim_device_break_disk (device);
  is_saved = lf_store_commit_sync (device->store, change, &error);
  confirmed = sim_view_new (device);
  if (device->is_disk_bad)
    sim_device_mend_disk (device);
  else
    sim_check_no_error (sim, "a save", error);
  if (is_saved)
    check_confirmed (device, confirmed, change);
  sim_view_compare (before, device, is_saved);
  return is_saved;
}

/* ---- Records ---- */

LfRecord *
sim_some_project (SimDevice *device)
{
  GPtrArray *ids = device->sim->ids;
  const char *id = sim_chance (device->sim, 2) ? ids->pdata[1] : sim_pick (device->sim, ids);

  return id == NULL ? NULL : lf_store_load_sync (device->store, project_entity (), id, NULL);
}

static void
create (SimDevice *device)
{
  g_autoptr (LfRecord) record = lf_record_new (project_entity (), NULL);
  g_autoptr (LfChange) change = lf_change_new ("create");
  g_autofree char *name = g_strdup_printf ("项目 %u", device->sim->ids->len);

  lf_record_set (record, "name", name);
  lf_record_set (record, "stage", "lead");
  lf_change_create (change, record);
  g_ptr_array_add (device->sim->ids, g_strdup (lf_record_id (record)));
  sim_save (device, change);
}

static char *
make_up (SimDevice *device)
{
  return g_strdup_printf ("v%u", device->sim->written->len);
}

/* Every value is written once only, so that it can be looked for. */
static void
edit (SimDevice *device)
{
  static const char *const fields[]
      = { "name", "industry", "industry", "industry", "note", "source", "tags", "tags" };
  const char *field = fields[sim_below (device->sim, G_N_ELEMENTS (fields))];
  g_autoptr (LfRecord) record = sim_some_project (device);
  g_autoptr (LfChange) change = lf_change_new ("edit");
  g_autofree char *value = make_up (device);
  const char *was = record == NULL ? NULL : lf_record_get (record, field);

  if (record == NULL || lf_record_is_deleted (record))
    return;
  if (strcmp (field, "tags") == 0 && !sim_chance (device->sim, 4))
    {
      char *set = lf_set_apply (was, NULL, value);

      g_free (value);
      value = set;
    }
  sim_tell (device->sim, "%s of %s: %s → %s", field, sim_short (lf_record_id (record)), was, value);
  lf_change_edit (change, record, field, value);
  if (sim_save (device, change))
    sim_count (device->sim, SIM_EDIT);
}

static void
delete_or_restore (SimDevice *device)
{
  g_autoptr (LfRecord) record = sim_some_project (device);
  g_autoptr (LfChange) change = lf_change_new ("delete");

  if (record == NULL)
    return;
  sim_tell (device->sim, "%s %s", lf_record_is_deleted (record) ? "restore" : "delete",
            sim_short (lf_record_id (record)));
  if (lf_record_is_deleted (record))
    lf_change_restore (change, record);
  else
    lf_change_delete (change, record);
  if (sim_save (device, change))
    sim_count (device->sim, lf_record_is_deleted (record) ? SIM_RESTORE_RECORD : SIM_DELETE);
}

static void
move_stage (SimDevice *device)
{
  g_autoptr (LfRecord) record = sim_some_project (device);
  g_autoptr (LfChange) change = lf_change_new ("stage");
  LfMove move = { .date = lf_date_today (), .evidence = "会议纪要", .reason = "原因" };
  LfStage from;

  if (record == NULL || !lf_stage_from_key (lf_record_get (record, "stage"), &from))
    return;
  move.to = sim_chance (device->sim, 3) ? sim_below (device->sim, LF_N_STAGES)
                                        : MIN (from + 1, LF_STAGE_SIGNED);
  if (move.to == from || !lf_stage_move (change, record, &move, &move.date, NULL))
    return;
  if (!lf_store_commit_sync (device->store, change, NULL))
    return;
  sim_tell (device->sim, "%s moves to %s", sim_short (lf_record_id (record)),
            lf_stage_key (move.to));
  sim_count (device->sim, SIM_STAGE);
}

/* What a program of a later version writes, with the rights of who sits there; those of this one
 * are the older ones and carry it along (G11). */
static void
push_later_version (SimDevice *device, LfChange *change)
{
  Sim *sim = device->sim;
  g_autoptr (GPtrArray) changes = g_ptr_array_new ();
  g_autofree char *request = NULL;

  g_ptr_array_add (changes, change);
  request = lf_wire_from_push (changes, LF_WIRE_MINOR, NULL);
  g_free (sim_server_push (sim, device, lf_store_device (device->store), request));
}

static void
edit_unknown (SimDevice *device)
{
  Sim *sim = device->sim;
  g_autoptr (LfRecord) record = sim_some_project (device);
  g_autoptr (LfChange) change = lf_change_new ("later version");
  g_autofree char *hue = g_strdup_printf ("hue %u", sim->written->len);

  if (record == NULL)
    return;
  lf_op_add_edit (lf_change_add_op (change, LF_OP_PUT, "project", lf_record_id (record)), "hue",
                  NULL, hue, 0);
  push_later_version (device, change);
  sim_count (sim, SIM_UNKNOWN_FIELD);
}

static void
make_unknown (SimDevice *device)
{
  Sim *sim = device->sim;
  g_autoptr (LfChange) change = lf_change_new ("later version");
  g_autofree char *id = lf_id_new ();
  LfOp *op = lf_change_add_op (change, LF_OP_PUT, "gadget", id);

  op->is_new = TRUE;
  lf_op_add_edit (op, "name", NULL, "新事物", 0);
  push_later_version (device, change);
  sim_count (sim, SIM_UNKNOWN_RECORD);
}

/* ---- Second thoughts ---- */

static void
undo (SimDevice *device)
{
  g_autoptr (SimView) before = sim_view_new (device);
  g_autoptr (GError) error = NULL;
  gboolean is_redo = sim_chance (device->sim, 3);
  g_autofree char *label = is_redo ? lf_store_redo_sync (device->store, &error)
                                   : lf_store_undo_sync (device->store, &error);

  if (label != NULL)
    sim_count (device->sim, is_redo ? SIM_REDO : SIM_UNDO);
  sim_check_no_error (device->sim, "an undo", error);
  sim_tell (device->sim, "%s undoes %s", device->name, label);
  sim_view_compare (before, device, FALSE);
}

/* A recruiter may not rename a park: the server refuses that. */
static void
overreach (SimDevice *device)
{
  g_autoptr (LfRecord) park
      = lf_store_load_sync (device->store, lf_schema_find ("park"), device->sim->park, NULL);
  g_autoptr (LfChange) change = lf_change_new ("overreach");
  g_autofree char *name = make_up (device);

  if (park == NULL)
    return;
  lf_change_edit (change, park, "name", name);
  sim_save (device, change);
}

static void
look_at_refused (SimDevice *device)
{
  g_autoptr (GPtrArray) refused = lf_store_refused_sync (device->store, NULL);
  g_autoptr (SimView) before = sim_view_new (device);
  const LfRefused *first;
  g_autoptr (GError) error = NULL;

  if (refused->len == 0)
    return;
  first = refused->pdata[sim_below (device->sim, refused->len)];
  if (sim_chance (device->sim, 2))
    {
      if (lf_store_resend_sync (device->store, first->change->id, &error))
        sim_count (device->sim, SIM_RESENT);
      if (g_error_matches (error, LF_ERROR, LF_ERROR_NOT_FOUND))
        g_clear_error (&error); /* it went out of sight */
    }
  else
    {
      sim_written_discard (device->sim, first->change);
      sim_files_give_up (device->sim, first->change);
      lf_store_discard_sync (device->store, first->change->id, &error);
    }
  sim_check_no_error (device->sim, "settling a refused change", error);
  sim_view_compare (before, device, FALSE);
}

static void
settle (SimDevice *device)
{
  g_autoptr (LfQuery) query = lf_query_new (lf_schema_find ("conflict"), NULL, NULL);
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (SimView) before = sim_view_new (device);
  g_autoptr (GError) error = NULL;
  LfSettle how = sim_below (device->sim, LF_SETTLE_VALUE);

  conflicts = lf_store_list_sync (device->store, query, 0, &error);
  for (guint i = 0; i < conflicts->len; i++)
    {
      const LfRecord *conflict = conflicts->pdata[i];

      if (g_strcmp0 (lf_record_get (conflict, "state"), "open") != 0)
        continue;
      if (lf_store_settle_sync (device->store, lf_record_id (conflict), how, NULL, &error))
        sim_count (device->sim, SIM_SETTLED);
      sim_tell (device->sim, "%s settles %s: %s", device->name, lf_record_get (conflict, "field"),
                error == NULL ? "done" : error->message);
      break;
    }
  sim_view_compare (before, device, FALSE);
}

/* ---- Whose it is ---- */

static void
try_edit (SimDevice *device, SimKind kind, const char *label, const char *field, const char *value)
{
  g_autoptr (LfRecord) record = sim_some_project (device);
  g_autoptr (LfChange) change = lf_change_new (label);

  if (record == NULL || lf_record_is_deleted (record))
    return;
  lf_change_edit (change, record, field, value);
  if (!lf_store_commit_sync (device->store, change, NULL))
    return;
  sim_tell (device->sim, "%s: %s of %s is %s", label, field, sim_short (lf_record_id (record)),
            value == NULL ? "nothing" : sim_short (value));
  sim_count (device->sim, kind);
}

/* Who may not tries all the same. */
static void
move_park (SimDevice *device)
{
  Sim *sim = device->sim;
  const char *parks[] = { sim->park, sim->other_park, NULL };

  try_edit (device, SIM_PARK_MOVE, "move", "park", parks[sim_below (sim, 3)]);
}

static void
offer_park (SimDevice *device)
{
  Sim *sim = device->sim;

  try_edit (device, SIM_OFFER, "offer", "offered_park",
            sim_chance (sim, 2) ? sim->park : sim->other_park);
}

static void
take_over (SimDevice *device)
{
  g_autoptr (LfRecord) record = sim_some_project (device);
  g_autoptr (LfChange) change = lf_change_new ("take over");

  if (record == NULL || lf_record_get (record, "offered_park") == NULL)
    return;
  lf_change_edit (change, record, "park", lf_record_get (record, "offered_park"));
  lf_change_edit (change, record, "offered_park", NULL);
  if (!lf_store_commit_sync (device->store, change, NULL))
    return;
  sim_tell (device->sim, "%s is taken over", sim_short (lf_record_id (record)));
  sim_count (device->sim, SIM_TAKE_OVER);
}

static void
keep_secret (SimDevice *device)
{
  try_edit (device, SIM_SECRET, "secret", "is_confidential",
            sim_chance (device->sim, 2) ? "1" : NULL);
}

static void
give_to_team (SimDevice *device)
{
  try_edit (device, SIM_SECRET, "team", "team",
            sim_chance (device->sim, 3) ? NULL : device->sim->team);
}

/* What belongs to a project; a third of it by way of something else that does. */
static void
add_child (SimDevice *device)
{
  g_autoptr (LfRecord) project = sim_some_project (device);
  g_autoptr (LfRecord) child = lf_record_new (lf_schema_find ("problem"), NULL);
  g_autoptr (LfRecord) step = lf_record_new (lf_schema_find ("problem_step"), NULL);
  g_autoptr (LfChange) change = lf_change_new ("child");
  const LfDate today = lf_date_today ();

  if (project == NULL)
    return;
  lf_rules_fill_new (child, &today);
  lf_rules_fill_new (step, &today);
  lf_record_set (child, "subject", "问题");
  lf_record_set (child, "kind", "land");
  lf_record_set (child, "project", lf_record_id (project));
  lf_record_set (step, "text", "办理");
  lf_record_set (step, "problem", lf_record_id (child));
  if (sim_chance (device->sim, 3))
    lf_change_create (change, step);
  lf_change_create (change, child);
  if (lf_store_commit_sync (device->store, change, NULL))
    sim_count (device->sim, SIM_CHILD);
}

static void
move_account (SimDevice *device)
{
  Sim *sim = device->sim;
  const char *parks[] = { sim->park, sim->other_park, NULL };
  const char *park = parks[sim_below (sim, 3)];

  sim_account_set_park (device, park);
  sim_count (sim, SIM_PLACE_CHANGE);
  sim_tell (sim, "%s is of park %s now", device->name, park == NULL ? "none" : sim_short (park));
}

static void
change_team (SimDevice *device)
{
  Sim *sim = device->sim;

  sim_account_set_team (device, sim_chance (sim, 2) ? NULL : sim->team);
  sim_tell (sim, "%s changes teams", device->name);
  sim_count (sim, SIM_PLACE_CHANGE);
}

/* A leader reads everything, and writes nearly nothing but leads. */
static void
change_role (SimDevice *device)
{
  static const char *const roles[]
      = { "recruiter", "recruiter", "park_manager", "zone_manager", "leader" };
  Sim *sim = device->sim;
  const char *role = roles[sim_below (sim, G_N_ELEMENTS (roles))];

  sim_account_set_role (device, role);
  sim_tell (sim, "%s is %s now", device->name, role);
  sim_count (sim, SIM_ROLE_CHANGE);
}

/* ---- Many at once ---- */

#define MANY 22 /* more than are never asked about */

static void
create_many (SimDevice *device, GPtrArray *records)
{
  g_autoptr (LfChange) change = lf_change_new ("many");

  for (guint i = 0; i < MANY; i++)
    {
      LfRecord *record = lf_record_new (lf_schema_find ("policy"), NULL);

      lf_record_set (record, "name", "政策");
      lf_change_create (change, record);
      g_ptr_array_add (records, record);
    }
  sim_save (device, change);
}

/* Whoever edits so much is asked before it goes out (G13). */
static void
edit_many (SimDevice *device)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
  g_autoptr (LfChange) change = lf_change_new ("edit many");

  create_many (device, records);
  sim_device_sync (device);
  for (guint i = 0; i < records->len; i++)
    {
      g_autoptr (LfRecord) record = lf_store_load_sync (device->store, lf_schema_find ("policy"),
                                                        lf_record_id (records->pdata[i]), NULL);

      if (record != NULL && !lf_record_is_deleted (record))
        lf_change_edit (change, record, "name", "新政策");
    }
  if (!lf_change_is_empty (change))
    sim_save (device, change);
  sim_device_sync (device);
}

/* ---- What befalls them ---- */

static void
sync_now (SimDevice *device)
{
  if (sim_chance (device->sim, 15))
    sim_device_break_disk (device);
  sim_device_sync (device);
  if (device->is_disk_bad)
    sim_device_mend_disk (device);
}

static void
set_clock (SimDevice *device)
{
  sim_count (device->sim, SIM_CLOCK);
  device->clock_us
      = sim_chance (device->sim, 2) ? 0 : ((gint64) sim_below (device->sim, 7) - 3) * YEAR_US;
  sim_tell (device->sim, "the clock of %s is %d years off", device->name,
            (int) (device->clock_us / YEAR_US));
}

static void
edit_some (SimDevice *device)
{
  for (guint i = sim_below (device->sim, 6); i > 0; i--)
    edit (device);
}

/* A backup is soon not the newest there is. */
static void
back_up (SimDevice *device)
{
  sim_device_back_up (device);
  edit_some (device);
  sync_now (device);
}

/* People go on with what the backup shows before they sync. */
static void
restore (SimDevice *device)
{
  sim_device_restore (device);
  edit_some (device);
}

static void
back_up_server (SimDevice *device)
{
  sim_tell (device->sim, "the server is backed up");
  sim_server_back_up (device->sim);
}

static void
restore_server (SimDevice *device)
{
  sim_tell (device->sim, "the server goes back to its backup");
  sim_server_restore (device->sim);
}

static void
restart_server (SimDevice *device)
{
  sim_server_restart (device->sim);
}

/* ---- A day's dice ---- */

static const struct
{
  void (*act) (SimDevice *device);
  guint weight;
} acts[] = {
  { edit, 40 },
  { sync_now, 34 },
  { create, 5 },
  { delete_or_restore, 5 },
  { move_stage, 5 },
  { edit_unknown, 2 },
  { undo, 5 },
  { overreach, 3 },
  { settle, 6 },
  { look_at_refused, 4 },
  { set_clock, 2 },
  { sim_device_crash, 2 },
  { back_up, 4 },
  { restore, 5 },
  { back_up_server, 3 },
  { restore_server, 5 },
  { restart_server, 1 },
  { move_park, 5 },
  { sim_parks_nest, 5 },
  { offer_park, 4 },
  { take_over, 4 },
  { keep_secret, 3 },
  { give_to_team, 2 },
  { add_child, 6 },
  { move_account, 2 },
  { sim_carry, 16 },
  { sim_files_attach, 7 },
  { sim_files_detach, 4 },
  { sim_files_sweep, 4 },
  { change_role, 2 },
  { change_team, 1 },
  { make_unknown, 2 },
  { edit_many, 1 },
};

void
sim_people_act (SimDevice *device)
{
  guint total = 0, dice;

  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    total += acts[i].weight;
  dice = sim_below (device->sim, total);
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      if (dice < acts[i].weight)
        {
          acts[i].act (device);
          return;
        }
      dice -= acts[i].weight;
    }
}

/* ---- The first and the last day ---- */

void
sim_people_begin (Sim *sim)
{
  sim->team = lf_id_new ();
  sim_parks_begin (sim);
  sim_account_set_team (&sim->devices[2], sim->team);
  for (guint i = 0; i < SIM_DEVICES; i++)
    create (&sim->devices[i]);
}

static gboolean
give_up_first (SimDevice *device)
{
  g_autoptr (GPtrArray) refused = lf_store_refused_sync (device->store, NULL);
  const LfRefused *first;
  g_autoptr (GError) error = NULL;

  if (refused->len == 0)
    return FALSE;
  first = refused->pdata[0];
  sim_tell (device->sim, "%s gives “%s” up: %s", device->name, first->change->label,
            first->message);
  sim_written_discard (device->sim, first->change);
  sim_files_give_up (device->sim, first->change);
  lf_store_discard_sync (device->store, first->change->id, &error);
  g_assert_no_error (error);
  sim_device_sync (device);
  return TRUE;
}

void
sim_people_give_up (Sim *sim)
{
  for (guint i = 0; i < SIM_DEVICES; i++)
    {
      sim_device_wake (&sim->devices[i]);
      while (give_up_first (&sim->devices[i]))
        ;
    }
}
