/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window, killed at random moments while a person works at it (G1): whatever it said was saved
 * is there, and the store is sound. The number of kills can be given as an argument. */

#include "config.h"

#include "store-fixture.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>

#define N_KILLS 100
#define MAX_SAVES 12         /* confirmed before the kill */
#define MAX_SAVE_US 40000    /* from one confirmation to about the next */
#define MAX_START_US 1000000 /* from the start to about the first save */
#define N_IN_FLIGHT 2 /* the person does not wait for the first save to enter a second value */

static int n_kills = N_KILLS;

/* What was last confirmed. */
typedef struct
{
  char *id, *field;
  guint n;
} Saved;

static void
saved_free (gpointer data)
{
  Saved *self = data;

  g_free (self->id);
  g_free (self->field);
  g_free (self);
}

/* ---- The victim ---- */

/* A test that fails leaves no window behind. */
static void
die_with_parent (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

static GSubprocess *
start_victim (Fixture *self)
{
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "app", "window-victim", NULL);
  g_autofree char *seed = g_strdup_printf ("%d", g_test_rand_int_range (0, G_MAXINT32));
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GError) error = NULL;
  GSubprocess *victim;

  g_subprocess_launcher_set_child_setup (launcher, die_with_parent, NULL, NULL);
  /* nobody looks for leaks in what is killed, and exact stacks are slow */
  g_subprocess_launcher_setenv (launcher, "ASAN_OPTIONS", "detect_leaks=0:abort_on_error=1", TRUE);
  g_subprocess_launcher_unsetenv (launcher, "G_SLICE");
  victim = g_subprocess_launcher_spawn (launcher, &error, program, seed, "--store", self->folder,
                                        NULL);
  g_assert_no_error (error);
  return victim;
}

static void
take_line (GHashTable *saved, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  Saved *last = g_new0 (Saved, 1);

  g_assert_cmpuint (g_strv_length (words), ==, 3);
  *last = (Saved){ g_strdup (words[0]), g_strdup (words[1]), (guint) atoi (words[2]) };
  g_hash_table_replace (saved, g_strdup_printf ("%s %s", words[0], words[1]), last);
}

static void
kill_within (GSubprocess *victim, gint32 limit_us)
{
  gint64 at = g_get_monotonic_time () + g_test_rand_int_range (0, limit_us);

  while (g_get_monotonic_time () < at)
    g_thread_yield ();
  g_subprocess_force_exit (victim);
}

/* Kills after some saves, or, now and then, while it starts. Returns how many it confirmed. */
static guint
read_and_kill (GSubprocess *victim, GHashTable *saved)
{
  g_autoptr (GDataInputStream) lines
      = g_data_input_stream_new (g_subprocess_get_stdout_pipe (victim));
  g_autoptr (GError) error = NULL;
  guint n_wanted = (guint) g_test_rand_int_range (0, MAX_SAVES);
  guint n = 0;

  if (n_wanted == 0)
    kill_within (victim, MAX_START_US);
  for (char *line; (line = g_data_input_stream_read_line (lines, NULL, NULL, &error)) != NULL;
       g_free (line))
    {
      take_line (saved, line);
      if (++n == n_wanted)
        kill_within (victim, MAX_SAVE_US);
    }
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait (victim, NULL, &error));
  g_assert_true (g_subprocess_get_if_signaled (victim));
  g_assert_cmpint (g_subprocess_get_term_sig (victim), ==, SIGKILL);
  return n;
}

/* ---- What must hold ---- */

/* How manieth value of @field the record holds. */
static guint
read_number (const LfRecord *record, const char *field)
{
  const char *value = lf_record_get (record, field);
  LfStage stage;
  LfMoney money;

  g_assert_nonnull (value);
  if (strcmp (field, "stage") == 0)
    {
      g_assert_true (lf_stage_from_key (value, &stage));
      return stage;
    }
  if (strcmp (field, "total_investment") == 0)
    {
      g_assert_true (lf_money_from_canonical (value, &money));
      return (guint) (money.minor / 100 / 100000000);
    }
  return (guint) atoi (strchr (value, ' ') + 1);
}

/* A name has one value only; of the others, what was under way may have been saved, too. */
static void
assert_saved (Fixture *self, const Saved *last)
{
  g_autoptr (LfRecord) record = load_project (self->store, last->id);
  guint n;

  g_assert_nonnull (record);
  g_assert_false (lf_record_is_deleted (record));
  if (strcmp (last->field, "name") == 0)
    return;
  n = read_number (record, last->field);
  g_assert_cmpuint (n, >=, last->n);
  g_assert_cmpuint (n, <=, last->n + N_IN_FLIGHT);
}

static void
assert_all_saved (Fixture *self, GHashTable *saved)
{
  GHashTableIter iter;
  gpointer last;

  g_hash_table_iter_init (&iter, saved);
  while (g_hash_table_iter_next (&iter, NULL, &last))
    assert_saved (self, last);
  assert_sound (self->store);
}

static void
test_nothing_confirmed_is_lost (Fixture *self, gconstpointer data)
{
  g_autoptr (GHashTable) saved
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, saved_free);
  guint n_saves = 0;

  for (int i = 0; i < n_kills; i++)
    {
      g_autoptr (GSubprocess) victim = start_victim (self);

      n_saves += read_and_kill (victim, saved);
      open_store (self);
      assert_all_saved (self, saved);
      close_store (self);
    }
  g_test_message ("%d kills, %u saves confirmed", n_kills, n_saves);
  g_assert_cmpuint (n_saves, >, (guint) n_kills);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  if (argc > 1)
    n_kills = atoi (argv[1]);
  g_test_add ("/app/kill/G1-nothing-confirmed-is-lost", Fixture, NULL, set_up_folder,
              test_nothing_confirmed_is_lost, tear_down);
  return g_test_run ();
}
