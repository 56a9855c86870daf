/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Meetings: an agenda from what lags, minutes, actions that come back: meeting. */

#include "config.h"

#include "lf-cli-output.h"
#include "lf-cmd.h"
#include "lf-meeting-paper.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  char *text, *to, *department, *by, *project; /* (nullable) */
} MeetingOptions;

static LfMeeting *
read_meeting (LfCli *cli, GError **error)
{
  g_autoptr (LfRecord) record = lf_cli_live_record (cli, cli->args[1], error);

  return record == NULL
             ? NULL
             : lf_store_meeting_sync (cli->store, lf_record_id (record), &cli->today, error);
}

/* ---- The list ---- */

static gboolean
list_meetings (LfCli *cli, GError **error)
{
  g_autoptr (LfQuery) query = lf_query_new (lf_schema_find ("meeting"), NULL, "-held_on");
  g_autoptr (GPtrArray) meetings = lf_store_list_sync (cli->store, query, /* limit= */ 0, error);
  g_autoptr (LfTable) table
      = lf_table_new (_ ("Held on"), _ ("Meeting"), _ ("Kind"), _ ("Id"), NULL);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);

  if (meetings == NULL)
    return FALSE;
  json_node_take_array (node, json_array_new ());
  for (guint i = 0; i < meetings->len; i++)
    {
      const LfRecord *meeting = meetings->pdata[i];
      g_autofree char *day = lf_record_format (meeting, "held_on");
      g_autofree char *title = lf_record_title (meeting);
      g_autofree char *kind = lf_record_format (meeting, "kind");

      json_array_add_object_element (json_node_get_array (node), lf_json_record (meeting));
      lf_table_add (table, day, title, kind, lf_record_id (meeting), NULL);
    }
  if (cli->json)
    lf_cli_print_json (g_steal_pointer (&node));
  else if (meetings->len == 0)
    lf_cli_print_line (_ ("There is no meeting. Add one: add meeting subject=… kind=weekly"));
  else
    lf_table_print (table);
  return TRUE;
}

/* ---- meeting show ---- */

static void
add_records (JsonObject *object, const char *name, GPtrArray *records)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < records->len; i++)
    json_array_add_object_element (array, lf_json_record (records->pdata[i]));
  json_object_set_array_member (object, name, array);
}

static void
print_json (const LfMeeting *meeting)
{
  JsonObject *object = json_object_new ();
  JsonArray *parts = json_array_new ();

  for (guint i = 0; i < meeting->parts->len; i++)
    {
      const LfAgendaPart *part = meeting->parts->pdata[i];
      JsonObject *told = json_object_new ();

      json_object_set_string_member (told, "name", part->source->key);
      json_object_set_int_member (told, "count", part->n);
      add_records (told, "records", part->records);
      json_array_add_object_element (parts, told);
    }
  json_object_set_object_member (object, "record", lf_json_record (meeting->record));
  json_object_set_array_member (object, "agenda", parts);
  add_records (object, "actions", meeting->actions);
  lf_cli_print_object (object);
}

static gboolean
show (LfCli *cli, const MeetingOptions *options, GError **error)
{
  g_autoptr (LfMeeting) meeting = read_meeting (cli, error);
  g_autoptr (LfPaper) paper = NULL;
  g_autofree char *text = NULL;

  if (meeting == NULL)
    return FALSE;
  if (cli->json)
    {
      print_json (meeting);
      return TRUE;
    }
  paper = lf_meeting_paper_new (meeting);
  text = lf_paper_to_text (paper);
  lf_cli_print_line ("%s", text);
  return TRUE;
}

static gboolean
print (LfCli *cli, const MeetingOptions *options, GError **error)
{
  g_autoptr (LfMeeting) meeting = read_meeting (cli, error);
  g_autoptr (LfPaper) paper = NULL;
  g_autofree char *path = NULL;

  if (meeting == NULL)
    return FALSE;
  if (cli->n_args < 3)
    return lf_cli_call_error (error, _ ("Say which file: landfall-cli meeting print MEETING FILE"));
  path = lf_cli_path (cli->args[2], error);
  paper = lf_meeting_paper_new (meeting);
  if (path == NULL || !lf_paper_write (paper, path, error))
    return FALSE;
  lf_cli_print_written (cli, cli->args[2]);
  return TRUE;
}

/* ---- meeting agenda, minutes, action, next ---- */

static gboolean
commit (LfCli *cli, const LfRecord *record, LfChange *change, GError **error)
{
  if (change == NULL || !lf_store_commit_sync (cli->store, change, error))
    return FALSE;
  lf_cli_print_done (cli, "id", lf_record_id (record), change->label);
  return TRUE;
}

static gboolean
write_agenda (LfCli *cli, const MeetingOptions *options, GError **error)
{
  g_autoptr (LfMeeting) meeting = read_meeting (cli, error);
  g_autoptr (LfChange) change = meeting == NULL ? NULL : lf_meeting_write_agenda (meeting);

  return change != NULL && commit (cli, meeting->record, change, error);
}

static gboolean
write_minutes (LfCli *cli, const MeetingOptions *options, GError **error)
{
  g_autoptr (LfMeeting) meeting = read_meeting (cli, error);
  g_autoptr (LfChange) change = NULL;
  g_autofree char *minutes = NULL;
  g_autofree char *title = NULL;
  g_autofree char *label = NULL;

  if (meeting == NULL)
    return FALSE;
  if (options->text == NULL)
    return lf_cli_call_error (error, _ ("Say what was said: --text TEXT."));
  if (!lf_cli_value (cli, lf_entity_field (lf_record_entity (meeting->record), "minutes"),
                     options->text, &minutes, error))
    return FALSE;
  title = lf_record_title (meeting->record);
  label = g_strdup_printf (_ ("Minutes: %s"), title);
  change = lf_change_new (label);
  lf_change_edit (change, meeting->record, "minutes", minutes);
  return commit (cli, meeting->record, change, error);
}

static gboolean
read_action (LfCli *cli,
             const MeetingOptions *options,
             LfMeetingAction *action,
             char **ret_responsible,
             char **ret_project,
             GError **error)
{
  const LfEntity *entity = lf_schema_find ("action");

  if (options->to != NULL
      && !lf_cli_value (cli, lf_entity_field (entity, "responsible"), options->to, ret_responsible,
                        error))
    return FALSE;
  if (options->project != NULL
      && !lf_cli_value (cli, lf_entity_field (entity, "project"), options->project, ret_project,
                        error))
    return FALSE;
  action->responsible = *ret_responsible;
  action->project = *ret_project;
  return options->by == NULL || lf_cli_date (cli, options->by, &action->due, error);
}

static gboolean
add_action (LfCli *cli, const MeetingOptions *options, GError **error)
{
  g_autoptr (LfMeeting) meeting = read_meeting (cli, error);
  g_autofree char *subject = options->text == NULL ? NULL : lf_text_clean (options->text);
  g_autofree char *department
      = options->department == NULL ? NULL : lf_text_clean (options->department);
  g_autofree char *responsible = NULL;
  g_autofree char *project = NULL;
  g_autoptr (LfChange) change = NULL;
  LfMeetingAction action = { .subject = subject, .department = department };

  if (meeting == NULL || !read_action (cli, options, &action, &responsible, &project, error))
    return FALSE;
  change = lf_meeting_add_action (meeting->record, &action, meeting->calendar, error);
  return commit (cli, meeting->record, change, error);
}

static gboolean
add_next (LfCli *cli, const MeetingOptions *options, GError **error)
{
  g_autoptr (LfMeeting) meeting = read_meeting (cli, error);
  g_autoptr (LfRecord) next = NULL;
  g_autoptr (LfChange) change = NULL;
  g_autofree char *title = NULL;
  g_autofree char *day = NULL;
  g_autofree char *label = NULL;

  if (meeting == NULL)
    return FALSE;
  next = lf_meeting_next (meeting->record, meeting->calendar, &cli->today);
  title = lf_record_title (next);
  day = lf_record_format (next, "held_on");
  label = g_strdup_printf (_ ("Next meeting: %1$s, %2$s"), title, day);
  change = lf_change_new (label);
  lf_change_create (change, next);
  return commit (cli, next, change, error);
}

/* ---- meeting ---- */

static gboolean
run (LfCli *cli, const MeetingOptions *options, GError **error)
{
  static const struct
  {
    const char *word;
    gboolean (*run) (LfCli *cli, const MeetingOptions *options, GError **error);
  } acts[] = {
    { "show", show },           { "print", print },
    { "agenda", write_agenda }, { "minutes", write_minutes },
    { "action", add_action },   { "next", add_next },
  };

  if (cli->n_args == 0)
    return list_meetings (cli, error);
  for (guint i = 0; cli->n_args >= 2 && i < G_N_ELEMENTS (acts); i++)
    if (strcmp (cli->args[0], acts[i].word) == 0)
      return acts[i].run (cli, options, error);
  return lf_cli_call_error (error, _ ("Say what to do with which meeting: show, print, agenda, "
                                      "minutes, action or next."));
}

gboolean
lf_cmd_meeting (LfCli *cli, GError **error)
{
  MeetingOptions meeting = { NULL };
  const GOptionEntry options[] = {
    { "text", 0, 0, G_OPTION_ARG_STRING, &meeting.text,
      N_ ("minutes: what was said; action: what is to be done"), "TEXT" },
    { "to", 0, 0, G_OPTION_ARG_STRING, &meeting.to, N_ ("action: who does it"), "NAME" },
    { "department", 0, 0, G_OPTION_ARG_STRING, &meeting.department,
      N_ ("action: the department that does it"), "TEXT" },
    { "by", 0, 0, G_OPTION_ARG_STRING, &meeting.by, N_ ("action: by when (the next meeting)"),
      "DATE" },
    { "project", 0, 0, G_OPTION_ARG_STRING, &meeting.project, N_ ("action: about which project"),
      "PROJECT" },
    { NULL },
  };
  gboolean is_done = lf_cli_begin (cli, options, 0, 3, error) && run (cli, &meeting, error);

  g_free (meeting.text);
  g_free (meeting.to);
  g_free (meeting.department);
  g_free (meeting.by);
  g_free (meeting.project);
  return is_done;
}
