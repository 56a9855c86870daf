/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the application share. */

#pragma once

#include "lf-application.h"

#include "lf-app-context.h"
#include "lf-backup-clock.h"
#include "lf-brief-clock.h"
#include "lf-screenshots.h"
#include "lf-search-provider.h"
#include "lf-window.h"

G_BEGIN_DECLS

struct _LfApplication
{
  AdwApplication parent_instance;
  char *folder;
  LfScreenshotOptions pictures; /* no folder: none are taken */
  LfAppContext *context;
  LfBackupClock *clock;
  LfBriefClock *brief;
  LfSearchProvider *search; /* (nullable): once it is on the bus */
  GQueue errands;           /* that wait for a window */
  AdwColorScheme scheme;    /* the colours chosen for this time; as preferred: none were */
  gboolean wants_window;    /* as soon as there is a store */
  gboolean is_held;         /* stays for the brief, without a window */
  gboolean was_erased;      /* the store that is opened next is empty for that */
  int status;
};

/* lf-application-preferences.c: what the application does about the preferences of its store */
void lf_application_follow_preferences (LfApplication *self);

/* lf-application-store.c: the store that is open, from its opening to its end */
/* Opens it, unless that is being done. */
void lf_application_begin (LfApplication *self);
LfWindow *lf_application_show_window (LfApplication *self); /* of the store that is open */
void lf_application_on_restore_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data);

/* lf-application-desktop.c: what the desktop asks for, done in the window as soon as there is one
 */
typedef void (*LfErrandFunc) (LfApplication *self, LfWindow *window, GVariant *parameters);
void lf_application_run_errands (LfApplication *self); /* as far as there is a window */
void lf_application_forget_errands (LfApplication *self);
void lf_application_open (GApplication *application, GFile **files, int n_files, const char *hint);
gboolean lf_application_dbus_register (GApplication *application,
                                       GDBusConnection *bus,
                                       const char *object_path,
                                       GError **error);
void lf_application_dbus_unregister (GApplication *application,
                                     GDBusConnection *bus,
                                     const char *object_path);

G_END_DECLS
