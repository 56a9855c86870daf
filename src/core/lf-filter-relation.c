/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which records go with others, by the fields that refer to them. */

#include "config.h"

#include "lf-filter-private.h"

#include "lf-company.h"
#include "lf-text.h"

#include <string.h>

static const LfEntity *
find_entity (const char *folded)
{
  const LfEntity *found = lf_schema_find (folded);

  for (const LfEntity *const *p = lf_schema_entities (NULL); found == NULL && *p != NULL; p++)
    if (lf_text_is_among (folded, (*p)->label) || lf_text_is_among (folded, (*p)->plural)
        || lf_text_is_among (folded, lf_entity_label (*p))
        || lf_text_is_among (folded, lf_entity_plural (*p))
        || lf_text_is_among (folded, (*p)->synonyms))
      found = *p;
  return found;
}

static gboolean
refers_to (const LfField *field, const LfEntity *entity)
{
  return field != NULL && field->target != NULL && strcmp (field->target, entity->name) == 0;
}

gboolean
lf_filter_relation_from (const LfEntity *entity, const LfEntity *other, LfFilterRelation *ret_to)
{
  const LfField *field = lf_entity_parent_field (other);

  if (!refers_to (field, entity))
    for (field = other->fields; field->name != NULL && !refers_to (field, entity);)
      field++;
  *ret_to = (LfFilterRelation){ other, field, TRUE };
  return field->name != NULL;
}

/* "project.escort" */
static gboolean
find_by_field (const LfEntity *entity,
               const char *folded,
               const char *dot,
               LfFilterRelation *ret_to)
{
  g_autofree char *name = g_strndup (folded, (gsize) (dot - folded));
  const LfEntity *other = find_entity (name);
  const LfField *field = other == NULL ? NULL : lf_filter_find_field (other, dot + 1);

  *ret_to = (LfFilterRelation){ other, field, TRUE };
  return refers_to (field, entity);
}

gboolean
lf_filter_find_relation (const LfEntity *entity, const char *name, LfFilterRelation *ret_to)
{
  const LfField *own = lf_filter_find_field (entity, name);
  g_autofree char *folded = lf_text_fold (name);
  const char *dot = strchr (folded, '.');
  const LfEntity *other;

  if (own != NULL && own->target != NULL)
    {
      *ret_to = (LfFilterRelation){ lf_schema_find (own->target), own, FALSE };
      return TRUE;
    }
  if (dot != NULL)
    return find_by_field (entity, folded, dot, ret_to);
  other = find_entity (folded);
  return other != NULL && lf_filter_relation_from (entity, other, ret_to);
}

static guint
likeness (const char *folded, const char *name)
{
  g_autofree char *other = lf_text_fold (name);

  return lf_text_similarity (folded, other);
}

const char *
lf_filter_like_relation (const LfEntity *entity, const char *name)
{
  g_autofree char *folded = lf_text_fold (name);
  const char *best = NULL;
  guint most = 59; /* percent: a letter or two */
  LfFilterRelation relation;

  for (const LfEntity *const *p = lf_schema_entities (NULL); *p != NULL; p++)
    {
      guint like
          = MAX (likeness (folded, (*p)->name), MAX (likeness (folded, lf_entity_label (*p)),
                                                     likeness (folded, lf_entity_plural (*p))));

      if (like > most && lf_filter_find_relation (entity, (*p)->name, &relation))
        {
          most = like;
          best = (*p)->name;
        }
    }
  return best;
}

/* Titles of what a related record refers to are compared, too. */
gboolean
lf_filter_reads (const LfFilter *self, const LfEntity *entity)
{
  if (self == NULL)
    return FALSE;
  if (self->kind == LF_FILTER_RELATED)
    {
      if (self->relation.entity == entity)
        return TRUE;
      for (const LfField *field = self->relation.entity->fields; field->name != NULL; field++)
        if (refers_to (field, entity))
          return TRUE;
    }
  return lf_filter_reads (self->left, entity) || lf_filter_reads (self->right, entity);
}
