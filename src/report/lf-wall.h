/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Wall charts (domain.md V1–V4, V8, V12): what hangs in a zone's meeting room, made from its
 * records and drawn once for screen, paper and file: project chart 项目图, problem chart 问题图,
 * lamp chart 亮灯图, two battle charts 作战图, rankings 晾晒榜.
 *
 * A chart is read once (LfWall, immutable), then laid out on a sheet (LfWallSheet: some paper or
 * some screen), which says how many pages it takes; each page is drawn by itself, with title,
 * figures, headings and legend. What can be pointed at comes back as marks. */

#pragma once

#include "lf-chart.h"

G_BEGIN_DECLS

/* ---- The charts there are ---- */

const char *const *lf_wall_names (void);      /* NULL-terminated: "projects", "problems", … */
const char *lf_wall_title (const char *name); /* (nullable): translated; NULL: no such chart */
const char *lf_wall_about (const char *name); /* (nullable): translated: what it shows */
const LfEntity *lf_wall_entity (const char *name); /* (nullable): of which `where` is a filter */
/* (nullable): NULL-terminated, the first is what is taken unasked: what `by` may be, such as
 * "park", "chain", "industry"; of the lamp chart "month" and "quarter"; empty where there is no
 * choice */
const char *const *lf_wall_groups (const char *name);
const char *lf_wall_group_label (const char *group); /* translated: "By park" */
gboolean lf_wall_has_park (const char *name);        /* are its records of parks? */
gboolean lf_wall_has_year (const char *name);        /* does it heed LfWallOptions.year? */
gboolean lf_wall_has_contest (const char *name);     /* … and LfWallOptions.contest? */

/* ---- Reading ---- */

/* What is shown. Start from { .today = … }; strings belong to the caller. */
typedef struct
{
  LfDate today;
  LfDate as_of;        /* year 0: as the records are now; else at the end of that day */
  const char *where;   /* (nullable): only the records within this filter */
  const char *by;      /* (nullable): one of lf_wall_groups() */
  const char *contest; /* (nullable): id of the contest that ranks */
  int year;            /* whose plan, or whose months; 0: that of the day */
} LfWallOptions;

/**
 * LfWall:
 * A chart as it was read: immutable, reference-counted, may be used by any thread.
 */
typedef struct _LfWall LfWall;

/**
 * lf_wall_read_sync:
 * Errors: LF_ERROR_SYNTAX where there is no such chart, or it has no such `by`; what the filter
 * and the store say.
 * Returns: (transfer full) (nullable): all of it, read as of one moment
 */
LfWall *
lf_wall_read_sync (LfStore *store, const char *name, const LfWallOptions *options, GError **error);
void lf_wall_read_async (LfStore *store,
                         const char *name,
                         const LfWallOptions *options,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
LfWall *lf_wall_read_finish (LfStore *store, GAsyncResult *result, GError **error);

LfWall *lf_wall_ref (LfWall *self);
void lf_wall_unref (LfWall *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfWall, lf_wall_unref)

const char *lf_wall_name (const LfWall *self); /* "projects" */
const char *
lf_wall_heading (const LfWall *self); /* translated: its title, with what is asked for */
gboolean lf_wall_is_empty (const LfWall *self);
/* (transfer none): the chart's twin: a row for each of its rows, with the filters behind sums */
const LfReport *lf_wall_table (const LfWall *self);
/* (transfer none): the figures at its head, as the one row of a report */
const LfReport *lf_wall_figures (const LfWall *self);
char *lf_wall_spoken (const LfWall *self);  /* (transfer full): a summary for screen readers */
char *lf_wall_to_text (const LfWall *self); /* (transfer full): for the terminal */
char *lf_wall_to_json (const LfWall *self); /* (transfer full): one JSON object */

/* ---- Sheets ---- */

/* What it is drawn on. */
typedef struct
{
  double width, height; /* points of paper, pixels of a screen */
  LfChartStyle style;   /* its font_px is the size of the type, which grows with the sheet */
  gboolean is_screen;
} LfWallSheet;

const char *const *lf_wall_papers (void); /* NULL-terminated: "A4", "A3", "A2", "A1", "A0" */

/**
 * lf_wall_sheet_paper:
 * @paper: one of lf_wall_papers(), in any case
 * Across unless @is_upright. On A0 the type is 10 mm high, to be read from 3 m.
 * Returns: FALSE: there is no such paper, and @ret_sheet is as it was
 */
gboolean lf_wall_sheet_paper (const char *paper, gboolean is_upright, LfWallSheet *ret_sheet);
/* Paper of any size, in points: what a printer says. */
void lf_wall_sheet_points (double width, double height, LfWallSheet *ret_sheet);
/* @style: colours and font; its font_px does not matter. A wide screen is read from afar. */
void lf_wall_sheet_screen (double width,
                           double height,
                           const LfChartStyle *style,
                           LfWallSheet *ret_sheet);
void lf_wall_style_dark (LfChartStyle *ret_style); /* of a dark meeting room */

/* At least 1: what is empty has a page that says so. */
guint lf_wall_n_pages (const LfWall *self, const LfWallSheet *sheet);

/* A part of a page that a person can point at. Marks lie within the page and do not overlap. */
typedef struct
{
  double x, y, width, height;
  const LfEntity *entity; /* (nullable): of the record, or the list */
  char *id;               /* (nullable): the record to open */
  char *filter;           /* (nullable): that behind a sum: a list, on the chart's day */
  char *tip;              /* what hover and screen readers say */
} LfWallMark;

void lf_wall_mark_free (LfWallMark *self);

/**
 * lf_wall_draw:
 * @page: from 0; behind the last one nothing is drawn
 * @cr: (nullable): NULL lays out only
 * @highlighted: a mark; -1: none
 * @ret_marks: (out) (optional) (element-type LfWallMark): from the top down
 * Draws a page, its background too, into the sheet's width × height.
 */
void lf_wall_draw (const LfWall *self,
                   const LfWallSheet *sheet,
                   guint page,
                   cairo_t *cr,
                   int highlighted,
                   GPtrArray **ret_marks);

/* ---- Files ---- */

/**
 * lf_wall_write:
 * @path: ending in .pdf (all pages, or @page), .png or .svg (one page); .csv or .xlsx (its table)
 * @page: from 0; -1: all of a PDF, the first of a picture
 */
gboolean lf_wall_write (
    const LfWall *self, const LfWallSheet *sheet, int page, const char *path, GError **error);

G_END_DECLS
