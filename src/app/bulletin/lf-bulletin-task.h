/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making bulletins and checking them off the main thread. */

#pragma once

#include "lf-bulletin.h"

G_BEGIN_DECLS

/* What is asked for: a period, in the words of a template. */
typedef struct
{
  LfBulletinPeriod period;
  char *template_name; /* (nullable): the first there is */
  char *text;          /* (nullable): the template's text, which is being edited */
} LfBulletinAsked;

void lf_bulletin_asked_clear (LfBulletinAsked *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LfBulletinAsked, lf_bulletin_asked_clear)

typedef struct
{
  GPtrArray *templates; /* (element-type LfBulletinTemplate) */
  guint chosen;         /* of @templates */
  LfBulletin *bulletin; /* (nullable): NULL: @fault says why */
  char *fault;          /* (nullable) */
  LfBulletinSpot spot;  /* of @fault, in the template's text; line 0: nowhere */
  char *author;         /* whoever keeps it */
  LfBulletin *kept;     /* (nullable): the newest kept of this period and template */
} LfBulletinReading;

void lf_bulletin_reading_free (LfBulletinReading *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfBulletinReading, lf_bulletin_reading_free)

void lf_bulletin_read_async (LfStore *store,
                             const LfBulletinAsked *asked,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
LfBulletinReading *lf_bulletin_read_finish (LfStore *store, GAsyncResult *result, GError **error);

/* What of @kept is not so, asked for again: it takes longer than making one, as it looks back.
 * lf_bulletin_check_finish() returns: (transfer full) (element-type utf8): sentences, empty where
 * all agrees */
void lf_bulletin_check_async (LfStore *store,
                              LfRecord *kept,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
GPtrArray *lf_bulletin_check_finish (LfStore *store, GAsyncResult *result, GError **error);

G_END_DECLS
