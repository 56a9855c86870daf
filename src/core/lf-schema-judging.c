/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Schema tables of how projects are judged: evaluation, opinion, expert. */

#include "config.h"

#include "lf-schema-tables.h"

#include <glib/gi18n-lib.h>

#define GENERAL N_ ("General")
#define VERDICT N_ ("Verdict")
#define REACH N_ ("Reach")

static const LfOption evaluation_kinds[] = {
  { "screening", N_ ("Screening"), "研判|联合研判" },
  { "safety", N_ ("Safety opinion"), "安全意见|安评" },
  { "environment", N_ ("Environment opinion"), "环保意见|环评" },
  { "experts", N_ ("Expert review"), "专家论证" },
  { "decision", N_ ("Decision meeting"), "上会" },
  { NULL },
};

const LfOption lf_decision_body_options[] = {
  { "committee", N_ ("Investment committee"), "投委会" },
  { "executive", N_ ("Executive meeting"), "常务会" },
  { "land", N_ ("Land supply meeting"), "供地会" },
  { "state_owned", N_ ("State-owned firm's investment meeting"), "国企投决会" },
  { "office", N_ ("Promotion office"), "招商办" },
  { NULL },
};

static const LfOption verdicts[] = {
  { "follow", N_ ("Follow"), "跟进" },
  { "approve", N_ ("Approve"), "通过|同意" },
  { "revise", N_ ("Revise"), "修改后再议" },
  { "park", N_ ("Set aside"), "暂缓" },
  { "drop", N_ ("Drop"), "不予引进|放弃" },
  { "veto", N_ ("Veto"), "一票否决" },
  { NULL },
};

/* §3: verdict of leads, safety gate (C13), decision meetings */
static const LfField evaluation_fields[] = {
  { "subject", LF_VALUE_TEXT,
    LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Subject"),
    GENERAL, .synonyms = "主题|议题" },
  { "project", LF_VALUE_REFERENCE, LF_FIELD_REQUIRED | LF_FIELD_LISTED, N_ ("Project"), GENERAL,
    .target = "project", .synonyms = "项目|项目名称" },
  { "kind", LF_VALUE_CHOICE, LF_FIELD_REQUIRED | LF_FIELD_LISTED, N_ ("Kind"), GENERAL,
    .options = evaluation_kinds, .synonyms = "类型|研判类型" },
  { "body", LF_VALUE_CHOICE, LF_FIELD_LISTED, N_ ("Decision body"), GENERAL,
    .options = lf_decision_body_options, .synonyms = "决策机构|会议名称" },
  { "held_on", LF_VALUE_DATE, LF_FIELD_LISTED | LF_FIELD_SORTED, N_ ("Held on"), GENERAL,
    .synonyms = "日期|上会日期|研判日期" },
  { "due_on", LF_VALUE_DATE, LF_FIELD_LISTED, N_ ("Due on"), GENERAL,
    .synonyms = "截止日期|办结期限" },
  { "verdict", LF_VALUE_CHOICE, LF_FIELD_LISTED, N_ ("Verdict"), VERDICT, .options = verdicts,
    .synonyms = "结论|研判结果|研判结论" },
  { "conditions", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Conditions"), VERDICT,
    .synonyms = "附加条件" },
  { "decided_by", LF_VALUE_REFERENCE, 0, N_ ("Chaired by"), VERDICT, .target = "account",
    .synonyms = "主持人" },
  { "feedback_on", LF_VALUE_DATE, 0, N_ ("Answered to the investor on"), VERDICT,
    .synonyms = "反馈日期", .after = "held_on" },
  { "minutes", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Minutes"), VERDICT,
    .synonyms = "纪要|会议纪要" },
  { "meeting", LF_VALUE_REFERENCE, 0, N_ ("Meeting"), VERDICT, .target = "meeting",
    .synonyms = "例会|会议" },
  { "files", LF_VALUE_ATTACHMENT_SET, 0, N_ ("Files"), VERDICT, .synonyms = "附件" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_evaluation = {
  .name = "evaluation",
  .label = N_ ("Evaluation"),
  .plural = N_ ("Evaluations"),
  .synonyms = "研判|研判上会",
  .fields = evaluation_fields,
  .icon = "lf-evaluation-symbolic",
  .parent = "project",
  .date = "held_on",
  .key = "project|kind|held_on",
  .offered_on = "project",
};
/* clang-format on */

static const LfOption expert_kinds[] = {
  { "industry", N_ ("Industry"), "产业" },
  { "technology", N_ ("Technology"), "技术" },
  { "finance", N_ ("Finance"), "融资|金融" },
  { "law", N_ ("Law"), "法律" },
  { "environment", N_ ("Environment"), "环保" },
  { "other", N_ ("Other"), "其他" },
  { NULL },
};

/* L12 */
static const LfField expert_fields[] = {
  { "name", LF_VALUE_TEXT,
    LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_PINYIN | LF_FIELD_PERSON
        | LF_FIELD_LISTED | LF_FIELD_SORTED,
    N_ ("Name"), GENERAL, .synonyms = "名称|姓名|专家姓名" },
  { "kind", LF_VALUE_CHOICE, LF_FIELD_LISTED, N_ ("Expertise"), GENERAL, .options = expert_kinds,
    .synonyms = "领域|专业领域" },
  { "specialty", LF_VALUE_TEXT, LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Specialty"), GENERAL,
    .synonyms = "专长|研究方向" },
  { "organisation", LF_VALUE_TEXT, LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Organisation"),
    GENERAL, .synonyms = "单位|工作单位" },
  { "position", LF_VALUE_TEXT, LF_FIELD_SEARCHED, N_ ("Position"), GENERAL,
    .synonyms = "职务|职称" },
  { "chains", LF_VALUE_REFERENCE_SET, 0, N_ ("Chains"), GENERAL, .target = "chain",
    .synonyms = "产业链" },
  { "mobile", LF_VALUE_CODE, LF_FIELD_SEARCHED, N_ ("Mobile"), REACH, .synonyms = "手机|电话",
    .check = LF_CHECK_PHONE },
  { "email", LF_VALUE_CODE, LF_FIELD_SEARCHED, N_ ("E-mail"), REACH, .synonyms = "电子邮件|邮箱",
    .check = LF_CHECK_EMAIL },
  { "is_committee_member", LF_VALUE_FLAG, LF_FIELD_LISTED, N_ ("On the advisory committee"),
    GENERAL, .synonyms = "顾问委员会成员" },
  { "note", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Note"), GENERAL, .synonyms = "备注" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_expert = {
  .name = "expert",
  .label = N_ ("Expert"),
  .plural = N_ ("Experts"),
  .synonyms = "专家|专家库",
  .fields = expert_fields,
  .icon = "lf-team-symbolic",
  .offered_on = "",
};
/* clang-format on */

/* L12: required above an amount */
static const LfField opinion_fields[] = {
  { "summary", LF_VALUE_TEXT,
    LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Summary"),
    GENERAL, .synonyms = "摘要|意见摘要" },
  { "evaluation", LF_VALUE_REFERENCE, LF_FIELD_REQUIRED | LF_FIELD_LISTED, N_ ("Evaluation"),
    GENERAL, .target = "evaluation", .synonyms = "研判" },
  { "expert", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Expert"), GENERAL, .target = "expert",
    .synonyms = "专家" },
  { "account", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Given by"), GENERAL, .target = "account",
    .synonyms = "提出人|评议人" },
  { "department", LF_VALUE_TEXT, LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Department"), GENERAL,
    .synonyms = "部门|评议部门" },
  { "given_on", LF_VALUE_DATE, LF_FIELD_LISTED | LF_FIELD_SORTED, N_ ("Opinion given on"), GENERAL,
    .synonyms = "提出日期", .initial = "today" },
  { "score_points", LF_VALUE_QUANTITY, LF_FIELD_LISTED, N_ ("Score"), GENERAL, .unit = "points",
    .synonyms = "评分|得分", .least = 0, .most = 100 },
  { "verdict", LF_VALUE_CHOICE, LF_FIELD_LISTED, N_ ("Verdict"), GENERAL, .options = verdicts,
    .synonyms = "结论" },
  { "has_interest", LF_VALUE_FLAG, LF_FIELD_LISTED, N_ ("Conflict of interest"), GENERAL,
    .synonyms = "利益冲突|是否回避" },
  { "text", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Opinion in full"), GENERAL,
    .synonyms = "意见全文" },
  { "files", LF_VALUE_ATTACHMENT_SET, 0, N_ ("Files"), GENERAL, .synonyms = "附件" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_opinion = {
  .name = "opinion",
  .label = N_ ("Opinion"),
  .plural = N_ ("Opinions"),
  .synonyms = "专家意见",
  .fields = opinion_fields,
  .icon = "lf-comment-symbolic",
  .parent = "evaluation",
  .date = "given_on",
  .key = "evaluation|expert|account|department",
  .offered_on = "evaluation",
};
/* clang-format on */
