/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Export of dates as a calendar (RFC 5545): whole days, or all days of a month or a year. */

#include "config.h"

#include "lf-export-writer.h"
#include "lf-import.h"

#include <glib/gi18n-lib.h>
#include <libical/ical.h>

typedef struct
{
  LfExportWriter parent;
  icalcomponent *calendar;
  struct icaltimetype now;
} LfExportIcs;

static void
ics_free (LfExportWriter *writer)
{
  icalcomponent_free (((LfExportIcs *) writer)->calendar);
  lf_export_writer_free (writer);
}

static gboolean
has_dates (const LfEntity *entity, GArray *columns)
{
  for (guint i = 0; i < columns->len; i++)
    if (entity->fields[g_array_index (columns, guint, i)].type == LF_VALUE_DATE)
      return TRUE;
  return FALSE;
}

static LfExportWriter *
ics_open (const LfEntity *entity, GArray *columns, const char *path, GError **error)
{
  LfExportIcs *self;

  if (!has_dates (entity, columns))
    {
      g_set_error (error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_TYPE,
                   _ ("%s have no dates that a calendar could show. Export them as XLSX or CSV."),
                   lf_entity_plural (entity));
      return NULL;
    }
  self = g_new0 (LfExportIcs, 1);
  lf_export_writer_init (&self->parent, &lf_export_ics, entity, columns, path);
  self->now = icaltime_from_timet_with_zone (g_get_real_time () / G_USEC_PER_SEC, 0,
                                             icaltimezone_get_utc_timezone ());
  self->calendar
      = icalcomponent_vanew (ICAL_VCALENDAR_COMPONENT, icalproperty_new_version ("2.0"),
                             icalproperty_new_prodid ("-//Landfall//" LF_VERSION "//ZH"), NULL);
  return &self->parent;
}

static struct icaltimetype
to_ical (LfDate day)
{
  struct icaltimetype time = icaltime_null_date ();

  time.year = day.year;
  time.month = day.month;
  time.day = day.day;
  return time;
}

/* The day behind the last one that @date may mean. */
static LfDate
day_behind (const LfDate *date)
{
  LfDate first = lf_date_first_day (date);

  if (date->month == 0)
    return lf_date_add_months (&first, 12);
  return date->day == 0 ? lf_date_add_months (&first, 1) : lf_date_add_days (&first, 1);
}

static void
add_event (LfExportIcs *self, const LfRecord *record, const LfField *field, const LfDate *date)
{
  g_autofree char *title = lf_record_title (record);
  /* Translators: an entry of a calendar: a record's title and which of its dates it is. */
  g_autofree char *summary
      = g_strdup_printf (C_ ("calendar entry", "%1$s: %2$s"), title, lf_field_label (field));
  g_autofree char *uid
      = g_strdup_printf ("%s-%s@%s", lf_record_id (record), field->name, LF_APP_ID);

  icalcomponent_add_component (
      self->calendar,
      icalcomponent_vanew (
          ICAL_VEVENT_COMPONENT, icalproperty_new_uid (uid), icalproperty_new_dtstamp (self->now),
          icalproperty_new_dtstart (to_ical (lf_date_first_day (date))),
          icalproperty_new_dtend (to_ical (day_behind (date))), icalproperty_new_summary (summary),
          icalproperty_new_transp (ICAL_TRANSP_TRANSPARENT), NULL));
}

static gboolean
ics_add (LfExportWriter *writer, const LfRecord *record, GError **error)
{
  for (guint i = 0; i < writer->columns->len; i++)
    {
      guint index = g_array_index (writer->columns, guint, i);
      const LfField *field = &writer->entity->fields[index];
      const char *value = lf_record_get_at (record, index);
      LfDate date;

      if (field->type == LF_VALUE_DATE && value != NULL && lf_date_from_canonical (value, &date))
        add_event ((LfExportIcs *) writer, record, field, &date);
    }
  return TRUE;
}

static gboolean
ics_finish (LfExportWriter *writer, GError **error)
{
  char *text = icalcomponent_as_ical_string_r (((LfExportIcs *) writer)->calendar);

  g_string_append (writer->text, text);
  icalmemory_free_buffer (text);
  return lf_export_writer_save (writer, error);
}

static gboolean
ics_fits (const LfEntity *entity)
{
  for (const LfField *field = entity->fields; field->name != NULL; field++)
    if (field->type == LF_VALUE_DATE && !(field->flags & LF_FIELD_HIDDEN))
      return TRUE;
  return FALSE;
}

const LfExportFuncs lf_export_ics = { ics_open, ics_add, ics_finish, ics_free, ics_fits };
