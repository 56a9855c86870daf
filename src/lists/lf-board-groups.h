/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns of a board: by a choice, by what a reference refers to, or by light. */

#pragma once

#include "lf-store.h"

G_BEGIN_DECLS

#define LF_BOARD_BY_LIGHT "light" /* instead of a field's name */
#define LF_BOARD_MOST_GROUPS 60

typedef struct
{
  const LfField *field; /* (nullable): NULL: by light */
  char *value;          /* (nullable): of the field, or the light's key; NULL: blank */
  char *label;
  const char *icon; /* (nullable) */
  char *filter;     /* filter text of what is in it */
} LfBoardGroup;

void lf_board_group_free (LfBoardGroup *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfBoardGroup, lf_board_group_free)
gboolean lf_board_group_equal (const LfBoardGroup *self, const LfBoardGroup *other);

/* What is over or stands still, and is out of sight until asked for: filter text of the others.
 * @filter: filter text: only what it lets through. Returns: "" for an entity without stages, and
 * where @filter asks for nothing else */
const char *lf_board_live_filter (const LfEntity *entity, const char *filter);

/**
 * lf_board_groups:
 * @by: a field's name, a choice or a reference, or LF_BOARD_BY_LIGHT
 * @filter: filter text: only what it lets through
 * @has_ended: also stages that are over or stand still, which are there, too, when @filter asks for
 * nothing else
 * Returns: (transfer full) (element-type LfBoardGroup): in order; of references those met, by title
 */
GPtrArray *lf_board_groups_sync (LfStore *store,
                                 const LfEntity *entity,
                                 const char *by,
                                 const char *filter,
                                 gboolean has_ended,
                                 GError **error);
void lf_board_groups_async (LfStore *store,
                            const LfEntity *entity,
                            const char *by,
                            const char *filter,
                            gboolean has_ended,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
GPtrArray *lf_board_groups_finish (LfStore *store, GAsyncResult *result, GError **error);

G_END_DECLS
