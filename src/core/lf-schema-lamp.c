/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Schema table of the lamps that are kept: lamp_month. */

#include "config.h"

#include "lf-lamp-month.h"
#include "lf-schema-tables.h"

#include <glib/gi18n-lib.h>

#define GENERAL N_ ("General")
#define WHY N_ ("Why")

/* In the order of LfLampCause without the first. */
const LfOption lf_lamp_causes[] = {
  { "start", N_ ("Start against the plan"), "开工进度" },
  { "progress", N_ ("Progress against time"), "形象进度" },
  { "statistics", N_ ("Statistics"), "入库" },
  { "node_overdue", N_ ("Node overdue"), "节点逾期" },
  { "node_blocked", N_ ("Node blocked"), "节点受阻" },
  { "clock", N_ ("Clock"), "时限" },
  { "node_in_process", N_ ("Node in process"), "节点推进中" },
  { "nodes", N_ ("Nodes on plan"), "节点正常" },
  { NULL },
};

const LfOption lf_lamp_presets[] = {
  { "plan", N_ ("By plan and progress"), "按计划和进度" },
  { "nodes", N_ ("By nodes"), "按节点" },
  { NULL },
};

/* V3: what lit it is kept as figures, not as a sentence: it can be told in either language. What
 * two managers say of one month wins or loses as a whole. */
/* clang-format off */
static const LfField lamp_month_fields[] = {
  { "period", LF_VALUE_DATE, LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_MACHINE | LF_FIELD_LISTED | LF_FIELD_SORTED,
    N_ ("Month"), GENERAL },
  { "project", LF_VALUE_REFERENCE, LF_FIELD_REQUIRED | LF_FIELD_MACHINE | LF_FIELD_LISTED, N_ ("Project"), GENERAL,
    .target = "project" },
  { "park", LF_VALUE_REFERENCE, LF_FIELD_MACHINE | LF_FIELD_LISTED, N_ ("Park"), GENERAL, .target = "park",
    .bundle = "verdict" },
  { "lamp", LF_VALUE_CHOICE, LF_FIELD_REQUIRED | LF_FIELD_MACHINE | LF_FIELD_LISTED | LF_FIELD_SORTED, N_ ("Lamp"), GENERAL,
    .options = lf_lamp_options, .bundle = "verdict" },
  { "lamp_since", LF_VALUE_DATE, LF_FIELD_MACHINE | LF_FIELD_LISTED, N_ ("Lamp lit since"), GENERAL, .bundle = "verdict" },
  { "preset", LF_VALUE_CHOICE, LF_FIELD_REQUIRED | LF_FIELD_MACHINE, N_ ("Judged"), WHY, .options = lf_lamp_presets,
    .bundle = "verdict" },
  { "cause", LF_VALUE_CHOICE, LF_FIELD_REQUIRED | LF_FIELD_MACHINE | LF_FIELD_LISTED, N_ ("By"), WHY,
    .options = lf_lamp_causes, .bundle = "verdict" },
  { "from_date", LF_VALUE_DATE, LF_FIELD_MACHINE, N_ ("Counted from"), WHY, .bundle = "verdict" },
  { "done_date", LF_VALUE_DATE, LF_FIELD_MACHINE, N_ ("Done on"), WHY, .bundle = "verdict" },
  { "months_behind", LF_VALUE_INTEGER, LF_FIELD_MACHINE, N_ ("Months behind"), WHY, .bundle = "verdict" },
  { "behind_percent", LF_VALUE_QUANTITY, LF_FIELD_MACHINE, N_ ("Behind the time passed"), WHY, .unit = "percent",
    .bundle = "verdict", .least = -1000, .most = 1000 },
  { "node", LF_VALUE_TEXT, LF_FIELD_MACHINE | LF_FIELD_SEARCHED, N_ ("Node"), WHY, .bundle = "verdict" },
  { "blocker", LF_VALUE_TEXT, LF_FIELD_MACHINE | LF_FIELD_SEARCHED, N_ ("Blocker"), WHY, .bundle = "verdict" },
  { "leg", LF_VALUE_CHOICE, LF_FIELD_MACHINE, N_ ("Clock"), WHY, .options = lf_chain_leg_options, .bundle = "verdict" },
  { "leg_state", LF_VALUE_CHOICE, LF_FIELD_MACHINE, N_ ("State of the clock"), WHY, .options = lf_deadline_state_options,
    .bundle = "verdict" },
  { "due_date", LF_VALUE_DATE, LF_FIELD_MACHINE, N_ ("Due on"), WHY, .bundle = "verdict" },
  { NULL },
};

const LfEntity lf_entity_lamp_month = {
  .name = "lamp_month",
  .label = N_ ("Lamp of a month"),
  .plural = N_ ("Lamps of months"),
  .synonyms = "月度亮灯",
  .fields = lamp_month_fields,
  .icon = "lf-progress-symbolic",
  .parent = "project",
  .date = "period",
  .key = "project|period",
  .offered_on = "",
};
/* clang-format on */
