/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Conditions that rows and periods of reports stand for, as filter text. */

#include "config.h"

#include "lf-report-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

char *
lf_report_both (const char *first, const char *second)
{
  if (first == NULL || *first == '\0')
    return g_strdup (second == NULL ? "" : second);
  if (second == NULL || *second == '\0')
    return g_strdup (first);
  return g_strdup_printf ("(%s) and (%s)", first, second);
}

char *
lf_report_within (const LfReportOptions *options, const char *filter)
{
  return lf_report_both (options->where, filter);
}

char *
lf_report_in_period (const LfReportOptions *options, const char *filter, const char *field)
{
  GString *text = g_string_new (filter);

  g_string_append_printf (text, "%s%s!=", text->len == 0 ? "" : " and ", field);
  if (options->from.year != 0)
    {
      g_autofree char *from = lf_date_to_canonical (&options->from);
      g_string_append_printf (text, " and %s>=%s", field, from);
    }
  if (options->to.year != 0)
    {
      g_autofree char *to = lf_date_to_canonical (&options->to);
      g_string_append_printf (text, " and %s<=%s", field, to);
    }
  return g_string_free (text, FALSE);
}

/* "2026-Q3": its months */
static char *
quarter_condition (const char *field, const char *key)
{
  int first = 3 * (key[6] - '0') - 2;

  return g_strdup_printf ("%1$s>=%2$.4s-%3$02d and %1$s<=%2$.4s-%4$02d", field, key, first,
                          first + 2);
}

char *
lf_report_on_date (const char *field, const char *key, LfCut cut)
{
  gsize length = strlen (key);

  if (length > 4 && key[5] == 'Q')
    return quarter_condition (field, key);
  if (cut == LF_CUT_YEAR || length > (cut == LF_CUT_DAY ? 7 : 4))
    return g_strdup_printf ("%s=%s", field, key);
  return g_strdup_printf ("%1$s=%2$s and %1$s<%2$s-01", field, key);
}

char *
lf_report_in_month (const char *period, const char *field, const char *month)
{
  g_autofree char *on = lf_report_on_date (field, month, LF_CUT_MONTH);

  return g_strdup_printf ("%s and %s", period, on);
}

char **
lf_report_distinct (
    LfReportBuilder *self, const char *filter, const char *field, guint date_length, GError **error)
{
  g_autofree char *within = lf_report_within (self->options, filter);
  g_autoptr (LfQuery) query = lf_report_query (self, within, error);

  return query == NULL ? NULL
                       : lf_store_distinct_sync (self->store, query, field, date_length, error);
}

char *
lf_report_value_label (LfReportBuilder *self, const LfField *field, const char *value)
{
  g_autoptr (LfRecord) record
      = field->target == NULL
            ? NULL
            : lf_store_load_sync (self->store, lf_schema_find (field->target), value, NULL);

  return record != NULL ? lf_record_title (record) : lf_field_format (field, value);
}
