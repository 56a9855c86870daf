/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A problem's clock, and what may be done to it. */

#include "config.h"

#include "lf-handling-kind.h"

#include "lf-handling-dialog.h"
#include "lf-may.h"

#include <glib/gi18n.h>

static void
read_async (LfStore *store,
            const LfRecord *problem,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  const LfDate today = lf_date_today ();

  lf_store_handling_async (store, &today, cancellable, callback, user_data);
}

static gpointer
read_finish (LfStore *store, GAsyncResult *result, GError **error)
{
  return lf_store_handling_finish (store, result, error);
}

static void
free_sheet (gpointer sheet)
{
  lf_handling_room_unref (sheet);
}

/* ---- The clock ---- */

static LfHandlingState
judge (gpointer sheet, LfRecord *problem)
{
  const LfHandlingDesk *desk = &((LfHandlingRoom *) sheet)->desk;

  return lf_handling_judge (desk, problem, lf_handling_next (desk, problem));
}

static char *
tell (gpointer sheet, LfRecord *problem)
{
  const LfHandlingDesk *desk = &((LfHandlingRoom *) sheet)->desk;

  return lf_handling_tell (desk, problem, lf_handling_next (desk, problem));
}

static char *
tell_escalation (gpointer sheet, LfRecord *problem)
{
  const LfHandlingDesk *desk = &((LfHandlingRoom *) sheet)->desk;
  g_autofree char *why = lf_handling_propose_escalation (desk, problem);

  return why == NULL ? NULL : g_strdup_printf (_ ("Should be escalated: %s"), why);
}

/* ---- Acts ---- */

static gboolean
may_act (LfAppContext *context, const LfEntity *entity)
{
  return lf_may (context, entity->name, 'e') && lf_may (context, "problem_step", 'c');
}

/* What brings the problem on; of one that was called back, what that asks for. */
static LfHandlingAct
find_next (const LfRecord *problem)
{
  static const LfHandlingAct order[]
      = { LF_HANDLING_ACT_DISPATCH, LF_HANDLING_ACT_ACCEPT, LF_HANDLING_ACT_CLOSE };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (lf_handling_may (problem, order[i]))
      return order[i];
  if (g_strcmp0 (lf_record_get (problem, "satisfaction"), "dissatisfied") == 0)
    return LF_HANDLING_ACT_REOPEN;
  return lf_record_get (problem, "satisfaction") != NULL
                 && lf_handling_may (problem, LF_HANDLING_ACT_SPOT_CHECK)
             ? LF_HANDLING_ACT_SPOT_CHECK
             : LF_HANDLING_ACT_CALL_BACK;
}

static GStrv
get_acts (gpointer sheet, LfRecord *problem)
{
  g_autoptr (GStrvBuilder) acts = g_strv_builder_new ();
  LfHandlingAct next = find_next (problem);

  g_strv_builder_add (acts, lf_handling_act_rule (next)->key);
  for (LfHandlingAct act = 0; act < LF_N_HANDLING_ACTS; act++)
    if (act != next && lf_handling_may (problem, act))
      g_strv_builder_add (acts, lf_handling_act_rule (act)->key);
  return g_strv_builder_end (acts);
}

static LfHandlingAct
find_act (const char *key)
{
  LfHandlingAct act = LF_N_HANDLING_ACTS;

  g_return_val_if_fail (lf_handling_act_from_key (key, &act), act);
  return act;
}

static const char *
leads_to (const LfEntity *entity, const char *act)
{
  return lf_handling_act_rule (find_act (act))->to;
}

static char *
make_button (const LfEntity *entity, const char *act)
{
  return lf_course_button (lf_handling_act_label (find_act (act)));
}

static void
present (
    GtkWindow *parent, LfAppContext *context, gpointer sheet, LfRecord *problem, const char *act)
{
  lf_handling_dialog_present (parent, context, sheet, problem, find_act (act));
}

const LfCourseKind lf_handling_kind
    = { lf_handling_fits, read_async, read_finish, free_sheet, judge,       tell,
        tell_escalation,  may_act,    get_acts,    leads_to,   make_button, present };
