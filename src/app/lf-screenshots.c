/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drawing every page of the window into files. */

#include "config.h"

#include "lf-screenshots.h"

#include "lf-view.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define SETTLE_MS 700 /* animations of the toolkit end within half a second */

typedef struct
{
  LfWindow *window;
  char *folder;
  guint step;
} Session;

/* What is shown step by step; each is drawn once its page has read what it shows. */
typedef struct
{
  const char *name, *view;
  gboolean board, record;
} Step;

static const Step steps[] = {
  { "leads", "leads" },
  { "negotiations", "negotiations" },
  { "signings", "signings" },
  { "land", "land" },
  { "projects", "projects" },
  { "board", "projects", TRUE },
  { "record", "leads", FALSE, TRUE },
  { "charts", "charts" },
  { "enterprises", "enterprises" },
  { "contacts", "contacts" },
  { "conflicts", "conflicts" },
};

static char *
file_of (const Session *session, const char *name)
{
  const char *scheme
      = adw_style_manager_get_dark (adw_style_manager_get_default ()) ? "dark" : "light";
  /* Translators: the code of the language, part of a file's name. */
  g_autofree char *file
      = g_strdup_printf ("%s-%s-%s.png", name, C_ ("language code", "en"), scheme);

  return g_build_filename (session->folder, file, NULL);
}

static void
draw (const Session *session, const char *name)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (session->window));
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree char *path = file_of (session, name);

  gdk_paintable_snapshot (paintable, GDK_SNAPSHOT (snapshot),
                          gdk_paintable_get_intrinsic_width (paintable),
                          gdk_paintable_get_intrinsic_height (paintable));
  node = gtk_snapshot_to_node (snapshot);
  if (node == NULL)
    return;
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (session->window)),
                                         node, NULL);
  if (gdk_texture_save_to_png (texture, path))
    g_print ("%s\n", path);
}

static void
show_step (const Session *session)
{
  const Step *step = &steps[session->step];

  lf_window_show_view (session->window, step->view);
  lf_window_show_board (session->window, step->board);
  if (step->record)
    lf_window_open_first_record (session->window);
}

static gboolean
on_settled_cb (gpointer user_data)
{
  Session *session = user_data;

  if (!lf_window_is_ready (session->window))
    return G_SOURCE_CONTINUE;
  draw (session, steps[session->step].name);
  if (++session->step < G_N_ELEMENTS (steps))
    {
      show_step (session);
      return G_SOURCE_CONTINUE;
    }
  g_action_group_activate_action (G_ACTION_GROUP (g_application_get_default ()), "quit", NULL);
  g_object_unref (session->window);
  g_free (session->folder);
  g_free (session);
  return G_SOURCE_REMOVE;
}

gboolean
lf_screenshots_take (LfWindow *window, const char *folder, GError **error)
{
  Session *session;

  if (g_mkdir_with_parents (folder, 0755) != 0 || g_access (folder, W_OK | X_OK) != 0)
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED,
                   _ ("The pictures cannot be written into “%1$s”: %2$s. Choose another folder."),
                   folder, g_strerror (errno));
      return FALSE;
    }
  session = g_new0 (Session, 1);
  session->window = g_object_ref (window);
  session->folder = g_strdup (folder);
  show_step (session);
  g_timeout_add (SETTLE_MS, on_settled_cb, session);
  return TRUE;
}
