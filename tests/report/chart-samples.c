/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Invented reports to draw: each kind of chart with names as zones have them. */

#include "config.h"

#include "chart-samples.h"

#include "lf-report-private.h"

#include <math.h>
#include <string.h>

static const char *const parks[] = {
  "杭州湾高端精密制造产业园",
  "生命健康园",
  "综合保税区",
  "临空经济与现代物流产业示范园",
  "国际创新中心",
  "新材料产业园",
  "数字经济产业园",
  "半导体与集成电路装备产业园",
  "中韩（盐城）产业园东区核心区",
  "绿色能源产业园",
  "现代农业科技示范区",
  "老工业区改造片区",
};
static const char *const industries[] = {
  "新能源汽车及零部件",
  "集成电路",
  "生物医药与高端医疗器械",
  "新材料",
  "高端装备制造",
  "现代物流",
  "人工智能",
  "食品",
  "节能环保",
  "商务",
  "数字经济",
  "纺织",
};
static const char *const paths[] = {
  "先进制造业/新能源汽车", "先进制造业/高端装备", "先进制造业/新材料", "先进制造业/生物医药",
  "电子信息/集成电路",     "电子信息/新型显示",   "电子信息/软件",     "现代服务业/现代物流",
  "现代服务业/科技金融",   "现代服务业/文化旅游", "现代农业/种业",     "现代农业/农产品精深加工",
};
static const char *const firms[]
    = { "江苏长电先进封装测试有限公司", "比亚迪", "宁德时代", "正大天晴药业", "三一重工" };

#define N_NAMES 12

static LfReport *
start (LfChartKind chart, const char *title, const char *heading)
{
  LfReport *report = lf_report_new ("sample", g_strdup (title), lf_schema_find ("project"));

  report->chart = chart;
  report->measure = 1;
  report->decimals = 1;
  lf_report_add_column (report, "label", heading, LF_COLUMN_TEXT);
  return report;
}

static void
add_count (GPtrArray *row, gint64 count)
{
  LfReportCell *cell = lf_report_add_cell (row);

  cell->count = count;
  cell->filter = g_strdup ("stage=signed");
}

static void
add_blank (GPtrArray *row)
{
  lf_report_add_cell (row)->is_blank = TRUE;
}

static void
add_money (GPtrArray *row, gint64 minor)
{
  LfReportCell *cell = lf_report_add_cell (row);
  LfMoney money = { minor, "CNY", LF_QUALIFIER_EXACT };

  g_assert_true (lf_totals_add (&cell->totals, &money));
  cell->filter = g_strdup ("stage=signed");
}

/* The same figures each time: 0 ≤ figure < most. */
static gint64
figure_of (guint row, guint column, gint64 most)
{
  guint32 hash = (row + 1) * 2654435761U ^ (column + 7) * 40503U * 2246822519U;

  hash ^= hash >> 15;
  hash *= 2246822519U;
  return (gint64) (hash >> 8) % most;
}

/* ---- Kinds ---- */

static LfReport *
make_bars (LfChartKind chart, const char *const *names, guint n, gboolean is_money)
{
  static const char *const years[] = { "2024年", "2025年", "2026年" };
  LfReport *report = start (chart, "各园区签约", "园区");

  for (guint i = 0; i < 3; i++)
    lf_report_add_column (report, "figure", years[i], is_money ? LF_COLUMN_MONEY : LF_COLUMN_COUNT);
  for (guint i = 0; i < n; i++)
    {
      GPtrArray *row = lf_report_add_row (report);

      lf_report_add_text (row, names[i]);
      for (guint c = 0; c < 3; c++)
        if (is_money)
          add_money (row, figure_of (i, c, 900) * 100000000);
        else
          add_count (row, figure_of (i, c, 40));
    }
  return report;
}

static LfReport *
make_grouped (void)
{
  return make_bars (LF_CHART_GROUPED, parks, 6, FALSE);
}

static LfReport *
make_stacked (void)
{
  return make_bars (LF_CHART_STACKED, parks, N_NAMES, TRUE);
}

static LfReport *
make_stacked_months (void)
{
  static const char *const kinds[] = { "新增", "增资", "框架协议" };
  LfReport *report = start (LF_CHART_STACKED, "各月签约", "月份");

  for (guint i = 0; i < 3; i++)
    lf_report_add_column (report, "figure", kinds[i], LF_COLUMN_COUNT);
  for (guint i = 0; i < 18; i++)
    {
      GPtrArray *row = lf_report_add_row (report);
      g_autofree char *month = g_strdup_printf ("%u-%02u", 2025 + i / 12, i % 12 + 1);

      lf_report_add_text (row, month);
      for (guint c = 0; c < 3; c++)
        add_count (row, figure_of (i, c, 12 - 3 * c));
    }
  return report;
}

static LfReport *
make_lines (void)
{
  static const char *const lines[] = { "签约", "供地", "开工", "目标" };
  LfReport *report = start (LF_CHART_LINES, "累计与目标", "月份");

  for (guint i = 0; i < 4; i++)
    lf_report_add_column (report, "figure", lines[i], LF_COLUMN_MONEY);
  report->expected = 4;
  for (guint i = 0; i < 12; i++)
    {
      GPtrArray *row = lf_report_add_row (report);
      g_autofree char *month = g_strdup_printf ("2026-%02u", i + 1);

      lf_report_add_text (row, month);
      for (guint c = 0; c < 3; c++)
        if (i > 10)
          add_blank (row);
        else
          add_money (row, (i + 1) * (20 - 4 * c) * G_GINT64_CONSTANT (1000000000)
                              + figure_of (i, c, 9) * 3000000000);
      add_money (row, (i + 1) * G_GINT64_CONSTANT (20000000000));
    }
  return report;
}

/* More days than pixels. */
static LfReport *
make_lines_of_days (void)
{
  LfReport *report = start (LF_CHART_LINES, "在手项目", "日期");
  LfDate day = { 2024, 11, 22 };

  lf_report_add_column (report, "under_way", "在谈", LF_COLUMN_COUNT);
  lf_report_add_column (report, "signed", "已签约未开工", LF_COLUMN_COUNT);
  for (guint i = 0; i < 730; i++, day = lf_date_add_days (&day, 1))
    {
      GPtrArray *row = lf_report_add_row (report);
      g_autofree char *text = lf_date_to_canonical (&day);

      lf_report_add_text (row, text);
      add_count (row, 40 + (gint64) (30 * sin (i / 90.0)) + figure_of (i, 0, 6));
      add_count (row, 12 + (gint64) i / 40 + figure_of (i, 1, 3));
    }
  return report;
}

static LfReport *
make_boxes (void)
{
  static const char *const legs[]
      = { "线索到洽谈", "洽谈到签约", "签约到供地（不含两宗历史遗留用地）", "供地到开工",
          "开工到投产" };
  static const char *const columns[] = { "最短", "下四分位", "中位数", "上四分位", "最长", "离群" };
  LfReport *report = start (LF_CHART_BOXES, "各步用时", "步骤");

  for (guint i = 0; i < 6; i++)
    lf_report_add_column (report, "days", columns[i], LF_COLUMN_DAYS);
  for (guint i = 0; i < G_N_ELEMENTS (legs); i++)
    {
      GPtrArray *row = lf_report_add_row (report);
      gint64 days = 3 + figure_of (i, 0, 20);

      lf_report_add_text (row, legs[i]);
      for (guint c = 0; c < 5; c++, days += 8 + figure_of (i, c, 60))
        add_count (row, days);
      add_blank (row);
      for (guint k = 0; k < i % 4; k++)
        {
          GPtrArray *outlier = lf_report_add_row (report);

          lf_report_add_text (outlier, firms[(i + k) % G_N_ELEMENTS (firms)]);
          for (guint c = 0; c < 5; c++)
            add_blank (outlier);
          add_count (outlier, days + 60 + 70 * k);
        }
    }
  return report;
}

static LfReport *
make_heat (void)
{
  LfReport *report = start (LF_CHART_HEAT, "园区与产业", "园区");

  for (guint i = 0; i < 10; i++)
    lf_report_add_column (report, "figure", industries[i], LF_COLUMN_COUNT);
  for (guint i = 0; i < N_NAMES; i++)
    {
      GPtrArray *row = lf_report_add_row (report);

      lf_report_add_text (row, parks[i]);
      for (guint c = 0; c < 10; c++)
        if (i == 3 && c == 4)
          add_blank (row);
        else
          add_count (row, MAX (figure_of (i, c, 130) - 40, 0));
    }
  return report;
}

static LfReport *
make_heat_money (void)
{
  LfReport *report = start (LF_CHART_HEAT, "园区与产业", "园区");

  for (guint i = 0; i < 5; i++)
    lf_report_add_column (report, "figure", industries[i], LF_COLUMN_MONEY);
  for (guint i = 0; i < 6; i++)
    {
      GPtrArray *row = lf_report_add_row (report);

      lf_report_add_text (row, parks[i]);
      for (guint c = 0; c < 5; c++)
        add_money (row, (figure_of (i, c, 9000) - 1200) * 10000000);
    }
  return report;
}

static LfReport *
make_calendar (void)
{
  LfReport *report = start (LF_CHART_CALENDAR, "走访日历", "日期");
  LfDate day = { 2026, 1, 1 };

  lf_report_add_column (report, "visits", "走访", LF_COLUMN_COUNT);
  for (guint i = 0; i < 325; i++, day = lf_date_add_days (&day, 1))
    {
      g_autofree char *text = lf_date_to_canonical (&day);
      GPtrArray *row;

      if (figure_of (i, 3, 3) == 0)
        continue;
      row = lf_report_add_row (report);
      lf_report_add_text (row, text);
      add_count (row, figure_of (i, 1, 9));
    }
  return report;
}

static LfReport *
make_calendar_months (void)
{
  LfReport *report = start (LF_CHART_CALENDAR, "各月签约", "月份");

  lf_report_add_column (report, "amount", "协议投资", LF_COLUMN_MONEY);
  for (guint i = 0; i < 44; i++)
    {
      GPtrArray *row = lf_report_add_row (report);
      g_autofree char *month = g_strdup_printf ("%u-%02u", 2023 + i / 12, i % 12 + 1);

      lf_report_add_text (row, month);
      add_money (row, figure_of (i, 2, 900) * 100000000);
    }
  return report;
}

static LfReport *
make_treemap (void)
{
  LfReport *report = start (LF_CHART_TREEMAP, "产业分布", "产业");

  lf_report_add_column (report, "amount", "协议投资", LF_COLUMN_MONEY);
  for (guint i = 0; i < N_NAMES; i++)
    {
      GPtrArray *row = lf_report_add_row (report);

      lf_report_add_text (row, paths[i]);
      add_money (row, (figure_of (i, 5, 800) + 20) * 200000000);
    }
  return report;
}

static LfReport *
make_ranking (void)
{
  static const int before[] = { 2, 1, 3, 9, 0, 4, 5, 6, 12, 8, 0, 7 };
  LfReport *report = start (LF_CHART_RANKING, "园区排名", "园区");

  lf_report_add_column (report, "amount", "当年签约额", LF_COLUMN_MONEY);
  lf_report_add_column (report, "place_before", "上月", LF_COLUMN_COUNT);
  for (guint i = 0; i < N_NAMES; i++)
    {
      GPtrArray *row = lf_report_add_row (report);

      lf_report_add_text (row, parks[i]);
      add_money (row, (N_NAMES - i) * G_GINT64_CONSTANT (12345600000));
      if (before[i] == 0)
        add_blank (row);
      else
        add_count (row, before[i]);
    }
  return report;
}

static LfReport *
make_spark (void)
{
  LfReport *report = start (LF_CHART_SPARK, "近两年", "月份");

  lf_report_add_column (report, "signed", "签约", LF_COLUMN_COUNT);
  for (guint i = 0; i < 24; i++)
    {
      GPtrArray *row = lf_report_add_row (report);
      g_autofree char *month = g_strdup_printf ("%u-%02u", 2025 + i / 12, i % 12 + 1);

      lf_report_add_text (row, month);
      add_count (row, 5 + (gint64) i / 2 + figure_of (i, 4, 9));
    }
  return report;
}

/* Figures of a share: not rounded, unlike what is told of them. */
static void
add_percent (GPtrArray *row, double percent)
{
  lf_report_add_cell (row)->percent = percent;
}

static LfReport *
make_funnel (void)
{
  static const char *const stages[]
      = { "线索", "洽谈", "立项决策", "签约", "供地", "开工", "竣工", "投产", "达产" };
  static const int reached[] = { 286, 174, 121, 96, 61, 48, 22, 15, 6 };
  LfReport *report = start (LF_CHART_FUNNEL, "项目漏斗", "阶段");

  lf_report_add_column (report, "reached", "到达", LF_COLUMN_COUNT);
  lf_report_add_column (report, "amount", "总投资", LF_COLUMN_MONEY);
  lf_report_add_column (report, "conversion", "转化率", LF_COLUMN_PERCENT);
  lf_report_add_column (report, "dropped", "终止", LF_COLUMN_COUNT);
  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    {
      GPtrArray *row = lf_report_add_row (report);

      lf_report_add_text (row, stages[i]);
      add_count (row, reached[i]);
      add_money (row, reached[i] * G_GINT64_CONSTANT (41234500000));
      add_percent (row, i == 0 ? 100 : 100. * reached[i] / reached[i - 1]);
      add_count (row, i % 3 == 1 ? 4 : 0);
    }
  return report;
}

static LfReport *
make_plain_bars (void)
{
  LfReport *report = start (LF_CHART_BARS, "各园区总投资", "园区");

  report->measure = 2;
  lf_report_add_column (report, "projects", "项目", LF_COLUMN_COUNT);
  lf_report_add_column (report, "amount", "总投资", LF_COLUMN_MONEY);
  for (guint i = 0; i < 8; i++)
    {
      GPtrArray *row = lf_report_add_row (report);

      lf_report_add_text (row, parks[i]);
      add_count (row, 12 - (gint64) i);
      add_money (row, (8 - i) * G_GINT64_CONSTANT (123456000000));
    }
  return report;
}

static LfReport *
make_months (void)
{
  LfReport *report = start (LF_CHART_MONTHS, "各月签约", "月份");

  lf_report_add_column (report, "amount", "签约额", LF_COLUMN_MONEY);
  for (guint i = 0; i < 18; i++)
    {
      GPtrArray *row = lf_report_add_row (report);
      g_autofree char *month = g_strdup_printf ("%u-%02u", 2025 + i / 12, i % 12 + 1);

      lf_report_add_text (row, month);
      add_money (row, figure_of (i, 2, 60) * G_GINT64_CONSTANT (100000000000));
    }
  return report;
}

static LfReport *
make_days (void)
{
  static const char *const clocks[] = { "上会即签约", "签约即供地", "拿地即开工", "竣工即投产" };
  static const int days[][3] = { { 24, 27, 11 }, { 52, 61, 30 }, { 82, 90, 41 }, { 29, 26, 17 } };
  static const char *const names[] = { "中位数", "平均", "最快" };
  LfReport *report = start (LF_CHART_DAYS, "时限", "时限");

  report->measure = 4;
  lf_report_add_column (report, "whose", "范围", LF_COLUMN_TEXT);
  lf_report_add_column (report, "projects", "项目", LF_COLUMN_COUNT);
  lf_report_add_column (report, "dated", "有日期", LF_COLUMN_COUNT);
  for (guint i = 0; i < 3; i++)
    lf_report_add_column (report, "days", names[i], LF_COLUMN_DAYS);
  for (guint i = 0; i < G_N_ELEMENTS (clocks); i++)
    {
      GPtrArray *row = lf_report_add_row (report);

      lf_report_add_text (row, clocks[i]);
      lf_report_add_text (row, "全区");
      add_count (row, 20);
      add_count (row, 18);
      for (guint c = 0; c < 3; c++)
        add_count (row, days[i][c]);
    }
  return report;
}

static LfReport *
make_progress (void)
{
  static const char *const lines[] = { "时间进度", "投资", "形象进度", "工程量" };
  LfReport *report = start (LF_CHART_PROGRESS, "年度进度", "月份");

  report->measure = 2;
  lf_report_add_column (report, "reports", "报送", LF_COLUMN_COUNT);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    lf_report_add_column (report, "share", lines[i], LF_COLUMN_PERCENT);
  lf_report_add_column (report, "lead", "快慢", LF_COLUMN_TEXT);
  for (guint i = 0; i < 11; i++)
    {
      GPtrArray *row = lf_report_add_row (report);
      g_autofree char *month = g_strdup_printf ("2026-%02u", i + 1);

      lf_report_add_text (row, month);
      add_count (row, 9);
      add_percent (row, 100. * (i + 1) / 12);
      for (guint c = 0; c < 3; c++)
        add_percent (row, 7.5 * (i + 1) + (double) figure_of (i, c, 9) - 3 * c);
      lf_report_add_text (row, i % 4 == 3 ? "慢 3 点" : "快 2 点");
    }
  return report;
}

static const struct
{
  const char *name;
  LfReport *(*make) (void);
} samples[] = {
  { "funnel", make_funnel },
  { "bars", make_plain_bars },
  { "months", make_months },
  { "days", make_days },
  { "progress", make_progress },
  { "grouped", make_grouped },
  { "stacked", make_stacked },
  { "stacked-months", make_stacked_months },
  { "lines", make_lines },
  { "lines-days", make_lines_of_days },
  { "boxes", make_boxes },
  { "heat", make_heat },
  { "heat-money", make_heat_money },
  { "calendar", make_calendar },
  { "calendar-months", make_calendar_months },
  { "treemap", make_treemap },
  { "ranking", make_ranking },
  { "spark", make_spark },
};

const char *const *
chart_samples (void)
{
  static const char *names[G_N_ELEMENTS (samples) + 1];

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    names[i] = samples[i].name;
  return names;
}

LfReport *
chart_sample (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    if (strcmp (samples[i].name, name) == 0)
      return samples[i].make ();
  g_assert_not_reached ();
}

/* ---- Any shape ---- */

static void
add_wild (GPtrArray *row, LfColumnType type, guint at, guint column)
{
  static const gint64 wild[]
      = { 0, -1, 7, G_GINT64_CONSTANT (90000000000000000), -G_GINT64_CONSTANT (3000000000), 1, 12 };
  gint64 figure = wild[(at + column) % G_N_ELEMENTS (wild)];

  if ((at + 2 * column) % 5 == 4)
    add_blank (row);
  else if (type == LF_COLUMN_PERCENT)
    lf_report_add_cell (row)->percent = at % 3 == 0   ? NAN
                                        : at % 3 == 1 ? (double) INFINITY
                                                      : (double) figure;
  else if (type == LF_COLUMN_MONEY)
    add_money (row, figure);
  else
    add_count (row, figure);
}

static void
add_tame (GPtrArray *row, LfColumnType type, guint at, guint column)
{
  gint64 figure = 1 + figure_of (at, column, 99);

  if (type == LF_COLUMN_PERCENT)
    lf_report_add_cell (row)->percent = (double) figure;
  else if (type == LF_COLUMN_MONEY)
    add_money (row, figure * 1000000000);
  else
    add_count (row, figure);
}

/* Days where the rows are of time; elsewhere names. */
LfReport *
chart_of (LfChartKind chart, LfColumnType type, guint n, guint n_series, gboolean is_wild)
{
  LfReport *report = start (chart, "任意", "名称");
  LfDate day = { 2025, 11, 3 };

  for (guint c = 0; c < n_series; c++)
    lf_report_add_column (report, "figure", industries[c % N_NAMES], type);
  for (guint i = 0; i < n; i++, day = lf_date_add_days (&day, 1))
    {
      GPtrArray *row = lf_report_add_row (report);
      g_autofree char *label = chart == LF_CHART_CALENDAR || chart == LF_CHART_DAYS
                                   ? lf_date_to_canonical (&day)
                                   : g_strdup_printf ("%s%u", parks[i % N_NAMES], i);

      lf_report_add_text (row, label);
      for (guint c = 0; c < n_series; c++)
        if (is_wild)
          add_wild (row, type, i, c);
        else
          add_tame (row, type, i, c);
    }
  return report;
}
