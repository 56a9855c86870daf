/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports that are one row for each value of a field: months of signing, parks, industries. */

#include "config.h"

#include "lf-report-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define COUNTED "stage!=dropped"

static void
add_columns (LfReport *report, const char *name, const char *label)
{
  lf_report_add_column (report, name, label, LF_COLUMN_TEXT);
  lf_report_add_column (report, "projects", _ ("Projects"), LF_COLUMN_COUNT);
  lf_report_add_column (report, "amount", _ ("Total investment"), LF_COLUMN_MONEY);
}

static gboolean
add_group (LfReportBuilder *self, const char *label, const char *filter, GError **error)
{
  GPtrArray *row = lf_report_add_row (self->report);
  LfSummary summary;

  lf_report_add_text (row, label);
  return lf_report_add_summary (self, row, filter, &summary, error);
}

static gboolean
add_total (LfReportBuilder *self, const char *filter, GError **error)
{
  if (!add_group (self, _ ("Total"), filter, error))
    return FALSE;
  lf_report_make_total (self->report);
  return TRUE;
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

/* ---- Months ---- */

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

/* A year's own row holds only what has no month, so that every record stands in one row. */
char *
lf_report_in_month (const char *period, const char *field, const char *month)
{
  if (strlen (month) > 4)
    return g_strdup_printf ("%s and %s=%s", period, field, month);
  return g_strdup_printf ("%1$s and %2$s=%3$s and %2$s<%3$s-01", period, field, month);
}

gboolean
lf_report_build_signed (LfReportBuilder *self, GError **error)
{
  g_autofree char *period = lf_report_in_period (self->options, COUNTED, "signed_date");
  g_auto (GStrv) months = lf_report_distinct (self, period, "signed_date", 7, error);

  add_columns (self->report, "month", _ ("Month"));
  for (char **month = months; months != NULL && *month != NULL; month++)
    {
      g_autofree char *filter = lf_report_in_month (period, "signed_date", *month);

      if (!add_group (self, *month, filter, error))
        return FALSE;
    }
  return months != NULL && add_total (self, period, error);
}

/* ---- Values ---- */

char *
lf_report_value_label (LfReportBuilder *self, const LfField *field, const char *value)
{
  g_autoptr (LfRecord) record
      = field->target == NULL
            ? NULL
            : lf_store_load_sync (self->store, lf_schema_find (field->target), value, NULL);

  return record != NULL ? lf_record_title (record) : lf_field_format (field, value);
}

static int
compare_amounts (gconstpointer a, gconstpointer b)
{
  const LfReportCell *first = (*(GPtrArray *const *) a)->pdata[2],
                     *second = (*(GPtrArray *const *) b)->pdata[2];
  gint64 x = first->totals.n == 0 ? 0 : first->totals.totals[0].minor,
         y = second->totals.n == 0 ? 0 : second->totals.totals[0].minor;

  return (x < y) - (x > y);
}

/* Its row is there when a project is in it. */
static gboolean
add_blank (LfReportBuilder *self, const char *filter, GError **error)
{
  GPtrArray *rows = self->report->rows;

  if (!add_group (self, _ ("Not known"), filter, error))
    return FALSE;
  if (((const LfReportCell *) ((GPtrArray *) rows->pdata[rows->len - 1])->pdata[1])->count == 0)
    g_ptr_array_remove_index (rows, rows->len - 1);
  return TRUE;
}

static gboolean
build_values (LfReportBuilder *self, const char *name, GError **error)
{
  const LfField *field = lf_entity_field (self->report->entity, name);
  g_auto (GStrv) values = lf_report_distinct (self, COUNTED, name, 0, error);
  g_autofree char *blank = g_strdup_printf (COUNTED " and %s=", name);

  add_columns (self->report, name, lf_field_label (field));
  for (char **value = values; values != NULL && *value != NULL; value++)
    {
      g_autofree char *label = lf_report_value_label (self, field, *value);
      g_autofree char *quoted = lf_filter_quote (*value);
      g_autofree char *filter = g_strdup_printf (COUNTED " and %s=%s", name, quoted);

      if (!add_group (self, label, filter, error))
        return FALSE;
    }
  if (values == NULL)
    return FALSE;
  g_ptr_array_sort (self->report->rows, compare_amounts);
  return add_blank (self, blank, error) && add_total (self, COUNTED, error);
}

gboolean
lf_report_build_parks (LfReportBuilder *self, GError **error)
{
  return build_values (self, "park", error);
}

gboolean
lf_report_build_industries (LfReportBuilder *self, GError **error)
{
  return build_values (self, "industry", error);
}
