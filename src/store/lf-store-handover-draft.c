/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A new handover slip: what goes with the project, gathered, and saved as one change. */

#include "config.h"

#include "lf-handover.h"
#include "lf-store-handover.h"
#include "lf-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST 500 /* records of one kind on a slip */

static GPtrArray *
new_list (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
}

static LfHandoverDraft *
draft_new (void)
{
  LfHandoverDraft *self = g_new0 (LfHandoverDraft, 1);

  self->slip = lf_record_new (lf_schema_find ("handover"), NULL);
  self->new_promises = new_list ();
  self->promises = new_list ();
  self->problems = new_list ();
  self->contacts = new_list ();
  return self;
}

void
lf_handover_draft_free (LfHandoverDraft *self)
{
  lf_record_unref (self->slip);
  g_ptr_array_unref (self->new_promises);
  g_ptr_array_unref (self->promises);
  g_ptr_array_unref (self->problems);
  g_ptr_array_unref (self->contacts);
  g_free (self);
}

static const char *const sets[]
    = { "items", "promise_records", "problem_records", "contacts", "files" };

static void
change_set (LfRecord *slip, const char *field, const char *was, const char *value)
{
  g_autofree char *set = lf_set_apply (lf_record_get (slip, field), was, value);

  lf_record_set (slip, field, set);
}

void
lf_handover_draft_leave_out (LfHandoverDraft *self, const char *element)
{
  for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
    change_set (self->slip, sets[i], element, NULL);
  for (guint i = self->new_promises->len; i > 0; i--)
    if (strcmp (lf_record_id (self->new_promises->pdata[i - 1]), element) == 0)
      g_ptr_array_remove_index (self->new_promises, i - 1);
}

/* ---- Gathering ---- */

typedef struct
{
  char *project;
  char *taker; /* (nullable) */
  LfDate today;
} Asking;

static void
asking_free (gpointer data)
{
  Asking *asking = data;

  g_free (asking->project);
  g_free (asking->taker);
  g_free (asking);
}

/* (element-type LfRecord): of the project, that fit @where */
static GPtrArray *
list_of (LfDb *db, const char *entity, const char *project, const char *where, GError **error)
{
  const LfEntity *of = lf_schema_find (entity);
  const LfDate no_day = { 0 };
  g_autoptr (LfFilter) filter
      = where == NULL ? NULL : lf_filter_parse (of, where, &no_day, NULL, error);
  g_autoptr (LfQuery) query = NULL;

  if (*error != NULL)
    return NULL;
  filter = lf_filter_and (g_steal_pointer (&filter),
                          lf_filter_equal (lf_entity_field (of, "project"), project));
  query = lf_query_new (of, g_steal_pointer (&filter), of->date);
  return lf_rows_list (db, query, MOST, error);
}

static gboolean
gather (LfDb *db,
        LfHandoverDraft *draft,
        GPtrArray *into,
        const char *entity,
        const char *where,
        const char *field,
        GError **error)
{
  g_autoptr (GPtrArray) found
      = list_of (db, entity, lf_record_get (draft->slip, "project"), where, error);

  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      g_ptr_array_add (into, lf_record_ref (found->pdata[i]));
      change_set (draft->slip, field, NULL, lf_record_id (found->pdata[i]));
    }
  return found != NULL;
}

static gboolean
gather_contacts (LfDb *db, LfHandoverDraft *draft, const LfRecord *project, GError **error)
{
  g_auto (GStrv) ids = lf_set_split (lf_record_get (project, "contacts"));

  for (char **id = ids; *id != NULL; id++)
    {
      g_autoptr (LfRecord) contact = lf_rows_load (db, lf_schema_find ("contact"), *id, error);

      if (*error != NULL)
        return FALSE;
      if (contact == NULL || lf_record_is_deleted (contact))
        continue;
      change_set (draft->slip, "contacts", NULL, *id);
      g_ptr_array_add (draft->contacts, g_steal_pointer (&contact));
    }
  return TRUE;
}

/* As many as a record may have; the others stay where they are. */
static void
add_files (LfRecord *slip, const LfRecord *from)
{
  g_auto (GStrv) files = lf_set_split (lf_record_get (from, "files"));

  for (char **file = files; *file != NULL; file++)
    {
      g_auto (GStrv) there = lf_set_split (lf_record_get (slip, "files"));

      if (g_strv_length (there) < LF_MAX_FILES)
        change_set (slip, "files", NULL, *file);
    }
}

static gboolean
gather_files (LfDb *db, LfHandoverDraft *draft, const LfRecord *project, GError **error)
{
  g_autoptr (GPtrArray) agreements = list_of (db, "agreement", lf_record_id (project), NULL, error);

  for (guint i = 0; agreements != NULL && i < agreements->len; i++)
    add_files (draft->slip, agreements->pdata[i]);
  add_files (draft->slip, project);
  return agreements != NULL;
}

/* ---- What talks agreed (I6) ---- */

static gboolean
is_said (GPtrArray *promises, const LfRecord *talk, const char *line)
{
  for (guint i = 0; i < promises->len; i++)
    {
      const LfRecord *promise = promises->pdata[i];

      if (g_strcmp0 (lf_record_get (promise, "interaction"), lf_record_id (talk)) == 0
          || g_strcmp0 (lf_record_get (promise, "subject"), line) == 0)
        return TRUE;
    }
  return FALSE;
}

static LfRecord *
make_promise (const LfRecord *project, const LfRecord *talk, const char *line, const char *giver)
{
  LfRecord *promise = lf_record_new (lf_schema_find ("promise"), NULL);
  const LfDate no_day = { 0 };

  lf_rules_fill_new (promise, &no_day);
  lf_record_set (promise, "subject", line);
  lf_record_set (promise, "project", lf_record_id (project));
  lf_record_set (promise, "enterprise", lf_record_get (project, "enterprise"));
  lf_record_set (promise, "interaction", lf_record_id (talk));
  lf_record_set (promise, "promised_on", lf_record_get (talk, "held_on"));
  lf_record_set (promise, "responsible", giver);
  return promise;
}

static void
add_promises (LfHandoverDraft *draft,
              const LfRecord *project,
              const LfRecord *talk,
              GPtrArray *known)
{
  const char *agreed = lf_record_get (talk, "agreed");
  g_auto (GStrv) lines = g_strsplit (agreed == NULL ? "" : agreed, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    {
      g_autofree char *clean = lf_text_clean (*line);

      if (clean != NULL && !is_said (known, talk, clean))
        {
          LfRecord *promise
              = make_promise (project, talk, clean, lf_record_get (draft->slip, "giver"));

          change_set (draft->slip, "promise_records", NULL, lf_record_id (promise));
          g_ptr_array_add (draft->new_promises, promise);
        }
    }
}

/* A talk one of whose promises was written down has been gone through. */
static gboolean
gather_promises (LfDb *db, LfHandoverDraft *draft, const LfRecord *project, GError **error)
{
  g_autoptr (GPtrArray) known = list_of (db, "promise", lf_record_id (project), NULL, error);
  g_autoptr (GPtrArray) talks
      = known == NULL ? NULL : list_of (db, "interaction", lf_record_id (project), NULL, error);

  for (guint i = 0; talks != NULL && i < talks->len; i++)
    add_promises (draft, project, talks->pdata[i], known);
  return talks != NULL
         && gather (db, draft, draft->promises, "promise", "state!=paid and state!=refused",
                    "promise_records", error);
}

/* ---- The slip ---- */

/* There is one at a time: two would make two owners. */
static gboolean
check_none_open (LfDb *db, const LfRecord *project, GError **error)
{
  g_autoptr (GPtrArray) open
      = list_of (db, "handover", lf_record_id (project), LF_HANDOVER_OPEN, error);
  g_autofree char *title = lf_record_title (project);
  g_autofree char *state = NULL;

  if (open == NULL || open->len == 0)
    return open != NULL;
  state = lf_record_format (open->pdata[0], "state");
  g_set_error (error, LF_ERROR, LF_ERROR_INVALID,
               _ ("A handover of “%1$s” is under way: “%2$s”. Go on with that one, or delete it."),
               title, state);
  return FALSE;
}

/* (transfer full): the owner whose account is there, else whoever works here */
static char *
find_giver (LfDb *db, const LfRecord *project, GError **error)
{
  const char *owner = lf_record_get (project, "owner");
  g_autoptr (LfRecord) account
      = owner == NULL ? NULL : lf_rows_load (db, lf_schema_find ("account"), owner, error);
  g_autofree char *title = NULL;
  char *author;

  if (*error != NULL)
    return NULL;
  if (account != NULL && !lf_record_is_deleted (account))
    return g_strdup (owner);
  author = lf_author_find_account (db, error);
  if (author != NULL || *error != NULL)
    return author;
  title = lf_record_title (project);
  g_set_error (error, LF_ERROR, LF_ERROR_INVALID,
               _ ("“%s” has no owner who could hand it over: set its owner."), title);
  return NULL;
}

static gboolean
check_taker (const LfRecord *taker, const char *giver, GError **error)
{
  const char *role = lf_record_get (taker, "role");
  g_autofree char *name = lf_record_title (taker);

  if (strcmp (lf_record_id (taker), giver) == 0)
    g_set_error (error, LF_ERROR, LF_ERROR_INVALID,
                 _ ("%s has the project already: name somebody else to take it."), name);
  else if (role != NULL && !lf_rules_may (role, "project", 'e'))
    g_set_error (error, LF_ERROR, LF_ERROR_INVALID,
                 _ ("The role of %s does not allow working on projects, so nothing can be handed "
                    "over there."),
                 name);
  else
    return TRUE;
  return FALSE;
}

static gboolean
fill_slip (
    LfDb *db, LfHandoverDraft *draft, const LfRecord *project, const Asking *asking, GError **error)
{
  LfRecord *slip = draft->slip;
  g_autofree char *giver = find_giver (db, project, error);
  g_autoptr (LfRecord) taker
      = giver == NULL || asking->taker == NULL
            ? NULL
            : lf_rows_load_live (db, lf_schema_find ("account"), asking->taker, error);
  g_autofree char *title = lf_record_title (project);
  g_autofree char *subject = g_strdup_printf (_ ("Handover of “%s”"), title);
  g_autofree char *items = lf_handover_preset_items ();

  if (giver == NULL || *error != NULL || (taker != NULL && !check_taker (taker, giver, error)))
    return FALSE;
  lf_rules_fill_new (slip, &asking->today);
  lf_record_set (slip, "subject", subject);
  lf_record_set (slip, "project", lf_record_id (project));
  lf_record_set (slip, "giver", giver);
  lf_record_set (slip, "taker", asking->taker);
  lf_record_set (slip, "items", items);
  return TRUE;
}

static gpointer
draft (LfDb *db, gpointer data, GError **error)
{
  const Asking *asking = data;
  g_autoptr (LfHandoverDraft) self = draft_new ();
  g_autoptr (LfRecord) project
      = lf_rows_load_live (db, lf_schema_find ("project"), asking->project, error);

  if (project == NULL || !check_none_open (db, project, error)
      || !fill_slip (db, self, project, asking, error)
      || !gather_promises (db, self, project, error)
      || !gather (db, self, self->problems, "problem", "state!=closed", "problem_records", error)
      || !gather_contacts (db, self, project, error) || !gather_files (db, self, project, error))
    return NULL;
  return g_steal_pointer (&self);
}

LfHandoverDraft *
lf_store_draft_handover_sync (
    LfStore *self, const char *project, const char *taker, const LfDate *today, GError **error)
{
  Asking asking = { (char *) project, (char *) taker, *today };

  return lf_store_read (self, draft, &asking, error);
}

void
lf_store_draft_handover_async (LfStore *self,
                               const char *project,
                               const char *taker,
                               const LfDate *today,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  Asking *asking = g_new0 (Asking, 1);

  *asking = (Asking){ g_strdup (project), g_strdup (taker), *today };
  lf_store_read_async (self, draft, asking, asking_free, (GDestroyNotify) lf_handover_draft_free,
                       cancellable, callback, user_data);
}

LfHandoverDraft *
lf_store_draft_handover_finish (LfStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- Saving it ---- */

static gboolean
check_named (LfDb *db, const LfRecord *slip, GError **error)
{
  const char *id = lf_record_get (slip, "taker");
  g_autoptr (LfRecord) taker
      = id == NULL ? NULL : lf_rows_load_live (db, lf_schema_find ("account"), id, error);

  if (id == NULL)
    g_set_error_literal (error, LF_ERROR, LF_ERROR_INVALID,
                         _ ("Say who is to take the project over."));
  return taker != NULL && check_taker (taker, lf_record_get (slip, "giver"), error);
}

static gpointer
prepare (LfWriter *self, gpointer data, GError **error)
{
  const LfHandoverDraft *draft = data;
  g_autofree char *label
      = g_strdup_printf (_ ("Prepare: %s"), lf_record_get (draft->slip, "subject"));
  g_autoptr (LfChange) change = lf_change_new (label);
  g_autoptr (LfRecord) project = lf_rows_load_live (self->db, lf_schema_find ("project"),
                                                    lf_record_get (draft->slip, "project"), error);

  if (project == NULL || !check_named (self->db, draft->slip, error)
      || !check_none_open (self->db, project, error))
    return NULL;
  for (guint i = 0; i < draft->new_promises->len; i++)
    lf_change_create (change, draft->new_promises->pdata[i]);
  lf_change_create (change, draft->slip);
  return lf_writer_commit (self, change, error) ? LF_DONE : NULL;
}

gboolean
lf_store_prepare_handover_sync (LfStore *self, LfHandoverDraft *draft, GError **error)
{
  g_autoptr (LfHandoverDraft) owned = draft;

  return lf_store_write (self, prepare, owned, /* free_result= */ NULL, error) != NULL;
}

void
lf_store_prepare_handover_async (LfStore *self,
                                 LfHandoverDraft *draft,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  lf_store_write_async (self, prepare, draft, (GDestroyNotify) lf_handover_draft_free,
                        /* free_result= */ NULL, cancellable, callback, user_data);
}

gboolean
lf_store_prepare_handover_finish (LfStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}
