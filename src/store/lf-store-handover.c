/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Giving a handover slip, taking it back, accepting and refusing it, and what is open. */

#include "config.h"

#include "lf-store-handover.h"

#include "lf-handover.h"
#include "lf-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const LfEntity *
slip_entity (void)
{
  return lf_schema_find ("handover");
}

/* ---- Steps ---- */

typedef struct
{
  char *slip;
  LfHandoverStep step;
  char *reason; /* (nullable) */
  LfDate today;
} Stepping;

static void
stepping_free (gpointer data)
{
  Stepping *stepping = data;

  g_free (stepping->slip);
  g_free (stepping->reason);
  g_free (stepping);
}

static const struct
{
  const char *state;
  const char *label;
} steps[] = {
  [LF_HANDOVER_GIVE] = { LF_HANDOVER_GIVEN, N_ ("Give: %s") },
  [LF_HANDOVER_TAKE_BACK] = { LF_HANDOVER_PREPARED, N_ ("Take back: %s") },
  [LF_HANDOVER_ACCEPT] = { LF_HANDOVER_ACCEPTED, N_ ("Accept: %s") },
  [LF_HANDOVER_REFUSE] = { LF_HANDOVER_REFUSED, N_ ("Refuse: %s") },
};

static gboolean
check_step (const LfRecord *slip, const Stepping *stepping, GError **error)
{
  g_autofree char *why = lf_handover_tell_move (slip, steps[stepping->step].state);

  if (why == NULL && stepping->step != LF_HANDOVER_TAKE_BACK
      && lf_record_get (slip, "taker") == NULL)
    why = g_strdup (_ ("Say who is to take the project over."));
  if (why == NULL && stepping->step == LF_HANDOVER_REFUSE && stepping->reason == NULL)
    why = g_strdup (_ ("Say why it is refused: the giver is told."));
  if (why != NULL)
    g_set_error_literal (error, LF_ERROR, LF_ERROR_INVALID, why);
  return why == NULL;
}

/* What the giver answered for on the slip, and the field that says so. */
static const struct
{
  const char *set, *entity, *field;
} duties[] = {
  { "promise_records", "promise", "responsible" },
  { "problem_records", "problem", "owner" },
};

static gboolean
pass_duties (LfWriter *self, LfChange *change, const LfRecord *slip, guint index, GError **error)
{
  g_auto (GStrv) ids = lf_set_split (lf_record_get (slip, duties[index].set));
  const char *giver = lf_record_get (slip, "giver");

  for (char **id = ids; *id != NULL; id++)
    {
      g_autoptr (LfRecord) record
          = lf_rows_load (self->db, lf_schema_find (duties[index].entity), *id, error);

      if (*error != NULL)
        return FALSE;
      if (record != NULL && !lf_record_is_deleted (record)
          && g_strcmp0 (lf_record_get (record, duties[index].field), giver) == 0)
        lf_change_edit (change, record, duties[index].field, lf_record_get (slip, "taker"));
    }
  return TRUE;
}

/* Who serves firms serves this one from now on, too (O4). */
static gboolean
is_steward (LfDb *db, const char *account, gboolean *ret_is, GError **error)
{
  g_autoptr (LfRecord) record = lf_rows_load_live (db, lf_schema_find ("account"), account, error);

  if (record == NULL)
    return FALSE;
  *ret_is = g_strcmp0 (lf_record_get (record, "role"), "steward") == 0;
  return TRUE;
}

/* The project goes over with all that was promised and is open. */
static gboolean
pass_project (LfWriter *self, LfChange *change, const LfRecord *slip, GError **error)
{
  const char *taker = lf_record_get (slip, "taker");
  g_autoptr (LfRecord) project = lf_rows_load_live (self->db, lf_schema_find ("project"),
                                                    lf_record_get (slip, "project"), error);
  gboolean serves;

  if (project == NULL || !is_steward (self->db, taker, &serves, error))
    return FALSE;
  lf_change_edit (change, project, "owner", taker);
  if (serves)
    lf_change_edit (change, project, "steward", taker);
  for (guint i = 0; i < G_N_ELEMENTS (duties); i++)
    if (!pass_duties (self, change, slip, i, error))
      return FALSE;
  return TRUE;
}

static gboolean
edit_step (LfWriter *self,
           LfChange *change,
           const LfRecord *slip,
           const Stepping *stepping,
           GError **error)
{
  g_autofree char *day = lf_date_to_canonical (&stepping->today);
  g_autofree char *escort = lf_handover_escort_until (&stepping->today);

  lf_change_edit (change, slip, "state", steps[stepping->step].state);
  switch (stepping->step)
    {
    case LF_HANDOVER_GIVE:
      lf_change_edit (change, slip, "given_on", day);
      lf_change_edit (change, slip, "giver_signed_on", day);
      return TRUE;
    case LF_HANDOVER_TAKE_BACK:
      lf_change_edit (change, slip, "given_on", NULL);
      lf_change_edit (change, slip, "giver_signed_on", NULL);
      return TRUE;
    case LF_HANDOVER_REFUSE:
      lf_change_edit (change, slip, "refusal_reason", stepping->reason);
      return TRUE;
    case LF_HANDOVER_ACCEPT:
    default:
      lf_change_edit (change, slip, "taker_signed_on", day);
      lf_change_edit (change, slip, "accepted_on", day);
      lf_change_edit (change, slip, "escort_until", escort);
      return pass_project (self, change, slip, error);
    }
}

static gpointer
take_step (LfWriter *self, gpointer data, GError **error)
{
  const Stepping *stepping = data;
  g_autoptr (LfRecord) slip = lf_rows_load_live (self->db, slip_entity (), stepping->slip, error);
  g_autofree char *label = NULL;
  g_autoptr (LfChange) change = NULL;

  if (slip == NULL || !check_step (slip, stepping, error))
    return NULL;
  label = g_strdup_printf (_ (steps[stepping->step].label), lf_record_get (slip, "subject"));
  change = lf_change_new (label);
  return edit_step (self, change, slip, stepping, error) && lf_writer_commit (self, change, error)
             ? LF_DONE
             : NULL;
}

gboolean
lf_store_step_handover_sync (LfStore *self,
                             const char *slip,
                             LfHandoverStep step,
                             const char *reason,
                             const LfDate *today,
                             GError **error)
{
  Stepping stepping = { (char *) slip, step, (char *) reason, *today };

  return lf_store_write (self, take_step, &stepping, /* free_result= */ NULL, error) != NULL;
}

void
lf_store_step_handover_async (LfStore *self,
                              const char *slip,
                              LfHandoverStep step,
                              const char *reason,
                              const LfDate *today,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  Stepping *stepping = g_new0 (Stepping, 1);

  *stepping = (Stepping){ g_strdup (slip), step, g_strdup (reason), *today };
  lf_store_write_async (self, take_step, stepping, stepping_free, /* free_result= */ NULL,
                        cancellable, callback, user_data);
}

gboolean
lf_store_step_handover_finish (LfStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}

/* ---- What is open ---- */

void
lf_open_handover_free (LfOpenHandover *self)
{
  lf_record_unref (self->record);
  g_free (self);
}

/* Who works here, as the server said it last. */
typedef struct
{
  char *role;    /* (nullable): nobody was ever signed in */
  char *account; /* (nullable) */
} Reader;

static void
reader_clear (Reader *self)
{
  g_free (self->role);
  g_free (self->account);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

static gboolean
is_reader (const Reader *reader, const LfRecord *slip, const char *field)
{
  return reader->role == NULL
         || (reader->account != NULL
             && g_strcmp0 (lf_record_get (slip, field), reader->account) == 0
             && lf_rules_may (reader->role, slip_entity ()->name, 'e'));
}

static LfOpenHandover *
judge (LfRecord *slip, const Reader *reader)
{
  LfOpenHandover *self = g_new0 (LfOpenHandover, 1);
  gboolean is_given = g_strcmp0 (lf_record_get (slip, "state"), LF_HANDOVER_GIVEN) == 0;

  self->record = lf_record_ref (slip);
  self->may_give = !is_given && is_reader (reader, slip, "giver");
  self->may_take_back = is_given && is_reader (reader, slip, "giver");
  self->may_accept = is_given && is_reader (reader, slip, "taker");
  return self;
}

static gpointer
read_open (LfDb *db, gpointer project, GError **error)
{
  const LfDate today = lf_date_today ();
  g_autoptr (LfQuery) query
      = lf_query_parse (slip_entity (), LF_HANDOVER_OPEN, "given_on", &today, error);
  g_autoptr (GPtrArray) records = query == NULL ? NULL : lf_rows_list (db, query, 0, error);
  g_autoptr (GPtrArray) open
      = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_open_handover_free);
  g_auto (Reader) reader = { 0 };

  if (records == NULL || !lf_setting_get (db, LF_SETTING_ROLE, &reader.role, error))
    return NULL;
  reader.account = lf_author_find_account (db, error);
  if (*error != NULL)
    return NULL;
  for (guint i = 0; i < records->len; i++)
    if (records->pdata[i] != NULL
        && (project == NULL
            || g_strcmp0 (lf_record_get (records->pdata[i], "project"), project) == 0))
      g_ptr_array_add (open, judge (records->pdata[i], &reader));
  return g_steal_pointer (&open);
}

GPtrArray *
lf_store_open_handovers_sync (LfStore *self, const char *project, GError **error)
{
  return lf_store_read (self, read_open, (gpointer) project, error);
}

void
lf_store_open_handovers_async (LfStore *self,
                               const char *project,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  lf_store_read_async (self, read_open, g_strdup (project), g_free,
                       (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

GPtrArray *
lf_store_open_handovers_finish (LfStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
