/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Transfers of projects from park to park: one asks, the other takes it or does not (domain.md O7).
 * Each step is one change of the transfer and its project together. */

#pragma once

#include "lf-store.h"

G_BEGIN_DECLS

typedef enum
{
  LF_TRANSFER_ACCEPT, /* the receiving park's word, or a manager's */
  LF_TRANSFER_REFUSE,
  LF_TRANSFER_WITHDRAW, /* the asking park's */
} LfTransferAnswer;

typedef struct
{
  const char *project;
  const char *to_park;
  const char *reason; /* (nullable) */
} LfTransferAsk;

/* Returns: (transfer full): the id of the transfer. The error says why there can be none. */
char *lf_store_ask_transfer_sync (LfStore *self,
                                  const LfTransferAsk *ask,
                                  const LfDate *today,
                                  GError **error);
void lf_store_ask_transfer_async (LfStore *self,
                                  const LfTransferAsk *ask,
                                  const LfDate *today,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
char *lf_store_ask_transfer_finish (LfStore *self, GAsyncResult *result, GError **error);

/* @transfer: id of one that was asked for and not answered */
gboolean lf_store_answer_transfer_sync (LfStore *self,
                                        const char *transfer,
                                        LfTransferAnswer answer,
                                        const LfDate *today,
                                        GError **error);
void lf_store_answer_transfer_async (LfStore *self,
                                     const char *transfer,
                                     LfTransferAnswer answer,
                                     const LfDate *today,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean lf_store_answer_transfer_finish (LfStore *self, GAsyncResult *result, GError **error);

/* A transfer that waits for an answer, and what it is to whoever works here. */
typedef struct
{
  LfRecord *record;  /* with displays */
  char *asked_by;    /* (nullable): as the record says, or else by whom it was written */
  gboolean is_to_us; /* our park is the one that was asked */
  gboolean may_take; /* accept it or refuse it */
  gboolean may_withdraw;
} LfOpenTransfer;

void lf_open_transfer_free (LfOpenTransfer *self);

/* (element-type LfOpenTransfer), oldest first: those of @project, or of all. Where nobody was ever
 * signed in everything may be done. */
GPtrArray *
lf_store_open_transfers_sync (LfStore *self, const char *project /* (nullable) */, GError **error);
void lf_store_open_transfers_async (LfStore *self,
                                    const char *project, /* (nullable) */
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
GPtrArray *lf_store_open_transfers_finish (LfStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
