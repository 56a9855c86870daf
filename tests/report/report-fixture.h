/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stores to report on, and reports as lines of text. */

#pragma once

#include "lf-report.h"
#include "store-fixture.h"

G_BEGIN_DECLS

extern const LfReportOptions no_options;

/* Adds a record of "field=value" texts, ended by NULL, and returns its id: (transfer full) */
char *add_given (LfStore *store, const char *entity, ...) G_GNUC_NULL_TERMINATED;
void import_zone (LfStore *store); /* tests/data/zone-projects.csv */

LfReport *run_report (LfStore *store, const char *name, const LfReportOptions *options);
const LfReportCell *report_cell (GPtrArray *row, guint column);

/* Each of @lines, ended by NULL, is a row as "cell|cell|…"; the last one is the total, where it
 * has one. */
void assert_lines (const LfReport *report, const char *const *lines);

/* What the store holds within the cell's filter is the cell's figure. */
void assert_drills_down (LfStore *store, const LfReport *report, GPtrArray *row, guint column);
/* Each cell of it that has a filter; what several of them have is listed once. */
void assert_row_drills_down (LfStore *store, const LfReport *report, GPtrArray *row);

/* Of rows that share nothing: counts and money are those of the total. */
void assert_rows_add_up (const LfReport *report);

G_END_DECLS
