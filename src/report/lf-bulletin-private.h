/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How bulletins are read, worked out and told; see lf-bulletin.h for the language. */

#pragma once

#include <json-glib/json-glib.h>
#include "lf-bulletin.h"

G_BEGIN_DECLS

/* ---- Places (lf-bulletin-place.c) ---- */

typedef enum
{
  LF_BULLETIN_PLACE_CELL,    /* of a report */
  LF_BULLETIN_PLACE_COUNT,   /* of records */
  LF_BULLETIN_PLACE_SUM,     /* of what they amount to */
  LF_BULLETIN_PLACE_SHARE,   /* of one figure in another */
  LF_BULLETIN_PLACE_RECORD,  /* a field of one record */
  LF_BULLETIN_PLACE_NAME,    /* a field or column of what is told of, or a word such as period */
  LF_BULLETIN_PLACE_ROWS,    /* each row of a report */
  LF_BULLETIN_PLACE_RECORDS, /* each record */
} LfBulletinPlaceKind;

typedef enum
{
  LF_TOLD_PLAIN,
  LF_TOLD_GROWTH, /* 同比 */
  LF_TOLD_BASE,   /* what it was a year before */
  LF_TOLD_YI,
  LF_TOLD_WAN,
  LF_TOLD_MILLION,
  LF_TOLD_PERCENT,
  LF_TOLD_DATE,
  LF_TOLD_MONTH,
  LF_TOLD_DAY, /* 10月5日 */
} LfTold;

typedef struct _LfBulletinPlace LfBulletinPlace;
struct _LfBulletinPlace
{
  LfBulletinPlaceKind kind;
  char *report;           /* CELL, ROWS */
  guint row;              /* CELL: from 1; 0: the total, or that of @key */
  char *key;              /* (nullable) CELL: the row's name, or the filter behind it */
  char *column;           /* CELL: column; SUM (nullable), RECORD, NAME: field or word */
  const LfEntity *entity; /* COUNT, SUM, RECORD, RECORDS */
  char *id;               /* RECORD */
  char *by, *where, *sort;
  guint limit;                   /* ROWS, RECORDS; 0: all */
  LfBulletinPlace *part, *whole; /* SHARE */
  LfTold told;
  int decimals; /* -1: as they come */
};

LfBulletinPlace *lf_bulletin_place_parse (const char *text, GError **error);
LfBulletinPlace *lf_bulletin_place_parse_each (const char *text,
                                               GError **error); /* behind “each” */
void lf_bulletin_place_free (LfBulletinPlace *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfBulletinPlace, lf_bulletin_place_free)
char *lf_bulletin_place_to_text (
    const LfBulletinPlace *self); /* (transfer full): which reads as the same */

/* (transfer full): @filter with the days that “period” and the like stand for */
char *lf_bulletin_resolve (const char *filter,
                           const LfBulletinPeriod *period,
                           const LfDate *today,
                           gboolean *ret_is_of_period /* (optional): set where it is */);
LfBulletinPeriod lf_bulletin_period_year_before (const LfBulletinPeriod *self);

/* ---- The text as a tree (lf-bulletin-text.c) ---- */

typedef enum
{
  LF_BULLETIN_NODE_TEXT,
  LF_BULLETIN_NODE_PLACE,
  LF_BULLETIN_NODE_IF,
  LF_BULLETIN_NODE_EACH,
} LfBulletinNodeKind;

typedef struct
{
  LfBulletinNodeKind kind;
  char *text; /* TEXT */
  LfBulletinPlace *place;
  GPtrArray *body;  /* (element-type LfBulletinNode) IF, EACH */
  GPtrArray *other; /* (nullable): behind {{else}}, or {{between}} */
  LfBulletinSpot spot;
} LfBulletinNode;

/* (transfer full) (element-type LfBulletinNode) */
GPtrArray *lf_bulletin_text_parse (const char *text, LfBulletinSpot *ret_spot, GError **error);

/* ---- Figures (lf-bulletin-figure.c) ---- */

/* What is asked for, as of when; reports are run once. */
typedef struct
{
  LfStore *store;
  const char *language;
  LfBulletinPeriod period;
  LfDate day;          /* it is made, or as of which */
  LfDate as_of;        /* year 0: as the records are now */
  GHashTable *reports; /* (element-type utf8 LfReport) */
} LfBulletinQuestion;

void lf_bulletin_question_init (LfBulletinQuestion *self,
                                LfStore *store,
                                const char *language,
                                const LfBulletinOptions *options);
void lf_bulletin_question_clear (LfBulletinQuestion *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LfBulletinQuestion, lf_bulletin_question_clear)

typedef struct
{
  LfBulletinKind kind;
  gboolean is_known;
  gboolean is_of_period;
  gint64 count;         /* COUNT, LIST */
  LfTotals totals;      /* MONEY */
  double number;        /* NUMBER, PERCENT */
  guint decimals;       /* PERCENT */
  const LfField *field; /* (nullable): FIELD; NUMBER: its unit */
  char *value;          /* (nullable) FIELD: canonical */
  char *shown;          /* (nullable) FIELD: of a reference, what it refers to */
  double growth;        /* FIELD: of the record, in percent; NaN: none */
  const LfEntity *entity;
  char *filter, *record; /* (nullable) */
} LfBulletinValue;

void lf_bulletin_value_clear (LfBulletinValue *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LfBulletinValue, lf_bulletin_value_clear)

gboolean lf_bulletin_ask (LfBulletinQuestion *self,
                          const LfBulletinPlace *place,
                          LfBulletinValue *ret_value,
                          GError **error);
gboolean lf_bulletin_value_is_zero (const LfBulletinValue *self);
char *lf_bulletin_value_canonical (const LfBulletinValue *self); /* (transfer full) (nullable) */
/* (transfer none): the rows of a report */
const LfReport *
lf_bulletin_report (LfBulletinQuestion *self, const LfBulletinPlace *place, GError **error);
/* (transfer full) (element-type LfRecord) */
GPtrArray *
lf_bulletin_records (LfBulletinQuestion *self, const LfBulletinPlace *place, GError **error);
const char *lf_bulletin_row_key (const GPtrArray *row); /* what a row is asked for by again */
void
lf_bulletin_value_of_field (const LfRecord *record, const LfField *field, LfBulletinValue *ret);

/* A7: now ÷ before − 1, in percent; FALSE: the year before is not known. */
gboolean lf_bulletin_growth (double now, double before, double *ret_percent);
double lf_bulletin_base (double now, double growth_percent); /* A7: now ÷ (1 + g) */

GPtrArray *lf_bulletin_figures_new (void); /* (element-type LfBulletinFigure) */
JsonNode *lf_bulletin_figures_to_json (const GPtrArray *figures);

/* ---- Words (lf-bulletin-words.c) ---- */

gboolean lf_bulletin_is_chinese (const char *language);
/* (transfer full) */
char *lf_bulletin_value_tell (const LfBulletinValue *self,
                              LfTold told,
                              int decimals,
                              const char *language);
char *lf_bulletin_date_tell (const LfDate *date, LfTold told, const char *language);

G_END_DECLS
