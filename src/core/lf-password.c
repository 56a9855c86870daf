/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checking a password that somebody chose. */

#include "config.h"

#include "lf-password.h"

#include "lf-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LEAST_DIFFERENT 5 /* characters */
#define LEAST_NAME 3      /* bytes: a name of one letter is in every password */

/* Folded: what stands between digits and signs in the passwords that everybody tries first. */
static const char *const common[] = {
  "a",       "aa",       "abc",       "abcd",      "admin",      "administrator", "asd",
  "asdf",    "asdfgh",   "asdfghjkl", "baby",      "changeme",   "china",         "computer",
  "dragon",  "football", "guest",     "hello",     "iloveyou",   "landfall",      "letmein",
  "login",   "love",     "master",    "mima",      "monkey",     "newpass",       "pass",
  "passw",   "password", "princess",  "qaz",       "qazwsx",     "qazwsxedc",     "qwe",
  "qweasd",  "qwer",     "qwert",     "qwerty",    "qwertyuiop", "root",          "secret",
  "server",  "sunshine", "superman",  "system",    "temp",       "test",          "user",
  "welcome", "wodemima", "woaini",    "zhaoshang", "zxc",        "zxcv",          "zxcvbn",
  "zxcvbnm", "密码",     "我爱你",    "我的密码",  "招商",       "管理员",        "落地",
  NULL,
};

static char *
fold (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);

  return g_utf8_casefold (normal, -1);
}

static char *
keep_letters (const char *folded)
{
  GString *letters = g_string_new (NULL);

  for (const char *c = folded; *c != '\0'; c = g_utf8_next_char (c))
    if (g_unichar_isalpha (g_utf8_get_char (c)))
      g_string_append_unichar (letters, g_utf8_get_char (c));
  return g_string_free (letters, FALSE);
}

/* p@ssw0rd */
static char *
read_signs (const char *folded)
{
  static const char signs[] = "@0$35", letters[] = "aoses";
  g_autofree char *text = g_strdup (folded);
  gsize length = strlen (text);

  while (length > 0 && !g_ascii_isalpha (text[length - 1]) && (guchar) text[length - 1] < 0x80)
    text[--length] = '\0';
  for (char *c = text; *c != '\0'; c++)
    if (strchr (signs, *c) != NULL)
      *c = letters[strchr (signs, *c) - signs];
  return keep_letters (text);
}

static gboolean
is_common (const char *folded)
{
  g_autofree char *letters = keep_letters (folded);
  g_autofree char *word = read_signs (folded);

  return g_strv_contains (common, letters) || g_strv_contains (common, word);
}

/* Nearly every character is the one before it or its neighbour: 0000, 1234567890, dcba. */
static gboolean
is_run (const char *folded)
{
  glong n, n_near = 0;
  g_autofree gunichar *text = g_utf8_to_ucs4_fast (folded, -1, &n);

  for (glong i = 1; i < n; i++)
    n_near += ABS ((int) text[i] - (int) text[i - 1]) <= 1;
  return n_near * 4 >= (n - 1) * 3;
}

static guint
count_different (const char *folded)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (const char *c = folded; *c != '\0'; c = g_utf8_next_char (c))
    g_hash_table_add (seen, GUINT_TO_POINTER (g_utf8_get_char (c)));
  return g_hash_table_size (seen);
}

/* Small and capital letters, other scripts' letters, digits, signs and blanks. */
static gboolean
is_of_one_kind (const char *password)
{
  guint kinds = 0;

  for (const char *c = password; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar one = g_utf8_get_char (c);

      kinds |= g_unichar_isdigit (one)   ? 1
               : g_unichar_islower (one) ? 2
               : g_unichar_isupper (one) ? 4
               : g_unichar_isalpha (one) ? 8
                                         : 16;
    }
  return (kinds & (kinds - 1)) == 0;
}

static gboolean
holds_name (const char *folded, const char *name)
{
  g_autofree char *folded_name = name == NULL ? NULL : fold (name);

  return name != NULL && strlen (name) >= LEAST_NAME && strstr (folded, folded_name) != NULL;
}

static gboolean
check_length (const char *password, GError **error)
{
  if (!g_utf8_validate (password, -1, NULL))
    g_set_error_literal (error, LF_ERROR, LF_ERROR_INVALID,
                         _ ("The password is not UTF-8. Take characters that a keyboard has."));
  else if (g_utf8_strlen (password, -1) < LF_PASSWORD_MIN)
    g_set_error (error, LF_ERROR, LF_ERROR_INVALID,
                 _ ("The password is too short: take at least %d characters. A sentence is easy to "
                    "keep in mind."),
                 LF_PASSWORD_MIN);
  else if (strlen (password) > LF_PASSWORD_MAX)
    g_set_error (error, LF_ERROR, LF_ERROR_INVALID,
                 _ ("The password is too long: at most %d bytes are kept."), LF_PASSWORD_MAX);
  else
    return TRUE;
  return FALSE;
}

gboolean
lf_password_check (const char *password, const char *name, GError **error)
{
  g_autofree char *folded = NULL;

  if (!check_length (password, error))
    return FALSE;
  folded = fold (password);
  if (holds_name (folded, name))
    g_set_error_literal (error, LF_ERROR, LF_ERROR_INVALID,
                         _ ("The password holds the name of its account. Take one without it."));
  else if (is_run (folded) || count_different (folded) < LEAST_DIFFERENT || is_common (folded))
    g_set_error_literal (error, LF_ERROR, LF_ERROR_INVALID,
                         _ ("The password is one of those that everybody tries first. Take several "
                            "words that do not belong together."));
  else if (is_of_one_kind (password))
    g_set_error_literal (error, LF_ERROR, LF_ERROR_INVALID,
                         _ ("The password is of one kind of characters only. Mix small and capital "
                            "letters, digits, signs or blanks: two kinds are enough."));
  else
    return TRUE;
  return FALSE;
}
