/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Invented reports to draw: each kind of chart with names as zones have them. */

#pragma once

#include "lf-report.h"

G_BEGIN_DECLS

const char *const *chart_samples (void); /* NULL-terminated: "grouped", "lines" … */
LfReport *chart_sample (const char *name);

/* @n rows × @n_series of that type under @chart; 0, below zero, unknown and huge among them where
 * @is_wild. */
LfReport *
chart_of (LfChartKind chart, LfColumnType type, guint n, guint n_series, gboolean is_wild);

G_END_DECLS
