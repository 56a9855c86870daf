/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The checks every writer passes, and the permission table. */

#include "config.h"

#include "lf-rules.h"

#include "lf-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

LfProblem *
lf_problem_new (const char *field, const char *reason, char *message)
{
  LfProblem *self = g_new0 (LfProblem, 1);

  self->field = g_strdup (field);
  self->reason = g_strdup (reason);
  self->message = message;
  return self;
}

void
lf_problem_free (LfProblem *self)
{
  g_free (self->field);
  g_free (self->reason);
  g_free (self->message);
  g_free (self);
}

static void
check_value (const LfField *field, const char *value, GPtrArray *problems)
{
  g_autoptr (GError) error = NULL;

  if (value == NULL && (field->flags & LF_FIELD_REQUIRED))
    g_ptr_array_add (problems, lf_problem_new (field->name, "required",
                                               g_strdup_printf (_ ("%s must not be blank."),
                                                                lf_field_label (field))));
  else if (!lf_field_check (field, value, &error))
    g_ptr_array_add (problems, lf_problem_new (field->name, "invalid", g_strdup (error->message)));
}

static gboolean
is_locked (const LfEntity *entity, const LfField *field, const LfRecord *before)
{
  return before != NULL && entity->lock_field != NULL && !lf_field_is_set (field)
         && strcmp (field->name, entity->lock_field) != 0
         && g_strcmp0 (lf_record_get (before, entity->lock_field), entity->lock_value) == 0;
}

static void
report_lock (const LfRecord *before, const LfField *field, GPtrArray *problems)
{
  const LfEntity *entity = lf_record_entity (before);
  g_autofree char *title = lf_record_title (before);
  g_autofree char *state = lf_record_format (before, entity->lock_field);

  g_ptr_array_add (
      problems,
      lf_problem_new (field->name, "locked",
                      g_strdup_printf (_ ("%1$s of “%2$s” cannot be changed while it is “%3$s”."),
                                       lf_field_label (field), title, state)));
}

/* ---- What fields of one record ask of each other ---- */

static gboolean
is_changed (const LfRecord *before, const LfRecord *after, const char *field)
{
  return before == NULL
         || g_strcmp0 (lf_record_get (before, field), lf_record_get (after, field)) != 0;
}

/* A month is not before a day within it. FALSE where a date is missing or cannot be read: then
 * another check speaks, or none. */
static gboolean
is_before (const char *value, const char *first)
{
  LfDate date, first_date;

  if (value == NULL || first == NULL || !lf_date_from_canonical (value, &date)
      || !lf_date_from_canonical (first, &first_date))
    return FALSE;
  date = lf_date_last_day (&date);
  first_date = lf_date_first_day (&first_date);
  return lf_date_compare (&date, &first_date) < 0;
}

static void
report_order (const LfRecord *after,
              const LfField *field,
              const LfField *first,
              GPtrArray *problems)
{
  g_autofree char *shown = lf_record_format (after, field->name);
  g_autofree char *first_shown = lf_record_format (after, first->name);

  g_ptr_array_add (
      problems,
      lf_problem_new (field->name, "order",
                      g_strdup_printf (_ ("%1$s: “%2$s” must not be before %3$s, “%4$s”."),
                                       lf_field_label (field), shown, lf_field_label (first),
                                       first_shown)));
}

static void
check_order (const LfRecord *before,
             const LfRecord *after,
             const LfField *field,
             GPtrArray *problems)
{
  const LfField *first = lf_entity_field (lf_record_entity (after), field->after);

  if ((is_changed (before, after, field->name) || is_changed (before, after, first->name))
      && is_before (lf_record_get (after, field->name), lf_record_get (after, first->name)))
    report_order (after, field, first, problems);
}

static void
check_need (const LfRecord *before,
            const LfRecord *after,
            const LfField *field,
            GPtrArray *problems)
{
  g_auto (GStrv) need = g_strsplit (field->needed, "=", 2);
  const LfField *cause = lf_entity_field (lf_record_entity (after), need[0]);
  g_autofree char *shown = NULL;

  if (lf_record_get (after, field->name) != NULL
      || g_strcmp0 (lf_record_get (after, cause->name), need[1]) != 0
      || (!is_changed (before, after, field->name) && !is_changed (before, after, cause->name)))
    return;
  shown = lf_record_format (after, cause->name);
  g_ptr_array_add (
      problems,
      lf_problem_new (field->name, "needed",
                      g_strdup_printf (_ ("%1$s must not be blank while %2$s is “%3$s”."),
                                       lf_field_label (field), lf_field_label (cause), shown)));
}

static void
check_together (const LfRecord *before, const LfRecord *after, GPtrArray *problems)
{
  for (const LfField *field = lf_record_entity (after)->fields; field->name != NULL; field++)
    {
      if (field->after != NULL)
        check_order (before, after, field, problems);
      if (field->needed != NULL)
        check_need (before, after, field, problems);
    }
}

static guint
count_files (const LfRecord *record)
{
  const LfField *fields = lf_record_entity (record)->fields;
  guint n = 0;

  for (guint i = 0; fields[i].name != NULL; i++)
    if (fields[i].type == LF_VALUE_ATTACHMENT_SET)
      {
        g_auto (GStrv) files = lf_set_split (lf_record_get_at (record, i));

        n += g_strv_length (files);
      }
  return n;
}

/* Taking one away is always allowed: what two people added apart may be more together. */
static void
check_files (const LfRecord *before, const LfRecord *after, GPtrArray *problems)
{
  const LfField *field = lf_record_entity (after)->fields;
  guint n = count_files (after);
  g_autofree char *title = NULL;

  if (n <= LF_MAX_FILES || (before != NULL && n <= count_files (before)))
    return;
  while (field->type != LF_VALUE_ATTACHMENT_SET || !is_changed (before, after, field->name))
    field++;
  title = lf_record_title (after);
  g_ptr_array_add (
      problems, lf_problem_new (
                    field->name, "files",
                    g_strdup_printf (_ ("“%1$s” would have %2$u files, and a record holds at most "
                                        "%3$u: take one away first, or attach the file to "
                                        "another record."),
                                     title, n, (guint) LF_MAX_FILES)));
}

GPtrArray *
lf_rules_check (const LfRecord *before, const LfRecord *after, gboolean undoing)
{
  const LfEntity *entity = lf_record_entity (after);
  GPtrArray *problems = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_problem_free);

  for (guint i = 0; entity->fields[i].name != NULL; i++)
    {
      const LfField *field = &entity->fields[i];
      const char *value = lf_record_get_at (after, i);

      if (g_strcmp0 (before == NULL ? NULL : lf_record_get_at (before, i), value) == 0
          && (before != NULL || (field->flags & LF_FIELD_DERIVED)))
        continue;
      check_value (field, value, problems);
      if (field->stamp != LF_STAMP_NONE && (before != NULL || value != NULL))
        g_ptr_array_add (problems,
                         lf_problem_new (field->name, "stamp",
                                         g_strdup_printf (_ ("%s is written by the server alone."),
                                                          lf_field_label (field))));
      if (field->flags & LF_FIELD_DERIVED)
        g_ptr_array_add (
            problems,
            lf_problem_new (field->name, "derived",
                            g_strdup_printf (_ ("%s is worked out from other fields and cannot be "
                                                "written: change those instead."),
                                             lf_field_label (field))));
      if (!undoing && is_locked (entity, field, before))
        report_lock (before, field, problems);
    }
  if (!undoing)
    {
      check_together (before, after, problems);
      check_files (before, after, problems);
    }
  if (entity->rule != NULL)
    entity->rule (before, after, undoing, problems);
  return problems;
}

/* The first line that fits a role and an entity decides; what no line allows is not allowed.
 * An entity may be several, joined by "|". */
/* clang-format off */
static const struct { const char *role, *entity, *actions; } permissions[] = {
  { "administrator", "*", "cedms" },
  { "*", "zone|account", "" },
  { "intake", "project|enquiry|contact|enterprise", "c" }, /* a web site's form */
  { "intake", "*", "" },
  { "zone_manager", "*", "cedms" },
  /* what the zone decides, parks and their people go by */
  { "*", "custom_field|calendar_day|rule|exchange_rate|industry|fund|contest|policy|policy_clause", "" },
  { "*", "schedule_template|template_step", "" },
  /* an import and what it learnt are one change: who may import anything may save both */
  { "*", "saved_view|dashboard|heading_synonym", "ced" },
  /* everyone brings leads (L10), and says why one is not another */
  { "leader", "project|enterprise|contact|duplicate_verdict", "c" },
  { "department", "project|enterprise|contact|duplicate_verdict", "c" },
  { "leader", "comment", "c" },
  { "leader", "*", "s" },
  { "department", "node|land_case|handover|evaluation|promise|action|conflict", "e" },
  { "department", "incentive_finding", "ce" },
  { "department", "interaction|progress|visit|opinion|attachment", "c" },
  { "department", "promise_step", "c" },
  { "department", "problem|problem_step|plot|standard_land|land_document|comment", "ce" },
  { "department", "*", "" },
  { "park_manager", "campaign|award", "" },
  { "park_manager", "lamp_month", "cd" }, /* kept, and opened again; never written anew */
  { "park_manager", "claim", "c" }, /* two parks may be at odds over one: the zone decides */
  { "park_manager", "*", "ced" },
  /* a spreadsheet of leads names parks and teams nobody has entered yet */
  { "recruiter|steward", "park|team|chain|campaign", "c" },
  { "recruiter|steward", "segment|kit_item", "e" },
  { "*", "award|lamp_month|contest_group|goal|figure|rolling_list|list_entry|plot|expert", "" },
  { "*", "bulletin|bulletin_template|ledger", "" },
  { "recruiter|steward", "claim|opinion", "c" }, /* a manager decides them */
  { "recruiter|steward", "funds_arrival|evaluation|credit_share|attachment|transfer", "ce" },
  { "recruiter|steward", "rating", "c" }, /* who is rated brings it in and never changes it */
  { "recruiter|steward", "incentive_finding", "ce" },
  { "recruiter|steward", "*", "ced" },
};
/* clang-format on */

static gboolean
fits (const char *pattern, const char *word)
{
  gsize length = strlen (word);

  for (const char *p = pattern; p != NULL; p = strchr (p, '|') == NULL ? NULL : strchr (p, '|') + 1)
    if (strncmp (p, word, length) == 0 && (p[length] == '|' || p[length] == '\0'))
      return TRUE;
  return strcmp (pattern, "*") == 0;
}

gboolean
lf_rules_may (const char *role, const char *entity, char action)
{
  for (guint i = 0; i < G_N_ELEMENTS (permissions); i++)
    if (fits (permissions[i].role, role) && fits (permissions[i].entity, entity))
      return strchr (permissions[i].actions, action) != NULL;
  return FALSE;
}

void
lf_rules_fill_new (LfRecord *record, const LfDate *today)
{
  const LfEntity *entity = lf_record_entity (record);
  g_autofree char *date = lf_date_to_canonical (today);

  for (guint i = 0; entity->fields[i].name != NULL; i++)
    {
      const char *initial = entity->fields[i].initial;

      if (initial != NULL && lf_record_get_at (record, i) == NULL)
        lf_record_take_at (record, i, g_strdup (strcmp (initial, "today") == 0 ? date : initial));
    }
}
