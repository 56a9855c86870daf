/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is taken down in one go: a firm, a person there, and the lead they make. */

#include "config.h"

#include "lf-capture.h"

#include <glib/gi18n.h>
#include <string.h>

static const struct
{
  const char *entity;
  gboolean is_referred; /* what has the same name or code takes its place */
} parts[LF_CAPTURE_N_PARTS] = {
  [LF_CAPTURE_FIRM] = { "enterprise", TRUE },
  [LF_CAPTURE_PERSON] = { "contact", TRUE },
  [LF_CAPTURE_LEAD] = { "project", FALSE },
};

/* How they refer to each other. */
static const struct
{
  LfCapturePart part;
  const char *field;
  LfCapturePart target;
} links[] = {
  { LF_CAPTURE_PERSON, "enterprise", LF_CAPTURE_FIRM },
  { LF_CAPTURE_LEAD, "enterprise", LF_CAPTURE_FIRM },
  { LF_CAPTURE_LEAD, "contacts", LF_CAPTURE_PERSON },
};

/* Where each is named by when it has no name. */
static const struct
{
  LfCapturePart part;
  const char *field;
} names[] = {
  { LF_CAPTURE_FIRM, "name" },
  { LF_CAPTURE_PERSON, "name" },
  { LF_CAPTURE_PERSON, "mobile" },
};

const LfEntity *
lf_capture_entity (LfCapturePart part)
{
  return lf_schema_find (parts[part].entity);
}

const LfEntity *
lf_capture_entity_made (void)
{
  return lf_capture_entity (LF_CAPTURE_LEAD);
}

/* ---- The value ---- */

LfCapture *
lf_capture_new (void)
{
  LfCapture *self = g_new0 (LfCapture, 1);

  for (guint i = 0; i < LF_CAPTURE_N_PARTS; i++)
    self->drafts[i] = lf_record_new (lf_capture_entity (i), /* id= */ NULL);
  return self;
}

LfCapture *
lf_capture_copy (const LfCapture *self)
{
  LfCapture *copy = g_new0 (LfCapture, 1);

  for (guint i = 0; i < LF_CAPTURE_N_PARTS; i++)
    {
      copy->drafts[i] = lf_record_copy (self->drafts[i]);
      copy->matches[i] = self->matches[i] == NULL ? NULL : g_ptr_array_ref (self->matches[i]);
      copy->taken[i] = self->taken[i] == NULL ? NULL : lf_record_ref (self->taken[i]);
      copy->chosen[i] = g_strdup (self->chosen[i]);
    }
  copy->reason = g_strdup (self->reason);
  copy->is_tip = self->is_tip;
  return copy;
}

void
lf_capture_free (LfCapture *self)
{
  for (guint i = 0; i < LF_CAPTURE_N_PARTS; i++)
    {
      lf_record_unref (self->drafts[i]);
      g_clear_pointer (&self->matches[i], g_ptr_array_unref);
      g_clear_pointer (&self->taken[i], lf_record_unref);
      g_free (self->chosen[i]);
    }
  g_free (self->reason);
  g_free (self);
}

const char *
lf_capture_get (const LfCapture *self, LfCapturePart part, const char *field)
{
  return lf_record_get (self->drafts[part], field);
}

void
lf_capture_set (
    LfCapture *self, LfCapturePart part, const char *field, const char *value, const char *display)
{
  LfRecord *draft = lf_record_copy (self->drafts[part]);

  lf_record_set (draft, field, value);
  lf_record_set_display (draft, (guint) lf_entity_index (lf_capture_entity (part), field), display);
  lf_record_unref (self->drafts[part]);
  self->drafts[part] = draft;
}

static gboolean
is_blank (const LfRecord *record)
{
  guint n = lf_entity_n_fields (lf_record_entity (record));

  for (guint i = 0; i < n; i++)
    if (lf_record_get_at (record, i) != NULL)
      return FALSE;
  return TRUE;
}

/* What names the lead when nobody said what they want. */
static const char *
find_name (const LfCapture *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (lf_capture_get (self, names[i].part, names[i].field) != NULL)
      return lf_capture_get (self, names[i].part, names[i].field);
  return NULL;
}

gboolean
lf_capture_is_blank (const LfCapture *self)
{
  return find_name (self) == NULL && lf_capture_get (self, LF_CAPTURE_LEAD, "name") == NULL;
}

gboolean
lf_capture_waits (const LfCapture *self, LfCapturePart part)
{
  const GPtrArray *matches = self->matches[part];
  const LfDuplicate *worst = matches == NULL || matches->len == 0 ? NULL : matches->pdata[0];

  return worst != NULL && self->taken[part] == NULL && lf_duplicate_blocks (worst->rule->level);
}

/* ---- As it is saved ---- */

static gboolean
is_saved (const LfCapture *self, LfCapturePart part)
{
  return part == LF_CAPTURE_LEAD || !is_blank (self->drafts[part]);
}

/* The id of what stands for @part: (nullable) */
static const char *
id_of (const LfCapture *self, LfCapturePart part)
{
  if (self->taken[part] != NULL)
    return lf_record_id (self->taken[part]);
  return is_saved (self, part) ? lf_record_id (self->drafts[part]) : NULL;
}

static void
name_lead (const LfCapture *self, LfRecord *lead)
{
  const char *wish = lf_record_get (lead, "name");
  g_autofree char *name = NULL;

  if (wish == NULL)
    {
      name = g_strdup_printf (_ ("Lead of %s"), find_name (self));
      lf_record_set (lead, "name", name);
      return;
    }
  name = g_strdup (wish);
  lf_lead_set_wish (lead, name);
}

/* (transfer full): @part with all that the sheet does not ask for */
static LfRecord *
complete (const LfCapture *self, LfCapturePart part)
{
  LfRecord *record = lf_record_copy (self->drafts[part]);
  LfDate today = lf_date_today ();

  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    if (links[i].part == part && id_of (self, links[i].target) != NULL)
      lf_record_set (record, links[i].field, id_of (self, links[i].target));
  if (part == LF_CAPTURE_LEAD)
    name_lead (self, record);
  else if (lf_record_get (record, "name") == NULL)
    lf_record_set (record, "name", lf_record_get (record, "mobile"));
  lf_rules_fill_new (record, &today);
  return record;
}

/* ---- Looking up ---- */

static const LfDuplicate *
find_taken (const LfCapture *self, LfCapturePart part)
{
  const GPtrArray *matches = self->matches[part];

  for (guint i = 0; parts[part].is_referred && i < matches->len; i++)
    {
      const LfDuplicate *match = matches->pdata[i];

      if (self->chosen[part] == NULL
              ? match->rule->level == LF_DUPLICATE_L1
              : g_str_equal (self->chosen[part], lf_record_id (match->record)))
        return match;
    }
  return NULL;
}

static gboolean
look_up_part (LfCapture *self, LfStore *store, LfCapturePart part, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
  g_autoptr (GPtrArray) found = NULL;
  const LfDuplicate *taken;

  g_clear_pointer (&self->matches[part], g_ptr_array_unref);
  g_clear_pointer (&self->taken[part], lf_record_unref);
  if (is_blank (self->drafts[part]))
    return TRUE;
  g_ptr_array_add (records, complete (self, part));
  found = lf_store_duplicates_sync (store, records, error);
  if (found == NULL)
    return FALSE;
  self->matches[part] = g_ptr_array_ref (found->pdata[0]);
  taken = find_taken (self, part);
  self->taken[part] = taken == NULL ? NULL : lf_record_ref (taken->record);
  return TRUE;
}

static gboolean
look_up (LfCapture *self, LfStore *store, GError **error)
{
  for (guint i = 0; !lf_capture_is_blank (self) && i < LF_CAPTURE_N_PARTS; i++)
    if (!look_up_part (self, store, i, error))
      return FALSE;
  return TRUE;
}

static void
look_up_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (LfCapture) capture = lf_capture_copy (data);
  GError *error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;
  if (look_up (capture, source, &error))
    g_task_return_pointer (task, g_steal_pointer (&capture), (GDestroyNotify) lf_capture_free);
  else
    g_task_return_error (task, error);
}

void
lf_capture_look_up_async (const LfCapture *self,
                          LfStore *store,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_source_tag (task, lf_capture_look_up_async);
  g_task_set_task_data (task, lf_capture_copy (self), (GDestroyNotify) lf_capture_free);
  g_task_run_in_thread (task, look_up_in_thread);
}

LfCapture *
lf_capture_look_up_finish (LfStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- Saving ---- */

/* Fills the blanks of what is referred to. What it says otherwise is kept in the lead's note. */
static void
fill_taken (const LfCapture *self, LfChange *change, LfCapturePart part, LfRecord *lead)
{
  const LfRecord *taken = self->taken[part], *draft = self->drafts[part];
  const LfEntity *entity = lf_capture_entity (part);

  for (guint i = 0; entity->fields[i].name != NULL; i++)
    {
      const LfField *field = &entity->fields[i];
      const char *said = lf_record_get_at (draft, i), *is = lf_record_get_at (taken, i);

      if (said != NULL && is == NULL)
        lf_change_edit (change, taken, field->name, said);
      else if (said != NULL && strcmp (said, is) != 0)
        {
          const char *before = lf_record_get (lead, "note");
          g_autofree char *note
              = g_strdup_printf ("%s%s%s: %s", before == NULL ? "" : before,
                                 before == NULL ? "" : "\n", lf_field_label (field), said);

          lf_record_set (lead, "note", note);
        }
    }
}

/* Why what matches is another one, so that nobody is asked again. */
static void
note_verdicts (const LfCapture *self,
               LfChange *change,
               LfCapturePart part,
               const LfRecord *record,
               const char *author)
{
  LfDate today = lf_date_today ();

  for (guint i = 0; lf_capture_waits (self, part) && i < self->matches[part]->len; i++)
    {
      const LfDuplicate *match = self->matches[part]->pdata[i];
      LfJudgement judgement = { LF_VERDICT_NEW, self->reason, match->rule };
      g_autoptr (LfRecord) verdict = NULL;

      if (!lf_duplicate_blocks (match->rule->level))
        continue;
      verdict = lf_verdict_record (&judgement, match->record, record, author, &today);
      lf_change_create (change, verdict);
    }
}

/* The account of whoever gave the tip: that is whom it is counted for (L10). */
static gboolean
name_tipster (LfStore *store, LfRecord *lead, const char *author, GError **error)
{
  g_autoptr (LfRecord) account = NULL;
  GError *problem = NULL;

  account = lf_store_find_title_sync (store, lf_schema_find ("account"), author, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  if (account != NULL)
    lf_record_set (lead, "reporter", lf_record_id (account));
  if (lf_record_get (lead, "channel") == NULL)
    lf_record_set (lead, "channel", "everyone");
  return TRUE;
}

static LfRecord *
save (const LfCapture *self, LfStore *store, GError **error)
{
  g_autofree char *author = lf_store_author (store);
  g_autoptr (LfRecord) lead = complete (self, LF_CAPTURE_LEAD);
  g_autofree char *title = lf_record_title (lead);
  g_autofree char *label = g_strdup_printf (_ ("Add “%s”"), title);
  g_autoptr (LfChange) change = lf_change_new (label);

  if (self->is_tip && !name_tipster (store, lead, author, error))
    return NULL;
  for (guint i = 0; i < LF_CAPTURE_LEAD; i++)
    {
      g_autoptr (LfRecord) record = is_saved (self, i) ? complete (self, i) : NULL;

      if (self->taken[i] != NULL)
        fill_taken (self, change, i, lead);
      else if (record != NULL)
        lf_change_create (change, record);
      if (record != NULL)
        note_verdicts (self, change, i, record, author);
    }
  lf_change_create (change, lead);
  note_verdicts (self, change, LF_CAPTURE_LEAD, lead, author);
  return lf_store_commit_sync (store, change, error) ? g_steal_pointer (&lead) : NULL;
}

static void
save_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  LfRecord *lead = save (data, source, &error);

  if (lead != NULL)
    g_task_return_pointer (task, lead, (GDestroyNotify) lf_record_unref);
  else
    g_task_return_error (task, error);
}

void
lf_capture_save_async (const LfCapture *self,
                       LfStore *store,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, /* cancellable= */ NULL, callback, user_data);

  g_task_set_source_tag (task, lf_capture_save_async);
  g_task_set_task_data (task, lf_capture_copy (self), (GDestroyNotify) lf_capture_free);
  g_task_run_in_thread (task, save_in_thread);
}

LfRecord *
lf_capture_save_finish (LfStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
