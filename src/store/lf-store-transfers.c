/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asking for a transfer, answering, and what waits for an answer. */

#include "config.h"

#include "lf-store-transfers.h"

#include "lf-park.h"
#include "lf-sight.h"
#include "lf-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ASKED "asked"

static const LfEntity *
transfer_entity (void)
{
  return lf_schema_find ("transfer");
}

static const LfEntity *
project_entity (void)
{
  return lf_schema_find ("project");
}

char *
lf_author_find_account (LfDb *db, GError **error)
{
  g_autofree char *author = NULL;
  sqlite3_stmt *statement;
  gboolean has_row;
  char *id;

  if (!lf_setting_get (db, "author", &author, error) || author == NULL)
    return NULL;
  statement = lf_db_prepare (
      db, "SELECT id FROM account WHERE name = ? AND deleted IS NULL ORDER BY row LIMIT 1", error);
  if (statement == NULL)
    return NULL;
  lf_db_bind_text (statement, 1, author);
  if (!lf_db_step (db, statement, &has_row, error) || !has_row)
    return NULL;
  id = lf_db_id (statement, 0);
  sqlite3_reset (statement);
  return id;
}

/* ---- Asking ---- */

typedef struct
{
  char *project;
  char *to_park;
  char *reason; /* (nullable) */
  LfDate today;
} Asking;

static void
asking_free (gpointer data)
{
  Asking *asking = data;

  g_free (asking->project);
  g_free (asking->to_park);
  g_free (asking->reason);
  g_free (asking);
}

static gboolean
fail (GError **error, const char *format, const LfRecord *project)
{
  g_autofree char *title = lf_record_title (project);

  g_set_error (error, LF_ERROR, LF_ERROR_INVALID, format, title);
  return FALSE;
}

static gboolean
check_ask (const LfRecord *project, const Asking *asking, GError **error)
{
  const char *park = lf_record_get (project, "park");

  if (park == NULL)
    return fail (error,
                 _ ("“%s” is of no park yet: set its park, there is nobody to take it from."),
                 project);
  if (strcmp (park, asking->to_park) == 0)
    return fail (error, _ ("“%s” is of this park already."), project);
  return lf_record_get (project, "offered_park") == NULL
         || fail (error, _ ("A transfer of “%s” was asked for already: withdraw it first."),
                  project);
}

/* All of @entity. */
static GPtrArray *
list_all (LfDb *db, const char *entity, GError **error)
{
  g_autoptr (LfQuery) query = lf_query_new (lf_schema_find (entity), NULL, NULL);

  return lf_rows_list (db, query, /* limit= */ 0, error);
}

/* O7: whether it would fit there, and where it would: a hint, which blocks nothing. */
static gboolean
note_fit (
    LfDb *db, LfRecord *transfer, const LfRecord *project, const LfRecord *park, GError **error)
{
  const char *industry = lf_record_get (project, "industry");
  g_autoptr (GPtrArray) parks = list_all (db, "park", error);
  g_autoptr (GPtrArray) taxonomy = parks == NULL ? NULL : list_all (db, "industry", error);
  g_autoptr (GPtrArray) plots = g_ptr_array_new ();
  g_autoptr (GHashTable) built = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) tree = NULL;
  g_autoptr (GPtrArray) better = NULL;
  g_autofree char *told = NULL;
  LfFit fit;

  if (taxonomy == NULL)
    return FALSE;
  tree = lf_park_tree (parks, plots, built);
  fit = lf_fit_judge (park, industry, taxonomy);
  better = industry == NULL ? g_ptr_array_new () : lf_fit_better (tree, industry, taxonomy);
  told = industry == NULL ? NULL : lf_fit_tell (fit, park, industry, better);
  if (fit != LF_FIT_UNKNOWN)
    lf_record_set (transfer, "fits_industry", fit == LF_FIT_YES ? "1" : NULL);
  lf_record_set (transfer, "fit_note", told);
  return TRUE;
}

static LfRecord *
make_transfer (LfWriter *self,
               const Asking *asking,
               const LfRecord *project,
               const LfRecord *park,
               GError **error)
{
  g_autoptr (LfRecord) transfer = lf_record_new (transfer_entity (), NULL);
  g_autofree char *title = lf_record_title (project);
  g_autofree char *park_title = lf_record_title (park);
  g_autofree char *subject = g_strdup_printf (_ ("“%1$s” to %2$s"), title, park_title);
  g_autofree char *author = lf_author_find_account (self->db, error);

  if (*error != NULL)
    return NULL;
  lf_rules_fill_new (transfer, &asking->today);
  lf_record_set (transfer, "subject", subject);
  lf_record_set (transfer, "project", lf_record_id (project));
  lf_record_set (transfer, "from_park", lf_record_get (project, "park"));
  lf_record_set (transfer, "to_park", lf_record_id (park));
  lf_record_set (transfer, "reason", asking->reason);
  lf_record_set (transfer, "asked_by", author);
  if (!note_fit (self->db, transfer, project, park, error))
    return NULL;
  return g_steal_pointer (&transfer);
}

static gpointer
ask (LfWriter *self, gpointer data, GError **error)
{
  const Asking *asking = data;
  g_autoptr (LfRecord) project
      = lf_rows_load_live (self->db, project_entity (), asking->project, error);
  g_autoptr (LfRecord) park
      = project == NULL
            ? NULL
            : lf_rows_load_live (self->db, lf_schema_find ("park"), asking->to_park, error);
  g_autoptr (LfRecord) transfer = NULL;
  g_autoptr (LfChange) change = NULL;
  g_autofree char *label = NULL;

  if (park == NULL || !check_ask (project, asking, error))
    return NULL;
  transfer = make_transfer (self, asking, project, park, error);
  if (transfer == NULL)
    return NULL;
  label = g_strdup_printf (_ ("Ask for a transfer: %s"), lf_record_get (transfer, "subject"));
  change = lf_change_new (label);
  lf_change_create (change, transfer);
  lf_change_edit (change, project, "offered_park", lf_record_id (park));
  return lf_writer_commit (self, change, error) ? g_strdup (lf_record_id (transfer)) : NULL;
}

char *
lf_store_ask_transfer_sync (LfStore *self,
                            const LfTransferAsk *asked,
                            const LfDate *today,
                            GError **error)
{
  Asking asking
      = { (char *) asked->project, (char *) asked->to_park, (char *) asked->reason, *today };

  return lf_store_write (self, ask, &asking, g_free, error);
}

void
lf_store_ask_transfer_async (LfStore *self,
                             const LfTransferAsk *asked,
                             const LfDate *today,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  Asking *asking = g_new0 (Asking, 1);

  *asking = (Asking){ g_strdup (asked->project), g_strdup (asked->to_park),
                      g_strdup (asked->reason), *today };
  lf_store_write_async (self, ask, asking, asking_free, g_free, cancellable, callback, user_data);
}

char *
lf_store_ask_transfer_finish (LfStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- Answering ---- */

typedef struct
{
  char *transfer;
  LfTransferAnswer answer;
  LfDate today;
} Answering;

static void
answering_free (gpointer data)
{
  g_free (((Answering *) data)->transfer);
  g_free (data);
}

static const char *
label_format (LfTransferAnswer answer)
{
  switch (answer)
    {
    case LF_TRANSFER_ACCEPT:
      return _ ("Accept the transfer: %s");
    case LF_TRANSFER_REFUSE:
      return _ ("Refuse the transfer: %s");
    case LF_TRANSFER_WITHDRAW:
    default:
      return _ ("Withdraw the transfer: %s");
    }
}

static const char *
state_of (LfTransferAnswer answer)
{
  return answer == LF_TRANSFER_ACCEPT   ? "accepted"
         : answer == LF_TRANSFER_REFUSE ? "refused"
                                        : "withdrawn";
}

/* What is offered to another park by now is that one's to answer. */
static gboolean
is_open (const LfRecord *transfer, const LfRecord *project)
{
  return !lf_record_is_deleted (project)
         && g_strcmp0 (lf_record_get (transfer, "state"), ASKED) == 0
         && g_strcmp0 (lf_record_get (project, "offered_park"), lf_record_get (transfer, "to_park"))
                == 0;
}

static gboolean
check_open (const LfRecord *transfer, const LfRecord *project, GError **error)
{
  g_autofree char *state = lf_record_format (transfer, "state");

  if (is_open (transfer, project))
    return TRUE;
  g_set_error (error, LF_ERROR, LF_ERROR_INVALID,
               _ ("The transfer %1$s is not open any more: %2$s."),
               lf_record_get (transfer, "subject"), state);
  return FALSE;
}

static gboolean
edit_answer (LfWriter *self,
             const Answering *answering,
             const LfRecord *transfer,
             const LfRecord *project,
             LfChange *change,
             GError **error)
{
  g_autofree char *author = lf_author_find_account (self->db, error);
  g_autofree char *day = lf_date_to_canonical (&answering->today);

  if (*error != NULL)
    return FALSE;
  lf_change_edit (change, transfer, "state", state_of (answering->answer));
  if (answering->answer == LF_TRANSFER_ACCEPT)
    {
      lf_change_edit (change, transfer, "accepted_by", author);
      lf_change_edit (change, transfer, "accepted_on", day);
      lf_change_edit (change, project, "park", lf_record_get (transfer, "to_park"));
      if (!lf_credits_add (self, change, transfer, &answering->today, error))
        return FALSE;
    }
  lf_change_edit (change, project, "offered_park", NULL);
  return TRUE;
}

static gpointer
answer (LfWriter *self, gpointer data, GError **error)
{
  const Answering *answering = data;
  g_autoptr (LfRecord) transfer
      = lf_rows_load_live (self->db, transfer_entity (), answering->transfer, error);
  g_autoptr (LfRecord) project
      = transfer == NULL ? NULL
                         : lf_rows_load_live (self->db, project_entity (),
                                              lf_record_get (transfer, "project"), error);
  g_autofree char *label = NULL;
  g_autoptr (LfChange) change = NULL;

  if (project == NULL || !check_open (transfer, project, error))
    return NULL;
  lf_rows_fill_displays_of (self->db, transfer);
  label = g_strdup_printf (label_format (answering->answer), lf_record_get (transfer, "subject"));
  change = lf_change_new (label);
  return edit_answer (self, answering, transfer, project, change, error)
                 && lf_writer_commit (self, change, error)
             ? LF_DONE
             : NULL;
}

gboolean
lf_store_answer_transfer_sync (LfStore *self,
                               const char *transfer,
                               LfTransferAnswer given,
                               const LfDate *today,
                               GError **error)
{
  Answering answering = { (char *) transfer, given, *today };

  return lf_store_write (self, answer, &answering, /* free_result= */ NULL, error) != NULL;
}

void
lf_store_answer_transfer_async (LfStore *self,
                                const char *transfer,
                                LfTransferAnswer given,
                                const LfDate *today,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  Answering *answering = g_new0 (Answering, 1);

  *answering = (Answering){ g_strdup (transfer), given, *today };
  lf_store_write_async (self, answer, answering, answering_free, /* free_result= */ NULL,
                        cancellable, callback, user_data);
}

gboolean
lf_store_answer_transfer_finish (LfStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}

/* ---- What waits ---- */

/* Who works here, as the server said it last. */
typedef struct
{
  char *role; /* (nullable): nobody was ever signed in */
  char *sight;
} Reader;

static void
reader_clear (Reader *self)
{
  g_free (self->role);
  g_free (self->sight);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

void
lf_open_transfer_free (LfOpenTransfer *self)
{
  lf_record_unref (self->record);
  g_free (self->asked_by);
  g_free (self);
}

/* (nullable): who has no record of an account is known by what was written */
static char *
find_asker (LfDb *db, const LfRecord *transfer)
{
  sqlite3_stmt *statement;
  gboolean has_row;
  char *author = NULL;

  if (lf_record_get (transfer, "asked_by") != NULL)
    return lf_record_format (transfer, "asked_by");
  statement = lf_db_prepare (db,
                             "SELECT c.author FROM change_record r JOIN change c ON c.n = r.change "
                             "WHERE r.id = ? ORDER BY r.change LIMIT 1",
                             NULL);
  if (statement == NULL)
    return NULL;
  lf_db_bind_id (statement, 1, lf_record_id (transfer));
  if (lf_db_step (db, statement, &has_row, NULL) && has_row)
    {
      author = lf_db_text (statement, 0);
      sqlite3_reset (statement);
    }
  return author;
}

static LfOpenTransfer *
judge (LfRecord *transfer, const Reader *reader)
{
  LfOpenTransfer *self = g_new0 (LfOpenTransfer, 1);
  const char *from = lf_record_get (transfer, "from_park");
  const char *to = lf_record_get (transfer, "to_park");
  const char *project = project_entity ()->name;
  const LfParkMove move = { .entity = project, .park = from, .offered = to, .to = to };
  gboolean decides = reader->role == NULL || lf_rules_may (reader->role, project, 'm');
  gboolean may_write = reader->role == NULL
                       || (lf_rules_may (reader->role, project, 'e')
                           && lf_rules_may (reader->role, transfer_entity ()->name, 'e'));

  self->record = lf_record_ref (transfer);
  self->is_to_us = lf_sight_has_park (reader->sight, to);
  self->may_take = may_write && lf_sight_may_move (reader->role, reader->sight, &move);
  self->may_withdraw
      = may_write && (decides || !self->is_to_us || lf_sight_has_park (reader->sight, from));
  return self;
}

/* Adds @transfer unless its project is gone, or offered to somebody else by now. */
static gboolean
add_open (LfDb *db, GPtrArray *open, LfRecord *transfer, const Reader *reader, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (LfRecord) project
      = lf_rows_load (db, project_entity (), lf_record_get (transfer, "project"), &cause);

  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  if (project != NULL && is_open (transfer, project))
    {
      LfOpenTransfer *judged = judge (transfer, reader);

      judged->asked_by = find_asker (db, transfer);
      g_ptr_array_add (open, judged);
    }
  return TRUE;
}

/* @project: (nullable) */
static GPtrArray *
judge_all (LfDb *db, GPtrArray *records, const char *project, GError **error)
{
  g_autoptr (GPtrArray) open
      = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_open_transfer_free);
  g_auto (Reader) reader = { 0 };

  if (!lf_setting_get (db, LF_SETTING_ROLE, &reader.role, error)
      || !lf_setting_get (db, LF_SETTING_SIGHT, &reader.sight, error))
    return NULL;
  for (guint i = 0; i < records->len; i++)
    {
      LfRecord *transfer = records->pdata[i];

      if (transfer != NULL
          && (project == NULL || g_strcmp0 (lf_record_get (transfer, "project"), project) == 0)
          && !add_open (db, open, transfer, &reader, error))
        return NULL;
    }
  return g_steal_pointer (&open);
}

gpointer
lf_transfers_read_open (LfDb *db, gpointer data, GError **error)
{
  const LfDate today = lf_date_today ();
  g_autoptr (LfQuery) query
      = lf_query_parse (transfer_entity (), "state=" ASKED, "asked_on", &today, error);
  g_autoptr (GPtrArray) records
      = query == NULL ? NULL : lf_rows_list (db, query, /* limit= */ 0, error);

  return records == NULL ? NULL : judge_all (db, records, data, error);
}

GPtrArray *
lf_store_open_transfers_sync (LfStore *self, const char *project, GError **error)
{
  return lf_store_read (self, lf_transfers_read_open, (gpointer) project, error);
}

void
lf_store_open_transfers_async (LfStore *self,
                               const char *project,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  lf_store_read_async (self, lf_transfers_read_open, g_strdup (project), g_free,
                       (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

GPtrArray *
lf_store_open_transfers_finish (LfStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
