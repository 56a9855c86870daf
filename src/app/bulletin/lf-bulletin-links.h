/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A bulletin's text with a link at each figure that has a list or a record behind it. */

#pragma once

#include "lf-bulletin.h"

G_BEGIN_DECLS

char *lf_bulletin_to_markup (const LfBulletin *bulletin);

/* (nullable): which figure's link @uri is */
const LfBulletinFigure *lf_bulletin_find_link (const LfBulletin *bulletin, const char *uri);

G_END_DECLS
