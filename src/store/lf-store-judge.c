/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Carrying out verdicts about duplicates: each is one change, so that one undo takes it back. */

#include "config.h"

#include "lf-store-duplicates.h"
#include "lf-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const char *winner;
  const char *other;
  const LfJudgement *judgement;
} Judging;

/* ---- What refers to a record ---- */

/* The new value of a field that referred to @other: (transfer full) (nullable) */
static char *
redirect (const LfRecord *referrer, guint index, const char *winner, const char *other)
{
  const char *value = lf_record_get_at (referrer, index);
  g_autofree char *without = NULL;

  if (!lf_field_is_set (&lf_record_entity (referrer)->fields[index]))
    return g_strcmp0 (lf_record_id (referrer), winner) == 0 ? NULL : g_strdup (winner);
  without = lf_set_apply (value, other, NULL);
  return lf_set_apply (without, NULL, winner);
}

static sqlite3_stmt *
find_referrers (
    LfDb *db, const LfEntity *entity, const LfField *field, const char *id, GError **error)
{
  gboolean is_set = lf_field_is_set (field);
  sqlite3_stmt *statement
      = lf_db_preparef (db, error,
                        is_set ? "%s WHERE instr (t.\"%s\", ?) AND t.deleted IS NULL"
                               : "%s WHERE t.\"%s\" = ? AND t.deleted IS NULL",
                        lf_sql_select (entity), field->name);

  if (statement != NULL && is_set)
    lf_db_bind_text (statement, 1, id);
  else if (statement != NULL)
    lf_db_bind_id (statement, 1, id);
  return statement;
}

static gboolean
redirect_field (LfWriter *self,
                LfChange *change,
                const LfEntity *entity,
                guint index,
                const char *winner,
                const char *other,
                GError **error)
{
  const LfField *field = &entity->fields[index];
  gint64 cursor;
  sqlite3_stmt *statement;
  gboolean has_row = TRUE;

  if (!lf_setting_get_since (self->db, &cursor, error))
    return FALSE;
  statement = find_referrers (self->db, entity, field, other, error);
  while (statement != NULL && lf_db_step (self->db, statement, &has_row, error) && has_row)
    {
      g_autoptr (LfRecord) referrer = lf_sql_read_record (statement, entity, cursor);

      if (strcmp (lf_record_id (referrer), other) != 0)
        {
          g_autofree char *value = redirect (referrer, index, winner, other);
          lf_change_edit (change, referrer, field->name, value);
        }
    }
  return !has_row;
}

static gboolean
redirect_all (LfWriter *self,
              LfChange *change,
              const LfEntity *target,
              const char *winner,
              const char *other,
              GError **error)
{
  for (const LfEntity *const *entities = lf_schema_entities (NULL); *entities != NULL; entities++)
    for (guint i = 0; (*entities)->fields[i].name != NULL; i++)
      if (g_strcmp0 ((*entities)->fields[i].target, target->name) == 0
          && !redirect_field (self, change, *entities, i, winner, other, error))
        return FALSE;
  return TRUE;
}

/* ---- Two records ---- */

static LfRecord *
load (LfWriter *self, const char *id, GError **error)
{
  LfRecord *record = NULL;

  for (const LfEntity *const *entities = lf_schema_entities (NULL);
       record == NULL && *entities != NULL; entities++)
    {
      record = lf_rows_load (self->db, *entities, id, error);
      if (*error != NULL)
        return NULL;
    }
  if (record != NULL && !lf_record_is_deleted (record))
    return record;
  g_clear_pointer (&record, lf_record_unref);
  g_set_error (error, LF_ERROR, LF_ERROR_NOT_FOUND,
               _ ("There is no record with the id “%s” any more; somebody may have merged it."),
               id);
  return NULL;
}

static gboolean
check_pair (const LfRecord *winner, const LfRecord *other, GError **error)
{
  g_autofree char *title = NULL;

  if (lf_record_entity (winner) == lf_record_entity (other)
      && strcmp (lf_record_id (winner), lf_record_id (other)) != 0)
    return TRUE;
  title = lf_record_title (other);
  g_set_error (error, LF_ERROR, LF_ERROR_INVALID,
               _ ("“%s” cannot be merged: name two different records of the same kind."), title);
  return FALSE;
}

static void
set_label (LfChange *change,
           const LfRecord *winner,
           const LfRecord *other,
           const LfJudgement *judgement)
{
  g_autofree char *winner_title = lf_record_title (winner);
  g_autofree char *other_title = lf_record_title (other);
  const char *format
      = judgement->verdict == LF_VERDICT_OVERWRITE ? _ ("Overwrite “%1$s” with “%2$s”")
        : judgement->verdict == LF_VERDICT_MERGE   ? _ ("Merge “%2$s” into “%1$s”")
                                                   : _ ("Keep “%1$s” and “%2$s” apart");
  g_autoptr (GString) label = g_string_new (NULL);

  g_string_append_printf (label, format, winner_title, other_title);
  if (judgement->rule != NULL)
    {
      g_autofree char *why = lf_duplicate_explain (judgement->rule);

      g_string_append_printf (label, " (%s: %s)", lf_duplicate_level_name (judgement->rule->level),
                              why);
    }
  if (judgement->reason != NULL)
    g_string_append_printf (label, ": %s", judgement->reason);
  g_free (change->label);
  change->label = g_string_free (g_steal_pointer (&label), FALSE);
}

/* The winner's own references to the other go the way of all: they are edits of the same operation.
 */
static gboolean
unite (LfWriter *self,
       LfChange *change,
       const LfRecord *winner,
       const LfRecord *other,
       LfVerdict verdict,
       GError **error)
{
  lf_verdict_unite (change, winner, other, verdict);
  if (!redirect_all (self, change, lf_record_entity (winner), lf_record_id (winner),
                     lf_record_id (other), error))
    return FALSE;
  lf_change_delete (change, other);
  return TRUE;
}

static gboolean
note_verdict (LfWriter *self,
              LfChange *change,
              const LfRecord *winner,
              const LfRecord *other,
              const LfJudgement *judgement,
              GError **error)
{
  LfDate today = lf_date_today ();
  g_autofree char *author = NULL;
  g_autoptr (LfRecord) verdict = NULL;

  if (!lf_setting_get (self->db, "author", &author, error))
    return FALSE;
  verdict = lf_verdict_record (judgement, winner, other,
                               author != NULL ? author : g_get_user_name (), &today);
  lf_change_create (change, verdict);
  return TRUE;
}

static gboolean
is_uniting (const LfJudgement *judgement)
{
  return judgement->verdict == LF_VERDICT_MERGE || judgement->verdict == LF_VERDICT_OVERWRITE;
}

static gpointer
judge (LfWriter *self, gpointer data, GError **error)
{
  const Judging *judging = data;
  g_autoptr (LfChange) change = lf_change_new (NULL);
  g_autoptr (LfRecord) winner = load (self, judging->winner, error);
  g_autoptr (LfRecord) other = winner == NULL ? NULL : load (self, judging->other, error);

  if (other == NULL || !check_pair (winner, other, error))
    return NULL;
  set_label (change, winner, other, judging->judgement);
  if (is_uniting (judging->judgement)
          ? !unite (self, change, winner, other, judging->judgement->verdict, error)
          : !note_verdict (self, change, winner, other, judging->judgement, error))
    return NULL;
  return lf_writer_commit (self, change, error) ? LF_DONE : NULL;
}

gboolean
lf_store_judge_sync (LfStore *self,
                     const char *winner,
                     const char *other,
                     const LfJudgement *judgement,
                     GError **error)
{
  Judging judging = { winner, other, judgement };

  return lf_store_write (self, judge, &judging, /* free_result= */ NULL, error) != NULL;
}

/* ---- A new record and stored ones ---- */

typedef struct
{
  const LfRecord *record;
  const char *const *existing;
  const LfJudgement *judgement;
} JudgingNew;

static gboolean
note_verdicts (LfWriter *self, LfChange *change, const JudgingNew *judging, GError **error)
{
  for (const char *const *id = judging->existing; *id != NULL; id++)
    {
      g_autoptr (LfRecord) existing = load (self, *id, error);

      if (existing == NULL
          || !note_verdict (self, change, existing, judging->record, judging->judgement, error))
        return FALSE;
    }
  return TRUE;
}

static gpointer
judge_new (LfWriter *self, gpointer data, GError **error)
{
  const JudgingNew *judging = data;
  const LfJudgement *judgement = judging->judgement;
  g_autoptr (LfChange) change = lf_change_new (NULL);
  g_autoptr (LfRecord) winner = load (self, judging->existing[0], error);

  if (winner == NULL || !check_pair (winner, judging->record, error))
    return NULL;
  set_label (change, winner, judging->record, judgement);
  if (judgement->verdict != LF_VERDICT_IGNORE)
    lf_change_create (change, judging->record);
  if (is_uniting (judgement))
    {
      lf_verdict_unite (change, winner, judging->record, judgement->verdict);
      lf_change_delete (change, judging->record);
    }
  else if (!note_verdicts (self, change, judging, error))
    return NULL;
  return lf_writer_commit (self, change, error) ? LF_DONE : NULL;
}

gboolean
lf_store_judge_new_sync (LfStore *self,
                         const LfRecord *record,
                         const char *const *existing,
                         const LfJudgement *judgement,
                         GError **error)
{
  JudgingNew judging = { record, existing, judgement };

  return lf_store_write (self, judge_new, &judging, /* free_result= */ NULL, error) != NULL;
}

/* ---- Without waiting ---- */

/* What is judged, in copies of its own. */
typedef struct
{
  char *winner, *other; /* of two stored records */
  LfRecord *record;     /* or of a new one */
  char **existing;
  LfJudgement judgement;
} JudgingLater;

static void
judging_later_free (gpointer data)
{
  JudgingLater *later = data;

  g_free (later->winner);
  g_free (later->other);
  g_clear_pointer (&later->record, lf_record_unref);
  g_strfreev (later->existing);
  g_free ((char *) later->judgement.reason);
  g_free (later);
}

static gpointer
judge_later (LfWriter *self, gpointer data, GError **error)
{
  const JudgingLater *later = data;
  Judging judging = { later->winner, later->other, &later->judgement };
  JudgingNew judging_new
      = { later->record, (const char *const *) later->existing, &later->judgement };

  return later->record == NULL ? judge (self, &judging, error)
                               : judge_new (self, &judging_new, error);
}

static void
start (LfStore *self,
       JudgingLater *later,
       const LfJudgement *judgement,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  later->judgement = *judgement;
  later->judgement.reason = g_strdup (judgement->reason);
  lf_store_write_async (self, judge_later, later, judging_later_free, NULL, cancellable, callback,
                        user_data);
}

void
lf_store_judge_async (LfStore *self,
                      const char *winner,
                      const char *other,
                      const LfJudgement *judgement,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  JudgingLater *later = g_new0 (JudgingLater, 1);

  later->winner = g_strdup (winner);
  later->other = g_strdup (other);
  start (self, later, judgement, cancellable, callback, user_data);
}

void
lf_store_judge_new_async (LfStore *self,
                          const LfRecord *record,
                          const char *const *existing,
                          const LfJudgement *judgement,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  JudgingLater *later = g_new0 (JudgingLater, 1);

  later->record = lf_record_copy (record);
  later->existing = g_strdupv ((char **) existing);
  start (self, later, judgement, cancellable, callback, user_data);
}

gboolean
lf_store_judge_finish (LfStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}
