/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The working days, with what the zone says of its own. */

#include "config.h"

#include "lf-store-private.h"

LfCalendar *
lf_zone_calendar_read (LfDb *db, GError **error)
{
  g_autoptr (LfQuery) query = lf_query_new (lf_schema_find ("calendar_day"), NULL, NULL);
  g_autoptr (GPtrArray) days = lf_rows_list (db, query, /* limit= */ 0, error);
  LfCalendar *calendar;

  if (days == NULL)
    return NULL;
  calendar = lf_calendar_new ();
  for (guint i = 0; i < days->len; i++)
    if (days->pdata[i] != NULL)
      lf_calendar_take (calendar, days->pdata[i]);
  return calendar;
}
