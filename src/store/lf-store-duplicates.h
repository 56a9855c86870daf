/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Possible duplicates in a store, and what a person says about them (domain.md §4). */

#pragma once

#include "lf-store.h"

G_BEGIN_DECLS

/* A record that may be the one asked about. */
typedef struct
{
  LfRecord *record;
  const LfDuplicateRule *rule; /* its level, and the fields that matched */
} LfDuplicate;

void lf_duplicate_free (LfDuplicate *self);

/**
 * lf_store_duplicates_sync:
 * @records: (element-type LfRecord): new ones or stored ones, of any entity
 * Returns: (transfer full) (element-type GPtrArray): for each record its LfDuplicates, the worst
 * level first
 *
 * Records of @records that come before one are found too, so that the rows of one file are compared
 * with each other. Deleted ones are not, nor are pairs that a person has judged.
 */
GPtrArray *lf_store_duplicates_sync (LfStore *self, GPtrArray *records, GError **error);
void lf_store_duplicates_async (LfStore *self,
                                const LfRecord *record,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
GPtrArray *lf_store_duplicates_finish (LfStore *self,
                                       GAsyncResult *result,
                                       GError **error); /* (element-type LfDuplicate) */

/* ---- The whole store ---- */

/* Two stored records that may be one; the older comes first. */
typedef struct
{
  LfRecord *first;
  LfRecord *second;
  const LfDuplicateRule *rule;
} LfDuplicatePair;

void lf_duplicate_pair_free (LfDuplicatePair *self);

/* Called on a thread of the store, now and then. */
typedef void (*LfDuplicateProgress) (gint64 n_done, gint64 n_total, gpointer user_data);

typedef struct
{
  const LfEntity *entity; /* (nullable): all that have rules */
  LfDuplicateLevel level; /* this one and worse; LF_DUPLICATE_NONE: all */
  gboolean only_new;      /* pairs with a record that came after the last time this was asked */
  LfDuplicateProgress progress; /* (nullable) */
  gpointer user_data;
} LfDuplicateSearch;

/**
 * lf_store_find_duplicates_sync:
 * Returns: (transfer full) (element-type LfDuplicatePair): worst level first, without what a person
 * has judged
 */
GPtrArray *lf_store_find_duplicates_sync (LfStore *self,
                                          const LfDuplicateSearch *search,
                                          GCancellable *cancellable,
                                          GError **error);

/* ---- Verdicts ---- */

/**
 * lf_store_judge_sync:
 * @winner: id of the record that stays
 * @other: id of the other one
 * Carries out a person's verdict about two stored records, as one change: merging is undone by one
 * undo. Merging and overwriting lose nothing: sets are united, whatever refers to the other refers
 * to the winner, and the other is deleted with its values and its history. The other two leave a
 * record of the verdict, and the pair is not offered again on any device.
 */
gboolean lf_store_judge_sync (LfStore *self,
                              const char *winner,
                              const char *other,
                              const LfJudgement *judgement,
                              GError **error);

/**
 * lf_store_judge_new_sync:
 * @record: a record that is not stored yet
 * @existing: ids of those it may be, ended by NULL; the first one is what it is merged into
 * The same for a record about to be saved: merging and overwriting save it first, so that nothing
 * of it is lost; LF_VERDICT_IGNORE saves the verdict alone, with what the record said.
 */
gboolean lf_store_judge_new_sync (LfStore *self,
                                  const LfRecord *record,
                                  const char *const *existing,
                                  const LfJudgement *judgement,
                                  GError **error);

/* The same two while the window stays alive; everything given is copied. */
void lf_store_judge_async (LfStore *self,
                           const char *winner,
                           const char *other,
                           const LfJudgement *judgement,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
void lf_store_judge_new_async (LfStore *self,
                               const LfRecord *record,
                               const char *const *existing,
                               const LfJudgement *judgement,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean lf_store_judge_finish (LfStore *self, GAsyncResult *result, GError **error); /* of both */

G_END_DECLS
