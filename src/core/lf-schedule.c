/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Placing the nodes of a schedule.

 * Inside, a day is its position: the working days after today up to and with it. A node that is
 * done at position p and takes n days leaves those before it until p - n. */

#include "config.h"

#include "lf-schedule-private.h"

#include "lf-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- Nodes ---- */

LfScheduleNode *
lf_schedule_node_new (const char *name, guint days, const char *after)
{
  LfScheduleNode *self = g_new0 (LfScheduleNode, 1);

  self->name = g_strdup (name);
  self->days = days;
  self->after = g_strsplit (after == NULL ? "" : after, "|", -1);
  self->waits_for = g_array_new (FALSE, FALSE, sizeof (guint));
  self->held_up_by = -1;
  return self;
}

void
lf_schedule_node_free (LfScheduleNode *self)
{
  g_clear_pointer (&self->record, lf_record_unref);
  g_free (self->name);
  g_free (self->kind);
  g_free (self->blocker);
  g_strfreev (self->after);
  g_array_unref (self->waits_for);
  g_free (self);
}

static guint
read_days (const LfRecord *record)
{
  const char *text = lf_record_get (record, "standard_days");
  double days = text == NULL ? 0 : g_ascii_strtod (text, NULL);

  return (guint) days + (days > (guint) days);
}

/* The last day a date may mean: a plan for a month holds when it is met in it. */
static LfDate
read_day (const LfRecord *record, const char *field)
{
  const char *text = lf_record_get (record, field);
  LfDate date = { 0 };

  return text != NULL && lf_date_from_canonical (text, &date) ? lf_date_last_day (&date) : date;
}

LfScheduleNode *
lf_schedule_read_step (const LfRecord *record)
{
  const char *position = lf_record_get (record, "position");
  LfScheduleNode *self
      = lf_schedule_node_new (lf_record_get (record, "name"), read_days (record), NULL);

  g_strfreev (self->after);
  self->after = lf_set_split (lf_record_get (record, "after"));
  self->kind = g_strdup (lf_record_get (record, "kind"));
  self->position = position == NULL ? G_MAXINT : (int) g_ascii_strtoll (position, NULL, 10);
  return self;
}

static LfScheduleNode *
read_node (LfRecord *record)
{
  LfScheduleNode *self = lf_schedule_read_step (record);

  self->record = lf_record_ref (record);
  self->blocker = g_strdup (lf_record_get (record, "blocker"));
  self->is_fixed = lf_record_get (record, "is_fixed") != NULL;
  self->planned = read_day (record, "planned_date");
  self->begun = read_day (record, "begun_date");
  self->done = read_day (record, "actual_date");
  return self;
}

/* ---- The schedule ---- */

LfSchedule *
lf_schedule_new (const LfCalendar *calendar, const LfDate *today)
{
  LfSchedule *self = g_new0 (LfSchedule, 1);

  self->calendar = calendar;
  self->today = lf_date_first_day (today);
  self->nodes = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_schedule_node_free);
  self->unknown = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
lf_schedule_free (LfSchedule *self)
{
  g_ptr_array_unref (self->nodes);
  g_ptr_array_unref (self->unknown);
  g_free (self);
}

const LfScheduleNode *
lf_schedule_node (const LfSchedule *self, guint node)
{
  return self->nodes->pdata[node];
}

int
lf_schedule_find (const LfSchedule *self, const char *name)
{
  for (guint i = 0; i < self->nodes->len; i++)
    if (g_strcmp0 (lf_schedule_node (self, i)->name, name) == 0)
      return (int) i;
  return -1;
}

LfScheduleNode *
lf_schedule_add_record (LfSchedule *self, LfRecord *record)
{
  LfScheduleNode *node = read_node (record);

  g_ptr_array_add (self->nodes, node);
  return node;
}

LfScheduleNode *
lf_schedule_add_step (LfSchedule *self, const LfScheduleNode *step)
{
  int there = lf_schedule_find (self, step->name);
  LfScheduleNode *node
      = there < 0 ? lf_schedule_node_new (step->name, step->days, NULL) : self->nodes->pdata[there];

  if (there < 0)
    g_ptr_array_add (self->nodes, node);
  node->is_filled = TRUE;
  if (there < 0 || node->position == G_MAXINT)
    node->position = step->position;
  if (node->days == 0)
    node->days = step->days;
  if (node->kind == NULL)
    node->kind = g_strdup (step->kind);
  if (node->after[0] == NULL)
    {
      g_strfreev (node->after);
      node->after = g_strdupv (step->after);
    }
  return there < 0 ? node : NULL;
}

/* ---- Days and positions ---- */

int
lf_schedule_position (const LfSchedule *self, const LfDate *day)
{
  return lf_calendar_count_working_days (self->calendar, &self->today, day);
}

LfDate
lf_schedule_day_at (const LfSchedule *self, int position)
{
  LfDate day = self->today;

  if (position > 0)
    return lf_calendar_add_working_days (self->calendar, &day, (guint) position);
  for (;; day = lf_date_add_days (&day, -1))
    if (lf_calendar_is_working_day (self->calendar, &day) && position++ == 0)
      return day;
}

/* Of the day before today: what is not begun comes after it. */
int
lf_schedule_floor (const LfSchedule *self)
{
  LfDate before = lf_date_add_days (&self->today, -1);

  return lf_schedule_position (self, &before);
}

/* The first working day of a node that is done at @position. */
static LfDate
begin_of (const LfSchedule *self, const LfScheduleNode *node, int position)
{
  return lf_schedule_day_at (self, node->days == 0 ? position : position - (int) node->days + 1);
}

gboolean
lf_schedule_waits (const LfScheduleNode *node)
{
  return node->done.year == 0 && node->begun.year == 0;
}

/* ---- Order ---- */

static void
find_waits (LfSchedule *self, LfScheduleNode *node)
{
  g_array_set_size (node->waits_for, 0);
  for (char **name = node->after; *name != NULL; name++)
    {
      gboolean is_there = FALSE;

      for (guint i = 0; i < self->nodes->len; i++)
        if (g_strcmp0 (lf_schedule_node (self, i)->name, *name) == 0)
          {
            g_array_append_val (node->waits_for, i);
            is_there = TRUE;
          }
      if (!is_there)
        g_ptr_array_add (self->unknown,
                         g_strdup_printf (_ ("“%1$s” waits for “%2$s”, which is no node here."),
                                          node->name, *name));
    }
}

static void
find_all_waits (LfSchedule *self)
{
  g_ptr_array_set_size (self->unknown, 0);
  for (guint i = 0; i < self->nodes->len; i++)
    find_waits (self, self->nodes->pdata[i]);
}

static int
compare_positions (gconstpointer a, gconstpointer b)
{
  const LfScheduleNode *x = *(const LfScheduleNode *const *) a;
  const LfScheduleNode *y = *(const LfScheduleNode *const *) b;

  if (x->position != y->position)
    return x->position < y->position ? -1 : 1;
  if (lf_date_compare (&x->planned, &y->planned) != 0)
    return lf_date_compare (&x->planned, &y->planned);
  return strcmp (x->name, y->name);
}

static gboolean
is_free (const LfScheduleNode *node, const gboolean *is_taken)
{
  for (guint k = 0; k < node->waits_for->len; k++)
    if (!is_taken[g_array_index (node->waits_for, guint, k)])
      return FALSE;
  return TRUE;
}

static gboolean
set_circle_error (const LfSchedule *self, const gboolean *is_taken, GError **error)
{
  g_autoptr (GArray) path = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GString) names = g_string_new (NULL);
  guint at = 0, first = G_MAXUINT;

  while (is_taken[at])
    at++;
  while (first == G_MAXUINT)
    {
      const LfScheduleNode *node = lf_schedule_node (self, at);
      guint k = 0;

      g_array_append_val (path, at);
      while (is_taken[g_array_index (node->waits_for, guint, k)])
        k++;
      at = g_array_index (node->waits_for, guint, k);
      for (guint i = 0; i < path->len && first == G_MAXUINT; i++)
        if (g_array_index (path, guint, i) == at)
          first = i;
    }
  g_string_append (names, lf_schedule_node (self, at)->name);
  for (guint i = path->len; i > first; i--)
    g_string_append_printf (names, " → %s",
                            lf_schedule_node (self, g_array_index (path, guint, i - 1))->name);
  g_set_error (error, LF_ERROR, LF_ERROR_INVALID,
               _ ("These nodes wait for each other, so that none can come first: %s. Take one of "
                  "them out of what the next waits for."),
               names->str);
  return FALSE;
}

/* Each node after all it waits for; those that may come next in the order of their positions. */
static gboolean
sort_nodes (LfSchedule *self, GError **error)
{
  g_autofree gboolean *is_taken = g_new0 (gboolean, self->nodes->len + 1);
  g_autoptr (GPtrArray) order = g_ptr_array_new ();

  g_ptr_array_sort (self->nodes, compare_positions);
  find_all_waits (self);
  while (order->len < self->nodes->len)
    {
      guint next = 0;

      while (next < self->nodes->len
             && (is_taken[next] || !is_free (lf_schedule_node (self, next), is_taken)))
        next++;
      if (next == self->nodes->len)
        return set_circle_error (self, is_taken, error);
      is_taken[next] = TRUE;
      g_ptr_array_add (order, self->nodes->pdata[next]);
    }
  for (guint i = 0; i < order->len; i++)
    self->nodes->pdata[i] = order->pdata[i];
  find_all_waits (self);
  return TRUE;
}

/* ---- Placing ---- */

/* Forwards: when each node can be done. */
static void
place_earliest (LfSchedule *self, int *earliest)
{
  int floor = lf_schedule_floor (self);

  for (guint i = 0; i < self->nodes->len; i++)
    {
      LfScheduleNode *node = self->nodes->pdata[i];
      LfDate before = node->begun.year == 0 ? node->begun : lf_date_add_days (&node->begun, -1);
      int begin = node->begun.year == 0 ? floor : lf_schedule_position (self, &before);

      for (guint k = 0; lf_schedule_waits (node) && k < node->waits_for->len; k++)
        begin = MAX (begin, earliest[g_array_index (node->waits_for, guint, k)]);
      earliest[i] = node->done.year != 0 ? lf_schedule_position (self, &node->done)
                                         : MAX (begin + (int) node->days, floor + 1);
      node->earliest = node->done.year != 0 ? node->done : lf_schedule_day_at (self, earliest[i]);
      node->earliest_begin
          = node->begun.year != 0 ? node->begun : begin_of (self, node, earliest[i]);
    }
}

/* Where what nothing fixes has to end: what waits for a fixed node begins after its date. */
static int
find_end (LfSchedule *self, const LfDate *end, const int *earliest)
{
  g_autofree int *at = g_new (int, self->nodes->len + 1);
  int last = G_MININT;

  self->has_end = end != NULL;
  for (guint i = 0; i < self->nodes->len; i++)
    {
      const LfScheduleNode *node = lf_schedule_node (self, i);

      at[i] = earliest[i];
      for (guint k = 0; lf_schedule_waits (node) && k < node->waits_for->len; k++)
        at[i] = MAX (at[i], at[g_array_index (node->waits_for, guint, k)] + (int) node->days);
      if (node->is_fixed && node->planned.year != 0)
        {
          self->has_end = TRUE;
          at[i] = MAX (at[i], lf_schedule_position (self, &node->planned));
        }
      last = MAX (last, at[i]);
    }
  return end != NULL ? lf_schedule_position (self, end) : last;
}

gboolean
lf_schedule_is_last (const LfSchedule *self, guint node)
{
  for (guint i = 0; i < self->nodes->len; i++)
    {
      const LfScheduleNode *other = lf_schedule_node (self, i);

      for (guint k = 0; k < other->waits_for->len; k++)
        if (g_array_index (other->waits_for, guint, k) == node)
          return FALSE;
    }
  return TRUE;
}

/* Backwards: when each node has to be done. */
static void
place_latest (LfSchedule *self, const LfDate *end, const int *earliest, int *latest)
{
  int last = find_end (self, end, earliest);

  for (guint i = 0; i < self->nodes->len; i++)
    {
      const LfScheduleNode *node = lf_schedule_node (self, i);
      gboolean is_own = node->is_fixed && node->planned.year != 0
                        && (end == NULL || !lf_schedule_is_last (self, i));

      latest[i] = is_own ? lf_schedule_position (self, &node->planned) : last;
    }
  for (guint i = self->nodes->len; i > 0; i--)
    {
      LfScheduleNode *node = self->nodes->pdata[i - 1];

      for (guint k = 0; lf_schedule_waits (node) && k < node->waits_for->len; k++)
        {
          guint before = g_array_index (node->waits_for, guint, k);

          latest[before] = MIN (latest[before], latest[i - 1] - (int) node->days);
        }
      node->latest = lf_schedule_day_at (self, latest[i - 1]);
      node->latest_begin = begin_of (self, node, latest[i - 1]);
      node->slack = latest[i - 1] - earliest[i - 1];
    }
  self->end = end != NULL ? *end : (LfDate){ 0 };
  for (guint i = 0; end == NULL && i < self->nodes->len; i++)
    {
      const LfScheduleNode *node = lf_schedule_node (self, i);
      const LfDate *day = node->done.year != 0 ? &node->done : &node->latest;

      if (lf_date_compare (day, &self->end) > 0)
        self->end = *day;
    }
}

static void
mark_critical (LfSchedule *self)
{
  int least = G_MAXINT;

  for (guint i = 0; i < self->nodes->len; i++)
    if (lf_schedule_node (self, i)->done.year == 0)
      least = MIN (least, lf_schedule_node (self, i)->slack);
  for (guint i = 0; i < self->nodes->len; i++)
    {
      LfScheduleNode *node = self->nodes->pdata[i];

      node->is_critical = node->done.year == 0 && node->slack == least;
    }
}

static void
mark_held_up (LfSchedule *self)
{
  for (guint i = 0; i < self->nodes->len; i++)
    {
      LfScheduleNode *node = self->nodes->pdata[i];

      node->held_up_by = node->done.year == 0 && node->blocker != NULL ? (int) i : -1;
      for (guint k = 0;
           node->held_up_by < 0 && lf_schedule_waits (node) && k < node->waits_for->len; k++)
        node->held_up_by
            = lf_schedule_node (self, g_array_index (node->waits_for, guint, k))->held_up_by;
    }
}

gboolean
lf_schedule_place (LfSchedule *self, const LfDate *end, GError **error)
{
  g_autofree int *earliest = g_new0 (int, self->nodes->len + 1);
  g_autofree int *latest = g_new0 (int, self->nodes->len + 1);
  LfDate last = end == NULL ? self->today : lf_date_last_day (end);

  if (!sort_nodes (self, error))
    return FALSE;
  place_earliest (self, earliest);
  place_latest (self, end == NULL ? NULL : &last, earliest, latest);
  mark_critical (self);
  mark_held_up (self);
  return TRUE;
}

/* ---- One node ---- */

LfDate
lf_schedule_ends (const LfSchedule *self, guint node)
{
  const LfScheduleNode *of = lf_schedule_node (self, node);

  return of->done.year != 0 ? of->done : of->planned;
}

LfDate
lf_schedule_begins (const LfSchedule *self, guint node)
{
  const LfScheduleNode *of = lf_schedule_node (self, node);
  LfDate end = lf_schedule_ends (self, node);

  if (of->begun.year != 0 && end.year != 0 && lf_date_compare (&of->begun, &end) <= 0)
    return of->begun;
  return end.year == 0 || of->days <= 1 ? end
                                        : begin_of (self, of, lf_schedule_position (self, &end));
}

gboolean
lf_schedule_is_late (const LfSchedule *self, guint node)
{
  const LfScheduleNode *of = lf_schedule_node (self, node);

  return of->done.year == 0 && of->planned.year != 0
         && lf_date_compare (&of->planned, &self->today) < 0;
}

gboolean
lf_schedule_is_held_up (const LfSchedule *self, guint node)
{
  int by = lf_schedule_node (self, node)->held_up_by;

  return by >= 0 && by != (int) node;
}

LfDate
lf_schedule_day_beside (const LfSchedule *self, guint node, int n)
{
  const LfScheduleNode *of = lf_schedule_node (self, node);
  const LfDate *from = of->planned.year != 0 ? &of->planned : &of->latest;

  return lf_schedule_day_at (self, lf_schedule_position (self, from) + n);
}
