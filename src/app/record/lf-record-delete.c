/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deleting a record. */

#include "config.h"

#include "lf-record-delete.h"

#include "lf-relations.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  LfAppContext *context;
  LfRecord *record;
  gint64 n_referrers;
} Deleting;

static void
deleting_free (Deleting *deleting)
{
  g_object_unref (deleting->context);
  lf_record_unref (deleting->record);
  g_free (deleting);
}

static char *
tell_deleted (const Deleting *deleting)
{
  g_autofree char *title = lf_record_title (deleting->record);

  if (deleting->n_referrers == 0)
    return g_strdup_printf (_ ("“%s” deleted"), title);
  return g_strdup_printf (ngettext ("“%1$s” deleted; %2$d record that refers to it stays",
                                    "“%1$s” deleted; %2$d records that refer to it stay",
                                    (gulong) deleting->n_referrers),
                          title, (int) deleting->n_referrers);
}

static void
on_deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Deleting *deleting = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_done = lf_store_commit_finish (LF_STORE (source), result, &error);
  g_autofree char *sentence = tell_deleted (deleting);

  lf_app_context_toast (deleting->context, is_done ? sentence : error->message,
                        /* has_undo= */ is_done);
  deleting_free (deleting);
}

/* Some relations are of records beside this one: they do not name it in their filter. */
static void
on_referrers_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Deleting *deleting = user_data;
  g_autoptr (GPtrArray) relations = lf_relations_read_finish (LF_STORE (source), result, NULL);
  g_autofree char *title = lf_record_title (deleting->record);
  g_autofree char *label = g_strdup_printf (_ ("Delete “%s”"), title);
  g_autoptr (LfChange) change = lf_change_new (label);

  for (guint i = 0; relations != NULL && i < relations->len; i++)
    {
      const LfRelation *relation = relations->pdata[i];
      if (strstr (relation->filter, lf_record_id (deleting->record)) != NULL)
        deleting->n_referrers += relation->n;
    }
  lf_change_delete (change, deleting->record);
  lf_store_commit_async (LF_STORE (source), change, /* cancellable= */ NULL, on_deleted_cb,
                         deleting);
}

void
lf_record_delete (LfAppContext *context, LfRecord *record)
{
  Deleting *deleting = g_new0 (Deleting, 1);

  deleting->context = g_object_ref (context);
  deleting->record = lf_record_ref (record);
  lf_relations_read_async (lf_app_context_store (context), record, /* cancellable= */ NULL,
                           on_referrers_read_cb, deleting);
}
