/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Giving a view or a dashboard a name, and to the team. */

#pragma once

#include <adwaita.h>
#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_TYPE_VIEW_DIALOG (lf_view_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LfViewDialog, lf_view_dialog, LF, VIEW_DIALOG, AdwWindow)

/* @record: (nullable): the view to be renamed or shared; NULL: @view is new. A new one is shown
 * when it is saved. */
LfViewDialog *lf_view_dialog_new (GtkWindow *parent,
                                  LfAppContext *context,
                                  LfSavedView *view /* (transfer full) */,
                                  LfRecord *record);

/* The same of what has a name and is shared or not: a view, a dashboard. @draft as it is to be */
LfViewDialog *lf_view_dialog_new_of (GtkWindow *parent,
                                     LfAppContext *context,
                                     LfRecord *draft /* (transfer full) */,
                                     LfRecord *record);

/* Commits what is different between @draft and @record and says so. */
void lf_view_commit_draft (LfAppContext *context, const LfRecord *draft, const LfRecord *record);
/* The same of @view and its record. */
void lf_view_commit_edits (LfAppContext *context, const LfSavedView *view, const LfRecord *record);
void lf_view_commit_delete (LfAppContext *context, const LfRecord *record);

G_END_DECLS
