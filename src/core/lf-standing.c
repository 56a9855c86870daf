/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How projects stand. */

#include "config.h"

#include "lf-standing.h"

#include "lf-schema-tables.h"

#include <string.h>

enum
{
  DEADLINE,
  LEG,
  STATE,
  LAMP,
  SINCE,
  SCORE,
};

static const char *const names[LF_N_STANDING] = {
  [DEADLINE] = "deadline", [LEG] = "deadline_leg", [STATE] = "deadline_state",
  [LAMP] = "lamp",         [SINCE] = "lamp_since", [SCORE] = "score",
};

static const char *const of_segment[] = { "state", NULL };
static const char *const of_enterprise[] = { "province", "city", "county", NULL };
static const char *const of_figure[] = { "enterprise", "growth_percent", "period", NULL };

/* clang-format off */
static const struct { const LfEntity *entity; LfStandingRole role; LfStandingName name; } roles[] = {
  { &lf_entity_project, LF_STANDING_ITSELF },
  { &lf_entity_progress, LF_STANDING_PART },
  { &lf_entity_node, LF_STANDING_PART },
  { &lf_entity_rule, LF_STANDING_ALL },
  { &lf_entity_park, LF_STANDING_ALL }, /* what a park is part of lends it its rules */
  { &lf_entity_industry, LF_STANDING_ALL },
  { &lf_entity_zone, LF_STANDING_ALL },
  { &lf_entity_segment, LF_STANDING_NAMED, { NULL, "segment", of_segment } },
  { &lf_entity_enterprise, LF_STANDING_NAMED, { NULL, "enterprise", of_enterprise } },
  { &lf_entity_figure, LF_STANDING_NAMED, { "enterprise", "enterprise", of_figure } },
};
/* clang-format on */

LfStandingRole
lf_standing_role (const LfEntity *entity)
{
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (roles[i].entity == entity)
      return roles[i].role;
  return LF_STANDING_NOTHING;
}

const LfStandingName *
lf_standing_name (const LfEntity *entity)
{
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (roles[i].entity == entity && roles[i].role == LF_STANDING_NAMED)
      return &roles[i].name;
  return NULL;
}

const LfEntity *
lf_standing_entity (void)
{
  return &lf_entity_project;
}

const LfField *
lf_standing_field (guint index)
{
  return lf_entity_field (&lf_entity_project, names[index]);
}

void
lf_standing_judge (const LfBasis *basis,
                   const LfLampFacts *facts,
                   const LfLeadScore *score,
                   char *ret_values[LF_N_STANDING])
{
  LfLeg leg = LF_LEG_SIGN;
  const LfDeadline deadline = lf_leg_judge_current (basis, facts->project, &leg);
  const LfLampVerdict verdict = lf_lamp_judge (basis, facts);

  memset (ret_values, 0, LF_N_STANDING * sizeof *ret_values);
  if (lf_deadline_is_open (&deadline))
    ret_values[DEADLINE] = lf_date_to_canonical (&deadline.due);
  if (deadline.state != LF_DEADLINE_NONE)
    {
      ret_values[LEG] = g_strdup (lf_leg_options[leg].key);
      ret_values[STATE] = g_strdup (lf_deadline_state_options[deadline.state - 1].key);
    }
  ret_values[LAMP] = g_strdup (lf_lamp_key (verdict.lamp));
  if (verdict.since.year != 0)
    ret_values[SINCE] = lf_date_to_canonical (&verdict.since);
  if (score != NULL)
    ret_values[SCORE] = g_strdup_printf ("%u", score->points);
}

/* ---- Looks ---- */

static LfDeadlineState
state_of (const char *value)
{
  for (guint i = 0; value != NULL && lf_deadline_state_options[i].key != NULL; i++)
    if (strcmp (lf_deadline_state_options[i].key, value) == 0)
      return (LfDeadlineState) (i + 1);
  return LF_DEADLINE_NONE;
}

const char *
lf_standing_icon (const LfField *field, const char *value)
{
  if (field->options == lf_lamp_options)
    return lf_lamp_icon (lf_lamp_from_key (value));
  return field->options == lf_deadline_state_options ? lf_deadline_state_icon (state_of (value))
                                                     : NULL;
}

const char *
lf_standing_style (const LfField *field, const char *value)
{
  if (field->options == lf_lamp_options)
    return lf_lamp_style (lf_lamp_from_key (value));
  return field->options == lf_deadline_state_options ? lf_deadline_state_style (state_of (value))
                                                     : NULL;
}
