/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each report counts, said once more in plain SQL on the store's tables: by hand, without the
 * filter language and without anything of src/report. */

#pragma once

#include "lf-report.h"

#include <sqlite3.h>

G_BEGIN_DECLS

typedef enum
{
  PLAIN_COUNT,   /* distinct @what, records without one, for which @where holds */
  PLAIN_MONEY,   /* the sum of the money @what */
  PLAIN_SUM,     /* of the number @what */
  PLAIN_RATE,    /* how many @what holds for ÷ how many @where does */
  PLAIN_SHARE,   /* PLAIN_COUNT in the row ÷ in all */
  PLAIN_PART,    /* PLAIN_MONEY in the row ÷ in all */
  PLAIN_DIVIDED, /* the money @what ÷ the money @where */
  PLAIN_LEAST,   /* of the days @what */
  PLAIN_LOWER,   /* quartile of them */
  PLAIN_MEDIAN,
  PLAIN_UPPER,
  PLAIN_MOST,
  PLAIN_MEAN,
  PLAIN_PERCENT,  /* the number @what */
  PLAIN_EXPECTED, /* @what: a whole statement of row, currency, minor, how many */
  PLAIN_AWARD,    /* 2‰ of the money @what */
  PLAIN_DAY,      /* the date @what */
  PLAIN_NOT_SAID, /* what SQL has no words for; @what: how it is checked */
} PlainKind;

typedef struct
{
  const char *column; /* NULL ends the list */
  PlainKind kind;
  const char *what, *where; /* (nullable): SQL about p, the row of @from */
  const char *join; /* (nullable): others beside p, "t o ON …"; the money @what is theirs */
} PlainFigure;

typedef struct
{
  const char *report; /* NULL ends the table */
  const char *by;     /* (nullable): only told so; NULL: by each of its groups that has no own */
  const char *entity; /* whose choices the groups are */
  const char *from;   /* "project p" */
  const char *where;
  const char *date;   /* (nullable): p's, what its period is of */
  const char *via;    /* (nullable): p's reference to the record that other groups are of */
  const char *own;    /* (nullable): groups that are p's own, where there is a via: "|…|" */
  const char *row;    /* (nullable): SQL of the row, whatever it is told by */
  const char *across; /* (nullable): a column for each value */
  const char *blank;  /* (nullable): what a row without a value is called */
  const char *whole;  /* (nullable): what the row of all is called */
  gboolean has_total; /* among its rows: no total of its own is asked for */
  const PlainFigure *figures;
} PlainReport;

extern const PlainReport plain_reports[];
extern const PlainReport plain_reports_of_sources[];
extern const char plain_views[]; /* made on the connection before they are asked */

/* Read only, with the views. */
sqlite3 *plain_open (const char *folder);
/* Aborts with the first cell in which the report and SQL differ. */
void
plain_check (LfStore *store, sqlite3 *db, const PlainReport *plain, const LfReportOptions *options);

G_END_DECLS
