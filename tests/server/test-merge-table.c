/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules of docs/sync.md, one case a row: devices edit one project, knowing of each other or
 * not. */

#include "config.h"

#include "zone.h"

#include <string.h>

#define MAX_STEPS 5

typedef enum
{
  NONE,
  SET,      /* of one field */
  SET_BOTH, /* next_step and next_step_date, "text|date" */
  DELETE,
  RESTORE,
} Act;

typedef struct
{
  const char *device;
  Act act;
  const char *field;
  const char *was, *value; /* (nullable) */
  gint64 seen;
  guint n_told; /* conflicts in the answer */
} Step;

/* Each case starts with a project made by a: change 1. The steps are changes 2, 3, … */
typedef struct
{
  const char *name;
  Step steps[MAX_STEPS];
  const char *field, *value; /* what is in force at the end */
  const char *offered; /* (nullable): of the open conflict on that field; NULL: there is none */
  gboolean has_null_offer;
  const char *accepted; /* (nullable): of that conflict, where it is not what is in force now */
  guint n_open;
  gboolean deleted;
} Case;

/* clang-format off */
static const Case cases[] = {
  /* taken */
  { "seen", { { "a", SET, "industry", "x", "y", 1 }, { "b", SET, "industry", "y", "z", 2 } }, "industry", "z" },
  { "own-device-had-not-pulled", { { "a", SET, "industry", "x", "y", 1 }, { "a", SET, "industry", "y", "z", 1 } }, "industry", "z" },
  { "own-creation-had-not-pulled", { { "a", SET, "industry", "x", "y", 0 } }, "industry", "y" },
  { "unseen-but-back-to-what-it-was",
    { { "b", SET, "industry", "x", "y", 1 }, { "b", SET, "industry", "y", "x", 1 }, { "c", SET, "industry", "x", "z", 1 } }, "industry", "z" },
  { "blank-to-value", { { "b", SET, "note", NULL, "n", 1 } }, "note", "n" },
  { "value-to-blank", { { "b", SET, "industry", "x", NULL, 1 } }, "industry", NULL },
  { "G6-different-fields", { { "b", SET, "industry", "x", "y", 1 }, { "c", SET, "note", NULL, "n", 1 } }, "industry", "y" },

  /* nothing to do */
  { "two-write-the-same", { { "b", SET, "industry", "x", "y", 1 }, { "c", SET, "industry", "x", "y", 1 } }, "industry", "y" },
  { "two-blank-the-same", { { "b", SET, "industry", "x", NULL, 1 }, { "c", SET, "industry", "x", NULL, 1 } }, "industry", NULL },

  /* conflicts */
  { "G2-same-field", { { "b", SET, "industry", "x", "y", 1 }, { "c", SET, "industry", "x", "z", 1, 1 } },
    "industry", "y", .offered = "z", .n_open = 1 },
  { "G2-same-field-blank-offered", { { "b", SET, "industry", "x", "y", 1 }, { "c", SET, "industry", "x", NULL, 1, 1 } },
    "industry", "y", .has_null_offer = TRUE, .n_open = 1 },
  { "G2-same-field-blank-in-force", { { "b", SET, "industry", "x", NULL, 1 }, { "c", SET, "industry", "x", "z", 1, 1 } },
    "industry", NULL, .offered = "z", .n_open = 1 },
  { "G2-three-on-one-field",
    { { "b", SET, "industry", "x", "y", 1 }, { "c", SET, "industry", "x", "z", 1, 1 }, { "d", SET, "industry", "x", "w", 1, 1 } },
    "industry", "y", .offered = "w", .n_open = 2 },
  { "G2-overtaken-after-own-edit",
    { { "b", SET, "industry", "x", "y", 1 }, { "c", SET, "industry", "y", "z", 2 }, { "b", SET, "industry", "y", "w", 2, 1 } },
    "industry", "z", .offered = "w", .n_open = 1 },
  { "G11-unknown-field", { { "b", SET, "hue", NULL, "red", 1 }, { "c", SET, "hue", NULL, "blue", 1, 1 } },
    "hue", "red", .offered = "blue", .n_open = 1 },

  /* a chain of offline edits conflicts once */
  { "chain-is-one-conflict",
    { { "b", SET, "industry", "x", "y", 1 }, { "c", SET, "industry", "x", "z", 1, 1 }, { "c", SET, "industry", "z", "w", 1, 1 } },
    "industry", "y", .offered = "w", .n_open = 1 },
  { "chain-comes-to-agree",
    { { "b", SET, "industry", "x", "y", 1 }, { "c", SET, "industry", "x", "z", 1, 1 }, { "c", SET, "industry", "z", "y", 1 } },
    "industry", "y" },
  { "chain-of-another-device-is-another",
    { { "b", SET, "industry", "x", "y", 1 }, { "c", SET, "industry", "x", "z", 1, 1 }, { "d", SET, "industry", "z", "w", 1, 1 } },
    "industry", "y", .offered = "w", .n_open = 2 },
  { "looked-and-edited-again",
    { { "b", SET, "industry", "x", "y", 1 }, { "c", SET, "industry", "x", "z", 1, 1 }, { "c", SET, "industry", "y", "w", 3 } },
    "industry", "w", .offered = "z", .accepted = "y", .n_open = 1 },

  /* bundles are judged as one */
  { "bundle-seen", { { "b", SET_BOTH, NULL, "call|2024-01-01", "visit|2024-02-01", 1 } }, "next_step", "visit" },
  { "bundle-both-members",
    { { "b", SET_BOTH, NULL, "call|2024-01-01", "visit|2024-02-01", 1 }, { "c", SET_BOTH, NULL, "call|2024-01-01", "mail|2024-03-01", 1, 2 } },
    "next_step", "visit", .offered = "mail", .n_open = 2 },
  { "bundle-one-member-agrees",
    { { "b", SET_BOTH, NULL, "call|2024-01-01", "visit|2024-02-01", 1 }, { "c", SET_BOTH, NULL, "call|2024-01-01", "visit|2024-03-01", 1, 1 } },
    "next_step_date", "2024-02-01", .offered = "2024-03-01", .n_open = 1 },
  { "bundle-other-member-unseen",
    { { "b", SET, "next_step", "call", "visit", 1 }, { "c", SET, "next_step_date", "2024-01-01", "2024-03-01", 1, 1 } },
    "next_step_date", "2024-01-01", .offered = "2024-03-01", .n_open = 1 },
  { "bundle-back-to-what-it-was",
    { { "b", SET_BOTH, NULL, "call|2024-01-01", "visit|2024-02-01", 1 }, { "b", SET_BOTH, NULL, "visit|2024-02-01", "call|2024-01-01", 2 },
      { "c", SET_BOTH, NULL, "call|2024-01-01", "mail|2024-03-01", 1 } },
    "next_step", "mail" },

  /* sets merge by element */
  { "G6-set-two-add", { { "b", SET, "tags", "a\nb", "a\nb\nc", 1 }, { "c", SET, "tags", "a\nb", "a\nb\nd", 1 } }, "tags", "a\nb\nc\nd" },
  { "G6-set-add-and-remove", { { "b", SET, "tags", "a\nb", "b", 1 }, { "c", SET, "tags", "a\nb", "a\nb\nd", 1 } }, "tags", "b\nd" },
  { "G6-set-two-remove-all", { { "b", SET, "tags", "a\nb", NULL, 1 }, { "c", SET, "tags", "a\nb", NULL, 1 } }, "tags", NULL },

  /* delete */
  { "delete-seen", { { "b", DELETE, .seen = 1 } }, "industry", "x", .deleted = TRUE },
  { "delete-own-unseen", { { "a", SET, "industry", "x", "y", 1 }, { "a", DELETE, .seen = 1 } }, "industry", "y", .deleted = TRUE },
  { "delete-twice", { { "b", DELETE, .seen = 1 }, { "c", DELETE, .seen = 1 } }, "industry", "x", .deleted = TRUE },
  { "delete-and-restore", { { "b", DELETE, .seen = 1 }, { "c", RESTORE, .seen = 2 } }, "industry", "x" },
  { "restore-what-is-there", { { "b", RESTORE, .seen = 1 } }, "industry", "x" },
  { "edit-of-deleted-seen", { { "b", DELETE, .seen = 1 }, { "c", SET, "industry", "x", "y", 2 } }, "industry", "y", .deleted = TRUE },
  { "G7-edit-against-delete", { { "b", DELETE, .seen = 1 }, { "c", SET, "industry", "x", "y", 1, 1 } }, "industry", "y", .n_open = 1 },
  { "G7-set-edit-against-delete", { { "b", DELETE, .seen = 1 }, { "c", SET, "tags", "a\nb", "a", 1, 1 } }, "tags", "a", .n_open = 1 },
  { "G7-delete-against-edit", { { "b", SET, "industry", "x", "y", 1 }, { "c", DELETE, .seen = 1, .n_told = 1 } }, "industry", "y", .n_open = 1 },
  { "G7-delete-after-own-set-edit-merged-with-another", { { "b", SET, "tags", "a\nb", "a\nb\nc", 1 }, { "c", SET, "tags", "a\nb", "a\nb\nd", 1 }, { "c", DELETE, .seen = 1, .n_told = 1 } }, "tags", "a\nb\nc\nd", .n_open = 1 },
  { "G7-delete-after-own-set-edits-only", { { "b", SET, "tags", "a\nb", "a\nb\nc", 1 }, { "b", DELETE, .seen = 1 } }, "tags", "a\nb\nc", .deleted = TRUE },
  { "G7-delete-against-creation", { { "b", DELETE, .seen = 0, .n_told = 1 } }, "industry", "x", .n_open = 1 },
  { "G7-delete-against-restore-and-edit",
    { { "b", DELETE, .seen = 1 }, { "b", RESTORE, .seen = 2 }, { "b", SET, "industry", "x", "y", 3 }, { "c", DELETE, .seen = 1, .n_told = 1 } },
    "industry", "y", .n_open = 1 },
};
/* clang-format on */

static void
add_part (LfOp *op, const char *field, const Step *step, guint part)
{
  g_auto (GStrv) was = g_strsplit (step->was, "|", 2);
  g_auto (GStrv) value = g_strsplit (step->value, "|", 2);

  lf_op_add_edit (op, field, was[part], value[part], step->seen);
}

static LfChange *
make_change (const Step *step, const char *id)
{
  LfChange *change;

  if (step->act == DELETE)
    return change_new (LF_OP_DELETE, "project", id, step->seen);
  if (step->act == RESTORE)
    return change_new (LF_OP_RESTORE, "project", id, step->seen);
  if (step->act == SET)
    return change_edit ("project", id, step->field, step->was, step->value, step->seen);
  change = change_new (LF_OP_PUT, "project", id, 0);
  add_part (change->ops->pdata[0], "next_step", step, 0);
  add_part (change->ops->pdata[0], "next_step_date", step, 1);
  return change;
}

static void
make_project (Zone *zone, const char *id)
{
  static const struct
  {
    const char *field, *value;
  } values[] = { { "stage", "lead" },
                 { "industry", "x" },
                 { "tags", "a\nb" },
                 { "next_step", "call" },
                 { "next_step_date", "2024-01-01" } };
  g_autoptr (LfChange) change = change_create ("project", id, "减速器");
  g_autoptr (LfAnswer) answer = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    lf_op_add_edit (change->ops->pdata[0], values[i].field, NULL, values[i].value, 0);
  answer = zone_push (zone, "a", change);
  g_assert_cmpint (answer->kind, ==, LF_ANSWER_ACCEPTED);
  g_assert_cmpint (answer->seq, ==, 1);
}

static void
run_step (Zone *zone, const Step *step, const char *id, gint64 seq)
{
  g_autoptr (LfChange) change = make_change (step, id);
  g_autoptr (LfAnswer) answer = zone_push (zone, step->device, change);

  g_assert_cmpstr (answer->message, ==, NULL);
  g_assert_cmpint (answer->kind, ==, LF_ANSWER_ACCEPTED);
  g_assert_cmpint (answer->seq, ==, seq);
  g_assert_cmpuint (answer->conflicts->len, ==, step->n_told);
}

/* What a device does that knows the record to have been like @states at each number. Returns
 * whether anything is left unsaid. */
static gboolean
leave_out (LfChange *change, GPtrArray *states)
{
  LfOp *op = change->ops->pdata[0];
  gboolean is_lean = FALSE;

  for (guint i = 0; i < op->edits->len; i++)
    {
      LfEdit *edit = op->edits->pdata[i];
      const LfField *field = lf_entity_field (lf_schema_find ("project"), edit->field);
      const LfServerRecord *state = edit->seen == 0 ? NULL : states->pdata[edit->seen - 1];

      if (state == NULL || field == NULL || lf_field_is_set (field)
          || g_strcmp0 (lf_server_record_get (state, edit->field), edit->was) != 0)
        continue;
      edit->is_as_seen = is_lean = TRUE;
      g_clear_pointer (&edit->was, g_free);
    }
  return is_lean;
}

/* FALSE: the server has to be told what the edits started from, and has kept nothing of them. */
static gboolean
run_lean_step (Zone *zone, const Step *step, const char *id, GPtrArray *states)
{
  g_autoptr (LfChange) change = make_change (step, id);
  g_autoptr (LfChange) whole = make_change (step, id);
  g_autoptr (LfAnswer) answer = NULL;
  const LfOp *op = change->ops->pdata[0], *said = whole->ops->pdata[0];

  if (!leave_out (change, states))
    return FALSE;
  answer = zone_push (zone, step->device, change);
  if (answer->kind == LF_ANSWER_WAITING)
    {
      g_assert_cmpint (zone_last_seq (zone), ==, states->len);
      return FALSE;
    }
  g_assert_cmpstr (answer->message, ==, NULL);
  g_assert_cmpint (answer->seq, ==, states->len + 1);
  g_assert_cmpuint (answer->conflicts->len, ==, step->n_told);
  for (guint i = 0; i < op->edits->len; i++)
    g_assert_cmpstr (((LfEdit *) op->edits->pdata[i])->was, ==,
                     ((LfEdit *) said->edits->pdata[i])->was);
  return TRUE;
}

/* The newest open conflict of the field offers what the case says. */
static void
check_offer (const Case *row, GPtrArray *open)
{
  const LfServerRecord *found = NULL;

  for (guint i = 0; i < open->len; i++)
    if (g_strcmp0 (lf_server_record_get (open->pdata[i], "field"), row->field) == 0)
      found = open->pdata[i];
  g_assert_true ((found != NULL) == (row->offered != NULL || row->has_null_offer));
  if (found == NULL)
    return;
  g_assert_cmpstr (lf_server_record_get (found, "offered_value"), ==, row->offered);
  g_assert_cmpstr (lf_server_record_get (found, "accepted_value"), ==,
                   row->accepted != NULL ? row->accepted : row->value);
  g_assert_cmpstr (lf_server_record_get (found, "title"), ==, "减速器");
  g_assert_nonnull (lf_server_record_get (found, "accepted_author"));
  g_assert_nonnull (lf_server_record_get (found, "accepted_device"));
  g_assert_nonnull (lf_server_record_get (found, "accepted_us"));
  g_assert_nonnull (lf_server_record_get (found, "offered_author"));
  g_assert_nonnull (lf_server_record_get (found, "offered_device"));
  g_assert_nonnull (lf_server_record_get (found, "offered_us"));
  g_assert_nonnull (lf_server_record_get (found, "offered_change"));
}

static void
check_end (Zone *zone, const Case *row, const char *id)
{
  g_autoptr (LfServerRecord) record = NULL;
  g_autoptr (GPtrArray) open = NULL;

  record = zone_load (zone, "project", id);
  g_assert_cmpstr (lf_server_record_get (record, row->field), ==, row->value);
  g_assert_cmpint (record->deleted, ==, row->deleted);
  open = zone_conflicts (zone, "open");
  g_assert_cmpuint (open->len, ==, row->n_open);
  check_offer (row, open);
}

static void
test_case (gconstpointer data)
{
  const Case *row = data;
  g_autoptr (Zone) zone = zone_new ();
  g_autofree char *id = zone_id ("project");

  make_project (zone, id);
  for (guint i = 0; i < MAX_STEPS && row->steps[i].act != NONE; i++)
    run_step (zone, &row->steps[i], id, i + 2);
  check_end (zone, row, id);
}

/* It comes to the same when devices leave out what the server knows. */
static void
test_as_seen (gconstpointer data)
{
  const Case *row = data;
  g_autoptr (Zone) zone = zone_new ();
  g_autofree char *id = zone_id ("project");
  g_autoptr (GPtrArray) states
      = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_server_record_free);

  make_project (zone, id);
  for (guint i = 0; i < MAX_STEPS && row->steps[i].act != NONE; i++)
    {
      g_ptr_array_add (states, zone_load (zone, "project", id));
      if (!run_lean_step (zone, &row->steps[i], id, states))
        run_step (zone, &row->steps[i], id, i + 2);
    }
  check_end (zone, row, id);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/server/merge/", cases[i].name, NULL);

      g_autofree char *lean = g_strconcat ("/server/merge/as-seen/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
      g_test_add_data_func (lean, &cases[i], test_as_seen);
    }
  return g_test_run ();
}
