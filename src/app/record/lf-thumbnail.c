/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small pictures of attached images. */

#include "config.h"

#include "lf-thumbnail.h"

#include "lf-store-files.h"

#include <glib/gstdio.h>
#include <string.h>

#define EDGE 96                       /* twice what is shown, for fine screens */
#define MAX_PIXELS (80 * 1000 * 1000) /* a small file may hold a picture of any size */

static gboolean
is_image (const char *name)
{
  g_autofree char *type = g_content_type_guess (name, NULL, 0, NULL);

  return g_content_type_is_a (type, "image/*");
}

GIcon *
lf_thumbnail_icon (const char *name)
{
  g_autofree char *type = g_content_type_guess (name, NULL, 0, NULL);

  return g_content_type_get_symbolic_icon (type);
}

static GdkTexture *
make (const char *source, const char *target)
{
  int width = 0, height = 0;
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  g_autofree char *folder = g_path_get_dirname (target);

  if (gdk_pixbuf_get_file_info (source, &width, &height) == NULL
      || (gint64) width * height > MAX_PIXELS)
    return NULL;
  pixbuf = gdk_pixbuf_new_from_file_at_scale (source, EDGE, EDGE, TRUE, NULL);
  if (pixbuf == NULL)
    return NULL;
  g_mkdir_with_parents (folder, 0700);
  gdk_pixbuf_save (pixbuf, target, "png", NULL, NULL);
  return gdk_texture_new_for_pixbuf (pixbuf);
}

static void
load_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  LfStore *store = source;
  const char *element = data;
  g_autofree char *path = lf_store_file_path (store, element);
  g_autofree char *name = g_strdup_printf ("%.*s.png", LF_DIGEST_CHARS, element);
  g_autofree char *cached
      = g_build_filename (lf_store_folder (store), "cache", "thumbnails", name, NULL);
  GdkTexture *texture = NULL;

  if (is_image (lf_file_name (element)) && lf_store_has_file (store, element))
    {
      texture = gdk_texture_new_from_filename (cached, NULL);
      if (texture == NULL)
        texture = make (path, cached);
    }
  g_task_return_pointer (task, texture, g_object_unref);
}

void
lf_thumbnail_load_async (LfStore *store,
                         const char *element,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_source_tag (task, lf_thumbnail_load_async);
  g_task_set_task_data (task, g_strdup (element), g_free);
  g_task_run_in_thread (task, load_in_thread);
}

GdkTexture *
lf_thumbnail_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
