/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Schema tables of industry: chain, segment, the zone's own taxonomy, the seven ones. */

#include "config.h"

#include "lf-schema-tables.h"

#include <glib/gi18n-lib.h>

#define GENERAL N_ ("General")

static const LfOption segment_states[] = {
  { "present", N_ ("Present"), "已有|完备" },
  { "weak", N_ ("Weak"), "薄弱" },
  { "missing", N_ ("Missing"), "缺失|空白" },
  { NULL },
};

/* L2, V12 */
static const LfField chain_fields[] = {
  { "name", LF_VALUE_TEXT,
    LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_PINYIN | LF_FIELD_LISTED
        | LF_FIELD_SORTED,
    N_ ("Name"), GENERAL, .synonyms = "名称|产业链名称|链条" },
  { "zone", LF_VALUE_REFERENCE, 0, N_ ("Zone"), GENERAL, .target = "zone", .synonyms = "开发区" },
  { "leader", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Chain leader"), GENERAL,
    .target = "account", .synonyms = "链长" },
  { "team", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Team"), GENERAL, .target = "team",
    .synonyms = "团队|工作专班" },
  { "anchors", LF_VALUE_REFERENCE_SET, 0, N_ ("Anchor firms"), GENERAL, .target = "enterprise",
    .synonyms = "链主企业" },
  { "parks", LF_VALUE_REFERENCE_SET, LF_FIELD_LISTED, N_ ("Parks"), GENERAL, .target = "park",
    .synonyms = "园区|布局园区" },
  { "output_target", LF_VALUE_MONEY, LF_FIELD_LISTED, N_ ("Output target"), GENERAL,
    .synonyms = "产值目标", LF_NOT_NEGATIVE },
  { "plan", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Development plan"), GENERAL,
    .synonyms = "发展规划|产业规划" },
  { "lists", LF_VALUE_TEXT_SET, LF_FIELD_SEARCHED, N_ ("Lists kept"), GENERAL,
    .synonyms = "清单|七清单" },
  { "files", LF_VALUE_ATTACHMENT_SET, 0, N_ ("Files"), GENERAL, .synonyms = "附件" },
  { "note", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Note"), GENERAL, .synonyms = "备注" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_chain = {
  .name = "chain",
  .label = N_ ("Chain"),
  .plural = N_ ("Chains"),
  .synonyms = "产业链",
  .fields = chain_fields,
  .icon = "lf-chain-symbolic",
  .parent = "zone",
  .offered_on = "",
};
/* clang-format on */

/* L2: a chain is closed when no segment is missing */
static const LfField segment_fields[] = {
  { "name", LF_VALUE_TEXT,
    LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_PINYIN | LF_FIELD_LISTED
        | LF_FIELD_SORTED,
    N_ ("Name"), GENERAL, .synonyms = "名称|环节名称" },
  { "chain", LF_VALUE_REFERENCE, LF_FIELD_REQUIRED | LF_FIELD_LISTED, N_ ("Chain"), GENERAL,
    .target = "chain", .synonyms = "产业链" },
  { "parent", LF_VALUE_REFERENCE, 0, N_ ("Part of segment"), GENERAL, .target = "segment",
    .synonyms = "上级环节" },
  { "position", LF_VALUE_INTEGER, LF_FIELD_LISTED, N_ ("Order"), GENERAL, .synonyms = "顺序",
    .least = 0, .most = 10000 },
  { "state", LF_VALUE_CHOICE, LF_FIELD_LISTED | LF_FIELD_SORTED, N_ ("State"), GENERAL,
    .options = segment_states, .synonyms = "状态|环节状态", .initial = "missing" },
  { "industry_codes", LF_VALUE_TEXT_SET, LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Industry codes"),
    GENERAL, .synonyms = "行业代码", .check = LF_CHECK_INDUSTRY },
  { "enterprises", LF_VALUE_REFERENCE_SET, 0, N_ ("Resident firms"), GENERAL,
    .target = "enterprise", .synonyms = "现有企业" },
  { "gap", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("What is missing"), GENERAL,
    .synonyms = "短板说明" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_segment = {
  .name = "segment",
  .label = N_ ("Segment"),
  .plural = N_ ("Segments"),
  .synonyms = "环节|产业链环节",
  .fields = segment_fields,
  .icon = "lf-chain-symbolic",
  .parent = "chain",
  .key = "chain|name",
  .offered_on = "chain",
};
/* clang-format on */

static const LfOption industry_ranks[] = {
  { "leading", N_ ("Leading"), "主导产业" },
  { "pillar", N_ ("Pillar"), "支柱产业" },
  { "emerging", N_ ("Emerging"), "新兴产业" },
  { "future", N_ ("Future"), "未来产业" },
  { "service", N_ ("Supporting service"), "配套服务业" },
  { NULL },
};

/* L5: the zone's own taxonomy, mapped onto GB/T 4754 */
static const LfField industry_fields[] = {
  { "name", LF_VALUE_TEXT,
    LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_PINYIN | LF_FIELD_LISTED
        | LF_FIELD_SORTED,
    N_ ("Name"), GENERAL, .synonyms = "名称|产业名称|产业类型" },
  { "zone", LF_VALUE_REFERENCE, 0, N_ ("Zone"), GENERAL, .target = "zone", .synonyms = "开发区" },
  { "parent", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Part of industry"), GENERAL,
    .target = "industry", .synonyms = "上级产业" },
  { "taxonomy", LF_VALUE_TEXT, LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Taxonomy"), GENERAL,
    .synonyms = "产业体系|体系" },
  { "rank", LF_VALUE_CHOICE, LF_FIELD_LISTED, N_ ("Rank"), GENERAL, .options = industry_ranks,
    .synonyms = "产业定位" },
  { "industry_codes", LF_VALUE_TEXT_SET, LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Industry codes"),
    GENERAL, .synonyms = "行业代码|国民经济行业代码", .check = LF_CHECK_INDUSTRY },
  { "chain", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Chain"), GENERAL, .target = "chain",
    .synonyms = "产业链" },
  { "note", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Note"), GENERAL, .synonyms = "备注" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_industry = {
  .name = "industry",
  .label = N_ ("Industry"),
  .plural = N_ ("Industries"),
  .synonyms = "产业|产业分类",
  .fields = industry_fields,
  .icon = "lf-chain-symbolic",
  .parent = "zone",
  .key = "name",
  .offered_on = "",
};
/* clang-format on */

static const LfOption ones[] = {
  { "industry", N_ ("Industry"), "产业" },
  { "plan", N_ ("Development plan"), "发展规划|规划" },
  { "platform", N_ ("Platform"), "平台" },
  { "policy", N_ ("Policy"), "政策" },
  { "fund", N_ ("Fund"), "基金" },
  { "team", N_ ("Task force"), "专班" },
  { "projects", N_ ("Projects"), "项目|一批项目" },
  { NULL },
};

/* L4: n of 7 are complete */
static const LfField kit_item_fields[] = {
  { "title", LF_VALUE_TEXT,
    LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Title"), GENERAL,
    .synonyms = "标题|事项" },
  { "chain", LF_VALUE_REFERENCE, LF_FIELD_REQUIRED | LF_FIELD_LISTED, N_ ("Chain"), GENERAL,
    .target = "chain", .synonyms = "产业链" },
  { "one", LF_VALUE_CHOICE, LF_FIELD_REQUIRED | LF_FIELD_LISTED | LF_FIELD_SORTED, N_ ("Which one"),
    GENERAL, .options = ones, .synonyms = "七个一类别|类别" },
  { "owner", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Owner"), GENERAL, .target = "account",
    .synonyms = "责任人" },
  { "due_on", LF_VALUE_DATE, LF_FIELD_LISTED, N_ ("Due on"), GENERAL, .synonyms = "截止日期" },
  { "is_done", LF_VALUE_FLAG, LF_FIELD_LISTED, N_ ("Complete"), GENERAL,
    .synonyms = "已完成|是否完成" },
  { "document", LF_VALUE_TEXT, LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Document"), GENERAL,
    .synonyms = "文件" },
  { "files", LF_VALUE_ATTACHMENT_SET, 0, N_ ("Files"), GENERAL, .synonyms = "附件" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_kit_item = {
  .name = "kit_item",
  .label = N_ ("Seven ones"),
  .plural = N_ ("Seven ones"),
  .synonyms = "七个一",
  .fields = kit_item_fields,
  .icon = "lf-evaluation-symbolic",
  .parent = "chain",
  .date = "due_on",
  .key = "chain|one",
  .offered_on = "chain",
};
/* clang-format on */
