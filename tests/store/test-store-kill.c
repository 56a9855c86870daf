/* SPDX-License-Identifier: GPL-3.0-or-later */
/* G1: a program that is killed while it writes has lost nothing it had confirmed. */

#include "config.h"

#include "store-fixture.h"

#include <gio/gio.h>
#include <string.h>

#define N_KILLS 200
#define MAX_LINES 12
#define MAX_WAIT_US 2000

/* A save takes about a millisecond: the blow may fall anywhere in one. */
static void
kill_at_random (GSubprocess *victim)
{
  gint64 at = g_get_monotonic_time () + g_test_rand_int_range (0, MAX_WAIT_US);

  while (g_get_monotonic_time () < at)
    ;
  g_subprocess_force_exit (victim);
}

/* Reads what the victim confirmed: @n_wanted lines, then what it had still written when it died. */
static void
kill_after (GSubprocess *victim, int n_wanted, GPtrArray *confirmed)
{
  g_autoptr (GDataInputStream) lines
      = g_data_input_stream_new (g_subprocess_get_stdout_pipe (victim));
  g_autoptr (GError) error = NULL;
  char *line;

  for (int n = 0; (line = g_data_input_stream_read_line (lines, NULL, NULL, &error)) != NULL; n++)
    {
      g_ptr_array_add (confirmed, line);
      if (n == n_wanted)
        kill_at_random (victim);
    }
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait (victim, NULL, &error));
  g_assert_true (g_subprocess_get_if_signaled (victim));
}

static void
assert_all_there (Fixture *self, GPtrArray *confirmed, guint from)
{
  for (guint i = from; i < confirmed->len; i++)
    {
      const char *id = confirmed->pdata[i];

      if (strlen (id) == 36) /* the last line may be cut short: that one was not confirmed */
        assert_value (self->store, id, "stage", "lead");
    }
}

static void
test_nothing_confirmed_is_lost (Fixture *self, gconstpointer data)
{
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "store", "writer-victim", NULL);
  g_autoptr (GPtrArray) confirmed = g_ptr_array_new_with_free_func (g_free);

  for (int i = 0; i < N_KILLS; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GSubprocess) victim
          = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, self->folder, NULL);
      guint n_before = confirmed->len;

      g_assert_no_error (error);
      kill_after (victim, g_test_rand_int_range (0, MAX_LINES), confirmed);
      open_store (self);
      assert_all_there (self, confirmed, n_before);
      close_store (self);
    }
  open_store (self);
  assert_all_there (self, confirmed, 0);
  assert_sound (self->store);
  g_assert_cmpuint (count_projects (self->store, ""), >=, confirmed->len - N_KILLS);
  g_test_message ("%d kills, %u saves confirmed", N_KILLS, confirmed->len);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/kill/G1-nothing-confirmed-is-lost", Fixture, NULL, set_up_folder,
              test_nothing_confirmed_is_lost, tear_down);
  return g_test_run ();
}
