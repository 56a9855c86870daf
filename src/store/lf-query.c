/* SPDX-License-Identifier: GPL-3.0-or-later */
/* LfQuery. */

#include "config.h"

#include "lf-query.h"

struct _LfQuery
{
  gatomicrefcount ref_count;
  const LfEntity *entity;
  LfFilter *filter;
  const LfField *sort;
  gboolean is_descending;
  LfDate as_of; /* year 0: now */
};

G_DEFINE_BOXED_TYPE (LfQuery, lf_query, lf_query_ref, lf_query_unref)

LfQuery *
lf_query_new (const LfEntity *entity, LfFilter *filter, const char *sort)
{
  LfQuery *self = g_new0 (LfQuery, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->entity = entity;
  self->filter = filter;
  if (sort != NULL)
    {
      self->is_descending = *sort == '-';
      self->sort = lf_entity_field (entity, sort + self->is_descending);
    }
  return self;
}

LfQuery *
lf_query_parse (const LfEntity *entity,
                const char *where,
                const char *sort,
                const LfDate *today,
                GError **error)
{
  LfFilter *filter = lf_filter_parse (entity, where, today, NULL, error);

  return filter == NULL ? NULL : lf_query_new (entity, filter, sort);
}

void
lf_query_set_as_of (LfQuery *self, const LfDate *day)
{
  self->as_of = *day;
}

LfQuery *
lf_query_ref (LfQuery *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
lf_query_unref (LfQuery *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->filter, lf_filter_free);
  g_free (self);
}

const LfEntity *
lf_query_entity (const LfQuery *self)
{
  return self->entity;
}

const LfFilter *
lf_query_filter (const LfQuery *self)
{
  return self->filter;
}

const LfField *
lf_query_sort (const LfQuery *self, gboolean *ret_descending)
{
  if (ret_descending != NULL)
    *ret_descending = self->is_descending;
  return self->sort;
}

const LfDate *
lf_query_as_of (const LfQuery *self)
{
  return self->as_of.year == 0 ? NULL : &self->as_of;
}
