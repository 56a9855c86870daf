/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Moving the nodes of a schedule, and the change that does it. */

#include "config.h"

#include "lf-schedule-private.h"

#include "lf-error.h"

#include <glib/gi18n-lib.h>

#define NO_DATE G_MININT

static gboolean
is_same_day (const LfDate *a, const LfDate *b)
{
  return lf_date_compare (a, b) == 0;
}

GArray *
lf_schedule_replan (const LfSchedule *self, LfScheduleWay way)
{
  GArray *moves = g_array_new (FALSE, FALSE, sizeof (LfScheduleMove));

  for (guint i = 0; i < self->nodes->len; i++)
    {
      const LfScheduleNode *node = lf_schedule_node (self, i);
      LfScheduleMove move
          = { i, node->planned, way == LF_SCHEDULE_BACKWARD ? node->latest : node->earliest };

      if (node->done.year != 0 || is_same_day (&move.from, &move.to))
        continue;
      if (node->is_fixed && node->planned.year != 0
          && (way == LF_SCHEDULE_FORWARD || !lf_schedule_is_last (self, i)))
        continue;
      g_array_append_val (moves, move);
    }
  return moves;
}

/* ---- One node, and what that takes along ---- */

typedef struct
{
  const LfSchedule *schedule;
  int *at; /* the position of each planned date, or NO_DATE */
  gboolean *has_moved;
  int floor;
} Shift;

static gboolean
refuse_fixed (const LfScheduleNode *node, const LfScheduleNode *because, GError **error)
{
  g_autofree char *day = lf_date_format (&node->planned);

  g_set_error (error, LF_ERROR, LF_ERROR_REFUSED,
               _ ("“%1$s” is fixed on %2$s and would have to move with “%3$s”. Move it first, or "
                  "let its date go."),
               node->name, day, because->name);
  return FALSE;
}

static gboolean
refuse_past (const LfSchedule *self, const LfScheduleNode *node, int position, GError **error)
{
  LfDate begin = lf_schedule_day_at (self, position - (int) node->days + (node->days > 0 ? 1 : 0));
  g_autofree char *day = lf_date_format (&begin);

  g_set_error (error, LF_ERROR, LF_ERROR_REFUSED,
               _ ("“%1$s” would have to begin on %2$s, which has gone by. Choose a later day."),
               node->name, day);
  return FALSE;
}

/* What waits for a node that moved and would now begin before that is done. */
static gboolean
push_on (Shift *self, guint i, GError **error)
{
  const LfScheduleNode *node = lf_schedule_node (self->schedule, i);

  for (guint k = 0; lf_schedule_waits (node) && k < node->waits_for->len; k++)
    {
      guint before = g_array_index (node->waits_for, guint, k);
      int least = self->at[before] + (int) node->days;

      if (!self->has_moved[before] || self->at[i] == NO_DATE || self->at[i] >= least)
        continue;
      if (node->is_fixed)
        return refuse_fixed (node, lf_schedule_node (self->schedule, before), error);
      self->at[i] = least;
      self->has_moved[i] = TRUE;
    }
  return TRUE;
}

/* What a node that moved waits for and would now come too late. */
static gboolean
pull_back (Shift *self, guint i, GError **error)
{
  const LfScheduleNode *node = lf_schedule_node (self->schedule, i);

  for (guint k = 0; self->has_moved[i] && lf_schedule_waits (node) && k < node->waits_for->len; k++)
    {
      guint at = g_array_index (node->waits_for, guint, k);
      const LfScheduleNode *before = lf_schedule_node (self->schedule, at);
      int most = self->at[i] - (int) node->days;

      if (before->done.year != 0 || self->at[at] == NO_DATE || self->at[at] <= most)
        continue;
      if (before->is_fixed)
        return refuse_fixed (before, node, error);
      if (lf_schedule_waits (before) ? most - (int) before->days < self->floor
                                     : most <= self->floor)
        return refuse_past (self->schedule, before, most, error);
      self->at[at] = most;
      self->has_moved[at] = TRUE;
    }
  return TRUE;
}

static gboolean
shift (Shift *self, guint node, int to, GError **error)
{
  guint n = self->schedule->nodes->len;
  const LfScheduleNode *moved = lf_schedule_node (self->schedule, node);
  int was = self->at[node];

  if (to < was && lf_schedule_waits (moved) && to - (int) moved->days < self->floor)
    return refuse_past (self->schedule, moved, to, error);
  self->at[node] = to;
  self->has_moved[node] = TRUE;
  for (guint i = node + 1; i < n; i++)
    if (!push_on (self, i, error))
      return FALSE;
  for (guint i = node + 1; i > 0; i--)
    if (!pull_back (self, i - 1, error))
      return FALSE;
  return TRUE;
}

static GArray *
collect (const Shift *self)
{
  GArray *moves = g_array_new (FALSE, FALSE, sizeof (LfScheduleMove));

  for (guint i = 0; i < self->schedule->nodes->len; i++)
    {
      const LfScheduleNode *node = lf_schedule_node (self->schedule, i);
      LfScheduleMove move = { i, node->planned, node->planned };

      if (!self->has_moved[i])
        continue;
      move.to = lf_schedule_day_at (self->schedule, self->at[i]);
      if (!is_same_day (&move.from, &move.to))
        g_array_append_val (moves, move);
    }
  return moves;
}

GArray *
lf_schedule_move (const LfSchedule *self, guint node, const LfDate *to, GError **error)
{
  guint n = self->nodes->len;
  g_autofree int *at = g_new (int, n + 1);
  g_autofree gboolean *has_moved = g_new0 (gboolean, n + 1);
  Shift moving = { self, at, has_moved, lf_schedule_floor (self) };

  g_return_val_if_fail (node < n, NULL);
  if (lf_schedule_node (self, node)->done.year != 0)
    {
      g_set_error (error, LF_ERROR, LF_ERROR_REFUSED,
                   _ ("“%s” is done, so its date stays as it is."),
                   lf_schedule_node (self, node)->name);
      return NULL;
    }
  for (guint i = 0; i < n; i++)
    {
      const LfDate *planned = &lf_schedule_node (self, i)->planned;

      at[i] = planned->year == 0 ? NO_DATE : lf_schedule_position (self, planned);
    }
  return shift (&moving, node, lf_schedule_position (self, to), error) ? collect (&moving) : NULL;
}

/* ---- The change ---- */

static void
set_text (LfChange *change, const LfRecord *before, const char *field, const char *value)
{
  if (g_strcmp0 (lf_record_get (before, field), value) != 0)
    lf_change_edit (change, before, field, value);
}

/* What a node takes over from a template, or is made with. */
static void
fill (LfRecord *record, const LfScheduleNode *node, guint number)
{
  g_autofree char *position
      = g_strdup_printf ("%d", node->position == G_MAXINT ? (int) number + 1 : node->position);
  g_autofree char *days = g_strdup_printf ("%u", node->days);
  g_autofree char *after = lf_set_join ((const char *const *) node->after);

  lf_record_set (record, "name", node->name);
  lf_record_set (record, "position", position);
  if (node->days > 0 || lf_record_get (record, "standard_days") != NULL)
    lf_record_set (record, "standard_days", days);
  lf_record_set (record, "kind", node->kind);
  lf_record_set (record, "after", after);
}

static const LfDate *
date_in (const GArray *moves, guint node)
{
  for (guint i = 0; moves != NULL && i < moves->len; i++)
    if (g_array_index (moves, LfScheduleMove, i).node == node)
      return &g_array_index (moves, LfScheduleMove, i).to;
  return NULL;
}

static void
add_node (LfChange *change, const LfScheduleNode *node, LfRecord *after)
{
  if (node->record == NULL)
    {
      lf_change_create (change, after);
      return;
    }
  for (guint i = 0; lf_record_entity (after)->fields[i].name != NULL; i++)
    set_text (change, node->record, lf_record_entity (after)->fields[i].name,
              lf_record_get_at (after, i));
}

LfChange *
lf_schedule_to_change (const LfSchedule *self,
                       const LfRecord *project,
                       const GArray *moves,
                       gboolean fix_end,
                       const char *label)
{
  LfChange *change = lf_change_new (label);

  for (guint i = 0; i < self->nodes->len; i++)
    {
      const LfScheduleNode *node = lf_schedule_node (self, i);
      g_autoptr (LfRecord) after = node->record == NULL
                                       ? lf_record_new (lf_schema_find ("node"), NULL)
                                       : lf_record_copy (node->record);
      const LfDate *to = date_in (moves, i);
      g_autofree char *day = to == NULL ? NULL : lf_date_to_canonical (to);

      if (node->record == NULL || node->is_filled)
        fill (after, node, i);
      lf_record_set (after, "project", lf_record_id (project));
      if (day != NULL)
        lf_record_set (after, "planned_date", day);
      if (fix_end && node->done.year == 0 && lf_schedule_is_last (self, i))
        lf_record_set (after, "is_fixed", "1");
      add_node (change, node, after);
    }
  return change;
}
