/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialogs, each presented over a window. They commit by themselves and say so with a
 * toast. */

#pragma once

#include "lf-app-context.h"

G_BEGIN_DECLS

void
lf_move_dialog_present (GtkWindow *parent, LfAppContext *context, LfRecord *project, LfStage to);
/* @record: of an entity that can be done (lf-today.h) */
void lf_done_dialog_present (GtkWindow *parent, LfAppContext *context, LfRecord *record);
void lf_interaction_dialog_present (GtkWindow *parent, LfAppContext *context, LfRecord *project);
void lf_new_record_dialog_present (GtkWindow *parent,
                                   LfAppContext *context,
                                   const LfEntity *entity,
                                   LfRecord *related /* nullable: what it belongs to */);
void lf_capture_dialog_present (GtkWindow *parent, LfAppContext *context);
void lf_import_dialog_present (GtkWindow *parent, LfAppContext *context);
void lf_export_dialog_present (GtkWindow *parent, LfAppContext *context, LfQuery *query);
void lf_backups_dialog_present (GtkWindow *parent, LfAppContext *context);
void lf_field_history_dialog_present (GtkWindow *parent,
                                      LfAppContext *context,
                                      LfRecord *record,
                                      const LfField *field);
void lf_transfer_dialog_present (GtkWindow *parent, LfAppContext *context, LfRecord *project);
void lf_search_dialog_present (GtkWindow *parent, LfAppContext *context);
void lf_account_dialog_present (GtkWindow *parent, LfAppContext *context);
void lf_sign_in_dialog_present (GtkWindow *parent, LfAppContext *context);
void lf_preferences_window_present (GtkWindow *parent, LfAppContext *context);
void lf_carry_dialog_present (GtkWindow *parent, LfAppContext *context);

G_END_DECLS
