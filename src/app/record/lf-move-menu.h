/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The menu of stages that a project can be moved to. */

#pragma once

#include <gio/gio.h>
#include "lf-stage.h"

G_BEGIN_DECLS

/* (transfer full): every stage but @current, by "record.move"; what ends or rests a project stands
 * apart */
GMenuModel *lf_move_menu_new (LfStage current);

G_END_DECLS
