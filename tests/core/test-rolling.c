/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rolling lists (domain.md V11): who is on them on a day by table, what is refused, and random
 * comings and goings against a slow second count. */

#include "config.h"

#include "lf-core.h"
#include "lf-rolling.h"

#include <string.h>

#define N_STORIES 400
#define N_PROJECTS 5
#define N_DAYS 60

static const LfDate today = { 2026, 11, 22 };

static LfRecord *
new_list (const char *projects)
{
  LfRecord *list = lf_record_new (lf_schema_find ("rolling_list"), "list");

  lf_record_set (list, "name", "十大项目前期");
  lf_record_set (list, "year", "2026");
  lf_record_set (list, "projects", projects);
  return list;
}

static LfRecord *
new_entry (const char *list, const char *project, const char *entered, const char *left)
{
  LfRecord *entry = lf_record_new (lf_schema_find ("list_entry"), NULL);

  lf_record_set (entry, "list", list);
  lf_record_set (entry, "project", project);
  lf_record_set (entry, "entered_on", entered);
  lf_record_set (entry, "left_on", left);
  return entry;
}

static char *
tell (const LfRecord *list, GPtrArray *entries, const char *day)
{
  LfDate on;
  g_autoptr (GPtrArray) members = NULL;

  g_assert_true (lf_date_from_canonical (day, &on));
  members = lf_rolling_members (list, entries, &on);
  g_ptr_array_add (members, NULL);
  return g_strjoinv (" ", (char **) members->pdata);
}

static void
test_members (void)
{
  static const struct
  {
    const char *name, *projects, *day, *members;
  } cases[] = {
    { "V11 before anybody", NULL, "2026-01-31", "" },
    { "V11 on the first day", NULL, "2026-02-01", "a" },
    { "V11 two, as they entered", NULL, "2026-03-15", "a b" },
    { "V11 on the day it left it is gone", NULL, "2026-04-01", "b" },
    { "V11 in again, once", NULL, "2026-06-02", "b a" },
    { "V11 a month is its first day", NULL, "2026-07-01", "b a c" },
    { "V11 no dates, always", "z", "2020-01-01", "z" },
    { "V11 those with dates go by them", "a\nz", "2026-04-01", "z b" },
  };
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);

  g_ptr_array_add (entries, new_entry ("list", "a", "2026-06-01", NULL));
  g_ptr_array_add (entries, new_entry ("list", "b", "2026-03-01", NULL));
  g_ptr_array_add (entries, new_entry ("list", "a", "2026-02-01", "2026-04-01"));
  g_ptr_array_add (entries, new_entry ("list", "c", "2026-07", NULL));
  g_ptr_array_add (entries, new_entry ("other", "x", "2026-01-01", NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LfRecord) list = new_list (cases[i].projects);
      g_autofree char *members = tell (list, entries, cases[i].day);

      g_test_message ("%s", cases[i].name);
      g_assert_cmpstr (members, ==, cases[i].members);
    }
}

/* As a store does it. */
static void
apply (const LfChange *change, LfRecord *list, GPtrArray *entries)
{
  for (guint i = 0; i < change->ops->len; i++)
    {
      const LfOp *op = change->ops->pdata[i];
      LfRecord *record = strcmp (op->id, "list") == 0 ? list : NULL;

      for (guint k = 0; k < entries->len; k++)
        if (strcmp (lf_record_id (entries->pdata[k]), op->id) == 0)
          record = entries->pdata[k];
      if (record == NULL)
        {
          record = lf_record_new (lf_schema_find (op->entity), op->id);
          g_ptr_array_add (entries, record);
        }
      for (guint k = 0; k < op->edits->len; k++)
        {
          const LfEdit *edit = op->edits->pdata[k];

          lf_record_set (record, edit->field, edit->value);
        }
    }
}

static void
test_in_and_out (void)
{
  g_autoptr (LfRecord) list = new_list ("old");
  g_autoptr (LfRecord) old = lf_record_new (lf_schema_find ("project"), "old");
  g_autoptr (LfRecord) fresh = lf_record_new (lf_schema_find ("project"), "fresh");
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
  const LfDate may = { 2026, 5, 1 }, june = { 2026, 6, 1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (LfChange) in = NULL, out = NULL, again = NULL;
  g_autofree char *then = NULL, *before = NULL;

  in = lf_rolling_take_in (list, fresh, entries, &may, "新增", &today, &error);
  g_assert_no_error (error);
  apply (in, list, entries);
  g_assert_cmpstr (lf_record_get (list, "projects"), ==, "fresh\nold");
  again = lf_rolling_take_in (list, fresh, entries, &june, NULL, &today, &error);
  g_assert_null (again);
  g_assert_error (error, LF_ERROR, LF_ERROR_REFUSED);
  g_clear_error (&error);
  out = lf_rolling_take_out (list, old, entries, &june, "开工", &today, &error);
  g_assert_no_error (error);
  apply (out, list, entries);
  g_assert_cmpstr (lf_record_get (list, "projects"), ==, "fresh");
  then = tell (list, entries, "2026-05-31");
  before = tell (list, entries, "2026-04-30");
  g_assert_cmpstr (then, ==, "old fresh");
  g_assert_cmpstr (before, ==, "old");
  g_clear_pointer (&out, lf_change_unref);
  out = lf_rolling_take_out (list, old, entries, &june, NULL, &today, &error);
  g_assert_null (out);
  g_assert_error (error, LF_ERROR, LF_ERROR_REFUSED);
}

/* ---- Random stories, day by day, against a table of who is on the list ---- */

static void
tell_story (void)
{
  const LfDate first = { 2026, 9, 1 };
  g_autoptr (LfRecord) list = new_list (NULL);
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
  gboolean is_on[N_DAYS][N_PROJECTS] = { { FALSE } };

  for (int day = 0; day < N_DAYS; day++)
    {
      LfDate on = lf_date_add_days (&first, day);
      int project = g_test_rand_int_range (0, N_PROJECTS);
      char id[] = { (char) ('a' + project), '\0' };
      g_autoptr (LfRecord) record = lf_record_new (lf_schema_find ("project"), id);
      g_autoptr (LfChange) change = NULL;

      if (day > 0)
        memcpy (is_on[day], is_on[day - 1], sizeof is_on[day]);
      if (g_test_rand_bit ())
        continue;
      change = is_on[day][project]
                   ? lf_rolling_take_out (list, record, entries, &on, NULL, &on, NULL)
                   : lf_rolling_take_in (list, record, entries, &on, NULL, &on, NULL);
      apply (change, list, entries);
      is_on[day][project] = !is_on[day][project];
    }
  for (int day = 0; day < N_DAYS; day++)
    {
      LfDate on = lf_date_add_days (&first, day);
      g_autoptr (GPtrArray) members = lf_rolling_members (list, entries, &on);
      guint n = 0;

      for (guint i = 0; i < N_PROJECTS; i++)
        n += is_on[day][i];
      g_assert_cmpuint (members->len, ==, n);
      for (guint i = 0; i < members->len; i++)
        g_assert_true (is_on[day][((const char *) members->pdata[i])[0] - 'a']);
    }
}

static void
test_random (void)
{
  for (guint i = 0; i < N_STORIES; i++)
    tell_story ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rolling/V11-members", test_members);
  g_test_add_func ("/rolling/V11-in-and-out", test_in_and_out);
  g_test_add_func ("/rolling/V11-random-stories", test_random);
  return g_test_run ();
}
