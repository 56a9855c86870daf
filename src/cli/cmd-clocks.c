/* SPDX-License-Identifier: GPL-3.0-or-later */
/* clocks: the deadlines of a project, its own and the law's, and why its lamp is lit. */

#include "config.h"

#include "lf-cli-output.h"
#include "lf-cmd.h"
#include "lf-store-clocks.h"

#include <glib/gi18n.h>
#include <string.h>

/* ---- For programs ---- */

static JsonObject *
json_deadline (const char *key, const LfDeadline *deadline)
{
  JsonObject *object = json_object_new ();
  g_autofree char *text = lf_deadline_tell (deadline);

  json_object_set_string_member (object, "clock", key);
  json_object_set_string_member (object, "state", lf_deadline_state_key (deadline->state));
  lf_json_set_date (object, "from", &deadline->from);
  lf_json_set_date (object, "due", &deadline->due);
  lf_json_set_date (object, "done", &deadline->done);
  json_object_set_int_member (object, "days", deadline->days);
  json_object_set_string_member (object, "text", text);
  return object;
}

static JsonArray *
json_legs (const LfClocks *clocks)
{
  JsonArray *array = json_array_new ();

  for (guint leg = 0; leg < LF_N_LEGS; leg++)
    if (clocks->legs[leg].state != LF_DEADLINE_NONE)
      json_array_add_object_element (array,
                                     json_deadline (lf_leg_options[leg].key, &clocks->legs[leg]));
  return array;
}

static JsonArray *
json_statutes (const LfClocks *clocks)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < clocks->statutes->len; i++)
    {
      const LfStatuteClock *clock = clocks->statutes->pdata[i];
      JsonObject *object = json_deadline (lf_statute_key (clock->statute), &clock->deadline);

      json_object_set_string_member (object, "source", lf_statute_source (clock->statute));
      if (clock->land != NULL)
        json_object_set_string_member (object, "land_case", lf_record_id (clock->land));
      json_array_add_object_element (array, object);
    }
  return array;
}

static void
print_json (const LfClocks *clocks)
{
  JsonObject *object = json_object_new ();
  JsonObject *lamp = json_object_new ();
  g_autofree char *why = lf_lamp_tell (&clocks->lamp);

  if (clocks->lamp.lamp == LF_LAMP_NONE)
    json_object_set_null_member (lamp, "lamp");
  else
    json_object_set_string_member (lamp, "lamp", lf_lamp_key (clocks->lamp.lamp));
  lf_json_set_date (lamp, "since", &clocks->lamp.since);
  json_object_set_string_member (lamp, "why", why);
  json_object_set_string_member (object, "id", lf_record_id (clocks->project));
  json_object_set_array_member (object, "legs", json_legs (clocks));
  json_object_set_array_member (object, "law", json_statutes (clocks));
  json_object_set_object_member (object, "lamp", lamp);
  lf_cli_print_object (object);
}

/* ---- For people ---- */

static void
print_lamp (const LfLampVerdict *verdict)
{
  g_autofree char *why = lf_lamp_tell (verdict);
  g_autofree char *since = lf_lamp_tell_since (verdict);

  lf_cli_print_line (_ ("Lamp: %1$s. %2$s"), since != NULL ? since : lf_lamp_label (verdict->lamp),
                     why);
}

static void
print_text (const LfClocks *clocks)
{
  g_autofree char *title = lf_record_title (clocks->project);

  lf_cli_print_line ("%s", title);
  for (guint leg = 0; leg < LF_N_LEGS; leg++)
    if (clocks->legs[leg].state != LF_DEADLINE_NONE)
      {
        g_autofree char *text = lf_deadline_tell (&clocks->legs[leg]);

        lf_cli_print_line ("  %s", text);
      }
  for (guint i = 0; i < clocks->statutes->len; i++)
    {
      const LfStatuteClock *clock = clocks->statutes->pdata[i];
      g_autofree char *text = lf_deadline_tell (&clock->deadline);
      g_autofree char *land = clock->land == NULL ? NULL : lf_record_title (clock->land);

      lf_cli_print_line (land == NULL ? "  %1$s [%2$s]" : "  %3$s: %1$s [%2$s]", text,
                         lf_statute_source (clock->statute), land);
    }
  print_lamp (&clocks->lamp);
}

gboolean
lf_cmd_clocks (LfCli *cli, GError **error)
{
  g_autofree char *on = NULL;
  const GOptionEntry options[] = {
    { "on", 0, 0, G_OPTION_ARG_STRING, &on, N_ ("As of this day (today)"), "DATE" },
    { NULL },
  };
  g_autoptr (LfRecord) record = NULL;
  g_autoptr (LfClocks) clocks = NULL;
  LfDate today = cli->today;

  if (!lf_cli_begin (cli, options, 1, 1, error)
      || (on != NULL && !lf_cli_date (cli, on, &today, error)))
    return FALSE;
  today = lf_date_last_day (&today);
  record = lf_cli_live_record (cli, cli->args[0], error);
  if (record == NULL)
    return FALSE;
  if (lf_standing_role (lf_record_entity (record)) != LF_STANDING_ITSELF)
    {
      g_autofree char *title = lf_record_title (record);

      g_set_error (error, LF_ERROR, LF_ERROR_INVALID,
                   _ ("“%1$s” is a %2$s: only projects have clocks."), title,
                   lf_entity_label (lf_record_entity (record)));
      return FALSE;
    }
  clocks = lf_store_clocks_sync (cli->store, lf_record_id (record), &today, error);
  if (clocks == NULL)
    return FALSE;
  if (cli->json)
    print_json (clocks);
  else
    print_text (clocks);
  return TRUE;
}
