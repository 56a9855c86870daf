/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Problems that wait for an act (I1, V2): to be dispatched by those who may, when the clock's time
 * for it is over, and to be taken on by the department they were dispatched to. */

#include "config.h"

#include "lf-store-today-private.h"

#include "lf-rules.h"
#include "lf-store-handling.h"

#include <glib/gi18n-lib.h>

static LfTodayItem *
add_waiting (LfTodayReading *self, LfRecord *problem, const char *since)
{
  const char *text = lf_record_get (problem, since);
  LfTodayItem *item;

  self->found->counts[LF_TODAY_WAITING]++;
  item = lf_today_add (self, LF_TODAY_WAITING, problem, "owner");
  if (text != NULL)
    lf_date_from_canonical (text, &item->date);
  return item;
}

/* ---- To be dispatched ---- */

/* The desk is whoever decides for a park; a device that nobody signed in on is its own. */
static gboolean
read_may_dispatch (LfTodayReading *self, gboolean *ret_may, GError **error)
{
  g_autofree char *role = NULL;

  if (!lf_setting_get (self->db, LF_SETTING_ROLE, &role, error))
    return FALSE;
  *ret_may = role == NULL || lf_rules_may (role, "project", 'm');
  return TRUE;
}

static gboolean
find_undispatched (LfTodayReading *self, GError **error)
{
  const LfEntity *entity = lf_schema_find ("problem");
  g_autoptr (LfHandlingRoom) room = lf_handling_room_read (self->db, &self->today, error);
  g_autoptr (LfQuery) query = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  gboolean may_dispatch;

  if (room == NULL || !read_may_dispatch (self, &may_dispatch, error))
    return FALSE;
  query = may_dispatch
              ? lf_query_parse (entity, "state=collected", "collected_on", &self->today, error)
              : lf_today_query (self, entity, "state=collected", "owner", /* partner= */ NULL,
                                "collected_on", error);
  problems = query == NULL ? NULL : lf_rows_list (self->db, query, /* limit= */ 0, error);
  for (guint i = 0; problems != NULL && i < problems->len; i++)
    if (lf_handling_judge (&room->desk, problems->pdata[i], LF_HANDLING_TERM_DISPATCH)
        == LF_HANDLING_LATE)
      add_waiting (self, problems->pdata[i], "collected_on")->why
          = lf_handling_tell (&room->desk, problems->pdata[i], LF_HANDLING_TERM_DISPATCH);
  return problems != NULL;
}

/* ---- To be taken on ---- */

/* (transfer full) (nullable): of the account of whoever works here */
static char *
read_department (LfTodayReading *self, GError **error)
{
  g_autoptr (LfRecord) account
      = lf_rows_load (self->db, lf_schema_find ("account"), self->account, error);

  return account == NULL ? NULL : g_strdup (lf_record_get (account, "department"));
}

/* (transfer full): those dispatched to me, or to my department */
static LfQuery *
query_unaccepted (LfTodayReading *self, GError **error)
{
  const LfEntity *entity = lf_schema_find ("problem");
  g_autoptr (LfFilter) filter
      = lf_filter_parse (entity, "state=dispatched and accepted_on=", &self->today, NULL, error);
  g_autoptr (GError) cause = NULL;
  g_autofree char *department = NULL;
  LfFilter *mine;

  if (filter == NULL || self->scope != LF_TODAY_MINE || self->account == NULL)
    return filter == NULL ? NULL
                          : lf_query_new (entity, g_steal_pointer (&filter), "dispatched_on");
  department = read_department (self, &cause);
  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }
  mine = lf_filter_equal (lf_entity_field (entity, "owner"), self->account);
  if (department != NULL)
    mine = lf_filter_or (mine,
                         lf_filter_equal (lf_entity_field (entity, "lead_department"), department));
  filter = lf_filter_and (g_steal_pointer (&filter), mine);
  return lf_query_new (entity, g_steal_pointer (&filter), "dispatched_on");
}

static gboolean
find_unaccepted (LfTodayReading *self, GError **error)
{
  g_autoptr (LfQuery) query = query_unaccepted (self, error);
  g_autoptr (GPtrArray) problems
      = query == NULL ? NULL : lf_rows_list (self->db, query, /* limit= */ 0, error);

  for (guint i = 0; problems != NULL && i < problems->len; i++)
    {
      LfTodayItem *item = add_waiting (self, problems->pdata[i], "dispatched_on");
      g_autofree char *day = lf_record_format (problems->pdata[i], "dispatched_on");
      const char *department = lf_record_get (problems->pdata[i], "lead_department");

      item->why = department == NULL
                      ? g_strdup_printf (_ ("Dispatched on %s; waits to be taken on"), day)
                      : g_strdup_printf (_ ("Dispatched to %1$s on %2$s; waits to be taken on"),
                                         department, day);
    }
  return problems != NULL;
}

gboolean
lf_today_find_problems (LfTodayReading *self, GError **error)
{
  return find_undispatched (self, error) && find_unaccepted (self, error);
}
