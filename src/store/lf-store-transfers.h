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

/* @transfer: id of one that was asked for and not answered */
gboolean lf_store_answer_transfer_sync (LfStore *self,
                                        const char *transfer,
                                        LfTransferAnswer answer,
                                        const LfDate *today,
                                        GError **error);

/* (element-type LfRecord), with displays: those of @project, or of all, that wait for an answer */
GPtrArray *
lf_store_open_transfers_sync (LfStore *self, const char *project /* (nullable) */, GError **error);

G_END_DECLS
