/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The seven lists of a chain (domain.md V12) in a window, and its workbook in a file. */

#pragma once

#include <adwaita.h>
#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_TYPE_CHAIN_LISTS (lf_chain_lists_get_type ())
G_DECLARE_FINAL_TYPE (LfChainLists, lf_chain_lists, LF, CHAIN_LISTS, AdwWindow)

void lf_chain_lists_present (GtkWindow *parent, LfAppContext *context, const LfRecord *chain);

/* Writes the chain's workbook as it stands, and says by a toast what became of it; see
 * lf_chain_workbook_write(). */
void lf_chain_workbook_save (LfAppContext *context, const char *chain, const char *path);

G_END_DECLS
