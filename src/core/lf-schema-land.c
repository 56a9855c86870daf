/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Schema tables of land as such: plot, and what standard land promises (标准地). */

#include "config.h"

#include "lf-schema-tables.h"

#include <glib/gi18n-lib.h>

#define GENERAL N_ ("General")
#define PLAN N_ ("Planning conditions")
#define PROMISED N_ ("What is promised")
#define FOUND N_ ("What was found")

static const LfOption plot_states[] = {
  { "planned", N_ ("On the plan"), "规划中|规划" },
  { "clearing", N_ ("Being cleared"), "征迁|清表中" },
  { "ready", N_ ("Ready"), "净地|可供" },
  { "listed", N_ ("Listed"), "挂牌|已挂牌" },
  { "supplied", N_ ("Supplied"), "供地|已供" },
  { "idle", N_ ("Idle"), "闲置" },
  { NULL },
};

static const LfOption plot_uses[] = {
  { "industry", N_ ("Industry"), "产业|工业" },
  { "innovation", N_ ("Innovative industry"), "创新型产业" },
  { "storage", N_ ("Storage"), "仓储" },
  { "commerce", N_ ("Commerce"), "商服|商业" },
  { "mixed", N_ ("Mixed use"), "混合" },
  { "public", N_ ("Public"), "公用|基础设施" },
  { NULL },
};

/* L1, §6 */
static const LfField plot_fields[] = {
  { "number", LF_VALUE_TEXT,
    LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_LISTED | LF_FIELD_SORTED,
    N_ ("Plot number"), GENERAL, .synonyms = "地块编号|宗地编号|地块|宗地号" },
  { "park", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Park"), GENERAL, .target = "park",
    .synonyms = "园区" },
  { "location", LF_VALUE_TEXT, LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Location"), GENERAL,
    .synonyms = "坐落|位置|四至" },
  { "use", LF_VALUE_CHOICE, LF_FIELD_LISTED, N_ ("Use"), GENERAL, .options = plot_uses,
    .synonyms = "用途|土地用途|规划用途" },
  { "state", LF_VALUE_CHOICE, LF_FIELD_LISTED | LF_FIELD_SORTED, N_ ("State"), GENERAL,
    .options = plot_states, .synonyms = "状态", .initial = "planned" },
  { "area_mu", LF_VALUE_QUANTITY, LF_FIELD_LISTED, N_ ("Area"), GENERAL, .unit = "mu",
    .synonyms = "面积|用地面积", .least = 0, .most = 1000000 },
  { "vacant_area_mu", LF_VALUE_QUANTITY, LF_FIELD_LISTED, N_ ("Vacant area"), GENERAL, .unit = "mu",
    .synonyms = "空置面积|可用面积", .least = 0, .most = 1000000 },
  { "leading_industries", LF_VALUE_TEXT_SET, LF_FIELD_SEARCHED | LF_FIELD_LISTED,
    N_ ("Leading industries"), GENERAL, .synonyms = "主导产业" },
  { "project", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Project"), GENERAL, .target = "project",
    .synonyms = "项目|落户项目" },
  { "plot_ratio_least", LF_VALUE_DECIMAL, 0, N_ ("Plot ratio, at least"), PLAN,
    .synonyms = "容积率下限", .least = 0, .most = 100 },
  { "plot_ratio_most", LF_VALUE_DECIMAL, 0, N_ ("Plot ratio, at most"), PLAN,
    .synonyms = "容积率上限", .least = 0, .most = 100 },
  { "coverage_percent", LF_VALUE_QUANTITY, 0, N_ ("Building coverage"), PLAN, .unit = "percent",
    .synonyms = "建筑密度", .least = 0, .most = 100 },
  { "green_percent", LF_VALUE_QUANTITY, 0, N_ ("Green area"), PLAN, .unit = "percent",
    .synonyms = "绿地率", .least = 0, .most = 100 },
  { "height_limit", LF_VALUE_TEXT, 0, N_ ("Height limit"), PLAN, .synonyms = "限高" },
  { "starting_price", LF_VALUE_MONEY, LF_FIELD_LISTED, N_ ("Starting price"), PLAN,
    .synonyms = "起始价|出让起始价", LF_NOT_NEGATIVE },
  { "longitude", LF_VALUE_DECIMAL, 0, N_ ("Longitude"), GENERAL, .bundle = "position",
    .synonyms = "经度", .least = -180, .most = 180 },
  { "latitude", LF_VALUE_DECIMAL, 0, N_ ("Latitude"), GENERAL, .bundle = "position",
    .synonyms = "纬度", .least = -90, .most = 90 },
  { "outline", LF_VALUE_LONG_TEXT, 0, N_ ("Outline"), GENERAL, .synonyms = "边界|红线|边界坐标",
    .check = LF_CHECK_OUTLINE },
  { "files", LF_VALUE_ATTACHMENT_SET, 0, N_ ("Files"), GENERAL, .synonyms = "附件" },
  { "note", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Note"), GENERAL, .synonyms = "备注" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_plot = {
  .name = "plot",
  .label = N_ ("Plot"),
  .plural = N_ ("Plots"),
  .synonyms = "地块",
  .fields = plot_fields,
  .icon = "lf-plot-symbolic",
  .parent = "park",
  .key = "number",
  .offered_on = "park",
};
/* clang-format on */

static const LfOption standard_phases[] = {
  { "preparing", N_ ("Preparing"), "出让前准备" },
  { "granting", N_ ("Granting"), "按标出让" },
  { "approving", N_ ("Approving"), "审批服务" },
  { "building", N_ ("Building to the standard"), "按标施建" },
  { "accepting", N_ ("Acceptance"), "对标验收" },
  { "supervising", N_ ("Supervision"), "监督管理|达产复核" },
  { NULL },
};

/* W23–W26: what the contract promises and what was found */
static const LfField standard_land_fields[] = {
  { "number", LF_VALUE_TEXT,
    LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_LISTED,
    N_ ("Contract number"), GENERAL, .synonyms = "合同编号|标准地合同编号" },
  { "project", LF_VALUE_REFERENCE, LF_FIELD_REQUIRED | LF_FIELD_LISTED, N_ ("Project"), GENERAL,
    .target = "project", .synonyms = "项目|项目名称" },
  { "plot", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Plot"), GENERAL, .target = "plot",
    .synonyms = "地块" },
  { "industry_code", LF_VALUE_CODE, LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Industry code"),
    GENERAL, .synonyms = "行业代码|国民经济行业代码", .check = LF_CHECK_INDUSTRY },
  { "phase", LF_VALUE_CHOICE, LF_FIELD_LISTED | LF_FIELD_SORTED, N_ ("Phase"), GENERAL,
    .options = standard_phases, .synonyms = "阶段|环节", .initial = "preparing" },
  { "contract_date", LF_VALUE_DATE, LF_FIELD_LISTED | LF_FIELD_SORTED, N_ ("Contract signed on"),
    GENERAL, .synonyms = "签订日期" },
  { "site_area_m2", LF_VALUE_QUANTITY, LF_FIELD_LISTED, N_ ("Site area"), GENERAL, .unit = "m2",
    .synonyms = "用地面积", .least = 0, .most = 100000000 },
  { "is_case_by_case", LF_VALUE_FLAG, 0, N_ ("Decided case by case"), GENERAL,
    .synonyms = "一事一议" },
  { "promised_investment_wan_per_mu", LF_VALUE_QUANTITY, LF_FIELD_LISTED,
    N_ ("Investment intensity promised"), PROMISED, .unit = "wan_per_mu",
    .synonyms = "承诺投资强度|固定资产投资强度|投资强度", .least = 0, .most = 1000000 },
  { "promised_plot_ratio", LF_VALUE_DECIMAL, 0, N_ ("Plot ratio promised"), PROMISED,
    .synonyms = "承诺容积率|容积率", .least = 0, .most = 100 },
  { "promised_tax_wan_per_mu", LF_VALUE_QUANTITY, LF_FIELD_LISTED, N_ ("Tax promised per year"),
    PROMISED, .unit = "wan_per_mu", .synonyms = "承诺亩均税收|亩均税收", .least = 0,
    .most = 1000000 },
  { "promised_output_wan_per_mu", LF_VALUE_QUANTITY, 0, N_ ("Output promised per year"), PROMISED,
    .unit = "wan_per_mu", .synonyms = "承诺亩均产值|亩均产值", .least = 0, .most = 1000000 },
  { "promised_energy_value_wan_per_tce", LF_VALUE_QUANTITY, 0,
    N_ ("Value added promised for energy"), PROMISED, .unit = "wan_per_tce",
    .synonyms = "承诺单位能耗增加值|单位能耗增加值", .least = 0, .most = 1000000 },
  { "promised_emission_value_wan_per_tonne", LF_VALUE_QUANTITY, 0,
    N_ ("Value added promised for emissions"), PROMISED, .unit = "wan_per_tonne",
    .synonyms = "承诺单位排放增加值|单位排放增加值", .least = 0, .most = 1000000 },
  { "promised_research_percent", LF_VALUE_QUANTITY, 0, N_ ("Research promised of revenue"),
    PROMISED, .unit = "percent", .synonyms = "承诺研发投入占比|研发经费占比|R&D占比", .least = 0,
    .most = 100 },
  { "promised_building_percent", LF_VALUE_QUANTITY, 0, N_ ("Building coefficient promised"),
    PROMISED, .unit = "percent", .synonyms = "承诺建筑系数|建筑系数", .least = 0, .most = 100 },
  { "found_investment_wan_per_mu", LF_VALUE_QUANTITY, 0, N_ ("Investment intensity found"), FOUND,
    .unit = "wan_per_mu", .synonyms = "实测投资强度", .least = 0, .most = 1000000 },
  { "found_plot_ratio", LF_VALUE_DECIMAL, 0, N_ ("Plot ratio found"), FOUND,
    .synonyms = "实测容积率", .least = 0, .most = 100 },
  { "found_tax_wan_per_mu", LF_VALUE_QUANTITY, 0, N_ ("Tax found per year"), FOUND,
    .unit = "wan_per_mu", .synonyms = "实际亩均税收", .least = 0, .most = 1000000 },
  { "found_output_wan_per_mu", LF_VALUE_QUANTITY, 0, N_ ("Output found per year"), FOUND,
    .unit = "wan_per_mu", .synonyms = "实际亩均产值", .least = 0, .most = 1000000 },
  { "found_energy_value_wan_per_tce", LF_VALUE_QUANTITY, 0, N_ ("Value added found for energy"),
    FOUND, .unit = "wan_per_tce", .synonyms = "实际单位能耗增加值", .least = 0, .most = 1000000 },
  { "found_emission_value_wan_per_tonne", LF_VALUE_QUANTITY, 0,
    N_ ("Value added found for emissions"), FOUND, .unit = "wan_per_tonne",
    .synonyms = "实际单位排放增加值", .least = 0, .most = 1000000 },
  { "found_research_percent", LF_VALUE_QUANTITY, 0, N_ ("Research found of revenue"), FOUND,
    .unit = "percent", .synonyms = "实际研发投入占比", .least = 0, .most = 100 },
  { "found_building_percent", LF_VALUE_QUANTITY, 0, N_ ("Building coefficient found"), FOUND,
    .unit = "percent", .synonyms = "实测建筑系数", .least = 0, .most = 100 },
  { "accepted_on", LF_VALUE_DATE, LF_FIELD_LISTED, N_ ("Acceptance passed on"), FOUND,
    .synonyms = "验收日期", .after = "contract_date" },
  { "reviewed_on", LF_VALUE_DATE, 0, N_ ("Reviewed at full capacity on"), FOUND,
    .synonyms = "达产复核日期", .after = "contract_date" },
  { "files", LF_VALUE_ATTACHMENT_SET, 0, N_ ("Files"), GENERAL, .synonyms = "附件" },
  { "note", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Note"), GENERAL, .synonyms = "备注" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_standard_land = {
  .name = "standard_land",
  .label = N_ ("Standard land"),
  .plural = N_ ("Standard land"),
  .synonyms = "标准地",
  .fields = standard_land_fields,
  .icon = "lf-plot-symbolic",
  .parent = "project",
  .date = "contract_date",
  .key = "number",
  .offered_on = "",
};
/* clang-format on */
