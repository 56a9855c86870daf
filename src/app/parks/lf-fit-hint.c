/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The hint on where an industry fits. */

#include "config.h"

#include "lf-fit-hint.h"

#include "lf-park.h"

struct _LfFitHint
{
  AdwBin parent_instance;

  GtkLabel *label;

  char *park, *industry; /* (nullable): that were asked for last */
  GCancellable *reading; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (LfFitHint, lf_fit_hint, ADW_TYPE_BIN)

static void
show (LfFitHint *self, const char *told)
{
  gtk_label_set_label (self->label, told == NULL ? "" : told);
  gtk_widget_set_visible (GTK_WIDGET (self), told != NULL);
}

/* ---- Reading ---- */

typedef struct
{
  LfStore *store;
  char *park, *industry; /* (nullable) park */
} Asked;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_object_unref (asked->store);
  g_free (asked->park);
  g_free (asked->industry);
  g_free (asked);
}

static GPtrArray *
list (LfStore *store, const char *entity, GError **error)
{
  g_autoptr (LfQuery) query = lf_query_new (lf_schema_find (entity), NULL, NULL);

  return lf_store_list_sync (store, query, /* limit= */ 0, error);
}

static const LfRecord *
find (GPtrArray *parks, const char *id)
{
  for (guint i = 0; i < parks->len; i++)
    if (g_strcmp0 (lf_record_id (parks->pdata[i]), id) == 0)
      return parks->pdata[i];
  return NULL;
}

/* (transfer full) (nullable): nothing where it fits */
static char *
tell (const Asked *asked, GPtrArray *parks, GPtrArray *industries)
{
  g_autoptr (GPtrArray) plots = g_ptr_array_new ();
  g_autoptr (GHashTable) built = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) tree = lf_park_tree (parks, plots, built);
  g_autoptr (GPtrArray) better = lf_fit_better (tree, asked->industry, industries);
  const LfRecord *park = find (parks, asked->park);
  LfFit fit = park == NULL ? LF_FIT_UNKNOWN : lf_fit_judge (park, asked->industry, industries);

  if (fit == LF_FIT_YES || (fit == LF_FIT_UNKNOWN && better->len == 0))
    return NULL;
  if (park == NULL)
    park = ((const LfPark *) better->pdata[0])->record;
  return lf_fit_tell (fit, park, asked->industry, better);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Asked *asked = data;
  GError *error = NULL;
  g_autoptr (GPtrArray) parks = list (asked->store, "park", &error);
  g_autoptr (GPtrArray) industries = parks == NULL ? NULL : list (asked->store, "industry", &error);

  if (industries == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, tell (asked, parks, industries), g_free);
}

/* What cannot be read gives no advice. */
static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *told = g_task_propagate_pointer (G_TASK (result), &error);

  if (error == NULL)
    show (LF_FIT_HINT (source), told);
}

static void
stop_reading (LfFitHint *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
}

void
lf_fit_hint_look (LfFitHint *self, LfStore *store, const char *park, const char *industry)
{
  g_autoptr (GTask) task = NULL;
  Asked *asked;

  if (g_strcmp0 (self->park, park) == 0 && g_strcmp0 (self->industry, industry) == 0)
    return;
  stop_reading (self);
  g_free (self->park);
  g_free (self->industry);
  self->park = g_strdup (park);
  self->industry = g_strdup (industry);
  if (industry == NULL)
    {
      show (self, NULL);
      return;
    }
  self->reading = g_cancellable_new ();
  task = g_task_new (self, self->reading, on_read_cb, NULL);
  asked = g_new0 (Asked, 1);
  *asked = (Asked){ g_object_ref (store), g_strdup (park), g_strdup (industry) };
  g_task_set_task_data (task, asked, asked_free);
  g_task_run_in_thread (task, read_in_thread);
}

void
lf_fit_hint_look_at (LfFitHint *self, LfStore *store, const LfRecord *record)
{
  const LfEntity *entity = lf_record_entity (record);
  const char *park = entity->scope.park;

  if (park != NULL && lf_entity_field (entity, "industry") != NULL
      && lf_entity_field (entity, park) != NULL)
    lf_fit_hint_look (self, store, lf_record_get (record, park),
                      lf_record_get (record, "industry"));
}

/* ---- Widget ---- */

static void
lf_fit_hint_dispose (GObject *object)
{
  stop_reading (LF_FIT_HINT (object));
  G_OBJECT_CLASS (lf_fit_hint_parent_class)->dispose (object);
}

static void
lf_fit_hint_finalize (GObject *object)
{
  LfFitHint *self = LF_FIT_HINT (object);

  g_free (self->park);
  g_free (self->industry);
  G_OBJECT_CLASS (lf_fit_hint_parent_class)->finalize (object);
}

static void
lf_fit_hint_class_init (LfFitHintClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lf_fit_hint_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_fit_hint_finalize;
}

static void
lf_fit_hint_init (LfFitHint *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name ("lf-park-symbolic");

  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_xalign (self->label, 0);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
