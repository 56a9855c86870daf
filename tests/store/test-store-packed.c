/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is kept packed: the edits of the journal and long texts of records. */

#include "config.h"

#include "lf-edits.h"
#include "lf-packed.h"
#include "store-fixture.h"

#include <string.h>

static char *
long_text (void)
{
  GString *text = g_string_new ("开头");

  for (guint i = 0; i < 60; i++)
    g_string_append_printf (text, "第%u次去看了地块，价格还要再谈。", i);
  return g_string_free (g_string_append (text, "结尾"), FALSE);
}

/* ---- Edits ---- */

static LfOp *
new_op (LfChange *change)
{
  return lf_change_add_op (change, LF_OP_PUT, "project", "01a1fe56-1321-7001-841e-fcd8deb6399b");
}

static void
assert_same (const LfOp *op, const LfOp *other)
{
  g_assert_cmpuint (op->edits->len, ==, other->edits->len);
  for (guint i = 0; i < op->edits->len; i++)
    {
      const LfEdit *a = op->edits->pdata[i], *b = other->edits->pdata[i];

      g_assert_cmpstr (a->field, ==, b->field);
      g_assert_cmpstr (a->was, ==, b->was);
      g_assert_cmpstr (a->value, ==, b->value);
      g_assert_cmpint (a->seen, ==, b->seen);
    }
}

static void
assert_comes_back (LfChange *change, LfOp *op)
{
  LfOp *back = new_op (change);
  g_autoptr (GBytes) bytes = lf_edits_pack (op);
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  lf_edits_unpack (data, length, back);
  assert_same (op, back);
}

static void
test_edits (void)
{
  g_autoptr (LfChange) change = lf_change_new ("x");
  g_autofree char *text = long_text ();
  LfOp *op = new_op (change);

  assert_comes_back (change, op);
  lf_op_add_edit (op, "jobs", "1", "2", 7);
  assert_comes_back (change, op);
  lf_op_add_edit (op, "name", NULL, "储能", 7);
  lf_op_add_edit (op, "park", "01a1fe56-1321-7001-841e-fcd8deb6399b", NULL, G_MAXINT64);
  lf_op_add_edit (op, "owner", NULL, "01A1FE56-1321-7001-841E-FCD8DEB6399B", 0);
  lf_op_add_edit (op, "stage", "", "", 0);
  lf_op_add_edit (op, "not-known", text, "\001\002", -1);
  assert_comes_back (change, op);
}

/* As it was written before it was packed. */
static void
test_old_edits (void)
{
  g_autoptr (LfChange) change = lf_change_new ("x");
  g_autoptr (GVariant) variant = g_variant_ref_sink (g_variant_new_parsed (
      "[('name', just '甲', just '乙', int64 5), ('note', nothing, nothing, 0)]"));
  LfOp *op = new_op (change), *expected = new_op (change);

  lf_op_add_edit (expected, "name", "甲", "乙", 5);
  lf_op_add_edit (expected, "note", NULL, NULL, 0);
  lf_edits_unpack (g_variant_get_data (variant), g_variant_get_size (variant), op);
  assert_same (op, expected);
  lf_edits_unpack (NULL, 0, op);
  assert_same (op, expected);
}

/* Never more than was there, wherever it ends and whatever is turned round in it. */
static void
test_damaged_edits (void)
{
  g_autoptr (LfChange) change = lf_change_new ("x");
  g_autofree char *text = long_text ();
  LfOp *ops[] = { new_op (change), new_op (change) };

  lf_op_add_edit (ops[0], "jobs", "1", "2", 300);
  lf_op_add_edit (ops[1], "name", NULL, text, 300);
  lf_op_add_edit (ops[1], "park", NULL, "01a1fe56-1321-7001-841e-fcd8deb6399b", 1);
  for (guint i = 0; i < G_N_ELEMENTS (ops); i++)
    {
      g_autoptr (GBytes) bytes = lf_edits_pack (ops[i]);
      gsize length;
      const guint8 *data = g_bytes_get_data (bytes, &length);

      for (gsize n = 1; n < length; n++)
        {
          g_autofree guint8 *broken = g_memdup2 (data, n);
          LfOp *op = new_op (change);

          lf_edits_unpack (broken, n, op);
          g_assert_cmpuint (op->edits->len, <=, ops[i]->edits->len);
          broken[n - 1] ^= 0x5a;
          lf_edits_unpack (broken, n, op);
        }
    }
}

static void
test_smaller (void)
{
  g_autofree char *text = long_text ();
  g_autoptr (GBytes) packed = lf_pack (text, strlen (text));
  gsize length;
  const guint8 *data = g_bytes_get_data (packed, &length);
  g_autoptr (GByteArray) plain = lf_unpack (data, length);

  g_assert_cmpuint (length, <, strlen (text) / 4);
  g_assert_cmpstr ((const char *) plain->data, ==, text);
  g_assert_null (lf_pack ("ж", strlen ("ж")));
  g_assert_null (lf_unpack ((const guint8 *) "text", 4));
}

/* ---- Long texts ---- */

/* Packed or not, a text is compared, found, brought back and told apart as what it says. */
static void
test_long_text (Fixture *self, gconstpointer data)
{
  g_autofree char *text = long_text ();
  g_autofree char *id = add_project (self->store, "甲", NULL, "lead");
  g_autofree char *other = add_project (self->store, "乙", NULL, "lead");
  g_autofree char *where = g_strdup_printf ("note=\"%s\"", text);
  g_autofree char *undone = NULL;

  set_field (self->store, id, "note", text);
  set_field (self->store, other, "note", "短的");
  assert_value (self->store, id, "note", text);
  g_assert_cmpuint (count_projects (self->store, where), ==, 1);
  g_assert_cmpuint (count_projects (self->store, "note~59次去"), ==, 1);
  g_assert_cmpuint (count_projects (self->store, "note~看了地块"), ==, 1);
  g_assert_cmpuint (count_projects (self->store, "note~的"), ==, 1);
  g_assert_cmpuint (count_projects (self->store, "not note~看了地块"), ==, 1);
  g_assert_cmpuint (count_projects (self->store, "价格还要再谈"), ==, 1);
  set_field (self->store, id, "note", NULL);
  undone = lf_store_undo_sync (self->store, NULL);
  g_assert_nonnull (undone);
  assert_value (self->store, id, "note", text);
  assert_sound (self->store);
}

/* The search index knows that all parts are there, not that they stand together. */
static void
test_in_pieces (Fixture *self, gconstpointer data)
{
  static const char *const texts[] = { "新型储能基地", "储能与能基和基地", "储能、能基、基地" };
  g_autofree char *id = add_project (self->store, "丙", NULL, "lead");
  g_autoptr (GPtrArray) hits = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (add_project (self->store, texts[i], NULL, "lead"));
  set_field (self->store, id, "note", "看了储能基地");
  hits = lf_store_search_sync (self->store, "储能基地", NULL, 0, NULL);
  g_assert_cmpuint (hits->len, ==, 2);
  g_assert_cmpuint (count_projects (self->store, "储能基地"), ==, 2);
  g_assert_cmpuint (count_projects (self->store, "储能 基地"), ==, 4);
  g_assert_cmpuint (count_projects (self->store, "not 储能基地"), ==, 2);
  g_assert_cmpuint (count_projects (self->store, "储能基地 and stage=lead and name~储能基地"), ==,
                    1);
}

/* ---- Lists ---- */

static guint
count_rows (LfStore *store, const char *where, const char *sort)
{
  LfDate today = { 2026, 11, 1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (LfQuery) query = lf_query_parse (project_entity (), where, sort, &today, &error);
  g_autoptr (GArray) rows = query == NULL ? NULL : lf_store_rows_sync (store, query, &error);

  g_assert_no_error (error);
  return rows->len;
}

/* Its index holds only those that have one. */
static void
test_sparse (Fixture *self, gconstpointer data)
{
  g_autofree char *campaign = add_titled (self->store, "campaign", "秋季");
  char *ids[3];

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    ids[i] = add_project (self->store, "甲", NULL, "lead");
  set_field (self->store, ids[1], "campaign", campaign);
  set_field (self->store, ids[0], "jobs", "500");
  delete_project (self->store, ids[2]);
  g_assert_cmpuint (count_rows (self->store, "", "campaign"), ==, 2);
  g_assert_cmpuint (count_rows (self->store, "", "-campaign"), ==, 2);
  g_assert_cmpuint (count_rows (self->store, "campaign=秋季", "name"), ==, 1);
  g_assert_cmpuint (count_rows (self->store, "campaign!=秋季", "campaign"), ==, 1);
  g_assert_cmpuint (count_rows (self->store, "campaign=\"\"", "name"), ==, 1);
  g_assert_cmpuint (count_rows (self->store, "campaign!=\"\"", "name"), ==, 1);
  g_assert_cmpuint (count_rows (self->store, "jobs>=500", "campaign"), ==, 1);
  g_assert_cmpuint (count_rows (self->store, "not jobs>=500", "name"), ==, 1);
  g_assert_cmpuint (count_rows (self->store, "jobs>=500 or campaign=秋季", "-name"), ==, 2);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_free (ids[i]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/packed/edits", test_edits);
  g_test_add_func ("/store/packed/old-edits", test_old_edits);
  g_test_add_func ("/store/packed/damaged-edits", test_damaged_edits);
  g_test_add_func ("/store/packed/smaller", test_smaller);
  g_test_add ("/store/packed/long-text", Fixture, NULL, set_up, test_long_text, tear_down);
  g_test_add ("/store/packed/in-pieces", Fixture, NULL, set_up, test_in_pieces, tear_down);
  g_test_add ("/store/packed/sparse", Fixture, NULL, set_up, test_sparse, tear_down);
  return g_test_run ();
}
