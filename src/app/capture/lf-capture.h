/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is taken down in one go: a firm, a person there, and the lead they make. It becomes one
 * change: what is there already is referred to, the rest is added. */

#pragma once

#include "lf-store-duplicates.h"

G_BEGIN_DECLS

typedef enum
{
  LF_CAPTURE_FIRM,
  LF_CAPTURE_PERSON,
  LF_CAPTURE_LEAD,
} LfCapturePart;

#define LF_CAPTURE_N_PARTS 3

/**
 * LfCapture:
 * @drafts: as entered; blank ones are not saved
 * @matches: (nullable) (element-type LfDuplicate): what each may be already, worst level first
 * @taken: (nullable): the stored record that is referred to in place of the draft
 * @chosen: (nullable): the id of the match that a person said it is
 * @reason: (nullable): why what matches is another one all the same
 * @is_tip: it comes from somebody who does not recruit: who that was is kept (L10)
 */
typedef struct
{
  LfRecord *drafts[LF_CAPTURE_N_PARTS];
  GPtrArray *matches[LF_CAPTURE_N_PARTS];
  LfRecord *taken[LF_CAPTURE_N_PARTS];
  char *chosen[LF_CAPTURE_N_PARTS];
  char *reason;
  gboolean is_tip;
} LfCapture;

LfCapture *lf_capture_new (void);
LfCapture *lf_capture_copy (const LfCapture *self);
void lf_capture_free (LfCapture *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfCapture, lf_capture_free)

const LfEntity *lf_capture_entity (LfCapturePart part);
const LfEntity *lf_capture_entity_made (void); /* what it is all for: the lead's */

/* @value: (nullable): canonical; @display: (nullable) */
void lf_capture_set (
    LfCapture *self, LfCapturePart part, const char *field, const char *value, const char *display);
const char *lf_capture_get (const LfCapture *self, LfCapturePart part, const char *field);
/* Neither a firm, a person nor a wish: there is nothing to save. */
gboolean lf_capture_is_blank (const LfCapture *self);
/* A match of level L1 or L2 waits for a person's word. */
gboolean lf_capture_waits (const LfCapture *self, LfCapturePart part);

/**
 * lf_capture_look_up:
 * Returns: (transfer full): a copy with its matches, and with what it refers to taken: whatever
 * has the same name or code, and what a person chose
 */
void lf_capture_look_up_async (const LfCapture *self,
                               LfStore *store,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
LfCapture *lf_capture_look_up_finish (LfStore *store, GAsyncResult *result, GError **error);

/**
 * lf_capture_save:
 * One change, whole or not at all.
 * Returns: (transfer full): the lead as it was saved
 */
void lf_capture_save_async (const LfCapture *self,
                            LfStore *store,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
LfRecord *lf_capture_save_finish (LfStore *store, GAsyncResult *result, GError **error);

G_END_DECLS
