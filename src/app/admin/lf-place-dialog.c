/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Choosing an account's parks and teams. */

#include "config.h"

#include "lf-place-dialog.h"

#include "lf-admin-ask.h"
#include "lf-admin-page.h"
#include "lf-text-tip.h"

#include <glib/gi18n.h>
#include <string.h>

/* The rows of one kind: a check button each, with its id. */
typedef struct
{
  AdwPreferencesGroup *group;
  GPtrArray *buttons; /* (element-type GtkCheckButton), owned by the group's rows */
} Choices;

struct _LfPlaceDialog
{
  AdwWindow parent_instance;

  AdwWindowTitle *window_title;
  GtkWidget *nothing;
  Choices parks;
  Choices teams;

  char *account;
};

enum
{
  CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfPlaceDialog, lf_place_dialog, ADW_TYPE_WINDOW)

/* ---- Choices ---- */

static void
add_choice (Choices *choices, const char *id, const char *title, gboolean is_chosen)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_check_button_new ();

  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), is_chosen);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  g_object_set_data_full (G_OBJECT (button), "id", g_strdup (id), g_free);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (choices->group, row);
  g_ptr_array_add (choices->buttons, button);
  gtk_widget_set_visible (GTK_WIDGET (choices->group), TRUE);
}

static gboolean
is_among (GPtrArray *records, const char *id)
{
  for (guint i = 0; i < records->len; i++)
    if (strcmp (lf_record_id (records->pdata[i]), id) == 0)
      return TRUE;
  return FALSE;
}

/* What the account is of and this device does not have stays unless it is taken away. */
static void
fill (Choices *choices, GPtrArray *records, JsonObject *account, const char *member)
{
  g_auto (GStrv) ids = lf_places_ids (account, member);

  for (guint i = 0; i < records->len; i++)
    {
      const char *id = lf_record_id (records->pdata[i]);
      g_autofree char *title = lf_record_title (records->pdata[i]);

      add_choice (choices, id, title, g_strv_contains ((const char *const *) ids, id));
    }
  for (char **id = ids; *id != NULL; id++)
    if (!is_among (records, *id))
      {
        g_autofree char *title = g_strdup_printf (_ ("%s, which is not on this device"), *id);

        add_choice (choices, *id, title, TRUE);
      }
}

static char **
read_choices (const Choices *choices)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (guint i = 0; i < choices->buttons->len; i++)
    if (gtk_check_button_get_active (choices->buttons->pdata[i]))
      g_strv_builder_add (ids, g_object_get_data (choices->buttons->pdata[i], "id"));
  return g_strv_builder_end (ids);
}

static void
set_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (LfPlaceDialog) self = g_object_ref (LF_PLACE_DIALOG (widget));
  g_auto (GStrv) parks = read_choices (&self->parks);
  g_auto (GStrv) teams = read_choices (&self->teams);

  gtk_window_close (GTK_WINDOW (self));
  g_signal_emit (self, signals[CHOSEN], 0, self->account, parks, teams);
}

/* ---- Window ---- */

static void
lf_place_dialog_finalize (GObject *object)
{
  LfPlaceDialog *self = LF_PLACE_DIALOG (object);

  g_ptr_array_unref (self->parks.buttons);
  g_ptr_array_unref (self->teams.buttons);
  g_free (self->account);
  G_OBJECT_CLASS (lf_place_dialog_parent_class)->finalize (object);
}

static void
lf_place_dialog_class_init (LfPlaceDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lf_place_dialog_finalize;
  signals[CHOSEN] = g_signal_new ("chosen", LF_TYPE_PLACE_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRV, G_TYPE_STRV);
  gtk_widget_class_install_action (widget_class, "dialog.set", NULL, set_action);
  gtk_widget_class_set_template_from_resource (widget_class, LF_ADMIN_UI ("lf-place-dialog"));
  gtk_widget_class_bind_template_child (widget_class, LfPlaceDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, LfPlaceDialog, nothing);
  gtk_widget_class_bind_template_child_full (widget_class, "parks", FALSE,
                                             G_STRUCT_OFFSET (LfPlaceDialog, parks.group));
  gtk_widget_class_bind_template_child_full (widget_class, "teams", FALSE,
                                             G_STRUCT_OFFSET (LfPlaceDialog, teams.group));
}

static void
lf_place_dialog_init (LfPlaceDialog *self)
{
  self->parks.buttons = g_ptr_array_new ();
  self->teams.buttons = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_text_tip_add_to_title (GTK_WINDOW (self));
}

LfPlaceDialog *
lf_place_dialog_new (GtkWindow *parent, JsonObject *account, const LfPlaces *places)
{
  LfPlaceDialog *self = g_object_new (LF_TYPE_PLACE_DIALOG, "transient-for", parent, NULL);
  gboolean has_choices;

  self->account = g_strdup (lf_admin_text (account, "name"));
  adw_window_title_set_subtitle (self->window_title, self->account);
  fill (&self->parks, places->parks, account, "park");
  fill (&self->teams, places->teams, account, "team");
  has_choices = self->parks.buttons->len + self->teams.buttons->len > 0;
  gtk_widget_set_visible (self->nothing, !has_choices);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.set", has_choices);
  return self;
}
