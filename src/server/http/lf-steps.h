/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The steps that routes are made of. */

#pragma once

#include "lf-request.h"

G_BEGIN_DECLS

/* lf-steps-login.c */
void lf_login_read (LfRequest *request);
void lf_login_find (LfRequest *request); /* storage */
void lf_login_verify (LfRequest *request);
void lf_login_enrol (LfRequest *request); /* storage */

/* lf-steps-blob.c */
void lf_blob_find (LfRequest *request); /* storage */
void lf_blob_find_to_send (LfRequest *request);
void lf_blob_head (LfRequest *request);
void lf_blob_get (LfRequest *request);
void lf_blob_put (LfRequest *request);

/* lf-steps-user.c: who asks; each refuses others. All of them storage */
void lf_sync_find_user (LfRequest *request);
void lf_sync_find_sender (LfRequest *request); /* also a device that is to erase what it holds */
void lf_device_find_user (LfRequest *request); /* likewise, also one of which nothing is taken */
void lf_admin_find_user (LfRequest *request);

/* lf-steps-password.c */
void lf_password_read (LfRequest *request);
void lf_password_find (LfRequest *request); /* storage */
void lf_password_verify (LfRequest *request);
void lf_password_save (LfRequest *request); /* storage */

/* lf-steps-device.c */
void lf_device_list (LfRequest *request); /* storage */
void lf_device_read (LfRequest *request);
void lf_device_change (LfRequest *request); /* storage */

/* lf-steps-admin.c */
void lf_admin_list_accounts (LfRequest *request); /* storage */
void lf_admin_read_account (LfRequest *request);
void lf_admin_add_account (LfRequest *request);    /* storage */
void lf_admin_change_account (LfRequest *request); /* storage */
void lf_admin_remove_account (LfRequest *request); /* storage */
void lf_admin_list_audit (LfRequest *request);     /* storage */

/* lf-steps-sync.c */
void lf_push_read (LfRequest *request);
void lf_push_merge (LfRequest *request); /* storage */
void lf_push_answer (LfRequest *request);
void lf_pull_read (LfRequest *request); /* storage */
void lf_pull_answer (LfRequest *request);
void lf_digests_read (LfRequest *request); /* storage */
void lf_digests_answer (LfRequest *request);
void lf_digest_answer (LfRequest *request); /* storage */
void lf_health_answer (LfRequest *request); /* storage */

/* lf-steps-history.c */
void lf_history_read (LfRequest *request); /* storage */
void lf_history_answer (LfRequest *request);

/* lf-steps-live.c */
typedef void (*LfUpgradedFunc) (SoupServerMessage *message, gpointer user_data);
void lf_live_admit (LfRequest *request); /* storage */
/* On the main thread, of an answer 101. FALSE: it became another answer. @func: called instead of
 * the message's signal “finished” */
gboolean lf_live_upgrade (LfRequest *request, LfUpgradedFunc func, gpointer user_data);

/* lf-steps-metrics.c */
void lf_metrics_answer (LfRequest *request); /* storage */

/* lf-steps-inquiry.c */
void lf_inquiry_find_key (LfRequest *request); /* storage */
void lf_inquiry_read_body (LfRequest *request);
void lf_inquiry_merge (LfRequest *request);     /* storage */
void lf_inquiry_preflight (LfRequest *request); /* storage */

G_END_DECLS
