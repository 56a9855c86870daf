/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The zone's accounts. */

#include "config.h"

#include "lf-accounts-box.h"

#include "lf-account-row.h"
#include "lf-admin-ask.h"
#include "lf-admin-page.h"
#include "lf-place-dialog.h"
#include "lf-question-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

struct _LfAccountsBox
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *notice;
  GtkLabel *notice_label;
  GtkLabel *password_label;
  AdwPreferencesGroup *group;
  AdwEntryRow *name_row;
  AdwComboRow *role_row;
  GPtrArray *rows; /* (element-type LfAccountRow), owned by the group */

  LfAppContext *context;
  JsonArray *accounts;   /* (nullable): as the server lists them */
  char *user;            /* (nullable): who looks at them */
  LfPlaces *places;      /* (nullable): as last read */
  GCancellable *reading; /* (nullable) */
  JsonObject *placed;    /* (nullable): the account whose places are asked for */
  GCancellable *placing; /* (nullable): of the reading for that */
};

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfAccountsBox, lf_accounts_box, GTK_TYPE_WIDGET)

/* ---- What the server says ---- */

/* A password that is shown this once stays until the next one, or until it is put away. */
static void
show_password (LfAccountsBox *self, JsonObject *account)
{
  g_autofree char *text = NULL;

  if (!json_object_has_member (account, "password"))
    return;
  text = g_strdup_printf (_ ("Password for the first sign-in of %s. It is shown only now and is "
                             "good for a week."),
                          lf_admin_text (account, "name"));
  gtk_label_set_label (self->notice_label, text);
  gtk_label_set_label (self->password_label, lf_admin_text (account, "password"));
  gtk_widget_set_visible (self->notice, TRUE);
}

static void
on_asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfAccountsBox) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = lf_admin_ask_finish (result, &error);

  if (self->box == NULL)
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
  if (answer == NULL)
    {
      lf_app_context_toast (self->context, error->message, /* has_undo= */ FALSE);
      return;
    }
  if (JSON_NODE_HOLDS_OBJECT (answer))
    show_password (self, json_node_get_object (answer));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
ask (LfAccountsBox *self, const char *method, const char *path, JsonObject *body)
{
  lf_app_leave (GTK_WIDGET (self));
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  lf_admin_ask_async (lf_app_context_store (self->context), method, path, body,
                      /* cancellable= */ NULL, on_asked_cb, g_object_ref (self));
}

/* ---- Changing one ---- */

static void
change (LfAccountsBox *self, const char *name, const char *what, const char *value)
{
  g_autofree char *path = lf_http_path ("/v1/accounts/", name);
  JsonObject *body = NULL;

  if (strcmp (what, "remove") == 0)
    {
      ask (self, "DELETE", path, NULL);
      return;
    }
  body = json_object_new ();
  if (strcmp (what, "reset") == 0)
    json_object_set_boolean_member (body, "reset_password", TRUE);
  else
    json_object_set_string_member (body, what, value);
  ask (self, "PUT", path, body);
}

static JsonArray *
list_of (const char *const *ids)
{
  JsonArray *list = json_array_new ();

  for (; *ids != NULL; ids++)
    json_array_add_string_element (list, *ids);
  return list;
}

static void
on_place_chosen_cb (LfPlaceDialog *dialog,
                    const char *name,
                    const char *const *parks,
                    const char *const *teams,
                    LfAccountsBox *self)
{
  g_autofree char *path = lf_http_path ("/v1/accounts/", name);
  JsonObject *body = json_object_new ();

  json_object_set_array_member (body, "park", list_of (parks));
  json_object_set_array_member (body, "team", list_of (teams));
  ask (self, "PUT", path, body);
}

static void
on_places_for_dialog_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfAccountsBox *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LfPlaces) places = lf_places_read_finish (result, &error);
  LfPlaceDialog *dialog;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (places == NULL)
    {
      lf_app_context_toast (self->context, error->message, /* has_undo= */ FALSE);
      return;
    }
  dialog = lf_place_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->placed,
                                places);
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (on_place_chosen_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Read anew: a sync may have brought a park since the accounts were shown. */
static void
ask_for_place (LfAccountsBox *self, JsonObject *account)
{
  g_clear_pointer (&self->placed, json_object_unref);
  self->placed = json_object_ref (account);
  g_cancellable_cancel (self->placing);
  g_clear_object (&self->placing);
  self->placing = g_cancellable_new ();
  lf_places_read_async (lf_app_context_store (self->context), self->placing,
                        on_places_for_dialog_cb, self);
}

static const struct
{
  const char *what, *question, *text, *answer, *css_class;
} questions[] = {
  { "reset", N_ ("Give %s a New Password?"),
    N_ ("The current one is no longer good. Devices that are signed in stay signed in."),
    N_ ("_Give a New Password"), "suggested-action" },
  { "remove", N_ ("Remove the Account of %s?"),
    N_ ("Its devices are signed out. What the person wrote stays, and the name can be given "
        "again."),
    N_ ("_Remove"), "destructive-action" },
};

static void
on_answered_cb (LfQuestionDialog *dialog, const char *answer, LfAccountsBox *self)
{
  if (strcmp (answer, "no") != 0)
    change (self, g_object_get_data (G_OBJECT (dialog), "name"), answer, "");
}

static void
on_row_asked_cb (LfAccountRow *row, const char *what, const char *value, LfAccountsBox *self)
{
  JsonObject *account = lf_account_row_get_account (row);
  const char *name = lf_admin_text (account, "name");

  if (strcmp (what, "place") == 0)
    {
      ask_for_place (self, account);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    if (strcmp (questions[i].what, what) == 0)
      {
        g_autofree char *question = g_strdup_printf (_ (questions[i].question), name);
        LfQuestionDialog *dialog = lf_question_dialog_new (
            GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), question, _ (questions[i].text));

        g_object_set_data_full (G_OBJECT (dialog), "name", g_strdup (name), g_free);
        lf_question_dialog_add_answer (dialog, what, _ (questions[i].answer),
                                       questions[i].css_class);
        lf_question_dialog_add_answer (dialog, "no", _ ("_Cancel"), NULL);
        g_signal_connect_object (dialog, "answered", G_CALLBACK (on_answered_cb), self, 0);
        gtk_window_present (GTK_WINDOW (dialog));
        return;
      }
  change (self, name, what, value);
}

/* ---- Adding one ---- */

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfAccountsBox *self = LF_ACCOUNTS_BOX (widget);
  g_autofree char *account = lf_text_clean (gtk_editable_get_text (GTK_EDITABLE (self->name_row)));
  guint role = adw_combo_row_get_selected (self->role_row);
  JsonObject *body;

  if (account == NULL)
    {
      lf_app_context_toast (self->context, _ ("Type the name of the new account first."), FALSE);
      gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
      return;
    }
  body = json_object_new ();
  json_object_set_string_member (body, "name", account);
  json_object_set_string_member (body, "role", lf_permission_roles ()[role].key);
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), "");
  ask (self, "POST", "/v1/accounts", body);
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfAccountsBox *self = LF_ACCOUNTS_BOX (widget);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget),
                          gtk_label_get_label (self->password_label));
  lf_app_context_toast (self->context, _ ("The password is copied"), /* has_undo= */ FALSE);
}

static void
put_away_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfAccountsBox *self = LF_ACCOUNTS_BOX (widget);

  gtk_widget_set_visible (self->notice, FALSE);
  gtk_label_set_label (self->password_label, "");
}

/* ---- Showing ---- */

static void
show_rows (LfAccountsBox *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < json_array_get_length (self->accounts); i++)
    {
      JsonObject *account = json_array_get_object_element (self->accounts, i);
      gboolean is_oneself = g_strcmp0 (lf_admin_text (account, "name"), self->user) == 0;
      LfAccountRow *row = lf_account_row_new (account, self->places, is_oneself);

      g_signal_connect_object (row, "asked", G_CALLBACK (on_row_asked_cb), self, 0);
      adw_preferences_group_add (self->group, GTK_WIDGET (row));
      g_ptr_array_add (self->rows, row);
    }
}

static void
on_places_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfAccountsBox *self = user_data;
  g_autoptr (GError) error = NULL;
  LfPlaces *places = lf_places_read_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (places == NULL)
    {
      lf_app_context_toast (self->context, error->message, /* has_undo= */ FALSE);
      return;
    }
  g_clear_pointer (&self->places, lf_places_free);
  self->places = places;
  show_rows (self);
}

void
lf_accounts_box_show (LfAccountsBox *self, JsonArray *accounts, const char *user)
{
  g_clear_pointer (&self->accounts, json_array_unref);
  self->accounts = json_array_ref (accounts);
  g_free (self->user);
  self->user = g_strdup (user);
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  lf_places_read_async (lf_app_context_store (self->context), self->reading, on_places_read_cb,
                        self);
}

/* ---- Widget ---- */

static void
lf_accounts_box_dispose (GObject *object)
{
  LfAccountsBox *self = LF_ACCOUNTS_BOX (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_cancellable_cancel (self->placing);
  g_clear_object (&self->placing);
  g_ptr_array_set_size (self->rows, 0);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (lf_accounts_box_parent_class)->dispose (object);
}

static void
lf_accounts_box_finalize (GObject *object)
{
  LfAccountsBox *self = LF_ACCOUNTS_BOX (object);

  g_ptr_array_unref (self->rows);
  g_clear_pointer (&self->accounts, json_array_unref);
  g_clear_pointer (&self->places, lf_places_free);
  g_clear_pointer (&self->placed, json_object_unref);
  g_free (self->user);
  G_OBJECT_CLASS (lf_accounts_box_parent_class)->finalize (object);
}

static void
lf_accounts_box_class_init (LfAccountsBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_accounts_box_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_accounts_box_finalize;
  signals[CHANGED] = g_signal_new ("changed", LF_TYPE_ACCOUNTS_BOX, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "accounts.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "accounts.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "accounts.put-away", NULL, put_away_action);
  gtk_widget_class_set_template_from_resource (widget_class, LF_ADMIN_UI ("lf-accounts-box"));
  gtk_widget_class_bind_template_child (widget_class, LfAccountsBox, box);
  gtk_widget_class_bind_template_child (widget_class, LfAccountsBox, notice);
  gtk_widget_class_bind_template_child (widget_class, LfAccountsBox, notice_label);
  gtk_widget_class_bind_template_child (widget_class, LfAccountsBox, password_label);
  gtk_widget_class_bind_template_child (widget_class, LfAccountsBox, group);
  gtk_widget_class_bind_template_child (widget_class, LfAccountsBox, name_row);
  gtk_widget_class_bind_template_child (widget_class, LfAccountsBox, role_row);
}

static void
lf_accounts_box_init (LfAccountsBox *self)
{
  g_autoptr (GtkStringList) roles = gtk_string_list_new (NULL);

  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  for (const LfOption *option = lf_permission_roles (); option->key != NULL; option++)
    gtk_string_list_append (roles, lf_option_label (option));
  adw_combo_row_set_model (self->role_row, G_LIST_MODEL (roles));
}

void
lf_accounts_box_set_context (LfAccountsBox *self, LfAppContext *context)
{
  g_set_object (&self->context, context);
}
