/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing a list as a spreadsheet: asks only where to. */

#include "config.h"

#include "lf-compat-files.h"
#include "lf-dialogs.h"
#include "lf-import-task.h"

#include <glib/gi18n.h>

typedef struct
{
  LfAppContext *context;
  LfQuery *query;
  GFile *file;
} Exporting;

static void
exporting_free (Exporting *exporting)
{
  g_object_unref (exporting->context);
  lf_query_unref (exporting->query);
  g_clear_object (&exporting->file);
  g_free (exporting);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Exporting, exporting_free)

static void
on_exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Exporting) exporting = user_data;
  g_autoptr (GError) error = NULL;
  gint64 n = lf_export_finish (LF_STORE (source), result, &error);
  g_autofree char *name = g_file_get_basename (exporting->file);
  g_autofree char *sentence
      = error != NULL ? g_strdup (error->message)
                      : g_strdup_printf (ngettext ("Exported %1$d record to %2$s",
                                                   "Exported %1$d records to %2$s", (gulong) n),
                                         (int) n, name);

  lf_app_context_toast (exporting->context, sentence, /* has_undo= */ FALSE);
}

static void
on_target_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Exporting) exporting = user_data;
  LfStore *store = lf_app_context_store (exporting->context);

  exporting->file = lf_file_save_finish (GTK_WINDOW (source), result, NULL);
  if (exporting->file != NULL)
    {
      LfQuery *query = exporting->query;
      const char *path = g_file_peek_path (exporting->file);
      lf_export_async (store, query, path, on_exported_cb, g_steal_pointer (&exporting));
    }
}

void
lf_export_dialog_present (GtkWindow *parent, LfAppContext *context, LfQuery *query)
{
  g_autofree char *name = g_strdup_printf ("%s.xlsx", lf_entity_plural (lf_query_entity (query)));
  Exporting *exporting = g_new0 (Exporting, 1);

  exporting->context = g_object_ref (context);
  exporting->query = lf_query_ref (query);
  lf_file_save_async (parent, _ ("Export (.xlsx, .csv, .ics for dates, .vcf for contacts)"), name,
                      on_target_chosen_cb, exporting);
}
