/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands in a segment of a chain, or in the chain as a whole: leads, projects, targets, firms,
 * experts, funds, each a click away (domain.md L2, L3). */

#pragma once

#include <gtk/gtk.h>
#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_TYPE_CHAIN_SIDE (lf_chain_side_get_type ())
G_DECLARE_FINAL_TYPE (LfChainSide, lf_chain_side, LF, CHAIN_SIDE, GtkWidget)

/* @segment: -1: the chain as a whole. Rows ask for the actions chain.open-record(entity, id) and
 * chain.lead(id). */
void
lf_chain_side_show (LfChainSide *self, LfAppContext *context, const LfChain *chain, int segment);

G_END_DECLS
