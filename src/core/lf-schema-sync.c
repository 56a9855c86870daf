/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Schema table of what the sync leaves for people: conflict. */

#include "config.h"

#include "lf-schema-tables.h"

#include <glib/gi18n-lib.h>

#define EDITS N_ ("The two edits")
#define OUTCOME N_ ("Outcome")
#define MACHINE LF_FIELD_MACHINE

static const LfOption conflict_states[] = {
  { "open", N_ ("Open"), NULL },
  { "settled", N_ ("Settled"), NULL },
  { NULL },
};

static const LfOption outcomes[] = {
  { "offered", N_ ("The later edit"), NULL },
  { "accepted", N_ ("The edit in force"), NULL },
  { "original", N_ ("The original value"), NULL },
  { "value", N_ ("A new value"), NULL },
  { NULL },
};

/* Made by the server when two people changed one field without seeing each other's edit (design.md
 * §5): the edit accepted first stays in force, the one offered later is kept here. Values are
 * canonical texts of the field they belong to. */
static const LfField conflict_fields[] = {
  { "title", LF_VALUE_TEXT, LF_FIELD_TITLE | LF_FIELD_LISTED | MACHINE, N_ ("Record"), EDITS },
  { "entity", LF_VALUE_TEXT, LF_FIELD_REQUIRED | LF_FIELD_HIDDEN | MACHINE, N_ ("Entity"), EDITS },
  { "record", LF_VALUE_TEXT, LF_FIELD_REQUIRED | LF_FIELD_HIDDEN | MACHINE, N_ ("Record id"),
    EDITS },
  { "field", LF_VALUE_TEXT, LF_FIELD_REQUIRED | LF_FIELD_LISTED | MACHINE, N_ ("Field"), EDITS },
  { "original_value", LF_VALUE_LONG_TEXT, MACHINE, N_ ("Original value"), EDITS },
  { "accepted_value", LF_VALUE_LONG_TEXT, LF_FIELD_LISTED | MACHINE, N_ ("Value in force"), EDITS },
  { "accepted_author", LF_VALUE_TEXT, LF_FIELD_LISTED | MACHINE, N_ ("Written by"), EDITS },
  { "accepted_device", LF_VALUE_TEXT, LF_FIELD_HIDDEN | MACHINE, N_ ("Device"), EDITS },
  { "accepted_us", LF_VALUE_TIMESTAMP, MACHINE, N_ ("Written at"), EDITS },
  { "accepted_doubtful", LF_VALUE_FLAG, MACHINE, N_ ("Time doubtful"), EDITS },
  { "offered_value", LF_VALUE_LONG_TEXT, LF_FIELD_LISTED | MACHINE, N_ ("Value offered"), EDITS },
  { "offered_author", LF_VALUE_TEXT, LF_FIELD_LISTED | MACHINE, N_ ("Offered by"), EDITS },
  { "offered_device", LF_VALUE_TEXT, LF_FIELD_HIDDEN | MACHINE, N_ ("Device of the offer"), EDITS },
  { "offered_us", LF_VALUE_TIMESTAMP, MACHINE, N_ ("Offered at"), EDITS },
  { "offered_doubtful", LF_VALUE_FLAG, MACHINE, N_ ("Time of the offer doubtful"), EDITS },
  { "offered_change", LF_VALUE_TEXT, LF_FIELD_HIDDEN | MACHINE, N_ ("Change"), EDITS },
  { "state", LF_VALUE_CHOICE, LF_FIELD_REQUIRED | LF_FIELD_LISTED | LF_FIELD_SORTED, N_ ("State"),
    OUTCOME, .options = conflict_states, .initial = "open", .bundle = "settlement" },
  { "outcome", LF_VALUE_CHOICE, 0, N_ ("Settled with"), OUTCOME, .options = outcomes,
    .bundle = "settlement" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_conflict = {
  .name = "conflict",
  .label = N_ ("Conflict"),
  .plural = N_ ("Conflicts"),
  .synonyms = "冲突",
  .fields = conflict_fields,
  .icon = "lf-conflict-symbolic",
  .made_by_server = TRUE,
  .names_record = TRUE,
};
/* clang-format on */
