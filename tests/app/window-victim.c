/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The application, worked at until it is killed: window-victim SEED --store FOLDER
 *
 * It takes down leads, types into their forms and moves them on, as a person does, and prints what
 * it told this person was saved: the record's id, the field, and how manieth value of it. */

#include "config.h"

#include "app-fixture.h"

#include "lf-application.h"
#include "lf-field-row.h"
#include "lf-move-dialog.h"
#include "lf-capture-dialog.h"
#include "lf-window-private.h"

#include <stdio.h>
#include <stdlib.h>

#define EDITS_PER_LEAD 8

typedef struct
{
  LfWindow *window;
  GRand *random;
  GQueue saving; /* (element-type utf8): lines that are not confirmed yet, in order */
  char *id;      /* of the lead worked at */
  guint n_industries, n_amounts;
  LfStage stage;
} Worker;

static void
begin_saving (Worker *self, const char *field, guint n)
{
  g_queue_push_tail (&self->saving, g_strdup_printf ("%s %u", field, n));
}

static gboolean
is_all_saved (gpointer data)
{
  return g_queue_is_empty (&((Worker *) data)->saving);
}

/* "Saved", it says: now it must be. */
static void
on_toast_cb (Worker *self, const char *text, gboolean has_undo)
{
  g_autofree char *line = g_queue_pop_head (&self->saving);

  if (line == NULL || !has_undo)
    g_error ("unexpected: %s", text);
  if (self->id != NULL)
    {
      printf ("%s %s\n", self->id, line);
      fflush (stdout);
    }
}

static void
on_open_record_cb (Worker *self, const char *entity, const char *id)
{
  g_free (self->id);
  self->id = g_strdup (id);
  printf ("%s name 0\n", id);
  fflush (stdout);
}

/* ---- Widgets ---- */

typedef struct
{
  GType type;
  GtkWidget *found; /* (nullable) */
} Search;

static gboolean
is_open (gpointer data)
{
  Search *search = data;
  GListModel *windows = gtk_window_get_toplevels ();

  search->found = NULL;
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, search->type))
        search->found = window;
    }
  return search->found != NULL;
}

static gboolean
is_closed (gpointer data)
{
  return !is_open (data);
}

static GtkWidget *
record_page (Worker *self)
{
  return GTK_WIDGET (self->window->record_page);
}

/* The page shows the lead, and the stage it is in. */
static gboolean
is_shown (gpointer data)
{
  Worker *self = data;
  GtkWidget *row = app_field (record_page (self), "stage");
  LfRecord *record = row == NULL ? NULL : lf_field_row_get_record (LF_FIELD_ROW (row));

  return record != NULL && g_strcmp0 (lf_record_id (record), self->id) == 0
         && g_strcmp0 (lf_record_get (record, "stage"), lf_stage_key (self->stage)) == 0;
}

/* ---- Work ---- */

static GtkText *
text_of (GtkWidget *dialog)
{
  LfFieldRow *row = lf_capture_dialog_get_row (LF_CAPTURE_DIALOG (dialog), LF_CAPTURE_LEAD, "name");

  return GTK_TEXT (app_find (GTK_WIDGET (row), GTK_TYPE_TEXT));
}

static void
take_down_lead (Worker *self)
{
  Search dialog = { LF_TYPE_CAPTURE_DIALOG, NULL };
  g_autofree char *name = g_strdup_printf ("项目 %08x", g_rand_int (self->random));

  g_clear_pointer (&self->id, g_free);
  self->n_industries = self->n_amounts = 0;
  self->stage = LF_STAGE_LEAD;
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.new", NULL);
  app_await (is_open, &dialog);
  app_type (text_of (dialog.found), name);
  begin_saving (self, "name", 0);
  gtk_widget_activate_action (dialog.found, "dialog.save", NULL);
  app_await (is_closed, &dialog);
  app_await (is_all_saved, self);
  app_await (is_shown, self);
}

static void
enter_industry (Worker *self)
{
  g_autofree char *text = g_strdup_printf ("行业 %u", ++self->n_industries);

  begin_saving (self, "industry", self->n_industries);
  app_enter (app_text (record_page (self), "industry"), text);
}

static void
enter_amount (Worker *self)
{
  g_autofree char *text = g_strdup_printf ("%u亿元", ++self->n_amounts);

  begin_saving (self, "total_investment", self->n_amounts);
  app_enter (app_text (record_page (self), "total_investment"), text);
}

static void
move_on (Worker *self)
{
  Search dialog = { LF_TYPE_MOVE_DIALOG, NULL };

  if (self->stage == LF_STAGE_FULL_CAPACITY)
    return;
  self->stage++;
  gtk_widget_activate_action (record_page (self), "record.move", "s", lf_stage_key (self->stage));
  app_await (is_open, &dialog);
  begin_saving (self, "stage", self->stage);
  gtk_widget_activate_action (dialog.found, "dialog.move", NULL);
  app_await (is_closed, &dialog);
  app_await (is_all_saved, self);
  app_await (is_shown, self);
}

/* Now and then the second edit is entered while the first is being saved. */
static void
work_at_lead (Worker *self)
{
  void (*const works[]) (Worker *) = { enter_industry, enter_amount, move_on };

  works[g_rand_int_range (self->random, 0, G_N_ELEMENTS (works))](self);
  if (g_rand_boolean (self->random))
    enter_amount (self);
  app_await (is_all_saved, self);
}

static gboolean
on_poll_cb (gpointer data)
{
  Worker *self = data;
  GtkWindow *window
      = gtk_application_get_active_window (GTK_APPLICATION (g_application_get_default ()));

  if (window == NULL)
    return G_SOURCE_CONTINUE;
  self->window = LF_WINDOW (window);
  g_signal_connect_swapped (self->window->context, "open-record", G_CALLBACK (on_open_record_cb),
                            self);
  g_signal_connect_swapped (self->window->context, "toast", G_CALLBACK (on_toast_cb), self);
  for (;;)
    {
      take_down_lead (self);
      for (guint i = 0; i < EDITS_PER_LEAD; i++)
        work_at_lead (self);
    }
}

int
main (int argc, char *argv[])
{
  Worker self
      = { .random = g_rand_new_with_seed ((guint32) atoi (argv[1])), .saving = G_QUEUE_INIT };
  g_autoptr (LfApplication) application = lf_application_new ();

  argv[1] = argv[0];
  g_timeout_add (2, on_poll_cb, &self);
  return g_application_run (G_APPLICATION (application), argc - 1, argv + 1);
}
