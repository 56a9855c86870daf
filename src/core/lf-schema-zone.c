/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Schema tables of where and who: zone, park, account. */

#include "config.h"

#include "lf-schema-tables.h"

#include <glib/gi18n-lib.h>

#define GENERAL N_ ("General")
#define LAND N_ ("Land")

static const LfField zone_fields[] = {
  { "name", LF_VALUE_TEXT,
    LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_PINYIN | LF_FIELD_LISTED,
    N_ ("Name"), GENERAL, .synonyms = "开发区名称|开发区|名称" },
  { "division_code", LF_VALUE_CODE, LF_FIELD_LISTED, N_ ("Division code"), GENERAL,
    .synonyms = "行政区划代码" },
  { "province", LF_VALUE_TEXT, LF_FIELD_LISTED, N_ ("Province"), GENERAL, .bundle = "place",
    .synonyms = "省" },
  { "city", LF_VALUE_TEXT, LF_FIELD_LISTED, N_ ("City"), GENERAL, .bundle = "place",
    .synonyms = "市" },
  { "county", LF_VALUE_TEXT, LF_FIELD_LISTED, N_ ("County"), GENERAL, .bundle = "place",
    .synonyms = "区县|县" },
  { "note", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Note"), GENERAL, .synonyms = "备注" },
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
    .synonyms = "面积|规划面积" },
  { "vacant_area_mu", LF_VALUE_QUANTITY, LF_FIELD_LISTED, N_ ("Vacant area"), LAND, .unit = "mu",
    .synonyms = "可用面积|空置面积" },
  { "note", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Note"), GENERAL, .synonyms = "备注" },
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
