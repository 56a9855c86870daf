/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts of the window in a test's own process: a store with a project, a window to put them in,
 * and ways to use them. */

#pragma once

#include <adwaita.h>
#include "lf-app-context.h"

typedef struct
{
  char *folder;
  LfStore *store;
  LfAppContext *context;
  GtkWindow *window;
  char *enterprise; /* ids of what the store begins with: 天承生物, and its project */
  char *project;
  char *toast; /* (nullable): the last one */
} AppFixture;

void app_fixture_set_up (AppFixture *self, gconstpointer data);
void app_fixture_tear_down (AppFixture *self, gconstpointer data);
void app_init (int *argc, char ***argv); /* instead of g_test_init */

/* Turns the main loop until @condition holds; fails the test after a while. */
typedef gboolean (*AppCondition) (gpointer data);
void app_await (AppCondition condition, gpointer data);
void app_settle (void);               /* until nothing is left to be done at once */
gboolean app_is_gone (gpointer weak); /* AppCondition: the weak pointer is NULL */

LfRecord *app_load (AppFixture *self, const char *entity, const char *id);
/* (transfer full): the id of a new record with these values, and what a form begins with. */
char *app_add (AppFixture *self, const char *entity, const char *field, ...) G_GNUC_NULL_TERMINATED;
/* (transfer full) (nullable): of the project */
char *app_value (AppFixture *self, const char *field);
void app_await_value (AppFixture *self, const char *field, const char *value);
gboolean app_is_told (gpointer fixture); /* AppCondition: there is a toast */
guint app_count (AppFixture *self, const char *entity, const char *where);
void app_undo (AppFixture *self);
void app_set (AppFixture *self, const char *field, const char *value);

/* The first descendant of a type; of that name, where @name is not NULL: its accessible label, or
 * text. */
GtkWidget *app_find (GtkWidget *root, GType type);
/* (nullable): the first label that is mapped and has @text in it. */
GtkWidget *app_find_label (GtkWidget *root, const char *text);
void app_await_label (GtkWidget *root, const char *text);
void app_await_no_label (GtkWidget *root, const char *text);
/* (nullable): the window of this type that is shown. */
GtkWidget *app_find_dialog (GType type);
GtkWidget *app_await_dialog (GType type);
void app_await_no_dialog (GType type);
GtkWidget *app_field (GtkWidget *root, const char *field); /* the LfFieldRow of a field */
GtkText *app_text (GtkWidget *root, const char *field);    /* the text that is typed into */
void app_type (GtkText *text, const char *typed);          /* as typing does, without Enter */
void app_enter (GtkText *text, const char *typed);         /* and Enter */
