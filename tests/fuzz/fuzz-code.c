/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Codes with a check: unified social credit codes, industries, divisions, phone numbers, addresses.
 * What is stored is stored the same again, and a doubt that knows the right character is right. */

#include "config.h"

#include "fuzz.h"

#include "lf-core.h"
#include "lf-field-types.h"

#include <string.h>

#define CREDIT_CODE_LENGTH 18

/* With the check character that the doubt asks for there is no doubt left. */
static void
check_credit_code (const char *code, const char *doubt)
{
  static const char asks[] = "should be ";
  const char *asked = doubt == NULL ? NULL : strstr (doubt, asks);
  g_autofree char *right = NULL;
  g_autofree char *no_doubt = NULL;

  g_assert_true (doubt != NULL || strlen (code) == CREDIT_CODE_LENGTH);
  if (asked == NULL || strlen (code) != CREDIT_CODE_LENGTH || strchr (code, '\n') != NULL)
    return;
  right = g_strdup (code);
  right[CREDIT_CODE_LENGTH - 1] = asked[strlen (asks)];
  no_doubt = lf_credit_code_doubt (right);
  g_assert_cmpstr (no_doubt, ==, NULL);
}

static void
check_doubt (const char *doubt)
{
  g_assert_true (doubt == NULL || g_utf8_validate (doubt, -1, NULL));
  g_assert_true (doubt == NULL || g_str_has_suffix (doubt, "."));
}

static void
check_stored (const LfField *field, const char *text)
{
  g_autofree char *value = NULL;
  g_autofree char *again = NULL;
  g_autofree char *doubt = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_ok = lf_field_parse (field, text, &value, &error);

  fuzz_assert_error (is_ok, error);
  if (!is_ok || value == NULL)
    return;
  g_assert_true (lf_field_check (field, value, &error));
  g_assert_true (lf_field_parse (field, value, &again, &error));
  g_assert_cmpstr (again, ==, value);
  doubt = lf_field_warn (field, value);
  check_doubt (doubt);
  if (field->check == LF_CHECK_CREDIT_CODE)
    check_credit_code (value, doubt);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const LfCheck checks[] = { LF_CHECK_CREDIT_CODE, LF_CHECK_PHONE, LF_CHECK_EMAIL,
                                    LF_CHECK_INDUSTRY, LF_CHECK_DIVISION };
  g_autofree char *text = fuzz_text (data, size);

  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      const LfField field
          = { .name = "code", .type = LF_VALUE_CODE, .label = "Code", .check = checks[i] };

      check_stored (&field, text);
    }
  return 0;
}
