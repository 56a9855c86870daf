/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Arranging the tiles of a dashboard, and where they stand in a grid. */

#include "config.h"

#include "lf-dashboard-private.h"
#include "lf-report.h"

const LfTile *
lf_dashboard_tile (const LfDashboard *self, guint id, guint *ret_place)
{
  for (guint i = 0; i < self->tiles->len; i++)
    {
      const LfTile *tile = self->tiles->pdata[i];

      if (tile->id != id)
        continue;
      if (ret_place != NULL)
        *ret_place = i;
      return tile;
    }
  return NULL;
}

static gboolean
add (LfDashboard *self, const char *member, const char *value, LfTileShown shown, LfTileSize size)
{
  JsonNode *text;
  JsonObject *object;

  if (self->unread != NULL || self->tiles->len >= LF_DASHBOARD_MOST_TILES)
    return FALSE;
  text = json_node_new (JSON_NODE_OBJECT);
  object = json_object_new ();
  json_object_set_string_member (object, member, value);
  json_object_set_string_member (object, "shown", lf_tile_shown_name (shown));
  json_object_set_string_member (object, "size", lf_tile_size_name (size));
  json_node_take_object (text, object);
  g_ptr_array_add (self->tiles, lf_tile_new (++self->n_ids, text));
  return TRUE;
}

gboolean
lf_dashboard_add_report (LfDashboard *self, const char *report, LfTileShown shown)
{
  return add (self, "report", report, shown,
              shown == LF_TILE_FIGURE ? LF_TILE_SMALL : LF_TILE_LARGE);
}

gboolean
lf_dashboard_add_view (LfDashboard *self, const char *view)
{
  return add (self, "view", view, LF_TILE_LIST, LF_TILE_SMALL);
}

void
lf_dashboard_remove (LfDashboard *self, guint id)
{
  guint place;

  if (lf_dashboard_tile (self, id, &place) != NULL)
    g_ptr_array_remove_index (self->tiles, place);
}

void
lf_dashboard_move_to (LfDashboard *self, guint id, guint place)
{
  guint from;
  gpointer tile;

  if (lf_dashboard_tile (self, id, &from) == NULL)
    return;
  tile = g_ptr_array_steal_index (self->tiles, from);
  g_ptr_array_insert (self->tiles, (int) MIN (place, self->tiles->len), tile);
}

void
lf_dashboard_move (LfDashboard *self, guint id, int step)
{
  guint from;

  if (lf_dashboard_tile (self, id, &from) != NULL)
    lf_dashboard_move_to (self, id,
                          (guint) CLAMP ((int) from + step, 0, (int) self->tiles->len - 1));
}

static void
set (LfDashboard *self, guint id, const char *member, const char *value)
{
  guint place;
  const LfTile *tile = lf_dashboard_tile (self, id, &place);
  LfTile *after;

  if (tile == NULL)
    return;
  after = lf_tile_with (tile, member, value);
  lf_tile_free (self->tiles->pdata[place]);
  self->tiles->pdata[place] = after;
}

void
lf_dashboard_set_size (LfDashboard *self, guint id, LfTileSize size)
{
  set (self, id, "size", lf_tile_size_name (size));
}

/* A list is a list, and a report is none. */
void
lf_dashboard_set_shown (LfDashboard *self, guint id, LfTileShown shown)
{
  const LfTile *tile = lf_dashboard_tile (self, id, NULL);

  if (tile != NULL && (tile->report == NULL) == (shown == LF_TILE_LIST))
    set (self, id, "shown", lf_tile_shown_name (shown));
}

void
lf_dashboard_set_by (LfDashboard *self, guint id, const char *by)
{
  set (self, id, "by", by);
}

void
lf_dashboard_set_column (LfDashboard *self, guint id, const char *column)
{
  set (self, id, "column", column);
}

/* ---- Places ---- */

static gboolean
is_free (const GByteArray *taken, guint n_columns, const LfTilePlace *place)
{
  for (guint row = place->row; row < place->row + place->n_rows; row++)
    for (guint column = place->column; column < place->column + place->n_columns; column++)
      if (row * n_columns + column < taken->len && taken->data[row * n_columns + column])
        return FALSE;
  return TRUE;
}

static void
take (GByteArray *taken, guint n_columns, const LfTilePlace *place)
{
  guint n = (place->row + place->n_rows) * n_columns, had = taken->len;

  if (n > had)
    {
      g_byte_array_set_size (taken, n);
      memset (taken->data + had, 0, n - had);
    }
  for (guint row = place->row; row < place->row + place->n_rows; row++)
    memset (taken->data + row * n_columns + place->column, 1, place->n_columns);
}

/* Room that is left on its right or below it is a tile's, up to twice its own width. */
static void
grow (GByteArray *taken, guint n_columns, guint n_rows, LfTilePlace *place)
{
  const guint most = 2 * place->n_columns;

  for (gboolean is_wider = TRUE; is_wider && place->n_columns < most;)
    {
      LfTilePlace beside = { place->column + place->n_columns, place->row, 1, place->n_rows };

      is_wider = beside.column < n_columns && is_free (taken, n_columns, &beside);
      place->n_columns += is_wider ? 1 : 0;
      if (is_wider)
        take (taken, n_columns, &beside);
    }
  for (gboolean is_taller = TRUE; is_taller;)
    {
      LfTilePlace below = { place->column, place->row + place->n_rows, place->n_columns, 1 };

      is_taller = below.row < n_rows && is_free (taken, n_columns, &below);
      place->n_rows += is_taller ? 1 : 0;
      if (is_taller)
        take (taken, n_columns, &below);
    }
}

guint
lf_dashboard_place (const LfDashboard *self, guint n_columns, LfTilePlace *ret_places)
{
  g_autoptr (GByteArray) taken = g_byte_array_new ();

  for (guint i = 0; i < self->tiles->len; i++)
    {
      LfTilePlace *place = &ret_places[i];

      *place = (LfTilePlace){ 0 };
      lf_tile_size_cells (((const LfTile *) self->tiles->pdata[i])->size, &place->n_columns,
                          &place->n_rows);
      place->n_columns = MIN (place->n_columns, n_columns);
      while (!is_free (taken, n_columns, place))
        {
          place->column++;
          if (place->column + place->n_columns > n_columns)
            {
              place->column = 0;
              place->row++;
            }
        }
      take (taken, n_columns, place);
    }
  for (guint i = 0; i < self->tiles->len; i++)
    grow (taken, n_columns, taken->len / n_columns, &ret_places[i]);
  return taken->len / n_columns;
}
