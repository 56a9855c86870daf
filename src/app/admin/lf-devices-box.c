/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Devices that are signed in. */

#include "config.h"

#include "lf-devices-box.h"

#include "lf-admin-ask.h"
#include "lf-question-dialog.h"
#include "lf-teller.h"

#include <glib/gi18n.h>
#include <string.h>

struct _LfDevicesBox
{
  GtkWidget parent_instance;

  AdwPreferencesGroup *group;
  GPtrArray *rows; /* (element-type GtkWidget), owned by the group */
  LfAppContext *context;
};

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfDevicesBox, lf_devices_box, GTK_TYPE_WIDGET)

/* ---- Ending one ---- */

static void
on_asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfDevicesBox) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = lf_admin_ask_finish (result, &error);

  if (self->group == NULL)
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
  if (answer == NULL)
    lf_app_context_toast (self->context, error->message, /* has_undo= */ FALSE);
  else
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_answered_cb (LfQuestionDialog *dialog, const char *answer, LfDevicesBox *self)
{
  if (strcmp (answer, "no") == 0)
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  lf_admin_set_device_state_async (lf_app_context_store (self->context),
                                   g_object_get_data (G_OBJECT (dialog), "device"), answer,
                                   on_asked_cb, g_object_ref (self));
}

static const struct
{
  const char *state, *question, *text, *answer;
} questions[] = {
  { "revoked", N_ ("Sign “%s” Out?"),
    N_ ("What it holds stays on it, and what waits there is sent once somebody signs in on it "
        "again."),
    N_ ("_Sign Out") },
  { "erase", N_ ("Erase What “%s” Holds?"),
    N_ ("For a device that was lost. At its next contact it sends what waits to be sent, then "
        "erases the zone's records, files and backups it holds and signs out. Until then, signing "
        "it out takes this back."),
    N_ ("_Erase") },
};

/* device.end: (state, id, name) */
static void
end_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LfDevicesBox *self = LF_DEVICES_BOX (widget);
  const char *state, *id, *name;

  g_variant_get (parameter, "(&s&s&s)", &state, &id, &name);
  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    if (strcmp (questions[i].state, state) == 0)
      {
        g_autofree char *question = g_strdup_printf (_ (questions[i].question), name);
        LfQuestionDialog *dialog = lf_question_dialog_new (
            GTK_WINDOW (gtk_widget_get_root (widget)), question, _ (questions[i].text));

        g_object_set_data_full (G_OBJECT (dialog), "device", g_strdup (id), g_free);
        lf_question_dialog_add_answer (dialog, state, _ (questions[i].answer),
                                       "destructive-action");
        lf_question_dialog_add_answer (dialog, "no", _ ("_Cancel"), NULL);
        g_signal_connect_object (dialog, "answered", G_CALLBACK (on_answered_cb), self, 0);
        gtk_window_present (GTK_WINDOW (dialog));
      }
}

/* ---- Showing ---- */

static const struct
{
  const char *state, *label;
} states[] = {
  { "active", NULL },
  { "revoked", N_ ("signed out") },
  { "erase", N_ ("erases at its next contact") },
  { "erased", N_ ("erased") },
};

static char *
describe (LfDevicesBox *self, JsonObject *device, gboolean tells_account)
{
  g_autofree char *seen
      = lf_date_format_moment (json_object_get_int_member_with_default (device, "seen", 0));
  GString *text = g_string_new (tells_account ? lf_admin_text (device, "account") : NULL);

  if (strcmp (lf_admin_text (device, "id"), lf_store_device (lf_app_context_store (self->context)))
      == 0)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", _ ("this device"));
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (states[i].label != NULL && strcmp (states[i].state, lf_admin_text (device, "state")) == 0)
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", _ (states[i].label));
  g_string_append_printf (text, "%s", text->len > 0 ? " · " : "");
  g_string_append_printf (text, _ ("last contact %s"), seen);
  return g_string_free (text, FALSE);
}

static void
add_button (GtkWidget *row, JsonObject *device, const char *state, const char *label)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(sss)", state,
                                    lf_admin_text (device, "id"), lf_admin_text (device, "name"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "device.end");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  if (strcmp (state, "erase") == 0)
    gtk_widget_add_css_class (button, "error");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static GtkWidget *
new_row (LfDevicesBox *self, JsonObject *device, gboolean tells_account)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, NULL);
  const char *name = lf_admin_text (device, "name"), *state = lf_admin_text (device, "state");
  g_autofree char *subtitle = describe (self, device, tells_account);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 *name == '\0' ? _ ("A device without a name") : name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  if (strcmp (state, "active") == 0 || strcmp (state, "erase") == 0)
    add_button (row, device, "revoked", _ ("Sign Out…"));
  if (strcmp (state, "active") == 0 || strcmp (state, "revoked") == 0)
    add_button (row, device, "erase", _ ("Erase…"));
  return row;
}

void
lf_devices_box_show (LfDevicesBox *self, JsonArray *devices, const char *user)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < json_array_get_length (devices); i++)
    {
      JsonObject *device = json_array_get_object_element (devices, i);
      GtkWidget *row;

      if (user != NULL && strcmp (lf_admin_text (device, "account"), user) != 0)
        continue;
      row = new_row (self, device, user == NULL);
      adw_preferences_group_add (self->group, row);
      g_ptr_array_add (self->rows, row);
    }
}

/* ---- Widget ---- */

static void
lf_devices_box_dispose (GObject *object)
{
  LfDevicesBox *self = LF_DEVICES_BOX (object);

  g_ptr_array_set_size (self->rows, 0);
  g_clear_pointer ((GtkWidget **) &self->group, gtk_widget_unparent);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (lf_devices_box_parent_class)->dispose (object);
}

static void
lf_devices_box_finalize (GObject *object)
{
  g_ptr_array_unref (LF_DEVICES_BOX (object)->rows);
  G_OBJECT_CLASS (lf_devices_box_parent_class)->finalize (object);
}

static void
lf_devices_box_class_init (LfDevicesBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_devices_box_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_devices_box_finalize;
  signals[CHANGED] = g_signal_new ("changed", LF_TYPE_DEVICES_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "device.end", "(sss)", end_action);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
lf_devices_box_init (LfDevicesBox *self)
{
  self->rows = g_ptr_array_new ();
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->group, _ ("Devices"));
  gtk_widget_set_parent (GTK_WIDGET (self->group), GTK_WIDGET (self));
}

void
lf_devices_box_set_context (LfDevicesBox *self, LfAppContext *context)
{
  g_set_object (&self->context, context);
}
