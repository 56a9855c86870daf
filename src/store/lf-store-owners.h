/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who answered for a project when, one person at any time (domain.md O1). */

#pragma once

#include "lf-store.h"

G_BEGIN_DECLS

typedef struct
{
  char *account;       /* (nullable): nobody did */
  char *name;          /* (nullable): that account's, where its record is here */
  gint64 since_us;     /* 0: since before what this device knows */
  gint64 until_us;     /* 0: still */
  char *by;            /* (nullable): who changed it to this one */
  char *handover;      /* (nullable): id of the slip it came with */
  char *transfer;      /* (nullable): id of the transfer from park to park it came with */
  LfDate escort_until; /* the one before goes along until then; year 0: nobody does */
} LfOwner;

void lf_owner_free (LfOwner *self);

/* (element-type LfOwner), the first one first; the last is who answers for it now. */
GPtrArray *lf_store_owners_sync (LfStore *self, const char *project, GError **error);

/* (element-type LfRecord): projects that are signed and not over, and have no owner, or one whose
 * account is gone. */
GPtrArray *lf_store_unowned_sync (LfStore *self, GError **error);

G_END_DECLS
