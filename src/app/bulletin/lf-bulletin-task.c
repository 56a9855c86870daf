/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making bulletins off the main thread. */

#include "config.h"

#include "lf-bulletin-task.h"

#include <string.h>

void
lf_bulletin_asked_clear (LfBulletinAsked *self)
{
  g_clear_pointer (&self->template_name, g_free);
  g_clear_pointer (&self->text, g_free);
}

static LfBulletinAsked *
asked_copy (const LfBulletinAsked *self)
{
  LfBulletinAsked *copy = g_new0 (LfBulletinAsked, 1);

  copy->period = self->period;
  copy->template_name = g_strdup (self->template_name);
  copy->text = g_strdup (self->text);
  return copy;
}

static void
asked_free (gpointer data)
{
  lf_bulletin_asked_clear (data);
  g_free (data);
}

void
lf_bulletin_reading_free (LfBulletinReading *self)
{
  g_clear_pointer (&self->templates, g_ptr_array_unref);
  g_clear_pointer (&self->bulletin, lf_bulletin_free);
  g_clear_pointer (&self->kept, lf_bulletin_free);
  g_free (self->fault);
  g_free (self->author);
  g_free (self);
}

static void
choose (LfBulletinReading *self, const char *name)
{
  for (guint i = 0; i < self->templates->len; i++)
    if (g_strcmp0 (((const LfBulletinTemplate *) self->templates->pdata[i])->name, name) == 0)
      {
        self->chosen = i;
        return;
      }
}

/* What is wrong with the template is shown, not an error of the page. */
static gboolean
make (LfBulletinReading *self, LfStore *store, const LfBulletinAsked *asked, GError **error)
{
  const LfBulletinTemplate *chosen = self->templates->pdata[self->chosen];
  const LfBulletinTemplate template_
      = { chosen->name, chosen->language, asked->text == NULL ? chosen->text : asked->text,
          chosen->record };
  const LfBulletinOptions options = { .period = asked->period, .today = lf_date_today () };
  g_autoptr (GError) fault = NULL;

  self->bulletin = lf_bulletin_make_sync (store, &template_, &options, &self->spot, &fault);
  if (self->bulletin != NULL)
    return TRUE;
  if (!g_error_matches (fault, LF_ERROR, LF_ERROR_SYNTAX))
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
  self->fault = g_strdup (fault->message);
  return TRUE;
}

static gboolean
find_kept (LfBulletinReading *self, LfStore *store, GError **error)
{
  g_autoptr (GPtrArray) kept
      = self->bulletin == NULL ? NULL : lf_bulletin_kept_sync (store, self->bulletin, error);

  if (self->bulletin == NULL)
    return TRUE;
  if (kept == NULL)
    return FALSE;
  if (kept->len == 0)
    return TRUE;
  self->kept = lf_bulletin_read (kept->pdata[0], error);
  return self->kept != NULL;
}

static void
read_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  LfStore *store = source;
  const LfBulletinAsked *asked = task_data;
  g_autoptr (LfBulletinReading) self = g_new0 (LfBulletinReading, 1);
  GError *error = NULL;

  self->templates = lf_bulletin_templates_sync (store, &error);
  self->author = lf_store_author (store);
  if (self->templates != NULL)
    choose (self, asked->template_name);
  if (self->templates == NULL || !make (self, store, asked, &error)
      || !find_kept (self, store, &error))
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&self),
                           (GDestroyNotify) lf_bulletin_reading_free);
}

void
lf_bulletin_read_async (LfStore *store,
                        const LfBulletinAsked *asked,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_source_tag (task, lf_bulletin_read_async);
  g_task_set_task_data (task, asked_copy (asked), asked_free);
  g_task_run_in_thread (task, read_in_thread);
}

LfBulletinReading *
lf_bulletin_read_finish (LfStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- Checking ---- */

static void
check_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (LfBulletin) kept = lf_bulletin_read (task_data, &error);
  g_autoptr (GPtrArray) differences
      = kept == NULL ? NULL : lf_bulletin_check_sync (source, kept, &error);
  GPtrArray *sentences;

  if (differences == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  sentences = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < differences->len; i++)
    g_ptr_array_add (sentences,
                     lf_bulletin_difference_tell (differences->pdata[i], kept->language));
  g_task_return_pointer (task, sentences, (GDestroyNotify) g_ptr_array_unref);
}

void
lf_bulletin_check_async (LfStore *store,
                         LfRecord *kept,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_source_tag (task, lf_bulletin_check_async);
  g_task_set_task_data (task, lf_record_ref (kept), (GDestroyNotify) lf_record_unref);
  g_task_run_in_thread (task, check_in_thread);
}

GPtrArray *
lf_bulletin_check_finish (LfStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
