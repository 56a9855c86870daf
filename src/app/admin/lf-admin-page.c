/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The administrator's page. */

#include "config.h"

#include "lf-admin-page.h"

#include "lf-accounts-box.h"
#include "lf-admin-ask.h"
#include "lf-audit-box.h"
#include "lf-devices-box.h"
#include "lf-permissions-box.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

struct _LfAdminPage
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkStack *states; /* what is shown below the tabs: one of them, or why not */
  GtkStack *tabs;
  AdwStatusPage *offline;
  LfAccountsBox *accounts;
  LfDevicesBox *devices;
  LfAuditBox *audit;

  LfAppContext *context;
  GCancellable *reading; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (LfAdminPage, lf_admin_page, GTK_TYPE_WIDGET)

gboolean
lf_admin_page_is_for (LfAppContext *context)
{
  g_autoptr (LfCredentials) credentials
      = lf_credentials_load (lf_store_folder (lf_app_context_store (context)), NULL);

  return credentials != NULL && credentials->role != NULL
         && lf_rules_may (credentials->role, "account", 'e');
}

/* ---- Reading ---- */

static void
show_accounts (LfAdminPage *self, JsonArray *list)
{
  g_autoptr (LfCredentials) credentials
      = lf_credentials_load (lf_store_folder (lf_app_context_store (self->context)), NULL);

  lf_accounts_box_show (self->accounts, list, credentials == NULL ? NULL : credentials->user);
}

static void
show_devices (LfAdminPage *self, JsonArray *list)
{
  lf_devices_box_show (self->devices, list, /* user= */ NULL);
}

static void
show_audit (LfAdminPage *self, JsonArray *list)
{
  lf_audit_box_show (self->audit, list);
}

/* What a tab asks the server for; one without a line asks for nothing. */
static const struct
{
  const char *tab, *path, *list;
  void (*show) (LfAdminPage *self, JsonArray *list);
} sources[] = {
  { "accounts", "/v1/accounts", "accounts", show_accounts },
  { "devices", "/v1/devices", "devices", show_devices },
  { "audit", "/v1/audit", "entries", show_audit },
};

static const typeof (sources[0]) *
current_source (LfAdminPage *self)
{
  const char *tab = gtk_stack_get_visible_child_name (self->tabs);

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    if (g_strcmp0 (sources[i].tab, tab) == 0)
      return &sources[i];
  return NULL;
}

static void
show_offline (LfAdminPage *self, const char *why)
{
  adw_status_page_set_description (self->offline, why);
  gtk_stack_set_visible_child_name (self->states, "offline");
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfAdminPage *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = lf_admin_ask_finish (result, &error);
  const typeof (sources[0]) *wanted;
  JsonArray *list;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->reading);
  wanted = current_source (self);
  list = answer == NULL || wanted == NULL ? NULL : lf_admin_list_of (answer, wanted->list);
  if (list == NULL)
    {
      show_offline (self,
                    error != NULL ? error->message : _ ("The server's answer cannot be read."));
      return;
    }
  wanted->show (self, list);
  gtk_stack_set_visible_child_name (self->states, "tabs");
}

/* A tab that is looked at again is as the server has it now; until then it stays as it was. */
static void
read_tab (LfAdminPage *self)
{
  const typeof (sources[0]) *wanted = current_source (self);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  if (wanted == NULL)
    {
      gtk_stack_set_visible_child_name (self->states, "tabs");
      return;
    }
  self->reading = g_cancellable_new ();
  lf_admin_ask_async (lf_app_context_store (self->context), "GET", wanted->path, NULL,
                      self->reading, on_read_cb, self);
}

static void
on_tab_changed_cb (LfAdminPage *self)
{
  if (self->context == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (current_source (self) != NULL)
    gtk_stack_set_visible_child_name (self->states, "reading");
  read_tab (self);
}

static void
on_changed_cb (LfAdminPage *self)
{
  read_tab (self);
}

static void
again_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfAdminPage *self = LF_ADMIN_PAGE (widget);

  gtk_stack_set_visible_child_name (self->states, "reading");
  read_tab (self);
}

static void
show_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_stack_set_visible_child_name (LF_ADMIN_PAGE (widget)->tabs,
                                    g_variant_get_string (parameter, NULL));
}

/* ---- Widget ---- */

static void
lf_admin_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (lf_admin_page_parent_class)->map (widget);
  read_tab (LF_ADMIN_PAGE (widget));
}

static void
lf_admin_page_dispose (GObject *object)
{
  LfAdminPage *self = LF_ADMIN_PAGE (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->context);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (lf_admin_page_parent_class)->dispose (object);
}

static void
lf_admin_page_class_init (LfAdminPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_admin_page_dispose;
  widget_class->map = lf_admin_page_map;
  g_type_ensure (LF_TYPE_ACCOUNTS_BOX);
  g_type_ensure (LF_TYPE_DEVICES_BOX);
  g_type_ensure (LF_TYPE_AUDIT_BOX);
  g_type_ensure (LF_TYPE_PERMISSIONS_BOX);
  gtk_widget_class_install_action (widget_class, "admin.again", NULL, again_action);
  gtk_widget_class_install_action (widget_class, "admin.show", "s", show_action);
  gtk_widget_class_set_template_from_resource (widget_class, LF_ADMIN_UI ("lf-admin-page"));
  gtk_widget_class_bind_template_child (widget_class, LfAdminPage, box);
  gtk_widget_class_bind_template_child (widget_class, LfAdminPage, states);
  gtk_widget_class_bind_template_child (widget_class, LfAdminPage, tabs);
  gtk_widget_class_bind_template_child (widget_class, LfAdminPage, offline);
  gtk_widget_class_bind_template_child (widget_class, LfAdminPage, accounts);
  gtk_widget_class_bind_template_child (widget_class, LfAdminPage, devices);
  gtk_widget_class_bind_template_child (widget_class, LfAdminPage, audit);
  gtk_widget_class_bind_template_callback (widget_class, on_tab_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
}

static void
lf_admin_page_init (LfAdminPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
lf_admin_page_new (LfAppContext *context)
{
  LfAdminPage *self = g_object_new (LF_TYPE_ADMIN_PAGE, NULL);

  self->context = g_object_ref (context);
  lf_accounts_box_set_context (self->accounts, context);
  lf_devices_box_set_context (self->devices, context);
  lf_audit_box_set_context (self->audit, context);
  return GTK_WIDGET (self);
}
