/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking up industries and administrative divisions. */

#include "config.h"

#include "lf-codes.h"

#include "lf-code-tables.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

/* ---- Industries: a section's line, then its divisions ---- */

static gboolean
is_section (const char *code)
{
  return g_ascii_isupper (code[0]);
}

/* The line of the section or division that @code lies in; -1 when there is none. */
static int
find_industry (const char *code)
{
  char letter = is_section (code) ? code[0] : 0, section = 0;
  const char *digits = code + (letter != 0);
  gsize n_digits = strlen (digits);

  if (n_digits > 4 || n_digits == 1 || strspn (digits, "0123456789") != n_digits
      || (letter == 0 && n_digits == 0))
    return -1;
  for (guint i = 0; i < G_N_ELEMENTS (industries); i++)
    {
      if (is_section (industries[i][0]))
        section = industries[i][0][0];
      if (n_digits == 0 && is_section (industries[i][0]) && section == letter)
        return (int) i;
      if (n_digits > 0 && strncmp (industries[i][0], digits, 2) == 0)
        return letter == 0 || letter == section ? (int) i : -1;
    }
  return -1;
}

gboolean
lf_industry_is_known (const char *code)
{
  return find_industry (code) >= 0;
}

char
lf_industry_section (const char *code)
{
  int index = find_industry (code);

  while (index >= 0 && !is_section (industries[index][0]))
    index--;
  return index < 0 ? 0 : industries[index][0][0];
}

const char *
lf_industry_name (const char *code)
{
  int index = find_industry (code);
  /* Translators: which of its two languages a table of codes is shown in: "en" or "zh". */
  gboolean is_chinese = strcmp (C_ ("language of code tables", "en"), "zh") == 0;

  return index < 0 ? NULL : industries[index][is_chinese ? 1 : 2];
}

guint
lf_industry_n_divisions (char section)
{
  char code[] = { section, '\0' };
  int index = g_ascii_isupper (section) ? find_industry (code) : -1;
  guint n = 0;

  if (index < 0)
    return 0;
  for (guint i = (guint) index + 1; i < G_N_ELEMENTS (industries) && !is_section (industries[i][0]);
       i++)
    n++;
  return n;
}

const char *
lf_industry_code_at (guint index)
{
  return index < G_N_ELEMENTS (industries) ? industries[index][0] : NULL;
}

static const char *
digits_of (const char *code)
{
  return code + (is_section (code) ? 1 : 0);
}

static gboolean
is_above (const char *above, const char *code)
{
  if (!lf_industry_is_known (above))
    return FALSE;
  return lf_industry_section (above) == lf_industry_section (code)
         && g_str_has_prefix (digits_of (code), digits_of (above));
}

gboolean
lf_industry_covers (const char *codes, const char *code)
{
  g_auto (GStrv) all = g_strsplit (codes == NULL ? "" : codes, "\n", -1);

  for (char **above = all; *above != NULL; above++)
    if (lf_industry_is_known (code) && is_above (*above, code))
      return TRUE;
  return FALSE;
}

/* ---- Divisions: ordered by code ---- */

static int
compare_code (gconstpointer key, gconstpointer row)
{
  return strncmp (key, ((const char *const *) row)[0], 6);
}

static const char *
find_division (const char *code)
{
  const char *const *row
      = bsearch (code, divisions, G_N_ELEMENTS (divisions), sizeof divisions[0], compare_code);

  return row == NULL ? NULL : row[1];
}

const char *
lf_division_name (const char *code)
{
  gsize length = strlen (code);

  if ((length != 6 && length != 12) || strspn (code, "0123456789") != length)
    return NULL;
  return find_division (code);
}

char *
lf_division_path (const char *code)
{
  const char *name = lf_division_name (code);
  g_autofree char *province = NULL;
  g_autofree char *city = NULL;
  const char *city_name;

  if (name == NULL)
    return NULL;
  province = g_strdup_printf ("%.2s0000", code);
  city = g_strdup_printf ("%.4s00", code);
  city_name = strcmp (city, province) == 0 ? NULL : find_division (city);
  return g_strconcat (strncmp (code, province, 6) == 0 ? "" : find_division (province),
                      strncmp (code, city, 6) == 0 || city_name == NULL ? "" : city_name, name,
                      NULL);
}

guint
lf_division_count (guint level)
{
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (divisions); i++)
    {
      const char *code = divisions[i][0];
      guint is_county = strcmp (code + 4, "00") != 0, is_city = strncmp (code + 2, "00", 2) != 0;

      n += level == (is_county ? 2 : is_city ? 1 : 0);
    }
  return n;
}
