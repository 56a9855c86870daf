/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the same edit, move or deletion would do to many records. */

#include "config.h"

#include "lf-store-bulk.h"

#include "lf-sight.h"
#include "lf-store-gate.h"
#include "lf-store-list.h"
#include "lf-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PAGE_ROWS 256

/* ---- What is to be done ---- */

static void
edit_free (gpointer data)
{
  g_free (((LfBulkEdit *) data)->value);
  g_free (data);
}

static LfBulk *
bulk_new (LfBulkKind kind)
{
  LfBulk *self = g_new0 (LfBulk, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->kind = kind;
  self->edits = g_ptr_array_new_with_free_func (edit_free);
  return self;
}

LfBulk *
lf_bulk_new_edit (void)
{
  return bulk_new (LF_BULK_EDIT);
}

void
lf_bulk_add_edit (LfBulk *self, const LfField *field, LfBulkHow how, const char *value)
{
  LfBulkEdit *edit = g_new (LfBulkEdit, 1);

  *edit = (LfBulkEdit){ field, lf_field_is_set (field) ? how : LF_BULK_REPLACE, g_strdup (value) };
  g_ptr_array_add (self->edits, edit);
}

LfBulk *
lf_bulk_new_move (LfStage to, const LfDate *date, const char *evidence, const char *reason)
{
  LfBulk *self = bulk_new (LF_BULK_MOVE);

  self->to = to;
  self->date = *date;
  self->evidence = g_strdup (evidence);
  self->reason = g_strdup (reason);
  return self;
}

LfBulk *
lf_bulk_new_delete (void)
{
  return bulk_new (LF_BULK_DELETE);
}

LfBulk *
lf_bulk_ref (LfBulk *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
lf_bulk_unref (LfBulk *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_ptr_array_unref (self->edits);
  g_free (self->evidence);
  g_free (self->reason);
  g_free (self);
}

gboolean
lf_bulk_is_offered (const LfField *field)
{
  return !(field->flags & (LF_FIELD_MACHINE | LF_FIELD_HIDDEN | LF_FIELD_TITLE))
         && field->stamp == LF_STAMP_NONE && field->type != LF_VALUE_ATTACHMENT_SET
         && field->type != LF_VALUE_TIMESTAMP;
}

/* ---- The plan ---- */

static void
skipped_free (gpointer data)
{
  LfBulkSkipped *skipped = data;

  g_free (skipped->id);
  g_free (skipped->title);
  g_free (skipped->reason);
  g_free (skipped);
}

void
lf_bulk_plan_free (LfBulkPlan *self)
{
  lf_change_unref (self->change);
  g_ptr_array_unref (self->skipped);
  g_free (self);
}

/* One plan while it is made. */
typedef struct
{
  const LfQuery *query;
  const LfBulk *bulk;
  LfDate today;
  GCancellable *cancellable; /* (nullable) */
  char *role, *sight;        /* (nullable): of whoever works here */
  LfBulkPlan *plan;          /* unowned */
  LfDb *db;                  /* while it is made */
} Planning;

static const LfEntity *
entity_of (const Planning *self)
{
  return lf_query_entity (self->query);
}

static void
skip (Planning *self, const LfRecord *record, const char *reason)
{
  LfBulkSkipped *skipped = g_new (LfBulkSkipped, 1);

  *skipped = (LfBulkSkipped){ g_strdup (lf_record_id (record)), lf_record_title (record),
                              g_strdup (reason) };
  g_ptr_array_add (self->plan->skipped, skipped);
}

static char *
join (GPtrArray *problems)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                            ((LfProblem *) problems->pdata[i])->message);
  return g_string_free (text, FALSE);
}

static gboolean
may_move (const Planning *self, const LfRecord *before, const LfRecord *after)
{
  const LfScopeFields *fields = &entity_of (self)->scope;
  LfParkMove move = { .entity = entity_of (self)->name };

  if (fields->park == NULL)
    return TRUE;
  move.park = lf_record_get (before, fields->park);
  move.offered = lf_record_get (before, fields->offered);
  move.to = lf_record_get (after, fields->park);
  return g_strcmp0 (move.park, move.to) == 0 || lf_sight_may_move (self->role, self->sight, &move);
}

/* @ret_reason: (transfer full) (nullable): why @op may not be done to @before; NULL: it may */
static gboolean
find_reason (
    const Planning *self, const LfRecord *before, const LfOp *op, char **ret_reason, GError **error)
{
  g_autoptr (LfRecord) after = lf_record_copy (before);
  g_autoptr (GPtrArray) problems = NULL;
  char action = op->kind == LF_OP_DELETE ? 'd' : 'e';

  if (self->role != NULL && !lf_rules_may (self->role, op->entity, action))
    {
      *ret_reason = g_strdup (_ ("Your role may not do this."));
      return TRUE;
    }
  for (guint i = 0; i < op->edits->len; i++)
    {
      const LfEdit *edit = op->edits->pdata[i];
      lf_record_set (after, edit->field, edit->value);
    }
  problems = lf_rules_check (before, after, FALSE);
  *ret_reason = problems->len > 0                ? join (problems)
                : may_move (self, before, after) ? NULL
                                                 : lf_sight_tell_move ();
  return *ret_reason != NULL || lf_gate_check (self->db, before, after, ret_reason, error);
}

static void
add_edits (const Planning *self, LfChange *change, const LfRecord *record)
{
  for (guint i = 0; i < self->bulk->edits->len; i++)
    {
      const LfBulkEdit *edit = self->bulk->edits->pdata[i];
      const char *before = lf_record_get (record, edit->field->name);
      g_autofree char *after = edit->how == LF_BULK_REPLACE ? g_strdup (edit->value)
                               : edit->how == LF_BULK_ADD
                                   ? lf_set_apply (before, NULL, edit->value)
                                   : lf_set_apply (before, edit->value, NULL);

      if (g_strcmp0 (before, after) != 0)
        lf_change_edit (change, record, edit->field->name, after);
    }
}

/* What is done to one record, by itself. FALSE with the reason when it cannot be. */
static gboolean
add_one (const Planning *self, LfChange *change, const LfRecord *record, GError **error)
{
  const LfBulk *bulk = self->bulk;
  const LfMove move = { bulk->to, bulk->date, bulk->evidence, bulk->reason, NULL };

  if (bulk->kind == LF_BULK_DELETE)
    lf_change_delete (change, record);
  else if (bulk->kind == LF_BULK_EDIT)
    add_edits (self, change, record);
  else if (g_strcmp0 (lf_record_get (record, "stage"), lf_stage_key (bulk->to)) != 0)
    return lf_stage_move (change, record, &move, &self->today, error);
  return TRUE;
}

static gboolean
plan_one (Planning *self, const LfRecord *record, GError **error)
{
  g_autoptr (LfChange) one = lf_change_new ("");
  g_autoptr (GError) cause = NULL;
  g_autofree char *reason = NULL;

  if (!add_one (self, one, record, &cause))
    {
      skip (self, record, cause->message);
      return TRUE;
    }
  if (lf_change_is_empty (one))
    {
      self->plan->n_same++;
      return TRUE;
    }
  if (!find_reason (self, record, one->ops->pdata[0], &reason, error))
    return FALSE;
  if (reason != NULL)
    {
      skip (self, record, reason);
      return TRUE;
    }
  g_ptr_array_extend_and_steal (self->plan->change->ops, g_steal_pointer (&one->ops));
  one->ops = g_ptr_array_new ();
  self->plan->n_changed++;
  return TRUE;
}

static void
name_change (const Planning *self)
{
  const LfBulk *bulk = self->bulk;
  const LfBulkEdit *edit = bulk->edits->len == 0 ? NULL : bulk->edits->pdata[0];
  const char *plural = lf_entity_plural (entity_of (self));
  guint n = self->plan->n_changed;
  char *label;

  if (bulk->kind == LF_BULK_DELETE)
    label = g_strdup_printf (
        ngettext ("Delete %1$u record of “%2$s”", "Delete %1$u records of “%2$s”", n), n, plural);
  else if (bulk->kind == LF_BULK_MOVE)
    label = g_strdup_printf (ngettext ("Move %1$u record of “%2$s” to “%3$s”",
                                       "Move %1$u records of “%2$s” to “%3$s”", n),
                             n, plural, lf_stage_label (bulk->to));
  else
    label = g_strdup_printf (
        ngettext ("Set “%3$s” of %1$u record of “%2$s”", "Set “%3$s” of %1$u records of “%2$s”", n),
        n, plural, lf_field_label (edit->field));
  g_free (self->plan->change->label);
  self->plan->change->label = label;
}

static gboolean
plan_page (Planning *self, LfDb *db, const gint64 *rows, guint n, GError **error)
{
  g_autoptr (GPtrArray) page = NULL;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  page = lf_rows_page (db, entity_of (self), rows, n, error);
  for (guint i = 0; page != NULL && i < page->len; i++)
    if (page->pdata[i] != NULL && !lf_record_is_deleted (page->pdata[i])
        && !plan_one (self, page->pdata[i], error))
      return FALSE;
  return page != NULL;
}

static gpointer
plan (LfDb *db, gpointer data, GError **error)
{
  Planning *self = data;
  g_autoptr (LfBulkPlan) made = g_new0 (LfBulkPlan, 1);
  g_autoptr (GArray) rows = NULL;

  made->change = lf_change_new ("");
  made->skipped = g_ptr_array_new_with_free_func (skipped_free);
  self->plan = made;
  self->db = db;
  rows = lf_list_rows (db, self->query, error);
  if (rows == NULL || !lf_setting_get (db, LF_SETTING_ROLE, &self->role, error)
      || !lf_setting_get (db, LF_SETTING_SIGHT, &self->sight, error))
    return NULL;
  for (guint i = 0; i < rows->len; i += PAGE_ROWS)
    if (!plan_page (self, db, &g_array_index (rows, gint64, i), MIN (PAGE_ROWS, rows->len - i),
                    error))
      return NULL;
  name_change (self);
  return g_steal_pointer (&made);
}

/* On a connection of its own: lists go on meanwhile. */
static LfBulkPlan *
run (LfStore *store, Planning *planning, GError **error)
{
  LfBulkPlan *made = lf_store_read_apart (store, plan, planning, error);

  g_clear_pointer (&planning->role, g_free);
  g_clear_pointer (&planning->sight, g_free);
  return made;
}

LfBulkPlan *
lf_store_plan_bulk_sync (
    LfStore *self, const LfQuery *query, LfBulk *bulk, const LfDate *today, GError **error)
{
  Planning planning = { .query = query, .bulk = bulk, .today = *today };

  return run (self, &planning, error);
}

static void
planning_free (gpointer data)
{
  Planning *planning = data;

  lf_query_unref ((LfQuery *) planning->query);
  lf_bulk_unref ((LfBulk *) planning->bulk);
  g_clear_object (&planning->cancellable);
  g_free (planning);
}

static void
plan_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  LfBulkPlan *made = run (LF_STORE (source), data, &error);

  if (made != NULL)
    g_task_return_pointer (task, made, (GDestroyNotify) lf_bulk_plan_free);
  else
    g_task_return_error (task, error);
}

void
lf_store_plan_bulk_async (LfStore *self,
                          const LfQuery *query,
                          LfBulk *bulk,
                          const LfDate *today,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Planning *planning = g_new0 (Planning, 1);

  planning->query = lf_query_ref ((LfQuery *) query);
  planning->bulk = lf_bulk_ref (bulk);
  planning->today = *today;
  planning->cancellable = cancellable == NULL ? NULL : g_object_ref (cancellable);
  g_task_set_task_data (task, planning, planning_free);
  g_task_run_in_thread (task, plan_in_thread);
}

LfBulkPlan *
lf_store_plan_bulk_finish (LfStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
