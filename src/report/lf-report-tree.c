/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Industries of a report under the path they have in the zone's tree. */

#include "config.h"

#include "lf-report-shape.h"

static GPtrArray *
list_industries (const LfReportBuilder *self, GError **error)
{
  g_autoptr (LfQuery) query
      = lf_query_parse (lf_schema_find ("industry"), "", NULL, &self->options->today, error);

  return query == NULL ? NULL : lf_store_list_sync (self->store, query, /* limit= */ 0, error);
}

gboolean
lf_report_tell_paths (LfReportBuilder *self, GError **error)
{
  g_autoptr (GPtrArray) industries = list_industries (self, error);
  g_autoptr (LfTaxonomy) taxonomy = lf_taxonomy_new ();

  if (industries == NULL)
    return FALSE;
  for (guint i = 0; i < industries->len; i++)
    lf_taxonomy_take (taxonomy, industries->pdata[i]);
  for (guint i = 0; i < self->report->rows->len; i++)
    {
      LfReportCell *head = g_ptr_array_index ((GPtrArray *) self->report->rows->pdata[i], 0);
      const LfRecord *industry = lf_taxonomy_find_name (taxonomy, head->text);

      if (industry == NULL)
        continue;
      g_free (head->text);
      head->text = lf_taxonomy_path (taxonomy, industry);
    }
  return TRUE;
}
