/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happened to one record, for whoever sees it. */

#pragma once

#include "lf-server-storage.h"

G_BEGIN_DECLS

#define LF_SERVER_HISTORY_MOST 200 /* changes of one page */

typedef struct
{
  const char *sight; /* of who asks: lf_sight_new() */
  const char *entity;
  const char *id;
  gint64 before; /* numbers below this; 0: from the newest on */
} LfServerHistoryQuery;

/* (transfer full): a page of history, empty when the record is out of sight */
LfHistoryPage *lf_server_read_history (LfServerStorage *storage,
                                       const char *zone,
                                       const LfServerHistoryQuery *query,
                                       GError **error);

G_END_DECLS
