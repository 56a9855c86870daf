/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bulletins (K2): what a template says of a period, figure by figure; nothing where there is
 * nothing; the same text a year later; what is kept against what is so. */

#include "config.h"

#include "report-fixture.h"

#include "lf-bulletin.h"
#include "lf-sample.h"

#include <sqlite3.h>
#include <string.h>

static const LfDate november = { 2026, 11, 5 };
static const LfBulletinPeriod october = { { 2026, 10, 0 }, { 2026, 10, 0 } };

static LfBulletin *
make (LfStore *store, const char *language, const char *text, const LfDate *as_of, GError **error)
{
  const LfBulletinTemplate template_
      = { .name = (char *) "通报", .language = (char *) language, .text = (char *) text };
  LfBulletinOptions options = { .period = october, .today = november };

  if (as_of != NULL)
    options.as_of = *as_of;
  return lf_bulletin_make_sync (store, &template_, &options, NULL, error);
}

static LfBulletin *
make_well (LfStore *store, const char *language, const char *text)
{
  g_autoptr (GError) error = NULL;
  LfBulletin *bulletin = make (store, language, text, NULL, &error);

  g_assert_no_error (error);
  return bulletin;
}

/* (transfer full): each currency's sum, joined by " + " */
static char *
canonical_totals (const LfTotals *totals)
{
  g_autoptr (GPtrArray) sums = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < totals->n; i++)
    {
      LfMoney sum = lf_totals_get (totals, i);

      g_ptr_array_add (sums, lf_money_to_canonical (&sum));
    }
  g_ptr_array_add (sums, NULL);
  return g_strjoinv (" + ", (char **) sums->pdata);
}

/* What a figure's filter lists is the figure, and it stands where it says. */
static void
assert_figures_listed (LfStore *store, const LfBulletin *bulletin)
{
  for (guint i = 0; i < bulletin->figures->len; i++)
    {
      const LfBulletinFigure *figure = bulletin->figures->pdata[i];
      g_autofree char *there = g_utf8_substring (bulletin->text, figure->start, figure->end);
      g_autofree char *n = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (LfQuery) query = NULL;
      LfSummary summary = { 0 };

      g_assert_cmpstr (there, ==, figure->text);
      if (figure->kind != LF_BULLETIN_COUNT && figure->kind != LF_BULLETIN_MONEY)
        continue;
      g_assert_nonnull (figure->filter);
      query = lf_query_parse (figure->entity, figure->filter, NULL, &november, &error);
      g_assert_no_error (error);
      g_assert_true (lf_store_summary_sync (store, query, &summary, &error));
      if (figure->kind == LF_BULLETIN_COUNT)
        {
          n = g_strdup_printf ("%" G_GINT64_FORMAT, summary.n);
        }
      else
        n = canonical_totals (&summary.totals);
      g_assert_cmpstr (figure->value, ==, n);
    }
}

/* ---- The language ---- */

static void
fill_zone (LfStore *store)
{
  g_free (add_given (store, "project", "name=高端芯片封装", "stage=signed",
                     "signed_date=2026-10-08", "total_investment=5000000000.00 CNY", "kind=new",
                     NULL));
  g_free (add_given (store, "project", "name=光学模组", "stage=signed", "signed_date=2026-10-20",
                     "total_investment=about 120000000.00 CNY", NULL));
  g_free (add_given (store, "project", "name=检测服务", "stage=signed", "signed_date=2026-10",
                     "total_investment=30000000.00 CNY", NULL));
  g_free (add_given (store, "project", "name=九月项目", "stage=signed", "signed_date=2026-09-02",
                     "total_investment=70000000.00 CNY", NULL));
  g_free (add_given (store, "project", "name=去年项目", "stage=signed", "signed_date=2025-10-12",
                     "total_investment=2000000000.00 CNY", NULL));
  g_free (add_given (store, "project", "name=解约项目", "stage=dropped", "signed_date=2026-10-09",
                     "stage_reason=资金未到位", "total_investment=900000000.00 CNY", NULL));
}

#define SIGNED "project where stage!=dropped and signed_date=period"

static const struct
{
  const char *name, *language, *text, *expected;
} texts[] = {
  { "count", "zh", "{{period}}签约{{count " SIGNED "}}个", "2026年10月签约3个" },
  { "report-total", "en", "{{signed-by-month.total.projects}} in {{period}}", "3 in October 2026" },
  { "report-row", "en", "{{signed-by-month[1].month}} {{signed-by-month[1].projects}}",
    "2026-10 3" },
  { "report-row-by-name", "en", "n {{signed-by-month[\"2026-10\"].projects}}", "n 3" },
  { "sum-qualified", "zh", "总投资{{sum " SIGNED "}}", "总投资约51.5亿元" },
  { "sum-unit", "zh", "总投资{{sum " SIGNED " as 万元 0}}", "总投资约515000万元" },
  { "sum-unit-en", "en", "{{sum " SIGNED " as million 1}}", "about CNY 5150.0 million" },
  { "growth-A7", "zh", "{{count " SIGNED " as growth}}", "同比增长200.0%" },
  { "growth-decimals-A7", "en", "{{count " SIGNED " as growth 2}}",
    "up 200.00% on the year before" },
  { "growth-unknown-A7", "zh",
    "{{count " SIGNED "}}{{count project where stage=negotiation and lead_date=period as growth}}",
    "3" },
  { "year-to-date", "zh",
    "{{count " SIGNED "}}/{{count project where stage!=dropped and signed_date=year-to-date}}",
    "3/4" },
  { "share-A12", "en",
    "{{share count " SIGNED " and total_investment>=1亿 of count " SIGNED " as percent 1}}",
    "66.7%" },
  { "list", "zh",
    "{{each " SIGNED
    " sort -total_investment}}{{position}}.{{name}}({{total_investment}}){{between}};"
    "{{end}}。",
    "1.高端芯片封装(50亿元);2.光学模组(约1.2亿元);3.检测服务(3000万元)。" },
  { "list-limit", "en", "{{each " SIGNED " sort -total_investment limit 1}}{{name}}{{end}}",
    "高端芯片封装" },
  { "list-of-report", "zh",
    "{{each signed-by-month}}{{month}}: {{projects}}, {{amount as yi 1}}{{end}}",
    "2026-10: 3, 约51.5亿元" },
  { "if", "en", "{{if count " SIGNED "}}some{{else}}none{{end}}", "some" },
  { "else", "en",
    "{{count " SIGNED "}}{{if count visit where held_on=period}}some{{else}} none{{end}}",
    "3 none" },
  { "lines-of-sections", "en", "a{{count " SIGNED "}}\n{{if count " SIGNED "}}\nb\n{{end}}\nc\n",
    "a3\nb\nc" },
  { "date-day", "zh", "{{each " SIGNED " and signed_date=2026-10-08}}{{signed_date as day}}{{end}}",
    "10月8日" },
  { "date-en", "en", "{{each " SIGNED " and signed_date=2026-10-08}}{{signed_date}}{{end}}",
    "8 October 2026" },
  { "made-on", "zh", "{{count " SIGNED "}} {{made-on}}", "3 2026年11月5日" },
  { "chinese-words", "zh", "{{count 项目 where 阶段=签约 and signed_date=本期}}", "3" },
};

static void
test_texts (Fixture *fixture, gconstpointer data)
{
  fill_zone (fixture->store);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (LfBulletin) bulletin
          = make_well (fixture->store, texts[i].language, texts[i].text);

      g_test_message ("%s", texts[i].name);
      g_assert_cmpstr (bulletin->text, ==, texts[i].expected);
      assert_figures_listed (fixture->store, bulletin);
    }
}

/* ---- Acceptance cases ---- */

static const struct
{
  const char *name, *amount, *growth, *told;
} growths[] = {
  { "1", "3050000000.00 CNY", "52.5", "30.5亿元，同比增长52.50%，上年20.00亿元" },
  { "2", "1370000000.00 CNY", "53.93", "13.7亿元，同比增长53.93%，上年8.90亿元" },
  { "3", "651000000.00 CNY", "84.94", "6.51亿元，同比增长84.94%，上年3.52亿元" },
  { "4", "7502000000.00 CNY", "8.2", "75.02亿元，同比增长8.20%，上年69.33亿元" },
};

static void
test_bases (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (growths); i++)
    {
      g_autofree char *name = g_strconcat ("name=", growths[i].name, NULL);
      g_autofree char *amount = g_strconcat ("amount=", growths[i].amount, NULL);
      g_autofree char *growth = g_strconcat ("growth_percent=", growths[i].growth, NULL);
      g_autofree char *text
          = g_strdup_printf ("{{each figure where name=%s}}{{amount}}，{{growth_percent as growth "
                             "2}}，上年{{amount as base}}{{end}}",
                             growths[i].name);
      g_autoptr (LfBulletin) bulletin = NULL;

      g_free (add_given (fixture->store, "figure", name, amount, growth, "indicator=output",
                         "period=2026-10", NULL));
      bulletin = make_well (fixture->store, "zh", text);
      g_test_message ("A7 %s", growths[i].told);
      g_assert_cmpstr (bulletin->text, ==, growths[i].told);
    }
}

/* A12: 44 signed in the quarter, 9 of them of 1亿 and more: 20.5 % */
static void
test_size_band (Fixture *fixture, gconstpointer data)
{
  const LfBulletinTemplate template_ = {
    .name = (char *) "季报",
    .language = (char *) "zh",
    .text = (char *) "{{period}}签约{{signed-by-month.total.projects}}个，亿元以上占{{share count "
                     "project where signed_date=period and total_investment>=1亿 of "
                     "signed-by-month.total.projects}}",
  };
  const LfBulletinOptions options
      = { .period = lf_bulletin_period_quarter (2020, 1), .today = november };
  g_autoptr (LfChange) change = lf_change_new ("add");
  g_autoptr (GError) error = NULL;
  g_autoptr (LfBulletin) bulletin = NULL;

  for (guint i = 0; i < 45; i++)
    {
      g_autofree char *name = g_strdup_printf ("项目%u", i);
      g_autoptr (LfRecord) record = lf_record_new (project_entity (), NULL);

      lf_record_set (record, "name", name);
      lf_record_set (record, "stage", "signed");
      lf_record_set (record, "signed_date", i == 44 ? "2020-04-01" : "2020-02-03");
      lf_record_set (record, "total_investment",
                     i % 5 == 0 ? "100000000.00 CNY" : "99999999.99 CNY");
      lf_change_create (change, record);
    }
  commit_change (fixture->store, change);
  bulletin = lf_bulletin_make_sync (fixture->store, &template_, &options, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (bulletin->text, ==, "2020年第一季度签约44个，亿元以上占20.5%");
}

/* ---- The presets, whole ---- */

static void
add_sample (LfStore *store)
{
  const LfDate today = { 2026, 11, 22 };
  g_autoptr (LfChange) change = lf_sample_build (&today);

  commit_change (store, change);
}

static LfBulletin *
make_preset (LfStore *store, const char *preset, const LfBulletinOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfBulletinTemplate) template_ = lf_bulletin_template_find_sync (store, preset, &error);
  LfBulletin *bulletin;

  g_assert_no_error (error);
  bulletin = lf_bulletin_make_sync (store, template_, options, NULL, &error);
  g_assert_no_error (error);
  return bulletin;
}

/* tests/data/bulletin-….txt is what was read and found right */
static void
test_sample (Fixture *fixture, gconstpointer data)
{
  static const char *const presets[] = { "month-zh", "month-en" };
  const LfBulletinOptions options = { .period = october, .today = november };

  add_sample (fixture->store);
  for (guint i = 0; i < G_N_ELEMENTS (presets); i++)
    {
      g_autofree char *name = g_strdup_printf ("bulletin-%s.txt", presets[i]);
      g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", name, NULL);
      g_autofree char *written = g_build_filename (fixture->folder, name, NULL);
      g_autofree char *expected = NULL;
      g_autofree char *text = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (LfBulletin) bulletin = make_preset (fixture->store, presets[i], &options);

      assert_figures_listed (fixture->store, bulletin);
      g_assert_true (lf_bulletin_write (bulletin, written, &error));
      g_assert_no_error (error);
      g_assert_true (g_file_get_contents (written, &text, NULL, NULL));
      g_assert_true (g_file_get_contents (path, &expected, NULL, &error));
      g_assert_no_error (error);
      g_assert_cmpstr (text, ==, expected);
    }
}

/* ---- Nothing to tell ---- */

static void
test_empty_month (Fixture *fixture, gconstpointer data)
{
  const LfBulletinOptions january
      = { .period = { { 2019, 1, 0 }, { 2019, 1, 0 } }, .today = november };
  g_autofree char *path = g_build_filename (fixture->folder, "empty.txt", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (LfBulletin) bulletin = NULL;

  fill_zone (fixture->store);
  bulletin = make_preset (fixture->store, "month-zh", &january);
  g_assert_null (bulletin->text);
  g_assert_nonnull (strstr (bulletin->nothing, "2019年1月"));
  g_assert_false (lf_bulletin_write (bulletin, path, &error));
  g_assert_error (error, LF_ERROR, LF_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, bulletin->nothing);
}

/* ---- What cannot be read ---- */

static const struct
{
  const char *name, *text, *says;
  guint line, start, end;
} faults[] = {
  { "no-report", "a\n{{by-moon.total.amount}}", "by-moon", 2, 2, 26 },
  { "no-column", "a {{by-park.total.weight}}", "weight", 1, 2, 26 },
  { "no-entity", "{{count moon}}", "moon", 1, 0, 14 },
  { "no-field", "招商{{count project where moon=1}}", "moon", 1, 2, 32 },
  { "no-field-of-list", "{{each project}}\n{{moon}}\n{{end}}", "moon", 2, 17, 25 },
  { "no-form", "{{count project as moons}}", "moons", 1, 0, 26 },
  { "no-decimals", "{{count project as yi 9}}", "9", 1, 0, 25 },
  { "not-closed", "{{count project", "}}", 1, 0, 15 },
  { "no-end", "a\nb{{if count project}}c", "end", 2, 3, 23 },
  { "end-of-nothing", "a{{end}}", "end", 1, 1, 8 },
  { "else-of-list", "{{each project}}{{else}}{{end}}", "else", 1, 16, 24 },
  { "no-group", "{{clocks.total.mean by moon}}", "moon", 1, 0, 29 },
  { "growth-of-no-period", "{{count project as growth}}", "year before", 1, 0, 27 },
  { "nothing-summed", "{{sum park}}", "Parks", 1, 0, 12 },
};

static void
test_faults (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      const LfBulletinTemplate template_
          = { .name = (char *) "通报", .language = (char *) "en", .text = (char *) faults[i].text };
      const LfBulletinOptions options = { .period = october, .today = november };
      LfBulletinSpot spot = { 0 };
      g_autoptr (GError) error = NULL;
      g_autoptr (LfBulletin) bulletin
          = lf_bulletin_make_sync (fixture->store, &template_, &options, &spot, &error);
      g_autofree char *line = g_strdup_printf ("Line %u: ", faults[i].line);

      g_test_message ("%s: %s", faults[i].name, error == NULL ? "" : error->message);
      g_assert_null (bulletin);
      g_assert_error (error, LF_ERROR, LF_ERROR_SYNTAX);
      g_assert_true (g_str_has_prefix (error->message, line));
      g_assert_nonnull (strstr (error->message, faults[i].says));
      g_assert_cmpuint (spot.line, ==, faults[i].line);
      g_assert_cmpuint (spot.start, ==, faults[i].start);
      g_assert_cmpuint (spot.end, ==, faults[i].end);
    }
}

/* ---- Kept, and a year later ---- */

static LfBulletin *
keep (LfStore *store, const LfBulletin *bulletin)
{
  g_autofree char *id = NULL;
  g_autoptr (LfChange) change = lf_bulletin_keep (bulletin, "周敏", &id);
  g_autoptr (GError) error = NULL;
  g_autoptr (LfRecord) record = NULL;
  LfBulletin *kept;

  commit_change (store, change);
  record = lf_store_load_sync (store, lf_schema_find ("bulletin"), id, &error);
  g_assert_no_error (error);
  kept = lf_bulletin_read (record, &error);
  g_assert_no_error (error);
  return kept;
}

/* All that was written so far was written on @day. */
static void
date_back (Fixture *fixture, const LfDate *day)
{
  g_autoptr (GDateTime) noon = g_date_time_new_local (day->year, day->month, day->day, 12, 0, 0);
  g_autofree char *path = g_build_filename (fixture->folder, "landfall.db", NULL);
  g_autofree char *sql = g_strdup_printf ("UPDATE change SET time_us = %" G_GINT64_FORMAT,
                                          g_date_time_to_unix (noon) * G_USEC_PER_SEC);
  sqlite3 *handle;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
}

static void
change_later (LfStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfRecord) big
      = lf_store_find_title_sync (store, project_entity (), "高端芯片封装", &error);

  g_assert_nonnull (big);
  set_field (store, lf_record_id (big), "total_investment", "6000000000.00 CNY");
  g_free (add_given (store, "project", "name=补录项目", "stage=signed", "signed_date=2026-10-30",
                     "total_investment=10000000.00 CNY", NULL));
}

static void
assert_difference (GPtrArray *differences, const char *place, const char *now, const char *then)
{
  for (guint i = 0; i < differences->len; i++)
    {
      const LfBulletinDifference *difference = differences->pdata[i];

      if (strcmp (difference->figure->place, place) != 0)
        continue;
      g_assert_cmpstr (difference->now, ==, now);
      g_assert_cmpstr (difference->then, ==, then);
      return;
    }
  g_assert_not_reached ();
}

#define STORY                                                                                      \
  "{{count " SIGNED "}}个，{{sum " SIGNED "}}\n{{each " SIGNED " sort name}}\n"                    \
  "{{name}} {{total_investment}}\n{{end}}\n{{each signed-by-month}}{{projects}}{{end}}"

static void
test_year_later (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfBulletin) bulletin = NULL;
  g_autoptr (LfBulletin) kept = NULL;
  g_autoptr (LfBulletin) again = NULL;
  g_autoptr (LfBulletin) now = NULL;
  g_autoptr (GPtrArray) differences = NULL;

  fill_zone (fixture->store);
  bulletin = make_well (fixture->store, "zh", STORY);
  kept = keep (fixture->store, bulletin);
  g_assert_cmpstr (kept->text, ==, bulletin->text);
  g_assert_cmpuint (kept->figures->len, ==, bulletin->figures->len);
  date_back (fixture, &november);
  differences = lf_bulletin_check_sync (fixture->store, kept, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (differences->len, ==, 0);
  g_clear_pointer (&differences, g_ptr_array_unref);

  change_later (fixture->store);
  again = make (fixture->store, "zh", STORY, &november, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->text, ==, kept->text);
  now = make_well (fixture->store, "zh", STORY);
  g_assert_cmpstr (now->text, !=, kept->text);

  differences = lf_bulletin_check_sync (fixture->store, kept, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (differences->len, ==, 5);
  assert_difference (differences, "count " SIGNED, "4", "3");
  assert_difference (differences, "sum " SIGNED, "about 6160000000.00 CNY",
                     "about 5150000000.00 CNY");
}

/* K2: what was made is not written again silently, by whatever way */
static void
test_kept_stays (Fixture *fixture, gconstpointer data)
{
  static const char *const fields[][2] = { { "text", "别的" },
                                           { "figures", "[]" },
                                           { "period_from", "2026-09" },
                                           { "made_on", "2026-12-01" } };
  g_autoptr (LfBulletin) bulletin = NULL;
  g_autoptr (LfBulletin) kept = NULL;
  g_autoptr (GPtrArray) like = NULL;
  g_autoptr (LfChange) note = lf_change_new ("note");
  g_autoptr (GError) error = NULL;

  fill_zone (fixture->store);
  bulletin = make_well (fixture->store, "zh", STORY);
  kept = keep (fixture->store, bulletin);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autoptr (LfChange) change = lf_change_new ("write again");
      g_autoptr (GError) refused = NULL;

      lf_change_edit (change, kept->record, fields[i][0], fields[i][1]);
      g_assert_false (lf_store_commit_sync (fixture->store, change, &refused));
      g_assert_error (refused, LF_ERROR, LF_ERROR_INVALID);
    }
  lf_change_edit (note, kept->record, "note", "已印发");
  commit_change (fixture->store, note);
  like = lf_bulletin_kept_sync (fixture->store, bulletin, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (like->len, ==, 1);
}

/* ---- Periods ---- */

static void
test_periods (void)
{
  static const struct
  {
    LfDate today;
    const char *first, *year_ago, *quarter, *year;
  } cases[] = {
    { { 2026, 11, 22 }, "October 2026", "November 2025", "Q3 2026", "2026" },
    { { 2026, 1, 31 }, "December 2025", "January 2025", "Q4 2025", "2025" },
    { { 2026, 5, 31 }, "April 2026", "May 2025", "Q1 2026", "2026" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) periods = lf_bulletin_periods (&cases[i].today);
      const char *const expected[]
          = { cases[i].first, cases[i].year_ago, cases[i].quarter, cases[i].year };
      const guint at[] = { 0, 11, 12, 16 };

      g_assert_cmpuint (periods->len, ==, 18);
      for (guint n = 0; n < G_N_ELEMENTS (at); n++)
        {
          g_autofree char *told
              = lf_bulletin_period_format (&g_array_index (periods, LfBulletinPeriod, at[n]), "en");

          g_assert_cmpstr (told, ==, expected[n]);
        }
    }
}

/* ---- Templates ---- */

static void
test_templates (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) before = lf_bulletin_templates_sync (fixture->store, &error);
  const LfBulletinTemplate *preset = before->pdata[0];
  g_autoptr (LfChange) wrong
      = lf_bulletin_template_change (preset, "本区通报", "{{if count project}}", &error);
  g_autoptr (LfChange) copy = NULL;
  g_autoptr (LfBulletinTemplate) own = NULL;

  g_assert_cmpuint (before->len, ==, 2);
  g_assert_null (preset->record);
  g_assert_null (wrong);
  g_assert_error (error, LF_ERROR, LF_ERROR_SYNTAX);
  g_clear_error (&error);
  copy = lf_bulletin_template_change (preset, "本区通报", "签约{{count project}}个", &error);
  g_assert_no_error (error);
  commit_change (fixture->store, copy);
  own = lf_bulletin_template_find_sync (fixture->store, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (own->name, ==, "本区通报");
  g_assert_nonnull (own->record);
  g_assert_null (lf_bulletin_template_find_sync (fixture->store, "没有的", &error));
  g_assert_error (error, LF_ERROR, LF_ERROR_NOT_FOUND);
}

#define TEST(path, func) g_test_add ("/bulletin/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("texts", test_texts);
  TEST ("bases-A7", test_bases);
  TEST ("size-band-A12", test_size_band);
  TEST ("sample", test_sample);
  TEST ("empty-month-K2", test_empty_month);
  TEST ("faults", test_faults);
  TEST ("year-later-K2", test_year_later);
  TEST ("kept-stays-K2", test_kept_stays);
  TEST ("templates", test_templates);
  g_test_add_func ("/bulletin/periods", test_periods);
  return g_test_run ();
}
