/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures of a year that is told both as a whole and in parts (K8), by cases. */

#include "config.h"

#include "lf-filter.h"
#include "lf-reported.h"

#include <string.h>

#define MONTHS                                                                                     \
  "2025-01 2025-02 2025-03 2025-04 2025-05 2025-06 2025-07 2025-08 2025-09 2025-10 2025-11"

static const char park[] = "0191f2c4-7c1a-7000-8000-000000000001";

/* "2025-03@": of the park; "2025-03*": without an amount */
static LfRecord *
figure_of (const char *text)
{
  LfRecord *record = lf_record_new (lf_schema_find ("figure"), NULL);
  g_autofree char *period = g_strndup (text, strcspn (text, "@*"));

  lf_record_set (record, "period", period);
  if (strchr (text, '@') != NULL)
    lf_record_set (record, "park", park);
  if (strchr (text, '*') == NULL)
    lf_record_set (record, "amount", "100.00 CNY");
  return record;
}

static void
test_cases (void)
{
  static const struct
  {
    const char *figures, *doubles;
  } cases[] = {
    { "", NULL },
    { "2025", NULL },
    { "2025-01 2025-02", NULL },
    { "2024 2025-01 2025-02", NULL },
    { "2025 " MONTHS " 2025-12", "(park= and period>=2025 and period<2025-01)" },
    { "2025 " MONTHS, "(park= and period>=2025-01 and period<=2025-12)" },
    { "2025 2025-12", "(park= and period>=2025-01 and period<=2025-12)" },
    { "2025 2025-03 2025-06 2025-09 2025-12", "(park= and period>=2025 and period<2025-01)" },
    { "2025 2025-03-31 2025-06-30 2025-09-30 2025-12-31",
      "(park= and period>=2025 and period<2025-01)" },
    { "2025 2025-03 2025-06 2025-09", "(park= and period>=2025-01 and period<=2025-12)" },
    { "2025 " MONTHS " 2025-12*", "(park= and period>=2025-01 and period<=2025-12)" },
    { "2025* " MONTHS, NULL },
    { "2025 2025-01@ 2025-02@", NULL },
    { "2025@ 2025-01@ 2025-02",
      "(park=0191f2c4-7c1a-7000-8000-000000000001 and period>=2025-01 and period<=2025-12)" },
    { "2025 2025-01 2024 2024-01", "(park= and period>=2025-01 and period<=2025-12) or"
                                   " (park= and period>=2024-01 and period<=2024-12)" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) texts = g_strsplit_set (cases[i].figures, " ", -1);
      g_autoptr (GPtrArray) figures
          = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
      g_autofree char *doubles = NULL;

      for (char **text = texts; *text != NULL && **text != '\0'; text++)
        g_ptr_array_add (figures, figure_of (*text));
      doubles = lf_reported_doubles (figures, "amount");
      g_test_message ("%s", cases[i].figures);
      g_assert_cmpstr (doubles, ==, cases[i].doubles);
      if (doubles != NULL)
        {
          const LfDate today = { 2026, 3, 15 };
          g_autoptr (GError) error = NULL;
          g_autoptr (LfFilter) filter
              = lf_filter_parse (lf_schema_find ("figure"), doubles, &today, NULL, &error);

          g_assert_no_error (error);
          g_assert_nonnull (filter);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reported/K8-told-twice", test_cases);
  return g_test_run ();
}
