/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Codes that carry a check: unified social credit code (GB 32100-2015), phone numbers. A doubt
 * warns, it never blocks. */

#include "config.h"

#include "lf-field-types.h"

#include <glib/gi18n-lib.h>
#include <string.h>

char *
lf_code_normalise (const LfField *field, const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
  GString *code = g_string_new (NULL);

  for (const char *p = normal; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_unichar (code, g_unichar_toupper (g_utf8_get_char (p)));
  return g_string_free (code, FALSE);
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
lf_field_warn (const LfField *field, const char *value)
{
  if (value == NULL)
    return NULL;
  switch (field->check)
    {
    case LF_CHECK_CREDIT_CODE:
      return lf_credit_code_doubt (value);
    case LF_CHECK_PHONE:
      return lf_phone_doubt (value);
    case LF_CHECK_NONE:
    default:
      return NULL;
    }
}
