/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What goes from state to state by acts: enquiries of investors, and firms on the cultivation
 * list: enquiry, cultivation. */

#include "config.h"

#include "lf-cli-output.h"
#include "lf-cmd.h"
#include "lf-course.h"
#include "lf-store-handling.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  char *text, *name, *to, *on; /* (nullable) */
} CourseOptions;

static void
course_options_clear (CourseOptions *self)
{
  g_free (self->text);
  g_free (self->name);
  g_free (self->to);
  g_free (self->on);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CourseOptions, course_options_clear)

/* ---- What is printed ---- */

static JsonObject *
make_object (const LfHandlingDesk *desk, const LfCourse *course, const LfRecord *record)
{
  JsonObject *object = lf_json_record (record);
  JsonArray *acts = json_array_new ();
  LfDate due = lf_course_due (desk, record);
  g_autofree char *clock = lf_course_tell (desk, record);

  for (const LfCourseAct *act = course->acts; act->key != NULL; act++)
    if (lf_course_may (record, act))
      json_array_add_string_element (acts, act->key);
  json_object_set_string_member (object, "clock_state",
                                 lf_handling_state_key (lf_course_judge (desk, record)));
  json_object_set_string_member (object, "clock", clock == NULL ? "" : clock);
  lf_json_set_date (object, "due", &due);
  json_object_set_array_member (object, "acts", acts);
  return object;
}

static void
print_table (const LfHandlingDesk *desk, const LfCourse *course, GPtrArray *found)
{
  g_autoptr (LfTable) table
      = lf_table_new (lf_entity_label (lf_schema_find (course->entity)), _ ("Enterprise"),
                      _ ("State"), _ ("Way"), _ ("Clock"), _ ("Id"), NULL);

  for (guint i = 0; i < found->len; i++)
    {
      const LfRecord *record = found->pdata[i];
      g_autofree char *title = lf_record_title (record);
      g_autofree char *firm = lf_record_format (record, "enterprise");
      g_autofree char *state = lf_record_format (record, "state");
      g_autofree char *way = lf_course_tell_way (course, record);
      g_autofree char *clock = lf_course_tell (desk, record);

      lf_table_add (table, title, firm, state, way, clock == NULL ? "" : clock,
                    lf_record_id (record), NULL);
    }
  lf_table_print (table);
}

/* What waits, the first to come first. */
static gboolean
list_open (LfCli *cli, const LfHandlingDesk *desk, const LfCourse *course, GError **error)
{
  const LfEntity *entity = lf_schema_find (course->entity);
  g_autoptr (LfQuery) query = lf_cli_query (cli, entity, course->open, entity->date, error);
  g_autoptr (GPtrArray) found
      = query == NULL ? NULL : lf_store_list_sync (cli->store, query, /* limit= */ 0, error);
  JsonNode *node;
  JsonArray *array;

  if (found == NULL)
    return FALSE;
  if (!cli->json)
    {
      if (found->len == 0)
        lf_cli_print_line (_ ("Nothing waits: %s."), lf_entity_plural (entity));
      else
        print_table (desk, course, found);
      return TRUE;
    }
  node = json_node_new (JSON_NODE_ARRAY);
  array = json_array_new ();
  json_node_take_array (node, array);
  for (guint i = 0; i < found->len; i++)
    json_array_add_object_element (array, make_object (desk, course, found->pdata[i]));
  lf_cli_print_json (node);
  return TRUE;
}

static gboolean
show (LfCli *cli,
      const LfHandlingDesk *desk,
      const LfCourse *course,
      const LfRecord *record,
      GError **error)
{
  g_autofree char *title = lf_record_title (record);
  g_autofree char *state = lf_record_format (record, "state");
  g_autofree char *way = lf_course_tell_way (course, record);
  g_autofree char *clock = lf_course_tell (desk, record);

  if (cli->json)
    {
      lf_cli_print_object (make_object (desk, course, record));
      return TRUE;
    }
  lf_cli_print_line ("%s · %s", title, state);
  if (clock != NULL)
    lf_cli_print_line ("%s", clock);
  if (*way != '\0')
    lf_cli_print_line ("%s", way);
  return course->step == NULL || lf_cli_print_steps (cli, course->step, record, error);
}

/* ---- Doing ---- */

/* @ret_value: (transfer full) (nullable) */
static gboolean
read_to (LfCli *cli,
         const LfCourse *course,
         const LfCourseAct *act,
         const char *to,
         char **ret_value,
         GError **error)
{
  *ret_value = NULL;
  return to == NULL || act->to_field == NULL
         || lf_cli_value (cli, lf_entity_field (lf_schema_find (course->entity), act->to_field), to,
                          ret_value, error);
}

static gboolean
act_on (LfCli *cli,
        const LfHandlingRoom *room,
        const LfCourse *course,
        const LfCourseAct *act,
        const CourseOptions *options,
        GError **error)
{
  const char *said
      = cli->n_args > 2 ? cli->args[2] : (options->name != NULL ? options->name : options->text);
  g_autofree char *text = said == NULL ? NULL : lf_text_clean (said);
  g_autofree char *to = NULL;
  g_autofree char *lead = NULL;
  g_autoptr (LfRecord) record = NULL;
  g_autoptr (LfChange) change = NULL;
  LfDate today = cli->today;

  if (cli->n_args < 2)
    return lf_cli_call_error (error, _ ("Name the record, by its id or its beginning."));
  record = lf_cli_record_of (cli, course->entity, cli->args[1], error);
  if (record == NULL || !read_to (cli, course, act, options->to, &to, error)
      || (options->on != NULL && !lf_cli_date (cli, options->on, &today, error)))
    return FALSE;
  change
      = lf_course_do (record, act, &(LfCourseWord){ .text = text, .to = to, .by = room->account },
                      &today, &lead, error);
  if (change == NULL || !lf_store_commit_sync (cli->store, change, error))
    return FALSE;
  return lead != NULL
             ? lf_cli_print_titled (cli, lead, _ ("Became a lead: %1$s. Its id is %2$s."), error)
             : lf_cli_print_titled (cli, lf_record_id (record), _ (act->done), error);
}

static gboolean
run (LfCli *cli, const char *entity, GError **error)
{
  const LfCourse *course = lf_course_find (lf_schema_find (entity));
  g_auto (CourseOptions) asked = { NULL };
  g_autoptr (LfHandlingRoom) room = NULL;
  g_autoptr (LfRecord) record = NULL;
  const LfCourseAct *act;
  const GOptionEntry options[] = {
    { "text", 0, 0, G_OPTION_ARG_STRING, &asked.text, N_ ("what was answered or done"), "TEXT" },
    { "name", 0, 0, G_OPTION_ARG_STRING, &asked.name, N_ ("lead: its name (what was asked)"),
      "NAME" },
    { "to", 0, 0, G_OPTION_ARG_STRING, &asked.to, N_ ("pass: the park; raise: the tier"), "NAME" },
    { "on", 0, 0, G_OPTION_ARG_STRING, &asked.on, N_ ("the day on which it was done (today)"),
      "DATE" },
    { NULL },
  };

  if (!lf_cli_begin (cli, options, 0, 3, error))
    return FALSE;
  room = lf_store_handling_sync (cli->store, &cli->today, error);
  if (room == NULL)
    return FALSE;
  if (cli->n_args == 0)
    return list_open (cli, &room->desk, course, error);
  act = lf_course_act (course, cli->args[0]);
  if (act != NULL)
    return act_on (cli, room, course, act, &asked, error);
  if (cli->n_args > 1)
    return lf_cli_call_error (error,
                              _ ("“%1$s” is nothing that is done here: see "
                                 "“landfall-cli help %2$s”."),
                              cli->args[0], entity);
  record = lf_cli_record_of (cli, course->entity, cli->args[0], error);
  return record != NULL && show (cli, &room->desk, course, record, error);
}

gboolean
lf_cmd_enquiry (LfCli *cli, GError **error)
{
  return run (cli, "enquiry", error);
}

gboolean
lf_cmd_cultivation (LfCli *cli, GError **error)
{
  return run (cli, "cultivation", error);
}
