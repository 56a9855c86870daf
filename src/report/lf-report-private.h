/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Building reports: cells that are summaries of filters. */

#pragma once

#include <cairo.h>
#include <json-glib/json-glib.h>
#include "lf-report.h"
#include "lf-store-figures.h"

G_BEGIN_DECLS

typedef struct
{
  LfStore *store;
  const LfReportOptions *options;
  LfReport *report;
  const char *by;    /* (nullable): of its groups */
  GHashTable *ahead; /* (nullable) (element-type utf8 LfSummary): by filter, what was read ahead */
} LfReportBuilder;

LfReport *lf_report_new (const char *name, char *title, const LfEntity *entity);
void lf_report_add_column (LfReport *self, const char *name, const char *label, LfColumnType type);
GPtrArray *lf_report_new_row (void);           /* (transfer full): of no report */
GPtrArray *lf_report_add_row (LfReport *self); /* (transfer none) */

LfReportCell *lf_report_add_cell (GPtrArray *row);
void lf_report_add_text (GPtrArray *row, const char *text);
void lf_report_add_percent (GPtrArray *row,
                            gint64 part,
                            gint64 whole,
                            const char *filter /* nullable */);

/* 0…100, as LfReportCell.percent: of money only where all of both is in one currency */
double lf_report_money_percent (const LfTotals *part, const LfTotals *whole);

/* (transfer full): of the records within @filter, on the day the options ask about */
LfQuery *lf_report_query (LfReportBuilder *self, const char *filter, GError **error);
/* The same of the records of another entity. */
LfQuery *lf_report_query_of (LfReportBuilder *self,
                             const LfEntity *entity,
                             const char *filter,
                             GError **error);

/* Adds a count and an amount, both of the records within @filter and the report's own bounds. */
gboolean lf_report_add_summary (LfReportBuilder *self,
                                GPtrArray *row,
                                const char *filter,
                                LfSummary *ret_summary,
                                GError **error);

/* The count alone. */
gboolean lf_report_add_count (
    LfReportBuilder *self, GPtrArray *row, const char *filter, gint64 *ret_n, GError **error);
/* The row that was added last becomes the total. */
void lf_report_make_total (LfReport *self);

/* (transfer full): the distinct values of @field within @filter, dates cut to @date_length */
char **lf_report_distinct (LfReportBuilder *self,
                           const char *filter,
                           const char *field,
                           guint date_length,
                           GError **error);
/* (transfer full): @filter, and @field within the options' period */
char *lf_report_in_period (const LfReportOptions *options, const char *filter, const char *field);
/* (transfer full): @field on the days of @key, as lf-store-figures.h cuts them; of a year or
 * a month where less is cut, those that have none */
char *lf_report_on_date (const char *field, const char *key, LfCut cut);
/* (transfer full): of those within @period whose @field is in @month, or in a year without one */
char *lf_report_in_month (const char *period, const char *field, const char *month);

/* (transfer full): a value of @field for people; of a reference the title */
char *lf_report_value_label (LfReportBuilder *self, const LfField *field, const char *value);

/* (transfer full): both conditions, (nullable) either */
char *lf_report_both (const char *first, const char *second);
/* @filter and the options' where, as one filter text. */
/* @where: (nullable): what the user typed, on its own, so that an error counts its columns and not
 * those of a filter that it is put into. */
gboolean lf_report_check_where (const LfEntity *entity,
                                const char *where,
                                const LfDate *today,
                                GError **error);
char *lf_report_within (const LfReportOptions *options, const char *filter);

/* (transfer full): projects that are in @stage or a later one, or stopped after they were */
char *lf_report_reached (LfStage stage);
char *lf_report_dropped (LfStage stage); /* (transfer full): and those dropped before the next */
/* Two readings for the figures of these and of the stages themselves, which are added up here
 * rather than asked for one by one. */
gboolean lf_report_read_stages_ahead (LfReportBuilder *self, GError **error);

/* Behind each column of money that has other currencies, one of the same in CNY; the note says at
 * which rates. */
gboolean lf_report_tell_in_cny (LfReportBuilder *self, GError **error);

gboolean lf_report_build_forecast (LfReportBuilder *self, GError **error);
gboolean lf_report_build_year_plan (LfReportBuilder *self, GError **error);
gboolean lf_report_build_pipeline (LfReportBuilder *self, GError **error);
gboolean lf_report_build_problems (LfReportBuilder *self, GError **error);
gboolean lf_report_build_problem_months (LfReportBuilder *self, GError **error);
gboolean lf_report_build_problem_departments (LfReportBuilder *self, GError **error);
gboolean lf_report_build_visit_coverage (LfReportBuilder *self, GError **error);
gboolean lf_report_build_corporate_groups (LfReportBuilder *self, GError **error);
gboolean lf_report_build_contact_log (LfReportBuilder *self, GError **error);
gboolean lf_report_build_goal_course (LfReportBuilder *self, GError **error);
gboolean lf_report_build_half_year (LfReportBuilder *self, GError **error);
gboolean lf_report_build_credit (LfReportBuilder *self, GError **error);
gboolean lf_report_build_layout_land (LfReportBuilder *self, GError **error);
gboolean lf_report_build_goals (LfReportBuilder *self, GError **error);
gboolean lf_report_build_late_goals (LfReportBuilder *self, GError **error);
gboolean lf_report_build_appraisal (LfReportBuilder *self, GError **error);
gboolean lf_report_build_clocks (LfReportBuilder *self, GError **error);

/* Into the open object of @builder: a member for each column. */
void lf_report_add_members (JsonBuilder *builder, const LfReport *self, GPtrArray *row);
char *lf_report_to_csv (const LfReport *self); /* (transfer full): UTF-8 with a byte order mark */
gboolean lf_report_write_xlsx (const LfReport *self, const char *path, GError **error);
/* Several, each on a sheet that has its title for a name: at most 31 characters, none of
 * []:*?/\\ */
gboolean lf_report_write_sheets (GPtrArray *reports /* (element-type LfReport) */,
                                 const char *path,
                                 GError **error);
/* The file is there whole, or as it was before. */
gboolean
lf_report_write_bytes (const char *path, const void *contents, gsize length, GError **error);
/* A cairo_write_func_t. @file: a GByteArray */
cairo_status_t lf_report_append_bytes (void *file, const unsigned char *bytes, unsigned int length);
/* Drawn text is outlines, so a picture also says in words what it shows: @drawing with them. */
cairo_status_t lf_report_append_svg (GByteArray *file,
                                     const GByteArray *drawing,
                                     const char *title,
                                     const char *description);
void lf_report_set_error (GError **error, const char *path, const char *detail);

G_END_DECLS
