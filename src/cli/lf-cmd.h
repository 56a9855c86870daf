/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The verbs, by the file that holds them. */

#pragma once

#include "lf-cli.h"
#include "lf-report.h"

G_BEGIN_DECLS

/* cmd-store.c */
gboolean lf_cmd_init (LfCli *cli, GError **error);
gboolean lf_cmd_verify (LfCli *cli, GError **error);
gboolean lf_cmd_digest (LfCli *cli, GError **error);
gboolean lf_cmd_generate (LfCli *cli, GError **error);

/* cmd-backup.c */
gboolean lf_cmd_backup (LfCli *cli, GError **error);
gboolean lf_cmd_backups (LfCli *cli, GError **error);
gboolean lf_cmd_restore (LfCli *cli, GError **error);
gboolean lf_cmd_salvage (LfCli *cli, GError **error);

/* cmd-files.c */
gboolean lf_cmd_attach (LfCli *cli, GError **error);
gboolean lf_cmd_files (LfCli *cli, GError **error);
gboolean lf_cmd_file (LfCli *cli, GError **error);

/* cmd-record.c */
gboolean lf_cmd_add (LfCli *cli, GError **error);
gboolean lf_cmd_set (LfCli *cli, GError **error);
gboolean lf_cmd_show (LfCli *cli, GError **error);
gboolean lf_cmd_delete (LfCli *cli, GError **error);

/* cmd-history.c */
gboolean lf_cmd_undo (LfCli *cli, GError **error);
gboolean lf_cmd_redo (LfCli *cli, GError **error);
gboolean lf_cmd_history (LfCli *cli, GError **error);

/* cmd-trash.c */
gboolean lf_cmd_trash (LfCli *cli, GError **error);

/* cmd-list.c */
gboolean lf_cmd_list (LfCli *cli, GError **error);
gboolean lf_cmd_search (LfCli *cli, GError **error);

/* cmd-today.c */
gboolean lf_cmd_today (LfCli *cli, GError **error);

/* cmd-clocks.c */
gboolean lf_cmd_clocks (LfCli *cli, GError **error);

/* cmd-view.c */
gboolean lf_cmd_views (LfCli *cli, GError **error);
/* (transfer full): by name or id */
LfSavedView *lf_cli_view (LfCli *cli, const char *name, GError **error);

/* cmd-stage.c */
gboolean lf_cmd_advance (LfCli *cli, GError **error);
gboolean lf_cmd_drop (LfCli *cli, GError **error);

/* cmd-exchange.c */
gboolean lf_cmd_import (LfCli *cli, GError **error);
gboolean lf_cmd_export (LfCli *cli, GError **error);

/* cmd-report.c */
gboolean lf_cmd_report (LfCli *cli, GError **error);
/* Prints it, or writes it to @path: (nullable). */
gboolean
lf_cli_give_report (const LfCli *cli, const LfReport *report, const char *path, GError **error);

/* cmd-progress.c */
gboolean lf_cmd_progress (LfCli *cli, GError **error);

/* cmd-dashboard.c */
gboolean lf_cmd_dashboard (LfCli *cli, GError **error);

/* cmd-wall.c */
gboolean lf_cmd_wall (LfCli *cli, GError **error);

/* cmd-bulletin.c */
gboolean lf_cmd_bulletin (LfCli *cli, GError **error);

/* cmd-ledger.c */
gboolean lf_cmd_ledger (LfCli *cli, GError **error);

/* cmd-sync.c */
gboolean lf_cmd_login (LfCli *cli, GError **error);
gboolean lf_cmd_sync (LfCli *cli, GError **error);
gboolean lf_cmd_bundle (LfCli *cli, GError **error);
gboolean lf_cmd_status (LfCli *cli, GError **error);
/* Does the store hold what its server has? Prints it, and what was mended. */
gboolean lf_cli_compare (LfCli *cli, GError **error);

/* cmd-outbox.c */
gboolean lf_cmd_pending (LfCli *cli, GError **error);
gboolean lf_cmd_rejected (LfCli *cli, GError **error);

/* cmd-account.c */
gboolean lf_cmd_passwd (LfCli *cli, GError **error);
gboolean lf_cmd_devices (LfCli *cli, GError **error);

/* cmd-permissions.c */
gboolean lf_cmd_permissions (LfCli *cli, GError **error);

/* cmd-conflict.c */
gboolean lf_cmd_conflicts (LfCli *cli, GError **error);
gboolean lf_cmd_resolve (LfCli *cli, GError **error);

/* cmd-claim.c */
gboolean lf_cmd_claims (LfCli *cli, GError **error);
gboolean lf_cmd_grant (LfCli *cli, GError **error);

/* cmd-transfer.c */
gboolean lf_cmd_transfer (LfCli *cli, GError **error);
gboolean lf_cmd_credits (LfCli *cli, GError **error);

/* cmd-handover.c */
gboolean lf_cmd_handover (LfCli *cli, GError **error);
gboolean lf_cmd_owners (LfCli *cli, GError **error);

/* cmd-industry.c */
gboolean lf_cmd_industry (LfCli *cli, GError **error);
/* cmd-land.c */
gboolean lf_cmd_land (LfCli *cli, GError **error);

/* cmd-meeting.c */
gboolean lf_cmd_meeting (LfCli *cli, GError **error);

/* cmd-lamps.c */
gboolean lf_cmd_lamps (LfCli *cli, GError **error);

/* cmd-chain.c */
gboolean lf_cmd_chain (LfCli *cli, GError **error);
/* cmd-park.c */
gboolean lf_cmd_park (LfCli *cli, GError **error);

/* cmd-contest.c */
gboolean lf_cmd_contest (LfCli *cli, GError **error);
gboolean lf_cmd_goal (LfCli *cli, GError **error);

/* cmd-enquiry.c */
gboolean lf_cmd_enquiry (LfCli *cli, GError **error);
gboolean lf_cmd_idea (LfCli *cli, GError **error);
gboolean lf_cmd_rolling (LfCli *cli, GError **error);
gboolean lf_cmd_cultivation (LfCli *cli, GError **error);
/* cmd-promise.c */
gboolean lf_cmd_promise (LfCli *cli, GError **error);
/* cmd-problem.c */
gboolean lf_cmd_problem (LfCli *cli, GError **error);

/* cmd-screen.c */
gboolean lf_cmd_screen (LfCli *cli, GError **error);

/* cmd-fair.c */
gboolean lf_cmd_fair (LfCli *cli, GError **error);

/* cmd-decide.c */
gboolean lf_cmd_decide (LfCli *cli, GError **error);

/* cmd-trip.c */
gboolean lf_cmd_trip (LfCli *cli, GError **error);

/* cmd-schedule.c */
gboolean lf_cmd_schedule (LfCli *cli, GError **error);

/* cmd-duplicate.c */
gboolean lf_cmd_duplicates (LfCli *cli, GError **error);
gboolean lf_cmd_merge (LfCli *cli, GError **error);
gboolean lf_cmd_apart (LfCli *cli, GError **error);

/* cmd-help.c */
gboolean lf_cmd_help (LfCli *cli, GError **error);

/* A stage is not a value like others. */
gboolean lf_cli_check_settable (const LfEntity *entity, const LfField *field, GError **error);

G_END_DECLS
