/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The menu of stages that a project can be moved to. */

#include "config.h"

#include "lf-move-menu.h"

static void
append_stage (GMenu *menu, LfStage stage)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (lf_stage_label (stage), NULL);
  g_autoptr (GIcon) icon = g_themed_icon_new (lf_stage_icon (stage));

  g_menu_item_set_action_and_target (item, "record.move", "s", lf_stage_key (stage));
  g_menu_item_set_icon (item, icon);
  g_menu_append_item (menu, item);
}

GMenuModel *
lf_move_menu_new (LfStage current)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) live = g_menu_new ();
  g_autoptr (GMenu) others = g_menu_new ();

  for (guint stage = 0; stage < LF_N_STAGES; stage++)
    if (stage != current)
      append_stage (stage < LF_N_LIVE_STAGES ? live : others, (LfStage) stage);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (live));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (others));
  return G_MENU_MODEL (menu);
}
