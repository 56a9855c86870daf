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
static void
save (SimDevice *device, LfChange *change)
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
}

/* ---- Records ---- */

static LfRecord *
some_project (SimDevice *device)
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
  save (device, change);
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
  g_autoptr (LfRecord) record = some_project (device);
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
  sim_tell (device->sim, "%s of %.13s: %s → %s", field, lf_record_id (record), was, value);
  lf_change_edit (change, record, field, value);
  save (device, change);
}

static void
delete_or_restore (SimDevice *device)
{
  g_autoptr (LfRecord) record = some_project (device);
  g_autoptr (LfChange) change = lf_change_new ("delete");

  if (record == NULL)
    return;
  sim_tell (device->sim, "%s %.13s", lf_record_is_deleted (record) ? "restore" : "delete",
            lf_record_id (record));
  if (lf_record_is_deleted (record))
    lf_change_restore (change, record);
  else
    lf_change_delete (change, record);
  save (device, change);
}

static void
move_stage (SimDevice *device)
{
  g_autoptr (LfRecord) record = some_project (device);
  g_autoptr (LfChange) change = lf_change_new ("stage");
  LfMove move = { .date = lf_date_today (), .evidence = "会议纪要", .reason = "原因" };
  LfStage from;

  if (record == NULL || !lf_stage_from_key (lf_record_get (record, "stage"), &from))
    return;
  move.to = sim_chance (device->sim, 3) ? sim_below (device->sim, LF_N_STAGES)
                                        : MIN (from + 1, LF_STAGE_SIGNED);
  if (move.to == from || !lf_stage_move (change, record, &move, &move.date, NULL))
    return;
  if (lf_store_commit_sync (device->store, change, NULL))
    sim_tell (device->sim, "%.13s moves to %s", lf_record_id (record), lf_stage_key (move.to));
}

/* What a program of a later version writes; those of this one carry it along (G11). */
static void
edit_unknown (SimDevice *device)
{
  Sim *sim = device->sim;
  g_autoptr (LfRecord) record = some_project (device);
  g_autoptr (LfChange) change = lf_change_new ("later version");
  g_autoptr (GPtrArray) changes = g_ptr_array_new ();
  g_autofree char *request = NULL;
  g_autofree char *hue = g_strdup_printf ("hue %u", sim->written->len);

  if (record == NULL)
    return;
  lf_op_add_edit (lf_change_add_op (change, LF_OP_PUT, "project", lf_record_id (record)), "hue",
                  NULL, hue, 0);
  g_ptr_array_add (changes, change);
  request = lf_wire_from_push (changes, NULL);
  g_free (sim_server_push (sim, device, lf_store_device (device->store), request));
}

/* ---- Second thoughts ---- */

static void
undo (SimDevice *device)
{
  g_autoptr (SimView) before = sim_view_new (device);
  g_autoptr (GError) error = NULL;
  g_autofree char *label = sim_chance (device->sim, 3) ? lf_store_redo_sync (device->store, &error)
                                                       : lf_store_undo_sync (device->store, &error);

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
  save (device, change);
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
      lf_store_resend_sync (device->store, first->change->id, &error);
      if (g_error_matches (error, LF_ERROR, LF_ERROR_NOT_FOUND))
        g_clear_error (&error); /* it went out of sight */
    }
  else
    {
      sim_written_discard (device->sim, first->change);
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
      lf_store_settle_sync (device->store, lf_record_id (conflict), how, NULL, &error);
      sim_tell (device->sim, "%s settles %s: %s", device->name, lf_record_get (conflict, "field"),
                error == NULL ? "done" : error->message);
      break;
    }
  sim_view_compare (before, device, FALSE);
}

/* ---- Whose it is ---- */

static void
try_edit (SimDevice *device, const char *label, const char *field, const char *value)
{
  g_autoptr (LfRecord) record = some_project (device);
  g_autoptr (LfChange) change = lf_change_new (label);

  if (record == NULL || lf_record_is_deleted (record))
    return;
  lf_change_edit (change, record, field, value);
  if (lf_store_commit_sync (device->store, change, NULL))
    sim_tell (device->sim, "%s: %s of %.13s is %.13s", label, field, lf_record_id (record),
              value == NULL ? "nothing" : value);
}

/* Who may not tries all the same. */
static void
move_park (SimDevice *device)
{
  Sim *sim = device->sim;
  const char *parks[] = { sim->park, sim->other_park, NULL };

  try_edit (device, "move", "park", parks[sim_below (sim, 3)]);
}

static void
offer_park (SimDevice *device)
{
  Sim *sim = device->sim;

  try_edit (device, "offer", "offered_park", sim_chance (sim, 2) ? sim->park : sim->other_park);
}

static void
take_over (SimDevice *device)
{
  g_autoptr (LfRecord) record = some_project (device);
  g_autoptr (LfChange) change = lf_change_new ("take over");

  if (record == NULL || lf_record_get (record, "offered_park") == NULL)
    return;
  lf_change_edit (change, record, "park", lf_record_get (record, "offered_park"));
  lf_change_edit (change, record, "offered_park", NULL);
  if (lf_store_commit_sync (device->store, change, NULL))
    sim_tell (device->sim, "%.13s is taken over", lf_record_id (record));
}

static void
keep_secret (SimDevice *device)
{
  try_edit (device, "secret", "is_confidential", sim_chance (device->sim, 2) ? "1" : NULL);
}

static void
give_to_team (SimDevice *device)
{
  try_edit (device, "team", "team", sim_chance (device->sim, 3) ? NULL : device->sim->team);
}

/* What belongs to a project; a third of it by way of something else that does. */
static void
add_child (SimDevice *device)
{
  g_autoptr (LfRecord) project = some_project (device);
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
  lf_store_commit_sync (device->store, change, NULL);
}

static void
move_account (SimDevice *device)
{
  Sim *sim = device->sim;
  const char *parks[] = { sim->park, sim->other_park, NULL };

  device->park = parks[sim_below (sim, 3)];
  sim_tell (sim, "%s is of park %.13s now", device->name,
            device->park == NULL ? "none" : device->park);
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

/* What goes out of sight leaves a device, also what its user wrote; a server that goes back to
 * before that asks for it in vain. So a life has the one or the other. */
typedef enum
{
  ALWAYS,
  WITH_PARKS,
  WITHOUT_PARKS,
} When;

static const struct
{
  void (*act) (SimDevice *device);
  guint weight;
  When when;
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
  { restore, 4 },
  { back_up_server, 2, WITHOUT_PARKS },
  { restore_server, 2, WITHOUT_PARKS },
  { restart_server, 1 },
  { move_park, 5, WITH_PARKS },
  { offer_park, 4, WITH_PARKS },
  { take_over, 4, WITH_PARKS },
  { keep_secret, 3, WITH_PARKS },
  { give_to_team, 2, WITH_PARKS },
  { add_child, 6, WITH_PARKS },
  { move_account, 2, WITH_PARKS },
  { sim_carry, 16 },
};

static guint
weight_of (const Sim *sim, guint i)
{
  return acts[i].when == (sim->has_parks ? WITHOUT_PARKS : WITH_PARKS) ? 0 : acts[i].weight;
}

void
sim_people_act (SimDevice *device)
{
  guint total = 0, dice;

  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    total += weight_of (device->sim, i);
  dice = sim_below (device->sim, total);
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      if (dice < weight_of (device->sim, i))
        {
          acts[i].act (device);
          return;
        }
      dice -= weight_of (device->sim, i);
    }
}

/* ---- The first and the last day ---- */

void
sim_people_begin (Sim *sim)
{
  g_autoptr (LfRecord) park = lf_record_new (lf_schema_find ("park"), NULL);
  g_autoptr (LfChange) change = lf_change_new ("park");
  g_autoptr (GError) error = NULL;

  sim->park = g_strdup (lf_record_id (park));
  sim->other_park = lf_id_new ();
  sim->team = lf_id_new ();
  if (sim->has_parks)
    {
      sim->devices[0].park = sim->park;
      sim->devices[2].park = sim->other_park;
    }
  g_ptr_array_add (sim->ids, g_strdup (sim->park));
  lf_record_set (park, "name", "上虞经开区");
  lf_change_create (change, park);
  lf_store_commit_sync (sim->devices[0].store, change, &error);
  g_assert_no_error (error);
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
