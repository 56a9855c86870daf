/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Schema tables of what goes out in the zone's own words: bulletin template, bulletin, ledger. */

#include "config.h"

#include "lf-rules.h"
#include "lf-schema-tables.h"

#include <glib/gi18n-lib.h>

#define GENERAL N_ ("General")
#define PERIOD N_ ("Period")
#define MADE N_ ("How it was made")

static const LfOption languages[] = {
  { "zh", N_ ("Chinese"), "中文|简体中文|zh-CN" },
  { "en", N_ ("English"), "英文|英语" },
  { NULL },
};

/* K2: the zone's wording; what it may say is told in lf-bulletin.h */
static const LfField bulletin_template_fields[] = {
  { "name", LF_VALUE_TEXT,
    LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_PINYIN | LF_FIELD_LISTED,
    N_ ("Name"), GENERAL, .synonyms = "名称|模板名称" },
  { "language", LF_VALUE_CHOICE, LF_FIELD_REQUIRED | LF_FIELD_LISTED, N_ ("Language"), GENERAL,
    .options = languages, .synonyms = "语言", .initial = "zh" },
  { "text", LF_VALUE_LONG_TEXT, LF_FIELD_REQUIRED | LF_FIELD_SEARCHED, N_ ("Text"), GENERAL,
    .synonyms = "正文" },
  { "note", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Note"), GENERAL,
    .synonyms = "备注" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_bulletin_template = {
  .name = "bulletin_template",
  .label = N_ ("Bulletin template"),
  .plural = N_ ("Bulletin templates"),
  .synonyms = "通报模板",
  .fields = bulletin_template_fields,
  .icon = "lf-agreement-symbolic",
  .offered_on = "",
};
/* clang-format on */

/* K2: what was said of a period, with what it was said on */
static const LfField bulletin_fields[] = {
  { "title", LF_VALUE_TEXT,
    LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_PINYIN | LF_FIELD_LISTED,
    N_ ("Title"), GENERAL, .synonyms = "标题" },
  { "text", LF_VALUE_LONG_TEXT, LF_FIELD_REQUIRED | LF_FIELD_SEARCHED | LF_FIELD_MACHINE,
    N_ ("Text"), GENERAL, .synonyms = "正文" },
  { "language", LF_VALUE_CHOICE, LF_FIELD_MACHINE, N_ ("Language"), MADE, .options = languages,
    .synonyms = "语言" },
  { "period_from", LF_VALUE_DATE,
    LF_FIELD_REQUIRED | LF_FIELD_LISTED | LF_FIELD_SORTED | LF_FIELD_MACHINE, N_ ("From"), PERIOD,
    .synonyms = "起始日期" },
  { "period_to", LF_VALUE_DATE, LF_FIELD_REQUIRED | LF_FIELD_LISTED | LF_FIELD_MACHINE, N_ ("To"),
    PERIOD, .synonyms = "终止日期" },
  { "wording", LF_VALUE_TEXT, LF_FIELD_LISTED | LF_FIELD_MACHINE, N_ ("Template"), MADE,
    .synonyms = "模板" },
  { "made_on", LF_VALUE_DATE,
    LF_FIELD_REQUIRED | LF_FIELD_LISTED | LF_FIELD_SORTED | LF_FIELD_MACHINE, N_ ("Made on"), MADE,
    .synonyms = "生成日期" },
  { "as_of", LF_VALUE_DATE, LF_FIELD_LISTED | LF_FIELD_MACHINE, N_ ("As things stood on"), MADE,
    .synonyms = "数据截至" },
  { "made_by", LF_VALUE_TEXT, LF_FIELD_LISTED | LF_FIELD_MACHINE, N_ ("Made by"), MADE,
    .synonyms = "生成人" },
  { "source", LF_VALUE_LONG_TEXT, LF_FIELD_MACHINE | LF_FIELD_HIDDEN, N_ ("Text of the template"),
    MADE },
  { "figures", LF_VALUE_LONG_TEXT, LF_FIELD_MACHINE | LF_FIELD_HIDDEN, N_ ("Figures"), MADE },
  { "note", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Note"), GENERAL, .synonyms = "备注" },
  { "files", LF_VALUE_ATTACHMENT_SET, 0, N_ ("Files"), GENERAL, .synonyms = "附件" },
  { NULL },
};

/* Never written again silently: another text is another bulletin. */
static void
bulletin_rule (const LfRecord *before, const LfRecord *after, gboolean undoing, GPtrArray *problems)
{
  static const char *const kept[]
      = { "text",    "language", "period_from", "period_to", "wording",
          "made_on", "as_of",    "made_by",     "source",    "figures" };

  if (before == NULL || after == NULL || undoing)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    if (g_strcmp0 (lf_record_get (before, kept[i]), lf_record_get (after, kept[i])) != 0)
      {
        g_autofree char *title = lf_record_title (after);

        g_ptr_array_add (problems,
                         lf_problem_new (kept[i], "locked",
                                         g_strdup_printf (_ ("The bulletin “%s” is kept as it was "
                                                             "made. Make a new one beside it."),
                                                          title)));
        return;
      }
}

/* clang-format off */
const LfEntity lf_entity_bulletin = {
  .name = "bulletin",
  .label = N_ ("Bulletin"),
  .plural = N_ ("Bulletins"),
  .synonyms = "通报|简报",
  .fields = bulletin_fields,
  .icon = "lf-agreement-symbolic",
  .date = "made_on",
  .rule = bulletin_rule,
  .key = "title|made_on",
  .offered_on = "",
};
/* clang-format on */

/* A spreadsheet of a city's or a province's, whose columns are said once */
static const LfField ledger_fields[] = {
  { "name", LF_VALUE_TEXT,
    LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_PINYIN | LF_FIELD_LISTED,
    N_ ("Name"), GENERAL, .synonyms = "名称|台账名称" },
  { "entity", LF_VALUE_TEXT, LF_FIELD_REQUIRED | LF_FIELD_LISTED, N_ ("Kind of record"), GENERAL,
    .synonyms = "记录类型" },
  { "filter", LF_VALUE_TEXT, LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Filter"), GENERAL,
    .synonyms = "筛选|筛选条件" },
  { "sort", LF_VALUE_TEXT, 0, N_ ("Sorted by"), GENERAL, .synonyms = "排序" },
  { "sheet", LF_VALUE_TEXT, 0, N_ ("Sheet"), GENERAL, .synonyms = "工作表" },
  { "template", LF_VALUE_ATTACHMENT_SET, 0, N_ ("Template"), GENERAL, .synonyms = "模板|台账模板" },
  { "mapping", LF_VALUE_LONG_TEXT, LF_FIELD_REQUIRED | LF_FIELD_MACHINE, N_ ("Columns"), GENERAL },
  { "note", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Note"), GENERAL, .synonyms = "备注" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_ledger = {
  .name = "ledger",
  .label = N_ ("Ledger"),
  .plural = N_ ("Ledgers"),
  .synonyms = "台账|上报台账",
  .fields = ledger_fields,
  .icon = "lf-list-symbolic",
  .offered_on = "",
};
/* clang-format on */
