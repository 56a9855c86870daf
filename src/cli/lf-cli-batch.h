/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sheet of leads becomes a batch: screen import. */

#pragma once

#include "lf-cli.h"
#include "lf-import.h"

G_BEGIN_DECLS

/* Reads, tells and, unless @is_dry, saves it. Rows that are there already, in the store or above,
 * are left out, as are those that cannot be read; each is told with its reason. */
gboolean lf_cli_import_batch (
    LfCli *cli, const char *file, const LfImportBatch *batch, gboolean is_dry, GError **error);

G_END_DECLS
