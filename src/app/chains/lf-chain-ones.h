/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The seven ones of a chain as a checklist (domain.md L4). */

#pragma once

#include <adwaita.h>
#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_TYPE_CHAIN_ONES (lf_chain_ones_get_type ())
G_DECLARE_FINAL_TYPE (LfChainOnes, lf_chain_ones, LF, CHAIN_ONES, GtkWidget)

/* Rows ask for chain.open-record(entity, id),
 * the button for chain.fill-ones; a tick is saved at once. */
void lf_chain_ones_show (LfChainOnes *self, LfAppContext *context, const LfChain *chain);

G_END_DECLS
