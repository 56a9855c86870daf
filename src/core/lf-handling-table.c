/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Problems: the clocks of places, and the acts. */

#include "config.h"

#include "lf-handling.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* domain.md §7. Where a source is silent:
 * - of kinds it does not tell apart, the days it gives for all of them, or for ordinary ones;
 * - of the objection and of asking for an extension, 1 day: Quanzhou's, the only ones published;
 * - of the dispatch in Changchun, the same day: its enquiries are to be closed within 1 day, which
 *   leaves no other; of ordinary ones there, 15 days: the longest it gives;
 * - of a first answer and of co-handlers nothing is asked. */
static const LfHandlingClock clocks[] = {
  { .key = "quanzhou",
    .dispatch = 0,
    .close = { 7, 7, 7 },
    .co = 3,
    .objection = 1,
    .ahead = 1,
    .source = "W28" },
  { .key = "xuchang",
    .dispatch = 3,
    .close = { 15, 15, 30 },
    .objection = 1,
    .ahead = 1,
    .source = "W29" },
  { .key = "changchun",
    .dispatch = 0,
    .close = { 1, 15, 15 },
    .answer = 3,
    .objection = 1,
    .ahead = 1,
    .source = "W30" },
};

const LfHandlingClock *
lf_handling_clocks (guint *ret_n)
{
  *ret_n = G_N_ELEMENTS (clocks);
  return clocks;
}

const LfHandlingClock *
lf_handling_clock (const LfRecord *zone)
{
  const char *key = zone == NULL ? NULL : lf_record_get (zone, "problem_clock");

  for (guint i = 0; i < G_N_ELEMENTS (clocks); i++)
    if (g_strcmp0 (clocks[i].key, key) == 0)
      return &clocks[i];
  return &clocks[0];
}

#define IN_WORK "dispatched|handling"
#define ASKS_TEXT LF_HANDLING_ASKS_TEXT
#define TAKES_TEXT LF_HANDLING_TAKES_TEXT
#define TAKES_FILE LF_HANDLING_TAKES_FILE

/* clang-format off */
static const LfHandlingActRule acts[LF_N_HANDLING_ACTS] = {
  [LF_HANDLING_ACT_DISPATCH] = { "dispatch", N_ ("Dispatch"), N_ ("Remark"), "collected|refused", "dispatched",
    "dispatched_on", NULL, "dispatch", LF_HANDLING_ASKS_DEPARTMENT | TAKES_TEXT },
  [LF_HANDLING_ACT_ACCEPT] = { "accept", N_ ("Accept"), N_ ("Note"), "dispatched", "handling",
    "accepted_on", NULL, "acceptance", TAKES_TEXT },
  [LF_HANDLING_ACT_OBJECT] = { "object", N_ ("Object"), N_ ("Reason"), "dispatched", "collected",
    "objected_on", "objection", "objection", ASKS_TEXT },
  [LF_HANDLING_ACT_NOTE] = { "note", N_ ("Note Progress"), N_ ("Note"), LF_HANDLING_OPEN_STATES, NULL,
    NULL, NULL, "note", ASKS_TEXT | TAKES_FILE },
  [LF_HANDLING_ACT_ANSWER] = { "answer", N_ ("Give a First Answer"), N_ ("Answer"), IN_WORK, NULL,
    "answered_on", NULL, "answer", ASKS_TEXT | TAKES_FILE },
  [LF_HANDLING_ACT_CO] = { "co-part", N_ ("Co-Handlers Are Done"), N_ ("What they did"), IN_WORK, NULL,
    "co_done_on", NULL, "co_part", ASKS_TEXT | TAKES_FILE },
  [LF_HANDLING_ACT_EXTEND] = { "extend", N_ ("Extend"), N_ ("Reason"), IN_WORK, NULL,
    NULL, "extension_reason", "extension", ASKS_TEXT | LF_HANDLING_ASKS_DAY },
  [LF_HANDLING_ACT_ESCALATE] = { "escalate", N_ ("Escalate"), N_ ("Reason"), LF_HANDLING_OPEN_STATES, NULL,
    "escalated_on", NULL, "escalation", ASKS_TEXT | LF_HANDLING_TAKES_DECISION }, /* O6 */
  [LF_HANDLING_ACT_CLOSE] = { "close", N_ ("Close"), N_ ("Result"), IN_WORK, "closed",
    "closed_on", "result", "result", ASKS_TEXT | TAKES_FILE },
  [LF_HANDLING_ACT_CALL_BACK] = { "call-back", N_ ("Call Back"), N_ ("What the firm said"), "closed", NULL,
    "called_back_on", NULL, "call_back", LF_HANDLING_ASKS_SATISFACTION | TAKES_TEXT },
  [LF_HANDLING_ACT_SPOT_CHECK] = { "check", N_ ("Spot-Check"), N_ ("Finding"), "closed", NULL,
    NULL, NULL, "spot_check", ASKS_TEXT | TAKES_FILE },
  [LF_HANDLING_ACT_REOPEN] = { "reopen", N_ ("Reopen"), N_ ("Reason"), "closed", "handling",
    "reopened_on", NULL, "reopening", ASKS_TEXT },
};
/* clang-format on */

const LfHandlingActRule *
lf_handling_act_rule (LfHandlingAct act)
{
  return &acts[act];
}

const char *
lf_handling_act_label (LfHandlingAct act)
{
  return g_dgettext (GETTEXT_PACKAGE, acts[act].label);
}

gboolean
lf_handling_act_from_key (const char *key, LfHandlingAct *ret_act)
{
  for (guint i = 0; i < LF_N_HANDLING_ACTS; i++)
    if (strcmp (acts[i].key, key) == 0)
      {
        *ret_act = (LfHandlingAct) i;
        return TRUE;
      }
  return FALSE;
}
