/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Golden messages damaged at random, always in the same ways: the answer is a value or an error,
 * never a crash, and a value that was read can be written and read again. */

#include "config.h"

#include "golden.h"

#include <string.h>

#define SEED 20241121
#define ROUNDS 20000

/* Pieces that parsers stumble over. */
static const char *const pieces[] = {
  "[",
  "]",
  "{",
  "}",
  "\"",
  "\\",
  ",",
  ":",
  "null",
  "true",
  "-",
  "0",
  "1e999",
  "9223372036854775808",
  "\\u0000",
  "\\ud83d",
  "\\u00e9",
  "/*",
  "*/",
  "//",
  "\n",
  "\xff",
  "\xf0\x9f\x9a\x80",
  "\"end\":true",
  "\"ops\":[",
  "01939f6e-0000-7000-8000-000000000001",
  "",
  "       ",
};

static guint
random_below (GRand *random, gsize limit)
{
  return (guint) g_rand_int_range (random, 0, (gint32) limit);
}

/* Overwrites a byte, drops a run, doubles a run or puts a piece in. */
static void
damage (GRand *random, GString *text)
{
  guint at = random_below (random, text->len + 1);
  guint run = 1 + random_below (random, 40);
  gsize length = MIN (run, text->len - at);
  g_autofree char *copy = g_strndup (text->str + at, length);

  switch (random_below (random, 4))
    {
    case 0:
      if (length > 0)
        text->str[at] = (char) random_below (random, 256);
      break;
    case 1:
      g_string_erase (text, at, (gssize) length);
      break;
    case 2:
      g_string_insert_len (text, (gssize) random_below (random, text->len + 1), copy,
                           (gssize) length);
      break;
    default:
      g_string_insert (text, at, pieces[random_below (random, G_N_ELEMENTS (pieces))]);
      break;
    }
}

static gboolean
survives (const Golden *golden, const char *text, gsize length)
{
  g_autoptr (GError) error = NULL;
  gsize first_length, second_length;
  g_autofree char *first = golden->rewrite (text, length, &first_length, &error);
  g_autofree char *second = NULL;

  g_assert_true ((first == NULL) == (error != NULL));
  if (first == NULL)
    {
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return FALSE;
    }
  second = golden->rewrite (first, first_length, &second_length, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (first_length, ==, second_length);
  g_assert_cmpstr (first, ==, second);
  return TRUE;
}

static void
test_damaged (gconstpointer data)
{
  const Golden *golden = data;
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);
  guint n_taken = 0;
  gsize length;
  g_autofree char *text = golden_read (golden->file, &length);

  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr (GString) broken = g_string_new_len (text, (gssize) length);
      guint n = 1 + random_below (random, 3);
      g_autofree char *exact = NULL;

      for (guint j = 0; j < n; j++)
        damage (random, broken);
      /* without the NUL behind it, so that reading past the end is noticed */
      exact = g_memdup2 (broken->str, MAX (broken->len, 1));
      n_taken += survives (golden, exact, broken->len);
    }
  g_test_message ("%u of %d damaged messages could still be read", n_taken, ROUNDS);
  g_assert_cmpuint (n_taken, >, 0);
  g_assert_cmpuint (n_taken, <, ROUNDS);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (const Golden *golden = goldens; golden->file != NULL; golden++)
    {
      g_autofree char *path = g_strconcat ("/protocol/wire/damaged/", golden->file, NULL);

      g_test_add_data_func (path, golden, test_damaged);
    }
  return g_test_run ();
}
