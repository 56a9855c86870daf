/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Schema tables of where and who: zone, park, team, account. */

#include "config.h"

#include "lf-schema-tables.h"

#include <glib/gi18n-lib.h>

#define GENERAL N_ ("General")
#define LAND N_ ("Land")

static const LfOption zone_levels[] = {
  { "national", N_ ("National"), "国家级" },
  { "provincial", N_ ("Provincial"), "省级" },
  { "city", N_ ("City"), "市" },
  { NULL },
};

/* §7 */
static const LfOption problem_clocks[] = {
  { "quanzhou", N_ ("Quanzhou: the same day, 7 days"), "泉州" },
  { "xuchang", N_ ("Xuchang: 3 days, 15 or 30 days"), "许昌" },
  { "changchun", N_ ("Changchun New Area: enquiries 1 day, others 15"), "长春新区|长春" },
  { NULL },
};

static const LfField zone_fields[] = {
  { "name", LF_VALUE_TEXT,
    LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_PINYIN | LF_FIELD_LISTED,
    N_ ("Name"), GENERAL, .synonyms = "开发区名称|开发区|名称" },
  { "division_code", LF_VALUE_CODE, LF_FIELD_LISTED, N_ ("Division code"), GENERAL,
    .check = LF_CHECK_DIVISION, .synonyms = "行政区划代码" },
  { "province", LF_VALUE_TEXT, LF_FIELD_LISTED, N_ ("Province"), GENERAL, .bundle = "place",
    .synonyms = "省" },
  { "city", LF_VALUE_TEXT, LF_FIELD_LISTED, N_ ("City"), GENERAL, .bundle = "place",
    .synonyms = "市" },
  { "county", LF_VALUE_TEXT, LF_FIELD_LISTED, N_ ("County"), GENERAL, .bundle = "place",
    .synonyms = "区县|县" },
  { "note", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Note"), GENERAL, .synonyms = "备注" },
  { "level", LF_VALUE_CHOICE, LF_FIELD_LISTED, N_ ("Level"), GENERAL, .options = zone_levels,
    .synonyms = "级别" },
  { "division_codes", LF_VALUE_TEXT_SET, 0, N_ ("More division codes"), GENERAL,
    .synonyms = "其他行政区划代码", .check = LF_CHECK_DIVISION },
  { "taxonomy", LF_VALUE_TEXT, LF_FIELD_SEARCHED, N_ ("Taxonomy"), GENERAL,
    .synonyms = "产业体系" },
  { "founded_date", LF_VALUE_DATE, 0, N_ ("Founded"), GENERAL, .synonyms = "成立日期" },
  { "area_mu", LF_VALUE_QUANTITY, 0, N_ ("Area"), GENERAL, .unit = "mu", .synonyms = "面积",
    .least = 0, .most = 10000000 },
  { "problem_clock", LF_VALUE_CHOICE, 0, N_ ("Clock of problems"), GENERAL,
    .options = problem_clocks, .synonyms = "问题办理时限" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_zone = {
  .name = "zone",
  .label = N_ ("Zone"),
  .plural = N_ ("Zones"),
  .synonyms = "开发区",
  .fields = zone_fields,
  .icon = "lf-zone-symbolic",
};
/* clang-format on */

static const LfField park_fields[] = {
  { "name", LF_VALUE_TEXT,
    LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_PINYIN | LF_FIELD_LISTED
        | LF_FIELD_SORTED,
    N_ ("Name"), GENERAL, .synonyms = "园区名称|园区|名称" },
  { "zone", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Zone"), GENERAL, .target = "zone",
    .synonyms = "开发区" },
  { "parent", LF_VALUE_REFERENCE, 0, N_ ("Part of"), GENERAL, .target = "park",
    .synonyms = "上级园区" },
  { "leading_industries", LF_VALUE_TEXT_SET, LF_FIELD_SEARCHED | LF_FIELD_LISTED,
    N_ ("Leading industries"), GENERAL, .synonyms = "主导产业" },
  { "area_mu", LF_VALUE_QUANTITY, LF_FIELD_LISTED, N_ ("Area"), LAND, .unit = "mu",
    .synonyms = "面积|规划面积", .least = 0, .most = 10000000 },
  { "vacant_area_mu", LF_VALUE_QUANTITY, LF_FIELD_LISTED, N_ ("Vacant area"), LAND, .unit = "mu",
    .synonyms = "可用面积|空置面积", .least = 0, .most = 10000000 },
  { "note", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Note"), GENERAL, .synonyms = "备注" },
  { "manager", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Manager"), GENERAL, .target = "account",
    .synonyms = "园区负责人|负责人" },
  { "division_code", LF_VALUE_CODE, 0, N_ ("Division code"), GENERAL, .synonyms = "行政区划代码",
    .check = LF_CHECK_DIVISION },
  { "address", LF_VALUE_TEXT, LF_FIELD_SEARCHED, N_ ("Address"), GENERAL, .synonyms = "地址" },
  { "amenities", LF_VALUE_TEXT_SET, LF_FIELD_SEARCHED, N_ ("Amenities"), GENERAL,
    .synonyms = "配套设施" },
  { "built_area_mu", LF_VALUE_QUANTITY, 0, N_ ("Built area"), LAND, .unit = "mu",
    .synonyms = "已建面积", .least = 0, .most = 10000000 },
  { "outline", LF_VALUE_LONG_TEXT, 0, N_ ("Outline"), LAND, .synonyms = "边界|红线|边界坐标",
    .check = LF_CHECK_OUTLINE },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_park = {
  .name = "park",
  .label = N_ ("Park"),
  .plural = N_ ("Parks"),
  .synonyms = "园区",
  .fields = park_fields,
  .icon = "lf-park-symbolic",
  .parent = "zone",
};
/* clang-format on */

static const LfOption team_kinds[] = {
  { "recruiting", N_ ("Recruiting team"), "招商小组" },
  { "task_force", N_ ("Task force"), "专班" },
  { "resident", N_ ("Resident team"), "驻点招商" },
  { "group", N_ ("Steering group"), "领导小组会" },
  { "service", N_ ("Service team"), "服务团队" },
  { NULL },
};

/* O2 */
static const LfField team_fields[] = {
  { "name", LF_VALUE_TEXT,
    LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_PINYIN | LF_FIELD_LISTED
        | LF_FIELD_SORTED,
    N_ ("Name"), GENERAL, .synonyms = "名称|团队名称|专班名称" },
  { "zone", LF_VALUE_REFERENCE, 0, N_ ("Zone"), GENERAL, .target = "zone", .synonyms = "开发区" },
  { "park", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Park"), GENERAL, .target = "park",
    .synonyms = "园区" },
  { "kind", LF_VALUE_CHOICE, LF_FIELD_LISTED, N_ ("Kind"), GENERAL, .options = team_kinds,
    .synonyms = "类型|团队类型" },
  { "leader", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Led by"), GENERAL, .target = "account",
    .synonyms = "牵头人|组长" },
  { "members", LF_VALUE_REFERENCE_SET, 0, N_ ("Members"), GENERAL, .target = "account",
    .synonyms = "成员" },
  { "departments", LF_VALUE_TEXT_SET, LF_FIELD_SEARCHED, N_ ("Departments"), GENERAL,
    .synonyms = "成员单位" },
  { "city", LF_VALUE_TEXT, LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Stationed in"), GENERAL,
    .synonyms = "驻地|驻点城市" },
  { "project", LF_VALUE_REFERENCE, 0, N_ ("Project"), GENERAL, .target = "project",
    .synonyms = "项目|包干项目" },
  { "chains", LF_VALUE_REFERENCE_SET, 0, N_ ("Chains"), GENERAL, .target = "chain",
    .synonyms = "产业链" },
  { "note", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Note"), GENERAL, .synonyms = "备注" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_team = {
  .name = "team",
  .label = N_ ("Team"),
  .plural = N_ ("Teams"),
  .synonyms = "团队|专班",
  .fields = team_fields,
  .icon = "lf-team-symbolic",
  .parent = "zone",
  .offered_on = "",
};
/* clang-format on */

static const LfOption roles[] = {
  { "recruiter", N_ ("Recruiter"), "招商专员|招商员" },
  { "steward", N_ ("Steward"), "服务专员|店小二" },
  { "park_manager", N_ ("Park manager"), "园区负责人" },
  { "zone_manager", N_ ("Zone manager"), "招商局长|负责人" },
  { "department", N_ ("Department"), "部门" },
  { "leader", N_ ("Leader"), "领导" },
  { "administrator", N_ ("Administrator"), "管理员" },
  { NULL },
};

static const LfField account_fields[] = {
  { "name", LF_VALUE_TEXT,
    LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_PINYIN | LF_FIELD_PERSON
        | LF_FIELD_LISTED | LF_FIELD_SORTED,
    N_ ("Name"), GENERAL, .synonyms = "姓名" },
  { "role", LF_VALUE_CHOICE, LF_FIELD_LISTED, N_ ("Role"), GENERAL, .options = roles,
    .synonyms = "角色" },
  { "park", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Park"), GENERAL, .target = "park",
    .synonyms = "园区" },
  { "mobile", LF_VALUE_CODE, LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Mobile"), GENERAL,
    .check = LF_CHECK_PHONE, .synonyms = "手机|电话" },
  { "team", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Team"), GENERAL, .target = "team",
    .synonyms = "团队" },
  { "department", LF_VALUE_TEXT, LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Department"), GENERAL,
    .synonyms = "部门" },
  { "email", LF_VALUE_TEXT, LF_FIELD_SEARCHED, N_ ("E-mail"), GENERAL, .synonyms = "电子邮件|邮箱",
    .check = LF_CHECK_EMAIL },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_account = {
  .name = "account",
  .label = N_ ("Colleague"),
  .plural = N_ ("Colleagues"),
  .synonyms = "人员|账号",
  .fields = account_fields,
  .icon = "lf-account-symbolic",
  .parent = "park",
};
/* clang-format on */
