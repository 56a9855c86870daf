/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The schema: which entities there are, and looking them up. The tables are in lf-schema-*.c. */

#include "config.h"

#include "lf-schema-tables.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_PARENTS 8 /* that one belongs to over others */

static const LfEntity *const entities[] = {
  &lf_entity_project,
  &lf_entity_enterprise,
  &lf_entity_contact,
  &lf_entity_interaction,
  &lf_entity_evaluation,
  &lf_entity_opinion,
  &lf_entity_agreement,
  &lf_entity_funds_arrival,
  &lf_entity_land_case,
  &lf_entity_land_document,
  &lf_entity_handover,
  &lf_entity_node,
  &lf_entity_progress,
  &lf_entity_lamp_month,
  &lf_entity_problem,
  &lf_entity_problem_step,
  &lf_entity_visit,
  &lf_entity_promise,
  &lf_entity_promise_step,
  &lf_entity_claim,
  &lf_entity_transfer,
  &lf_entity_credit_share,
  &lf_entity_trip,
  &lf_entity_trip_stop,
  &lf_entity_target,
  &lf_entity_idea,
  &lf_entity_enquiry,
  &lf_entity_lead_batch,
  &lf_entity_chain,
  &lf_entity_segment,
  &lf_entity_industry,
  &lf_entity_kit_item,
  &lf_entity_event,
  &lf_entity_meeting,
  &lf_entity_action,
  &lf_entity_rolling_list,
  &lf_entity_list_entry,
  &lf_entity_contest,
  &lf_entity_contest_group,
  &lf_entity_award,
  &lf_entity_goal,
  &lf_entity_figure,
  &lf_entity_bulletin,
  &lf_entity_bulletin_template,
  &lf_entity_ledger,
  &lf_entity_policy,
  &lf_entity_policy_clause,
  &lf_entity_incentive_finding,
  &lf_entity_rating,
  &lf_entity_cultivation,
  &lf_entity_cultivation_step,
  &lf_entity_fund,
  &lf_entity_fund_stake,
  &lf_entity_campaign,
  &lf_entity_expert,
  &lf_entity_plot,
  &lf_entity_standard_land,
  &lf_entity_park,
  &lf_entity_zone,
  &lf_entity_team,
  &lf_entity_account,
  &lf_entity_attachment,
  &lf_entity_comment,
  &lf_entity_saved_view,
  &lf_entity_dashboard,
  &lf_entity_custom_field,
  &lf_entity_heading_synonym,
  &lf_entity_calendar_day,
  &lf_entity_schedule_template,
  &lf_entity_template_step,
  &lf_entity_rule,
  &lf_entity_exchange_rate,
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
    if (*entity->fields[i].name == *field && strcmp (entity->fields[i].name, field) == 0)
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

const LfField *
lf_entity_parent_field (const LfEntity *entity)
{
  return entity->parent == NULL ? NULL : lf_entity_field (entity, entity->parent);
}

gboolean
lf_entity_is_about (const LfEntity *entity, const LfEntity *about)
{
  const LfField *parent = lf_entity_parent_field (entity);

  return (parent != NULL && strcmp (parent->target, about->name) == 0)
         || (entity->names_record && entity != about);
}

const LfEntity *
lf_entity_scope_source (const LfEntity *entity)
{
  for (guint depth = 0; entity != NULL && depth < MOST_PARENTS; depth++)
    {
      const LfField *parent = lf_entity_parent_field (entity);

      if (entity->scope.park != NULL)
        return entity;
      entity = parent == NULL ? NULL : lf_schema_find (parent->target);
    }
  return NULL;
}

static gboolean
is_one_of (const char *word, const char *joined)
{
  g_auto (GStrv) words = g_strsplit (joined, "|", -1);

  return g_strv_contains ((const char *const *) words, word);
}

gboolean
lf_entity_is_offered_on (const LfEntity *entity, const LfEntity *page)
{
  return entity->offered_on == NULL || is_one_of (page->name, entity->offered_on);
}

gboolean
lf_field_matters_in (const LfField *field, const char *phase)
{
  return phase != NULL && field->phases != NULL && is_one_of (phase, field->phases);
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
