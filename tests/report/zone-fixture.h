/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Zones made at random: odd names, blank fields, dates known to their year, several currencies. */

#pragma once

#include "store-fixture.h"

G_BEGIN_DECLS

/* @n records of each entity that reports are of, in one change. */
void make_zone (LfStore *store, guint n);

G_END_DECLS
