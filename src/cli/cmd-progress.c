/* SPDX-License-Identifier: GPL-3.0-or-later */
/* progress: what a project has done of its year's plan by month (V7). */

#include "config.h"

#include "lf-cmd.h"
#include "lf-progress-report.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean
read_year (const char *text, const LfDate *today, int *ret_year, GError **error)
{
  guint64 year = (guint64) today->year;

  if (text != NULL && !g_ascii_string_to_unsigned (text, 10, 1900, 2199, &year, NULL))
    return lf_cli_call_error (error, _ ("“%s” is no year: write it like 2026."), text);
  *ret_year = (int) year;
  return TRUE;
}

/* Whatever is told of a project is told of one. */
static gboolean
check_project (const LfRecord *record, GError **error)
{
  g_autofree char *title = NULL;

  if (strcmp (lf_record_entity (record)->name, "project") == 0)
    return TRUE;
  title = lf_record_title (record);
  g_set_error (error, LF_ERROR, LF_ERROR_INVALID,
               _ ("“%1$s” is a %2$s: only projects have progress."), title,
               lf_entity_label (lf_record_entity (record)));
  return FALSE;
}

gboolean
lf_cmd_progress (LfCli *cli, GError **error)
{
  g_autofree char *year_text = NULL;
  g_autofree char *output = NULL;
  const GOptionEntry options[] = {
    { "year", 0, 0, G_OPTION_ARG_STRING, &year_text, N_ ("The year (this one)"), "YEAR" },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &output,
      N_ ("File to write: .csv, .svg, .png or .pdf"), "FILE" },
    { NULL },
  };
  g_autoptr (LfRecord) record = NULL;
  g_autoptr (LfProgressYear) year = NULL;
  g_autoptr (LfReport) report = NULL;
  int number = 0;

  if (!lf_cli_begin (cli, options, 1, 1, error)
      || !read_year (year_text, &cli->today, &number, error))
    return FALSE;
  record = lf_cli_live_record (cli, cli->args[0], error);
  if (record == NULL || !check_project (record, error))
    return FALSE;
  year
      = lf_store_progress_year_sync (cli->store, lf_record_id (record), number, &cli->today, error);
  if (year == NULL)
    return FALSE;
  report = lf_progress_report (year);
  return lf_cli_give_report (cli, report, output, error);
}
