/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Contests over the building sites (domain.md V5, V6, V10): every half month each project gets a
 * red, blue or yellow flag or a snail, by how far it is ahead of its plan. Pure. */

#pragma once

#include "lf-change.h"
#include "lf-progress.h"
#include "lf-rulebook.h"

G_BEGIN_DECLS

/* ---- Half months ---- */

typedef struct
{
  LfDate first, last; /* 1–15, or 16 to the end of the month */
} LfHalfMonth;

LfHalfMonth lf_half_month_of (const LfDate *day); /* of a month: its second half */
LfHalfMonth lf_half_month_before (const LfHalfMonth *self);
/* The last one that is over on @today. */
LfHalfMonth lf_half_month_over (const LfDate *today);
char *lf_half_month_format (const LfHalfMonth *self); /* (transfer full): "1–15 Mar 2026" */

/* Whether a day of @half lies within the contest's own days; where it says none all do. */
gboolean lf_contest_covers (const LfRecord *contest, const LfHalfMonth *half);
/* (transfer full): that no flags are given outside of its days, and which these are */
char *lf_contest_tell_outside (const LfRecord *contest, const LfHalfMonth *half);

/* ---- Flags ---- */

typedef enum
{
  LF_FLAG_RED,
  LF_FLAG_BLUE,
  LF_FLAG_YELLOW,
  LF_FLAG_SNAIL,
  LF_N_FLAGS,
} LfFlag;

const char *lf_flag_key (LfFlag flag);   /* "red": the value of award.flag */
const char *lf_flag_label (LfFlag flag); /* translated */
const char *lf_flag_icon (LfFlag flag);  /* symbolic icon name: never colour alone */
const char *lf_flag_style (LfFlag flag); /* a CSS class */
gboolean lf_flag_from_key (const char *key, LfFlag *ret_flag);

/* In points of percent. Thresholds were never published (domain.md §8, S2): a contest says its own;
 * where it says none those of the rulebook are taken that are in force in the project's park on the
 * last day of the half month, so that a past one is judged as it was then. The presets of the lower
 * ones are those of the lamps (W6). */
typedef struct
{
  double ahead;  /* red flag from so far ahead */
  double yellow; /* yellow flag from so far behind */
  double snail;  /* snail from so far behind */
} LfFlagRule;

LfFlagRule lf_flag_rule (const LfRulebook *book,
                         const LfRecord *contest /* nullable */,
                         const char *park /* nullable */,
                         const LfDate *on);
LfFlag lf_flag_judge (const LfFlagRule *rule, double lead);
/* (transfer full): why: what is done, and which threshold that meets */
char *lf_flag_tell (const LfFlagRule *rule, const LfProgress *progress);

/* ---- Awards ---- */

/**
 * lf_contest_award:
 * @report: (nullable): the project's last progress report up to the end of @half
 * Returns: (transfer full): the award of @project for @half: a record whose id is made of the
 * contest, the project and the half month, so that two who judge make one
 */
LfRecord *lf_contest_award (const LfRulebook *book,
                            const LfRecord *contest,
                            const LfRecord *project,
                            const LfRecord *report,
                            const LfHalfMonth *half);

/* What an award asks for by its flag (V6): a red flag a commendation, a snail an interview. */
typedef enum
{
  LF_FOLLOW_UP_NONE,
  LF_FOLLOW_UP_COMMENDATION,
  LF_FOLLOW_UP_INTERVIEW,
} LfFollowUp;

LfFollowUp lf_award_follow_up (const LfRecord *award);
gboolean lf_award_is_followed_up (const LfRecord *award);
/* (transfer full) (nullable): the text of a commendation, or the reminder before an interview */
char *lf_award_text (const LfRecord *award);
/**
 * lf_award_record_follow_up:
 * @note: what was said
 * Returns: (transfer full) (nullable): one change; LF_ERROR_INVALID where nothing is asked for, or
 * nothing was said
 */
LfChange *lf_award_record_follow_up (const LfRecord *award,
                                     const char *note,
                                     const LfDate *today,
                                     GError **error);

G_END_DECLS
