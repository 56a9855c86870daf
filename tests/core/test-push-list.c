/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Leads divided among the recruiters (domain.md L11). */

#include "lf-core.h"

#include <string.h>

static LfRecord *
add (GPtrArray *list, const char *entity, guint number, const char *park)
{
  g_autofree char *id = g_strdup_printf ("%s%u", entity, number);
  LfRecord *record = lf_record_new (lf_schema_find (entity), id);

  lf_record_set (record, "park", park);
  if (strcmp (entity, "project") == 0)
    lf_record_set (record, "stage", "lead");
  g_ptr_array_add (list, record);
  return record;
}

static GPtrArray *
new_list (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
}

static void
test_fit (void)
{
  g_autoptr (GPtrArray) projects = new_list ();
  g_autoptr (GPtrArray) recruiters = new_list ();
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (LfChange) change = NULL;
  g_autoptr (GError) error = NULL;
  static const guint points[] = { 90, 80, 70, 60 };

  add (recruiters, "account", 0, "north");
  add (recruiters, "account", 1, "south");
  add (projects, "project", 0, "south");
  add (projects, "project", 1, "south");
  lf_record_set (add (projects, "project", 2, "south"), "owner", "account0");
  add (projects, "project", 3, NULL);
  lines = lf_push_divide (projects, points, recruiters, 0);
  g_assert_cmpuint (lines->len, ==, 3);
  g_assert_cmpstr (lf_record_id (((LfPushLine *) lines->pdata[0])->recruiter), ==, "account1");
  g_assert_true (((LfPushLine *) lines->pdata[0])->fits);
  g_assert_cmpstr (lf_record_id (((LfPushLine *) lines->pdata[1])->recruiter), ==, "account0");
  g_assert_cmpuint (((LfPushLine *) lines->pdata[2])->points, ==, 60);
  change = lf_push_assign (lines, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (change->ops->len, ==, 3);
  g_ptr_array_set_size (lines, 0);
  g_assert_null (lf_push_assign (lines, &error));
  g_assert_error (error, LF_ERROR, LF_ERROR_INVALID);
}

/* Nobody gets two more than another, each lead goes once, the best ones first. */
static void
test_even (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  static const char *const parks[] = { NULL, "north", "south", "east" };

  for (guint round = 0; round < 200; round++)
    {
      g_autoptr (GPtrArray) projects = new_list ();
      g_autoptr (GPtrArray) recruiters = new_list ();
      g_autoptr (GPtrArray) lines = NULL;
      const guint n = (guint) g_rand_int_range (rand, 0, 40);
      const guint m = (guint) g_rand_int_range (rand, 0, 6);
      const guint each = (guint) g_rand_int_range (rand, 0, 6);
      guint points[40] = { 0 }, most = 0, least = G_MAXUINT;

      for (guint i = 0; i < n; i++)
        {
          add (projects, "project", i, parks[g_rand_int_range (rand, 0, 4)]);
          points[i] = 100 - i;
        }
      for (guint i = 0; i < m; i++)
        add (recruiters, "account", i, parks[g_rand_int_range (rand, 0, 4)]);
      lines = lf_push_divide (projects, points, recruiters, each);
      g_assert_cmpuint (lines->len, ==, m == 0 ? 0 : each == 0 ? n : MIN (n, each * m));
      for (guint i = 0; i < lines->len; i++)
        g_assert_true (((LfPushLine *) lines->pdata[i])->project == projects->pdata[i]);
      for (guint i = 0; i < m; i++)
        {
          guint load = 0;

          for (guint j = 0; j < lines->len; j++)
            load += ((LfPushLine *) lines->pdata[j])->recruiter == recruiters->pdata[i];
          most = MAX (most, load);
          least = MIN (least, load);
        }
      g_assert_true (m == 0 || most - least <= 1);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/push-list/L11-fit", test_fit);
  g_test_add_func ("/push-list/L11-even", test_even);
  return g_test_run ();
}
