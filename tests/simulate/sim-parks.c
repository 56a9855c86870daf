/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The two parks of a simulated zone (O7): one for some of its people, one for others, and who
 * wishes puts one into the other. */

#include "config.h"

#include "sim.h"

#include "lf-field.h"

static void
add_park (LfChange *change, const char *id, const char *name)
{
  g_autoptr (LfRecord) park = lf_record_new (lf_schema_find ("park"), id);

  lf_record_set (park, "name", name);
  lf_change_create (change, park);
}

void
sim_parks_begin (Sim *sim)
{
  g_autoptr (LfChange) change = lf_change_new ("park");
  g_autoptr (GError) error = NULL;

  sim->park = lf_id_new ();
  sim->other_park = lf_id_new ();
  sim_account_set_park (&sim->devices[0], sim->park);
  sim_account_set_park (&sim->devices[2], sim->other_park);
  g_ptr_array_add (sim->ids, g_strdup (sim->park));
  add_park (change, sim->park, "上虞经开区");
  add_park (change, sim->other_park, "滨海新城");
  lf_store_commit_sync (sim->devices[0].store, change, &error);
  g_assert_no_error (error);
}

/* Also into each other, for two people may do so at once. */
void
sim_parks_nest (SimDevice *device)
{
  Sim *sim = device->sim;
  gboolean is_first = sim_chance (sim, 2);
  const char *id = is_first ? sim->park : sim->other_park;
  const char *parent = sim_chance (sim, 3) ? NULL : is_first ? sim->other_park : sim->park;
  g_autoptr (LfRecord) park = lf_store_load_sync (device->store, lf_schema_find ("park"), id, NULL);
  g_autoptr (LfChange) change = lf_change_new ("nest");

  if (park == NULL)
    return;
  lf_change_edit (change, park, "parent", parent);
  if (!lf_store_commit_sync (device->store, change, NULL))
    return;
  sim_tell (sim, "%s lies in %s", sim_short (id), parent == NULL ? "none" : sim_short (parent));
  sim_count (sim, SIM_PARK_NESTED);
}
