/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Schema tables of with whom: enterprise, contact. */

#include "config.h"

#include "lf-schema-tables.h"

#include <glib/gi18n-lib.h>

#define GENERAL N_ ("General")
#define REGISTRATION N_ ("Registration")
#define REACH N_ ("Reach")
#define STANDING N_ ("Standing")

static const LfOption enterprise_kinds[] = {
  { "investor", N_ ("Investor"), "投资方" },
  { "resident", N_ ("Resident firm"), "落地企业|区内企业" },
  { "institute", N_ ("Research institute"), "院所|高校" },
  { "introducer", N_ ("Introducer"), "中介|介绍人" },
  { "public", N_ ("Public body"), "政府|平台公司" },
  { NULL },
};

static const LfOption capital_natures[] = {
  { "domestic", N_ ("Domestic"), "内资" },
  { "foreign", N_ ("Foreign"), "外资" },
  { NULL },
};

static const LfOption top_lists[] = {
  { "world", N_ ("World top 500"), "世界500强" },
  { "china", N_ ("China top 500"), "中国500强" },
  { "private", N_ ("Private top 500"), "民企500强" },
  { NULL },
};

static const LfField enterprise_fields[] = {
  { "name", LF_VALUE_TEXT,
    LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_PINYIN | LF_FIELD_LISTED
        | LF_FIELD_SORTED,
    N_ ("Name"), GENERAL, .synonyms = "企业名称|公司名称|单位名称|企业|公司|投资方" },
  { "kind", LF_VALUE_CHOICE, LF_FIELD_LISTED, N_ ("Kind"), GENERAL, .options = enterprise_kinds,
    .synonyms = "企业类型" },
  { "industry", LF_VALUE_TEXT, LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Industry"), GENERAL,
    .synonyms = "行业|产业" },
  { "tags", LF_VALUE_TEXT_SET, LF_FIELD_SEARCHED, N_ ("Tags"), GENERAL, .synonyms = "标签" },
  { "introduction", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Introduction"), GENERAL,
    .synonyms = "投资方简介|企业简介|简介" },
  { "credit_code", LF_VALUE_CODE, LF_FIELD_SEARCHED | LF_FIELD_LISTED,
    N_ ("Unified social credit code"), REGISTRATION, .check = LF_CHECK_CREDIT_CODE,
    .synonyms = "统一社会信用代码|信用代码" },
  { "registered_capital", LF_VALUE_MONEY, LF_FIELD_LISTED, N_ ("Registered capital"), REGISTRATION,
    .synonyms = "注册资本|注册资金", LF_NOT_NEGATIVE },
  { "paid_in_capital", LF_VALUE_MONEY, 0, N_ ("Paid-in capital"), REGISTRATION,
    .synonyms = "实缴资本", LF_NOT_NEGATIVE },
  { "founded_date", LF_VALUE_DATE, 0, N_ ("Founded"), REGISTRATION,
    .synonyms = "成立日期|成立时间" },
  { "parent", LF_VALUE_REFERENCE, 0, N_ ("Group"), REGISTRATION, .target = "enterprise",
    .synonyms = "集团|母公司" },
  { "province", LF_VALUE_TEXT, 0, N_ ("Province"), REACH, .bundle = "place",
    .synonyms = "省|省份" },
  { "city", LF_VALUE_TEXT, LF_FIELD_LISTED, N_ ("City"), REACH, .bundle = "place",
    .synonyms = "市|城市" },
  { "county", LF_VALUE_TEXT, 0, N_ ("County"), REACH, .bundle = "place", .synonyms = "区县" },
  { "address", LF_VALUE_TEXT, LF_FIELD_SEARCHED, N_ ("Address"), REACH,
    .synonyms = "地址|注册地址" },
  { "phone", LF_VALUE_CODE, LF_FIELD_SEARCHED, N_ ("Phone"), REACH, .check = LF_CHECK_PHONE,
    .synonyms = "电话|联系电话" },
  { "website", LF_VALUE_TEXT, 0, N_ ("Web site"), REACH, .synonyms = "网址|网站" },
  { "former_names", LF_VALUE_TEXT_SET, LF_FIELD_SEARCHED, N_ ("Former names"), REGISTRATION,
    .synonyms = "曾用名" },
  { "legal_representative", LF_VALUE_TEXT, LF_FIELD_SEARCHED, N_ ("Legal representative"),
    REGISTRATION, .synonyms = "法定代表人|法人代表" },
  { "registration_number", LF_VALUE_CODE, LF_FIELD_SEARCHED, N_ ("Old registration number"),
    REGISTRATION, .synonyms = "工商注册号|注册号" },
  { "division_code", LF_VALUE_CODE, 0, N_ ("Division code"), REGISTRATION,
    .synonyms = "行政区划代码", .check = LF_CHECK_DIVISION },
  { "capital_nature", LF_VALUE_CHOICE, 0, N_ ("Nature of the capital"), REGISTRATION,
    .options = capital_natures, .synonyms = "资本性质|内外资" },
  { "capital_origin", LF_VALUE_TEXT, 0, N_ ("Capital comes from"), REGISTRATION,
    .synonyms = "资金来源地|来源国别" },
  { "park", LF_VALUE_REFERENCE, 0, N_ ("Park"), STANDING, .target = "park",
    .synonyms = "园区|所在园区" },
  { "steward", LF_VALUE_REFERENCE, 0, N_ ("Steward"), STANDING, .target = "account",
    .synonyms = "服务专员" },
  { "host", LF_VALUE_REFERENCE, 0, N_ ("Incubated by"), STANDING, .target = "enterprise",
    .synonyms = "孵化载体" },
  { "industry_code", LF_VALUE_CODE, LF_FIELD_SEARCHED, N_ ("Industry code"), STANDING,
    .synonyms = "行业代码|国民经济行业代码", .check = LF_CHECK_INDUSTRY },
  { "chain", LF_VALUE_REFERENCE, 0, N_ ("Chain"), STANDING, .target = "chain",
    .synonyms = "产业链" },
  { "segment", LF_VALUE_REFERENCE, 0, N_ ("Segment"), STANDING, .target = "segment",
    .synonyms = "环节|产业链环节" },
  { "top_list", LF_VALUE_CHOICE, 0, N_ ("Among the top 500"), STANDING, .options = top_lists,
    .synonyms = "500强类型" },
  { "is_above_scale", LF_VALUE_FLAG, 0, N_ ("Above scale"), STANDING,
    .synonyms = "规上企业|是否规上" },
  { "is_above_quota", LF_VALUE_FLAG, 0, N_ ("Above quota"), STANDING,
    .synonyms = "限上企业|是否限上|限额以上" },
  { "is_high_tech", LF_VALUE_FLAG, 0, N_ ("High-tech firm"), STANDING,
    .synonyms = "高新技术企业|是否高新" },
  { "is_stock_listed", LF_VALUE_FLAG, 0, N_ ("Listed on a stock exchange"), STANDING,
    .synonyms = "上市企业|是否上市" },
  { "jobs", LF_VALUE_INTEGER, 0, N_ ("Jobs"), STANDING, .synonyms = "用工人数|就业人数|员工人数",
    .least = 0, .most = 10000000 },
  { "talent_count", LF_VALUE_INTEGER, 0, N_ ("Talents"), STANDING, .synonyms = "人才数", .least = 0,
    .most = 1000000 },
  { "housing_need_homes", LF_VALUE_QUANTITY, 0, N_ ("Homes needed"), STANDING, .unit = "homes",
    .synonyms = "人才公寓需求", .least = 0, .most = 1000000 },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_enterprise = {
  .name = "enterprise",
  .label = N_ ("Enterprise"),
  .plural = N_ ("Enterprises"),
  .synonyms = "企业|公司",
  .fields = enterprise_fields,
  .icon = "lf-enterprise-symbolic",
};
/* clang-format on */

static const LfField contact_fields[] = {
  { "name", LF_VALUE_TEXT,
    LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_PINYIN | LF_FIELD_PERSON
        | LF_FIELD_LISTED | LF_FIELD_SORTED,
    N_ ("Name"), GENERAL, .synonyms = "姓名|联系人" },
  { "enterprise", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Enterprise"), GENERAL,
    .target = "enterprise", .synonyms = "企业|公司|单位|企业名称" },
  { "position", LF_VALUE_TEXT, LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Position"), GENERAL,
    .synonyms = "职务|职位" },
  { "mobile", LF_VALUE_CODE, LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Mobile"), REACH,
    .check = LF_CHECK_PHONE, .synonyms = "手机|手机号|联系方式|联系电话|电话" },
  { "email", LF_VALUE_TEXT, LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("E-mail"), REACH,
    .synonyms = "邮箱|电子邮件", .check = LF_CHECK_EMAIL },
  { "wechat", LF_VALUE_TEXT, LF_FIELD_SEARCHED, N_ ("WeChat"), REACH, .synonyms = "微信" },
  { "note", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Note"), GENERAL, .synonyms = "备注" },
  { "office_phone", LF_VALUE_CODE, LF_FIELD_SEARCHED, N_ ("Office phone"), REACH,
    .synonyms = "办公电话|固定电话", .check = LF_CHECK_PHONE },
  { "is_decision_maker", LF_VALUE_FLAG, 0, N_ ("Decides"), GENERAL,
    .synonyms = "决策人|是否决策人" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_contact = {
  .name = "contact",
  .label = N_ ("Contact"),
  .plural = N_ ("Contacts"),
  .synonyms = "联系人",
  .fields = contact_fields,
  .icon = "lf-contact-symbolic",
  .parent = "enterprise",
  .key = "name|enterprise",
};
/* clang-format on */
