/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every page is given: the store, the sync service, and the way to other pages. */

#pragma once

#include <gtk/gtk.h>
#include "lf-preferences.h"
#include "lf-recents.h"
#include "lf-store.h"
#include "lf-sync.h"

G_BEGIN_DECLS

#define LF_TYPE_APP_CONTEXT (lf_app_context_get_type ())
G_DECLARE_FINAL_TYPE (LfAppContext, lf_app_context, LF, APP_CONTEXT, GObject)

LfAppContext *lf_app_context_new (LfStore *store);

LfStore *lf_app_context_store (LfAppContext *self);             /* (transfer none) */
LfSyncService *lf_app_context_sync (LfAppContext *self);        /* (transfer none) */
LfRecents *lf_app_context_recents (LfAppContext *self);         /* (transfer none) */
LfPreferences *lf_app_context_preferences (LfAppContext *self); /* (transfer none) */

/**
 * LfAppContext::open-record: (entity name, id)
 * LfAppContext::open-list: (entity name, filter text, title): a list behind a figure
 * LfAppContext::show-view: (view name, see lf-view.h)
 * LfAppContext::show-schedule: (id of a project)
 * LfAppContext::show-report: (name): among the charts
 * LfAppContext::toast: (text, can be undone): "Saved", with an Undo button when the newest change
 * can be taken back
 * LfAppContext::signed-in: somebody signed in to a server, perhaps in another role, or out of it
 *
 * The window answers them; pages only ask.
 */
void lf_app_context_open_record (LfAppContext *self, const char *entity, const char *id);
void lf_app_context_open_list (LfAppContext *self,
                               const char *entity,
                               const char *filter,
                               const char *title);
void lf_app_context_show_view (LfAppContext *self, const char *view);
void lf_app_context_show_schedule (LfAppContext *self, const char *project);
void lf_app_context_show_report (LfAppContext *self, const char *name);
void lf_app_context_tell_signed_in (LfAppContext *self);
void lf_app_context_toast (LfAppContext *self, const char *text, gboolean has_undo);

/* Commits @change; a toast tells how it ended. @done: (nullable): what it then says, beside Undo;
 * NULL: nothing, for it is seen */
void lf_app_context_commit (LfAppContext *self, LfChange *change, const char *done);

/* Takes the focus out of @part, before that goes or takes no more input: an entry in it is not told
 * otherwise, and warns. */
void lf_app_leave (GtkWidget *part);

G_END_DECLS
