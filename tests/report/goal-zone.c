/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A zone of random projects. */

#include "config.h"

#include "goal-zone.h"

static const char *const unit_fields[] = { "park", "team", "account", "industry" };

int
goal_zone_below (Zone *self, int n)
{
  return g_rand_int_range (self->rand, 0, n);
}

static LfDate
random_day (Zone *self)
{
  return (LfDate){ (gint16) (2021 + goal_zone_below (self, 3)),
                   (gint8) (1 + goal_zone_below (self, 12)),
                   (gint8) (1 + goal_zone_below (self, 28)) };
}

void
goal_zone_set_day (LfRecord *record, const char *field, const LfDate *day)
{
  g_autofree char *text = lf_date_to_canonical (day);

  lf_record_set (record, field, text);
}

void
goal_zone_set_yi (LfRecord *record, const char *field, int yi, gboolean is_usd)
{
  g_autofree char *text = g_strdup_printf ("%d00000000.00 %s", yi, is_usd ? "USD" : "CNY");

  lf_record_set (record, field, text);
}

char *
goal_zone_create (
    Zone *self, const char *entity, const char *field, const char *value, LfRecord **ret_record)
{
  LfRecord *record = lf_record_new (lf_schema_find (entity), NULL);

  lf_record_set (record, field, value);
  *ret_record = record;
  return g_strdup (lf_record_id (record));
}

static void
add (Zone *self, LfRecord *record)
{
  lf_change_create (self->change, record);
  lf_record_unref (record);
}

static void
add_units (Zone *self)
{
  static const char *const names[] = { "甲", "乙", "丙" };
  static const char *const entities[] = { "park", "team", "account" };

  for (guint unit = 0; unit < N_UNITS; unit++)
    for (guint i = 0; i < N_EACH; i++)
      {
        LfRecord *record;

        if (unit == INDUSTRY)
          {
            self->units[unit][i] = g_strdup (names[i]);
            continue;
          }
        self->units[unit][i] = goal_zone_create (self, entities[unit], "name", names[i], &record);
        if (unit == PARK && i == N_EACH - 1)
          lf_record_set (record, "parent", self->units[PARK][0]);
        if (unit == ACCOUNT)
          lf_record_set (record, "team", self->units[TEAM][i]);
        add (self, record);
      }
}

void
goal_zone_set_units (Zone *self, LfRecord *record, const int *of, const char *account)
{
  for (guint unit = 0; unit < N_UNITS; unit++)
    if (of[unit] >= 0)
      lf_record_set (record, unit == ACCOUNT ? account : unit_fields[unit],
                     self->units[unit][of[unit]]);
}

static void
add_agreement (Zone *self, const Project *project)
{
  LfRecord *record;

  g_free (goal_zone_create (self, "agreement", "project", project->id, &record));
  lf_record_set (record, "kind", "framework");
  lf_record_set (record, "title", "框架协议");
  add (self, record);
}

static void
add_project_of (Zone *self, guint i)
{
  Project *project = &self->projects[i];
  LfRecord *record, *firm;

  *project = (Project){ .is_dropped = goal_zone_below (self, 6) == 0,
                        .is_part = i > 0 && goal_zone_below (self, 6) == 0,
                        .is_framework = goal_zone_below (self, 8) == 0,
                        .is_top = goal_zone_below (self, 4) == 0,
                        .is_usd = goal_zone_below (self, 6) == 0,
                        .yi = goal_zone_below (self, 60),
                        .signed_on = random_day (self),
                        .started_on = random_day (self) };
  for (guint unit = 0; unit < N_UNITS; unit++)
    project->of[unit] = goal_zone_below (self, N_EACH + 1) - 1;
  project->id = goal_zone_create (self, "project", "name", "项目", &record);
  self->firms[i] = goal_zone_create (self, "enterprise", "name", "企业", &firm);
  if (project->of[PARK] >= 0)
    lf_record_set (firm, "park", self->units[PARK][project->of[PARK]]);
  if (project->of[INDUSTRY] >= 0)
    lf_record_set (firm, "industry", self->units[INDUSTRY][project->of[INDUSTRY]]);
  add (self, firm);
  lf_record_set (record, "stage", project->is_dropped ? "dropped" : "started");
  if (project->is_part)
    lf_record_set (record, "parent_project", self->projects[0].id);
  if (project->is_top)
    lf_record_set (record, "top_list", "china");
  if (project->yi > 0)
    goal_zone_set_yi (record, "total_investment", project->yi, project->is_usd);
  goal_zone_set_day (record, "signed_date", &project->signed_on);
  goal_zone_set_day (record, "started_date", &project->started_on);
  goal_zone_set_units (self, record, project->of, "owner");
  add (self, record);
  if (project->is_framework)
    add_agreement (self, project);
}

static void
add_event (Zone *self, guint kind, Event *event)
{
  static const char *const entities[] = { "funds_arrival", "progress", "visit", "problem" };
  static const char *const days[] = { "arrived_on", "period", "held_on", "collected_on" };
  LfRecord *record;

  *event = (Event){ &self->projects[goal_zone_below (self, N_PROJECTS)],
                    random_day (self),
                    1 + goal_zone_below (self, 9),
                    kind == ARRIVAL && goal_zone_below (self, 5) == 0,
                    goal_zone_below (self, 3) == 0,
                    goal_zone_below (self, 6) == 0,
                    goal_zone_below (self, 3) != 0,
                    { goal_zone_below (self, N_EACH), goal_zone_below (self, N_EACH) } };
  if (kind == VISIT)
    g_free (goal_zone_create (self, entities[kind], "enterprise",
                              self->firms[event->project - self->projects], &record));
  else
    g_free (goal_zone_create (self, entities[kind], "project", event->project->id, &record));
  goal_zone_set_day (record, days[kind], &event->day);
  if (kind == ARRIVAL)
    {
      goal_zone_set_yi (record, "amount", event->yi, event->is_usd);
      lf_record_set (record, "kind", event->is_foreign ? "foreign" : "domestic");
      lf_record_set (record, "number", "1");
      lf_record_set (record, "evidence", "bank_slip");
      if (event->is_out)
        lf_record_set (record, "is_cumulative", "1");
    }
  if (kind == REPORT)
    goal_zone_set_yi (record, "invested", event->yi, FALSE);
  if (kind == VISIT)
    {
      g_autofree char *both = event->visitors[0] == event->visitors[1]
                                  ? g_strdup (self->units[ACCOUNT][event->visitors[0]])
                                  : lf_set_apply (self->units[ACCOUNT][event->visitors[0]], NULL,
                                                  self->units[ACCOUNT][event->visitors[1]]);

      lf_record_set (record, "subject", "走访");
      lf_record_set (record, "visitors", both);
    }
  if (kind == PROBLEM)
    {
      lf_record_set (record, "subject", "问题");
      lf_record_set (record, "kind", "energy");
      lf_record_set (record, "state", event->is_closed ? "closed" : "handling");
      if (event->is_closed)
        goal_zone_set_day (record, "closed_on", &event->day);
      if (!event->is_out)
        goal_zone_set_day (record, "dispatched_on", &event->day);
    }
  add (self, record);
}

void
goal_zone_make (Zone *self, LfStore *store, guint32 seed)
{
  *self = (Zone){ .store = store, .rand = g_rand_new_with_seed (seed) };
  self->change = lf_change_new ("zone");
  add_units (self);
  for (guint i = 0; i < N_PROJECTS; i++)
    add_project_of (self, i);
  for (guint kind = 0; kind < N_EVENT_KINDS; kind++)
    for (guint i = 0; i < N_EVENTS; i++)
      add_event (self, kind, &self->events[kind][i]);
  commit_change (store, self->change);
  g_clear_pointer (&self->change, lf_change_unref);
}

void
goal_zone_clear (Zone *self)
{
  for (guint unit = 0; unit < N_UNITS; unit++)
    for (guint i = 0; i < N_EACH; i++)
      g_free (self->units[unit][i]);
  for (guint i = 0; i < N_PROJECTS; i++)
    {
      g_free (self->projects[i].id);
      g_free (self->firms[i]);
    }
  g_rand_free (self->rand);
}
