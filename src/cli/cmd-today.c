/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What asks for somebody today: today. */

#include "config.h"

#include "lf-cli-output.h"
#include "lf-cmd.h"
#include "lf-store-today.h"

#include <glib/gi18n.h>

static JsonObject *
make_item (const LfTodayItem *item)
{
  JsonObject *object = json_object_new ();
  g_autofree char *date = item->date.year == 0 ? NULL : lf_date_to_canonical (&item->date);

  lf_json_set_text (object, "kind", lf_today_key (item->kind));
  lf_json_set_text (object, "entity", item->entity);
  lf_json_set_text (object, "id", item->id);
  lf_json_set_text (object, "title", item->title);
  lf_json_set_text (object, "why", item->why);
  lf_json_set_text (object, "date", date);
  lf_json_set_text (object, "next_step", item->step);
  lf_json_set_text (object, "enterprise", item->enterprise);
  lf_json_set_text (object, "owner", item->owner);
  return object;
}

static void
print_json (const LfToday *today)
{
  JsonObject *object = json_object_new (), *counts = json_object_new ();
  JsonArray *items = json_array_new ();

  for (int kind = 0; kind < LF_N_TODAY_KINDS; kind++)
    json_object_set_int_member (counts, lf_today_key ((LfTodayKind) kind), today->counts[kind]);
  for (guint i = 0; i < today->items->len; i++)
    json_array_add_object_element (items, make_item (today->items->pdata[i]));
  json_object_set_object_member (object, "counts", counts);
  json_object_set_array_member (object, "items", items);
  lf_cli_print_object (object);
}

static void
print_kind (const LfToday *today, LfTodayKind kind)
{
  g_autoptr (LfTable) table
      = lf_table_new (_ ("Title"), _ ("Why"), _ ("Next step"), _ ("Owner"), _ ("Id"), NULL);

  if (today->counts[kind] == 0)
    return;
  lf_cli_print_line ("%s (%u)", lf_today_label (kind), today->counts[kind]);
  for (guint i = 0; i < today->items->len; i++)
    {
      const LfTodayItem *item = today->items->pdata[i];

      if (item->kind == kind)
        lf_table_add (table, item->title, item->why, item->step == NULL ? "" : item->step,
                      item->owner == NULL ? "" : item->owner, item->id, NULL);
    }
  lf_table_print (table);
}

gboolean
lf_cmd_today (LfCli *cli, GError **error)
{
  gboolean is_all = FALSE;
  g_autofree char *on = NULL;
  const GOptionEntry options[] = {
    { "all", 0, 0, G_OPTION_ARG_NONE, &is_all, N_ ("Everyone's, not only what is yours"), NULL },
    { "on", 0, 0, G_OPTION_ARG_STRING, &on, N_ ("The day to look at, instead of today"), "DATE" },
    { NULL },
  };
  g_autoptr (LfToday) today = NULL;
  g_autofree char *brief = NULL;
  LfDate day;

  if (!lf_cli_begin (cli, options, 0, 0, error))
    return FALSE;
  day = cli->today;
  if (on != NULL && !lf_date_parse (on, &day, error))
    return FALSE;
  if (day.day == 0)
    return lf_cli_call_error (error, _ ("“%s” is not a day."), on);
  today = lf_store_today_sync (cli->store, is_all ? LF_TODAY_EVERYONES : LF_TODAY_MINE,
                               LF_TODAY_MOST, &day, error);
  if (today == NULL)
    return FALSE;
  if (cli->json)
    {
      print_json (today);
      return TRUE;
    }
  brief = lf_today_brief (today->counts);
  lf_cli_print_line ("%s", brief == NULL ? _ ("Nothing is due.") : brief);
  for (int kind = 0; kind < LF_N_TODAY_KINDS; kind++)
    print_kind (today, (LfTodayKind) kind);
  return TRUE;
}
