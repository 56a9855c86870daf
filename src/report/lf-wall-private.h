/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a wall chart is made of; for the files lf-wall*.c only.
 *
 * A chart is sections of rows of cells. The kind of the chart says whether a row is a line across
 * the sheet or a tile among others. */

#pragma once

#include "lf-chart-private.h"
#include "lf-report-private.h"
#include "lf-stage.h"
#include "lf-store-moment.h"
#include "lf-wall.h"

G_BEGIN_DECLS

/* Each has a shape, a hatch and a letter or mark of its own: never colour alone. */
typedef enum
{
  LF_SIGN_NONE,
  LF_SIGN_GREEN, /* lamps, in the order of LfLamp */
  LF_SIGN_BLUE,
  LF_SIGN_YELLOW,
  LF_SIGN_RED,
  LF_SIGN_DONE, /* nodes */
  LF_SIGN_DONE_LATE,
  LF_SIGN_RUNNING,
  LF_SIGN_WARNED,
  LF_SIGN_LATE,
  LF_SIGN_PLANNED,
  LF_SIGN_UP, /* places */
  LF_SIGN_DOWN,
  LF_SIGN_SAME,
} LfSign;

typedef enum
{
  LF_WALL_TEXT,   /* a line, and a second one below it */
  LF_WALL_NUMBER, /* the same, at the end */
  LF_WALL_NODE,   /* a sign on the line of the chain, a date, what it was to be */
  LF_WALL_LAMP,   /* a sign alone */
  LF_WALL_BAR,    /* a number, and how much of the most it is */
  LF_WALL_PLACE,  /* large; the first three on a medal */
} LfWallColumnKind;

typedef struct
{
  const char *name;
  char *label;
  LfWallColumnKind kind;
  double least; /* width, in the size of the type */
  double grow;  /* share of what is left over */
  guint drop;   /* 0: always there; else the highest one goes first where there is no room */
} LfWallColumn;

typedef struct
{
  LfSign sign;
  char *text, *second; /* (nullable) */
  double share;        /* of a bar */
} LfWallCell;

typedef struct
{
  char *id;               /* (nullable): of a record of @entity */
  const LfEntity *entity; /* the chart's at first */
  char *filter;           /* (nullable): of the list behind it, where it is no record */
  char *tip;
  GArray *cells; /* (element-type LfWallCell) */
} LfWallRow;

typedef struct
{
  char *title;        /* (nullable): the only one has none */
  char *count, *sum;  /* (nullable): for people */
  char *filter;       /* (nullable): of what is in it */
  guint first_row, n; /* of the chart's rows */
} LfWallSection;

struct _LfWall
{
  gatomicrefcount refs;
  const char *name;
  const LfEntity *entity;
  char *heading, *day, *note;
  const char *nothing; /* what an empty one says */
  gboolean is_tiles;
  gboolean has_two_lines;
  GPtrArray *columns;  /* (element-type LfWallColumn) */
  GPtrArray *rows;     /* (element-type LfWallRow) */
  GPtrArray *sections; /* (element-type LfWallSection) */
  LfReport *table, *figures;
};

/* ---- Building (lf-wall-model.c) ---- */

/* One that is being read. */
typedef struct
{
  LfStore *store;
  const LfWallOptions *options;
  LfDate day; /* it is judged on */
  int year;
  const char *by;    /* (nullable) */
  const char *group; /* (nullable): the field that sections go by */
  LfWall *wall;
} LfWallBuilder;

LfWall *lf_wall_new (const char *name, const char *title, const char *entity);
void lf_wall_name_year (LfWallBuilder *self); /* into its heading */
LfWallColumn *lf_wall_add_column (
    LfWall *self, const char *name, const char *label, LfWallColumnKind kind, double least);
LfWallSection *lf_wall_add_section (LfWall *self, const char *title /* nullable */);
LfWallRow *lf_wall_add_row (LfWall *self, const char *id); /* of the last section */
LfWallCell *lf_wall_add_cell (LfWallRow *row, const char *text /* nullable */);

/* A figure at the head: a column, and its cell of the one row. */
LfReportCell *
lf_wall_add_figure (LfWall *self, const char *name, const char *label, LfColumnType type);

/* Cells of the table's row. */
void lf_wall_table_money (GPtrArray *row, const LfRecord *record, const char *field);
void lf_wall_table_date (GPtrArray *row, const LfDate *date); /* year 0: blank */
void lf_wall_table_count (GPtrArray *row, gint64 count);
/* The last row: what its amounts add up to. */
void lf_wall_table_total (LfWall *self);
void lf_wall_table_field (GPtrArray *row, const LfRecord *record, const char *field);

/* (transfer full): a filter, and the options' where */
char *lf_wall_within (const LfWallBuilder *self, const char *filter);
LfQuery *lf_wall_query (const LfWallBuilder *self,
                        const char *entity,
                        const char *filter,
                        const char *sort,
                        GError **error);
gboolean lf_wall_money (const LfRecord *record, const char *field, LfMoney *ret_money);
gboolean lf_wall_date (const LfRecord *record, const char *field, LfDate *ret_date);
LfTotals lf_wall_sum (const GPtrArray *records, const char *field);
LfSign lf_wall_lamp_sign (LfLamp lamp);

/* ---- Projects in sections (lf-wall-groups.c) ---- */

typedef struct
{
  const LfRecord *record;
  char *group;       /* what it stands under; "": nothing */
  const char *value; /* (nullable): of the field it stands under */
  char *order;       /* of @group */
  LfLamp lamp;
  LfDate deadline; /* year 0: none runs */
} LfWallProject;

/* (transfer full) (element-type LfWallProject): of @list, by group, then what burns first */
GPtrArray *lf_wall_sort_projects (const LfWallBuilder *self, const GPtrArray *list);
void lf_wall_order_projects (GPtrArray *projects); /* again, by other lamps */
/* A section for each group of @projects, of which @add_row adds one; @filter: (nullable): what all
 * are within; NULL where no filter tells */
void lf_wall_add_projects (LfWallBuilder *self,
                           const GPtrArray *projects,
                           const char *filter,
                           void (*add_row) (LfWallBuilder *self,
                                            const LfWallProject *project,
                                            gpointer data),
                           gpointer data);
/* The count and the sum of @list, and how much of each lamp is lit; @filter as above. */
void lf_wall_add_total_figures (LfWallBuilder *self,
                                const GPtrArray *list,
                                const char *filter,
                                LfTotals *ret_totals);
/* One lamp's. @filter: (nullable): of those it is counted among; NULL: no list tells them. */
void lf_wall_add_lamp_figure (LfWallBuilder *self, LfLamp lamp, guint count, const char *filter);
void lf_wall_add_lamp_figures (LfWallBuilder *self, const GPtrArray *list, const char *filter);
/* (transfer full): what hover says of it, after @more */
char *lf_wall_project_tip (const LfRecord *record, const char *more /* nullable */);

/* ---- The charts ---- */

gboolean lf_wall_build_projects (LfWallBuilder *self, GError **error);
gboolean lf_wall_build_problems (LfWallBuilder *self, GError **error);
gboolean lf_wall_build_lamps (LfWallBuilder *self, GError **error);
gboolean lf_wall_build_industrial (LfWallBuilder *self, GError **error);
gboolean lf_wall_build_government (LfWallBuilder *self, GError **error);
gboolean lf_wall_build_ranking (LfWallBuilder *self, GError **error);

/* ---- Laying out (lf-wall-sheet.c) ---- */

/* What a page is filled with from the top down. */
typedef struct
{
  guint page;
  double y, height;
  guint section;
  guint first_row, n; /* of the chart's rows; @n 0: the head of the section */
  gboolean is_continued;
} LfWallLine;

typedef struct
{
  double x, y, width, height;
} LfWallBox;

typedef struct
{
  double em, margin, inner; /* @inner: the width between the margins */
  double title_height, figures_top, figures_height;
  GArray *figures;                      /* (element-type LfWallBox) */
  double headings_top, headings_height; /* 0 high: there are none */
  double body_top, body_height;
  double row_height, section_height, used_height;
  guint n_tile_columns;
  double tile_width;
  GArray *widths; /* (element-type double): of the columns; 0: there is no room for it */
  GArray *lines;  /* (element-type LfWallLine) */
  guint n_pages;
} LfWallLayout;

void lf_wall_lay_out (const LfWall *self, const LfWallSheet *sheet, LfWallLayout *ret_layout);
void lf_wall_layout_clear (LfWallLayout *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LfWallLayout, lf_wall_layout_clear)

#define LF_WALL_GAP 0.7 /* between columns, and around tiles, in the size of the type */

/* ---- Drawing ---- */

/* A page under way. */
typedef struct
{
  const LfWall *wall;
  const LfWallSheet *sheet;
  LfChart plain, bold;
  cairo_t *cr;
  double em;
  gboolean is_dark, is_laid_out_only;
  gboolean is_stacked; /* below a node's sign goes on what has no room beside it */
  int highlighted;
  GPtrArray *marks;
} LfWallPen;

/* Whether it is the one that is pointed at. */
gboolean lf_wall_pen_mark (LfWallPen *self,
                           const double rect[4],
                           const LfEntity *entity,
                           const char *id,
                           const char *filter,
                           const char *tip);
void lf_wall_pen_text (LfWallPen *self,
                       gboolean is_bold,
                       const char *text /* nullable */,
                       double x,
                       double y,
                       double width,
                       LfAlign align,
                       double scale,
                       const double color[4]);
/* Draws a page and keeps what it consists of: for those who judge it. */
void lf_wall_draw_traced (
    const LfWall *self, const LfWallSheet *sheet, guint page, cairo_t *cr, LfChartTrace *trace);
void lf_wall_draw_tiles (LfWallPen *self, const LfWallLayout *layout, const LfWallLine *line);
void lf_sign_draw (LfWallPen *self, LfSign sign, double x, double y, double size);
void lf_sign_color (const LfWallPen *self, LfSign sign, double ret_color[4]);

G_END_DECLS
