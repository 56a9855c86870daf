/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog that ties this device to a server: address, name, password, and trust in its
 * certificate. */

#include "config.h"

#include "lf-sign-in-dialog.h"

#include "lf-dialogs.h"
#include "lf-http-transport.h"
#include "lf-new-record-dialog.h"
#include "lf-store-sync.h"
#include "lf-text-tip.h"

#include <glib/gi18n.h>
#include <string.h>

#define FINGERPRINT_LENGTH 64 /* hexadecimal digits of a SHA-256 */

struct _LfSignInDialog
{
  AdwWindow parent_instance;

  GtkSpinner *spinner;
  GtkStack *pages;
  GtkWidget *sign_in_button;
  GtkEditable *server_row;
  GtkEditable *user_row;
  GtkEditable *password_row;
  GtkLabel *message;
  GtkLabel *fingerprint_label;
  GtkLabel *others_label;

  LfAppContext *context;
  GCancellable *cancellable;
  char *fingerprint; /* (nullable): met, and trusted once dialog.trust says so */
  gulong sending;    /* handler of the round that sends what somebody else made; 0: none */
};

G_DEFINE_FINAL_TYPE (LfSignInDialog, lf_sign_in_dialog, ADW_TYPE_WINDOW)

/* ---- In a thread ---- */

typedef struct
{
  char *url, *user, *password, *fingerprint, *device_name;
  gboolean takes_over; /* what somebody else made here is sent under this name */
} Login;

static void
login_free (gpointer data)
{
  Login *login = data;

  g_free (login->url);
  g_free (login->user);
  g_free (login->password);
  g_free (login->fingerprint);
  g_free (login->device_name);
  g_free (login);
}

/* What somebody else made here is not sent under another name unasked. */
static gboolean
check_earlier (LfStore *store, const Login *login, GError **error)
{
  g_autofree char *earlier = NULL;
  gint64 n
      = login->takes_over ? 0 : lf_credentials_count_others (store, login->user, &earlier, error);

  if (n > 0)
    g_set_error (error, LF_ERROR, LF_ERROR_REFUSED,
                 ngettext ("%1$d change that %2$s made on this device was not sent yet. It can be "
                           "sent first, under that name, or later as one of %3$s.",
                           "%1$d changes that %2$s made on this device were not sent yet. They can "
                           "be sent first, under that name, or later as those of %3$s.",
                           (gulong) n),
                 (int) n, earlier, login->user);
  return n == 0;
}

/* Nor what somebody made who had the name before. */
static gboolean
check_former (LfStore *store, const Login *login, const LfCredentials *credentials, GError **error)
{
  gint64 n = login->takes_over ? 0 : lf_credentials_count_former (credentials, store, error);

  if (n > 0)
    g_set_error (error, LF_ERROR, LF_ERROR_REFUSED,
                 ngettext ("%1$d change that an earlier %2$s made on this device was not sent "
                           "before that account was removed. It can be sent as one of yours.",
                           "%1$d changes that an earlier %2$s made on this device were not sent "
                           "before that account was removed. They can be sent as yours.",
                           (gulong) n),
                 (int) n, login->user);
  return n == 0;
}

static LfCredentials *
log_in (LfStore *store, const Login *login, GCancellable *cancellable, GError **error)
{
  g_autoptr (LfCredentials) credentials
      = check_earlier (store, login, error)
            ? lf_http_login (login->url, login->user, login->password, lf_store_device (store),
                             login->device_name, login->fingerprint, cancellable, error)
            : NULL;

  return credentials != NULL && check_former (store, login, credentials, error)
             ? g_steal_pointer (&credentials)
             : NULL;
}

static void
sign_in_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  LfStore *store = source;
  const Login *login = task_data;
  GError *error = NULL;
  g_autoptr (LfCredentials) credentials = log_in (store, login, cancellable, &error);

  if (credentials == NULL || !lf_store_set_author_sync (store, credentials->user, &error)
      || !lf_credentials_save (credentials, lf_store_folder (store), &error))
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&credentials),
                           (GDestroyNotify) lf_credentials_free);
}

/* ---- The certificate ---- */

/* The last run of 64 hexadecimal digits in the sentence of a certificate error. */
static char *
find_fingerprint (const char *sentence)
{
  gsize length = strlen (sentence);

  for (gsize end = length; end >= FINGERPRINT_LENGTH; end--)
    {
      const char *start = sentence + end - FINGERPRINT_LENGTH;
      if (strspn (start, "0123456789abcdefABCDEF") >= FINGERPRINT_LENGTH)
        return g_strndup (start, FINGERPRINT_LENGTH);
    }
  return NULL;
}

/* In groups of four, for reading aloud over the telephone. */
static char *
group_digits (const char *fingerprint)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; fingerprint[i] != '\0'; i++)
    {
      if (i > 0 && i % 4 == 0)
        g_string_append_c (text, ' ');
      g_string_append_c (text, fingerprint[i]);
    }
  return g_string_free (text, FALSE);
}

static void
ask_for_trust (LfSignInDialog *self, char *fingerprint /* (transfer full) */)
{
  g_autofree char *grouped = group_digits (fingerprint);

  g_free (self->fingerprint);
  self->fingerprint = fingerprint;
  gtk_label_set_label (self->fingerprint_label, grouped);
  gtk_stack_set_visible_child_name (self->pages, "certificate");
  gtk_widget_set_visible (self->sign_in_button, FALSE);
}

/* ---- What somebody else made here ---- */

static void
ask_about_others (LfSignInDialog *self, const char *text)
{
  gtk_label_set_label (self->others_label, text);
  gtk_stack_set_visible_child_name (self->pages, "others");
  gtk_widget_set_visible (self->sign_in_button, FALSE);
}

/* ---- Signing in ---- */

static void
set_working (LfSignInDialog *self, gboolean is_working)
{
  gtk_spinner_set_spinning (self->spinner, is_working);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.sign-in", !is_working);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.trust", !is_working);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.take-over", !is_working);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.send-first", !is_working);
}

static void
show_message (LfSignInDialog *self, const char *text)
{
  gtk_label_set_label (self->message, text == NULL ? "" : text);
  gtk_widget_set_visible (GTK_WIDGET (self->message), text != NULL);
  gtk_stack_set_visible_child_name (self->pages, "account");
  gtk_widget_set_visible (self->sign_in_button, TRUE);
}

static void
take_credentials (LfSignInDialog *self, const LfCredentials *credentials)
{
  g_autoptr (LfTransport) transport = lf_http_transport_new (credentials);
  g_autoptr (LfLive) live = lf_http_live_new (credentials);
  g_autofree char *sentence = g_strdup_printf (_ ("Signed in as %s"), credentials->user);
  LfSyncService *sync = lf_app_context_sync (self->context);

  lf_sync_service_set_transport (sync, transport);
  lf_sync_service_set_live (sync, live);
  lf_sync_service_start (sync);
  lf_app_context_toast (self->context, sentence, /* has_undo= */ FALSE);
  lf_app_context_tell_signed_in (self->context);
  if (credentials->changes_password)
    lf_account_dialog_present (gtk_window_get_transient_for (GTK_WINDOW (self)), self->context);
  gtk_window_close (GTK_WINDOW (self));
}

/* Where the mistake is: what is typed next takes its place. */
static void
show_failure (LfSignInDialog *self, const GError *error)
{
  gboolean is_known = g_error_matches (error, LF_SYNC_ERROR, LF_SYNC_ERROR_SIGN_IN);

  g_clear_pointer (&self->fingerprint, g_free);
  show_message (self, error->message);
  gtk_widget_grab_focus (GTK_WIDGET (is_known ? self->password_row : self->server_row));
}

static void
on_signed_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfSignInDialog *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LfCredentials) credentials = g_task_propagate_pointer (G_TASK (result), &error);
  char *fingerprint = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_working (self, FALSE);
  if (credentials != NULL)
    {
      take_credentials (self, credentials);
      return;
    }
  if (g_error_matches (error, LF_SYNC_ERROR, LF_SYNC_ERROR_CERTIFICATE)
      && self->fingerprint == NULL)
    fingerprint = find_fingerprint (error->message);
  if (fingerprint != NULL)
    ask_for_trust (self, fingerprint);
  else if (g_error_matches (error, LF_ERROR, LF_ERROR_REFUSED))
    ask_about_others (self, error->message);
  else
    show_failure (self, error);
}

static void
sign_in (LfSignInDialog *self, gboolean takes_over)
{
  g_autofree char *url = lf_text_clean (gtk_editable_get_text (self->server_row));
  g_autofree char *user = lf_text_clean (gtk_editable_get_text (self->user_row));
  const char *password = gtk_editable_get_text (self->password_row);
  g_autoptr (GTask) task = NULL;
  Login *login;

  if (url == NULL || user == NULL || *password == '\0')
    {
      show_message (self,
                    _ ("Fill in the server's address, your account's name and your password."));
      return;
    }
  show_message (self, NULL);
  set_working (self, TRUE);
  login = g_new0 (Login, 1);
  *login = (Login){ g_steal_pointer (&url),
                    g_steal_pointer (&user),
                    g_strdup (password),
                    g_strdup (self->fingerprint),
                    lf_preferences_get_device_name (lf_app_context_preferences (self->context)),
                    takes_over };
  task
      = g_task_new (lf_app_context_store (self->context), self->cancellable, on_signed_in_cb, self);
  g_task_set_source_tag (task, sign_in);
  g_task_set_task_data (task, login, login_free);
  g_task_run_in_thread (task, sign_in_in_thread);
}

static void
sign_in_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfSignInDialog *self = LF_SIGN_IN_DIALOG (widget);

  g_clear_pointer (&self->fingerprint, g_free);
  sign_in (self, /* takes_over= */ FALSE);
}

static void
trust_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sign_in (LF_SIGN_IN_DIALOG (widget), /* takes_over= */ FALSE);
}

static void
take_over_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sign_in (LF_SIGN_IN_DIALOG (widget), /* takes_over= */ TRUE);
}

/* Signs in when all was sent, and asks once more when it was not. */
static void
on_sent_cb (LfSignInDialog *self, gboolean is_ok, LfSyncService *sync)
{
  g_autofree char *message = NULL;

  g_clear_signal_handler (&self->sending, sync);
  set_working (self, FALSE);
  if (is_ok)
    {
      sign_in (self, /* takes_over= */ FALSE);
      return;
    }
  g_object_get (sync, "message", &message, NULL);
  ask_about_others (self, message == NULL ? "" : message);
}

static void
send_first_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfSignInDialog *self = LF_SIGN_IN_DIALOG (widget);
  LfSyncService *sync = lf_app_context_sync (self->context);

  if (self->sending == 0)
    self->sending = g_signal_connect_object (sync, "finished", G_CALLBACK (on_sent_cb), self,
                                             G_CONNECT_SWAPPED);
  set_working (self, TRUE);
  lf_sync_service_start (sync);
}

/* FALSE when nothing is blank. */
static gboolean
focus_first_blank (LfSignInDialog *self)
{
  GtkEditable *rows[] = { self->server_row, self->user_row, self->password_row };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (*gtk_editable_get_text (rows[i]) == '\0')
      return gtk_widget_grab_focus (GTK_WIDGET (rows[i]));
  return FALSE;
}

/* Enter goes to what is still blank, then signs in. */
static void
on_row_activated_cb (LfSignInDialog *self)
{
  if (!focus_first_blank (self))
    gtk_widget_activate_action (GTK_WIDGET (self), "dialog.sign-in", NULL);
}

/* ---- Window ---- */

static void
lf_sign_in_dialog_dispose (GObject *object)
{
  g_cancellable_cancel (LF_SIGN_IN_DIALOG (object)->cancellable);
  G_OBJECT_CLASS (lf_sign_in_dialog_parent_class)->dispose (object);
}

static void
lf_sign_in_dialog_finalize (GObject *object)
{
  LfSignInDialog *self = LF_SIGN_IN_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  g_free (self->fingerprint);
  G_OBJECT_CLASS (lf_sign_in_dialog_parent_class)->finalize (object);
}

static void
lf_sign_in_dialog_class_init (LfSignInDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_sign_in_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_sign_in_dialog_finalize;
  gtk_widget_class_install_action (widget_class, "dialog.sign-in", NULL, sign_in_action);
  gtk_widget_class_install_action (widget_class, "dialog.trust", NULL, trust_action);
  gtk_widget_class_install_action (widget_class, "dialog.take-over", NULL, take_over_action);
  gtk_widget_class_install_action (widget_class, "dialog.send-first", NULL, send_first_action);
  gtk_widget_class_set_template_from_resource (widget_class, LF_DIALOG_UI ("lf-sign-in-dialog"));
  gtk_widget_class_bind_template_child (widget_class, LfSignInDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, LfSignInDialog, pages);
  gtk_widget_class_bind_template_child (widget_class, LfSignInDialog, sign_in_button);
  gtk_widget_class_bind_template_child (widget_class, LfSignInDialog, server_row);
  gtk_widget_class_bind_template_child (widget_class, LfSignInDialog, user_row);
  gtk_widget_class_bind_template_child (widget_class, LfSignInDialog, password_row);
  gtk_widget_class_bind_template_child (widget_class, LfSignInDialog, message);
  gtk_widget_class_bind_template_child (widget_class, LfSignInDialog, fingerprint_label);
  gtk_widget_class_bind_template_child (widget_class, LfSignInDialog, others_label);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
}

static void
lf_sign_in_dialog_init (LfSignInDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_text_tip_add_to_title (GTK_WINDOW (self));
}

/* Who signed in before need not type the address again. */
static void
fill_in (LfSignInDialog *self)
{
  LfStore *store = lf_app_context_store (self->context);
  g_autoptr (LfCredentials) credentials = lf_credentials_load (lf_store_folder (store), NULL);

  if (credentials == NULL)
    return;
  gtk_editable_set_text (self->server_row, credentials->url);
  gtk_editable_set_text (self->user_row, credentials->user);
}

LfSignInDialog *
lf_sign_in_dialog_new (GtkWindow *parent, LfAppContext *context)
{
  LfSignInDialog *self = g_object_new (LF_TYPE_SIGN_IN_DIALOG, "transient-for", parent, NULL);

  self->context = g_object_ref (context);
  fill_in (self);
  return self;
}

void
lf_sign_in_dialog_present (GtkWindow *parent, LfAppContext *context)
{
  LfSignInDialog *self = lf_sign_in_dialog_new (parent, context);

  gtk_window_present (GTK_WINDOW (self));
  focus_first_blank (self);
}
