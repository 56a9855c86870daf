/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person has to decide about, in words. */

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
  g_free (conflict->person);
  g_free (conflict->bundle);
  side_clear (&conflict->mine);
  side_clear (&conflict->theirs);
  g_free (conflict->original);
  g_free (conflict);
}

static void
refused_free (gpointer data)
{
  LfRefusedChange *refused = data;

  lf_change_unref (refused->change);
  g_free (refused->title);
  g_free (refused->reason);
  g_free (refused->edits);
  g_free (refused->byline);
  g_free (refused);
}

void
lf_sync_report_free (LfSyncReport *self)
{
  g_ptr_array_unref (self->conflicts);
  g_ptr_array_unref (self->refused);
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
  g_autofree char *doubtful = g_strconcat (which, "_doubtful", NULL);
  const char *time = lf_record_get (record, us);
  g_autofree char *by = lf_tell_by (lf_record_get (record, author),
                                    time == NULL ? 0 : g_ascii_strtoll (time, NULL, 10));

  ret_side->value = tell_conflict_value (teller, conflict, lf_record_get (record, value));
  ret_side->byline
      = lf_record_get (record, doubtful) == NULL
            ? g_steal_pointer (&by)
            : g_strdup_printf (C_ ("author and when", "%1$s · %2$s"), by, lf_tell_doubtful ());
  ret_side->name = g_strdup (name != NULL ? name : lf_record_get (record, author));
}

/* What is settled together has the same; NULL: of a field on its own */
static char *
bundle_key (const LfOpenConflict *conflict, const LfRecord *record)
{
  const char *offered = lf_record_get (record, "offered_device");
  const char *accepted = lf_record_get (record, "accepted_device");

  if (conflict->field == NULL || conflict->field->bundle == NULL)
    return NULL;
  return g_strjoin (" ", conflict->record, conflict->field->bundle, offered == NULL ? "-" : offered,
                    accepted == NULL ? "-" : accepted, NULL);
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
  conflict->n_fields = 1;
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
  conflict->person = g_strdup (
      lf_record_get (record, conflict->is_mine_in_force ? "offered_author" : "accepted_author"));
  conflict->bundle = bundle_key (conflict, record);
  conflict->original
      = tell_conflict_value (teller, conflict, lf_record_get (record, "original_value"));
  return conflict;
}

/* ---- Bundles ---- */

static void
add_line (char **text, const char *line)
{
  char *both = g_strconcat (*text, "\n", line, NULL);

  g_free (*text);
  *text = both;
}

static void
put_label (char **value, const LfField *field)
{
  char *labelled = g_strdup_printf (C_ ("an edit", "%1$s: %2$s"), lf_field_label (field), *value);

  g_free (*value);
  *value = labelled;
}

static void
label_values (LfOpenConflict *conflict)
{
  put_label (&conflict->mine.value, conflict->field);
  put_label (&conflict->theirs.value, conflict->field);
  put_label (&conflict->original, conflict->field);
}

/* One line for each field of the bundle. */
static void
join (LfOpenConflict *first, LfOpenConflict *other)
{
  char *what = g_strdup_printf (C_ ("fields", "%1$s, %2$s"), first->what, other->what);

  if (first->n_fields == 1)
    label_values (first);
  label_values (other);
  add_line (&first->mine.value, other->mine.value);
  add_line (&first->theirs.value, other->theirs.value);
  add_line (&first->original, other->original);
  g_free (first->what);
  first->what = what;
  first->n_fields++;
}

static int
compare_conflicts (gconstpointer a, gconstpointer b)
{
  const LfOpenConflict *one = *(LfOpenConflict *const *) a;
  const LfOpenConflict *other = *(LfOpenConflict *const *) b;
  int order = g_strcmp0 (one->title, other->title);

  if (order == 0)
    order = g_strcmp0 (one->record, other->record);
  if (order == 0)
    order = g_strcmp0 (one->person, other->person);
  return order != 0 ? order : (one->field > other->field) - (one->field < other->field);
}

/* In the order of records, of the people whose edits they met, and of the form. */
static void
gather (LfTeller *teller, GPtrArray *records, const char *device, GPtrArray *conflicts)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  g_autoptr (GHashTable) bundles = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < records->len; i++)
    if (records->pdata[i] != NULL)
      g_ptr_array_add (all, tell_conflict (teller, records->pdata[i], device));
  g_ptr_array_sort (all, compare_conflicts);
  for (guint i = 0; i < all->len; i++)
    {
      LfOpenConflict *conflict = all->pdata[i];
      LfOpenConflict *first
          = conflict->bundle == NULL ? NULL : g_hash_table_lookup (bundles, conflict->bundle);

      if (first != NULL)
        {
          join (first, conflict);
          conflict_free (conflict);
          continue;
        }
      if (conflict->bundle != NULL)
        g_hash_table_insert (bundles, conflict->bundle, conflict);
      g_ptr_array_add (conflicts, conflict);
    }
}

static gboolean
read_conflicts (LfStore *store, LfTeller *teller, GPtrArray *conflicts, GError **error)
{
  LfDate today = lf_date_today ();
  g_autoptr (LfQuery) query
      = lf_query_parse (lf_schema_find ("conflict"), "state=open", /* sort= */ NULL, &today, error);
  g_autoptr (GPtrArray) records
      = query == NULL ? NULL : lf_store_list_sync (store, query, LF_MAX_CONFLICTS, error);

  if (records != NULL)
    gather (teller, records, lf_store_device (store), conflicts);
  return records != NULL;
}

/* ---- Refused changes ---- */

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

  told->change = lf_change_ref (refused->change);
  if (ops->len == 1)
    {
      const LfOp *op = ops->pdata[0];
      told->title = g_strdup (lf_teller_title (teller, lf_schema_find (op->entity), op->id));
    }
  else
    told->title = g_strdup (refused->change->label);
  told->reason = g_strdup (lf_refused_tell (refused));
  told->edits = tell_ops (teller, ops);
  told->byline = lf_date_format_moment (refused->refused_us);
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

/* ---- All of it ---- */

LfSyncReport *
lf_sync_report_read_sync (LfStore *store, GError **error)
{
  g_autoptr (LfSyncReport) report = g_new0 (LfSyncReport, 1);
  g_autoptr (LfTeller) teller = lf_teller_new (store);

  report->conflicts = g_ptr_array_new_with_free_func (conflict_free);
  report->refused = g_ptr_array_new_with_free_func (refused_free);
  if (!read_conflicts (store, teller, report->conflicts, error)
      || !read_refused (store, teller, report->refused, error))
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

typedef struct
{
  char *change;
  LfRefusedAnswer answer;
  GPtrArray *amendments;
} Answering;

static void
answering_free (gpointer data)
{
  Answering *answering = data;

  g_free (answering->change);
  g_ptr_array_unref (answering->amendments);
  g_free (answering);
}

static void
answer_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Answering *answering = task_data;
  GError *error = NULL;
  gboolean is_done
      = answering->answer == LF_REFUSED_DISCARD
            ? lf_store_discard_sync (source, answering->change, &error)
        : answering->amendments->len == 0
            ? lf_store_resend_sync (source, answering->change, &error)
            : lf_store_amend_sync (source, answering->change, answering->amendments, &error);

  if (is_done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
lf_refused_answer_async (LfStore *store,
                         const char *change,
                         LfRefusedAnswer answer,
                         GPtrArray *amendments,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, /* cancellable= */ NULL, callback, user_data);
  Answering *answering = g_new0 (Answering, 1);

  *answering = (Answering){ g_strdup (change), answer, amendments };
  g_task_set_source_tag (task, lf_refused_answer_async);
  g_task_set_task_data (task, answering, answering_free);
  g_task_run_in_thread (task, answer_in_thread);
}

gboolean
lf_refused_answer_finish (LfStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
