/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a reference can be made to refer to. */

#include "config.h"

#include "lf-candidates.h"

#include <glib/gi18n.h>

struct _LfCandidate
{
  GObject parent_instance;

  char *id; /* (nullable) */
  char *title;
  char *label;
  char *detail; /* (nullable) */
};

enum
{
  PROP_0,
  PROP_LABEL,
  PROP_DETAIL,
  PROP_HAS_DETAIL,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LfCandidate, lf_candidate, G_TYPE_OBJECT)

static void
lf_candidate_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LfCandidate *self = LF_CANDIDATE (object);

  switch (prop_id)
    {
    case PROP_LABEL:
      g_value_set_string (value, self->label);
      break;
    case PROP_DETAIL:
      g_value_set_string (value, self->detail);
      break;
    case PROP_HAS_DETAIL:
      g_value_set_boolean (value, self->detail != NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lf_candidate_finalize (GObject *object)
{
  LfCandidate *self = LF_CANDIDATE (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->label);
  g_free (self->detail);
  G_OBJECT_CLASS (lf_candidate_parent_class)->finalize (object);
}

static void
lf_candidate_class_init (LfCandidateClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = lf_candidate_get_property;
  object_class->finalize = lf_candidate_finalize;
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  properties[PROP_DETAIL] = g_param_spec_string ("detail", NULL, NULL, NULL, flags);
  properties[PROP_HAS_DETAIL] = g_param_spec_boolean ("has-detail", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lf_candidate_init (LfCandidate *self)
{
}

/* The first listed field after the title that is not blank. */
static char *
find_detail (const LfRecord *record)
{
  const LfField *fields = lf_record_entity (record)->fields;

  for (guint i = 0; fields[i].name != NULL; i++)
    if ((fields[i].flags & LF_FIELD_LISTED) && !(fields[i].flags & LF_FIELD_TITLE)
        && lf_record_get_at (record, i) != NULL)
      return lf_record_format_at (record, i);
  return NULL;
}

LfCandidate *
lf_candidate_new_for_record (const LfRecord *record)
{
  LfCandidate *self = g_object_new (LF_TYPE_CANDIDATE, NULL);

  self->id = g_strdup (lf_record_id (record));
  self->title = lf_record_title (record);
  self->label = g_strdup (self->title);
  self->detail = find_detail (record);
  return self;
}

LfCandidate *
lf_candidate_new_for_title (const LfEntity *entity, const char *title)
{
  LfCandidate *self = g_object_new (LF_TYPE_CANDIDATE, NULL);

  self->title = g_strdup (title);
  self->label = g_strdup_printf (_ ("New: “%s”"), title);
  self->detail = g_strdup (lf_entity_label (entity));
  return self;
}

const char *
lf_candidate_get_id (LfCandidate *self)
{
  return self->id;
}

const char *
lf_candidate_get_title (LfCandidate *self)
{
  return self->title;
}

/* ---- Finding ---- */

static void
return_records (GTask *task, GPtrArray *records)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < records->len; i++)
    if (records->pdata[i] != NULL)
      g_ptr_array_add (found, lf_candidate_new_for_record (records->pdata[i]));
  g_task_return_pointer (task, found, (GDestroyNotify) g_ptr_array_unref);
}

static void
on_search_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GPtrArray) hits = NULL;
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  GError *error = NULL;

  hits = lf_store_search_finish (LF_STORE (source), result, &error);
  if (hits == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  for (guint i = 0; i < hits->len; i++)
    g_ptr_array_add (records, ((LfHit *) hits->pdata[i])->record);
  return_records (task, records);
}

static void
on_page_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GPtrArray) records = NULL;
  GError *error = NULL;

  records = lf_store_page_finish (LF_STORE (source), result, &error);
  if (records == NULL)
    g_task_return_error (task, error);
  else
    return_records (task, records);
}

static void
on_rows_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GArray) rows = NULL;
  GError *error = NULL;

  rows = lf_store_rows_finish (LF_STORE (source), result, &error);
  if (rows == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  lf_store_page_async (LF_STORE (source), g_task_get_task_data (task),
                       (const gint64 *) (gpointer) rows->data, MIN (rows->len, LF_MAX_CANDIDATES),
                       g_task_get_cancellable (task), on_page_done_cb, g_object_ref (task));
}

void
lf_candidates_find_async (LfStore *store,
                          const LfEntity *entity,
                          const char *text,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task = g_task_new (store, cancellable, callback, user_data);
  g_autofree char *words = lf_text_clean (text);
  const LfField *title = lf_entity_title (entity);
  g_autoptr (LfQuery) query = NULL;

  g_task_set_source_tag (task, lf_candidates_find_async);
  g_task_set_task_data (task, (gpointer) entity, /* task_data_destroy= */ NULL);
  if (words != NULL)
    {
      lf_store_search_async (store, words, entity, LF_MAX_CANDIDATES, cancellable,
                             on_search_done_cb, task);
      return;
    }
  query = lf_query_new (entity, /* filter= */ NULL,
                        (title->flags & LF_FIELD_SORTED) ? title->name : NULL);
  lf_store_rows_async (store, query, cancellable, on_rows_done_cb, task);
}

GPtrArray *
lf_candidates_find_finish (LfStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
