/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Running the built landfall-cli and looking at what it said. */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct
{
  int status;
  char *out;
  char *err;
} CliResult;

void cli_result_clear (CliResult *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CliResult, cli_result_clear)

/* Runs landfall-cli --store @store with the arguments, ended by NULL. */
CliResult cli_run (const char *store, ...) G_GNUC_NULL_TERMINATED;
CliResult cli_run_strv (const char *store, const char *const *args);
/* The same in a process that the test has prepared: its rights, its limits, where its output goes.
 */
CliResult
cli_run_launcher (GSubprocessLauncher *launcher, const char *store, const char *const *args);
/* The same, but it must succeed: (transfer full) standard output, without the last newline. */
char *cli_ok (const char *store, ...) G_GNUC_NULL_TERMINATED;
void cli_sync (const char *store);
/* The same with --json: (transfer full) the one value it printed. */
JsonNode *cli_json (const char *store, ...) G_GNUC_NULL_TERMINATED;

/* (transfer none): a member on a path like "sum/currencies/0/minor" */
JsonNode *cli_at (JsonNode *node, const char *path);
gint64 cli_int_at (JsonNode *node, const char *path);
const char *cli_string_at (JsonNode *node, const char *path);
guint cli_length_at (JsonNode *node, const char *path); /* of an array; "" is the value itself */

G_END_DECLS
