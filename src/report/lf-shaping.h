/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A shape being filled in: the rows and columns that were met, and the figures of each. */

#pragma once

#include "lf-report-shape.h"

G_BEGIN_DECLS

/* What a row or a column stands for, and what is told of it. */
typedef struct
{
  char *key; /* (nullable): blank */
  char *label, *where;
  guint order;    /* of a choice */
  GArray *values; /* (element-type LfFigureValue): of each figure */
} LfShapedLine;

typedef struct
{
  LfReportBuilder *builder;
  const LfReportShape *shape;
  guint n_figures;
  char *base;                                   /* the condition on all records */
  char **wheres;                                /* of each figure (nullable elements) */
  LfGrouping row, column;                       /* field NULL: there is none */
  GPtrArray *rows, *columns;                    /* (element-type LfShapedLine) */
  GHashTable *by_row, *by_column, *by_crossing; /* (element-type utf8 LfShapedLine) */
  LfShapedLine *total;
} LfShaping;

void lf_shaping_init (LfShaping *self, LfReportBuilder *builder, const LfReportShape *shape);
void lf_shaping_clear (LfShaping *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LfShaping, lf_shaping_clear)

/* Fills in rows, columns and total, in no order. */
gboolean lf_shaping_read (LfShaping *self, GError **error);
gboolean lf_shaping_is_banded (const LfShaping *self); /* its rows are conditions of the shape's */
/* (nullable): what is told where the two meet; of the total the column itself */
const LfShapedLine *
lf_shaping_crossing (const LfShaping *self, const LfShapedLine *row, const LfShapedLine *column);
/* (transfer full): the condition on the records of others behind @figure of @line */
char *lf_shaping_others_where (const LfShaping *self, const LfShapedLine *line, guint figure);

/* @label, @where: (transfer full) (nullable) */
LfShapedLine *lf_shaped_line_new (const LfShaping *self, const char *key, char *label, char *where);
void lf_shaped_line_free (gpointer line);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfShapedLine, lf_shaped_line_free)
const LfFigureValue *lf_shaped_line_value (const LfShapedLine *self, guint figure);

/* The first of the shape's figures that is of the same days as its @figure: they are read once. */
guint lf_shape_days_at (const LfReportShape *self, guint figure);
/* Read from the store, not worked out from others. */
gboolean lf_shape_figure_is_read (const LfShapeFigure *self);
/* Money that is worked out from other columns. */
gboolean lf_shape_figure_is_money_worked_out (const LfShapeFigure *self);

G_END_DECLS
