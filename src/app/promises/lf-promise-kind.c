/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A promise's way, its clock and what may be done about it. */

#include "config.h"

#include "lf-promise-kind.h"

#include "lf-promise-dialog.h"
#include "lf-schema-tables.h"

static gboolean
fits (const LfEntity *entity)
{
  return entity == &lf_entity_promise;
}

static void
read_async (LfStore *store,
            const LfRecord *record,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  const LfDate today = lf_date_today ();

  lf_store_promises_async (store, lf_record_id (record), &today, cancellable, callback, user_data);
}

static gpointer
read_finish (LfStore *store, GAsyncResult *result, GError **error)
{
  return lf_store_promises_finish (store, result, error);
}

static void
free_sheet (gpointer sheet)
{
  lf_promise_sheet_unref (sheet);
}

/* ---- The clock ---- */

static LfHandlingState
judge (gpointer sheet, LfRecord *record)
{
  const LfPromiseDesk *desk = &((LfPromiseSheet *) sheet)->desk;
  const LfPromise promise = lf_promise_sheet_find (sheet, record);

  return lf_promise_judge (desk, &promise, lf_promise_next (desk, &promise));
}

static char *
tell (gpointer sheet, LfRecord *record)
{
  const LfPromiseDesk *desk = &((LfPromiseSheet *) sheet)->desk;
  const LfPromise promise = lf_promise_sheet_find (sheet, record);

  return lf_promise_tell (desk, &promise, lf_promise_next (desk, &promise));
}

static char *
tell_way (gpointer sheet, LfRecord *record)
{
  return lf_promise_tell_way (record);
}

/* ---- Acts ---- */

static gboolean
may_act (LfAppContext *context, const LfEntity *entity)
{
  return lf_promise_may_act (context);
}

static GStrv
get_acts (gpointer sheet, LfRecord *record)
{
  g_autoptr (GStrvBuilder) acts = g_strv_builder_new ();
  const LfPromise promise = lf_promise_sheet_find (sheet, record);
  LfPromiseAct next = lf_promise_find_act (&promise);

  if (lf_promise_may (&promise, next))
    g_strv_builder_add (acts, lf_promise_act_rule (next)->key);
  for (LfPromiseAct act = 0; act < LF_N_PROMISE_ACTS; act++)
    if (act != next && lf_promise_may (&promise, act))
      g_strv_builder_add (acts, lf_promise_act_rule (act)->key);
  return g_strv_builder_end (acts);
}

static LfPromiseAct
find_act (const char *key)
{
  LfPromiseAct act = LF_N_PROMISE_ACTS;

  g_return_val_if_fail (lf_promise_act_from_key (key, &act), act);
  return act;
}

static const char *
leads_to (const LfEntity *entity, const char *act)
{
  return lf_promise_act_rule (find_act (act))->to;
}

static char *
make_button (const LfEntity *entity, const char *act)
{
  return lf_promise_act_button (find_act (act));
}

static void
present (
    GtkWindow *parent, LfAppContext *context, gpointer sheet, LfRecord *record, const char *act)
{
  lf_promise_dialog_present (parent, context, sheet, record, find_act (act));
}

const LfCourseKind lf_promise_kind
    = { fits,     read_async, read_finish, free_sheet, judge,       tell,
        tell_way, may_act,    get_acts,    leads_to,   make_button, present };
