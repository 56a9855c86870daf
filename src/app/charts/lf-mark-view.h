/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A drawing with marks that can be pointed at, walked with the keyboard and listened to. */

#pragma once

#include <gtk/gtk.h>
#include "lf-chart.h"

G_BEGIN_DECLS

#define LF_TYPE_MARK_VIEW (lf_mark_view_get_type ())
G_DECLARE_DERIVABLE_TYPE (LfMarkView, lf_mark_view, LF, MARK_VIEW, GtkWidget)

/* What a drawing is made with. */
typedef struct
{
  const LfChartStyle *style;
  cairo_t *cr; /* (nullable): NULL lays out only */
  double width, height;
  int highlighted; /* a mark; -1: none */
} LfMarkDrawing;

struct _LfMarkViewClass
{
  GtkWidgetClass parent_class;

  gboolean (*has_drawing) (LfMarkView *self);
  /* @ret_marks: (out) (optional) (element-type LfChartMark): in the order they are read in */
  void (*draw) (LfMarkView *self, const LfMarkDrawing *drawing, GPtrArray **ret_marks);
  /* (nullable): the height that it needs; NULL: it takes what there is */
  double (*height) (LfMarkView *self, const LfChartStyle *style);
  /* (nullable): what is other than the theme's */
  void (*style) (LfMarkView *self, LfChartStyle *style);
};

/**
 * LfMarkView::activated: (row, column) of a mark: a person wants what is behind it
 * LfMarkView::walked-out: (step): the keyboard goes on before the first mark or after the last
 */

/* What is drawn is another. @spoken: all of it in words, for a screen reader */
void lf_mark_view_show (LfMarkView *self, const char *spoken);
/* As the arrow keys do: on by @step marks; where none is pointed at, to the first or the last. */
void lf_mark_view_walk (LfMarkView *self, int step);
void lf_mark_view_style (LfMarkView *self, LfChartStyle *ret_style);

G_END_DECLS
