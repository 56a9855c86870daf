/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Joint screening: leads by score, opinions, the joint verdict, the push list: screen. */

#include "config.h"

#include "lf-cli-output.h"
#include "lf-cli-batch.h"
#include "lf-cmd.h"
#include "lf-screening-paper.h"
#include "lf-store-screening.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  char *score, *verdict, *expert, *by, *department, *kind, *reason, *batch; /* (nullable) */
  char *month, *output, *team, *source;                                     /* (nullable) */
  gboolean has_interest, is_assigned, is_dry;
  int each;
} ScreenOptions;

static void
screen_options_clear (ScreenOptions *self)
{
  g_free (self->score);
  g_free (self->verdict);
  g_free (self->expert);
  g_free (self->by);
  g_free (self->department);
  g_free (self->kind);
  g_free (self->reason);
  g_free (self->batch);
  g_free (self->month);
  g_free (self->output);
  g_free (self->team);
  g_free (self->source);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ScreenOptions, screen_options_clear)

/* ---- What is printed ---- */

static JsonArray *
json_score (const LfLeadScore *score)
{
  JsonArray *parts = json_array_new ();

  for (guint i = 0; i < LF_N_SCORE_PARTS; i++)
    {
      JsonObject *part = json_object_new ();

      json_object_set_string_member (part, "part", lf_score_part_key (i));
      json_object_set_double_member (part, "points", score->lines[i].points);
      json_object_set_int_member (part, "weight", score->lines[i].weight);
      json_object_set_boolean_member (part, "missing", score->lines[i].is_missing);
      json_object_set_string_member (part, "input", score->lines[i].input);
      json_array_add_object_element (parts, part);
    }
  return parts;
}

static JsonObject *
json_lead (const LfScreenedLead *lead)
{
  JsonObject *object = lf_json_record (lead->project);
  JsonArray *lacks = json_array_new ();
  JsonArray *bodies = json_array_new ();

  for (guint i = 0; i < lead->lacks->len; i++)
    json_array_add_string_element (lacks, ((LfLack *) lead->lacks->pdata[i])->text);
  for (guint i = 0; i < lead->bodies->len; i++)
    json_array_add_string_element (bodies, lead->bodies->pdata[i]);
  json_object_set_int_member (object, "score", lead->score->points);
  json_object_set_array_member (object, "why", json_score (lead->score));
  json_object_set_int_member (object, "opinions", lead->sum.n);
  json_object_set_int_member (object, "excluded", lead->sum.n_excluded);
  json_object_set_double_member (object, "mean", lead->sum.mean);
  lf_json_set_or_null (object, "verdict",
                       lead->screening == NULL ? NULL : lf_record_get (lead->screening, "verdict"));
  json_object_set_array_member (object, "lacks", lacks);
  json_object_set_array_member (object, "bodies", bodies);
  return object;
}

static char *
tell_verdict (const LfScreenedLead *lead)
{
  return lead->screening == NULL ? g_strdup ("") : lf_record_format (lead->screening, "verdict");
}

static void
print_leads (const LfCli *cli, const LfScreening *screening)
{
  g_autoptr (LfTable) table = lf_table_new (_ ("Score"), _ ("Project"), _ ("Enterprise"),
                                            _ ("Opinions"), _ ("Verdict"), _ ("Id"), NULL);
  JsonArray *array = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  json_node_take_array (node, array);
  for (guint i = 0; i < screening->leads->len; i++)
    {
      const LfScreenedLead *lead = screening->leads->pdata[i];
      g_autofree char *points = g_strdup_printf ("%u", lead->score->points);
      g_autofree char *title = lf_record_title (lead->project);
      g_autofree char *firm = lf_record_format (lead->project, "enterprise");
      g_autofree char *opinions = lf_opinions_tell (&lead->sum);
      g_autofree char *verdict = tell_verdict (lead);

      json_array_add_object_element (array, json_lead (lead));
      lf_table_add (table, points, title, firm, opinions, verdict, lf_record_id (lead->project),
                    NULL);
    }
  if (cli->json)
    {
      lf_cli_print_json (node);
      return;
    }
  json_node_unref (node);
  lf_table_align_right (table, 0);
  lf_table_print (table);
}

static void
print_opinion (const LfRecord *opinion)
{
  static const char *const whose[] = { "expert", "account", "department" };
  g_autofree char *title = lf_record_title (opinion);
  g_autofree char *score = lf_record_format (opinion, "score_points");
  g_autofree char *who = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (whose) && who == NULL; i++)
    if (lf_record_get (opinion, whose[i]) != NULL)
      who = lf_record_format (opinion, whose[i]);
  lf_cli_print_line (g_strcmp0 (lf_record_get (opinion, "has_interest"), "1") == 0
                         ? _ ("  %1$s · %2$s · %3$s · conflict of interest: does not count")
                         : _ ("  %1$s · %2$s · %3$s"),
                     who == NULL ? "" : who, title, score);
}

static void
print_lead (const LfScreenedLead *lead)
{
  g_autofree char *title = lf_record_title (lead->project);
  g_autofree char *why = lf_lead_score_why (lead->score);
  g_autofree char *verdict = tell_verdict (lead);
  g_autofree char *opinions = lf_opinions_tell (&lead->sum);
  g_autofree char *lacks = lf_lacks_tell (lead->lacks);

  lf_cli_print_line (_ ("%1$s: %2$u points"), title, lead->score->points);
  lf_cli_print_line ("%s", why);
  lf_cli_print_line (_ ("Joint verdict: %1$s (%2$s)"), *verdict == '\0' ? _ ("none yet") : verdict,
                     opinions);
  for (guint i = 0; i < lead->opinions->len; i++)
    print_opinion (lead->opinions->pdata[i]);
  if (lead->lacks->len > 0)
    lf_cli_print_line (_ ("Missing before the decision meeting:\n%s"), lacks);
}

/* ---- screen, screen show ---- */

/* (transfer full) (nullable): id of the @entity that @text names */
static gboolean
find_id (LfCli *cli,
         const char *entity,
         const char *field,
         const char *text,
         char **ret_id,
         GError **error)
{
  return text == NULL
         || lf_cli_value (cli, lf_entity_field (lf_schema_find (entity), field), text, ret_id,
                          error);
}

/* (transfer full) (nullable): of one lead */
static LfScreening *
read_one (LfCli *cli, const char *text, GError **error)
{
  g_autoptr (LfRecord) project = lf_cli_live_record (cli, text, error);
  LfScreeningAsked asked = { NULL };

  if (project == NULL)
    return NULL;
  asked.project = lf_record_id (project);
  return lf_store_screening_sync (cli->store, &asked, &cli->today, error);
}

static gboolean
print_all (LfCli *cli, const ScreenOptions *options, GError **error)
{
  g_autofree char *batch = NULL;
  g_autoptr (LfScreening) screening = NULL;
  LfScreeningAsked asked = { NULL };

  if (!find_id (cli, "project", "batch", options->batch, &batch, error))
    return FALSE;
  asked.batch = batch;
  screening = lf_store_screening_sync (cli->store, &asked, &cli->today, error);
  if (screening == NULL)
    return FALSE;
  print_leads (cli, screening);
  return TRUE;
}

static gboolean
print_one (LfCli *cli, const char *text, GError **error)
{
  g_autoptr (LfScreening) screening = read_one (cli, text, error);

  if (screening == NULL)
    return FALSE;
  if (cli->json)
    lf_cli_print_object (json_lead (screening->leads->pdata[0]));
  else
    print_lead (screening->leads->pdata[0]);
  return TRUE;
}

/* ---- screen opinion, screen verdict ---- */

static gboolean
commit_and_print (LfCli *cli, LfChange *change, const char *id, GError **error)
{
  return change != NULL && lf_store_commit_sync (cli->store, change, error)
         && print_one (cli, id, error);
}

/* (nullable) */
static const LfRecord *
find_evaluation (const LfScreenedLead *lead, const char *kind)
{
  const LfRecord *found = NULL;

  for (guint i = 0; i < lead->evaluations->len; i++)
    if (g_strcmp0 (lf_record_get (lead->evaluations->pdata[i], "kind"), kind) == 0)
      found = lead->evaluations->pdata[i];
  return found;
}

static gboolean
add_opinion (LfCli *cli, const ScreenOptions *options, GError **error)
{
  g_autoptr (LfScreening) screening = read_one (cli, cli->args[1], error);
  g_autofree char *text = cli->n_args < 3 ? NULL : lf_text_clean (cli->args[2]);
  g_autofree char *kind = NULL;
  g_autofree char *verdict = NULL;
  g_autofree char *score = NULL;
  g_autofree char *expert = NULL;
  g_autofree char *account = NULL;
  g_autoptr (LfChange) change = NULL;
  LfOpinionWord word = { .department = options->department, .has_interest = options->has_interest };

  if (screening == NULL
      || !find_id (cli, "evaluation", "kind", options->kind == NULL ? "screening" : options->kind,
                   &kind, error)
      || !find_id (cli, "opinion", "verdict", options->verdict, &verdict, error)
      || !find_id (cli, "opinion", "score_points", options->score, &score, error)
      || !find_id (cli, "opinion", "expert", options->expert, &expert, error)
      || !find_id (cli, "opinion", "account", options->by, &account, error))
    return FALSE;
  word.text = text;
  word.verdict = verdict;
  word.score = score;
  word.expert = expert;
  word.account = account != NULL || expert != NULL || options->department != NULL
                     ? account
                     : screening->account;
  change = lf_judging_add_opinion (((LfScreenedLead *) screening->leads->pdata[0])->project,
                                   find_evaluation (screening->leads->pdata[0], kind), kind, &word,
                                   &cli->today, error);
  return commit_and_print (cli, change, cli->args[1], error);
}

static gboolean
add_verdict (LfCli *cli, const ScreenOptions *options, GError **error)
{
  g_autoptr (LfScreening) screening = NULL;
  g_autoptr (LfRecord) project = NULL;
  g_autofree char *verdict = NULL;
  g_autoptr (LfChange) change = NULL;
  LfScreeningAsked asked = { NULL };

  if (cli->n_args < 3)
    return lf_cli_call_error (error, _ ("Say what the joint verdict is: follow, park or drop."));
  project = lf_cli_live_record (cli, cli->args[1], error);
  if (project == NULL || !find_id (cli, "evaluation", "verdict", cli->args[2], &verdict, error))
    return FALSE;
  /* with the others of its batch, whose state goes with their verdicts */
  if (lf_record_entity (project) == lf_schema_find ("project"))
    asked.batch = lf_record_get (project, "batch");
  asked.project = lf_record_id (project);
  screening = lf_store_screening_sync (cli->store, &asked, &cli->today, error);
  if (screening == NULL)
    return FALSE;
  change = lf_screening_judge (screening, lf_screening_find (screening, asked.project), verdict,
                               options->reason, error);
  return commit_and_print (cli, change, cli->args[1], error);
}

/* ---- screen push ---- */

/* (transfer full): a target has none */
static char *
tell_park (const LfRecord *record)
{
  return lf_entity_field (lf_record_entity (record), "park") == NULL
             ? g_strdup ("")
             : lf_record_format (record, "park");
}

static void
print_push (const LfCli *cli, const GPtrArray *lines)
{
  g_autoptr (LfTable) table
      = lf_table_new (_ ("Recruiter"), _ ("Score"), _ ("Project"), _ ("Park"), _ ("Id"), NULL);
  JsonArray *array = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  json_node_take_array (node, array);
  for (guint i = 0; i < lines->len; i++)
    {
      const LfPushLine *line = lines->pdata[i];
      g_autofree char *who = lf_record_title (line->recruiter);
      g_autofree char *points = g_strdup_printf ("%u", line->points);
      g_autofree char *title = lf_record_title (line->project);
      g_autofree char *park = tell_park (line->project);
      const LfEntity *entity = lf_record_entity (line->project);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "recruiter", lf_record_id (line->recruiter));
      json_object_set_string_member (object, entity->name, lf_record_id (line->project));
      json_object_set_int_member (object, "score", line->points);
      json_object_set_boolean_member (object, "fits", line->fits);
      json_array_add_object_element (array, object);
      lf_table_add (table, who, points, title, park, lf_record_id (line->project), NULL);
    }
  if (cli->json)
    {
      lf_cli_print_json (node);
      return;
    }
  json_node_unref (node);
  lf_table_print (table);
}

/* What is asked for is written instead of printed. */
static gboolean
tell_push (LfCli *cli,
           const ScreenOptions *options,
           const GPtrArray *lines,
           const LfDate *month,
           GError **error)
{
  g_autoptr (LfPaper) paper = NULL;
  g_autofree char *path = NULL;

  if (options->output == NULL)
    {
      print_push (cli, lines);
      return TRUE;
    }
  paper = lf_push_paper_new (lines, month);
  path = lf_cli_path (options->output, error);
  if (path == NULL || !lf_paper_write (paper, path, error))
    return FALSE;
  lf_cli_print_written (cli, options->output);
  return TRUE;
}

static gboolean
push (LfCli *cli, const ScreenOptions *options, GError **error)
{
  const LfScreeningAsked asked = { NULL };
  g_autoptr (LfScreening) screening = NULL;
  g_autoptr (LfQuery) query = NULL;
  g_autoptr (GPtrArray) recruiters = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (LfChange) change = NULL;
  LfDate month = cli->today;

  if (options->each < 0)
    return lf_cli_call_error (error, _ ("--each is a number of leads, 0 for no limit."));
  if (options->month != NULL && !lf_cli_date (cli, options->month, &month, error))
    return FALSE;
  screening = lf_store_screening_sync (cli->store, &asked, &cli->today, error);
  query = lf_cli_query (cli, lf_schema_find ("account"), "role=recruiter", "name", error);
  recruiters = screening == NULL || query == NULL
                   ? NULL
                   : lf_store_list_sync (cli->store, query, /* limit= */ 0, error);
  if (recruiters == NULL)
    return FALSE;
  lines = lf_screening_push (screening, recruiters, (guint) options->each,
                             options->month == NULL ? NULL : &month);
  if (options->is_assigned)
    {
      change = lf_push_assign (lines, error);
      if (change == NULL || !lf_store_commit_sync (cli->store, change, error))
        return FALSE;
    }
  if (!tell_push (cli, options, lines, &month, error))
    return FALSE;
  if (!options->is_assigned && options->output == NULL && !cli->json)
    lf_cli_print_line (_ ("A proposal: --assign makes them the owners."));
  return TRUE;
}

/* ---- screen import ---- */

static gboolean
import (LfCli *cli, const ScreenOptions *options, GError **error)
{
  g_autofree char *team = NULL;
  LfImportBatch batch = { .name = options->batch, .source = options->source };

  if (options->batch == NULL)
    return lf_cli_call_error (error, _ ("Say which batch the leads are: --batch NAME"));
  if (!find_id (cli, "lead_batch", "team", options->team, &team, error))
    return FALSE;
  batch.team = team;
  return lf_cli_import_batch (cli, cli->args[1], &batch, options->is_dry, error);
}

/* ---- The verb ---- */

static gboolean
run (LfCli *cli, const ScreenOptions *options, GError **error)
{
  if (cli->n_args == 0)
    return print_all (cli, options, error);
  if (strcmp (cli->args[0], "push") == 0)
    return push (cli, options, error);
  if (cli->n_args == 1)
    return print_one (cli, cli->args[0], error);
  if (strcmp (cli->args[0], "import") == 0)
    return import (cli, options, error);
  if (strcmp (cli->args[0], "opinion") == 0)
    return add_opinion (cli, options, error);
  if (strcmp (cli->args[0], "verdict") == 0)
    return add_verdict (cli, options, error);
  return lf_cli_call_error (
      error, _ ("“%s” is nothing that screening does: see “landfall-cli help screen”."),
      cli->args[0]);
}

gboolean
lf_cmd_screen (LfCli *cli, GError **error)
{
  g_auto (ScreenOptions) given = { 0 };
  const GOptionEntry options[] = {
    { "batch", 0, 0, G_OPTION_ARG_STRING, &given.batch,
      N_ ("Only the leads of this batch; import: the batch they come in"), "NAME" },
    { "team", 0, 0, G_OPTION_ARG_STRING, &given.team, N_ ("import: who sent it"), "NAME" },
    { "source", 0, 0, G_OPTION_ARG_STRING, &given.source, N_ ("import: where it came from"),
      "TEXT" },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &given.is_dry, N_ ("import: tell, and save nothing"),
      NULL },
    { "month", 0, 0, G_OPTION_ARG_STRING, &given.month,
      N_ ("push: only leads registered in that month"), "MONTH" },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &given.output,
      N_ ("push: write it on paper, a table for each recruiter"), "FILE.{pdf,xlsx,txt}" },
    { "score", 0, 0, G_OPTION_ARG_STRING, &given.score, N_ ("opinion: 0 to 100"), "POINTS" },
    { "verdict", 0, 0, G_OPTION_ARG_STRING, &given.verdict,
      N_ ("opinion: what is thought to be done"), "VERDICT" },
    { "expert", 0, 0, G_OPTION_ARG_STRING, &given.expert, N_ ("opinion: the expert's"), "NAME" },
    { "by", 0, 0, G_OPTION_ARG_STRING, &given.by, N_ ("opinion: the colleague's (own)"), "NAME" },
    { "department", 0, 0, G_OPTION_ARG_STRING, &given.department, N_ ("opinion: the department's"),
      "NAME" },
    { "interest", 0, 0, G_OPTION_ARG_NONE, &given.has_interest,
      N_ ("opinion: there is a conflict of interest, and it does not count"), NULL },
    { "kind", 0, 0, G_OPTION_ARG_STRING, &given.kind,
      N_ ("opinion: screening, experts, safety or environment"), "KIND" },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &given.reason, N_ ("verdict: why"), "TEXT" },
    { "each", 0, 0, G_OPTION_ARG_INT, &given.each, N_ ("push: at most so many for one recruiter"),
      "N" },
    { "assign", 0, 0, G_OPTION_ARG_NONE, &given.is_assigned,
      N_ ("push: make the recruiters their owners, as one change"), NULL },
    { NULL },
  };

  return lf_cli_begin (cli, options, 0, 3, error) && run (cli, &given, error);
}
