/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Handing a project over, from one person to another (domain.md O3): the slip is prepared, given by
 * the one, accepted or refused by the other. Each step is one change; what it means for the
 * project, its promises and problems is in the change that accepts. */

#pragma once

#include "lf-store.h"

G_BEGIN_DECLS

/* A slip that is not saved yet, and what there is to put on it. */
typedef struct
{
  LfRecord *slip;          /* its sets hold all of the following; whoever prepares takes away */
  GPtrArray *new_promises; /* LfRecord: what talks agreed and no promise says yet (I6) */
  GPtrArray *promises;     /* LfRecord: those there are, not paid and not refused */
  GPtrArray *problems;     /* LfRecord: not closed */
  GPtrArray *contacts;     /* LfRecord */
} LfHandoverDraft;

void lf_handover_draft_free (LfHandoverDraft *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfHandoverDraft, lf_handover_draft_free)

/* Takes an element, an item or the id of a record, off its set on the slip, and a new promise off
 * those that are to be made. */
void lf_handover_draft_leave_out (LfHandoverDraft *self, const char *element);

/**
 * lf_store_draft_handover:
 * @taker: (nullable): an account that may work on projects
 * Gathers what goes with @project; saves nothing. The giver is its owner or, where there is none,
 * whoever works here. The error says why there can be no slip: one is under way.
 */
LfHandoverDraft *lf_store_draft_handover_sync (
    LfStore *self, const char *project, const char *taker, const LfDate *today, GError **error);
void lf_store_draft_handover_async (LfStore *self,
                                    const char *project,
                                    const char *taker,
                                    const LfDate *today,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
LfHandoverDraft *
lf_store_draft_handover_finish (LfStore *self, GAsyncResult *result, GError **error);

/* Saves the slip with its new promises. @draft: (transfer full) */
gboolean lf_store_prepare_handover_sync (LfStore *self, LfHandoverDraft *draft, GError **error);
void lf_store_prepare_handover_async (LfStore *self,
                                      LfHandoverDraft *draft,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean lf_store_prepare_handover_finish (LfStore *self, GAsyncResult *result, GError **error);

typedef enum
{
  LF_HANDOVER_GIVE, /* the giver's: signs */
  LF_HANDOVER_TAKE_BACK,
  LF_HANDOVER_ACCEPT, /* the taker's: signs, and owns the project from then on */
  LF_HANDOVER_REFUSE,
} LfHandoverStep;

/* @slip: its id; @reason: (nullable): of a refusal */
gboolean lf_store_step_handover_sync (LfStore *self,
                                      const char *slip,
                                      LfHandoverStep step,
                                      const char *reason,
                                      const LfDate *today,
                                      GError **error);
void lf_store_step_handover_async (LfStore *self,
                                   const char *slip,
                                   LfHandoverStep step,
                                   const char *reason,
                                   const LfDate *today,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean lf_store_step_handover_finish (LfStore *self, GAsyncResult *result, GError **error);

/* A slip that is prepared or given, and what it is to whoever works here. */
typedef struct
{
  LfRecord *record; /* with displays */
  gboolean may_give;
  gboolean may_take_back;
  gboolean may_accept; /* or refuse */
} LfOpenHandover;

void lf_open_handover_free (LfOpenHandover *self);

/* (element-type LfOpenHandover), oldest first: those of @project, or of all. Where nobody was ever
 * signed in everything may be done. */
GPtrArray *
lf_store_open_handovers_sync (LfStore *self, const char *project /* (nullable) */, GError **error);
void lf_store_open_handovers_async (LfStore *self,
                                    const char *project, /* (nullable) */
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
GPtrArray *lf_store_open_handovers_finish (LfStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
