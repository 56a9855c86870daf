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

GPtrArray *
lf_rules_check (const LfRecord *before, const LfRecord *after, gboolean undoing)
{
  const LfEntity *entity = lf_record_entity (after);
  GPtrArray *problems = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_problem_free);

  for (guint i = 0; entity->fields[i].name != NULL; i++)
    {
      const LfField *field = &entity->fields[i];
      const char *value = lf_record_get_at (after, i);

      if (before != NULL && g_strcmp0 (lf_record_get_at (before, i), value) == 0)
        continue;
      check_value (field, value, problems);
      if (!undoing && is_locked (entity, field, before))
        report_lock (before, field, problems);
    }
  if (entity->rule != NULL)
    entity->rule (before, after, undoing, problems);
  return problems;
}

/* The first line that fits a role and an entity decides; what no line allows is not allowed. */
/* clang-format off */
static const struct { const char *role, *entity, *actions; } permissions[] = {
  { "administrator", "*", "ced" },
  { "*", "zone", "" },
  { "*", "account", "" },
  { "zone_manager", "*", "ced" },
  { "park_manager", "*", "ced" },
  { "recruiter", "park", "c" }, /* a spreadsheet of leads names parks nobody has entered yet */
  { "*", "park", "" },
  { "recruiter", "*", "ced" },
  { "steward", "*", "ced" },
  { "department", "node", "e" },
  { "department", "land_case", "e" },
  { "department", "handover", "e" },
  { "department", "interaction", "c" },
};
/* clang-format on */

static gboolean
fits (const char *pattern, const char *word)
{
  return strcmp (pattern, "*") == 0 || strcmp (pattern, word) == 0;
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
