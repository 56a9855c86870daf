/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Map tiles in a folder of this device. */

#include "config.h"

#include "lf-tile-folder.h"

#define TILE_SIZE 256 /* px */
#define MOST_ZOOM 19

struct _LfTileFolder
{
  ShumateMapSource parent_instance;
  char *folder; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (LfTileFolder, lf_tile_folder, SHUMATE_TYPE_MAP_SOURCE)

static void
take_tile (GTask *task, GBytes *bytes)
{
  ShumateTile *tile = g_task_get_task_data (task);
  g_autoptr (GdkTexture) texture = bytes == NULL ? NULL : gdk_texture_new_from_bytes (bytes, NULL);

  if (texture != NULL)
    shumate_tile_set_paintable (tile, GDK_PAINTABLE (texture));
  shumate_tile_set_fade_in (tile, FALSE);
  shumate_tile_set_state (tile, SHUMATE_STATE_DONE);
  g_task_return_boolean (task, TRUE);
}

/* A tile that is not there is blank. */
static void
on_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_file_load_bytes_finish (G_FILE (source), result, NULL, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    take_tile (task, bytes);
}

static void
fill_tile_async (ShumateMapSource *source,
                 ShumateTile *tile,
                 GCancellable *cancellable,
                 GAsyncReadyCallback callback,
                 gpointer user_data)
{
  LfTileFolder *self = LF_TILE_FOLDER (source);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;

  g_task_set_task_data (task, g_object_ref (tile), g_object_unref);
  if (self->folder == NULL)
    {
      take_tile (task, NULL);
      return;
    }
  path = g_strdup_printf ("%s/%u/%u/%u.png", self->folder, shumate_tile_get_zoom_level (tile),
                          shumate_tile_get_x (tile), shumate_tile_get_y (tile));
  file = g_file_new_for_path (path);
  g_file_load_bytes_async (file, cancellable, on_loaded_cb, g_steal_pointer (&task));
}

static gboolean
fill_tile_finish (ShumateMapSource *source, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
lf_tile_folder_finalize (GObject *object)
{
  g_free (LF_TILE_FOLDER (object)->folder);
  G_OBJECT_CLASS (lf_tile_folder_parent_class)->finalize (object);
}

static void
lf_tile_folder_class_init (LfTileFolderClass *klass)
{
  ShumateMapSourceClass *source_class = SHUMATE_MAP_SOURCE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lf_tile_folder_finalize;
  source_class->fill_tile_async = fill_tile_async;
  source_class->fill_tile_finish = fill_tile_finish;
}

static void
lf_tile_folder_init (LfTileFolder *self)
{
}

ShumateMapSource *
lf_tile_folder_new (const char *folder)
{
  LfTileFolder *self
      = g_object_new (LF_TYPE_TILE_FOLDER, "id", "landfall", "name", "Landfall", "min-zoom-level",
                      0, "max-zoom-level", MOST_ZOOM, "tile-size", TILE_SIZE, "projection",
                      SHUMATE_MAP_PROJECTION_MERCATOR, NULL);

  self->folder = g_strdup (folder);
  return SHUMATE_MAP_SOURCE (self);
}
