/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a gap in a chain to a lead. */

#include "config.h"

#include "lf-chain.h"

#include "lf-error.h"
#include "lf-rules.h"

#include <glib/gi18n-lib.h>

LfRecord *
lf_chain_new_target (const LfChain *self, int segment)
{
  LfRecord *target = lf_record_new (lf_schema_find ("target"), NULL);

  lf_record_set (target, "chain", lf_record_id (self->record));
  if (segment >= 0)
    {
      const LfRecord *record = lf_chain_segment (self, (guint) segment)->record;

      lf_record_set (target, "segment", lf_record_id (record));
      lf_record_set (target, "reason", lf_record_get (record, "gap"));
    }
  return target;
}

/* Without a state it is being watched. */
gboolean
lf_target_is_open (const LfRecord *target)
{
  static const char *const open[] = { "watching", "contacted", NULL };
  const char *state = lf_record_get (target, "state");

  return lf_record_get (target, "project") == NULL
         && (state == NULL || g_strv_contains (open, state));
}

static void
fill (LfRecord *project, const char *field, const LfRecord *target, const char *from)
{
  const char *value = lf_record_get (target, from);

  if (value == NULL || lf_record_get (project, field) != NULL)
    return;
  lf_record_set (project, field, value);
  if (lf_entity_field (lf_record_entity (target), from)->target != NULL)
    {
      g_autofree char *shown = lf_record_format (target, from);

      lf_record_set_display (project, (guint) lf_entity_index (lf_record_entity (project), field),
                             shown);
    }
}

void
lf_target_fill_lead (const LfRecord *target, LfRecord *project)
{
  static const char *const same[] = { "name", "enterprise", "chain", "segment", "owner", "note" };
  static const char *const step[] = { "next_step", "next_step_date" };
  gboolean has_step = lf_record_get (project, "next_step") != NULL
                      || lf_record_get (project, "next_step_date") != NULL;

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    fill (project, same[i], target, same[i]);
  for (guint i = 0; i < G_N_ELEMENTS (step) && !has_step; i++)
    fill (project, step[i], target, step[i]);
  fill (project, "content", target, "reason");
  if (lf_record_get (project, "promotion_type") == NULL)
    lf_record_set (project, "promotion_type", "industry_chain");
}

void
lf_target_win (const LfRecord *target, const LfRecord *project, LfChange *change)
{
  lf_change_edit (change, target, "state", "won");
  lf_change_edit (change, target, "project", lf_record_id (project));
}

LfChange *
lf_target_make_lead (const LfRecord *target,
                     const LfDate *today,
                     char **ret_project,
                     GError **error)
{
  g_autofree char *title = lf_record_title (target);
  g_autofree char *label = g_strdup_printf (_ ("Lead from the target “%s”"), title);
  g_autoptr (LfRecord) project = NULL;
  LfChange *change;

  if (lf_record_get (target, "project") != NULL)
    {
      g_autofree char *became = lf_record_format (target, "project");

      g_set_error (error, LF_ERROR, LF_ERROR_INVALID, _ ("“%1$s” is a project already: %2$s."),
                   title, became);
      return NULL;
    }
  project = lf_record_new (lf_schema_find ("project"), NULL);
  lf_target_fill_lead (target, project);
  lf_rules_fill_new (project, today);
  change = lf_change_new (label);
  lf_change_create (change, project);
  lf_target_win (target, project, change);
  if (ret_project != NULL)
    *ret_project = g_strdup (lf_record_id (project));
  return change;
}
