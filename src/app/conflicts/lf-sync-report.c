/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands between this device and the server, in words. */

#include "config.h"

#include "lf-sync-report.h"

#include "lf-teller.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_OPS_APART 5

/* ---- Freeing ---- */

static void
side_clear (LfConflictSide *side)
{
  g_free (side->value);
  g_free (side->byline);
  g_free (side->name);
}

static void
conflict_free (gpointer data)
{
  LfOpenConflict *conflict = data;

  g_free (conflict->id);
  g_free (conflict->record);
  g_free (conflict->title);
  g_free (conflict->what);
  side_clear (&conflict->mine);
  side_clear (&conflict->theirs);
  g_free (conflict->original);
  g_free (conflict);
}

static void
refused_free (gpointer data)
{
  LfRefusedChange *refused = data;

  g_free (refused->change);
  g_free (refused->title);
  g_free (refused->reason);
  g_free (refused->edits);
  g_free (refused->byline);
  g_free (refused);
}

static void
waiting_free (gpointer data)
{
  LfWaitingEdit *waiting = data;

  g_free (waiting->entity);
  g_free (waiting->id);
  g_free (waiting->title);
  g_free (waiting->edits);
  g_free (waiting);
}

void
lf_sync_report_free (LfSyncReport *self)
{
  g_ptr_array_unref (self->conflicts);
  g_ptr_array_unref (self->refused);
  g_ptr_array_unref (self->waiting);
  g_free (self);
}

/* ---- Conflicts ---- */

static char *
tell_conflict_value (LfTeller *teller, const LfOpenConflict *conflict, const char *value)
{
  g_autofree char *text = NULL;

  if (conflict->field == NULL)
    return g_strdup (value == NULL ? C_ ("conflict", "kept") : C_ ("conflict", "deleted"));
  text = lf_teller_value (teller, conflict->field, value);
  return *text == '\0' ? g_strdup (C_ ("value", "blank")) : g_steal_pointer (&text);
}

static void
tell_side (LfTeller *teller,
           const LfOpenConflict *conflict,
           const LfRecord *record,
           const char *which,
           const char *name,
           LfConflictSide *ret_side)
{
  g_autofree char *value = g_strconcat (which, "_value", NULL);
  g_autofree char *author = g_strconcat (which, "_author", NULL);
  g_autofree char *us = g_strconcat (which, "_us", NULL);
  const char *time = lf_record_get (record, us);

  ret_side->value = tell_conflict_value (teller, conflict, lf_record_get (record, value));
  ret_side->byline = lf_tell_by (lf_record_get (record, author),
                                 time == NULL ? 0 : g_ascii_strtoll (time, NULL, 10));
  ret_side->name = g_strdup (name != NULL ? name : lf_record_get (record, author));
}

static LfOpenConflict *
tell_conflict (LfTeller *teller, const LfRecord *record, const char *device)
{
  LfOpenConflict *conflict = g_new0 (LfOpenConflict, 1);
  gboolean accepted_here = g_strcmp0 (lf_record_get (record, "accepted_device"), device) == 0;
  gboolean offered_here = g_strcmp0 (lf_record_get (record, "offered_device"), device) == 0;
  gboolean is_known = accepted_here || offered_here;
  const char *name = lf_record_get (record, "field");

  conflict->id = g_strdup (lf_record_id (record));
  conflict->entity = lf_schema_find (lf_record_get (record, "entity"));
  conflict->field = conflict->entity == NULL ? NULL : lf_entity_field (conflict->entity, name);
  conflict->record = g_strdup (lf_record_get (record, "record"));
  conflict->title = g_strdup (lf_teller_title (teller, conflict->entity, conflict->record));
  conflict->what = g_strdup (conflict->field != NULL         ? lf_field_label (conflict->field)
                             : strcmp (name, "deleted") == 0 ? _ ("Deleted or kept")
                                                             : name);
  conflict->is_mine_in_force = accepted_here && !offered_here;
  tell_side (teller, conflict, record, conflict->is_mine_in_force ? "accepted" : "offered",
             is_known ? C_ ("conflict", "Mine") : NULL, &conflict->mine);
  tell_side (teller, conflict, record, conflict->is_mine_in_force ? "offered" : "accepted",
             is_known ? C_ ("conflict", "Theirs") : NULL, &conflict->theirs);
  conflict->original
      = tell_conflict_value (teller, conflict, lf_record_get (record, "original_value"));
  return conflict;
}

static gboolean
read_conflicts (LfStore *store, LfTeller *teller, GPtrArray *conflicts, GError **error)
{
  LfDate today = lf_date_today ();
  g_autoptr (LfQuery) query
      = lf_query_parse (lf_schema_find ("conflict"), "state=open", /* sort= */ NULL, &today, error);
  g_autoptr (GPtrArray) records
      = query == NULL ? NULL : lf_store_list_sync (store, query, LF_MAX_CONFLICTS, error);

  for (guint i = 0; records != NULL && i < records->len; i++)
    if (records->pdata[i] != NULL)
      g_ptr_array_add (conflicts,
                       tell_conflict (teller, records->pdata[i], lf_store_device (store)));
  return records != NULL;
}

/* ---- Refused changes ---- */

static const char *
tell_reason (const LfRefused *refused)
{
  static const struct
  {
    const char *reason, *sentence;
  } sentences[] = {
    { "permission", N_ ("Your account may not change this. Ask an administrator, then send it "
                        "again; or discard it.") },
    { "stage", N_ ("The project stood elsewhere by then, and this move is not allowed from there. "
                   "Discard it and move the project again.") },
    { "locked",
      N_ ("The record was locked by then. Unlock it and send this again, or discard it.") },
    { "invalid", N_ ("The server does not take this value. Discard it and enter it again.") },
    { "unknown-entity",
      N_ ("The server is older than this program. Send it again when the server was updated.") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    if (g_strcmp0 (refused->reason, sentences[i].reason) == 0)
      return _ (sentences[i].sentence);
  return refused->message;
}

/* What was edited, one a line; of a change of many records, how many. */
static char *
tell_ops (LfTeller *teller, const GPtrArray *ops)
{
  GString *edits = g_string_new (NULL);

  if (ops->len > MAX_OPS_APART)
    g_string_append_printf (edits, ngettext ("%u record", "%u records", ops->len), ops->len);
  for (guint i = 0; ops->len <= MAX_OPS_APART && i < ops->len; i++)
    {
      g_autofree char *text = lf_teller_op (teller, ops->pdata[i]);
      g_string_append_printf (edits, "%s%s", edits->len > 0 ? "\n" : "", text);
    }
  return g_string_free (edits, FALSE);
}

static LfRefusedChange *
tell_refused (LfTeller *teller, const LfRefused *refused)
{
  LfRefusedChange *told = g_new0 (LfRefusedChange, 1);
  const GPtrArray *ops = refused->change->ops;

  told->change = g_strdup (refused->change->id);
  if (ops->len == 1)
    {
      const LfOp *op = ops->pdata[0];
      told->title = g_strdup (lf_teller_title (teller, lf_schema_find (op->entity), op->id));
    }
  else
    told->title = g_strdup (refused->change->label);
  told->reason = g_strdup (tell_reason (refused));
  told->edits = tell_ops (teller, ops);
  told->byline = lf_tell_when (refused->refused_us);
  return told;
}

static gboolean
read_refused (LfStore *store, LfTeller *teller, GPtrArray *told, GError **error)
{
  g_autoptr (GPtrArray) refused = lf_store_refused_sync (store, error);

  for (guint i = 0; refused != NULL && i < refused->len; i++)
    g_ptr_array_add (told, tell_refused (teller, refused->pdata[i]));
  return refused != NULL;
}

/* ---- What waits ---- */

/* A change of many records (an import) is one row. */
static void
tell_waiting (LfTeller *teller, const LfChange *change, GPtrArray *waiting)
{
  if (change->ops->len > MAX_OPS_APART)
    {
      LfWaitingEdit *edit = g_new0 (LfWaitingEdit, 1);

      edit->title = g_strdup (change->label);
      edit->edits = tell_ops (teller, change->ops);
      g_ptr_array_add (waiting, edit);
      return;
    }
  for (guint i = 0; i < change->ops->len; i++)
    {
      const LfOp *op = change->ops->pdata[i];
      LfWaitingEdit *edit = g_new0 (LfWaitingEdit, 1);

      *edit = (LfWaitingEdit){ g_strdup (op->entity), g_strdup (op->id),
                               g_strdup (
                                   lf_teller_title (teller, lf_schema_find (op->entity), op->id)),
                               lf_teller_op (teller, op) };
      g_ptr_array_add (waiting, edit);
    }
}

static gboolean
read_waiting (LfStore *store, LfTeller *teller, GPtrArray *waiting, GError **error)
{
  g_autoptr (GPtrArray) changes = lf_store_outbox_sync (store, LF_MAX_WAITING, error);
  g_autoptr (GPtrArray) held
      = changes == NULL ? NULL : lf_store_waiting_sync (store, error); /* behind refused ones */

  for (guint i = 0; held != NULL && i < changes->len; i++)
    tell_waiting (teller, changes->pdata[i], waiting);
  for (guint i = 0; held != NULL && i < held->len; i++)
    tell_waiting (teller, held->pdata[i], waiting);
  return held != NULL;
}

/* ---- All of it ---- */

LfSyncReport *
lf_sync_report_read_sync (LfStore *store, GError **error)
{
  g_autoptr (LfSyncReport) report = g_new0 (LfSyncReport, 1);
  g_autoptr (LfTeller) teller = lf_teller_new (store);

  report->conflicts = g_ptr_array_new_with_free_func (conflict_free);
  report->refused = g_ptr_array_new_with_free_func (refused_free);
  report->waiting = g_ptr_array_new_with_free_func (waiting_free);
  report->n_waiting = lf_store_count_pending_sync (store, /* error= */ NULL);
  if (!read_conflicts (store, teller, report->conflicts, error)
      || !read_refused (store, teller, report->refused, error)
      || !read_waiting (store, teller, report->waiting, error))
    return NULL;
  return g_steal_pointer (&report);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  LfSyncReport *report = lf_sync_report_read_sync (source, &error);

  if (report == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, report, (GDestroyNotify) lf_sync_report_free);
}

void
lf_sync_report_read_async (LfStore *store,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_source_tag (task, lf_sync_report_read_async);
  g_task_run_in_thread (task, read_in_thread);
}

LfSyncReport *
lf_sync_report_read_finish (LfStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
send_again_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (lf_store_resend_sync (source, task_data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
discard_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (lf_store_discard_sync (source, task_data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
lf_refused_answer_async (LfStore *store,
                         const char *change,
                         gboolean send_again,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, /* cancellable= */ NULL, callback, user_data);

  g_task_set_source_tag (task, lf_refused_answer_async);
  g_task_set_task_data (task, g_strdup (change), g_free);
  g_task_run_in_thread (task, send_again ? send_again_in_thread : discard_in_thread);
}

gboolean
lf_refused_answer_finish (LfStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
