/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is seen on a card. */

#pragma once

#include <gtk/gtk.h>
#include "lf-store.h"

G_BEGIN_DECLS

#define LF_TYPE_CARD_FACE (lf_card_face_get_type ())
G_DECLARE_FINAL_TYPE (LfCardFace, lf_card_face, LF, CARD_FACE, GtkWidget)

GtkWidget *lf_card_face_new (void);
void lf_card_face_show (LfCardFace *self, const LfRecord *record /* nullable: not read yet */);

G_END_DECLS
