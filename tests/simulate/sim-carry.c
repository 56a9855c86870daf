/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bundles of a simulated zone: sticks that lie about for weeks, are lost, copied, damaged, and
 * brought in any order. */

#include "config.h"

#include "sim.h"

#include "faulty-disk.h"
#include "lf-carry.h"
#include "lf-server-bundle.h"
#include "lf-wire.h"

#include <sodium.h>
#include <string.h>

#define MOST_STICKS 40

/* A bundle somewhere on its way. */
typedef struct
{
  SimDevice *device;
  char *path;
  char *device_id; /* of the device as it was then */
  char *fingerprint;
  gboolean is_answer;
} Stick;

void
sim_stick_free (gpointer data)
{
  Stick *stick = data;

  g_free (stick->path);
  g_free (stick->device_id);
  g_free (stick->fingerprint);
  g_free (stick);
}

static Stick *
new_stick (SimDevice *device, const char *device_id, gboolean is_answer)
{
  Sim *sim = device->sim;
  g_autofree char *name = g_strdup_printf ("%u.bundle", sim->n_sticks++);
  Stick *stick = g_new0 (Stick, 1);

  stick->device = device;
  stick->path = g_build_filename (sim->folder, name, NULL);
  stick->device_id = g_strdup (device_id);
  stick->is_answer = is_answer;
  if (sim->sticks->len >= MOST_STICKS)
    g_ptr_array_remove_index (sim->sticks, sim_below (sim, sim->sticks->len));
  g_ptr_array_add (sim->sticks, stick);
  return stick;
}

static void
drop_stick (Sim *sim, Stick *stick)
{
  g_ptr_array_remove (sim->sticks, stick);
}

/* ---- Keys, which are the same with the same seed ---- */

static const char *
random_name (void)
{
  return "dice";
}

static uint32_t
random_number (void)
{
  return g_random_int ();
}

static void
fill_random (void *const buffer, const size_t size)
{
  for (size_t i = 0; i < size; i++)
    ((guint8 *) buffer)[i] = (guint8) g_random_int ();
}

void
sim_carry_begin (void)
{
  static struct randombytes_implementation dice
      = { random_name, random_number, NULL, NULL, fill_random, NULL };

  randombytes_set_implementation (&dice);
}

/* ---- From a device ---- */

static Stick *
export_changes (SimDevice *device)
{
  const LfCarryOptions options = { TRUE, LF_BUNDLE_FILE_BYTES };
  g_auto (LfCarryExport) made = { 0 };
  g_autoptr (GError) error = NULL;
  Stick *stick = new_stick (device, lf_store_device (device->store), FALSE);

  if (!lf_carry_export (device->store, stick->path, &options, &made, NULL, &error))
    {
      sim_tell (device->sim, "%s exports nothing: %s", device->name, error->message);
      drop_stick (device->sim, stick);
      return NULL;
    }
  stick->fingerprint = g_strdup (made.fingerprint);
  sim_tell (device->sim, "%s exports bundle %d", device->name, (int) made.number);
  return stick;
}

/* ---- At the server ---- */

static LfServerPlace
server_place (Sim *sim)
{
  return (LfServerPlace){ sim->server.storage, NULL, SIM_ZONE };
}

static void
judge (Stick *stick)
{
  Sim *sim = stick->device->sim;
  const LfServerPlace place = server_place (sim);
  const LfServerBundleTrust trust = { stick->fingerprint, stick->device->name };
  g_auto (LfServerBundleTaken) taken = { 0 };
  g_autofree char *sentence = NULL;
  g_autoptr (GError) error = NULL;

  lf_clock_pretend (sim->now_us);
  if (lf_server_bundle_import (&place, stick->path, &trust, &taken, &error))
    {
      sentence = lf_server_bundle_taken_format (&taken);
      sim_count (sim, SIM_BUNDLE_OUT);
    }
  sim_tell (sim, "the server: %s", error == NULL ? sentence : error->message);
  if (error != NULL && error->domain != LF_BUNDLE_ERROR)
    sim_broken (sim, "a bundle cannot be judged: %s", error->message);
  sim_device_wake (stick->device);
}

/* What it holds is passed over, and the device is told that it has it. */
static void
copy_part (LfBundleWriter *writer, const LfBundlePart *part)
{
  g_autoptr (LfPage) page = NULL;
  g_autofree char *text = NULL;
  gsize length;

  if (part->kind != LF_BUNDLE_PAGE)
    {
      lf_bundle_writer_add_message (writer, part->kind, part->text, part->length, NULL);
      return;
    }
  page = lf_wire_to_page (part->text, part->length, NULL);
  g_ptr_array_set_size (page->deltas, 0);
  text = lf_wire_from_page (page, &length);
  lf_bundle_writer_add_message (writer, LF_BUNDLE_PAGE, text, length, NULL);
}

static void
skip_contents (Sim *sim, const char *path)
{
  const LfServerPlace place = server_place (sim);
  g_autofree char *seed = lf_server_storage_load_bundle (place.storage, SIM_ZONE, "", NULL);
  g_auto (LfBundleKey) key = { 0 };
  g_autoptr (LfBundle) bundle = lf_bundle_open (path, NULL, NULL);
  g_autoptr (LfBundleWriter) writer = NULL;
  LfBundlePart part;

  g_assert_true (lf_bundle_key_from_seed (seed, &key, NULL));
  writer = lf_bundle_writer_new (path, lf_bundle_header (bundle), &key, NULL);
  while (lf_bundle_next (bundle, &part, NULL) && part.kind != LF_BUNDLE_END)
    copy_part (writer, &part);
  g_assert_true (lf_bundle_writer_close (writer, NULL));
}

static Stick *
answer (SimDevice *device, const char *device_id)
{
  Sim *sim = device->sim;
  const LfServerPlace place = server_place (sim);
  g_auto (LfServerBundleMade) made = { 0 };
  g_autoptr (GError) error = NULL;
  Stick *stick = new_stick (device, device_id, TRUE);

  lf_clock_pretend (sim->now_us);
  if (!lf_server_bundle_export (&place, device_id, stick->path, LF_BUNDLE_FILE_BYTES, &made,
                                &error))
    {
      sim_tell (sim, "the server answers nothing: %s", error->message);
      drop_stick (sim, stick);
      sim_device_wake (device);
      return NULL;
    }
  if (sim->fault == SIM_BUNDLE_SKIPPED && sim_chance (sim, 3))
    skip_contents (sim, stick->path);
  stick->fingerprint = g_strdup (made.fingerprint);
  sim_device_wake (device);
  return stick;
}

/* ---- Back at the device ---- */

static void
import (Stick *stick)
{
  SimDevice *device = stick->device;
  g_auto (LfCarryImport) taken = { 0 };
  g_autofree char *sentence = NULL;
  g_autoptr (GError) error = NULL;

  if (lf_carry_import (device->store, stick->path, stick->fingerprint, &taken, NULL, &error))
    {
      sentence = lf_carry_import_format (&taken);
      sim_count (device->sim, SIM_BUNDLE_IN);
    }
  sim_written_left (device);
  sim_tell (device->sim, "%s imports: %s", device->name, error == NULL ? sentence : error->message);
  for (guint i = 0; error == NULL && i < taken.sync.problems->len; i++)
    sim_broken (device->sim, "%s set aside: %s", device->name,
                (char *) taken.sync.problems->pdata[i]);
}

/* ---- Sticks ---- */

/* Another one is made of it, of which some is missing or wrong. */
static void
damage (Stick *stick)
{
  Sim *sim = stick->device->sim;
  g_autofree char *bytes = NULL;
  gsize length;

  if (!g_file_get_contents (stick->path, &bytes, &length, NULL))
    return;
  if (sim_chance (sim, 2))
    length = sim_below (sim, (guint) length);
  else
    bytes[sim_below (sim, (guint) length)] ^= (char) (1 << sim_below (sim, 8));
  g_file_set_contents (stick->path, bytes, (gssize) length, NULL);
  sim_tell (sim, "a bundle of %s is damaged", stick->device->name);
  sim_count (sim, SIM_BUNDLE_DAMAGED);
}

static void
arrive (Stick *stick)
{
  faulty_disk_suspend (!stick->is_answer);
  if (stick->is_answer)
    import (stick);
  else
    judge (stick);
  faulty_disk_suspend (FALSE);
}

/* (nullable) */
static Stick *
pick_stick (SimDevice *device, gboolean is_answer)
{
  GPtrArray *sticks = device->sim->sticks;
  guint first = sticks->len == 0 ? 0 : sim_below (device->sim, sticks->len);

  for (guint i = 0; i < sticks->len; i++)
    {
      Stick *stick = sticks->pdata[(first + i) % sticks->len];

      if (stick->device == device && stick->is_answer == is_answer)
        return stick;
    }
  return NULL;
}

/* There and back without a detour. */
static void
carry_at_once (SimDevice *device)
{
  Stick *out = export_changes (device);
  Stick *back;

  if (out == NULL)
    return;
  judge (out);
  back = answer (device, out->device_id);
  if (back != NULL)
    import (back);
}

static void
carry_an_old_one (SimDevice *device, gboolean is_answer)
{
  Stick *stick = pick_stick (device, is_answer);

  if (stick == NULL)
    return;
  if (sim_chance (device->sim, 12))
    damage (stick);
  arrive (stick);
  if (!is_answer && sim_chance (device->sim, 2))
    answer (device, stick->device_id);
}

void
sim_carry (SimDevice *device)
{
  switch (sim_below (device->sim, 6))
    {
    case 0:
    case 1:
      carry_at_once (device);
      break;
    case 2:
      export_changes (device);
      break;
    case 3:
    case 4:
      carry_an_old_one (device, TRUE);
      break;
    default:
      carry_an_old_one (device, FALSE);
    }
}

/* The post of years, in some order. */
void
sim_carry_all (Sim *sim)
{
  for (guint i = 0; i < sim->sticks->len; i++)
    {
      Stick *stick = sim->sticks->pdata[i];

      sim_device_wake (stick->device);
      arrive (stick);
    }
}
