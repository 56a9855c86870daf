/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One of the records of an entity, or none of them. */

#include "config.h"

#include "lf-record-choice.h"

#include "lf-chart-view.h"
#include "lf-compat-drop-down.h"
#include "lf-store-news.h"

struct _LfRecordChoice
{
  AdwBin parent_instance;

  GtkDropDown *drop_down;
  GtkStringList *labels;

  LfAppContext *context;
  char *entity, *none, *sort, *label; /* the properties */
  GPtrArray *ids;                     /* (element-type utf8), as the drop-down after none of them */
  GCancellable *listing;              /* (nullable): records being read */
  gboolean is_showing;
};

enum
{
  PROP_0,
  PROP_ENTITY,
  PROP_NONE,
  PROP_SORT,
  PROP_LABEL,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfRecordChoice, lf_record_choice, ADW_TYPE_BIN)

const char *
lf_record_choice_get_id (LfRecordChoice *self)
{
  guint position = gtk_drop_down_get_selected (self->drop_down);

  return position == 0 || position > self->ids->len ? NULL : self->ids->pdata[position - 1];
}

/* ---- Reading ---- */

static void
show_records (LfRecordChoice *self, GPtrArray *records)
{
  g_autofree char *chosen = g_strdup (lf_record_choice_get_id (self));
  guint selected = 0;

  self->is_showing = TRUE;
  gtk_string_list_splice (self->labels, 1,
                          g_list_model_get_n_items (G_LIST_MODEL (self->labels)) - 1, NULL);
  g_ptr_array_set_size (self->ids, 0);
  for (guint i = 0; i < records->len; i++)
    if (records->pdata[i] != NULL)
      {
        g_ptr_array_add (self->ids, g_strdup (lf_record_id (records->pdata[i])));
        gtk_string_list_take (self->labels, lf_record_title (records->pdata[i]));
        if (g_strcmp0 (chosen, lf_record_id (records->pdata[i])) == 0)
          selected = self->ids->len;
      }
  gtk_drop_down_set_selected (self->drop_down, selected);
  self->is_showing = FALSE;
  if (chosen != NULL && selected == 0)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_records_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = lf_store_page_finish (LF_STORE (source), result, &error);

  if (records != NULL)
    show_records (user_data, records);
}

static void
on_rows_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfRecordChoice *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = lf_store_rows_finish (LF_STORE (source), result, &error);

  if (rows != NULL)
    lf_store_page_async (LF_STORE (source), lf_schema_find (self->entity),
                         (const gint64 *) (gpointer) rows->data, rows->len, self->listing,
                         on_records_read_cb, self);
}

static void
read_records (LfRecordChoice *self)
{
  g_autoptr (LfQuery) query
      = lf_query_new (lf_schema_find (self->entity), /* filter= */ NULL, self->sort);

  g_cancellable_cancel (self->listing);
  g_clear_object (&self->listing);
  self->listing = g_cancellable_new ();
  lf_store_rows_async (lf_app_context_store (self->context), query, self->listing, on_rows_read_cb,
                       self);
}

static void
on_store_changed_cb (LfRecordChoice *self, LfStoreNews *news)
{
  if (lf_store_news_concerns (news, self->entity))
    read_records (self);
}

static void
on_selected_cb (GtkDropDown *drop_down, GParamSpec *pspec, gpointer user_data)
{
  LfRecordChoice *self
      = LF_RECORD_CHOICE (gtk_widget_get_ancestor (GTK_WIDGET (drop_down), LF_TYPE_RECORD_CHOICE));

  if (self != NULL && self->context != NULL && !self->is_showing)
    g_signal_emit (self, signals[CHANGED], 0);
}

/* ---- Widget ---- */

static void
lf_record_choice_dispose (GObject *object)
{
  LfRecordChoice *self = LF_RECORD_CHOICE (object);

  g_cancellable_cancel (self->listing);
  g_clear_object (&self->listing);
  G_OBJECT_CLASS (lf_record_choice_parent_class)->dispose (object);
}

static void
lf_record_choice_finalize (GObject *object)
{
  LfRecordChoice *self = LF_RECORD_CHOICE (object);

  g_clear_object (&self->context);
  g_free (self->entity);
  g_free (self->none);
  g_free (self->sort);
  g_free (self->label);
  g_ptr_array_unref (self->ids);
  G_OBJECT_CLASS (lf_record_choice_parent_class)->finalize (object);
}

/* Construct-only: set once. */
static void
lf_record_choice_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  LfRecordChoice *self = LF_RECORD_CHOICE (object);
  char **const texts[N_PROPS] = { [PROP_ENTITY] = &self->entity,
                                  [PROP_NONE] = &self->none,
                                  [PROP_SORT] = &self->sort,
                                  [PROP_LABEL] = &self->label };

  *texts[id] = g_value_dup_string (value);
}

static void
lf_record_choice_constructed (GObject *object)
{
  LfRecordChoice *self = LF_RECORD_CHOICE (object);

  G_OBJECT_CLASS (lf_record_choice_parent_class)->constructed (object);
  gtk_string_list_append (self->labels, self->none);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->label, -1);
}

static void
lf_record_choice_class_init (LfRecordChoiceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  G_OBJECT_CLASS (klass)->set_property = lf_record_choice_set_property;
  G_OBJECT_CLASS (klass)->constructed = lf_record_choice_constructed;
  G_OBJECT_CLASS (klass)->dispose = lf_record_choice_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_record_choice_finalize;
  properties[PROP_ENTITY] = g_param_spec_string ("entity", NULL, NULL, NULL, flags);
  properties[PROP_NONE] = g_param_spec_string ("none", NULL, NULL, NULL, flags);
  properties[PROP_SORT] = g_param_spec_string ("sort", NULL, NULL, NULL, flags);
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
  signals[CHANGED] = g_signal_new ("changed", LF_TYPE_RECORD_CHOICE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, LF_CHART_UI ("lf-record-choice"));
  gtk_widget_class_bind_template_child (widget_class, LfRecordChoice, drop_down);
  gtk_widget_class_bind_template_child (widget_class, LfRecordChoice, labels);
  gtk_widget_class_bind_template_callback (widget_class, on_selected_cb);
}

static void
lf_record_choice_init (LfRecordChoice *self)
{
  self->ids = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_drop_down_speak_of_label (self->drop_down);
}

void
lf_record_choice_set_context (LfRecordChoice *self, LfAppContext *context)
{
  g_return_if_fail (self->context == NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (lf_app_context_store (context), "changed",
                           G_CALLBACK (on_store_changed_cb), self, G_CONNECT_SWAPPED);
  read_records (self);
}

char *
lf_record_choice_where (LfRecordChoice *self, const char *field)
{
  const char *id = lf_record_choice_get_id (self);

  return id == NULL ? NULL : g_strdup_printf ("%s=\"%s\"", field, id);
}
