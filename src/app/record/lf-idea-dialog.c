/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes a project idea a lead. */

#include "config.h"

#include "lf-idea-dialog.h"

#include "lf-idea.h"
#include "lf-may.h"
#include "lf-rows-dialog.h"

#include <glib/gi18n.h>

enum
{
  INVESTOR,
  OWNER,
};

gboolean
lf_idea_can_become_lead (LfAppContext *context, const LfRecord *record)
{
  const LfEntity *idea = lf_schema_find ("idea");

  return lf_record_entity (record) == idea && lf_record_get (record, "project") == NULL
         && g_strcmp0 (lf_record_get (record, "state"), "given_up") != 0
         && lf_may (context, idea->name, 'e') && lf_may (context, "project", 'c');
}

/* @user_data: the idea */
static LfChange *
make_lead (LfRowsDialog *dialog, gpointer user_data, GError **error)
{
  const LfDate today = lf_date_today ();
  const LfRecord *idea = user_data;
  gboolean is_owned = lf_record_get (idea, "owner") != NULL;

  return lf_idea_make_lead (idea, lf_rows_dialog_get (dialog, INVESTOR),
                            is_owned ? NULL : lf_rows_dialog_get (dialog, OWNER), &today, NULL,
                            error);
}

void
lf_idea_dialog_present (GtkWindow *parent, LfAppContext *context, const LfRecord *idea)
{
  g_autofree char *title = lf_record_title (idea);
  LfRowsDialog *dialog = lf_rows_dialog_new (parent, context, _ ("Make a Lead"), title);
  g_autoptr (LfRecord) draft = lf_record_new (lf_schema_find ("project"), NULL);

  lf_rows_dialog_add_group (dialog, _ ("Lead"),
                            _ ("Who invests, if it is known. Amount, park, industry, chain and the "
                               "next step come from the idea, which leads to the project."));
  lf_rows_dialog_add_row (dialog, draft, "enterprise", _ ("Investor"));
  if (lf_record_get (idea, "owner") == NULL)
    lf_rows_dialog_add_row (dialog, draft, "owner", /* title= */ NULL);
  lf_rows_dialog_present (dialog, _ ("The idea became a lead"), make_lead, lf_record_copy (idea),
                          (GDestroyNotify) lf_record_unref);
}
