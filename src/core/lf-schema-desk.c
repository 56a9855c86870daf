/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Schema tables of working with the program: attachment, comment, saved view, custom field, what
 * imports learnt, working days. */

#include "config.h"

#include "lf-schema-tables.h"

#include <glib/gi18n-lib.h>

#define GENERAL N_ ("General")

/* What is known of a file; the file itself goes by its digest */
static const LfField attachment_fields[] = {
  { "name", LF_VALUE_TEXT, LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_LISTED,
    N_ ("File name"), GENERAL, .synonyms = "文件名" },
  { "project", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Project"), GENERAL, .target = "project",
    .synonyms = "项目" },
  { "entity", LF_VALUE_TEXT, LF_FIELD_MACHINE | LF_FIELD_HIDDEN, N_ ("Entity"), GENERAL },
  { "record", LF_VALUE_TEXT, LF_FIELD_MACHINE | LF_FIELD_HIDDEN, N_ ("Record id"), GENERAL },
  { "sha256", LF_VALUE_TEXT, LF_FIELD_REQUIRED | LF_FIELD_MACHINE | LF_FIELD_HIDDEN, N_ ("Digest"),
    GENERAL, .least = 0, .most = 64 },
  { "media_type", LF_VALUE_TEXT, LF_FIELD_MACHINE | LF_FIELD_LISTED, N_ ("Media type"), GENERAL,
    .synonyms = "文件类型" },
  { "size_bytes", LF_VALUE_QUANTITY, LF_FIELD_MACHINE | LF_FIELD_LISTED, N_ ("Size of the file"),
    GENERAL, .unit = "bytes", .synonyms = "文件大小", .least = 0, .most = 52428800 },
  { "added_by", LF_VALUE_REFERENCE, LF_FIELD_MACHINE | LF_FIELD_LISTED, N_ ("Added by"), GENERAL,
    .target = "account", .synonyms = "添加人" },
  { "added_us", LF_VALUE_TIMESTAMP, LF_FIELD_MACHINE, N_ ("Added at"), GENERAL,
    .synonyms = "添加时间" },
  { "description", LF_VALUE_TEXT, LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Description"), GENERAL,
    .synonyms = "说明" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_attachment = {
  .name = "attachment",
  .label = N_ ("Attachment"),
  .plural = N_ ("Attachments"),
  .synonyms = "附件",
  .fields = attachment_fields,
  .icon = "lf-attachment-symbolic",
  .parent = "project",
  .offered_on = "",
};
/* clang-format on */

/* What a leader or a colleague says of a record */
static const LfField comment_fields[] = {
  { "text", LF_VALUE_TEXT, LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_LISTED,
    N_ ("Comment"), GENERAL, .synonyms = "评论|内容" },
  { "project", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Project"), GENERAL, .target = "project",
    .synonyms = "项目" },
  { "entity", LF_VALUE_TEXT, LF_FIELD_MACHINE | LF_FIELD_HIDDEN, N_ ("Entity"), GENERAL },
  { "record", LF_VALUE_TEXT, LF_FIELD_MACHINE | LF_FIELD_HIDDEN, N_ ("Record id"), GENERAL },
  { "author", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Said by"), GENERAL, .target = "account",
    .synonyms = "作者" },
  { "written_on", LF_VALUE_DATE, LF_FIELD_REQUIRED | LF_FIELD_LISTED | LF_FIELD_SORTED,
    N_ ("Written on"), GENERAL, .synonyms = "日期", .initial = "today" },
  { "mentions", LF_VALUE_REFERENCE_SET, 0, N_ ("Mentioned"), GENERAL, .target = "account",
    .synonyms = "提及人员" },
  { "is_instruction", LF_VALUE_FLAG, LF_FIELD_LISTED, N_ ("Instruction"), GENERAL,
    .synonyms = "批示|是否批示" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_comment = {
  .name = "comment",
  .label = N_ ("Comment"),
  .plural = N_ ("Comments"),
  .synonyms = "评论",
  .fields = comment_fields,
  .icon = "lf-comment-symbolic",
  .parent = "project",
  .date = "written_on",
  .told_as = LF_TOLD_AS_COMMENT,
  .author = "author",
  .key = "text|project",
  .offered_on = "project",
  .names_record = TRUE,
};
/* clang-format on */

static const LfOption view_kinds[] = {
  { "list", N_ ("List"), "列表" },
  { "board", N_ ("Board"), "看板" },
  { "chart", N_ ("Chart"), "图表" },
  { NULL },
};

/* A filter with a name, private or shared */
static const LfField saved_view_fields[] = {
  { "name", LF_VALUE_TEXT,
    LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_PINYIN | LF_FIELD_LISTED,
    N_ ("Name"), GENERAL, .synonyms = "名称" },
  { "owner", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Owner"), GENERAL, .target = "account",
    .synonyms = "责任人" },
  { "kind", LF_VALUE_CHOICE, LF_FIELD_LISTED, N_ ("Kind"), GENERAL, .options = view_kinds,
    .synonyms = "类型", .initial = "list" },
  { "entity", LF_VALUE_TEXT, LF_FIELD_REQUIRED | LF_FIELD_LISTED, N_ ("Kind of record"), GENERAL,
    .synonyms = "记录类型" },
  { "filter", LF_VALUE_TEXT, LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Filter"), GENERAL,
    .synonyms = "筛选|筛选条件" },
  { "sort", LF_VALUE_TEXT, 0, N_ ("Sorted by"), GENERAL, .synonyms = "排序" },
  { "columns", LF_VALUE_TEXT, 0, N_ ("Columns"), GENERAL, .synonyms = "各列" },
  { "board_by", LF_VALUE_TEXT, 0, N_ ("Board columns"), GENERAL, .synonyms = "看板分列" },
  { "shows_ended", LF_VALUE_FLAG, 0, N_ ("Shows ended"), GENERAL, .synonyms = "显示已结束" },
  { "is_shared", LF_VALUE_FLAG, LF_FIELD_LISTED, N_ ("Shared"), GENERAL, .synonyms = "共享" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_saved_view = {
  .name = "saved_view",
  .label = N_ ("Saved view"),
  .plural = N_ ("Saved views"),
  .synonyms = "保存的视图",
  .fields = saved_view_fields,
  .icon = "lf-list-symbolic",
  .parent = "owner",
  .offered_on = "",
  .shared_by = "is_shared",
  .kept_by = "owner",
};
/* clang-format on */

/* Reports a person arranged on one page, private or shared; see lf-dashboard.h */
static const LfField dashboard_fields[] = {
  { "name", LF_VALUE_TEXT,
    LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_PINYIN | LF_FIELD_LISTED,
    N_ ("Name"), GENERAL, .synonyms = "名称" },
  { "owner", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Owner"), GENERAL, .target = "account",
    .synonyms = "责任人" },
  { "period", LF_VALUE_TEXT, LF_FIELD_LISTED, N_ ("Period"), GENERAL, .synonyms = "期间|时间段" },
  { "filter", LF_VALUE_TEXT, LF_FIELD_LISTED, N_ ("Filter"), GENERAL, .synonyms = "筛选|筛选条件" },
  { "tiles", LF_VALUE_LONG_TEXT, LF_FIELD_HIDDEN, N_ ("Tiles"), GENERAL, .synonyms = "磁贴|卡片" },
  { "is_shared", LF_VALUE_FLAG, LF_FIELD_LISTED, N_ ("Shared"), GENERAL, .synonyms = "共享" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_dashboard = {
  .name = "dashboard",
  .label = N_ ("Dashboard"),
  .plural = N_ ("Dashboards"),
  .synonyms = "仪表盘|看板页",
  .fields = dashboard_fields,
  .icon = "lf-dashboard-symbolic",
  .parent = "owner",
  .offered_on = "",
  .shared_by = "is_shared",
  .kept_by = "owner",
};
/* clang-format on */

static const LfOption custom_types[] = {
  { "text", N_ ("Text"), "文字|文本" },
  { "long_text", N_ ("Long text"), "长文本" },
  { "choice", N_ ("Choice"), "选项" },
  { "flag", N_ ("Yes or no"), "是否" },
  { "integer", N_ ("Whole number"), "整数" },
  { "decimal", N_ ("Number"), "编号|数字" },
  { "money", N_ ("Money"), "金额|资金" },
  { "quantity", N_ ("Quantity"), "数量" },
  { "date", N_ ("Date"), "日期" },
  { NULL },
};

/* A field that a zone adds for itself */
static const LfField custom_field_fields[] = {
  { "name", LF_VALUE_TEXT, LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_LISTED,
    N_ ("Name"), GENERAL, .synonyms = "名称|字段名称" },
  { "zone", LF_VALUE_REFERENCE, 0, N_ ("Zone"), GENERAL, .target = "zone", .synonyms = "开发区" },
  { "entity", LF_VALUE_TEXT, LF_FIELD_REQUIRED | LF_FIELD_LISTED, N_ ("Kind of record"), GENERAL,
    .synonyms = "记录类型" },
  { "type", LF_VALUE_CHOICE, LF_FIELD_REQUIRED | LF_FIELD_LISTED, N_ ("Type"), GENERAL,
    .options = custom_types, .synonyms = "字段类型", .initial = "text" },
  { "options", LF_VALUE_TEXT_SET, 0, N_ ("Options"), GENERAL, .synonyms = "可选项" },
  { "unit", LF_VALUE_TEXT, LF_FIELD_LISTED, N_ ("Unit of measure"), GENERAL,
    .synonyms = "计量单位" },
  { "group", LF_VALUE_TEXT, LF_FIELD_LISTED, N_ ("Group of fields"), GENERAL,
    .synonyms = "字段分组" },
  { "is_required", LF_VALUE_FLAG, LF_FIELD_LISTED, N_ ("Required"), GENERAL, .synonyms = "必填" },
  { "position", LF_VALUE_INTEGER, 0, N_ ("Order"), GENERAL, .synonyms = "顺序", .least = 0,
    .most = 10000 },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_custom_field = {
  .name = "custom_field",
  .label = N_ ("Custom field"),
  .plural = N_ ("Custom fields"),
  .synonyms = "自定义字段",
  .fields = custom_field_fields,
  .icon = "lf-list-symbolic",
  .parent = "zone",
  .key = "entity|name",
  .offered_on = "",
};
/* clang-format on */

/* Which field a heading of spreadsheets is, as a person once said; "field" blank: left out */
static const LfField heading_synonym_fields[] = {
  { "heading", LF_VALUE_TEXT,
    LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Heading"),
    GENERAL, .synonyms = "表头|列名" },
  { "entity", LF_VALUE_TEXT, LF_FIELD_REQUIRED | LF_FIELD_LISTED, N_ ("Kind of record"), GENERAL,
    .synonyms = "记录类型" },
  { "field", LF_VALUE_TEXT, LF_FIELD_LISTED, N_ ("Read as"), GENERAL, .synonyms = "对应字段" },
  { "replaces", LF_VALUE_TEXT, LF_FIELD_LISTED, N_ ("Instead of"), GENERAL,
    .synonyms = "原对应字段" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_heading_synonym = {
  .name = "heading_synonym",
  .label = N_ ("Learned heading"),
  .plural = N_ ("Learned headings"),
  .synonyms = "已记住的表头",
  .fields = heading_synonym_fields,
  .icon = "lf-list-symbolic",
  .key = "entity|heading",
  .offered_on = "",
};
/* clang-format on */

static const LfOption day_kinds[] = {
  { "holiday", N_ ("Holiday"), "休息|放假|节假日|休" },
  { "workday", N_ ("Working day"), "上班|调休上班|补班|班" },
  { NULL },
};

/* §7: holidays and days worked in exchange, a year at a time */
static const LfField calendar_day_fields[] = {
  { "day", LF_VALUE_DATE, LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_LISTED | LF_FIELD_SORTED,
    N_ ("Day"), GENERAL, .synonyms = "日期" },
  { "kind", LF_VALUE_CHOICE, LF_FIELD_REQUIRED | LF_FIELD_LISTED, N_ ("Kind"), GENERAL,
    .options = day_kinds, .synonyms = "类型|安排|是否上班" },
  { "name", LF_VALUE_TEXT, LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Name"), GENERAL,
    .synonyms = "名称|节日|节假日名称" },
  { "zone", LF_VALUE_REFERENCE, 0, N_ ("Zone"), GENERAL, .target = "zone", .synonyms = "开发区" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_calendar_day = {
  .name = "calendar_day",
  .label = N_ ("Calendar day"),
  .plural = N_ ("Calendar days"),
  .synonyms = "日历|工作日历",
  .fields = calendar_day_fields,
  .icon = "lf-calendar-symbolic",
  .parent = "zone",
  .date = "day",
  .offered_on = "",
};
/* clang-format on */
