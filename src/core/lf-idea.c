/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From an idea to a lead. */

#include "config.h"

#include "lf-idea.h"

#include "lf-error.h"
#include "lf-rules.h"
#include "lf-schema-tables.h"

#include <glib/gi18n-lib.h>

static LfRecord *
make_lead (const LfRecord *idea, const char *enterprise, const char *by, const LfDate *today)
{
  static const char *const same[]
      = { "name",    "park",  "industry",  "chain",          "segment", "total_investment",
          "content", "owner", "next_step", "next_step_date", "note" };
  LfRecord *lead = lf_record_new (&lf_entity_project, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    lf_record_set (lead, same[i], lf_record_get (idea, same[i]));
  if (lf_record_get (idea, "owner") == NULL)
    lf_record_set (lead, "owner", by);
  lf_record_set (lead, "enterprise", enterprise);
  lf_record_set (lead, "promotion_type", "concept");
  lf_rules_fill_new (lead, today);
  return lead;
}

LfChange *
lf_idea_make_lead (const LfRecord *idea,
                   const char *enterprise,
                   const char *by,
                   const LfDate *today,
                   char **ret_project,
                   GError **error)
{
  g_autofree char *title = lf_record_title (idea);
  g_autofree char *label = g_strdup_printf (_ ("Lead from the idea “%s”"), title);
  g_autoptr (LfRecord) lead = NULL;
  LfChange *change;

  if (lf_record_get (idea, "project") != NULL)
    {
      g_set_error (error, LF_ERROR, LF_ERROR_REFUSED,
                   _ ("“%s” became a lead already: open its project."), title);
      return NULL;
    }
  if (g_strcmp0 (lf_record_get (idea, "state"), "given_up") == 0)
    {
      g_set_error (error, LF_ERROR, LF_ERROR_REFUSED,
                   _ ("“%s” was given up: take it up again first, by its state."), title);
      return NULL;
    }
  lead = make_lead (idea, enterprise, by, today);
  change = lf_change_new (label);
  lf_change_create (change, lead);
  lf_change_edit (change, idea, "state", "lead");
  lf_change_edit (change, idea, "project", lf_record_id (lead));
  if (ret_project != NULL)
    *ret_project = g_strdup (lf_record_id (lead));
  return change;
}
