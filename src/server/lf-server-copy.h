/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Zones from one storage into another. */

#pragma once

#include "lf-server-storage.h"

G_BEGIN_DECLS

/**
 * lf_server_copy_zone:
 * Copies records, changes, counter and epoch, then accounts and devices: to those who sync it is
 * the same zone. Nobody can write to it in @from meanwhile. @to must not have used the zone yet;
 * when it fails, nothing of the zone's records is there and it can be called again.
 */
gboolean
lf_server_copy_zone (LfServerStorage *from, LfServerStorage *to, const char *zone, GError **error);

G_END_DECLS
