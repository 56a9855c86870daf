/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs a fuzz target without libFuzzer: on a corpus, then on what becomes of it at random.

 * usage: fuzz-TARGET [--seconds=N] [--seed=N] [--dictionary=FILE] FILE-OR-FOLDER…
 * Speaks TAP. The target runs in a child: whatever it dies of, the input it died of is written to a
 * file whose name is printed. The same seed and corpus give the same inputs. */

#include "config.h"

#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define MAX_INPUT_BYTES 65536
#define MAX_SECONDS_OF_AN_INPUT 10
#define MAX_RESIDENT_KB (1536L * 1024)
#define MAX_EDITS 8
#define MAX_RUN 64

/* What the child is at, for its parent to see. */
typedef struct
{
  guint64 n_inputs;
  gsize length;
  guint8 data[MAX_INPUT_BYTES];
} Progress;

static Progress *progress;
static GPtrArray *corpus; /* GBytes */
static GPtrArray *tokens; /* utf8: of the dictionary */
static int seconds, seed = -1;
static char *dictionary;

/* ---- The corpus ---- */

static void
add_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *data;
  gsize length;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  g_ptr_array_add (corpus, g_bytes_new_take (data, MIN (length, MAX_INPUT_BYTES)));
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
add_path (const char *path)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  if (folder == NULL)
    add_file (path);
  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    g_ptr_array_add (names, g_build_filename (path, name, NULL));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    if (g_file_test (names->pdata[i], G_FILE_TEST_IS_REGULAR))
      add_file (names->pdata[i]);
}

/* As libFuzzer and AFL have them: a "token" a line, with \xAB for what is not printable. */
static void
read_dictionary (const char *path)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    if (**line == '"' && strlen (*line) > 2)
      {
        g_auto (GStrv) pieces = NULL;
        g_autofree char *octal = NULL;

        (*line)[strlen (*line) - 1] = '\0';
        pieces = g_strsplit (*line + 1, "\\x", -1);
        for (char **piece = pieces + 1; *piece != NULL && pieces[0] != NULL; piece++)
          {
            char *rest = *piece;
            char hex[3] = { rest[0], rest[1], '\0' };
            *piece = g_strdup_printf ("%c%s", (int) g_ascii_strtoull (hex, NULL, 16), rest + 2);
            g_free (rest);
          }
        octal = g_strjoinv ("", pieces);
        g_ptr_array_add (tokens, g_strcompress (octal));
      }
}

/* ---- Mutation ---- */

static guint
below (GRand *random, gsize limit)
{
  return limit == 0 ? 0 : (guint) g_rand_int_range (random, 0, (gint32) limit);
}

static void
insert (GByteArray *input, guint at, const guint8 *data, guint length)
{
  guint n_tail = input->len - at;

  g_byte_array_set_size (input, input->len + length);
  memmove (input->data + at + length, input->data + at, n_tail);
  memcpy (input->data + at, data, length);
}

static void
insert_token (GRand *random, GByteArray *input, guint at)
{
  static const char *const everywhere[] = { "\xef\xbb\xbf",
                                            "\xff\xfe",
                                            "\xef\xbc\x9d",
                                            "\xe4\xb8\x87",
                                            "\xf0\x9f\x9a\x80",
                                            "\xff",
                                            "\xc2\xa0",
                                            "4294967296",
                                            "-1",
                                            "99999999999999999999",
                                            "1e308",
                                            "%s%n",
                                            "\\u0000",
                                            "\r\n",
                                            "\"",
                                            "\t" };
  guint n = below (random, G_N_ELEMENTS (everywhere) + 4 * tokens->len);
  const char *token = n < G_N_ELEMENTS (everywhere)
                          ? everywhere[n]
                          : tokens->pdata[(n - G_N_ELEMENTS (everywhere)) / 4];

  insert (input, at, (const guint8 *) token, (guint) strlen (token));
}

static void
splice (GRand *random, GByteArray *input, guint at)
{
  gsize length;
  const guint8 *other = g_bytes_get_data (corpus->pdata[below (random, corpus->len)], &length);
  guint from = below (random, length);

  if (length > 0)
    insert (input, at, other + from, 1 + below (random, MIN (length - from, 512)));
}

static void
repeat (GRand *random, GByteArray *input, guint at, guint run)
{
  g_autofree guint8 *copy = g_memdup2 (input->data + at, run);

  insert (input, below (random, input->len + 1), copy, run);
}

static void
edit (GRand *random, GByteArray *input)
{
  guint at = below (random, input->len + 1);
  guint wanted = 1 + below (random, MAX_RUN);
  guint run = MIN (wanted, input->len - at);
  guint how = below (random, 8);

  if (run == 0 && how != 4)
    how = 7;
  switch (how)
    {
    case 0:
      input->data[at] ^= (guint8) (1 << below (random, 8));
      break;
    case 1:
      input->data[at] = (guint8) below (random, 256);
      break;
    case 2:
      g_byte_array_remove_range (input, at, run);
      break;
    case 3:
      repeat (random, input, at, run);
      break;
    case 4:
      splice (random, input, at);
      break;
    case 5:
      if (g_ascii_isdigit (input->data[at]))
        input->data[at] = (guint8) ('0' + below (random, 10));
      break;
    default:
      insert_token (random, input, at);
      break;
    }
}

static GByteArray *
mutate (GRand *random)
{
  GByteArray *input = g_byte_array_new ();
  gsize length;
  const guint8 *data = g_bytes_get_data (corpus->pdata[below (random, corpus->len)], &length);

  g_byte_array_append (input, data, (guint) length);
  for (guint n = 1 + below (random, MAX_EDITS); n > 0; n--)
    edit (random, input);
  if (input->len > MAX_INPUT_BYTES)
    g_byte_array_set_size (input, MAX_INPUT_BYTES);
  return input;
}

/* ---- Running ---- */

/* A copy of just that size, so that reading beyond its end is noticed. */
static void
run_input (const guint8 *data, gsize length)
{
  g_autofree guint8 *exact = g_malloc (MAX (length, 1));
  struct rusage usage;

  if (length > 0)
    memcpy (exact, data, length);
  progress->length = length;
  memcpy (progress->data, exact, length);
  alarm (MAX_SECONDS_OF_AN_INPUT);
  LLVMFuzzerTestOneInput (exact, length);
  alarm (0);
  progress->n_inputs++;
  getrusage (RUSAGE_SELF, &usage);
  if (usage.ru_maxrss > MAX_RESIDENT_KB)
    g_error ("an input took more memory than %ld kB", MAX_RESIDENT_KB);
}

static void
run_corpus (void)
{
  for (guint i = 0; i < corpus->len; i++)
    {
      gsize length;
      const guint8 *data = g_bytes_get_data (corpus->pdata[i], &length);

      run_input (data, length);
    }
}

static void
run_mutated (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) seed);
  gint64 end_us = g_get_monotonic_time () + seconds * G_USEC_PER_SEC;

  while (g_get_monotonic_time () < end_us)
    {
      g_autoptr (GByteArray) input = mutate (random);

      run_input (input->data, input->len);
    }
}

/* What was running when it ended, unless it ended by itself: then it left memory behind. */
static void
keep_input (int status)
{
  g_autofree char *folder = g_get_current_dir ();
  g_autofree char *name = g_strdup_printf ("crash-%s-%d", g_get_prgname (), seed);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  if (WIFEXITED (status))
    printf ("# exit status %d after %" G_GUINT64_FORMAT " inputs\n", WEXITSTATUS (status),
            progress->n_inputs);
  else
    printf ("# signal %d%s in input %" G_GUINT64_FORMAT "\n", WTERMSIG (status),
            WTERMSIG (status) == SIGALRM ? ", it took too long," : "", progress->n_inputs + 1);
  if (g_file_set_contents (path, (const char *) progress->data, (gssize) progress->length, NULL))
    printf ("# the last input is in %s\n", path);
}

static gboolean
run_in_child (void (*run) (void), int number, const char *what)
{
  int status = -1;
  pid_t child;

  progress->n_inputs = 0;
  fflush (NULL);
  child = fork ();
  if (child == 0)
    {
      run ();
      exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  if (status != 0)
    keep_input (status);
  printf ("%s %d - %s: %" G_GUINT64_FORMAT " inputs\n", status == 0 ? "ok" : "not ok", number, what,
          progress->n_inputs);
  return status == 0;
}

static const GOptionEntry entries[] = {
  { "seconds", 0, 0, G_OPTION_ARG_INT, &seconds, "how long to mutate the corpus", "N" },
  { "seed", 0, 0, G_OPTION_ARG_INT, &seed, "of the mutations; else any", "N" },
  { "dictionary", 0, 0, G_OPTION_ARG_FILENAME, &dictionary, "words to put in", "FILE" },
  { NULL },
};

int
main (int argc, char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new ("FILE-OR-FOLDER…");
  g_autoptr (GError) error = NULL;
  gboolean is_ok;

  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_parse (context, &argc, &argv, &error);
  g_assert_no_error (error);
  LLVMFuzzerInitialize (&argc, &argv);
  seed = seed < 0 ? (int) (g_random_int () >> 1) : seed;
  corpus = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  tokens = g_ptr_array_new_with_free_func (g_free);
  for (int i = 1; i < argc; i++)
    add_path (argv[i]);
  if (dictionary != NULL)
    read_dictionary (dictionary);
  progress
      = mmap (NULL, sizeof *progress, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  g_assert_true (progress != MAP_FAILED && corpus->len > 0);
  printf ("1..%d\n", seconds > 0 ? 2 : 1);
  is_ok = run_in_child (run_corpus, 1, "corpus");
  if (seconds > 0)
    {
      printf ("# seed %d, %d s\n", seed, seconds);
      is_ok = run_in_child (run_mutated, 2, "mutated") && is_ok;
    }
  g_ptr_array_unref (corpus);
  g_ptr_array_unref (tokens);
  return is_ok ? 0 : 1;
}
