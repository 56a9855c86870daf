/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bulletins (domain.md K2): what a zone has to say of a month, a quarter or a year, in its own
 * words. A template is text with places for figures:
 *
 *   {{signed-by-month.total.projects}}      a figure of a report: row, column
 *   {{by-park[1].amount}}                   … of its first row; [“…”]: the row of that name
 *   {{visit-coverage.total.visited by tier where park=上虞}}
 *   {{count project where stage=signed and signed_date=period}}
 *   {{sum project where signed_date=period as 亿元}}
 *   {{share count project where … of count project where … as percent 1}}
 *   {{if count problem where collected_on=period}}…{{else}}…{{end}}   where a figure is not 0
 *   {{each project where signed_date=period sort -total_investment limit 5}}
 *     {{position}}. {{name}} ({{total_investment}}){{between}}; {{end}}
 *   {{each by-park limit 3}}{{park}} {{projects}}{{between}}, {{end}}
 *   {{zone}} {{period}} {{year}} {{month}} {{made-on}}, and {{section}}: 一, 二 … of what is told
 *
 * In filters “period” (本期) stands for the days the bulletin is of, “year-to-date” (本年累计) for
 * those from the first of the year to its last. “as” says how a figure is told: growth (同比),
 * the share by which it is above the same figure a year before (A7: now ÷ before − 1), which is
 * told only where both years are known; base: what a figure with a growth was a year before (A7:
 * now ÷ (1 + g)); yi, wan, million, percent, date, month, day; a number behind it: decimals.
 *
 * Every figure is a cell of a report or the summary of a filter: nothing is counted here. A line
 * with nothing on it but {{if}}, {{each}}, {{else}}, {{between}} or {{end}} is no line of the text.
 */

#pragma once

#include "lf-paper.h"
#include "lf-report.h"

G_BEGIN_DECLS

/* ---- The period ---- */

/* As coarse as it may be: a month is 2026-10 to 2026-10, a year 2026 to 2026. */
typedef struct
{
  LfDate from, to;
} LfBulletinPeriod;

/* The month before that of @today: what a bulletin is of unless somebody says else. */
LfBulletinPeriod lf_bulletin_period_last_month (const LfDate *today);
LfBulletinPeriod lf_bulletin_period_quarter (int year, int quarter /* 1…4 */);
/* (transfer full) (element-type LfBulletinPeriod): what a person may choose among on that day: the
 * last twelve months that are over, then four quarters, then two years */
GArray *lf_bulletin_periods (const LfDate *today);
/* Errors: LF_ERROR_SYNTAX where it ends before it begins. */
gboolean lf_bulletin_period_check (const LfBulletinPeriod *self, GError **error);
/* (transfer full): 2026年10月, Q3 2026, 1 – 15 October 2026. @language: "zh" or "en" */
char *lf_bulletin_period_format (const LfBulletinPeriod *self, const char *language);

/* ---- Templates ---- */

/* A template as it is asked for by name: a record of bulletin_template, else a preset. */
typedef struct
{
  char *name;       /* of a preset: translated */
  char *language;   /* what figures are told in: "zh", "en" */
  char *text;       /* as it was written */
  LfRecord *record; /* (nullable): NULL: a preset, which is the same everywhere */
} LfBulletinTemplate;

void lf_bulletin_template_free (LfBulletinTemplate *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfBulletinTemplate, lf_bulletin_template_free)

/* (transfer full) (element-type LfBulletinTemplate): the zone's own, then the presets */
GPtrArray *lf_bulletin_templates_sync (LfStore *store, GError **error);
/* @name: (nullable): its name, a record's id, or "month-zh", "month-en" for a preset; NULL: the
 * first of the zone's own, else the preset in the user's language */
LfBulletinTemplate *
lf_bulletin_template_find_sync (LfStore *store, const char *name, GError **error);
/* (transfer full): a change that keeps @text as a record of the zone's own: of a preset a copy. */
LfChange *lf_bulletin_template_change (const LfBulletinTemplate *self,
                                       const char *name,
                                       const char *text,
                                       GError **error);

/* Where a template is wrong. */
typedef struct
{
  guint start, end; /* characters from 0: the place that cannot be read */
  guint line;       /* from 1 */
} LfBulletinSpot;

/**
 * lf_bulletin_text_check:
 * @ret_spot: (out) (optional): where it is wrong
 * Reads a template's text without a store. Errors: LF_ERROR_SYNTAX, with the line in the sentence.
 */
gboolean lf_bulletin_text_check (const char *text, LfBulletinSpot *ret_spot, GError **error);

/* ---- A bulletin ---- */

typedef enum
{
  LF_BULLETIN_COUNT,
  LF_BULLETIN_MONEY,
  LF_BULLETIN_NUMBER, /* a quantity, days */
  LF_BULLETIN_PERCENT,
  LF_BULLETIN_LIST,  /* how many records a list tells of */
  LF_BULLETIN_FIELD, /* what a record says */
} LfBulletinKind;

/* A figure in the text, and what is behind it. */
typedef struct
{
  LfBulletinKind kind;
  char *place;            /* what it is, so that it can be asked for again on another day */
  char *text;             /* as it stands in the bulletin; "": a condition, or a list */
  char *value;            /* (nullable): canonical; NULL: nothing is known */
  guint start, end;       /* of @text in the bulletin, characters from 0 */
  const LfEntity *entity; /* (nullable): of the list behind it */
  char *filter;           /* (nullable): that lists what is behind it */
  char *record;           /* (nullable): id of the record that says it */
  gboolean is_of_period;  /* it would be another in another period */
} LfBulletinFigure;

/* What was said of a period, immutable once made or read. */
typedef struct
{
  char *title, *template_name, *language, *source; /* @source: the template's text */
  LfBulletinPeriod period;
  LfDate made_on, as_of; /* @as_of: year 0: as the records were when it was made */
  char *text;            /* (nullable): NULL: there is nothing to tell, and @nothing says so */
  char *nothing;         /* (nullable) */
  GPtrArray *figures;    /* (element-type LfBulletinFigure) in the order of the text */
  LfRecord *record;      /* (nullable): of one that is kept */
} LfBulletin;

void lf_bulletin_free (LfBulletin *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfBulletin, lf_bulletin_free)

typedef struct
{
  LfBulletinPeriod period;
  LfDate today;
  LfDate as_of; /* year 0: as the records are now; else at the end of that day */
} LfBulletinOptions;

/**
 * lf_bulletin_make_sync:
 * What @template says of the period. A period in which every figure about it is 0 or blank has no
 * text, and says so. Nothing is kept.
 * @ret_spot: (out) (optional): where the template is wrong; set with LF_ERROR_SYNTAX
 * Errors: LF_ERROR_SYNTAX with the line of what cannot be read; the store's.
 */
LfBulletin *lf_bulletin_make_sync (LfStore *store,
                                   const LfBulletinTemplate *template_,
                                   const LfBulletinOptions *options,
                                   LfBulletinSpot *ret_spot,
                                   GError **error);

/* ---- Kept ---- */

/* (transfer full): a change that keeps @self as a new record; @ret_id: (transfer full) its id */
LfChange *lf_bulletin_keep (const LfBulletin *self, const char *made_by, char **ret_id);
/* Errors: LF_ERROR_INVALID where what is kept of its figures cannot be read. */
LfBulletin *lf_bulletin_read (const LfRecord *record, GError **error);
/* (transfer full) (nullable) (element-type LfRecord): those kept of the same period and template,
 * newest first: what is made again stands beside them. */
GPtrArray *lf_bulletin_kept_sync (LfStore *store, const LfBulletin *like, GError **error);

/* A figure that is not what was said. */
typedef struct
{
  const LfBulletinFigure *figure; /* of the bulletin */
  char *now, *then; /* (nullable): values today, and as of the day it was made; NULL: nothing */
} LfBulletinDifference;

void lf_bulletin_difference_free (LfBulletinDifference *self);

/**
 * lf_bulletin_check_sync:
 * Asks for each figure again, as the records are now and as they were on the day it was made.
 * Returns: (transfer full) (element-type LfBulletinDifference): empty where all agree
 */
GPtrArray *lf_bulletin_check_sync (LfStore *store, const LfBulletin *self, GError **error);
/* (transfer full): "3 was said; 2 today, 3 on that day": a sentence for people */
char *lf_bulletin_difference_tell (const LfBulletinDifference *self, const char *language);

/* (transfer full): title and paragraphs on pages; @path of lf_paper_write() .txt or .pdf */
LfPaper *lf_bulletin_paper (const LfBulletin *self);
/* @path: ending in .txt, .md or .pdf. Errors: LF_ERROR_SYNTAX for others. */
gboolean lf_bulletin_write (const LfBulletin *self, const char *path, GError **error);

G_END_DECLS
