/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What firms are promised and still wait for, what is late before all, and by what it is judged. */

#pragma once

#include "lf-promise.h"
#include "lf-store.h"

G_BEGIN_DECLS

/* Immutable once read. */
typedef struct
{
  LfPromiseDesk desk;
  char *account;       /* (nullable): id of the account of who works here */
  GPtrArray *promises; /* (element-type LfRecord): with displays */
  GHashTable *clauses; /* (element-type utf8 LfRecord): by their ids */
} LfPromiseSheet;

LfPromiseSheet *lf_promise_sheet_ref (LfPromiseSheet *self);
void lf_promise_sheet_unref (LfPromiseSheet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfPromiseSheet, lf_promise_sheet_unref)

/* @record: one of its promises, or any whose clause it knows */
LfPromise lf_promise_sheet_find (const LfPromiseSheet *self, const LfRecord *record);

/* @promise: (nullable): id of the only one, in whatever state it is; NULL: all that are open */
LfPromiseSheet *
lf_store_promises_sync (LfStore *self, const char *promise, const LfDate *today, GError **error);
void lf_store_promises_async (LfStore *self,
                              const char *promise, /* (nullable) */
                              const LfDate *today,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
LfPromiseSheet *lf_store_promises_finish (LfStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
