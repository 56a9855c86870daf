/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A card of the board: one project. */

#pragma once

#include <gtk/gtk.h>
#include "lf-list-model.h"

G_BEGIN_DECLS

#define LF_TYPE_CARD (lf_card_get_type ())
G_DECLARE_FINAL_TYPE (LfCard, lf_card, LF, CARD, GtkWidget)

GtkWidget *lf_card_new (void);
void lf_card_set_row (LfCard *self, LfRow *row /* nullable */);
void lf_card_come_near (LfCard *self);      /* it is soon to be seen */
GtkWidget *lf_card_get_face (LfCard *self); /* (transfer none) (nullable) */

gint64 lf_card_get_row (LfCard *self);       /* 0: of none */
LfRecord *lf_card_get_record (LfCard *self); /* (transfer none) (nullable) */

G_END_DECLS
