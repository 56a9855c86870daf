/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The wire form: golden messages, and what is refused with which sentence. */

#include "config.h"

#include "golden.h"

#include <string.h>

/* ---- Golden messages ---- */

/* What was read and written again reads the same. */
static void
test_round_trip (gconstpointer data)
{
  const Golden *golden = data;
  g_autoptr (GError) error = NULL;
  gsize length, first_length, second_length;
  g_autofree char *text = golden_read (golden->file, &length);
  g_autofree char *first = golden->rewrite (text, length, &first_length, &error);
  g_autofree char *second = NULL;

  g_assert_no_error (error);
  second = golden->rewrite (first, first_length, &second_length, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (first_length, ==, second_length);
  g_assert_cmpstr (first, ==, second);
}

static GPtrArray *
read_push (const char *file)
{
  g_autoptr (GError) error = NULL;
  gsize length;
  g_autofree char *text = golden_read (file, &length);
  g_autoptr (LfJson) node = lf_json_read (text, length, &error);
  GPtrArray *changes = lf_wire_to_push (node, &error);

  g_assert_no_error (error);
  return changes;
}

/* As text of the other form, in which all is said at length. */
static void
assert_through_tables (GPtrArray *changes)
{
  g_autoptr (GError) error = NULL;
  gsize length;
  g_autofree char *text = lf_wire_from_push (changes, LF_WIRE_MINOR_TABLES, &length);
  g_autoptr (LfJson) node = lf_json_read (text, length, &error);
  g_autoptr (GPtrArray) again = node == NULL ? NULL : lf_wire_to_push (node, &error);
  g_autofree char *before = lf_wire_from_push (changes, LF_WIRE_MINOR_TABLES - 1, NULL);
  g_autofree char *after = NULL;

  g_assert_no_error (error);
  after = lf_wire_from_push (again, LF_WIRE_MINOR_TABLES - 1, NULL);
  g_assert_cmpstr (before, ==, after);
}

static void
test_create (void)
{
  g_autoptr (GPtrArray) changes = read_push ("push-create.json");
  const LfChange *change = changes->pdata[0];
  const LfOp *op = change->ops->pdata[0];

  g_assert_cmpuint (changes->len, ==, 1);
  g_assert_cmpstr (change->author, ==, "林舒然");
  g_assert_cmpint (change->time_us, ==, G_GINT64_CONSTANT (1732147200123456));
  g_assert_true (op->is_new);
  g_assert_cmpstr (lf_op_find (op, "name")->value, ==, "减速器“二期”\n项目");
  g_assert_null (lf_op_find (op, "name")->was);
  g_assert_cmpstr (lf_op_find (op, "tags")->value, ==, "a\nb");
}

/* G11: what this version does not know passes through it. */
static void
test_edit_g11 (void)
{
  g_autoptr (GPtrArray) changes = read_push ("push-edit.json");
  const LfChange *change = changes->pdata[0];
  const LfOp *put = change->ops->pdata[0], *later = change->ops->pdata[3];

  g_assert_cmpstr (change->undoes, ==, "01939f6e-0000-7000-8000-000000000001");
  g_assert_cmpint (change->age_us, ==, G_GINT64_CONSTANT (172800000000));
  g_assert_cmpint (lf_op_find (put, "stage")->seen, ==, G_MAXINT64);
  g_assert_null (lf_op_find (put, "industry")->value);
  g_assert_cmpstr (lf_op_find (put, "a_field_of_tomorrow")->value, ==, "kept é 🚀");
  g_assert_cmpint (((LfOp *) change->ops->pdata[1])->kind, ==, LF_OP_DELETE);
  g_assert_cmpint (((LfOp *) change->ops->pdata[1])->seen, ==, 12);
  g_assert_cmpint (((LfOp *) change->ops->pdata[2])->kind, ==, LF_OP_RESTORE);
  g_assert_cmpstr (later->entity, ==, "entity_of_tomorrow");
  g_assert_cmpstr (lf_op_find (later, "anything")->value, ==, "goes");
}

/* What an edit started from is said but to a reader that knows it. */
static void
test_as_seen (void)
{
  static const struct
  {
    int minor;
    gboolean is_as_seen;
    const char *was;
  } cases[] = { { 0, FALSE, "旧" },
                { LF_WIRE_MINOR_AS_SEEN - 1, FALSE, "旧" },
                { LF_WIRE_MINOR_AS_SEEN, TRUE, NULL } };
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_change_unref);
  LfChange *change = lf_change_new (NULL);
  LfOp *op
      = lf_change_add_op (change, LF_OP_PUT, "project", "01939f6e-0000-7000-8000-000000000001");

  g_ptr_array_add (changes, change);
  lf_op_add_edit (op, "name", "旧", "新", 7)->is_as_seen = TRUE;
  lf_op_add_edit (op, "note", "旧", "新", 7);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize length;
      g_autofree char *text = lf_wire_from_push (changes, cases[i].minor, &length);
      g_autoptr (LfJson) node = lf_json_read (text, length, NULL);
      g_autoptr (GPtrArray) read = lf_wire_to_push (node, NULL);
      const LfOp *read_op = ((LfChange *) read->pdata[0])->ops->pdata[0];
      const LfEdit *edit = lf_op_find (read_op, "name");

      g_assert_cmpint (edit->is_as_seen, ==, cases[i].is_as_seen);
      g_assert_cmpstr (edit->was, ==, cases[i].was);
      g_assert_cmpstr (edit->value, ==, "新");
      g_assert_cmpstr (lf_op_find (read_op, "note")->was, ==, "旧");
      g_assert_false (lf_op_find (read_op, "note")->is_as_seen);
    }
}

/* What goes through tables is what went in, whatever it is. */
static void
test_tables_push (void)
{
  static const char *const files[] = { "push-create.json", "push-edit.json" };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GPtrArray) changes = read_push (files[i]);

      assert_through_tables (changes);
    }
}

static const char *
some_text (void)
{
  static const char *const texts[] = { NULL, "", "甲", "乙", "a\n\"b" };

  return texts[g_test_rand_int_range (0, G_N_ELEMENTS (texts))];
}

static gint64
some_number (void)
{
  static const gint64 numbers[] = { 0, 1, -1, 7, G_MAXINT64, G_MININT64, 1732147200123456 };

  return numbers[g_test_rand_int_range (0, G_N_ELEMENTS (numbers))];
}

static gboolean
sometimes (void)
{
  return g_test_rand_int_range (0, 3) == 0;
}

static void
add_some_op (LfChange *change)
{
  g_autofree char *id = lf_id_new ();
  g_autofree char *other = lf_id_derive (id, "x", NULL);
  LfOp *op = lf_change_add_op (change, (LfOpKind) g_test_rand_int_range (0, 3),
                               sometimes () ? "project" : "node", sometimes () ? other : id);

  op->seen = some_number ();
  op->is_new = sometimes ();
  op->is_offer = sometimes ();
  for (int n = g_test_rand_int_range (0, 4); n > 0; n--)
    {
      LfEdit *edit = lf_op_add_edit (op, sometimes () ? "note" : "name", some_text (), some_text (),
                                     some_number ());

      edit->is_as_seen = edit->was == NULL && sometimes ();
      edit->is_offer = sometimes ();
    }
}

static LfChange *
make_some_change (void)
{
  LfChange *change = lf_change_new (some_text ());

  change->author = g_strdup (some_text ());
  change->time_us = some_number ();
  change->age_us = sometimes () ? 0 : g_test_rand_int_range (1, 900000);
  change->is_again = sometimes ();
  change->is_doubtful = sometimes ();
  change->undoes = sometimes () ? lf_id_new () : NULL;
  for (int n = g_test_rand_int_range (0, 4); n > 0; n--)
    add_some_op (change);
  return change;
}

static void
test_tables_random (void)
{
  for (guint round = 0; round < 300; round++)
    {
      g_autoptr (GPtrArray) changes
          = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_change_unref);

      for (int n = g_test_rand_int_range (1, 9); n > 0; n--)
        g_ptr_array_add (changes, make_some_change ());
      assert_through_tables (changes);
    }
}

static LfDelta *
make_some_delta (void)
{
  static const char *const names[] = { "name", "note", "jobs" };
  g_autofree char *id = lf_id_new ();
  LfDelta *delta = lf_delta_new (sometimes () ? "project" : "node", id);

  delta->seq = some_number ();
  delta->deleted = sometimes ();
  delta->is_gone = sometimes ();
  delta->author = g_strdup (some_text ());
  delta->device = g_strdup (some_text ());
  delta->time_us = some_number ();
  delta->late_us = sometimes () ? 0 : g_test_rand_int_range (1, 900000);
  delta->is_doubtful = sometimes ();
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (sometimes ())
      g_hash_table_insert (delta->fields, g_strdup (names[i]), g_strdup (some_text ()));
  return delta;
}

/* Members of hash tables come in any order: one by one. */
static void
assert_same_delta (const LfDelta *one, const LfDelta *other)
{
  GHashTableIter iter;
  gpointer name, value;

  g_assert_cmpstr (one->entity, ==, other->entity);
  g_assert_cmpstr (one->id, ==, other->id);
  g_assert_cmpint (one->seq, ==, other->seq);
  g_assert_cmpint (one->deleted, ==, other->deleted);
  g_assert_cmpint (one->is_gone, ==, other->is_gone);
  g_assert_cmpstr (one->author, ==, other->author);
  g_assert_cmpstr (one->device, ==, other->device);
  g_assert_cmpint (one->time_us, ==, other->time_us);
  g_assert_cmpint (one->late_us, ==, other->late_us);
  g_assert_cmpint (one->is_doubtful, ==, other->is_doubtful);
  g_assert_cmpuint (g_hash_table_size (one->fields), ==, g_hash_table_size (other->fields));
  g_hash_table_iter_init (&iter, one->fields);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      gpointer there = NULL;

      g_assert_true (g_hash_table_lookup_extended (other->fields, name, NULL, &there));
      g_assert_cmpstr (value, ==, there);
    }
}

static void
test_table_page_random (void)
{
  for (guint round = 0; round < 300; round++)
    {
      g_autoptr (LfPage) page = lf_page_new ();
      g_autoptr (LfPage) again = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;
      gsize length;

      page->epoch = g_strdup ("e");
      page->cursor = some_number ();
      page->has_more = sometimes ();
      for (int n = g_test_rand_int_range (0, 9); n > 0; n--)
        g_ptr_array_add (page->deltas, make_some_delta ());
      text = lf_wire_from_page_for (page, LF_WIRE_MINOR, &length);
      again = lf_wire_to_page (text, length, &error);
      g_assert_no_error (error);
      g_assert_cmpint (again->cursor, ==, page->cursor);
      g_assert_cmpint (again->has_more, ==, page->has_more);
      g_assert_cmpuint (again->deltas->len, ==, page->deltas->len);
      for (guint i = 0; i < page->deltas->len; i++)
        assert_same_delta (page->deltas->pdata[i], again->deltas->pdata[i]);
    }
}

/* Who is a version older gets what it knows. */
static void
test_tables_only_to_who_knows (void)
{
  g_autoptr (GPtrArray) changes = read_push ("push-edit.json");
  g_autofree char *old = lf_wire_from_push (changes, LF_WIRE_MINOR_TABLES - 1, NULL);
  g_autofree char *tables = lf_wire_from_push (changes, LF_WIRE_MINOR_TABLES, NULL);

  g_assert_null (strstr (old, "\"tables\""));
  g_assert_nonnull (strstr (tables, "\"tables\""));
}

static GPtrArray *
make_answers (GPtrArray *changes)
{
  GPtrArray *answers = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_answer_free);

  for (guint i = 0; i < changes->len; i++)
    {
      LfAnswer *answer = lf_answer_new (((LfChange *) changes->pdata[i])->id,
                                        i == 3 ? LF_ANSWER_WAITING : LF_ANSWER_ACCEPTED);

      answer->seq = i == 3 ? 0 : 100 + i + 10 * (i > 6);
      answer->is_as_sent = i != 3 && i != 5;
      answer->is_doubtful = i == 8;
      g_ptr_array_add (answers, answer);
    }
  return answers;
}

/* Runs are cut where a number is left out, and by whatever there is more to say of. */
static void
test_answer_runs (void)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_change_unref);
  g_autoptr (GPtrArray) answers = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autofree char *text = NULL;
  g_autoptr (LfJson) node = NULL;
  gsize length;

  for (guint i = 0; i < 12; i++)
    g_ptr_array_add (changes, lf_change_new (NULL));
  answers = make_answers (changes);
  text = lf_wire_from_push_answers (answers, LF_WIRE_MINOR, 1, &length);
  g_assert_true (g_str_has_prefix (text, "{\"time\":1,\"answers\":[{\"run\":3,\"seq\":100},"));
  node = lf_json_read (text, length, NULL);
  again = lf_wire_to_push_answers (node, changes, NULL);
  g_assert_cmpuint (again->len, ==, answers->len);
  for (guint i = 0; i < answers->len; i++)
    {
      const LfAnswer *one = answers->pdata[i], *other = again->pdata[i];

      g_assert_cmpstr (one->change, ==, other->change);
      g_assert_cmpint (one->kind, ==, other->kind);
      g_assert_cmpint (one->seq, ==, other->seq);
      g_assert_cmpint (one->is_as_sent, ==, other->is_as_sent);
      g_assert_cmpint (one->is_doubtful, ==, other->is_doubtful);
    }
  g_ptr_array_set_size (changes, 2);
  g_assert_null (lf_wire_to_push_answers (node, changes, NULL));
}

static void
test_answers (void)
{
  g_autoptr (GError) error = NULL;
  gsize length;
  g_autofree char *text = golden_read ("answers.json", &length);
  g_autoptr (LfJson) node = lf_json_read (text, length, &error);
  g_autoptr (GPtrArray) answers = lf_wire_to_answers (node, &error);
  const LfAnswer *answer;
  const LfConflict *conflict;

  g_assert_no_error (error);
  g_assert_cmpuint (answers->len, ==, 4);
  answer = answers->pdata[1];
  g_assert_cmpint (answer->seq, ==, G_GINT64_CONSTANT (9007199254740994));
  conflict = answer->conflicts->pdata[0];
  g_assert_cmpstr (conflict->field, ==, "total_investment");
  answer = answers->pdata[2];
  g_assert_cmpint (answer->kind, ==, LF_ANSWER_REFUSED);
  g_assert_cmpstr (answer->reason, ==, "permission");
  answer = answers->pdata[3];
  g_assert_cmpint (answer->kind, ==, LF_ANSWER_WAITING);
}

static void
test_page (void)
{
  g_autoptr (GError) error = NULL;
  gsize length;
  g_autofree char *text = golden_read ("page.ndjson", &length);
  g_autoptr (LfPage) page = lf_wire_to_page (text, length, &error);
  const LfDelta *delta;

  g_assert_no_error (error);
  g_assert_cmpint (page->cursor, ==, G_GINT64_CONSTANT (9007199254740993));
  g_assert_true (page->has_more);
  g_assert_cmpstr (page->epoch, ==, "3f1c");
  delta = page->deltas->pdata[0];
  g_assert_true (g_hash_table_contains (delta->fields, "industry"));
  g_assert_null (g_hash_table_lookup (delta->fields, "industry"));
  g_assert_cmpstr (delta->device, ==, "01939f6e-0000-7000-8000-0000000000d1");
  g_assert_cmpint (delta->late_us, ==, G_GINT64_CONSTANT (172800000000));
  delta = page->deltas->pdata[1];
  g_assert_null (delta->device);
  g_assert_cmpint (delta->late_us, ==, 0);
  g_assert_true (delta->deleted);
}

static void
test_digests (void)
{
  static const char *const wrong[] = {
    "{\"seq\":1,\"epoch\":\"e\"}",
    "{\"seq\":1,\"epoch\":\"e\",\"buckets\":[]}",
    "{\"seq\":1,\"buckets\":{}}",
    "{\"seq\":\"1\",\"epoch\":\"e\",\"buckets\":{}}",
    "{\"seq\":1,\"epoch\":\"e\",\"buckets\":{\"100\":\"0123456789ab0123456789ab\"}}",
    "{\"seq\":1,\"epoch\":\"e\",\"buckets\":{\"0G\":\"0123456789ab0123456789ab\"}}",
    "{\"seq\":1,\"epoch\":\"e\",\"buckets\":{\"0f\":\"0123456789ab0123456789a\"}}",
    "{\"seq\":1,\"epoch\":\"e\",\"buckets\":{\"0f\":\"0123456789AB0123456789ab\"}}",
    "{\"seq\":1,\"epoch\":\"e\",\"buckets\":{\"0f\":null}}",
  };
  g_autoptr (LfDigests) digests = lf_digests_new ();
  g_autoptr (LfDigests) back = NULL;
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (LfJson) message = NULL;
  g_autoptr (GError) error = NULL;

  digests->seq = 17;
  digests->epoch = g_strdup ("e");
  digests->sight = g_strdup ("parks\nzone");
  digests->buckets[0] = (LfDigestSum){ 1, 0 };
  digests->buckets[255] = (LfDigestSum){ 0, (G_GUINT64_CONSTANT (1) << 48) - 1 };
  node = lf_wire_from_digests (digests);
  text = lf_wire_print (node, NULL);
  message = lf_json_read (text, strlen (text), &error);
  g_assert_no_error (error);
  back = lf_wire_to_digests (message, &error);
  g_assert_no_error (error);
  g_assert_cmpint (back->seq, ==, 17);
  g_assert_cmpstr (back->epoch, ==, "e");
  g_assert_cmpstr (back->sight, ==, "parks\nzone");
  g_assert_cmpmem (back->buckets, sizeof back->buckets, digests->buckets, sizeof digests->buckets);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (LfJson) bad = lf_json_read (wrong[i], strlen (wrong[i]), NULL);
      g_autoptr (GError) cause = NULL;

      g_assert_nonnull (bad);
      g_assert_null (lf_wire_to_digests (bad, &cause));
      g_assert_error (cause, LF_ERROR, LF_ERROR_INVALID);
    }
}

/* Half of a history is none, either. */
static void
test_history (void)
{
  g_autoptr (LfHistoryPage) page = lf_history_page_new ();
  LfChange *change = lf_change_new ("登记");
  LfOp *op
      = lf_change_add_op (change, LF_OP_PUT, "project", "01890a5d-ac96-774b-bcce-b302099a8057");
  g_autofree char *text = NULL;
  gsize length;

  change->author = g_strdup ("林舒然");
  change->device = g_strdup ("laptop");
  change->age_us = 5;
  lf_op_add_edit (op, "name", "甲", "乙", 3);
  lf_history_page_add (page, change, 17);
  page->before = 17;
  text = lf_wire_from_history (page, &length);
  for (gsize cut = 0; cut <= length; cut++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *half = g_memdup2 (text, cut + 1);
      g_autoptr (LfHistoryPage) back = lf_wire_to_history (half, cut, &error);
      const LfHistoryEntry *entry;

      g_assert_true ((back != NULL) == (cut >= length - 1)); /* without the newline at its end */
      if (back == NULL)
        {
          g_assert_error (error, LF_ERROR, LF_ERROR_INVALID);
          continue;
        }
      entry = back->entries->pdata[0];
      g_assert_cmpint (back->before, ==, 17);
      g_assert_cmpint (entry->seq, ==, 17);
      g_assert_cmpstr (entry->change->author, ==, "林舒然");
      g_assert_cmpstr (entry->change->device, ==, "laptop");
      g_assert_cmpint (entry->change->age_us, ==, 5);
      g_assert_cmpstr (lf_op_find (entry->change->ops->pdata[0], "name")->was, ==, "甲");
    }
}

/* G5: half a page is no page, wherever it was cut; what follows its end is not looked at. */
static void
test_page_cut_anywhere_g5 (gconstpointer file)
{
  gsize length;
  g_autofree char *text = golden_read (file, &length);
  gsize whole = length - 1; /* the last newline may be missing */

  g_assert_cmpint (text[whole], ==, '\n');
  for (gsize cut = 0; cut <= length; cut++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *half = g_memdup2 (text, cut + 1);
      g_autoptr (LfPage) page = lf_wire_to_page (half, cut, &error);

      if (cut >= whole)
        g_assert_nonnull (page);
      else
        g_assert_error (error, LF_ERROR, LF_ERROR_INVALID);
    }
}

/* ---- Every character ---- */

static void
test_characters (void)
{
  GString *all = g_string_new (NULL);
  g_autoptr (LfPage) page = lf_page_new ();
  LfDelta *delta = lf_delta_new ("node", "01939f6e-0000-7000-8000-0000000000a2");
  g_autofree char *value = NULL;
  g_autofree char *text = NULL;
  g_autoptr (LfPage) again = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  for (gunichar c = 1; c < 0x3000; c++)
    g_string_append_unichar (all, c);
  g_string_append (all, "\"\\/\xf0\x9f\x9a\x80\xef\xbf\xbf");
  value = g_string_free (all, FALSE);
  g_hash_table_insert (delta->fields, g_strdup ("note"), g_strdup (value));
  g_ptr_array_add (page->deltas, delta);
  page->epoch = g_strdup ("e");
  text = lf_wire_from_page (page, &length);
  again = lf_wire_to_page (text, length, &error);
  g_assert_no_error (error);
  delta = again->deltas->pdata[0];
  g_assert_cmpstr (g_hash_table_lookup (delta->fields, "note"), ==, value);
}

/* ---- What is no JSON ---- */

static void
test_not_json (void)
{
  static const char *const texts[] = {
    "",
    " ",
    "{",
    "}",
    "[",
    "]]",
    "{]",
    "[}",
    "nul",
    "truefalse x",
    "{\"a\":1,}",
    "[1 2]",
    "{\"a\" 1}",
    "{a:1}",
    "{\"a\":01}",
    "{\"a\":-}",
    "{\"a\":1.}",
    "{\"a\":.5}",
    "{\"a\":1e}",
    "{\"a\":0x10}",
    "{\"a\":+1}",
    "{\"a\":1a}",
    "{\"a\":9223372036854775808}",
    "{\"a\":-9223372036854775809}",
    "{\"a\":100000000000000000000000000000}",
    "{\"a\":\"\n\"}",
    "{\"a\":\"\\x\"}",
    "{\"a\":\"\\u12\"}",
    "{\"a\":\"\\u0000\"}",
    "{\"a\":\"\\ud800\"}",
    "{\"a\":\"\\ud800\\u0041\"}",
    "{\"a\":\"\\udc00\"}",
    "{\"a\":\"",
    "{\"a\":\"\\",
    "{\"a\":\"\\u",
    "{'a':1}",
    "// c\n{}",
    "/* c */{}",
    "{}#",
    "{}{}",
    "[1,]",
    "[1}",
    "01",
    "-",
    "1.",
    "1e",
    "tru",
    "var x = 1",
    "{\"a\":\xff}",
    "{\"a\":\"\xc3\"}",
    "\xef\xbb\xbf{}",
    "NaN",
    "{\"a\":Infinity}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = lf_wire_parse (texts[i], -1, &error);

      if (node != NULL)
        g_test_message ("taken: %s", texts[i]);
      g_assert_null (node);
      g_assert_error (error, LF_ERROR, LF_ERROR_INVALID);
    }
}

static void
test_numbers (void)
{
  static const struct
  {
    const char *text;
    gint64 value;
  } cases[] = {
    { "0", 0 },
    { "-0", 0 },
    { "9007199254740993", G_GINT64_CONSTANT (9007199254740993) },
    { "9223372036854775807", G_MAXINT64 },
    { "-9223372036854775808", G_MININT64 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"answers\":[],\"time\":%s}", cases[i].text);
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = lf_wire_parse (text, -1, &error);

      g_assert_no_error (error);
      g_assert_cmpint (json_object_get_int_member (json_node_get_object (node), "time"), ==,
                       cases[i].value);
    }
}

/* What escapes stand for is written over them, in place. */
static void
test_strings (void)
{
  static const char text[] = " { \"a\" : \"\\\"\\\\\\/\\b\\f\\n\\r\\t\" , \"\\u0061\\u00e9\" : [ "
                             "\"\\u4e00\\ud83d\\ude00地\" , null , "
                             "-1.5e1 , true , false , { } , [ ] , 7 ] , \"a\" : \"later\" } ";
  g_autoptr (GError) error = NULL;
  g_autoptr (LfJson) whole = lf_json_read (text, strlen (text), &error);
  static const LfJsonType types[]
      = { LF_JSON_STRING,  LF_JSON_NULL,   LF_JSON_FRACTION, LF_JSON_BOOLEAN,
          LF_JSON_BOOLEAN, LF_JSON_OBJECT, LF_JSON_ARRAY,    LF_JSON_INTEGER };
  const LfJson *element;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *printed = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (whole->first->text, ==, "\"\\/\b\f\n\r\t");
  g_assert_cmpstr (lf_json_member (whole, "a")->text, ==, "later");
  g_assert_null (lf_json_member (whole, "b"));
  element = lf_json_member (whole, "aé")->first;
  g_assert_cmpstr (element->text, ==, "一😀地");
  g_assert_cmpfloat (element->next->next->fraction, ==, -15);
  for (guint i = 0; i < G_N_ELEMENTS (types); i++, element = element->next)
    g_assert_cmpint (element->type, ==, types[i]);
  g_assert_null (element);
  node = lf_json_to_node (whole);
  printed = lf_wire_print (node, NULL);
  g_assert_cmpstr (printed, ==,
                   "{\"a\":\"later\",\"aé\":[\"一😀地\",null,-15.0,true,false,{},[],7]}");
}

/* Of every length there is a text that ends anywhere in it. */
static void
test_cut (void)
{
  static const char text[] = "{\"a\":[1,-2.5e3,\"\\u00e9\\n\",true,null,{\"b\":{}}]}";

  for (gsize length = 0; length < strlen (text); length++)
    {
      g_autofree char *part = g_memdup2 (text, MAX (length, 1));
      g_autoptr (GError) error = NULL;
      g_autoptr (LfJson) whole = lf_json_read (part, length, &error);

      g_assert_null (whole);
      g_assert_error (error, LF_ERROR, LF_ERROR_INVALID);
    }
}

/* Depth is bounded before anything recurses, also where comments or strings could hide it. */
static void
test_depth (void)
{
  static const char *const starts[] = { "", "{\"a\":", "/*\"*/", "\"\\\"", "\"\\\\\"" };

  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      GString *text = g_string_new (starts[i]);
      g_autofree char *deep = NULL;
      g_autoptr (GError) error = NULL;

      for (guint n = 0; n < 1000000; n++)
        g_string_append_c (text, '[');
      deep = g_string_free (text, FALSE);
      g_assert_null (lf_json_read (deep, strlen (deep), &error));
      g_assert_error (error, LF_ERROR, LF_ERROR_INVALID);
    }
}

static void
test_size (void)
{
  gsize length = LF_WIRE_MAX_BODY + 1;
  g_autofree char *text = g_malloc (length);
  g_autoptr (GError) error = NULL;

  memset (text, ' ', length);
  g_assert_null (lf_json_read (text, length, &error));
  g_assert_error (error, LF_ERROR, LF_ERROR_INVALID);
}

/* ---- What is JSON but no message ---- */

#define ID "01939f6e-0000-7000-8000-000000000001"
#define OP(rest)                                                                                   \
  "{\"changes\":[{\"id\":\"" ID "\",\"ops\":[{\"op\":\"put\",\"entity\":\"node\",\"id\":\"" ID     \
  "\"," rest "}]}]}"

/* clang-format off */
static const struct { const char *text, *sentence; } refused_pushes[] = {
  { "[]", "The message is not an object." },
  { "1", "The message is not an object." },
  { "{}", "changes is missing." },
  { "{\"changes\":{}}", "changes is not a list." },
  { "{\"changes\":[1]}", "changes[0] is not an object." },
  { "{\"changes\":[{}]}", "changes[0].id is missing." },
  { "{\"changes\":[{\"id\":1}]}", "changes[0].id is not a text." },
  { "{\"changes\":[{\"id\":\"x\"}]}", "changes[0].id is not an id." },
  { "{\"changes\":[{\"id\":\"" ID "\"}]}", "changes[0].ops is missing." },
  { "{\"changes\":[{\"id\":\"" ID "\",\"ops\":[],\"time\":1.5}]}", "changes[0].time is not a whole number." },
  { "{\"changes\":[{\"id\":\"" ID "\",\"ops\":[],\"undoes\":\"that\"}]}", "changes[0].undoes is not an id." },
  { "{\"changes\":[{\"id\":\"" ID "\",\"ops\":[{\"op\":\"put\",\"entity\":\"node\",\"id\":\"x\"}]}]}", "changes[0].ops[0].id is not an id." },
  { "{\"changes\":[{\"id\":\"" ID "\",\"ops\":[{\"op\":\"burn\"}]}]}", "changes[0].ops[0].op is a word that is not known here." },
  { "{\"changes\":[{\"id\":\"" ID "\",\"ops\":[{\"op\":\"put\",\"entity\":\"a b\"}]}]}", "changes[0].ops[0].entity is not a name." },
  { OP ("\"new\":1"), "changes[0].ops[0].new is neither true nor false." },
  { OP ("\"edits\":[{\"field\":\"\"}]"), "changes[0].ops[0].edits[0].field is not a name." },
  { OP ("\"edits\":[{\"field\":\"name\"},{\"field\":\"note\",\"value\":[]}]"), "changes[0].ops[0].edits[1].value is not a text." },
  { OP ("\"edits\":[{\"field\":\"name\",\"seen\":\"1\"}]"), "changes[0].ops[0].edits[0].seen is not a whole number." },
  { "{\"tables\":7}", "tables is not an object." },
  { "{\"tables\":null}", "changes is missing." },
  { "{\"tables\":{}}", "tables.changes is missing." },
  { "{\"tables\":{\"changes\":{\"n\":1001}}}", "tables.changes.n is too long a list." },
  { "{\"tables\":{\"changes\":{\"n\":0},\"ops\":{\"n\":9999999},\"edits\":{}}}", "tables.ops.n is too long a list." },
  { "{\"tables\":{\"changes\":{\"n\":0},\"ops\":{\"n\":0},\"edits\":{\"n\":1}}}", "tables.edits is too long a list." },
  { "{\"tables\":{\"changes\":{\"n\":0},\"ops\":{\"n\":3},\"edits\":{}}}", "tables.ops is too long a list." },
  { "{\"tables\":{\"changes\":{\"n\":1},\"ops\":{},\"edits\":{}}}", "tables.changes.id is not an id." },
};
/* clang-format on */

static void
test_refused_pushes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refused_pushes); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LfJson) node
          = lf_json_read (refused_pushes[i].text, strlen (refused_pushes[i].text), &error);

      g_assert_no_error (error);
      g_assert_null (lf_wire_to_push (node, &error));
      g_assert_error (error, LF_ERROR, LF_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, refused_pushes[i].sentence);
    }
}

static void
test_too_many_changes (void)
{
  GString *text = g_string_new ("{\"changes\":[");
  g_autofree char *push = NULL;
  g_autoptr (LfJson) node = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i <= LF_WIRE_MAX_CHANGES; i++)
    g_string_append_printf (text, "%s{\"id\":\"" ID "\",\"ops\":[]}", i > 0 ? "," : "");
  push = g_string_free (g_string_append (text, "]}"), FALSE);
  node = lf_json_read (push, strlen (push), &error);
  g_assert_no_error (error);
  g_assert_null (lf_wire_to_push (node, &error));
  g_assert_cmpstr (error->message, ==, "changes is too long a list.");
}

/* clang-format off */
#define PAGE_TABLE(tails, more) "{\"end\":true,\"table\":{\"n\":2," more "\"id\":{\"head\":\"01939f6e00007000\"," \
  "\"stamps\":\"\",\"mids\":[\"80000000000000\"]," tails "}},\"shapes\":["
static const struct { const char *text, *sentence; } refused_pages[] = {
  { "", "The page breaks off before its end." },
  { "{\"end\":true}", "line[1].epoch is missing." },
  { "{\"end\":1}", "line[1].end is neither true nor false." },
  { "[]", "line[1] is not an object." },
  { "{\"entity\":\"node\",\"id\":\"" ID "\",\"fields\":{}}\n{\"entity\":\"node\"}", "line[2].id is missing." },
  { "{\"entity\":\"node\",\"id\":\"" ID "\",\"fields\":[]}", "line[1].fields is not an object." },
  { "{\"entity\":\"node\",\"id\":\"" ID "\",\"fields\":{\"name\":1}}", "line[1].fields.name is not a text." },
  { "{\"entity\":\"node\",\"id\":\"" ID "\",\"fields\":{\"\":\"x\"}}", "line[1].fields is not a name." },
  { "{\"table\":7,\"end\":true}", "table is not an object." },
  { "{\"table\":null,\"end\":true}", "line[1].epoch is missing." },
  { PAGE_TABLE ("\"tails\":\"a1a2\"", "\"entity\":[\"node\"],\"author\":null,") "[\" \"]]}", "shapes is not a name." },
  { PAGE_TABLE ("\"tails\":\"a1a2\"", "\"entity\":[\"node\"],\"author\":null,") "[]],\"fields\":{}}", "line[1].epoch is missing." },
  { "{\"table\":{\"n\":100001},\"end\":true}", "table.n is too long a list." },
  { "{\"table\":{\"n\":1},\"end\":true}", "shapes is not a list." },
  { "{\"table\":{\"n\":1},\"shapes\":[],\"end\":true}", "table.id is not an id." },
  { PAGE_TABLE ("\"tails\":\"a1\"", "") "[]]}", "table.tails is not an id." },
  { PAGE_TABLE ("\"tails\":\"a1xy\"", "\"entity\":[\"node\"],") "[]]}", "table.id is not an id." },
  { PAGE_TABLE ("\"tails\":\"a1a2\"", "") "[]]}", "table.entity is not a name." },
  { PAGE_TABLE ("\"tails\":\"a1a2\"", "\"entity\":[7],") "[]]}", "table.entity is not a text." },
  { PAGE_TABLE ("\"tails\":\"a1a2\"", "\"entity\":[\"node\"],\"shape\":[9],") "[]]}", "table.shape is too long a list." },
  { PAGE_TABLE ("\"tails\":\"a1a2\"", "\"entity\":[\"node\"],") "[\" \"]]}", "shapes is not a name." },
  { PAGE_TABLE ("\"tails\":\"a1a2\"", "\"entity\":[\"node\"],\"seq\":[\"\"],") "[]]}", "table.seq is not a whole number." },
};
/* clang-format on */

static void
test_refused_pages (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refused_pages); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LfPage) page
          = lf_wire_to_page (refused_pages[i].text, strlen (refused_pages[i].text), &error);

      g_assert_null (page);
      g_assert_error (error, LF_ERROR, LF_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, refused_pages[i].sentence);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (const Golden *golden = goldens; golden->file != NULL; golden++)
    {
      g_autofree char *path = g_strconcat ("/protocol/wire/round-trip/", golden->file, NULL);

      g_test_add_data_func (path, golden, test_round_trip);
    }
  g_test_add_func ("/protocol/wire/create", test_create);
  g_test_add_func ("/protocol/wire/G11-edit", test_edit_g11);
  g_test_add_func ("/protocol/wire/as-seen", test_as_seen);
  g_test_add_func ("/protocol/wire/answers", test_answers);
  g_test_add_func ("/protocol/wire/page", test_page);
  g_test_add_func ("/protocol/wire/history", test_history);
  g_test_add_func ("/protocol/wire/digests", test_digests);
  g_test_add_data_func ("/protocol/wire/G5-page-cut-anywhere", "page.ndjson",
                        test_page_cut_anywhere_g5);
  g_test_add_data_func ("/protocol/wire/G5-page-cut-anywhere/table", "page-table.json",
                        test_page_cut_anywhere_g5);
  g_test_add_func ("/protocol/wire/tables/push", test_tables_push);
  g_test_add_func ("/protocol/wire/tables/random", test_tables_random);
  g_test_add_func ("/protocol/wire/tables/page-random", test_table_page_random);
  g_test_add_func ("/protocol/wire/tables/only-to-who-knows", test_tables_only_to_who_knows);
  g_test_add_func ("/protocol/wire/tables/runs", test_answer_runs);
  g_test_add_func ("/protocol/wire/characters", test_characters);
  g_test_add_func ("/protocol/wire/not-json", test_not_json);
  g_test_add_func ("/protocol/wire/numbers", test_numbers);
  g_test_add_func ("/protocol/wire/strings", test_strings);
  g_test_add_func ("/protocol/wire/cut-anywhere", test_cut);
  g_test_add_func ("/protocol/wire/depth", test_depth);
  g_test_add_func ("/protocol/wire/size", test_size);
  g_test_add_func ("/protocol/wire/refused-pushes", test_refused_pushes);
  g_test_add_func ("/protocol/wire/too-many-changes", test_too_many_changes);
  g_test_add_func ("/protocol/wire/refused-pages", test_refused_pages);
  return g_test_run ();
}
