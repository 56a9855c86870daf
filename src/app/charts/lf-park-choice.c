/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All parks or one of them, which figures are within. */

#include "config.h"

#include "lf-park-choice.h"

#include "lf-chart-view.h"
#include "lf-store-news.h"

#include <glib/gi18n.h>

struct _LfParkChoice
{
  AdwBin parent_instance;

  GtkDropDown *drop_down;
  GtkStringList *labels;

  LfAppContext *context;
  GPtrArray *ids;        /* (element-type utf8), as the drop-down after “All parks” */
  GCancellable *listing; /* (nullable): parks being read */
  gboolean is_showing;
};

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfParkChoice, lf_park_choice, ADW_TYPE_BIN)

/* (nullable) */
static const char *
get_chosen (LfParkChoice *self)
{
  guint position = gtk_drop_down_get_selected (self->drop_down);

  return position == 0 || position > self->ids->len ? NULL : self->ids->pdata[position - 1];
}

/* ---- Reading ---- */

static void
show_parks (LfParkChoice *self, GPtrArray *parks)
{
  g_autofree char *chosen = g_strdup (get_chosen (self));
  guint selected = 0;

  self->is_showing = TRUE;
  gtk_string_list_splice (self->labels, 1,
                          g_list_model_get_n_items (G_LIST_MODEL (self->labels)) - 1, NULL);
  g_ptr_array_set_size (self->ids, 0);
  for (guint i = 0; i < parks->len; i++)
    if (parks->pdata[i] != NULL)
      {
        g_ptr_array_add (self->ids, g_strdup (lf_record_id (parks->pdata[i])));
        gtk_string_list_take (self->labels, lf_record_title (parks->pdata[i]));
        if (g_strcmp0 (chosen, lf_record_id (parks->pdata[i])) == 0)
          selected = self->ids->len;
      }
  gtk_drop_down_set_selected (self->drop_down, selected);
  self->is_showing = FALSE;
}

static void
on_parks_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) parks = lf_store_page_finish (LF_STORE (source), result, &error);

  if (parks != NULL)
    show_parks (user_data, parks);
}

static void
on_rows_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfParkChoice *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = lf_store_rows_finish (LF_STORE (source), result, &error);

  if (rows != NULL)
    lf_store_page_async (LF_STORE (source), lf_schema_find ("park"),
                         (const gint64 *) (gpointer) rows->data, rows->len, self->listing,
                         on_parks_read_cb, self);
}

static void
read_parks (LfParkChoice *self)
{
  g_autoptr (LfQuery) query = lf_query_new (lf_schema_find ("park"), /* filter= */ NULL, "name");

  g_cancellable_cancel (self->listing);
  g_clear_object (&self->listing);
  self->listing = g_cancellable_new ();
  lf_store_rows_async (lf_app_context_store (self->context), query, self->listing, on_rows_read_cb,
                       self);
}

static void
on_store_changed_cb (LfParkChoice *self, LfStoreNews *news)
{
  if (lf_store_news_concerns (news, "park"))
    read_parks (self);
}

static void
on_selected_cb (GtkDropDown *drop_down, GParamSpec *pspec, gpointer user_data)
{
  LfParkChoice *self
      = LF_PARK_CHOICE (gtk_widget_get_ancestor (GTK_WIDGET (drop_down), LF_TYPE_PARK_CHOICE));

  if (self != NULL && self->context != NULL && !self->is_showing)
    g_signal_emit (self, signals[CHANGED], 0);
}

/* ---- Widget ---- */

static void
lf_park_choice_dispose (GObject *object)
{
  LfParkChoice *self = LF_PARK_CHOICE (object);

  g_cancellable_cancel (self->listing);
  g_clear_object (&self->listing);
  G_OBJECT_CLASS (lf_park_choice_parent_class)->dispose (object);
}

static void
lf_park_choice_finalize (GObject *object)
{
  LfParkChoice *self = LF_PARK_CHOICE (object);

  g_clear_object (&self->context);
  g_ptr_array_unref (self->ids);
  G_OBJECT_CLASS (lf_park_choice_parent_class)->finalize (object);
}

static void
lf_park_choice_class_init (LfParkChoiceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_park_choice_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_park_choice_finalize;
  signals[CHANGED] = g_signal_new ("changed", LF_TYPE_PARK_CHOICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, LF_CHART_UI ("lf-park-choice"));
  gtk_widget_class_bind_template_child (widget_class, LfParkChoice, drop_down);
  gtk_widget_class_bind_template_child (widget_class, LfParkChoice, labels);
  gtk_widget_class_bind_template_callback (widget_class, on_selected_cb);
}

static void
lf_park_choice_init (LfParkChoice *self)
{
  self->ids = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_string_list_append (self->labels, _ ("All Parks"));
}

void
lf_park_choice_set_context (LfParkChoice *self, LfAppContext *context)
{
  g_return_if_fail (self->context == NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (lf_app_context_store (context), "changed",
                           G_CALLBACK (on_store_changed_cb), self, G_CONNECT_SWAPPED);
  read_parks (self);
}

char *
lf_park_choice_where (LfParkChoice *self)
{
  const char *park = get_chosen (self);

  return park == NULL ? NULL : g_strdup_printf ("park=\"%s\"", park);
}
