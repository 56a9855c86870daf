/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order of a list as text, and the light of a record against the filter of its light. */

#include "config.h"

#include "lf-core.h"
#include "lf-light.h"

static void
test_toggle (void)
{
  static const struct
  {
    const char *before, *field, *after;
  } cases[] = {
    { NULL, "name", "name" },           { "name", "name", "-name" },
    { "-name", "name", NULL },          { "stage,name", "stage", "-stage,name" },
    { "-stage,name", "stage", "name" }, { "stage", "name", "stage,name" },
    { "a,b,c,d", "e", "a,b,c,d" }, /* no more than four */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *after = lf_sort_toggle (cases[i].before, cases[i].field);

      g_assert_cmpstr (after, ==, cases[i].after);
    }
}

static void
test_find (void)
{
  gboolean is_descending = FALSE;

  g_assert_cmpuint (lf_sort_find ("stage,-name", "name", &is_descending), ==, 2);
  g_assert_true (is_descending);
  g_assert_cmpuint (lf_sort_find ("stage,-name", "park", &is_descending), ==, 0);
  g_assert_cmpuint (lf_sort_find (NULL, "park", &is_descending), ==, 0);
}

static void
test_light (void)
{
  static const struct
  {
    const char *date;
    LfLight light;
  } cases[] = {
    { NULL, LF_LIGHT_NONE },
    { "2026-07-14", LF_LIGHT_OVERDUE },
    { "2026-07-15", LF_LIGHT_SOON },
    { "2026-07-22", LF_LIGHT_SOON },
    { "2026-07-23", LF_LIGHT_PLANNED },
    { "2026-07", LF_LIGHT_OVERDUE },
    { "2026-08", LF_LIGHT_PLANNED },
    { "2025", LF_LIGHT_OVERDUE },
  };
  const LfEntity *entity = lf_schema_find ("project");
  const LfDate today = { 2026, 7, 15 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LfRecord) record = lf_record_new (entity, NULL);

      lf_record_set (record, "next_step_date", cases[i].date);
      g_assert_cmpint (lf_light_of (record, &today), ==, cases[i].light);
    }
  for (int light = 0; light < LF_N_LIGHTS; light++)
    {
      g_autofree char *text = lf_light_filter ((LfLight) light, entity);
      g_autoptr (GError) error = NULL;
      g_autoptr (LfFilter) filter = lf_filter_parse (entity, text, &today, NULL, &error);

      g_assert_no_error (error);
      g_assert_nonnull (filter);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sort/toggle", test_toggle);
  g_test_add_func ("/sort/find", test_find);
  g_test_add_func ("/sort/light", test_light);
  return g_test_run ();
}
