/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lists of a chain. */

#include "config.h"

#include "lf-chain-lists.h"

#include "lf-chain-workbook.h"
#include "lf-compat-drop-down.h"
#include "lf-report-table.h"
#include "lf-store-chains.h"
#include "lf-text-tip.h"

#include <glib/gi18n.h>

struct _LfChainLists
{
  AdwWindow parent_instance;

  GtkDropDown *choice;
  GtkLabel *nothing;
  LfReportTable *table;

  GPtrArray *lists; /* (nullable) (element-type LfReport): until they are read */
  GCancellable *reading;
};

G_DEFINE_FINAL_TYPE (LfChainLists, lf_chain_lists, ADW_TYPE_WINDOW)

/* ---- Reading and writing ---- */

typedef struct
{
  LfStore *store;
  char *chain;
  char *path; /* (nullable): the workbook is written there */
} Asked;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_object_unref (asked->store);
  g_free (asked->chain);
  g_free (asked->path);
  g_free (asked);
}

static void
work_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Asked *asked = data;
  const LfDate today = lf_date_today ();
  GError *error = NULL;
  g_autoptr (LfChain) chain = lf_store_chain_sync (asked->store, asked->chain, &today, &error);
  g_autoptr (GPtrArray) policies
      = chain == NULL ? NULL : lf_store_chain_policies_sync (asked->store, asked->chain, &error);

  if (policies == NULL
      || (asked->path != NULL
          && !lf_chain_workbook_write (chain, policies, &today, asked->path, &error)))
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, lf_chain_workbook_lists (chain, policies),
                           (GDestroyNotify) g_ptr_array_unref);
}

static void
start (gpointer source,
       LfStore *store,
       const char *chain,
       const char *path,
       GCancellable *cancellable,
       GAsyncReadyCallback callback)
{
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, NULL);
  Asked *asked = g_new0 (Asked, 1);

  *asked = (Asked){ g_object_ref (store), g_strdup (chain), g_strdup (path) };
  g_task_set_task_data (task, asked, asked_free);
  g_task_run_in_thread (task, work_in_thread);
}

static void
on_workbook_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lists = g_task_propagate_pointer (G_TASK (result), &error);

  lf_app_context_toast (LF_APP_CONTEXT (source),
                        lists != NULL ? _ ("The workbook was saved") : error->message,
                        /* has_undo= */ FALSE);
}

void
lf_chain_workbook_save (LfAppContext *context, const char *chain, const char *path)
{
  start (context, lf_app_context_store (context), chain, path, NULL, on_workbook_written_cb);
}

/* ---- Showing ---- */

static void
show_list (LfChainLists *self)
{
  guint chosen = gtk_drop_down_get_selected (self->choice);
  const LfReport *list;

  if (self->lists == NULL || chosen >= self->lists->len)
    return;
  list = self->lists->pdata[chosen];
  gtk_widget_set_visible (GTK_WIDGET (self->nothing), list->rows->len == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->table), list->rows->len > 0);
  lf_report_table_set_report (self->table, list);
}

/* The one to begin with */
static guint
first_with_any (GPtrArray *lists)
{
  for (guint i = 0; i < lists->len; i++)
    if (((const LfReport *) lists->pdata[i])->rows->len > 0)
      return i;
  return 0;
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfChainLists *self = LF_CHAIN_LISTS (source);
  g_autoptr (GError) error = NULL;
  GPtrArray *lists = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  if (lists == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        gtk_label_set_label (self->nothing, error->message);
      return;
    }
  self->lists = lists;
  gtk_label_set_label (self->nothing, _ ("None yet."));
  for (guint i = 0; i < lists->len; i++)
    {
      const LfReport *list = lists->pdata[i];
      g_autofree char *title = g_strdup_printf ("%s (%u)", list->title, list->rows->len);

      gtk_string_list_append (titles, title);
    }
  gtk_drop_down_set_model (self->choice, G_LIST_MODEL (titles));
  gtk_drop_down_set_selected (self->choice, first_with_any (lists));
  show_list (self);
}

/* ---- Window ---- */

static void
lf_chain_lists_dispose (GObject *object)
{
  g_cancellable_cancel (LF_CHAIN_LISTS (object)->reading);
  G_OBJECT_CLASS (lf_chain_lists_parent_class)->dispose (object);
}

static void
lf_chain_lists_finalize (GObject *object)
{
  LfChainLists *self = LF_CHAIN_LISTS (object);

  g_clear_object (&self->reading);
  g_clear_pointer (&self->lists, g_ptr_array_unref);
  G_OBJECT_CLASS (lf_chain_lists_parent_class)->finalize (object);
}

static void
lf_chain_lists_class_init (LfChainListsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lf_chain_lists_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_chain_lists_finalize;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static void
lf_chain_lists_init (LfChainLists *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *inner = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *header = adw_header_bar_new ();

  self->reading = g_cancellable_new ();
  self->choice = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  self->nothing = GTK_LABEL (gtk_label_new (NULL));
  self->table = g_object_new (LF_TYPE_REPORT_TABLE, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->choice), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Which List"), -1);
  lf_drop_down_speak_of_label (self->choice);
  gtk_widget_set_halign (GTK_WIDGET (self->choice), GTK_ALIGN_START);
  gtk_widget_add_css_class (GTK_WIDGET (self->nothing), "dim-label");
  gtk_label_set_wrap (self->nothing, TRUE);
  gtk_label_set_xalign (self->nothing, 0);
  gtk_widget_add_css_class (inner, "lf-page-box");
  gtk_box_append (GTK_BOX (inner), GTK_WIDGET (self->choice));
  gtk_box_append (GTK_BOX (inner), GTK_WIDGET (self->nothing));
  gtk_box_append (GTK_BOX (inner), GTK_WIDGET (self->table));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), inner);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), scrolled);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_default_size (GTK_WINDOW (self), 860, 600);
  g_signal_connect_swapped (self->choice, "notify::selected", G_CALLBACK (show_list), self);
  lf_text_tip_add_to_title (GTK_WINDOW (self));
}

void
lf_chain_lists_present (GtkWindow *parent, LfAppContext *context, const LfRecord *chain)
{
  LfChainLists *self
      = g_object_new (LF_TYPE_CHAIN_LISTS, "transient-for", parent, "modal", TRUE, NULL);
  g_autofree char *name = lf_record_title (chain);
  g_autofree char *title = g_strdup_printf (_ ("Seven Lists: %s"), name);

  gtk_window_set_title (GTK_WINDOW (self), title);
  start (self, lf_app_context_store (context), lf_record_id (chain), NULL, self->reading,
         on_read_cb);
  gtk_window_present (GTK_WINDOW (self));
}
