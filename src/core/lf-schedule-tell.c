/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A schedule in words. */

#include "config.h"

#include "lf-schedule-private.h"

#include <glib/gi18n-lib.h>

int
lf_schedule_first_missed (const LfSchedule *self)
{
  int first = -1;

  for (guint i = 0; i < self->nodes->len; i++)
    {
      const LfScheduleNode *node = lf_schedule_node (self, i);

      if (!lf_schedule_waits (node) || node->slack >= 0
          || lf_date_compare (&node->latest_begin, &self->today) >= 0)
        continue;
      if (first < 0
          || lf_date_compare (&node->latest_begin,
                              &lf_schedule_node (self, (guint) first)->latest_begin)
                 < 0)
        first = (int) i;
    }
  return first;
}

static char *
tell_missed (const LfSchedule *self, const LfScheduleNode *node)
{
  int n = lf_calendar_count_working_days (self->calendar, &node->latest_begin, &self->today);
  g_autofree char *begin = lf_date_format (&node->latest_begin);
  g_autofree char *end = lf_date_format (&self->end);

  /* Translators: the node, the day, how many working days ago, the day on which all is to end. */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "“%1$s” would have had to begin on %2$s, %3$d working day "
                                       "ago, for all to be done by %4$s.",
                                       "“%1$s” would have had to begin on %2$s, %3$d working days "
                                       "ago, for all to be done by %4$s.",
                                       (gulong) n),
                          node->name, begin, n, end);
}

static char *
tell_late (const LfSchedule *self, const LfScheduleNode *node)
{
  g_autofree char *earliest = lf_date_format (&node->earliest);
  int n = -node->slack;

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "“%1$s” can be done on %2$s at the earliest, %3$d working "
                                       "day too late.",
                                       "“%1$s” can be done on %2$s at the earliest, %3$d working "
                                       "days too late.",
                                       (gulong) n),
                          node->name, earliest, n);
}

char *
lf_schedule_tell_conflict (const LfSchedule *self)
{
  int missed = lf_schedule_first_missed (self);
  const LfScheduleNode *worst = NULL;

  if (missed >= 0)
    return tell_missed (self, lf_schedule_node (self, (guint) missed));
  for (guint i = 0; i < self->nodes->len; i++)
    {
      const LfScheduleNode *node = lf_schedule_node (self, i);

      if (node->done.year == 0 && node->slack < 0 && (worst == NULL || node->slack <= worst->slack))
        worst = node;
    }
  return worst == NULL ? NULL : tell_late (self, worst);
}

char *
lf_schedule_tell_calendar (const LfSchedule *self)
{
  g_autoptr (GString) years = g_string_new (NULL);
  int first = self->today.year, last = self->today.year;

  for (guint i = 0; i < self->nodes->len; i++)
    {
      const LfScheduleNode *node = lf_schedule_node (self, i);

      last = MAX (last, MAX (node->earliest.year, node->latest.year));
    }
  for (int year = first; year <= last; year++)
    if (!lf_calendar_knows_year (self->calendar, year))
      g_string_append_printf (years, "%s%d", years->len > 0 ? C_ ("list", ", ") : "", year);
  return years->len == 0 ? NULL
                         : g_strdup_printf (_ ("The public holidays of %s are not known yet; only "
                                               "weekends are left out there."),
                                            years->str);
}

static void
add_piece (GString *text, char *piece /* (transfer full) */)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", piece);
  g_free (piece);
}

static char *
tell_slack (const LfScheduleNode *node)
{
  int n = ABS (node->slack);

  if (node->slack < 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d working day too late",
                                         "%d working days too late", (gulong) n),
                            n);
  if (node->slack == 0)
    return g_strdup (_ ("no working day to spare"));
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d working day to spare",
                                       "%d working days to spare", (gulong) n),
                          n);
}

static void
add_state (GString *text, const LfSchedule *self, guint i)
{
  const LfScheduleNode *node = lf_schedule_node (self, i);

  if (lf_schedule_is_late (self, i))
    add_piece (text, g_strdup (_ ("overdue")));
  if (node->is_fixed)
    add_piece (text, g_strdup (_ ("date fixed")));
  if (node->is_critical)
    add_piece (text, g_strdup (_ ("on the critical path")));
  add_piece (text, tell_slack (node));
  if (node->blocker != NULL)
    add_piece (text, g_strdup_printf (_ ("blocked: %s"), node->blocker));
  else if (node->held_up_by >= 0)
    add_piece (text, g_strdup_printf (_ ("held up by “%s”"),
                                      lf_schedule_node (self, (guint) node->held_up_by)->name));
}

char *
lf_schedule_tell_node (const LfSchedule *self, guint i)
{
  const LfScheduleNode *node = lf_schedule_node (self, i);
  LfDate end = lf_schedule_ends (self, i);
  g_autofree char *day = end.year == 0 ? NULL : lf_date_format (&end);
  GString *text = g_string_new (NULL);

  add_piece (text, g_strdup (node->name));
  if (node->done.year != 0)
    add_piece (text, g_strdup_printf (_ ("done on %s"), day));
  else
    {
      add_piece (text, day == NULL ? g_strdup (_ ("without a date"))
                                   : g_strdup_printf (_ ("planned for %s"), day));
      add_state (text, self, i);
    }
  return g_string_free (text, FALSE);
}

static char *
tell_move (const LfSchedule *self, const LfScheduleMove *move)
{
  const char *name = lf_schedule_node (self, move->node)->name;
  g_autofree char *from = move->from.year == 0 ? NULL : lf_date_format (&move->from);
  g_autofree char *to = lf_date_format (&move->to);

  return from == NULL ? g_strdup_printf (_ ("“%1$s”: %2$s"), name, to)
                      : g_strdup_printf (_ ("“%1$s”: %2$s → %3$s"), name, from, to);
}

char *
lf_schedule_tell_moves (const LfSchedule *self, const GArray *moves)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < moves->len; i++)
    add_piece (text, tell_move (self, &g_array_index (moves, LfScheduleMove, i)));
  return g_string_free (text, FALSE);
}
