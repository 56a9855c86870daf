/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The records opened last: a setting of the store, "entity id" a line, which nothing sends. */

#include "config.h"

#include "lf-recents.h"

#include "lf-store-sync.h"

#include <string.h>

#define SETTING "recent-records"

struct _LfRecents
{
  GObject parent_instance;
  LfStore *store;
  GPtrArray *lines;      /* (element-type utf8): the newest first */
  GCancellable *reading; /* what was kept by an earlier session is not known yet */
  gboolean is_writing;
  gboolean is_changed; /* since what is being written */
};

G_DEFINE_FINAL_TYPE (LfRecents, lf_recents, G_TYPE_OBJECT)

static char *
join (LfRecents *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) lines = NULL;

  for (guint i = 0; i < self->lines->len; i++)
    g_strv_builder_add (builder, self->lines->pdata[i]);
  lines = g_strv_builder_end (builder);
  return g_strjoinv ("\n", lines);
}

/* ---- Keeping them ---- */

static void write_down (LfRecents *self);

static void
write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  lf_store_set_setting_sync (source, SETTING, data, NULL);
  g_task_return_boolean (task, TRUE);
}

static void
on_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfRecents) self = user_data;

  self->is_writing = FALSE;
  if (self->is_changed)
    write_down (self);
}

/* One after the other, or the older list would stay. */
static void
write_down (LfRecents *self)
{
  g_autoptr (GTask) task = NULL;

  self->is_changed = TRUE;
  if (self->is_writing || self->reading != NULL)
    return;
  self->is_writing = TRUE;
  self->is_changed = FALSE;
  task = g_task_new (self->store, /* cancellable= */ NULL, on_written_cb, g_object_ref (self));
  g_task_set_task_data (task, join (self), g_free);
  g_task_run_in_thread (task, write_in_thread);
}

static void
add (LfRecents *self, char *line /* (transfer full) */, int position)
{
  guint old;

  if (g_ptr_array_find_with_equal_func (self->lines, line, g_str_equal, &old))
    {
      if (position != 0)
        {
          g_free (line);
          return;
        }
      g_ptr_array_remove_index (self->lines, old);
    }
  g_ptr_array_insert (self->lines, position, line);
  if (self->lines->len > LF_RECENTS_MOST)
    g_ptr_array_set_size (self->lines, LF_RECENTS_MOST);
}

void
lf_recents_note (LfRecents *self, const char *entity, const char *id)
{
  add (self, g_strdup_printf ("%s %s", entity, id), 0);
  write_down (self);
}

gboolean
lf_recents_has (LfRecents *self, const char *id)
{
  for (guint i = 0; i < self->lines->len; i++)
    if (strcmp (strchr (self->lines->pdata[i], ' ') + 1, id) == 0)
      return TRUE;
  return FALSE;
}

/* ---- What an earlier session kept ---- */

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, lf_store_setting_sync (source, SETTING, NULL), g_free);
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfRecents *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_task_propagate_pointer (G_TASK (result), &error);
  g_auto (GStrv) lines = g_strsplit (text == NULL ? "" : text, "\n", -1);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->reading);
  for (char **line = lines; *line != NULL; line++)
    if (strchr (*line, ' ') != NULL && self->lines->len < LF_RECENTS_MOST)
      add (self, g_strdup (*line), -1);
  if (self->is_changed)
    write_down (self);
}

/* ---- As records ---- */

static void
load_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_auto (GStrv) lines = g_strsplit (data, "\n", -1);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);

  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) words = g_strsplit (*line, " ", 2);
      const LfEntity *entity = g_strv_length (words) == 2 ? lf_schema_find (words[0]) : NULL;
      LfRecord *record
          = entity == NULL ? NULL : lf_store_load_sync (source, entity, words[1], NULL);

      if (record != NULL && !lf_record_is_deleted (record))
        g_ptr_array_add (records, record);
      else
        g_clear_pointer (&record, lf_record_unref);
    }
  g_task_return_pointer (task, g_steal_pointer (&records), (GDestroyNotify) g_ptr_array_unref);
}

void
lf_recents_load_async (LfRecents *self,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self->store, cancellable, callback, user_data);

  g_task_set_source_tag (task, lf_recents_load_async);
  g_task_set_task_data (task, join (self), g_free);
  g_task_run_in_thread (task, load_in_thread);
}

GPtrArray *
lf_recents_load_finish (LfStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- The object ---- */

static void
lf_recents_dispose (GObject *object)
{
  LfRecents *self = LF_RECENTS (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (lf_recents_parent_class)->dispose (object);
}

static void
lf_recents_finalize (GObject *object)
{
  g_ptr_array_unref (LF_RECENTS (object)->lines);
  G_OBJECT_CLASS (lf_recents_parent_class)->finalize (object);
}

static void
lf_recents_class_init (LfRecentsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lf_recents_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_recents_finalize;
}

static void
lf_recents_init (LfRecents *self)
{
  self->lines = g_ptr_array_new_with_free_func (g_free);
}

LfRecents *
lf_recents_new (LfStore *store)
{
  LfRecents *self = g_object_new (LF_TYPE_RECENTS, NULL);
  g_autoptr (GTask) task = NULL;

  self->store = g_object_ref (store);
  self->reading = g_cancellable_new ();
  task = g_task_new (store, self->reading, on_read_cb, self);
  g_task_run_in_thread (task, read_in_thread);
  return self;
}
