/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report: which there are, and their figures as a table, JSON, CSV or a drawing. */

#include "config.h"

#include "lf-cli-output.h"
#include "lf-cmd.h"
#include "lf-report.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

static gboolean
check_name (const char *name, GError **error)
{
  const char *const *names = lf_report_names ();
  g_autofree char *all = g_strjoinv (", ", (char **) names);

  if (g_strv_contains (names, name))
    return TRUE;
  return lf_cli_call_error (error, _ ("There is no report “%s”. There are: %s."), name, all);
}

static JsonArray *
make_groups (const char *const *groups)
{
  JsonArray *array = json_array_new ();

  for (const char *const *by = groups; by != NULL && *by != NULL; by++)
    json_array_add_string_element (array, *by);
  return array;
}

static gboolean
list_reports (const LfCli *cli)
{
  g_autoptr (LfTable) table
      = lf_table_new (_ ("Name"), _ ("Report"), C_ ("report", "About"), C_ ("report", "By"), NULL);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);

  json_node_take_array (node, json_array_new ());
  for (const char *const *name = lf_report_names (); *name != NULL; name++)
    {
      const char *const *groups = lf_report_groups (*name);
      g_autofree char *joined = groups == NULL ? NULL : g_strjoinv (", ", (char **) groups);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "name", *name);
      json_object_set_string_member (object, "title", lf_report_title (*name));
      json_object_set_string_member (object, "subject", lf_report_subject (*name));
      json_object_set_string_member (object, "about", lf_report_about (*name));
      json_object_set_array_member (object, "by", make_groups (groups));
      json_array_add_object_element (json_node_get_array (node), object);
      lf_table_add (table, *name, lf_report_title (*name), lf_report_subject (*name),
                    joined == NULL ? "" : joined, NULL);
    }
  if (cli->json)
    lf_cli_print_json (g_steal_pointer (&node));
  else
    lf_table_print (table);
  return TRUE;
}

static gboolean
write_report (const LfCli *cli, const LfReport *report, const char *path, GError **error)
{
  g_autofree char *sentence = NULL;

  if (!lf_report_write (report, path, error))
    return FALSE;
  sentence = g_strdup_printf (_ ("“%s” is written to %s"), report->title, path);
  lf_cli_print_done (cli, "file", path, sentence);
  return TRUE;
}

gboolean
lf_cli_give_report (const LfCli *cli, const LfReport *report, const char *path, GError **error)
{
  g_autofree char *text = NULL;

  if (path != NULL)
    return write_report (cli, report, path, error);
  text = cli->json ? lf_report_to_json (report) : lf_report_to_text (report);
  fputs (text, stdout);
  if (!g_str_has_suffix (text, "\n"))
    fputc ('\n', stdout);
  return TRUE;
}

/* Months and years end with their last day. */
static gboolean
is_before (const LfDate *to, const LfDate *from)
{
  if (to->year != from->year)
    return to->year < from->year;
  if (to->month != from->month || to->month == 0)
    return to->month != 0 && to->month < from->month;
  return to->day != 0 && to->day < from->day;
}

/* A period that does not count would be a figure about something else than was asked. */
static gboolean
check_period (const char *name, const LfReportOptions *options, GError **error)
{
  gboolean has_from = options->from.year != 0, has_to = options->to.year != 0;

  if ((has_from || has_to) && !lf_report_has_period (name))
    return lf_cli_call_error (error,
                              _ ("The report “%s” is of how things stand now, whatever the "
                                 "period: leave out --from and --to, or choose projects, such as "
                                 "--where 'signed_date>=2026-01'."),
                              name);
  if (has_from && has_to && is_before (&options->to, &options->from))
    return lf_cli_call_error (error, _ ("The period ends before it begins."));
  return TRUE;
}

gboolean
lf_cmd_report (LfCli *cli, GError **error)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autofree char *where = NULL;
  g_autofree char *output = NULL;
  g_autofree char *as_of = NULL;
  g_autofree char *by = NULL;
  g_autofree char *currency = NULL;
  gboolean is_rounded = FALSE;
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &from, N_ ("First day counted"), "DATE" },
    { "to", 0, 0, G_OPTION_ARG_STRING, &to, N_ ("Last day counted"), "DATE" },
    { "as-of", 0, 0, G_OPTION_ARG_STRING, &as_of,
      N_ ("As things stood at the end of this day, month or year"), "DATE" },
    { "where", 0, 0, G_OPTION_ARG_STRING, &where, N_ ("Only these"), "EXPR" },
    { "by", 0, 0, G_OPTION_ARG_STRING, &by,
      N_ ("A row for each: park, owner, industry, month or the like, as the report has it"),
      "WHAT" },
    { "in", 0, 0, G_OPTION_ARG_STRING, &currency,
      N_ ("Beside other currencies their sum in this one, at dated rates: CNY"), "CURRENCY" },
    { "whole-percents", 0, 0, G_OPTION_ARG_NONE, &is_rounded, N_ ("97% rather than 97.5%"), NULL },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &output,
      N_ ("File to write: .csv, .xlsx, .svg, .png or .pdf"), "FILE" },
    { NULL },
  };
  LfReportOptions options = { .today = cli->today };
  LfDate last;
  g_autoptr (LfReport) report = NULL;

  if (!lf_cli_parse (cli, entries, 0, 1, error))
    return FALSE;
  if (cli->n_args == 0)
    return list_reports (cli);
  if (!check_name (cli->args[0], error) || !lf_cli_open (cli, LF_STORE_OPEN_EXISTING, error))
    return FALSE;
  if ((from != NULL && !lf_cli_days (cli, from, &options.from, &last, error))
      || (to != NULL && !lf_cli_date (cli, to, &options.to, error)))
    return FALSE;
  if (as_of != NULL)
    {
      if (!lf_cli_past_day (cli, as_of, &options.as_of, error))
        return FALSE;
      options.today = lf_date_last_day (&options.as_of);
    }
  if (!check_period (cli->args[0], &options, error))
    return FALSE;
  if (currency != NULL && g_ascii_strcasecmp (currency, "CNY") != 0)
    return lf_cli_call_error (error, _ ("Sums are told in CNY, not in “%s”."), currency);
  options.is_in_cny = currency != NULL;
  options.where = where;
  options.by = by;
  options.is_rounded = is_rounded;
  report = lf_report_run_sync (cli->store, cli->args[0], &options, error);
  return report != NULL && lf_cli_give_report (cli, report, output, error);
}
