/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The colours and the font that drawings have in the window. */

#pragma once

#include <gtk/gtk.h>
#include "lf-chart.h"

G_BEGIN_DECLS

/* The theme's side of light and dark; in high contrast nothing is dim. */
void lf_chart_style_for (GtkWidget *widget, LfChartStyle *ret_style);

G_END_DECLS
