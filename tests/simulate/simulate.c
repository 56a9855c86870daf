/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plays zones from seeds, each in a process of its own, and says which promise was broken.
 *
 * usage: simulate [--seeds N] [--from SEED] [--steps N] [--jobs N] [--break FAULT] [--verbose]
 *        simulate --list
 *        simulate --seed SEED [--steps N] [--only STEP,…] [--break FAULT]    tells one life
 * A seed whose life breaks a promise is played again with fewer and fewer steps until none can be
 * left out. Exit status 1 then, and with --verbose also where a kind of thing never happened. */

#include "config.h"

#include "sim.h"

#include "faulty-disk.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define MOST_STEPS 1000

static int n_seeds = 1, first_seed = 1, one_seed = -1, n_steps = 70, n_jobs = 0, most_told = 3;
static char *break_name, *only;
static gboolean list_faults, is_verbose;
static SimFault fault = SIM_WHOLE;

static const GOptionEntry entries[]
    = { { "seeds", 0, 0, G_OPTION_ARG_INT, &n_seeds, "How many lives", "N" },
        { "from", 0, 0, G_OPTION_ARG_INT, &first_seed, "The first seed", "SEED" },
        { "seed", 0, 0, G_OPTION_ARG_INT, &one_seed, "One life, told step by step", "SEED" },
        { "steps", 0, 0, G_OPTION_ARG_INT, &n_steps, "How long a life is", "N" },
        { "only", 0, 0, G_OPTION_ARG_STRING, &only, "Only these steps of it", "STEP,…" },
        { "jobs", 0, 0, G_OPTION_ARG_INT, &n_jobs, "How many at a time", "N" },
        { "tell", 0, 0, G_OPTION_ARG_INT, &most_told, "How many broken lives are told", "N" },
        { "break", 0, 0, G_OPTION_ARG_STRING, &break_name, "Break the engine on purpose", "FAULT" },
        { "verbose", 0, 0, G_OPTION_ARG_NONE, &is_verbose,
          "Count what happened; exit status 1 where something never did", NULL },
        { "list", 0, 0, G_OPTION_ARG_NONE, &list_faults, "List what can be broken", NULL },
        { NULL } };

/* ---- One life ---- */

static int
play_here (guint seed, const gboolean *skipped, gboolean is_told)
{
  g_autoptr (GPtrArray) broken = NULL;

  broken = sim_play (seed, (guint) n_steps, skipped, fault, is_told);
  for (guint i = 0; is_told && i < broken->len; i++)
    g_print ("%s\n", (char *) broken->pdata[i]);
  fflush (NULL);
  return broken->len > 0;
}

/* A crash of the program is a broken promise too. */
static pid_t
play_apart (guint seed, const gboolean *skipped, gboolean is_told)
{
  pid_t pid = fork ();

  g_assert_cmpint (pid, >=, 0);
  if (pid == 0)
    {
      if (!is_told)
        g_assert_nonnull (freopen ("/dev/null", "w", stderr));
      _exit (play_here (seed, skipped, is_told));
    }
  return pid;
}

static gboolean
breaks (guint seed, const gboolean *skipped)
{
  int status;

  waitpid (play_apart (seed, skipped, FALSE), &status, 0);
  return status != 0;
}

/* ---- Shrinking ---- */

/* Leaves out what can be left out, in pieces that get smaller: @skipped is what was not needed. */
static void
shrink (guint seed, gboolean *skipped)
{
  for (int size = n_steps / 2; size >= 1; size /= 2)
    for (int from = 1; from <= n_steps; from += size)
      {
        gboolean tried[MOST_STEPS + 1];

        memcpy (tried, skipped, sizeof tried);
        for (int i = from; i < from + size && i <= n_steps; i++)
          tried[i] = TRUE;
        if (memcmp (tried, skipped, sizeof tried) != 0 && breaks (seed, tried))
          memcpy (skipped, tried, sizeof tried);
      }
}

static void
tell_shrunk (guint seed)
{
  gboolean skipped[MOST_STEPS + 1] = { FALSE };
  g_autoptr (GString) left = g_string_new (NULL);

  shrink (seed, skipped);
  for (int i = 1; i <= n_steps; i++)
    if (!skipped[i])
      g_string_append_printf (left, "%s%d", left->len == 0 ? "" : ",", i);
  g_print ("--seed %u --steps %d --only %s:\n", seed, n_steps, left->len == 0 ? "0" : left->str);
  waitpid (play_apart (seed, skipped, TRUE), NULL, 0);
}

static int
tell_one (guint seed)
{
  gboolean skipped[MOST_STEPS + 1] = { FALSE };
  g_auto (GStrv) steps = g_strsplit (only == NULL ? "" : only, ",", -1);

  for (int i = 1; only != NULL && i <= n_steps; i++)
    {
      g_autofree char *step = g_strdup_printf ("%d", i);

      skipped[i] = !g_strv_contains ((const char *const *) steps, step);
    }
  return play_here (seed, skipped, TRUE);
}

/* ---- Many lives ---- */

static guint
wait_for_one (GHashTable *running, GArray *broken)
{
  int status;
  pid_t pid = waitpid (-1, &status, 0);
  guint seed = GPOINTER_TO_UINT (g_hash_table_lookup (running, GINT_TO_POINTER (pid)));

  g_hash_table_remove (running, GINT_TO_POINTER (pid));
  if (status != 0)
    g_array_append_val (broken, seed);
  return seed;
}

static int
play_many (void)
{
  g_autoptr (GHashTable) running = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) broken = g_array_new (FALSE, FALSE, sizeof (guint));

  for (int i = 0; i < n_seeds && (fault == SIM_WHOLE || broken->len == 0); i++)
    {
      guint seed = (guint) (first_seed + i);

      if ((int) g_hash_table_size (running) >= n_jobs)
        wait_for_one (running, broken);
      g_hash_table_insert (running, GINT_TO_POINTER (play_apart (seed, NULL, FALSE)),
                           GUINT_TO_POINTER (seed));
    }
  while (g_hash_table_size (running) > 0)
    wait_for_one (running, broken);
  for (guint i = 0; fault == SIM_WHOLE && i < MIN (broken->len, (guint) most_told); i++)
    tell_shrunk (g_array_index (broken, guint, i));
  for (guint i = 0; i < broken->len; i++)
    g_print ("seed %u broke a promise\n", g_array_index (broken, guint, i));
  g_print ("%d lives of %d steps, %u broke a promise\n", n_seeds, n_steps, broken->len);
  return broken->len > 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  int status;

  setlocale (LC_ALL, "C.UTF-8");
  if (g_access ("/dev/shm", W_OK) == 0)
    g_setenv ("TMPDIR", "/dev/shm", TRUE); /* a disk that is thousands of times a second full */
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }
  for (guint i = 1; list_faults && i < SIM_N_FAULTS; i++)
    g_print ("%s\n", sim_fault_name (i));
  if (list_faults)
    return EXIT_SUCCESS;
  if (n_jobs <= 0)
    n_jobs = (int) g_get_num_processors ();
  n_steps = CLAMP (n_steps, 1, MOST_STEPS);
  if (break_name != NULL && !sim_fault_find (break_name, &fault))
    {
      g_printerr ("There is no fault “%s”; see --list.\n", break_name);
      return 2;
    }
  faulty_disk_install ();
  sim_counts_begin ();
  sim_template_make ();
  status = one_seed >= 0 ? tell_one ((guint) one_seed) : play_many ();
  sim_template_remove ();
  if (is_verbose && !sim_counts_print ())
    status = EXIT_FAILURE;
  return status;
}
