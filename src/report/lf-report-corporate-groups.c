/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Groups of firms (L9): what all the firms below one head bring, each project and amount once. */

#include "config.h"

#include "lf-counting.h"
#include "lf-report-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DEPTH_MOST 20 /* firms above one another; what goes on longer goes in a circle */

typedef struct
{
  LfRecord *head;
  guint n_members; /* with the head */
  double amount;   /* of the row, for the order */
  GPtrArray *row;
} Group;

static void
group_free (gpointer data)
{
  Group *group = data;

  lf_record_unref (group->head);
  g_clear_pointer (&group->row, g_ptr_array_unref);
  g_free (group);
}

/* (nullable): the firm above all; NULL: they go in a circle */
static LfRecord *
find_head (GHashTable *firms, LfRecord *firm)
{
  LfRecord *above = firm;

  for (guint depth = 0; depth <= DEPTH_MOST; depth++)
    {
      const char *parent = lf_record_get (above, "parent");
      LfRecord *next = parent == NULL ? NULL : g_hash_table_lookup (firms, parent);

      if (next == NULL)
        return above;
      above = next;
    }
  return NULL;
}

static void
add_member (GHashTable *groups, LfRecord *head)
{
  Group *group = g_hash_table_lookup (groups, lf_record_id (head));

  if (group == NULL)
    {
      group = g_new0 (Group, 1);
      group->head = lf_record_ref (head);
      g_hash_table_insert (groups, (char *) lf_record_id (group->head), group);
    }
  group->n_members++;
}

/* (element-type utf8 Group): of two firms or more */
static GHashTable *
find_groups (GPtrArray *list)
{
  g_autoptr (GHashTable) firms = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTable *groups = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, group_free);
  GHashTableIter iter;
  gpointer group;

  for (guint i = 0; i < list->len; i++)
    g_hash_table_insert (firms, (char *) lf_record_id (list->pdata[i]), list->pdata[i]);
  for (guint i = 0; i < list->len; i++)
    {
      LfRecord *head = find_head (firms, list->pdata[i]);

      if (head != NULL)
        add_member (groups, head);
    }
  g_hash_table_iter_init (&iter, groups);
  while (g_hash_table_iter_next (&iter, NULL, &group))
    if (((Group *) group)->n_members < 2)
      g_hash_table_iter_remove (&iter);
  return groups;
}

/* (transfer full): of the projects of the head and of all firms below it */
static char *
projects_of (const Group *group)
{
  return g_strdup_printf (LF_COUNTED " and enterprise<=\"%s\"", lf_record_id (group->head));
}

static gboolean
add_funds (LfReportBuilder *self, GPtrArray *row, const char *projects, GError **error)
{
  const LfEntity *entity = lf_schema_find ("funds_arrival");
  g_autofree char *within = lf_report_within (self->options, projects);
  g_autofree char *where
      = g_strdup_printf ("is_cumulative!=1 and state!=returned and project(%s)", within);
  g_autoptr (LfQuery) query = lf_report_query_of (self, entity, where, error);
  LfReportCell *cell;
  LfSummary summary;

  if (query == NULL || !lf_store_summary_sync (self->store, query, &summary, error))
    return FALSE;
  cell = lf_report_add_cell (row);
  cell->entity = entity;
  cell->filter = g_steal_pointer (&where);
  cell->totals = summary.totals;
  return TRUE;
}

static gboolean
add_figures (LfReportBuilder *self,
             GPtrArray *row,
             guint n_firms,
             const char *projects,
             double *ret_amount,
             GError **error)
{
  g_autofree char *again = g_strdup_printf ("%s and kind=expansion|tech_upgrade", projects);
  g_autofree char *signed_ones = g_strdup_printf ("%s and " LF_COUNTED_SIGNED, projects);
  LfSummary all, summary;
  gint64 n;

  lf_report_add_cell (row)->count = n_firms;
  if (!lf_report_add_summary (self, row, projects, &all, error)
      || !lf_report_add_count (self, row, again, &n, error)
      || !lf_report_add_summary (self, row, signed_ones, &summary, error)
      || !add_funds (self, row, projects, error))
    return FALSE;
  *ret_amount = all.totals.n == 0 ? 0 : (double) all.totals.totals[0].minor;
  return TRUE;
}

static void
add_columns (LfReport *report)
{
  lf_report_add_column (report, "group", _ ("Group"), LF_COLUMN_TEXT);
  lf_report_add_column (report, "firms", _ ("Enterprises"), LF_COLUMN_COUNT);
  lf_report_add_column (report, "projects", _ ("Projects"), LF_COLUMN_COUNT);
  lf_report_add_column (report, "amount", _ ("Investment"), LF_COLUMN_MONEY);
  lf_report_add_column (report, "expansions", _ ("Expansions and upgrades"), LF_COLUMN_COUNT);
  lf_report_add_column (report, "signed", _ ("Signed"), LF_COLUMN_COUNT);
  lf_report_add_column (report, "signed_amount", _ ("Investment signed"), LF_COLUMN_MONEY);
  lf_report_add_column (report, "funds", _ ("Funds in place"), LF_COLUMN_MONEY);
  ((LfReportColumn *) report->columns->pdata[7])->sums
      = lf_entity_field (lf_schema_find ("funds_arrival"), "amount");
  report->measure = 3;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const Group *first = *(Group *const *) a, *second = *(Group *const *) b;

  return first->amount != second->amount
             ? (first->amount < second->amount) - (first->amount > second->amount)
             : strcmp (lf_record_id (first->head), lf_record_id (second->head));
}

static gboolean
build_row (LfReportBuilder *self, Group *group, GError **error)
{
  g_autofree char *title = lf_record_title (group->head);
  g_autofree char *projects = projects_of (group);

  group->row = lf_report_new_row ();
  lf_report_add_text (group->row, title);
  return add_figures (self, group->row, group->n_members, projects, &group->amount, error);
}

/* All groups are told apart by their heads, so the total is the sum of the rows. */
static void
add_total (LfReportBuilder *self, GPtrArray *order)
{
  GPtrArray *total = lf_report_new_row ();

  lf_report_add_text (total, _ ("Total"));
  for (guint c = 1; c < self->report->columns->len; c++)
    {
      LfReportCell *sum = lf_report_add_cell (total);

      for (guint i = 0; i < order->len; i++)
        {
          const LfReportCell *cell = ((const Group *) order->pdata[i])->row->pdata[c];

          sum->count += cell->count;
          if (!lf_totals_merge (&sum->totals, &cell->totals))
            g_warning ("the sum of the groups does not fit");
        }
    }
  g_ptr_array_add (self->report->rows, total);
  lf_report_make_total (self->report);
}

gboolean
lf_report_build_corporate_groups (LfReportBuilder *self, GError **error)
{
  /* Whoever is above nobody and below nobody is in no group. */
  g_autoptr (LfQuery) query = lf_report_query_of (self, lf_schema_find ("enterprise"),
                                                  "parent!= or enterprise.parent()", error);
  g_autoptr (GPtrArray) firms
      = query == NULL ? NULL : lf_store_list_sync (self->store, query, /* limit= */ 0, error);
  g_autoptr (GHashTable) groups = firms == NULL ? NULL : find_groups (firms);
  g_autoptr (GPtrArray) order = NULL;
  GHashTableIter iter;
  gpointer group;

  if (groups == NULL)
    return FALSE;
  add_columns (self->report);
  order = g_ptr_array_new ();
  g_hash_table_iter_init (&iter, groups);
  while (g_hash_table_iter_next (&iter, NULL, &group))
    {
      if (!build_row (self, group, error))
        return FALSE;
      g_ptr_array_add (order, group);
    }
  g_ptr_array_sort (order, compare);
  for (guint i = 0; i < order->len; i++)
    g_ptr_array_add (self->report->rows, g_ptr_array_ref (((Group *) order->pdata[i])->row));
  add_total (self, order);
  return TRUE;
}
