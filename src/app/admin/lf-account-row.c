/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An account on the administrator's page. */

#include "config.h"

#include "lf-account-row.h"

#include "lf-admin-ask.h"

#include <glib/gi18n.h>
#include <string.h>

struct _LfAccountRow
{
  AdwActionRow parent_instance;
  JsonObject *account;
  GMenuModel *menu;
};

enum
{
  ASKED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfAccountRow, lf_account_row, ADW_TYPE_ACTION_ROW)

const char *
lf_role_label (const char *role)
{
  for (const LfOption *option = lf_permission_roles (); option->key != NULL; option++)
    if (strcmp (option->key, role) == 0)
      return lf_option_label (option);
  return role;
}

JsonObject *
lf_account_row_get_account (LfAccountRow *self)
{
  return self->account;
}

/* ---- What is asked for ---- */

static void
ask_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *what, *value;

  g_variant_get (parameter, "(&s&s)", &what, &value);
  g_signal_emit (widget, signals[ASKED], 0, what, value);
}

static void
append (GMenu *menu, const char *label, const char *what, const char *value)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "account.ask", "(ss)", what, value);
  g_menu_append_item (menu, item);
}

static GMenuModel *
make_roles (const char *current)
{
  GMenu *roles = g_menu_new ();

  for (const LfOption *option = lf_permission_roles (); option->key != NULL; option++)
    if (strcmp (option->key, current) != 0)
      append (roles, lf_option_label (option), "role", option->key);
  return G_MENU_MODEL (roles);
}

static GMenuModel *
make_menu (JsonObject *account, gboolean is_oneself)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenuModel) roles = make_roles (lf_admin_text (account, "role"));
  gboolean is_closed = strcmp (lf_admin_text (account, "state"), "disabled") == 0;

  append (menu, _ ("Give a New Password…"), "reset", "");
  append (menu, _ ("Parks and Teams…"), "place", "");
  if (is_oneself)
    return G_MENU_MODEL (menu);
  g_menu_append_submenu (menu, _ ("Change Role"), roles);
  append (menu, is_closed ? _ ("Open the Account") : _ ("Close the Account"), "state",
          is_closed ? "active" : "disabled");
  append (menu, _ ("Remove…"), "remove", "");
  return G_MENU_MODEL (menu);
}

/* ---- The row ---- */

/* When it is opened: a zone has many accounts, and a menu is many widgets. */
static void
make_popover (GtkMenuButton *button, gpointer menu)
{
  if (gtk_menu_button_get_popover (button) == NULL)
    gtk_menu_button_set_popover (button, gtk_popover_menu_new_from_model (menu));
}

static void
lf_account_row_finalize (GObject *object)
{
  g_clear_object (&LF_ACCOUNT_ROW (object)->menu);
  g_clear_pointer (&LF_ACCOUNT_ROW (object)->account, json_object_unref);
  G_OBJECT_CLASS (lf_account_row_parent_class)->finalize (object);
}

static void
lf_account_row_class_init (LfAccountRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lf_account_row_finalize;
  signals[ASKED] = g_signal_new ("asked", LF_TYPE_ACCOUNT_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "account.ask", "(ss)", ask_action);
}

static void
lf_account_row_init (LfAccountRow *self)
{
}

static void
append_places (GString *text, JsonObject *account, const char *member, GPtrArray *records)
{
  g_auto (GStrv) ids = lf_places_ids (account, member);
  g_autofree char *names = lf_places_tell (records, (const char *const *) ids);

  if (*names != '\0')
    g_string_append_printf (text, " · %s", names);
}

static char *
describe (JsonObject *account, const LfPlaces *places, gboolean is_oneself)
{
  GString *text = g_string_new (lf_role_label (lf_admin_text (account, "role")));

  append_places (text, account, "park", places->parks);
  append_places (text, account, "team", places->teams);
  if (is_oneself)
    g_string_append_printf (text, " · %s", _ ("you"));
  if (strcmp (lf_admin_text (account, "state"), "disabled") == 0)
    g_string_append_printf (text, " · %s", _ ("closed"));
  if (json_object_get_boolean_member_with_default (account, "one_time", FALSE))
    g_string_append_printf (text, " · %s", _ ("has yet to choose a password"));
  return g_string_free (text, FALSE);
}

LfAccountRow *
lf_account_row_new (JsonObject *account, const LfPlaces *places, gboolean is_oneself)
{
  LfAccountRow *self = g_object_new (LF_TYPE_ACCOUNT_ROW, "use-markup", FALSE, NULL);
  GtkWidget *button = gtk_menu_button_new ();
  g_autofree char *subtitle = describe (account, places, is_oneself);
  const char *name = lf_admin_text (account, "name");
  g_autofree char *label = g_strdup_printf (_ ("Change the account %s"), name);

  self->account = json_object_ref (account);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  self->menu = make_menu (account, is_oneself);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), make_popover, self->menu, NULL);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), button);
  if (strcmp (lf_admin_text (account, "state"), "disabled") == 0)
    gtk_widget_add_css_class (GTK_WIDGET (self), "dim-label");
  return self;
}
