/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Building changes and records. */

#include "lf-core.h"

static LfRecord *
new_project (const char *name)
{
  LfRecord *project = lf_record_new (lf_schema_find ("project"), NULL);

  lf_record_set (project, "name", name);
  lf_record_set_stored (project, 1, 42, FALSE, LF_RECORD_SYNCED);
  return project;
}

static void
test_edit_takes_was_and_seen_from_the_original (void)
{
  g_autoptr (LfRecord) project = new_project ("甲");
  g_autoptr (LfChange) change = lf_change_new ("test");
  LfOp *op;
  LfEdit *edit;

  g_assert_true (lf_change_is_empty (change));
  lf_change_edit (change, project, "name", "乙");
  lf_change_edit (change, project, "name", "丙");
  lf_change_edit (change, project, "jobs", "5");
  g_assert_cmpuint (change->ops->len, ==, 1);
  op = change->ops->pdata[0];
  g_assert_false (op->is_new);
  g_assert_cmpuint (op->edits->len, ==, 2);
  edit = lf_op_find (op, "name");
  g_assert_cmpstr (edit->was, ==, "甲");
  g_assert_cmpstr (edit->value, ==, "丙");
  g_assert_cmpint (edit->seen, ==, 42);
}

static void
test_create_leaves_blanks_out (void)
{
  g_autoptr (LfRecord) project = new_project ("甲");
  g_autoptr (LfChange) change = lf_change_new ("test");
  LfOp *op;

  lf_change_create (change, project);
  lf_change_edit (change, project, "jobs", "5");
  g_assert_cmpuint (change->ops->len, ==, 1);
  op = change->ops->pdata[0];
  g_assert_true (op->is_new);
  g_assert_cmpuint (op->edits->len, ==, 2);
}

static void
test_edit_after_delete_is_an_operation_of_its_own (void)
{
  g_autoptr (LfRecord) project = new_project ("甲");
  g_autoptr (LfChange) change = lf_change_new ("test");

  lf_change_delete (change, project);
  lf_change_edit (change, project, "name", "乙");
  g_assert_cmpuint (change->ops->len, ==, 2);
}

static void
test_record_copy (void)
{
  g_autoptr (LfRecord) project = new_project ("甲");
  g_autoptr (LfRecord) copy = NULL;
  g_autofree char *park = NULL;
  g_autofree char *title = NULL;

  lf_record_set (project, "park", "0190163d-8694-739b-aea5-966c26f8ad91");
  lf_record_set_display (project, (guint) lf_entity_index (lf_record_entity (project), "park"),
                         "上虞");
  copy = lf_record_copy (project);
  lf_record_set (copy, "name", "乙");
  park = lf_record_format (copy, "park");
  title = lf_record_title (project);
  g_assert_cmpstr (park, ==, "上虞");
  g_assert_cmpstr (title, ==, "甲");
  g_assert_cmpint (lf_record_cursor (copy), ==, 42);
  g_assert_cmpstr (lf_record_id (copy), ==, lf_record_id (project));
}

/* What a merge does to a locked record: nothing but to make it refer to the winner. */
static void
test_redirected (void)
{
  static const struct
  {
    const char *field, *was, *value, *deleted;
    gboolean is_redirected;
  } cases[] = {
    { "project", "loser", "winner", "loser", TRUE },
    { "parties", "loser\nother", "other\nwinner", "loser", TRUE },
    { "parties", "loser\nwinner", "winner", "loser", TRUE },
    { "project", "loser", "winner", "another", FALSE },
    { "project", "loser", NULL, "loser", FALSE },
    { "parties", "loser", "more\nwinner", "loser", FALSE },
    { "parties", "loser\nother", "winner", "loser", FALSE },
    { "title", "loser", "winner", "loser", FALSE },
    { "nothing", "loser", "winner", "loser", FALSE },
    { "project", NULL, "winner", "loser", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint extra = 0; extra < 2; extra++)
      {
        g_autoptr (LfChange) change = lf_change_new ("merge");
        LfOp *op = lf_change_add_op (change, LF_OP_PUT, "agreement", "referrer");
        g_autoptr (GHashTable) redirected = NULL;

        g_test_message ("case %u, %u more edits", i, extra);
        lf_op_add_edit (op, cases[i].field, cases[i].was, cases[i].value, 0);
        if (extra > 0)
          lf_op_add_edit (op, "amount", NULL, "1.00 CNY", 0);
        lf_change_add_op (change, LF_OP_DELETE, "project", cases[i].deleted);
        redirected = lf_change_redirected (change);
        g_assert_cmpint (g_hash_table_contains (redirected, "referrer"), ==,
                         cases[i].is_redirected && extra == 0);
        g_assert_false (g_hash_table_contains (redirected, cases[i].deleted));
      }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/change/edit-takes-was-and-seen",
                   test_edit_takes_was_and_seen_from_the_original);
  g_test_add_func ("/core/change/create-leaves-blanks-out", test_create_leaves_blanks_out);
  g_test_add_func ("/core/change/edit-after-delete",
                   test_edit_after_delete_is_an_operation_of_its_own);
  g_test_add_func ("/core/record/copy", test_record_copy);
  g_test_add_func ("/core/change/redirected", test_redirected);
  return g_test_run ();
}
