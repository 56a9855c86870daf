/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file that somebody opened with the program: told apart, then shown. */

#include "config.h"

#include "lf-opened-file.h"

#include "lf-backups-dialog.h"
#include "lf-carry-dialog.h"
#include "lf-question-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#define BEGIN_BYTES 100

/* ---- What it is ---- */

LfOpenedKind
lf_opened_kind (const guint8 *begin, gsize length)
{
  static const char bundle[] = "landfall-bundle ", database[] = "SQLite format 3", store[] = "LndF";
  enum
  {
    APPLICATION_ID = 68 /* bytes into the file, as SQLite keeps it */
  };

  if (length >= strlen (bundle) && memcmp (begin, bundle, strlen (bundle)) == 0)
    return LF_OPENED_BUNDLE;
  if (length >= APPLICATION_ID + strlen (store) && memcmp (begin, database, sizeof database) == 0
      && memcmp (begin + APPLICATION_ID, store, strlen (store)) == 0)
    return LF_OPENED_BACKUP;
  return LF_OPENED_OTHER;
}

static gboolean
is_of_store (LfAppContext *context, GFile *file)
{
  g_autoptr (GFile) folder = g_file_new_for_path (lf_store_folder (lf_app_context_store (context)));
  g_autoptr (GFile) database = g_file_get_child (folder, "landfall.db");

  return g_file_equal (file, database);
}

/* ---- What is shown ---- */

typedef struct
{
  GtkWindow *parent;
  LfAppContext *context;
} Opening;

static void
opening_free (Opening *self)
{
  g_object_unref (self->parent);
  g_object_unref (self->context);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, opening_free)

static void
show_bundle (Opening *self, GFile *file)
{
  LfCarryDialog *dialog = lf_carry_dialog_new (self->parent, self->context);

  lf_carry_dialog_show_file (dialog, file);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
show_backup (Opening *self, GFile *file)
{
  LfBackupsDialog *dialog = lf_backups_dialog_new (self->parent, self->context);

  lf_backups_dialog_ask_about (dialog, g_file_peek_path (file));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
show_sentence (Opening *self, GFile *file, const char *sentence)
{
  g_autofree char *name = g_file_get_parse_name (file);
  g_autofree char *base = g_path_get_basename (name);
  g_autofree char *title = g_strdup_printf (_ ("“%s” Cannot Be Opened"), base);
  LfQuestionDialog *dialog = lf_question_dialog_new (self->parent, title, sentence);

  lf_question_dialog_add_answer (dialog, "seen", _ ("_Understood"), NULL);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
show (Opening *self, GFile *file, LfOpenedKind kind)
{
  if (kind == LF_OPENED_OTHER)
    show_sentence (self, file,
                   _ ("It is neither a bundle nor a backup of Landfall. Spreadsheets are brought "
                      "in with “Import” in the menu."));
  else if (g_file_peek_path (file) == NULL)
    show_sentence (self, file, _ ("It is on another machine. Copy it to this one first."));
  else if (kind == LF_OPENED_BUNDLE)
    show_bundle (self, file);
  else if (is_of_store (self->context, file))
    show_sentence (self, file, _ ("It is the store that is open here."));
  else
    show_backup (self, file);
}

/* ---- Reading how it begins ---- */

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Opening) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) begin
      = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  GFile *file = g_object_get_data (source, "file");
  gsize length;
  const guint8 *bytes = begin == NULL ? NULL : g_bytes_get_data (begin, &length);

  if (begin != NULL)
    show (self, file, lf_opened_kind (bytes, length));
  else
    show_sentence (self, file, error->message);
}

static void
on_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Opening) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read_finish (G_FILE (source), result, &error);

  if (stream == NULL)
    {
      show_sentence (self, G_FILE (source), error->message);
      return;
    }
  g_object_set_data_full (G_OBJECT (stream), "file", g_object_ref (source), g_object_unref);
  g_input_stream_read_bytes_async (G_INPUT_STREAM (stream), BEGIN_BYTES, G_PRIORITY_DEFAULT,
                                   /* cancellable= */ NULL, on_read_cb, g_steal_pointer (&self));
}

void
lf_opened_file_present (GtkWindow *parent, LfAppContext *context, GFile *file)
{
  Opening *opening = g_new (Opening, 1);

  *opening = (Opening){ g_object_ref (parent), g_object_ref (context) };
  g_file_read_async (file, G_PRIORITY_DEFAULT, /* cancellable= */ NULL, on_opened_cb, opening);
}
