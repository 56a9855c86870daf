/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Schema tables of schedules: node, and the templates that nodes are made from. */

#include "config.h"

#include "lf-schema-tables.h"

#include <glib/gi18n-lib.h>

#define GENERAL N_ ("General")
#define PLAN N_ ("Plan")

static const LfOption node_kinds[] = {
  { "design", N_ ("Design"), "设计" },
  { "tender", N_ ("Tender"), "招标" },
  { "conversion", N_ ("Farmland conversion"), "农转用" },
  { "clearing", N_ ("Clearing"), "征迁|借地清表" },
  { "supply", N_ ("Land supply"), "供地" },
  { "works_permit", N_ ("Works planning permit"), "工规" },
  { "construction_permit", N_ ("Construction permit"), "施工许可" },
  { "building", N_ ("Building"), "施工" },
  { "acceptance", N_ ("Acceptance"), "对标验收|验收" },
  { "filing", N_ ("Filing of the project"), "立项|备案" },
  { "start", N_ ("Construction start"), "开工" },
  { "foundation", N_ ("Foundations"), "基础|桩基" },
  { "equipment", N_ ("Equipment installed"), "设备安装|设备进场" },
  { "completion", N_ ("Completion"), "竣工" },
  { "production", N_ ("Production start"), "投产" },
  { "other", N_ ("Other"), "其他" },
  { NULL },
};

/* O5, C8 */
static const LfField node_fields[] = {
  { "name", LF_VALUE_TEXT, LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_LISTED,
    N_ ("Node"), GENERAL, .synonyms = "节点|节点名称" },
  { "project", LF_VALUE_REFERENCE, LF_FIELD_REQUIRED | LF_FIELD_LISTED, N_ ("Project"), GENERAL,
    .target = "project", .synonyms = "项目名称|项目" },
  { "position", LF_VALUE_INTEGER, 0, N_ ("Order"), GENERAL, .synonyms = "顺序|序号" },
  { "responsible", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Responsible"), GENERAL,
    .target = "account", .synonyms = "责任人" },
  { "planned_date", LF_VALUE_DATE, LF_FIELD_LISTED | LF_FIELD_SORTED, N_ ("Planned for"), PLAN,
    .synonyms = "计划日期|计划时间" },
  { "begun_date", LF_VALUE_DATE, 0, N_ ("Begun on"), PLAN, .synonyms = "开始日期|启动日期" },
  { "actual_date", LF_VALUE_DATE, LF_FIELD_LISTED, N_ ("Done on"), PLAN,
    .synonyms = "实际日期|完成日期" },
  { "blocker", LF_VALUE_TEXT, LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Blocker"), GENERAL,
    .synonyms = "堵点|存在问题" },
  { "evidence", LF_VALUE_TEXT, LF_FIELD_SEARCHED, N_ ("Evidence"), GENERAL,
    .synonyms = "佐证材料" },
  { "note", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Note"), GENERAL, .synonyms = "备注" },
  { "kind", LF_VALUE_CHOICE, 0, N_ ("Kind"), GENERAL, .options = node_kinds,
    .synonyms = "类型|节点类型" },
  { "standard_days", LF_VALUE_QUANTITY, 0, N_ ("Standard working days"), PLAN, .unit = "days",
    .synonyms = "标准工期", .least = 0, .most = 10000 },
  { "after", LF_VALUE_TEXT_SET, 0, N_ ("Waits for"), PLAN, .synonyms = "前置节点|紧前工作" },
  { "is_fixed", LF_VALUE_FLAG, 0, N_ ("Date fixed"), PLAN, .synonyms = "节点锁定|日期固定" },
  { "files", LF_VALUE_ATTACHMENT_SET, 0, N_ ("Files"), GENERAL, .synonyms = "附件" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_node = {
  .name = "node",
  .label = N_ ("Node"),
  .plural = N_ ("Nodes"),
  .synonyms = "节点",
  .fields = node_fields,
  .icon = "lf-node-symbolic",
  .parent = "project",
  .date = "planned_date",
  .key = "project|name",
};
/* clang-format on */

/* C7: what the zone's projects of a kind go through */
static const LfField schedule_template_fields[] = {
  { "name", LF_VALUE_TEXT,
    LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_PINYIN | LF_FIELD_LISTED,
    N_ ("Name"), GENERAL, .synonyms = "名称|模板名称" },
  { "project_kind", LF_VALUE_CHOICE, LF_FIELD_LISTED, N_ ("For projects of the kind"), GENERAL,
    .options = lf_project_kinds, .synonyms = "适用项目类型" },
  { "note", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Note"), GENERAL, .synonyms = "备注" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_schedule_template = {
  .name = "schedule_template",
  .label = N_ ("Schedule template"),
  .plural = N_ ("Schedule templates"),
  .synonyms = "工期模板",
  .fields = schedule_template_fields,
  .icon = "lf-node-symbolic",
  .offered_on = "",
};
/* clang-format on */

static const LfField template_step_fields[] = {
  { "name", LF_VALUE_TEXT, LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_LISTED,
    N_ ("Node"), GENERAL, .synonyms = "节点|节点名称" },
  { "template", LF_VALUE_REFERENCE, LF_FIELD_REQUIRED | LF_FIELD_LISTED, N_ ("Schedule template"),
    GENERAL, .target = "schedule_template", .synonyms = "工期模板|模板" },
  { "position", LF_VALUE_INTEGER, LF_FIELD_LISTED | LF_FIELD_SORTED, N_ ("Order"), GENERAL,
    .synonyms = "顺序|序号" },
  { "kind", LF_VALUE_CHOICE, 0, N_ ("Kind"), GENERAL, .options = node_kinds,
    .synonyms = "类型|节点类型" },
  { "standard_days", LF_VALUE_QUANTITY, LF_FIELD_LISTED, N_ ("Standard working days"), PLAN,
    .unit = "days", .synonyms = "标准工期", .least = 0, .most = 10000 },
  { "after", LF_VALUE_TEXT_SET, LF_FIELD_LISTED, N_ ("Waits for"), PLAN,
    .synonyms = "前置节点|紧前工作" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_template_step = {
  .name = "template_step",
  .label = N_ ("Step of a schedule template"),
  .plural = N_ ("Steps of schedule templates"),
  .synonyms = "模板节点",
  .fields = template_step_fields,
  .icon = "lf-node-symbolic",
  .parent = "template",
  .key = "template|name",
  .offered_on = "schedule_template",
};
/* clang-format on */
