/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The workbook of a chain (domain.md V12, 一划两图七清单): its plan, the fishbone and the layout by
 * park, and seven lists: firms, projects, targets, gaps, policies, funds, experts; behind them the
 * seven ones (L4). */

#pragma once

#include "lf-paper.h"
#include "lf-chain.h"
#include "lf-report.h"

G_BEGIN_DECLS

/* @policies: (element-type LfRecord): see lf_store_chain_policies_sync() */

/* (transfer full) (element-type LfReport): named "firms", "gaps" … */
GPtrArray *lf_chain_workbook_lists (const LfChain *chain, GPtrArray *policies);
/* (transfer full): plan, layout and lists as pages; the fishbone goes before them in a PDF */
LfPaper *lf_chain_workbook_paper (const LfChain *chain, GPtrArray *policies, const LfDate *on);
/* (transfer full) (element-type LfReport): the same as tables, one for each sheet */
GPtrArray *lf_chain_workbook_tables (const LfChain *chain, GPtrArray *policies);
/* @path: ending in .pdf (with the fishbone), .txt or .xlsx */
gboolean lf_chain_workbook_write (
    const LfChain *chain, GPtrArray *policies, const LfDate *on, const char *path, GError **error);

G_END_DECLS
