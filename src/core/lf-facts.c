/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is judged of a project. */

#include "config.h"

#include "lf-facts.h"

enum
{
  STAGE,
  PARK,
  PLANNED_START,
  LISTED,
  FIRST_MILESTONE, /* approved … full capacity */
};

static const char *const fields[] = {
  [STAGE] = "stage",
  [PARK] = "park",
  [PLANNED_START] = "planned_start_date",
  [LISTED] = "listed_date",
  [FIRST_MILESTONE] = "approved_date",
  "signed_date",
  "land_date",
  "started_date",
  "completed_date",
  "production_date",
  "full_capacity_date",
  NULL,
};

const char *const *
lf_facts_fields (void)
{
  return fields;
}

static void
take_date (LfDate *date, const char *value)
{
  if (value == NULL || !lf_date_from_canonical (value, date))
    *date = (LfDate){ 0 };
}

void
lf_facts_take (LfFacts *self, guint index, const char *value)
{
  switch (index)
    {
    case STAGE:
      if (!lf_stage_from_key (value, &self->stage))
        self->stage = LF_STAGE_LEAD;
      break;
    case PARK:
      g_free (self->park);
      self->park = g_strdup (value);
      break;
    case PLANNED_START:
      take_date (&self->planned_start, value);
      break;
    case LISTED:
      take_date (&self->listed, value);
      break;
    default:
      take_date (&self->milestones[LF_STAGE_APPROVED + index - FIRST_MILESTONE], value);
    }
}

LfFacts
lf_facts_of (const LfRecord *project)
{
  LfFacts self = { 0 };

  for (guint i = 0; fields[i] != NULL; i++)
    lf_facts_take (&self, i, lf_record_get (project, fields[i]));
  return self;
}

void
lf_facts_clear (LfFacts *self)
{
  g_clear_pointer (&self->park, g_free);
}

gboolean
lf_facts_has_come (const LfDate *date, const LfDate *today)
{
  const LfDate first = lf_date_first_day (date);

  return date->year != 0 && lf_date_compare (&first, today) <= 0;
}

gboolean
lf_facts_is_stopped (const LfFacts *self)
{
  return self->stage >= LF_N_LIVE_STAGES;
}

const LfDate *
lf_facts_reached (const LfFacts *self, LfStage milestone, const LfDate *today)
{
  const LfDate *date = &self->milestones[milestone];

  if (!lf_facts_is_stopped (self) && milestone > self->stage)
    return NULL;
  return lf_facts_has_come (date, today) ? date : NULL;
}

gboolean
lf_facts_is_past (const LfFacts *self, LfStage milestone, const LfDate *today)
{
  if (!lf_facts_is_stopped (self))
    return self->stage >= milestone;
  for (LfStage later = milestone; later < LF_N_LIVE_STAGES; later++)
    if (lf_facts_reached (self, later, today) != NULL)
      return TRUE;
  return FALSE;
}
