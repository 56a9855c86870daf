/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What refers to a record, read off the schema. */

#include "config.h"

#include "lf-relations.h"

#include <glib/gi18n.h>

void
lf_relation_free (LfRelation *self)
{
  g_free (self->filter);
  g_ptr_array_unref (self->records);
  g_free (self);
}

static gboolean
is_parent_field (const LfEntity *entity, const LfField *field)
{
  return g_strcmp0 (entity->parent, field->name) == 0;
}

static void
drop_what_is_not_offered (GPtrArray *relations, const LfEntity *page)
{
  for (guint i = relations->len; i-- > 0;)
    {
      const LfRelation *relation = relations->pdata[i];

      if (relation->n == 0 && !lf_entity_is_offered_on (relation->entity, page))
        g_ptr_array_remove_index (relations, i);
    }
}

static gboolean
add_relation (LfStore *store,
              const LfEntity *entity,
              char *filter /* (transfer full) */,
              GPtrArray *relations,
              GError **error)
{
  LfRelation *relation = g_new0 (LfRelation, 1);
  LfDate today = lf_date_today ();
  g_autofree char *sort = entity->date == NULL ? NULL : g_strdup_printf ("-%s", entity->date);
  g_autoptr (LfQuery) query = NULL;
  LfSummary summary = { 0 };
  g_autoptr (GPtrArray) records = NULL;

  relation->entity = entity;
  relation->filter = filter;
  relation->records = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
  g_ptr_array_add (relations, relation);
  query = lf_query_parse (entity, filter, sort, &today, error);
  if (query == NULL || !lf_store_summary_sync (store, query, &summary, error))
    return FALSE;
  relation->n = summary.n;
  records = lf_store_list_sync (store, query, LF_MAX_RELATED, error);
  if (records == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    if (records->pdata[i] != NULL)
      g_ptr_array_add (relation->records, lf_record_ref (records->pdata[i]));
  return TRUE;
}

/* All fields of @entity that may refer to @target, or only the one it belongs by, as filter text.
 */
static char *
make_filter (const LfEntity *entity, const LfRecord *target, gboolean only_parent)
{
  const char *name = lf_record_entity (target)->name;
  GString *filter = g_string_new (NULL);

  for (const LfField *field = entity->fields; field->name != NULL; field++)
    if (g_strcmp0 (field->target, name) == 0 && only_parent == is_parent_field (entity, field))
      g_string_append_printf (filter, "%s%s=\"%s\"", filter->len > 0 ? " or " : "", field->name,
                              lf_record_id (target));
  return g_string_free (filter, filter->len == 0);
}

static gboolean
add_referrers (LfStore *store,
               const LfRecord *record,
               gboolean only_parent,
               GPtrArray *relations,
               GError **error)
{
  guint n_entities;
  const LfEntity *const *entities = lf_schema_entities (&n_entities);

  for (guint i = 0; i < n_entities; i++)
    {
      char *filter = make_filter (entities[i], record, only_parent);
      if (filter != NULL && !add_relation (store, entities[i], filter, relations, error))
        return FALSE;
    }
  return TRUE;
}

/* A project may name contacts, and contacts belong to enterprises: those of its own enterprise are
 * close at hand. */
static gboolean
add_siblings (LfStore *store, const LfRecord *record, GPtrArray *relations, GError **error)
{
  const LfEntity *entity = lf_record_entity (record);

  for (const LfField *field = entity->fields; field->name != NULL; field++)
    {
      const LfEntity *target
          = field->type == LF_VALUE_REFERENCE_SET ? lf_schema_find (field->target) : NULL;
      const char *parent = target == NULL ? NULL : target->parent;
      const LfField *own = parent == NULL ? NULL : lf_entity_field (entity, parent);
      const char *id = own == NULL ? NULL : lf_record_get (record, parent);

      if (id != NULL
          && !add_relation (store, target, g_strdup_printf ("%s=\"%s\"", parent, id), relations,
                            error))
        return FALSE;
    }
  return TRUE;
}

GPtrArray *
lf_relations_read_sync (LfStore *store, const LfRecord *record, GError **error)
{
  g_autoptr (GPtrArray) relations
      = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_relation_free);

  if (!add_referrers (store, record, /* only_parent= */ TRUE, relations, error)
      || !add_siblings (store, record, relations, error)
      || !add_referrers (store, record, /* only_parent= */ FALSE, relations, error))
    return NULL;
  drop_what_is_not_offered (relations, lf_record_entity (record));
  return g_steal_pointer (&relations);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *relations = lf_relations_read_sync (source, task_data, &error);

  if (relations == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, relations, (GDestroyNotify) g_ptr_array_unref);
}

void
lf_relations_read_async (LfStore *store,
                         LfRecord *record,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_source_tag (task, lf_relations_read_async);
  g_task_set_task_data (task, lf_record_ref (record), (GDestroyNotify) lf_record_unref);
  g_task_run_in_thread (task, read_in_thread);
}

GPtrArray *
lf_relations_read_finish (LfStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- A new one ---- */

static void
take_reference (LfRecord *record, guint index, const LfRecord *origin)
{
  const LfField *field = &lf_record_entity (record)->fields[index];
  const LfField *shared = lf_entity_field (lf_record_entity (origin), field->name);
  g_autofree char *display = NULL;

  if (g_str_equal (field->target, lf_record_entity (origin)->name))
    {
      lf_record_set (record, field->name, lf_record_id (origin));
      display = lf_record_title (origin);
    }
  else if (shared != NULL && g_strcmp0 (shared->target, field->target) == 0
           && lf_record_get (origin, field->name) != NULL)
    {
      lf_record_set (record, field->name, lf_record_get (origin, field->name));
      display = lf_record_format (origin, field->name);
    }
  if (display != NULL)
    lf_record_set_display (record, index, display);
}

LfRecord *
lf_relation_prepare (const LfEntity *entity, const LfRecord *origin, const LfDate *today)
{
  LfRecord *record = lf_record_new (entity, /* id= */ NULL);

  for (guint i = 0; origin != NULL && entity->fields[i].name != NULL; i++)
    if (entity->fields[i].type == LF_VALUE_REFERENCE)
      take_reference (record, i, origin);
  lf_rules_fill_new (record, today);
  return record;
}
