/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a handover slip may become, and what of it may be written when. */

#include "config.h"

#include "lf-handover.h"

#include "lf-rules.h"
#include "lf-schema-tables.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define STATE "state"

/* ---- What goes with a project ---- */

static const char *const preset_items[] = {
  N_ ("Agreements and their supplements"),    N_ ("List of contacts on both sides"),
  N_ ("List of promises and who keeps them"), N_ ("Minutes of the talks"),
  N_ ("Approval or filing of the project"),   N_ ("Land and permit papers"),
  N_ ("Open problems and what was tried"),
};

char *
lf_handover_preset_items (void)
{
  const char *items[G_N_ELEMENTS (preset_items) + 1] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (preset_items); i++)
    items[i] = _ (preset_items[i]);
  return lf_set_join (items);
}

char *
lf_handover_escort_until (const LfDate *accepted)
{
  LfDate end = lf_date_add_days (accepted, LF_ESCORT_DAYS);

  return lf_date_to_canonical (&end);
}

/* ---- What may follow what ---- */

static const struct
{
  const char *from, *to;
} moves[] = {
  { LF_HANDOVER_PREPARED, LF_HANDOVER_GIVEN },
  { LF_HANDOVER_GIVEN, LF_HANDOVER_ACCEPTED },
  { LF_HANDOVER_GIVEN, LF_HANDOVER_REFUSED },
  { LF_HANDOVER_GIVEN, LF_HANDOVER_PREPARED }, /* taken back */
};

/* A slip that says one thing with its state and another with its signatures is what comes out when
 * two people act apart: one accepts what the other takes back. */
static const struct
{
  const char *state, *field;
  gboolean is_needed; /* else it must be blank */
  const char *message;
} marks[] = {
  { LF_HANDOVER_PREPARED, "giver_signed_on", FALSE,
    N_ ("“%s” is not given, so the giver has not signed it.") },
  { LF_HANDOVER_PREPARED, "taker_signed_on", FALSE,
    N_ ("“%s” was not given, or it was taken back: there is nothing to accept.") },
  { LF_HANDOVER_PREPARED, "refusal_reason", FALSE,
    N_ ("“%s” was not given, or it was taken back: there is nothing to refuse.") },
  { LF_HANDOVER_GIVEN, "giver_signed_on", TRUE,
    N_ ("“%s” lacks the signature of the giver: giving is signing.") },
  { LF_HANDOVER_GIVEN, "taker_signed_on", FALSE,
    N_ ("“%s” waits for an answer: the taker signs by accepting it.") },
  { LF_HANDOVER_GIVEN, "refusal_reason", FALSE,
    N_ ("“%s” waits for an answer: a reason against it goes with refusing it.") },
  { LF_HANDOVER_ACCEPTED, "giver_signed_on", TRUE,
    N_ ("“%s” was accepted on the giver's signature, which cannot be taken off it any more.") },
  { LF_HANDOVER_ACCEPTED, "taker_signed_on", TRUE,
    N_ ("“%s” is accepted with the signature of the taker, which is missing.") },
  { LF_HANDOVER_ACCEPTED, "refusal_reason", FALSE,
    N_ ("“%s” was accepted, so it cannot be refused any more.") },
  { LF_HANDOVER_REFUSED, "taker_signed_on", FALSE,
    N_ ("“%s” was refused, so it cannot be accepted any more.") },
  { LF_HANDOVER_REFUSED, "refusal_reason", TRUE, N_ ("“%s” is refused with a reason.") },
};

static const char *const answers[] = {
  STATE,          "given_on", "accepted_on", "giver_signed_on", "taker_signed_on", "refusal_reason",
  "escort_until", NULL,
};

static gboolean
is_changed (const LfRecord *before, const LfRecord *after, const char *field)
{
  return g_strcmp0 (lf_record_get (before, field), lf_record_get (after, field)) != 0;
}

static void
add_problem (GPtrArray *problems,
             const LfRecord *slip,
             const char *field,
             const char *reason,
             const char *format)
{
  g_autofree char *title = lf_record_title (slip);

  g_ptr_array_add (problems, lf_problem_new (field, reason, g_strdup_printf (format, title)));
}

static gboolean
is_answered (const LfRecord *before, const LfRecord *after)
{
  for (guint i = 0; answers[i] != NULL; i++)
    if (is_changed (before, after, answers[i]))
      return TRUE;
  return FALSE;
}

/* lf_rules_check() asks for it itself. */
static gboolean
is_asked_for (const LfRecord *slip, const char *field, const char *state)
{
  const char *needed = lf_entity_field (lf_record_entity (slip), field)->needed;

  return needed != NULL && g_str_has_prefix (needed, STATE "=")
         && strcmp (needed + strlen (STATE "="), state) == 0;
}

static void
check_marks (const LfRecord *after, gboolean undoing, GPtrArray *problems)
{
  const char *state = lf_record_get (after, STATE);

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      gboolean is_there = lf_record_get (after, marks[i].field) != NULL;

      if (g_strcmp0 (state, marks[i].state) != 0 || is_there == marks[i].is_needed
          || (marks[i].is_needed && !undoing && is_asked_for (after, marks[i].field, state)))
        continue;
      add_problem (problems, after, marks[i].field, marks[i].is_needed ? "needed" : "state",
                   _ (marks[i].message));
    }
}

char *
lf_handover_tell_move (const LfRecord *slip, const char *to)
{
  const LfField *field = lf_entity_field (lf_record_entity (slip), STATE);
  const char *from = lf_record_get (slip, STATE);
  g_autofree char *title = lf_record_title (slip);
  g_autofree char *was = lf_record_format (slip, STATE);
  g_autofree char *is = lf_field_format (field, to);

  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    if (g_strcmp0 (from, moves[i].from) == 0 && g_strcmp0 (to, moves[i].to) == 0)
      return NULL;
  return g_strdup_printf (_ ("“%1$s” is “%2$s” and cannot become “%3$s” from there."), title, was,
                          is);
}

static void
check_move (const LfRecord *before, const LfRecord *after, GPtrArray *problems)
{
  char *problem = !is_changed (before, after, STATE)
                      ? NULL
                      : lf_handover_tell_move (before, lf_record_get (after, STATE));

  if (problem != NULL)
    g_ptr_array_add (problems, lf_problem_new (STATE, "state", problem));
}

/* What was signed stays as it was signed. lf_rules_check() watches the accepted ones, but for
 * sets. */
static void
check_seal (const LfRecord *before, const LfRecord *after, GPtrArray *problems)
{
  const LfEntity *entity = lf_record_entity (after);
  const char *state = lf_record_get (before, STATE);

  if (strcmp (state, LF_HANDOVER_PREPARED) == 0)
    return;
  for (const LfField *field = entity->fields; field->name != NULL; field++)
    {
      g_autofree char *title = NULL;
      g_autofree char *shown = NULL;

      if (g_strv_contains (answers, field->name) || !is_changed (before, after, field->name)
          || (strcmp (state, entity->lock_value) == 0 && !lf_field_is_set (field)))
        continue;
      title = lf_record_title (before);
      shown = lf_record_format (before, STATE);
      g_ptr_array_add (
          problems, lf_problem_new (
                        field->name, "locked",
                        g_strdup_printf (_ ("%1$s of “%2$s” cannot be changed while it is “%3$s”."),
                                         lf_field_label (field), title, shown)));
    }
}

static void
check_people (const LfRecord *before, const LfRecord *after, GPtrArray *problems)
{
  const char *giver = lf_record_get (after, "giver");

  if (giver == NULL || g_strcmp0 (giver, lf_record_get (after, "taker")) != 0
      || (before != NULL && !is_changed (before, after, "giver")
          && !is_changed (before, after, "taker")))
    return;
  add_problem (problems, after, "taker", "invalid",
               _ ("Giver and taker of “%s” are one person: name somebody else to take it."));
}

/* A slip of somewhere else, from a spreadsheet or from before, is as it is; from then on each step
 * follows another. */
void
lf_handover_rule (const LfRecord *before,
                  const LfRecord *after,
                  gboolean undoing,
                  GPtrArray *problems)
{
  if (!undoing)
    check_people (before, after, problems);
  if (before == NULL || lf_record_get (before, STATE) == NULL)
    return;
  if (is_answered (before, after))
    check_marks (after, undoing, problems);
  if (undoing)
    return;
  check_move (before, after, problems);
  check_seal (before, after, problems);
}
