/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The workbook of a chain. */

#include "config.h"

#include "lf-chain-workbook.h"

#include "lf-fishbone.h"
#include "lf-report-private.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_COLUMNS 5

/* One of the lists: what is told of each record. */
typedef struct
{
  const char *name, *title; /* N_() */
  const char *entity;
  const char *fields[MOST_COLUMNS + 1];
} List;

/* clang-format off */
enum { FIRMS, PROJECTS, TARGETS, POLICIES, FUNDS, EXPERTS, ONES, N_LISTS };

static const List lists[N_LISTS] = {
  [FIRMS] = { "firms", N_ ("Firms"), "enterprise", { "name", "segment", "industry", "city", "jobs" } },
  [PROJECTS] = { "projects", N_ ("Projects"), "project", { "name", "segment", "stage", "total_investment", "owner" } },
  [TARGETS] = { "targets", N_ ("Targets"), "target", { "name", "segment", "state", "owner", "next_step" } },
  [POLICIES] = { "policies", N_ ("Policies"), "policy", { "name", "number", "issuer", "state", "ends_on" } },
  [FUNDS] = { "funds", N_ ("Funds"), "fund", { "name", "kind", "manager", "size" } },
  [EXPERTS] = { "experts", N_ ("Experts"), "expert", { "name", "kind", "specialty", "organisation" } },
  [ONES] = { "ones", N_ ("Seven ones"), "kit_item", { "one", "title", "owner", "due_on", "document" } },
};
/* clang-format on */

static GPtrArray *
gather (const LfChain *chain, GPtrArray *policies, guint list)
{
  GPtrArray *records = g_ptr_array_new ();

  for (guint i = 0; i < chain->segments->len; i++)
    {
      const LfChainSegment *segment = lf_chain_segment (chain, i);
      GPtrArray *more = list == FIRMS      ? segment->firms
                        : list == PROJECTS ? segment->projects
                        : list == TARGETS  ? segment->targets
                                           : NULL;

      for (guint j = 0; more != NULL && j < more->len; j++)
        if (!g_ptr_array_find (records, more->pdata[j], NULL))
          g_ptr_array_add (records, more->pdata[j]);
    }
  {
    GPtrArray *whole = list == PROJECTS   ? chain->unplaced
                       : list == POLICIES ? policies
                       : list == TARGETS  ? chain->targets
                       : list == FUNDS    ? chain->funds
                       : list == EXPERTS  ? chain->experts
                       : list == ONES     ? chain->kit
                                          : NULL;

    for (guint j = 0; whole != NULL && j < whole->len; j++)
      g_ptr_array_add (records, whole->pdata[j]);
  }
  return records;
}

static LfReport *
make_list (const LfChain *chain, GPtrArray *policies, guint list)
{
  const LfEntity *entity = lf_schema_find (lists[list].entity);
  LfReport *table = lf_report_new (lists[list].name, g_strdup (_ (lists[list].title)), entity);
  g_autoptr (GPtrArray) records = gather (chain, policies, list);

  for (guint i = 0; lists[list].fields[i] != NULL; i++)
    lf_report_add_column (table, lists[list].fields[i],
                          lf_field_label (lf_entity_field (entity, lists[list].fields[i])),
                          LF_COLUMN_TEXT);
  for (guint r = 0; r < records->len; r++)
    {
      GPtrArray *row = lf_report_add_row (table);

      for (guint i = 0; lists[list].fields[i] != NULL; i++)
        {
          g_autofree char *text = lf_record_format (records->pdata[r], lists[list].fields[i]);

          lf_report_add_text (row, text);
        }
    }
  return table;
}

/* The gaps: what is not present, and why. */
static LfReport *
make_gaps (const LfChain *chain)
{
  LfReport *table = lf_report_new ("gaps", g_strdup (_ ("Gaps")), lf_schema_find ("segment"));

  lf_report_add_column (table, "segment", _ ("Segment"), LF_COLUMN_TEXT);
  lf_report_add_column (table, "why", _ ("Why"), LF_COLUMN_TEXT);
  lf_report_add_column (table, "gap", _ ("What is missing"), LF_COLUMN_TEXT);
  for (guint i = 0; i < chain->segments->len; i++)
    {
      const LfChainSegment *segment = lf_chain_segment (chain, i);
      g_autofree char *title = lf_record_title (segment->record);
      g_autofree char *why = lf_chain_tell_segment (chain, i);
      const char *gap = lf_record_get (segment->record, "gap");
      GPtrArray *row;

      if (segment->state == LF_SEGMENT_PRESENT)
        continue;
      row = lf_report_add_row (table);
      lf_report_add_text (row, title);
      lf_report_add_text (row, why);
      lf_report_add_text (row, gap == NULL ? "" : gap);
    }
  return table;
}

/* The layout: which park has how many projects and firms of which segments. */
static LfReport *
make_layout (const LfChain *chain)
{
  LfReport *table
      = lf_report_new ("layout", g_strdup (_ ("Layout by park")), lf_schema_find ("segment"));
  g_autoptr (GPtrArray) projects = gather (chain, NULL, PROJECTS);
  g_autoptr (GPtrArray) firms = gather (chain, NULL, FIRMS);
  g_autoptr (GHashTable) rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  lf_report_add_column (table, "park", _ ("Park"), LF_COLUMN_TEXT);
  lf_report_add_column (table, "projects", _ ("Projects"), LF_COLUMN_COUNT);
  lf_report_add_column (table, "firms", _ ("Firms"), LF_COLUMN_COUNT);
  for (guint i = 0; i < projects->len + firms->len; i++)
    {
      gboolean is_firm = i >= projects->len;
      const LfRecord *record = is_firm ? firms->pdata[i - projects->len] : projects->pdata[i];
      g_autofree char *park = lf_record_get (record, "park") == NULL
                                  ? g_strdup (_ ("No park"))
                                  : lf_record_format (record, "park");
      GPtrArray *row = g_hash_table_lookup (rows, park);

      if (row == NULL)
        {
          row = lf_report_add_row (table);
          lf_report_add_text (row, park);
          lf_report_add_cell (row);
          lf_report_add_cell (row);
          g_hash_table_insert (rows, g_strdup (park), row);
        }
      ((LfReportCell *) row->pdata[is_firm ? 2 : 1])->count++;
    }
  return table;
}

GPtrArray *
lf_chain_workbook_lists (const LfChain *chain, GPtrArray *policies)
{
  GPtrArray *tables = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_report_free);

  for (guint i = 0; i < ONES; i++)
    {
      if (i == POLICIES)
        g_ptr_array_add (tables, make_gaps (chain));
      g_ptr_array_add (tables, make_list (chain, policies, i));
    }
  return tables;
}

GPtrArray *
lf_chain_workbook_tables (const LfChain *chain, GPtrArray *policies)
{
  GPtrArray *tables = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_report_free);
  GPtrArray *of_chain = lf_chain_workbook_lists (chain, policies);

  g_ptr_array_add (tables, lf_fishbone_table (chain));
  g_ptr_array_add (tables, make_layout (chain));
  g_ptr_array_extend_and_steal (tables, of_chain);
  g_ptr_array_add (tables, make_list (chain, policies, ONES));
  return tables;
}

/* ---- Paper ---- */

static void
add_table (LfPaper *paper, const LfReport *table)
{
  guint n = table->columns->len;
  g_autofree const char **headings = g_new0 (const char *, n + 1);
  g_autofree double *shares = g_new (double, n);

  lf_paper_add_heading (paper, table->title);
  if (table->rows->len == 0)
    {
      lf_paper_add_text (paper, _ ("None yet."));
      return;
    }
  for (guint c = 0; c < n; c++)
    {
      headings[c] = ((const LfReportColumn *) table->columns->pdata[c])->label;
      shares[c] = 1.0 / n;
    }
  lf_paper_begin_table (paper, headings, shares);
  for (guint r = 0; r < table->rows->len; r++)
    {
      g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

      for (guint c = 0; c < n; c++)
        g_ptr_array_add (cells, lf_report_cell_format (table->columns->pdata[c],
                                                       lf_report_cell_at (table, r, c)));
      lf_paper_add_row (paper, (const char *const *) cells->pdata);
    }
}

LfPaper *
lf_chain_workbook_paper (const LfChain *chain, GPtrArray *policies, const LfDate *on)
{
  g_autofree char *name = lf_record_title (chain->record);
  g_autofree char *title = g_strdup_printf (_ ("Workbook of the chain “%s”"), name);
  g_autofree char *told = lf_chain_tell (chain);
  g_autofree char *day = lf_date_format (on);
  g_autofree char *subtitle = g_strdup_printf (_ ("%1$s · %2$s"), day, told);
  g_autoptr (GPtrArray) tables = lf_chain_workbook_tables (chain, policies);
  const char *plan = lf_record_get (chain->record, "plan");
  LfPaper *paper = lf_paper_new (title, subtitle);

  lf_paper_add_heading (paper, _ ("Development plan"));
  lf_paper_add_text (paper, plan == NULL ? _ ("None yet.") : plan);
  for (guint i = 1; i < tables->len; i++) /* the first is the fishbone's, which is drawn */
    add_table (paper, tables->pdata[i]);
  return paper;
}

/* The fishbone lies across the first page. */
static gboolean
write_pdf (const LfChain *chain, LfPaper *paper, const char *path, GError **error)
{
  g_autoptr (GByteArray) file = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (lf_report_append_bytes, file,
                                                                  LF_PAPER_HEIGHT, LF_PAPER_WIDTH);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, lf_paper_title (paper));
  lf_fishbone_draw_sheet (chain, cr, LF_PAPER_HEIGHT, LF_PAPER_WIDTH);
  cairo_show_page (cr);
  for (guint page = 0; page < lf_paper_n_pages (paper); page++)
    {
      cairo_pdf_surface_set_size (surface, LF_PAPER_WIDTH, LF_PAPER_HEIGHT);
      lf_paper_draw_page (paper, cr, page);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return lf_report_write_bytes (path, file->data, file->len, error);
  lf_report_set_error (error, path, cairo_status_to_string (status));
  return FALSE;
}

gboolean
lf_chain_workbook_write (
    const LfChain *chain, GPtrArray *policies, const LfDate *on, const char *path, GError **error)
{
  g_autoptr (LfPaper) paper = NULL;
  g_autoptr (GPtrArray) tables = NULL;

  if (lf_report_has_ending (path, ".xlsx"))
    {
      tables = lf_chain_workbook_tables (chain, policies);
      return lf_report_write_sheets (tables, path, error);
    }
  paper = lf_chain_workbook_paper (chain, policies, on);
  if (lf_report_has_ending (path, ".pdf"))
    return write_pdf (chain, paper, path, error);
  if (lf_report_has_ending (path, ".txt"))
    return lf_paper_write (paper, path, error);
  g_set_error (error, LF_ERROR, LF_ERROR_SYNTAX,
               _ ("“%s” does not end in .pdf, .xlsx or .txt, so it is not clear what to write."),
               path);
  return FALSE;
}
