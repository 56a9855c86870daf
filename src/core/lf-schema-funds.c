/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Schema tables of money that moves: funds arrival, fund, fund stake, exchange rate. */

#include "config.h"

#include "lf-schema-tables.h"

#include <glib/gi18n-lib.h>

#define GENERAL N_ ("General")
#define EVIDENCE N_ ("Evidence")

static const LfOption funds_kinds[] = {
  { "domestic", N_ ("Domestic funds from outside"), "市外内资|市内外资" },
  { "zhejiang", N_ ("Zhejiang entrepreneurs returning"), "浙商回归" },
  { "foreign", N_ ("Utilised foreign capital"), "实际利用外资|实际使用外资" },
  { "local", N_ ("Local funds"), "市内资金" },
  { NULL },
};

static const LfOption funds_evidence[] = {
  { "capital_report", N_ ("Capital verification report"), "验资报告" },
  { "bank_slip", N_ ("Bank slip"), "银行进账单" },
  { "invoices", N_ ("Equipment list and invoices"), "设备清单及发票|设备清单|发票" },
  { "customs", N_ ("Customs or forex papers"), "报关或外汇单据" },
  { "ministry", N_ ("Commerce ministry system"), "商务部系统" },
  { NULL },
};

static const LfOption arrival_states[] = {
  { "reported", N_ ("Reported"), "已上报" },
  { "confirmed", N_ ("Confirmed"), "已确认" },
  { "returned", N_ ("Sent back"), "退回" },
  { NULL },
};

/* §5: a row for each arrival, with date and evidence (W16, W17, W20) */
static const LfField funds_arrival_fields[] = {
  { "number", LF_VALUE_TEXT,
    LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Voucher number"),
    GENERAL, .synonyms = "凭证号|凭证编号|验资报告编号" },
  { "project", LF_VALUE_REFERENCE, LF_FIELD_REQUIRED | LF_FIELD_LISTED, N_ ("Project"), GENERAL,
    .target = "project", .synonyms = "项目|项目名称" },
  { "enterprise", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Enterprise"), GENERAL,
    .target = "enterprise", .synonyms = "企业|企业名称" },
  { "kind", LF_VALUE_CHOICE, LF_FIELD_REQUIRED | LF_FIELD_LISTED, N_ ("Kind"), GENERAL,
    .options = funds_kinds, .synonyms = "类型|资金类型" },
  { "amount", LF_VALUE_MONEY, LF_FIELD_REQUIRED | LF_FIELD_LISTED | LF_FIELD_SUMMED, N_ ("Amount"),
    GENERAL, .synonyms = "金额|到位金额|到位资金", LF_NOT_NEGATIVE },
  { "arrived_on", LF_VALUE_DATE, LF_FIELD_REQUIRED | LF_FIELD_LISTED | LF_FIELD_SORTED,
    N_ ("Arrived on"), GENERAL, .synonyms = "到位日期|到资日期|到账日期" },
  { "is_cumulative", LF_VALUE_FLAG, LF_FIELD_LISTED, N_ ("Cumulative figure"), GENERAL,
    .synonyms = "累计数|是否累计" },
  { "evidence", LF_VALUE_CHOICE, LF_FIELD_REQUIRED | LF_FIELD_LISTED, N_ ("Evidence"), EVIDENCE,
    .options = funds_evidence, .synonyms = "佐证材料|证明材料" },
  { "files", LF_VALUE_ATTACHMENT_SET, 0, N_ ("Files"), EVIDENCE, .synonyms = "附件" },
  { "state", LF_VALUE_CHOICE, LF_FIELD_LISTED | LF_FIELD_SORTED, N_ ("State"), EVIDENCE,
    .options = arrival_states, .synonyms = "状态", .initial = "reported" },
  { "confirmed_by", LF_VALUE_REFERENCE, 0, N_ ("Confirmed by"), EVIDENCE, .target = "account",
    .synonyms = "确认人" },
  { "confirmed_on", LF_VALUE_DATE, 0, N_ ("Confirmed on"), EVIDENCE, .synonyms = "确认日期",
    .after = "arrived_on", .needed = "state=confirmed" },
  { "note", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Note"), GENERAL, .synonyms = "备注" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_funds_arrival = {
  .name = "funds_arrival",
  .label = N_ ("Funds arrival"),
  .plural = N_ ("Funds arrivals"),
  .synonyms = "到位资金",
  .fields = funds_arrival_fields,
  .icon = "lf-funds-symbolic",
  .parent = "project",
  .date = "arrived_on",
  .lock_field = "state",
  .lock_value = "confirmed",
  .key = "project|arrived_on|number",
  .offered_on = "project",
};
/* clang-format on */

static const LfOption fund_kinds[] = {
  { "industry", N_ ("Industry fund"), "产业基金" },
  { "state", N_ ("Direct state capital"), "国资直投" },
  { "venture", N_ ("Venture fund"), "创投基金" },
  { "matching", N_ ("Matching fund"), "配套资金" },
  { NULL },
};

/* L13, O7 */
static const LfField fund_fields[] = {
  { "name", LF_VALUE_TEXT,
    LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_PINYIN | LF_FIELD_LISTED,
    N_ ("Name"), GENERAL, .synonyms = "名称|基金名称" },
  { "zone", LF_VALUE_REFERENCE, 0, N_ ("Zone"), GENERAL, .target = "zone", .synonyms = "开发区" },
  { "kind", LF_VALUE_CHOICE, LF_FIELD_LISTED, N_ ("Kind"), GENERAL, .options = fund_kinds,
    .synonyms = "类型|基金类型" },
  { "manager", LF_VALUE_TEXT, LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Managed by"), GENERAL,
    .synonyms = "管理人|管理机构" },
  { "size", LF_VALUE_MONEY, LF_FIELD_LISTED | LF_FIELD_SUMMED, N_ ("Size"), GENERAL,
    .synonyms = "规模|基金规模|总规模", LF_NOT_NEGATIVE },
  { "committed", LF_VALUE_MONEY, LF_FIELD_LISTED, N_ ("Committed"), GENERAL,
    .synonyms = "认缴|认缴金额", LF_NOT_NEGATIVE },
  { "founded_date", LF_VALUE_DATE, LF_FIELD_LISTED | LF_FIELD_SORTED, N_ ("Founded"), GENERAL,
    .synonyms = "成立日期" },
  { "chains", LF_VALUE_REFERENCE_SET, 0, N_ ("Chains"), GENERAL, .target = "chain",
    .synonyms = "产业链" },
  { "note", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Note"), GENERAL, .synonyms = "备注" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_fund = {
  .name = "fund",
  .label = N_ ("Fund"),
  .plural = N_ ("Funds"),
  .synonyms = "基金",
  .fields = fund_fields,
  .icon = "lf-funds-symbolic",
  .parent = "zone",
  .date = "founded_date",
  .offered_on = "",
};
/* clang-format on */

/* L13: what a fund put into a project */
static const LfField fund_stake_fields[] = {
  { "title", LF_VALUE_TEXT,
    LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Title"), GENERAL,
    .synonyms = "标题|投资名称" },
  { "fund", LF_VALUE_REFERENCE, LF_FIELD_REQUIRED | LF_FIELD_LISTED, N_ ("Fund"), GENERAL,
    .target = "fund", .synonyms = "基金" },
  { "project", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Project"), GENERAL, .target = "project",
    .synonyms = "项目" },
  { "enterprise", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Enterprise"), GENERAL,
    .target = "enterprise", .synonyms = "企业" },
  { "amount", LF_VALUE_MONEY, LF_FIELD_LISTED | LF_FIELD_SUMMED, N_ ("Amount"), GENERAL,
    .synonyms = "金额|投资金额", LF_NOT_NEGATIVE },
  { "share_percent", LF_VALUE_QUANTITY, LF_FIELD_LISTED, N_ ("Share"), GENERAL, .unit = "percent",
    .synonyms = "持股比例", .least = 0, .most = 100 },
  { "invested_on", LF_VALUE_DATE, LF_FIELD_LISTED | LF_FIELD_SORTED, N_ ("Invested on"), GENERAL,
    .synonyms = "投资日期" },
  { "left_on", LF_VALUE_DATE, 0, N_ ("Left on"), GENERAL, .synonyms = "退出日期",
    .after = "invested_on" },
  { "note", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Note"), GENERAL, .synonyms = "备注" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_fund_stake = {
  .name = "fund_stake",
  .label = N_ ("Fund stake"),
  .plural = N_ ("Fund stakes"),
  .synonyms = "基金投资",
  .fields = fund_stake_fields,
  .icon = "lf-funds-symbolic",
  .parent = "project",
  .date = "invested_on",
  .key = "fund|project",
  .offered_on = "fund",
};
/* clang-format on */

/* A13: sums in another currency need a rate with a date */
static const LfField exchange_rate_fields[] = {
  { "currency", LF_VALUE_TEXT, LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_LISTED,
    N_ ("Currency"), GENERAL, .synonyms = "币种|货币", .least = 0, .most = 3 },
  { "zone", LF_VALUE_REFERENCE, 0, N_ ("Zone"), GENERAL, .target = "zone", .synonyms = "开发区" },
  { "day", LF_VALUE_DATE, LF_FIELD_REQUIRED | LF_FIELD_LISTED | LF_FIELD_SORTED, N_ ("Day"),
    GENERAL, .synonyms = "日期" },
  { "cny_per_unit", LF_VALUE_DECIMAL, LF_FIELD_REQUIRED | LF_FIELD_LISTED, N_ ("CNY for one unit"),
    GENERAL, .synonyms = "人民币汇率|汇率", .least = 0, .most = 100000 },
  { "source", LF_VALUE_TEXT, LF_FIELD_SEARCHED, N_ ("Source"), GENERAL, .synonyms = "来源" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_exchange_rate = {
  .name = "exchange_rate",
  .label = N_ ("Exchange rate"),
  .plural = N_ ("Exchange rates"),
  .synonyms = "汇率",
  .fields = exchange_rate_fields,
  .icon = "lf-funds-symbolic",
  .parent = "zone",
  .date = "day",
  .key = "currency|day",
  .offered_on = "",
};
/* clang-format on */
