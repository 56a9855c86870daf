/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a contest, on a reader's thread. */

#pragma once

#include "lf-store-contest.h"
#include "lf-store-private.h"

G_BEGIN_DECLS

typedef struct
{
  LfDb *db;
  LfHalfMonth half;
  LfRecord *contest; /* this and the next from lf_contest_reader_begin() on */
  GPtrArray *groups; /* (element-type LfRecord) */
  LfRulebook *book;
} LfContestReader;

gboolean lf_contest_reader_begin (LfContestReader *self, const char *contest, GError **error);
void lf_contest_reader_clear (LfContestReader *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LfContestReader, lf_contest_reader_clear)

/* Records of @entity that are the contest's; @more: filter text behind that. */
GPtrArray *lf_contest_reader_list (LfContestReader *self,
                                   const char *entity,
                                   const char *more,
                                   GError **error);
LfContestRound *lf_contest_reader_round (LfContestReader *self, GError **error);
double lf_contest_place_lead (const LfContestPlace *place); /* as the award says */

/* What a read is asked for. */
typedef struct
{
  const char *contest;
  LfHalfMonth half;
} LfContestAsked;

G_END_DECLS
