/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The card of a park on one A4 page: what an investor asks first (domain.md §1f, Guiyang), and the
 * words for it. */

#pragma once

#include "lf-paper.h"
#include "lf-store-parks.h"

G_BEGIN_DECLS

typedef struct
{
  LfParkSheet *sheet;
  guint index;            /* of the park in it */
  GPtrArray *plots;       /* (element-type LfRecord): on offer, the largest first */
  GPtrArray *firms;       /* (element-type LfRecord): of name */
  char *manager, *mobile; /* (nullable) */
} LfParkCard;

void lf_park_card_free (LfParkCard *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfParkCard, lf_park_card_free)

/* Returns: (transfer full): of the park @id with the parks in it; LF_ERROR_NOT_FOUND */
LfParkCard *lf_park_card_read_sync (LfStore *store, const char *id, GError **error);

LfPaper *lf_park_paper_new (const LfParkCard *card);

/* (transfer full): "1,240 mu vacant of 8,600, 86% occupied"; "" where nothing is known */
char *lf_park_tell_land (const LfParkLand *land);
/* (transfer full): "12 projects · 3 enterprises · CNY 850 million · 83% fit" */
char *lf_park_tell_figures (const LfParkFigures *figures);

G_END_DECLS
