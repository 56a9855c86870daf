/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What firms are promised: what is due, what is done about one: promise. */

#include "config.h"

#include "lf-cli-output.h"
#include "lf-cmd.h"
#include "lf-store-promises.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  char *amount, *reason, *evidence, *on; /* (nullable) */
} PromiseOptions;

static void
promise_options_clear (PromiseOptions *self)
{
  g_free (self->amount);
  g_free (self->reason);
  g_free (self->evidence);
  g_free (self->on);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PromiseOptions, promise_options_clear)

static const LfEntity *
promises (void)
{
  return lf_schema_find ("promise");
}

/* ---- What is printed ---- */

static JsonObject *
make_object (const LfPromiseDesk *desk, const LfPromise *promise)
{
  JsonObject *object = lf_json_record (promise->record);
  JsonArray *acts = json_array_new ();
  LfPromiseTerm term = lf_promise_next (desk, promise);
  LfDate due = lf_promise_due (desk, promise, term);
  g_autofree char *day = due.year == 0 ? NULL : lf_date_to_canonical (&due);
  g_autofree char *clock = lf_promise_tell (desk, promise, term);
  LfMoney rest;
  gboolean has_rest = lf_promise_rest (promise->record, &rest);
  g_autofree char *left = has_rest ? lf_money_to_canonical (&rest) : NULL;

  for (LfPromiseAct act = 0; act < LF_N_PROMISE_ACTS; act++)
    if (lf_promise_may (promise, act))
      json_array_add_string_element (acts, lf_promise_act_rule (act)->key);
  json_object_set_string_member (object, "clock_state",
                                 lf_handling_state_key (lf_promise_judge (desk, promise, term)));
  json_object_set_string_member (object, "clock", clock == NULL ? "" : clock);
  json_object_set_string_member (object, "due", day == NULL ? "" : day);
  json_object_set_string_member (object, "left", left == NULL ? "" : left);
  json_object_set_array_member (object, "acts", acts);
  return object;
}

static gboolean
list_open (LfCli *cli, const LfPromiseSheet *sheet)
{
  g_autoptr (LfTable) table
      = lf_table_new (_ ("Promise"), _ ("Enterprise"), _ ("Amount promised"), _ ("Amount paid"),
                      _ ("State"), _ ("Clock"), _ ("Id"), NULL);
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  json_node_take_array (node, array);
  for (guint i = 0; i < sheet->promises->len; i++)
    {
      const LfRecord *record = sheet->promises->pdata[i];
      const LfPromise promise = lf_promise_sheet_find (sheet, record);
      g_autofree char *title = lf_record_title (record);
      g_autofree char *firm = lf_record_format (record, "enterprise");
      g_autofree char *amount = lf_record_format (record, "amount");
      g_autofree char *paid = lf_record_format (record, "amount_paid");
      g_autofree char *state = lf_record_format (record, "state");
      g_autofree char *clock
          = lf_promise_tell (&sheet->desk, &promise, lf_promise_next (&sheet->desk, &promise));

      json_array_add_object_element (array, make_object (&sheet->desk, &promise));
      lf_table_add (table, title, firm, amount, paid, state, clock == NULL ? "" : clock,
                    lf_record_id (record), NULL);
    }
  if (cli->json)
    {
      lf_cli_print_json (node);
      return TRUE;
    }
  json_node_unref (node);
  if (sheet->promises->len == 0)
    lf_cli_print_line (_ ("No promise is open."));
  else
    lf_table_print (table);
  return TRUE;
}

/* ---- The verb ---- */

/* (transfer full) (nullable) */
static LfPromiseSheet *
read_sheet (LfCli *cli, const char *id, GError **error)
{
  g_autoptr (LfRecord) record = lf_cli_record_of (cli, "promise", id, error);

  return record == NULL
             ? NULL
             : lf_store_promises_sync (cli->store, lf_record_id (record), &cli->today, error);
}

static gboolean
show (LfCli *cli, const char *id, GError **error)
{
  g_autoptr (LfPromiseSheet) sheet = read_sheet (cli, id, error);
  g_autofree char *title = NULL;
  g_autofree char *state = NULL;
  g_autofree char *way = NULL;
  LfPromise promise;

  if (sheet == NULL)
    return FALSE;
  promise = lf_promise_sheet_find (sheet, sheet->promises->pdata[0]);
  if (cli->json)
    {
      lf_cli_print_object (make_object (&sheet->desk, &promise));
      return TRUE;
    }
  title = lf_record_title (promise.record);
  state = lf_record_format (promise.record, "state");
  way = lf_promise_tell_way (promise.record);
  lf_cli_print_line ("%s · %s", title, state);
  for (LfPromiseTerm term = 0; term < LF_N_PROMISE_TERMS; term++)
    {
      g_autofree char *clock = lf_promise_tell (&sheet->desk, &promise, term);

      if (clock != NULL)
        lf_cli_print_line ("%s", clock);
    }
  if (*way != '\0')
    lf_cli_print_line ("%s", way);
  return lf_cli_print_steps (cli, "promise_step", promise.record, error);
}

/* The strings live in @values. */
static gboolean
read_word (LfCli *cli,
           const PromiseOptions *options,
           LfPromiseWord *word,
           GPtrArray *values,
           GError **error)
{
  const char *text = cli->n_args > 2 ? cli->args[2] : options->reason;
  char *clean = text == NULL ? NULL : lf_text_clean (text), *amount = NULL, *file = NULL;

  g_ptr_array_add (values, clean);
  word->text = clean;
  if (options->amount != NULL
      && !lf_cli_value (cli, lf_entity_field (promises (), "amount"), options->amount, &amount,
                        error))
    return FALSE;
  g_ptr_array_add (values, amount);
  word->amount = amount;
  if (options->evidence != NULL)
    {
      file = lf_store_add_file_sync (cli->store, options->evidence, error);
      if (file == NULL)
        return FALSE;
    }
  g_ptr_array_add (values, file);
  word->file = file;
  return TRUE;
}

static gboolean
act_on (LfCli *cli, const PromiseOptions *options, LfPromiseAct act, GError **error)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (LfPromiseSheet) sheet = NULL;
  g_autoptr (LfRecord) after = NULL;
  g_autoptr (LfChange) change = NULL;
  LfPromiseWord word = { NULL };
  LfPromise promise;

  if (cli->n_args < 2)
    return lf_cli_call_error (error, _ ("Name the promise, by its id or its beginning."));
  sheet = read_sheet (cli, cli->args[1], error);
  if (sheet == NULL || !read_word (cli, options, &word, values, error)
      || (options->on != NULL && !lf_cli_date (cli, options->on, &sheet->desk.today, error)))
    return FALSE;
  word.by = sheet->account;
  promise = lf_promise_sheet_find (sheet, sheet->promises->pdata[0]);
  change = lf_promise_act (&sheet->desk, &promise, act, &word, error);
  if (change == NULL || !lf_store_commit_sync (cli->store, change, error))
    return FALSE;
  after = lf_store_load_sync (cli->store, promises (), lf_record_id (promise.record), error);
  if (after == NULL)
    return FALSE;
  promise.record = after;
  if (cli->json)
    lf_cli_print_object (make_object (&sheet->desk, &promise));
  else
    {
      g_autofree char *clock
          = lf_promise_tell (&sheet->desk, &promise, lf_promise_next (&sheet->desk, &promise));

      lf_cli_print_line ("%s", change->label);
      if (clock != NULL)
        lf_cli_print_line ("%s", clock);
    }
  return TRUE;
}

static gboolean
run (LfCli *cli, const PromiseOptions *options, GError **error)
{
  LfPromiseAct act;

  if (cli->n_args == 0)
    {
      g_autoptr (LfPromiseSheet) sheet
          = lf_store_promises_sync (cli->store, /* promise= */ NULL, &cli->today, error);

      return sheet != NULL && list_open (cli, sheet);
    }
  if (lf_promise_act_from_key (cli->args[0], &act))
    return act_on (cli, options, act, error);
  return cli->n_args == 1 ? show (cli, cli->args[0], error)
                          : lf_cli_call_error (error,
                                               _ ("“%s” is nothing that is done to a promise: see "
                                                  "“landfall-cli help promise”."),
                                               cli->args[0]);
}

gboolean
lf_cmd_promise (LfCli *cli, GError **error)
{
  g_auto (PromiseOptions) given = { 0 };
  const GOptionEntry options[] = {
    { "amount", 0, 0, G_OPTION_ARG_STRING, &given.amount,
      N_ ("approve: how much; pay: how much of it (all that is left)"), "MONEY" },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &given.reason, N_ ("refuse, reopen: why"), "TEXT" },
    { "evidence", 0, 0, G_OPTION_ARG_FILENAME, &given.evidence,
      N_ ("apply, approve, pay, note: a file that shows it"), "FILE" },
    { "on", 0, 0, G_OPTION_ARG_STRING, &given.on, N_ ("the day it was done (today)"), "DATE" },
    { NULL },
  };

  return lf_cli_begin (cli, options, 0, 3, error) && run (cli, &given, error);
}
