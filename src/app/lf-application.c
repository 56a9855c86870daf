/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The application: its command line, its actions, its end. */

#include "config.h"

#include "lf-application-private.h"

#include "lf-compat-focus.h"
#include "lf-compat-menu.h"
#include "lf-help.h"
#include "lf-stall-watch.h"

#include <glib/gi18n.h>
#include <string.h>

#define IDLE_MS (60 * 1000)

G_DEFINE_FINAL_TYPE (LfApplication, lf_application, ADW_TYPE_APPLICATION)

/* clang-format off */
static const GOptionEntry options[] = {
  { "store", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Folder of the store"), "DIR" },
  { "scheme", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Colours: light, dark or the system's"), "light|dark" },
  { "screenshots", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Draw every page into this folder, then end"), "DIR" },
  { "scene", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("What is drawn: sample, new, empty, shared, mass or offline"), "SCENE" },
  { "only", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Which pictures of it, with * and ?, and commas between"), "NAME" },
  { "text-scale", 0, 0, G_OPTION_ARG_DOUBLE, NULL, N_ ("Size of their text: 2 is twice the usual"), "FACTOR" },
  { "size", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Size of their window, in pixels"), "WIDTHxHEIGHT" },
  { "tell-cut-off", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Say which text has not the room it needs instead of drawing"), NULL },
  { "pause", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Wait for a line of input at each picture instead of drawing it"), NULL },
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Show the version"), NULL },
  { NULL },
};
/* clang-format on */

/* FALSE when there is no size to be read, which is said. */
static gboolean
take_picture_options (LfApplication *self, GVariantDict *dict)
{
  LfScreenshotOptions *pictures = &self->pictures;
  const char *size = NULL;
  char end;

  g_variant_dict_lookup (dict, "screenshots", "^ay", &pictures->folder);
  g_variant_dict_lookup (dict, "scene", "s", &pictures->scene);
  g_variant_dict_lookup (dict, "only", "s", &pictures->only);
  pictures->tells_cut_off = g_variant_dict_contains (dict, "tell-cut-off");
  pictures->pauses = g_variant_dict_contains (dict, "pause");
  g_variant_dict_lookup (dict, "text-scale", "d", &pictures->text_scale);
  if (!g_variant_dict_lookup (dict, "size", "&s", &size)
      || (sscanf (size, "%5dx%5d%c", &pictures->width, &pictures->height, &end) == 2
          && pictures->width > 0 && pictures->height > 0))
    return TRUE;
  g_printerr (_ ("landfall: “%s” is no size such as 1024x600.\n"), size);
  return FALSE;
}

static int
lf_application_handle_local_options (GApplication *application, GVariantDict *dict)
{
  LfApplication *self = LF_APPLICATION (application);
  const char *scheme = NULL;

  if (g_variant_dict_contains (dict, "version"))
    {
      g_print ("landfall %s\n", LF_VERSION);
      return 0;
    }
  g_variant_dict_lookup (dict, "store", "^ay", &self->folder);
  if (!take_picture_options (self, dict))
    return 2;
  if (self->folder != NULL || self->pictures.folder != NULL)
    g_application_set_flags (application,
                             g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
  if (self->folder == NULL)
    self->folder = lf_store_default_folder ();
  if (!g_variant_dict_lookup (dict, "scheme", "&s", &scheme))
    return -1;
  if (strcmp (scheme, "dark") != 0 && strcmp (scheme, "light") != 0)
    {
      g_printerr (_ ("landfall: “%s” is neither light nor dark.\n"), scheme);
      return 2;
    }
  self->scheme
      = strcmp (scheme, "dark") == 0 ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT;
  return -1;
}

/* Started with the desktop session, or by the bus for somebody who wants a window: that one comes
 * then. */
static void
begin_in_background (LfApplication *self)
{
  g_autoptr (LfPreferences) preferences = lf_preferences_new (self->folder);

  if (lf_preferences_get_brief (preferences).is_on)
    lf_application_begin (self);
}

static void
begin_with_window (LfApplication *self)
{
  self->wants_window = TRUE;
  lf_application_begin (self);
}

static void
lf_application_activate (GApplication *application)
{
  LfApplication *self = LF_APPLICATION (application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (window != NULL)
    gtk_window_present (window);
  else if (self->context != NULL)
    lf_application_show_window (self);
  else
    begin_with_window (self);
}

/* ---- Actions ---- */

/* The newest window stands on top. One that holds something unsaved asks, and stays. */
static void
on_quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint n = g_list_model_get_n_items (windows); n > 0; n--)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, n - 1);

      gtk_window_close (window);
      if (gtk_widget_get_visible (GTK_WIDGET (window)))
        return;
    }
}

static void
on_about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  lf_help_present_about (gtk_application_get_active_window (user_data),
                         LF_APPLICATION (user_data)->context);
}

static void
on_shortcuts_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  lf_help_present_shortcuts (gtk_application_get_active_window (user_data));
}

static void
on_help_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  lf_help_present_guide (gtk_application_get_active_window (user_data));
}

/* What a notification leads to. */
static void
on_show_today_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LfApplication *self = user_data;

  g_application_activate (G_APPLICATION (self));
  if (self->context != NULL)
    lf_app_context_show_view (self->context, "today");
}

static const GActionEntry actions[]
    = { { "quit", on_quit_cb },           { "show-today", on_show_today_cb },
        { "help", on_help_cb },           { "about", on_about_cb },
        { "shortcuts", on_shortcuts_cb }, { "restore", lf_application_on_restore_cb, "(ayb)" } };

static const struct
{
  const char *action, *keys[2];
} accelerators[] = {
  { "app.quit", { "<Control>q" } },
  { "app.help", { "F1" } },
  { "app.shortcuts", { "<Control>question" } },
  { "win.preferences", { "<Control>comma" } },
  { "win.capture", { "<Control>n" } },
  { "win.new", { "<Control><Shift>n" } },
  { "win.undo", { "<Control>z" } },
  { "win.redo", { "<Control><Shift>z" } },
  { "win.import", { "<Control>i" } },
  { "win.filter", { "<Control>f" } },
  { "win.search", { "<Control>k" } },
  { "win.sync", { "F5" } },
  { "win.sidebar", { "F9" } },
  { "win.board(true)", { "<Control>b" } },
  { "win.board(false)", { "<Control><Shift>b" } },
};

/* The theme of icons is read when one is looked for first, or here, while the window is made. */
static gpointer
read_icon_theme (gpointer data)
{
  g_autoptr (GtkIconTheme) theme = data;

  gtk_icon_theme_has_icon (theme, "lf-list-symbolic");
  return NULL;
}

static void
begin_with_icons (void)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gdk_display_get_default ());

  g_thread_unref (g_thread_new ("lf-icons", read_icon_theme, g_object_ref (theme)));
}

static void
lf_application_startup (GApplication *application)
{
  GtkApplication *self = GTK_APPLICATION (application);
  gboolean is_service = (g_application_get_flags (application) & G_APPLICATION_IS_SERVICE) != 0;

  /* The store is opened while the toolkit finds its display and its theme; without a command line
   * none is named yet. */
  if (!is_service && LF_APPLICATION (application)->folder != NULL)
    begin_with_window (LF_APPLICATION (application));
  G_APPLICATION_CLASS (lf_application_parent_class)->startup (application);
  if (LF_APPLICATION (application)->scheme != ADW_COLOR_SCHEME_DEFAULT)
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                        LF_APPLICATION (application)->scheme);
  if (!is_service)
    begin_with_icons ();
  lf_stall_watch_start ();
  lf_menus_speak_of_items ();
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  for (guint i = 0; i < G_N_ELEMENTS (accelerators); i++)
    gtk_application_set_accels_for_action (self, accelerators[i].action,
                                           (const char *const[]){ accelerators[i].keys[0], NULL });
  for (int i = 0; i < 9; i++)
    {
      g_autofree char *action = g_strdup_printf ("win.view(%d)", i);
      g_autofree char *key = g_strdup_printf ("<Control>%d", i + 1);
      gtk_application_set_accels_for_action (self, action, (const char *const[]){ key, NULL });
    }
  if (!is_service)
    return;
  /* Whoever searches goes on typing: the store stays open between two questions. */
  g_application_set_inactivity_timeout (application, IDLE_MS);
  begin_in_background (LF_APPLICATION (application));
}

static void
lf_application_shutdown (GApplication *application)
{
  LfApplication *self = LF_APPLICATION (application);

  g_clear_object (&self->clock);
  g_clear_object (&self->brief);
  if (self->context != NULL)
    {
      g_autoptr (LfStore) store = g_object_ref (lf_app_context_store (self->context));

      lf_sync_service_stop (lf_app_context_sync (self->context));
      g_clear_object (&self->context);
      lf_store_close_sync (store);
    }
  G_APPLICATION_CLASS (lf_application_parent_class)->shutdown (application);
}

static void
lf_application_finalize (GObject *object)
{
  LfApplication *self = LF_APPLICATION (object);

  lf_application_forget_errands (self);
  g_free (self->folder);
  g_free (self->pictures.folder);
  g_free (self->pictures.scene);
  g_free (self->pictures.only);
  G_OBJECT_CLASS (lf_application_parent_class)->finalize (object);
}

static void
lf_application_window_added (GtkApplication *application, GtkWindow *window)
{
  GTK_APPLICATION_CLASS (lf_application_parent_class)->window_added (application, window);
  lf_window_keep_focus (window);
}

static void
lf_application_class_init (LfApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lf_application_finalize;
  application_class->handle_local_options = lf_application_handle_local_options;
  application_class->activate = lf_application_activate;
  application_class->open = lf_application_open;
  application_class->dbus_register = lf_application_dbus_register;
  application_class->dbus_unregister = lf_application_dbus_unregister;
  application_class->startup = lf_application_startup;
  application_class->shutdown = lf_application_shutdown;
  GTK_APPLICATION_CLASS (klass)->window_added = lf_application_window_added;
}

static void
lf_application_init (LfApplication *self)
{
  g_queue_init (&self->errands);
  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _ ("[FILE…]"));
}

LfApplication *
lf_application_new (void)
{
  return g_object_new (LF_TYPE_APPLICATION, "application-id", LF_APP_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN, NULL);
}

int
lf_application_status (LfApplication *self)
{
  g_return_val_if_fail (LF_IS_APPLICATION (self), 1);
  return self->status;
}
