/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A landfall-server of a test's own, on a free port, that can be killed and started again. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _ServerRun ServerRun;

ServerRun *server_run_new (const char *folder); /* where its database lies; starts it */
ServerRun *server_run_new_at (const char *folder, const char *data); /* with this for --data */
void server_run_free (ServerRun *self);                              /* kills it */
void server_run_kill (ServerRun *self);                              /* as a power cut would */
void server_run_start (ServerRun *self); /* again, at the same address */
const char *server_run_url (ServerRun *self);
const char *server_run_password_file (ServerRun *self);
void server_run_add_account (ServerRun *self, const char *name, const char *role);

/* Adds the account, and signs @store in as it. */
void server_run_sign_in (ServerRun *self, const char *store, const char *name, const char *role);

/* (transfer full): the path of a new store in @folder, called @name and signed in likewise. */
char *
server_run_new_store (ServerRun *self, const char *folder, const char *name, const char *role);

/* account set @name @option @value */
void
server_run_set_account (ServerRun *self, const char *name, const char *option, const char *value);

void server_run_account (ServerRun *self, const char *verb, const char *name); /* account @verb */

/* landfall-server @word [@argument] */
void server_run_command (ServerRun *self, const char *word, const char *argument /* nullable */);

/* Of a server that was killed: its database is what @backup, a file, holds. */
void server_run_put_back (ServerRun *self, const char *backup);

G_END_DECLS
