/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sample zone: plots of the parks, what is around them, and a project two parks promote
 * together (L1, O7). */

#include "config.h"

#include "lf-sample-private.h"

#include "lf-credit-split.h"

#define JOINT 16 /* the project that the first and the last park promote together */

/* clang-format off */
static const struct { int park; const char *number, *use, *state, *area_mu, *price, *location; int project; } plots[] = {
  { 3, "青工2026-01", "innovation", "ready", "62", "2480万元", "云起路以东、科苑路以北", -1 },
  { 3, "青工2026-02", "innovation", "listed", "45.5", "1910万元", "云起路以东、溪山路以南", -1 },
  { 3, "青工2026-03", "mixed", "planned", "452.5", NULL, "科苑路以北", -1 },
  { 3, "青工2024-11", "industry", "supplied", "240", NULL, "数港大道88号", 33 },
  { 3, "青工2018-A区", "industry", "supplied", "1900", NULL, "数港大道两侧", 37 },
  { 3, "青工2022-04", "industry", "idle", "100", NULL, "溪山路以西", -1 },
  { 0, "青装2026-02", "industry", "ready", "1240", NULL, "智造大道以东", -1 },
  { 0, "青装2025-07", "industry", "supplied", "1600", NULL, "智造大道12号", 30 },
  { 0, "青装2019-B区", "industry", "supplied", "3860", NULL, "智造大道两侧", 34 },
  { 0, "青装2016-A区", "industry", "supplied", "1900", NULL, "枫林路66号", 38 },
  { 1, "青材2026-03", "industry", "listed", "930", NULL, "滨江东路以南", -1 },
  { 1, "青材2025-09", "industry", "supplied", "2470", NULL, "滨江东路208号", 31 },
  { 1, "青材2021-05", "industry", "supplied", "2800", NULL, "滨江东路220号", 35 },
  { 2, "青康2026-01", "innovation", "ready", "710", NULL, "杏林路以北", -1 },
  { 2, "青康2024-03", "industry", "supplied", "1230", NULL, "杏林路26号", 29 },
  { 2, "青康2020-08", "industry", "supplied", "1960", NULL, "杏林路36号", 36 },
};

static const struct { const char *address, *amenities, *built_mu; } profiles[N_PARKS] = {
  { "青枫湾大道1号", "通勤专线6条、高速出口2公里、职工公寓、食堂、幼儿园", "6100" },
  { "滨江东路200号", "危化品停车场、集中供热、污水处理厂、铁路专用线", "4300" },
  { "杏林路18号", "GMP标准厂房、动物实验中心、冷链仓储、15分钟生活圈", "2500" },
  { "数港大道99号", "人才公寓、共享实验室、地铁3号线、15分钟生活圈、算力中心", "1900" },
};
/* clang-format on */

/* Rectangles of a place that is not there, in thousandths of a degree from its corner: parks, then
 * plots as they stand above. */
#define CORNER_LONGITUDE 121.300
#define CORNER_LATITUDE 29.200

/* clang-format off */
static const struct { int x, y, width, height, cut; } park_places[N_PARKS] = {
  { 0, 40, 62, 34, 8 }, { 70, 36, 50, 30, 6 }, { 0, 0, 44, 32, 6 }, { 52, 0, 38, 28, 5 },
}, plot_places[G_N_ELEMENTS (plots)] = {
  { 54, 20, 7, 6, 0 }, { 62, 20, 6, 6, 0 }, { 70, 16, 17, 9, 2 }, { 54, 12, 12, 6, 0 }, { 54, 2, 33, 9, 2 },
  { 80, 12, 6, 3, 0 }, { 40, 42, 20, 12, 3 }, { 2, 58, 26, 13, 2 }, { 2, 42, 36, 14, 3 }, { 30, 58, 24, 13, 2 },
  { 102, 38, 16, 13, 2 }, { 72, 52, 44, 12, 3 }, { 72, 38, 28, 13, 2 }, { 26, 18, 15, 12, 2 }, { 2, 18, 22, 12, 2 },
  { 2, 2, 39, 14, 3 },
};
/* clang-format on */

/* With one corner cut off, as roads do. */
static void
set_outline (LfRecord *record, int x, int y, int width, int height, int cut)
{
  const int corners[][2] = { { x, y },
                             { x + width, y },
                             { x + width, y + height - cut },
                             { x + width - cut, y + height },
                             { x, y + height },
                             { x, y } };
  g_autoptr (GString) text = g_string_new ("{\"type\": \"Polygon\", \"coordinates\": [[");

  for (guint i = 0; i < G_N_ELEMENTS (corners); i++)
    {
      char longitude[G_ASCII_DTOSTR_BUF_SIZE], latitude[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_formatd (longitude, sizeof longitude, "%.3f",
                       CORNER_LONGITUDE + corners[i][0] / 1000.0);
      g_ascii_formatd (latitude, sizeof latitude, "%.3f", CORNER_LATITUDE + corners[i][1] / 1000.0);
      g_string_append_printf (text, "%s[%s, %s]", i > 0 ? ", " : "", longitude, latitude);
    }
  g_string_append (text, "]]}");
  lf_record_set (record, "outline", text->str);
}

void
lf_sample_set_profile (LfRecord *park, guint index)
{
  lf_sample_set (park, "address", profiles[index].address);
  lf_sample_set (park, "amenities", profiles[index].amenities);
  lf_sample_set (park, "built_area_mu", profiles[index].built_mu);
  set_outline (park, park_places[index].x, park_places[index].y, park_places[index].width,
               park_places[index].height, park_places[index].cut);
}

static void
create_plots (LfSampleBuilder *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (plots); i++)
    {
      LfRecord *plot = lf_sample_record ("plot");

      lf_sample_set (plot, "number", plots[i].number);
      lf_sample_set (plot, "use", plots[i].use);
      lf_sample_set (plot, "state", plots[i].state);
      lf_sample_set (plot, "area_mu", plots[i].area_mu);
      lf_sample_set (plot, "starting_price", plots[i].price);
      lf_sample_set (plot, "location", plots[i].location);
      lf_record_set (plot, "park", self->parks[plots[i].park]);
      set_outline (plot, plot_places[i].x, plot_places[i].y, plot_places[i].width,
                   plot_places[i].height, plot_places[i].cut);
      if (plots[i].project >= 0)
        lf_record_set (plot, "project", self->projects[plots[i].project]);
      g_free (lf_sample_create (self, plot));
    }
}

static LfRecord *
named (const char *entity, const char *id, const char *name)
{
  LfRecord *record = lf_record_new (lf_schema_find (entity), id);

  lf_record_set (record, "name", name);
  return record;
}

static void
create_joint_credit (LfSampleBuilder *self)
{
  static const double halves[] = { 50, 50 };
  g_autoptr (GPtrArray) parks = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
  g_autoptr (LfRecord) project
      = named ("project", self->projects[JOINT], lf_samples[JOINT].project);
  g_autoptr (GPtrArray) shares = NULL;
  LfDate from = { self->today->year, 1, 1 };

  g_ptr_array_add (parks, named ("park", self->parks[0], "智能装备产业园"));
  g_ptr_array_add (parks, named ("park", self->parks[3], "数字科创园"));
  shares = lf_credit_joint_shares (project, parks, halves, &from, NULL);
  for (guint i = 0; i < shares->len; i++)
    g_free (lf_sample_create (self, lf_record_ref (shares->pdata[i])));
}

void
lf_sample_add_parks (LfSampleBuilder *self)
{
  create_plots (self);
  create_joint_credit (self);
}
