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

LfChange *
lf_target_make_lead (const LfRecord *target,
                     const LfDate *today,
                     char **ret_project,
                     GError **error)
{
  static const char *const same[] = { "name",  "enterprise", "chain",          "segment",
                                      "owner", "next_step",  "next_step_date", "note" };
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
  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    lf_record_set (project, same[i], lf_record_get (target, same[i]));
  lf_record_set (project, "content", lf_record_get (target, "reason"));
  lf_record_set (project, "promotion_type", "industry_chain");
  lf_rules_fill_new (project, today);
  change = lf_change_new (label);
  lf_change_create (change, project);
  lf_change_edit (change, target, "state", "won");
  lf_change_edit (change, target, "project", lf_record_id (project));
  if (ret_project != NULL)
    *ret_project = g_strdup (lf_record_id (project));
  return change;
}
