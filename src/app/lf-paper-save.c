/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saving what is set on pages. */

#include "config.h"

#include "lf-paper-save.h"

#include "lf-compat-files.h"

#include <glib/gi18n.h>

typedef struct
{
  LfAppContext *context;
  char *path; /* (nullable): not chosen yet */
  LfPaperMake make;
  gpointer data;
  GDestroyNotify free_data;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  g_object_unref (saving->context);
  g_free (saving->path);
  saving->free_data (saving->data);
  g_free (saving);
}

static Saving *
saving_new (LfAppContext *context, LfPaperMake make, gpointer data, GDestroyNotify free_data)
{
  Saving *saving = g_new (Saving, 1);

  *saving = (Saving){ g_object_ref (context), NULL, make, data, free_data };
  return saving;
}

static void
write_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Saving *saving = task_data;
  g_autoptr (LfPaper) paper = saving->make (saving->data);
  GError *error = NULL;

  if (lf_paper_write (paper, saving->path, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  const Saving *saving = g_task_get_task_data (G_TASK (result));
  g_autofree char *name = g_path_get_basename (saving->path);
  g_autofree char *said = g_strdup_printf (_ ("“%s” was saved"), name);
  g_autoptr (GError) error = NULL;
  gboolean is_done = g_task_propagate_boolean (G_TASK (result), &error);

  lf_app_context_toast (saving->context, is_done ? said : error->message, /* has_undo= */ FALSE);
}

static void
start (Saving *saving /* (transfer full) */)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, on_written_cb, NULL);

  g_task_set_task_data (task, saving, saving_free);
  g_task_run_in_thread (task, write_in_thread);
}

void
lf_paper_save_to (LfAppContext *context,
                  const char *path,
                  LfPaperMake make,
                  gpointer data,
                  GDestroyNotify free_data)
{
  Saving *saving = saving_new (context, make, data, free_data);

  saving->path = g_strdup (path);
  start (saving);
}

static void
on_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Saving *saving = user_data;
  g_autoptr (GFile) file = lf_file_save_finish (GTK_WINDOW (source), result, NULL);

  if (file == NULL)
    {
      saving_free (saving);
      return;
    }
  saving->path = g_file_get_path (file);
  start (saving);
}

void
lf_paper_save (GtkWindow *parent,
               LfAppContext *context,
               const char *title,
               const char *suggested_name,
               LfPaperMake make,
               gpointer data,
               GDestroyNotify free_data)
{
  lf_file_save_async (parent, title, suggested_name, on_chosen_cb,
                      saving_new (context, make, data, free_data));
}
