/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tiles of a dashboard in as many columns as there is room for. */

#include "config.h"

#include "lf-tile-grid.h"

#include "lf-text-scale.h"

#define LEAST_WIDTH 318 /* px, of a column with text of the usual size: a chart in its card */
#define LEAST_WIDTH_OF_ALL 300
#define ROW 240 /* likewise */
#define GAP 12
#define MOST_COLUMNS 4

struct _LfTileGrid
{
  GtkWidget parent_instance;

  LfAppContext *context;
  LfDashboard *dashboard; /* (nullable) */
  GHashTable *views;      /* id → LfTileView, which is a child */
  guint n_columns;
  gboolean is_fixed;
};

enum
{
  ARRANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfTileGrid, lf_tile_grid, GTK_TYPE_WIDGET)

/* ---- Places ---- */

/* Larger text needs larger tiles. */
static int
scaled (LfTileGrid *self, int pixels)
{
  return (int) (pixels * lf_text_scale (GTK_WIDGET (self)));
}

static guint
columns_in (LfTileGrid *self, int width)
{
  return (guint) CLAMP ((width + GAP) / (scaled (self, LEAST_WIDTH) + GAP), 1, MOST_COLUMNS);
}

/* (transfer full) */
static LfTilePlace *
place_tiles (LfTileGrid *self, int width, guint *ret_n_rows)
{
  guint n = self->dashboard == NULL ? 0 : self->dashboard->tiles->len;
  LfTilePlace *places = g_new0 (LfTilePlace, n + 1);

  *ret_n_rows = n == 0 ? 0 : lf_dashboard_place (self->dashboard, columns_in (self, width), places);
  return places;
}

static int
height_of (LfTileGrid *self, guint n_rows)
{
  return n_rows == 0 ? 0 : (int) n_rows * (scaled (self, ROW) + GAP) - GAP;
}

static GtkSizeRequestMode
lf_tile_grid_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
lf_tile_grid_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  guint n_rows;
  g_autofree LfTilePlace *places = NULL;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = LEAST_WIDTH_OF_ALL;
      *natural = MOST_COLUMNS * (LEAST_WIDTH + GAP) - GAP;
      return;
    }
  places = place_tiles (LF_TILE_GRID (widget), for_size < 0 ? LEAST_WIDTH : for_size, &n_rows);
  *minimum = *natural = height_of (LF_TILE_GRID (widget), n_rows);
}

static LfTileView *
view_at (LfTileGrid *self, guint place)
{
  const LfTile *tile = self->dashboard->tiles->pdata[place];

  return g_hash_table_lookup (self->views, GUINT_TO_POINTER (tile->id));
}

static void
lf_tile_grid_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LfTileGrid *self = LF_TILE_GRID (widget);
  guint n_rows;
  g_autofree LfTilePlace *places = place_tiles (self, width, &n_rows);
  int column, row;

  self->n_columns = columns_in (self, width);
  column = (width + GAP) / (int) self->n_columns;
  row = scaled (self, ROW) + GAP;
  if (self->is_fixed && n_rows > 0)
    row = MAX ((height + GAP) / (int) n_rows, row);
  for (guint i = 0; self->dashboard != NULL && i < self->dashboard->tiles->len; i++)
    {
      const LfTilePlace *place = &places[i];
      GtkAllocation area
          = { (int) place->column * column, (int) place->row * row,
              (int) place->n_columns * column - GAP, (int) place->n_rows * row - GAP };
      int least;

      gtk_widget_measure (GTK_WIDGET (view_at (self, i)), GTK_ORIENTATION_HORIZONTAL, -1, &least,
                          NULL, NULL, NULL);
      gtk_widget_measure (GTK_WIDGET (view_at (self, i)), GTK_ORIENTATION_VERTICAL, -1, &least,
                          NULL, NULL, NULL);
      gtk_widget_size_allocate (GTK_WIDGET (view_at (self, i)), &area, -1);
    }
}

/* ---- Tiles ---- */

static void
on_arranged_cb (LfTileView *view, const char *what, const char *value, gpointer user_data)
{
  g_signal_emit (user_data, signals[ARRANGED], 0, lf_tile_view_id (view), what, value);
}

static LfTileView *
add_view (LfTileGrid *self, guint id)
{
  LfTileView *view = lf_tile_view_new (self->context);

  if (self->is_fixed)
    lf_tile_view_set_fixed (view);
  g_signal_connect (view, "arranged", G_CALLBACK (on_arranged_cb), self);
  gtk_widget_set_parent (GTK_WIDGET (view), GTK_WIDGET (self));
  g_hash_table_insert (self->views, GUINT_TO_POINTER (id), view);
  return view;
}

static void
remove_gone (LfTileGrid *self)
{
  GHashTableIter iter;
  gpointer id, view;

  g_hash_table_iter_init (&iter, self->views);
  while (g_hash_table_iter_next (&iter, &id, &view))
    if (self->dashboard == NULL
        || lf_dashboard_tile (self->dashboard, GPOINTER_TO_UINT (id), NULL) == NULL)
      {
        g_hash_table_iter_remove (&iter);
        lf_app_leave (view);
        gtk_widget_unparent (view);
      }
}

/* The order of the children is the one the keyboard goes by. */
void
lf_tile_grid_show (LfTileGrid *self, const LfDashboard *dashboard)
{
  GtkWidget *before = NULL;

  g_clear_pointer (&self->dashboard, lf_dashboard_free);
  self->dashboard = lf_dashboard_copy (dashboard);
  remove_gone (self);
  for (guint i = 0; i < dashboard->tiles->len; i++)
    {
      const LfTile *tile = dashboard->tiles->pdata[i];
      LfTileView *view = view_at (self, i);

      if (view == NULL)
        view = add_view (self, tile->id);
      if (gtk_widget_get_prev_sibling (GTK_WIDGET (view)) != before)
        gtk_widget_insert_after (GTK_WIDGET (view), GTK_WIDGET (self), before);
      before = GTK_WIDGET (view);
      lf_tile_view_show (view, tile, &dashboard->filter);
    }
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
on_store_changed_cb (LfTileGrid *self, LfStoreNews *news)
{
  GHashTableIter iter;
  gpointer view;

  g_hash_table_iter_init (&iter, self->views);
  while (g_hash_table_iter_next (&iter, NULL, &view))
    lf_tile_view_take_news (view, news);
}

/* ---- Widget ---- */

static void
lf_tile_grid_dispose (GObject *object)
{
  LfTileGrid *self = LF_TILE_GRID (object);

  g_clear_pointer (&self->dashboard, lf_dashboard_free);
  remove_gone (self);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (lf_tile_grid_parent_class)->dispose (object);
}

static void
lf_tile_grid_finalize (GObject *object)
{
  g_hash_table_unref (LF_TILE_GRID (object)->views);
  G_OBJECT_CLASS (lf_tile_grid_parent_class)->finalize (object);
}

static void
lf_tile_grid_class_init (LfTileGridClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_tile_grid_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_tile_grid_finalize;
  widget_class->get_request_mode = lf_tile_grid_get_request_mode;
  widget_class->measure = lf_tile_grid_measure;
  widget_class->size_allocate = lf_tile_grid_size_allocate;
  signals[ARRANGED]
      = g_signal_new ("arranged", LF_TYPE_TILE_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 3, G_TYPE_UINT, G_TYPE_STRING, G_TYPE_STRING);
}

static void
lf_tile_grid_init (LfTileGrid *self)
{
  self->views = g_hash_table_new (NULL, NULL);
  self->n_columns = 1;
}

void
lf_tile_grid_set_context (LfTileGrid *self, LfAppContext *context)
{
  g_return_if_fail (self->context == NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (lf_app_context_store (context), "changed",
                           G_CALLBACK (on_store_changed_cb), self, G_CONNECT_SWAPPED);
}

void
lf_tile_grid_set_fixed (LfTileGrid *self)
{
  self->is_fixed = TRUE;
}

LfTileView *
lf_tile_grid_tile (LfTileGrid *self, guint id)
{
  return g_hash_table_lookup (self->views, GUINT_TO_POINTER (id));
}

gboolean
lf_tile_grid_is_ready (LfTileGrid *self)
{
  GHashTableIter iter;
  gpointer view;

  g_hash_table_iter_init (&iter, self->views);
  while (g_hash_table_iter_next (&iter, NULL, &view))
    if (!lf_tile_view_is_ready (view))
      return FALSE;
  return self->dashboard != NULL;
}

guint
lf_tile_grid_n_columns (LfTileGrid *self)
{
  return self->n_columns;
}
