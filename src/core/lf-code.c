/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Codes that carry a check: unified social credit code (GB 32100-2015), phone numbers, e-mail
 * addresses, industries, divisions. A doubt warns, it never blocks. */

#include "config.h"

#include "lf-codes.h"
#include "lf-field-types.h"
#include "lf-outline.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static char *
normalise_once (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
  GString *code = g_string_new (NULL);

  for (const char *p = normal; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_unichar (code, g_unichar_toupper (g_utf8_get_char (p)));
  return g_string_free (code, FALSE);
}

/* Where a blank goes, a letter and an accent may meet and become one character. */
char *
lf_code_normalise (const LfField *field, const char *text)
{
  g_autofree char *last = NULL;
  char *code = normalise_once (text);

  while (!g_str_is_ascii (code) && g_strcmp0 (code, last) != 0)
    {
      g_free (last);
      last = code;
      code = normalise_once (last);
    }
  return code;
}

/* domain.md §9: C18 = (31 − Σ Cᵢ·3^(i−1) mod 31) mod 31 over the alphabet without I, O, S, V, Z. */
char *
lf_credit_code_doubt (const char *code)
{
  static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  guint sum = 0, weight = 1;
  char expected;

  if (strlen (code) != 18 || strspn (code, alphabet) != 18)
    return g_strdup_printf (_ ("“%s” is not 18 characters of a unified social credit code; please "
                               "compare it with the licence."),
                            code);
  for (guint i = 0; i < 17; i++)
    {
      sum += (guint) (strchr (alphabet, code[i]) - alphabet) * weight;
      weight = weight * 3 % 31;
    }
  expected = alphabet[(31 - sum % 31) % 31];
  if (code[17] == expected)
    return NULL;
  return g_strdup_printf (
      _ ("The check character of “%s” should be %c; please compare it with the licence."), code,
      expected);
}

char *
lf_phone_doubt (const char *phone)
{
  guint digits = 0;

  for (const char *p = phone; *p != '\0'; p++)
    digits += g_ascii_isdigit (*p);
  if (digits >= 7 && digits <= 20 && strspn (phone, "0123456789+-()EXT./转") == strlen (phone))
    if (digits != 11 || phone[0] != '1' || (phone[1] >= '3' && phone[1] <= '9'))
      return NULL;
  return g_strdup_printf (_ ("“%s” does not look like a phone number; please check it."), phone);
}

char *
lf_phone_digits (const char *phone)
{
  GString *digits = g_string_new (NULL);

  for (const char *p = phone; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      g_string_append_c (digits, *p);
  if (g_str_has_prefix (digits->str, "0086"))
    g_string_erase (digits, 0, 4);
  else if (digits->len > 11 && g_str_has_prefix (digits->str, "86"))
    g_string_erase (digits, 0, 2);
  return g_string_free (digits, FALSE);
}

char *
lf_email_doubt (const char *address)
{
  const char *at = strchr (address, '@');

  if (at != NULL && at > address && strchr (at, '.') != NULL && strchr (at + 1, '@') == NULL
      && strpbrk (address, " ,;") == NULL)
    return NULL;
  return g_strdup_printf (
      _ ("“%s” does not look like an e-mail address: it should be like name@example.com."),
      address);
}

char *
lf_industry_doubt (const char *code)
{
  if (lf_industry_is_known (code))
    return NULL;
  return g_strdup_printf (_ ("“%s” is not an industry of GB/T 4754-2017: it should be like C39 or "
                             "3911."),
                          code);
}

char *
lf_division_doubt (const char *code)
{
  if (lf_division_name (code) != NULL)
    return NULL;
  return g_strdup_printf (_ ("“%s” is not a division code of GB/T 2260 known here: it should be "
                             "like 330203."),
                          code);
}

typedef char *(*Doubt) (const char *value);

static const Doubt doubts[] = {
  [LF_CHECK_CREDIT_CODE] = lf_credit_code_doubt,
  [LF_CHECK_PHONE] = lf_phone_doubt,
  [LF_CHECK_EMAIL] = lf_email_doubt,
  [LF_CHECK_INDUSTRY] = lf_industry_doubt,
  [LF_CHECK_DIVISION] = lf_division_doubt,
  [LF_CHECK_OUTLINE] = lf_outline_doubt,
};

char *
lf_field_warn (const LfField *field, const char *value)
{
  g_auto (GStrv) elements = NULL;
  char *doubt = NULL;

  if (value == NULL || field->check == LF_CHECK_NONE)
    return NULL;
  if (field->type == LF_VALUE_LONG_TEXT)
    return doubts[field->check](value);
  elements = lf_set_split (value);
  for (char **p = elements; *p != NULL && doubt == NULL; p++)
    doubt = doubts[field->check](*p);
  return doubt;
}
