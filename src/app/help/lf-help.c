/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the application says of itself. */

#include "config.h"

#include "lf-help.h"

#include "lf-guide-window.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>
#include <sqlite3.h>

void
lf_help_present_guide (GtkWindow *parent)
{
  gtk_window_present (GTK_WINDOW (lf_guide_window_new (parent)));
}

/* Made when it is asked for: as the window's help overlay it would be there unseen, and GTK 4.8
 * dies when a screen reader asks for a window that was never shown. */
void
lf_help_present_shortcuts (GtkWindow *parent)
{
  g_autoptr (GtkBuilder) builder
      = gtk_builder_new_from_resource ("/io/github/landfall/Landfall/window/shortcuts.ui");
  GtkWindow *shortcuts = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  gtk_window_set_transient_for (shortcuts, parent);
  gtk_window_present (shortcuts);
}

/* ---- About ---- */

/* For whoever is asked for help: no translation, so that it can be read anywhere. */
static char *
describe_system (LfAppContext *context)
{
  const char *store = context == NULL ? "-" : lf_store_folder (lf_app_context_store (context));
  g_autofree char *system = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);

  return g_strdup_printf (
      "Landfall %s\n"
      "Store: %s\n"
      "Device: %s\n"
      "System: %s\n"
      "GTK %u.%u.%u, libadwaita %u.%u.%u, GLib %u.%u.%u\n"
      "libsoup %u.%u.%u, SQLite %s\n"
      "Display: %s",
      LF_VERSION, store, context == NULL ? "-" : lf_store_device (lf_app_context_store (context)),
      system == NULL ? "-" : system, gtk_get_major_version (), gtk_get_minor_version (),
      gtk_get_micro_version (), adw_get_major_version (), adw_get_minor_version (),
      adw_get_micro_version (), glib_major_version, glib_minor_version, glib_micro_version,
      soup_get_major_version (), soup_get_minor_version (), soup_get_micro_version (),
      sqlite3_libversion (), G_OBJECT_TYPE_NAME (gdk_display_get_default ()));
}

void
lf_help_present_about (GtkWindow *parent, LfAppContext *context)
{
  g_autofree char *system = describe_system (context);
  const char *const authors[] = { "Landfall contributors", NULL };
  GtkWidget *dialog = g_object_new (
      GTK_TYPE_ABOUT_DIALOG, "transient-for", parent, "modal", TRUE, "program-name", _ ("Landfall"),
      "version", LF_VERSION, "logo-icon-name", LF_APP_ID, "license-type", GTK_LICENSE_GPL_3_0,
      "copyright", "© 2026 Landfall contributors", "authors", authors,
      /* Translators: your names, one a line. */
      "translator-credits", _ ("translator-credits"), "system-information", system, "comments",
      _ ("Investment promotion for development zones, offline first."), NULL);

  gtk_window_present (GTK_WINDOW (dialog));
  /* GTK begins with the name selected. */
  if (GTK_IS_LABEL (gtk_window_get_focus (GTK_WINDOW (dialog))))
    gtk_label_select_region (GTK_LABEL (gtk_window_get_focus (GTK_WINDOW (dialog))), 0, 0);
  gtk_window_set_focus (GTK_WINDOW (dialog), NULL);
}
