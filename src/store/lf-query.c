/* SPDX-License-Identifier: GPL-3.0-or-later */
/* LfQuery. */

#include "config.h"

#include "lf-query.h"

typedef struct
{
  const LfField *field;
  gboolean is_descending;
} Sort;

struct _LfQuery
{
  gatomicrefcount ref_count;
  const LfEntity *entity;
  LfFilter *filter; /* that of @base, where there is one */
  Sort sorts[LF_SORT_MOST];
  guint n_sorts;
  LfDate as_of;  /* year 0: now */
  LfQuery *base; /* (nullable) */
  GArray *rows;  /* (nullable) */
};

G_DEFINE_BOXED_TYPE (LfQuery, lf_query, lf_query_ref, lf_query_unref)

static void
add_sort (LfQuery *self, const char *sort)
{
  gboolean is_descending = *sort == '-';
  const LfField *field = lf_entity_field (self->entity, sort + is_descending);

  if (field != NULL && self->n_sorts < LF_SORT_MOST)
    self->sorts[self->n_sorts++] = (Sort){ field, is_descending };
}

LfQuery *
lf_query_new (const LfEntity *entity, LfFilter *filter, const char *sort)
{
  LfQuery *self = g_new0 (LfQuery, 1);
  g_auto (GStrv) sorts = g_strsplit (sort == NULL ? "" : sort, ",", -1);

  g_atomic_ref_count_init (&self->ref_count);
  self->entity = entity;
  self->filter = filter;
  for (char **name = sorts; *name != NULL; name++)
    add_sort (self, *name);
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

static LfQuery *
derive (const LfQuery *base)
{
  LfQuery *self = g_memdup2 (base, sizeof *base);

  g_atomic_ref_count_init (&self->ref_count);
  self->base = lf_query_ref ((LfQuery *) base);
  self->rows = NULL;
  return self;
}

LfQuery *
lf_query_of_rows (LfQuery *base, const GArray *rows)
{
  LfQuery *self = derive (base);

  self->rows = g_array_copy ((GArray *) rows);
  return self;
}

LfQuery *
lf_query_of_last_sort (const LfQuery *base)
{
  LfQuery *self = derive (base);

  g_return_val_if_fail (base->n_sorts > 0, self);
  self->sorts[0] = base->sorts[base->n_sorts - 1];
  self->n_sorts = 1;
  return self;
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
  if (self->base == NULL)
    g_clear_pointer (&self->filter, lf_filter_free);
  g_clear_pointer (&self->base, lf_query_unref);
  g_clear_pointer (&self->rows, g_array_unref);
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
  return lf_query_sort_at (self, 0, ret_descending);
}

guint
lf_query_n_sorts (const LfQuery *self)
{
  return self->n_sorts;
}

const LfField *
lf_query_sort_at (const LfQuery *self, guint index, gboolean *ret_descending)
{
  const Sort none = { 0 };
  const Sort *sort = index < self->n_sorts ? &self->sorts[index] : &none;

  if (ret_descending != NULL)
    *ret_descending = sort->is_descending;
  return sort->field;
}

const GArray *
lf_query_rows (const LfQuery *self)
{
  return self->rows;
}

const LfDate *
lf_query_as_of (const LfQuery *self)
{
  return self->as_of.year == 0 ? NULL : &self->as_of;
}
