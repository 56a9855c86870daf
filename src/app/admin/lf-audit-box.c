/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The server's audit log. */

#include "config.h"

#include "lf-audit-box.h"

#include "lf-account-row.h"
#include "lf-admin-ask.h"
#include "lf-admin-page.h"
#include "lf-composing.h"
#include "lf-teller.h"

#include <glib/gi18n.h>
#include <string.h>

struct _LfAuditBox
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkEditable *account_entry;
  AdwPreferencesGroup *group;
  GtkWidget *more_button;
  GPtrArray *rows; /* (element-type GtkWidget), owned by the group */
  char *last;      /* (nullable): id of the oldest entry shown */
  LfAppContext *context;
  GCancellable *reading; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (LfAuditBox, lf_audit_box, GTK_TYPE_WIDGET)

#define PAGE 50 /* entries of one answer of the server's */

/* ---- In words ---- */

static const struct
{
  const char *act, *label;
} acts[] = {
  { "sign-in", N_ ("Signed in") },
  { "sign-in-failed", N_ ("Wrong password, or closed") },
  { "sign-in-throttled", N_ ("Too many wrong passwords") },
  { "account-added", N_ ("Account added") },
  { "account-role", N_ ("Role changed") },
  { "account-placed", N_ ("Parks or teams changed") },
  { "account-password", N_ ("Password changed") },
  { "account-disabled", N_ ("Account closed") },
  { "account-enabled", N_ ("Account opened") },
  { "account-removed", N_ ("Account removed") },
  { "device-revoked", N_ ("Device signed out") },
  { "device-erase", N_ ("Device to be erased") },
  { "device-erased", N_ ("Device erased") },
  { "key-added", N_ ("Inquiry key added") },
  { "key-revoked", N_ ("Inquiry key revoked") },
  { "bundle-imported", N_ ("Bundle imported") },
  { "backup", N_ ("Server backed up") },
  { "restored", N_ ("Server restored from a backup") },
};

static const char *
act_label (const char *act)
{
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    if (strcmp (acts[i].act, act) == 0)
      return _ (acts[i].label);
  return act;
}

/* What it was done to; of a device its person, who is in the detail. */
static const char *
about_of (JsonObject *entry)
{
  return g_str_has_prefix (lf_admin_text (entry, "act"), "device-")
             ? lf_admin_text (entry, "detail")
             : lf_admin_text (entry, "about");
}

/* Roles by their labels; other details, names of parks among them, as they are. */
static char *
detail_of (JsonObject *entry)
{
  const char *act = lf_admin_text (entry, "act"), *detail = lf_admin_text (entry, "detail");
  g_auto (GStrv) words = NULL;

  if (strcmp (act, "account-placed") == 0 || !g_str_has_prefix (act, "account-"))
    return g_strdup (g_str_has_prefix (act, "device-") ? "" : detail);
  words = g_strsplit (detail, " ", 2);
  if (words[0] == NULL)
    return g_strdup ("");
  if (words[1] == NULL)
    return g_strdup (lf_role_label (words[0]));
  return g_strdup_printf ("%s → %s", lf_role_label (words[0]), lf_role_label (words[1]));
}

static char *
make_title (JsonObject *entry)
{
  const char *about = about_of (entry);
  g_autofree char *detail = detail_of (entry);
  GString *text = g_string_new (act_label (lf_admin_text (entry, "act")));

  if (*about != '\0')
    g_string_append_printf (text, " · %s", about);
  if (*detail != '\0')
    g_string_append_printf (text, " · %s", detail);
  return g_string_free (text, FALSE);
}

static char *
make_subtitle (JsonObject *entry)
{
  const char *account = lf_admin_text (entry, "account");
  const char *address = lf_admin_text (entry, "address");
  g_autofree char *when
      = lf_date_format_moment (json_object_get_int_member_with_default (entry, "time", 0));
  GString *text = g_string_new (when);

  if (*account != '\0')
    g_string_append_printf (text, " · %s", account);
  if (*address != '\0')
    g_string_append_printf (text, " · %s", address);
  return g_string_free (text, FALSE);
}

/* ---- Showing ---- */

static void
clear (LfAuditBox *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  g_clear_pointer (&self->last, g_free);
}

static void
append (LfAuditBox *self, JsonArray *entries)
{
  guint n = json_array_get_length (entries);

  for (guint i = 0; i < n; i++)
    {
      JsonObject *entry = json_array_get_object_element (entries, i);
      g_autofree char *title = make_title (entry);
      g_autofree char *subtitle = make_subtitle (entry);
      GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title,
                                     "subtitle", subtitle, NULL);

      adw_preferences_group_add (self->group, row);
      g_ptr_array_add (self->rows, row);
      g_free (self->last);
      self->last = g_strdup (lf_admin_text (entry, "id"));
    }
  gtk_widget_set_visible (self->more_button, n >= PAGE);
  adw_preferences_group_set_description (
      self->group, self->rows->len == 0 ? _ ("There is nothing about this account.") : NULL);
}

void
lf_audit_box_show (LfAuditBox *self, JsonArray *entries)
{
  clear (self);
  append (self, entries);
}

/* ---- Reading more, or of one account ---- */

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfAuditBox *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = lf_admin_ask_finish (result, &error);
  JsonArray *entries = answer == NULL ? NULL : lf_admin_list_of (answer, "entries");

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->reading);
  if (entries != NULL)
    append (self, entries);
  else if (error != NULL)
    lf_app_context_toast (self->context, error->message, /* has_undo= */ FALSE);
}

static void
read_on (LfAuditBox *self)
{
  g_autofree char *account
      = g_uri_escape_string (gtk_editable_get_text (self->account_entry), NULL, FALSE);
  g_autofree char *path = g_strdup_printf ("/v1/audit?account=%s&before=%s", account,
                                           self->last == NULL ? "" : self->last);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  lf_admin_ask_async (lf_app_context_store (self->context), "GET", path, NULL, self->reading,
                      on_read_cb, self);
}

static void
more_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  read_on (LF_AUDIT_BOX (widget));
}

static void
on_account_changed_cb (LfAuditBox *self)
{
  if (lf_is_composing (self->account_entry))
    return;
  clear (self);
  read_on (self);
}

/* ---- Widget ---- */

static void
lf_audit_box_dispose (GObject *object)
{
  LfAuditBox *self = LF_AUDIT_BOX (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_ptr_array_set_size (self->rows, 0);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (lf_audit_box_parent_class)->dispose (object);
}

static void
lf_audit_box_finalize (GObject *object)
{
  LfAuditBox *self = LF_AUDIT_BOX (object);

  g_free (self->last);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (lf_audit_box_parent_class)->finalize (object);
}

static void
lf_audit_box_class_init (LfAuditBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_audit_box_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_audit_box_finalize;
  gtk_widget_class_install_action (widget_class, "audit.more", NULL, more_action);
  gtk_widget_class_set_template_from_resource (widget_class, LF_ADMIN_UI ("lf-audit-box"));
  gtk_widget_class_bind_template_child (widget_class, LfAuditBox, box);
  gtk_widget_class_bind_template_child (widget_class, LfAuditBox, account_entry);
  gtk_widget_class_bind_template_child (widget_class, LfAuditBox, group);
  gtk_widget_class_bind_template_child (widget_class, LfAuditBox, more_button);
  gtk_widget_class_bind_template_callback (widget_class, on_account_changed_cb);
}

static void
lf_audit_box_init (LfAuditBox *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_composing_watch (self->account_entry);
}

void
lf_audit_box_set_context (LfAuditBox *self, LfAppContext *context)
{
  g_set_object (&self->context, context);
}
