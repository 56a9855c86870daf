/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The menu of a tile. */

#include "config.h"

#include "lf-tile-menu.h"

#include <glib/gi18n.h>

static void
append (GMenu *menu, const char *label, const char *action, const char *target /* nullable */)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  if (target == NULL)
    g_menu_item_set_action_and_target (item, action, NULL);
  else
    g_menu_item_set_action_and_target (item, action, "s", target);
  g_menu_append_item (menu, item);
}

static void
append_moves (GMenu *menu)
{
  g_autoptr (GMenu) moves = g_menu_new ();

  append (moves, _ ("Move _Left"), "tile.move", "left");
  append (moves, _ ("Move _Right"), "tile.move", "right");
  append (moves, _ ("Move to the _First Place"), "tile.move", "first");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (moves));
}

static void
append_sizes (GMenu *menu)
{
  g_autoptr (GMenu) sizes = g_menu_new ();

  for (LfTileSize size = 0; size < LF_N_TILE_SIZES; size++)
    append (sizes, lf_tile_size_label (size), "tile.size", lf_tile_size_name (size));
  g_menu_append_submenu (menu, _ ("_Size"), G_MENU_MODEL (sizes));
}

static void
append_columns (GMenu *menu, const LfReport *report)
{
  g_autoptr (GMenu) figures = g_menu_new ();
  g_autoptr (GPtrArray) columns = lf_tile_columns (report);

  for (guint i = 0; i < columns->len; i++)
    {
      const LfReportColumn *column = columns->pdata[i];
      append (figures, column->label, "tile.column", column->name);
    }
  g_menu_append_submenu (menu, _ ("_Figure"), G_MENU_MODEL (figures));
}

/* What a report may be shown as, and its rows; a list is what it is. */
static void
append_showing (GMenu *menu, const LfTile *tile, const LfReport *report)
{
  g_autoptr (GMenu) shown = g_menu_new ();
  g_autoptr (GMenu) rows = g_menu_new ();
  const char *const *groups = lf_report_groups (tile->report);

  for (LfTileShown as = 0; as < LF_N_TILES_SHOWN; as++)
    if (as != LF_TILE_LIST)
      append (shown, lf_tile_shown_label (as), "tile.shown", lf_tile_shown_name (as));
  g_menu_append_submenu (menu, _ ("Sho_wn As"), G_MENU_MODEL (shown));
  for (const char *const *group = groups; group != NULL && *group != NULL; group++)
    append (rows, lf_report_group_label (*group), "tile.by", *group);
  if (groups != NULL)
    g_menu_append_submenu (menu, _ ("R_ows"), G_MENU_MODEL (rows));
  if (tile->shown == LF_TILE_FIGURE && report != NULL)
    append_columns (menu, report);
}

void
lf_tile_menu_fill (GtkMenuButton *button, const LfTile *tile, const LfReport *report)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) how = g_menu_new ();
  g_autoptr (GMenu) away = g_menu_new ();

  append_moves (menu);
  append_sizes (how);
  if (tile->is_known && tile->report != NULL)
    append_showing (how, tile, report);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (how));
  append (away, _ ("Remo_ve"), "tile.remove", NULL);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (away));
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}
