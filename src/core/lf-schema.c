/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The schema: which entities there are, and looking them up. The tables are in lf-schema-*.c. */

#include "config.h"

#include "lf-schema-tables.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const LfEntity *const entities[] = {
  &lf_entity_project,
  &lf_entity_enterprise,
  &lf_entity_contact,
  &lf_entity_interaction,
  &lf_entity_agreement,
  &lf_entity_land_case,
  &lf_entity_handover,
  &lf_entity_node,
  &lf_entity_park,
  &lf_entity_zone,
  &lf_entity_account,
  &lf_entity_conflict,
  &lf_entity_duplicate_verdict,
  NULL,
};

const LfEntity *const *
lf_schema_entities (guint *ret_n)
{
  if (ret_n != NULL)
    *ret_n = G_N_ELEMENTS (entities) - 1;
  return entities;
}

const LfEntity *
lf_schema_find (const char *name)
{
  for (guint i = 0; name != NULL && entities[i] != NULL; i++)
    if (strcmp (entities[i]->name, name) == 0)
      return entities[i];
  return NULL;
}

guint
lf_entity_n_fields (const LfEntity *entity)
{
  guint n = 0;

  while (entity->fields[n].name != NULL)
    n++;
  return n;
}

int
lf_entity_index (const LfEntity *entity, const char *field)
{
  for (int i = 0; entity->fields[i].name != NULL; i++)
    if (strcmp (entity->fields[i].name, field) == 0)
      return i;
  return -1;
}

const LfField *
lf_entity_field (const LfEntity *entity, const char *field)
{
  int index = lf_entity_index (entity, field);

  return index < 0 ? NULL : &entity->fields[index];
}

const LfField *
lf_entity_title (const LfEntity *entity)
{
  for (const LfField *field = entity->fields; field->name != NULL; field++)
    if (field->flags & LF_FIELD_TITLE)
      return field;
  g_assert_not_reached ();
}

const char *
lf_entity_label (const LfEntity *entity)
{
  return g_dgettext (GETTEXT_PACKAGE, entity->label);
}

const char *
lf_entity_plural (const LfEntity *entity)
{
  return g_dgettext (GETTEXT_PACKAGE, entity->plural);
}
