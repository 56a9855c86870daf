/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changes as text and JSON, for history and for what waits or was refused. */

#pragma once

#include <json-glib/json-glib.h>
#include "lf-cli.h"

G_BEGIN_DECLS

/* {"id","author","device","time_us","time","label","undoes","ops":[{"kind","entity","record","edits":[{"field","was","value"}]}]}
 */
JsonObject *lf_json_change (const LfChange *change);
/* (transfer full): one line per edit: "Total investment: 1亿元 → 2亿元" */
char *lf_cli_describe_op (LfCli *self, const LfOp *op);

G_END_DECLS
