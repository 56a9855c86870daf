/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of verbs. */

#include "config.h"

#include "lf-cmd.h"

#include <glib/gi18n.h>
#include <string.h>

/* clang-format off */
static const LfVerb verbs[] = {
  { "init", "[--sample]", N_ ("Make a store, with a sample zone to look around in"), lf_cmd_init },
  { "add", "ENTITY FIELD=VALUE… [--verdict VERDICT] [--reason TEXT]", N_ ("Add a record; prints its id"), lf_cmd_add },
  { "set", "ID FIELD=VALUE… | ENTITY FIELD=VALUE… --where EXPR [--dry-run]", N_ ("Change fields of a record; nothing after = makes one blank"), lf_cmd_set },
  { "show", "ID", N_ ("Show a record"), lf_cmd_show },
  { "list", "[ENTITY] [--view NAME] [--where EXPR] [--sort FIELD] [--limit N] [--as-of DATE]", N_ ("List records, with their number and sum"), lf_cmd_list },
  { "search", "TEXT… [--entity E] [--limit N]", N_ ("Find records by words, pinyin or initials"), lf_cmd_search },
  { "today", "[--all] [--on DATE]", N_ ("List what is due, overdue, silent, promised, or waits for you"), lf_cmd_today },
  { "clocks", "ID [--on DATE]", N_ ("Show the deadlines of a project, its own and the law's, and why its lamp is lit"), lf_cmd_clocks },
  { "progress", "ID [--year YEAR] [--output FILE]", N_ ("Show what a project has done of its year's plan by month, against the time"), lf_cmd_progress },
  { "views", "", N_ ("List the saved views"), lf_cmd_views },
  { "advance", "ID STAGE | STAGE --where EXPR [--dry-run] [--on DATE] [--evidence FILE|TEXT] [--reason TEXT]", N_ ("Move a project to another stage"), lf_cmd_advance },
  { "drop", "ID --reason TEXT [--on DATE]", N_ ("Drop a project"), lf_cmd_drop },
  { "delete", "ID | ENTITY --where EXPR [--dry-run]", N_ ("Delete a record; undo brings it back"), lf_cmd_delete },
  { "trash", "[restore ID]", N_ ("List what was deleted in the last 30 days, or bring a record back"), lf_cmd_trash },
  { "undo", "", N_ ("Take back this device's last change"), lf_cmd_undo },
  { "redo", "", N_ ("Do again what was undone last"), lf_cmd_redo },
  { "history", "ID [--field FIELD]", N_ ("Show who changed what in a record, and when"), lf_cmd_history },
  { "import", "FILE [--entity E] [--map FILE] [--dry-run] [--verdict VERDICT]", N_ ("Take in a spreadsheet: all of it or nothing"), lf_cmd_import },
  { "export", "ENTITY FILE [--where EXPR] [--sort FIELD]", N_ ("Write records into a spreadsheet, a calendar or contact cards"), lf_cmd_export },
  { "report", "[NAME] [--by WHAT] [--from DATE] [--to DATE] [--as-of DATE] [--where EXPR] [--output FILE]", N_ ("List the reports, print one, or write it into a .csv, .xlsx, .svg, .png or .pdf file"), lf_cmd_report },
  { "dashboard", "[list | show NAME] [--from DATE] [--to DATE] [--where EXPR] [--output FILE]", N_ ("List the dashboards, print one with its figures, or draw it into a .pdf, .png or .svg file"), lf_cmd_dashboard },
  { "wall", "[NAME] [--output FILE] [--paper A4…A0] [--upright] [--page N] [--where EXPR] [--as-of DATE] [--year YEAR] [--by WHAT] [--contest ID]", N_ ("List the wall charts, print one, or draw it for a wall or a screen"), lf_cmd_wall },
  { "bulletin", "[make [--month DATE|--quarter 2026-Q3|--from DATE --to DATE] [--template NAME] [--as-of DATE] [--output FILE] [--again|--dry-run] | show|check ID | template [export|import NAME FILE]]", N_ ("List the bulletins that are kept; make one of a period, check its figures, edit templates"), lf_cmd_bulletin },
  { "ledger", "[map NAME FILE [--entity E] [--where EXPR] [--sort FIELD] [HEADING=FIELD…] | show NAME | fill NAME FILE [--as-of DATE]]", N_ ("List the ledgers; say once which field each heading of a template is, and fill it"), lf_cmd_ledger },
  { "login", "URL --user NAME [--password-file FILE] [--fingerprint HEX] [--take-over]", N_ ("Sign this store in to a server"), lf_cmd_login },
  { "sync", "[--send-all]", N_ ("Bring the store and its server to the same state"), lf_cmd_sync },
  { "bundle", "export FILE | import FILE | show FILE [--changes] | key", N_ ("Sync by files that somebody carries, where there is no line to the server"), lf_cmd_bundle },
  { "status", "", N_ ("Show where the store stands with its server"), lf_cmd_status },
  { "pending", "[--edits]", N_ ("List changes that wait to be sent"), lf_cmd_pending },
  { "conflicts", "[--all]", N_ ("List edits that met another one"), lf_cmd_conflicts },
  { "resolve", "ID… mine|theirs|original|VALUE", N_ ("Settle conflicts; the fields of a bundle together"), lf_cmd_resolve },
  { "duplicates", "[ENTITY] [--level N]", N_ ("List records that may be one and the same"), lf_cmd_duplicates },
  { "merge", "WINNER LOSER [--overwrite] [--reason TEXT]", N_ ("Make two records one; undo takes them apart again"), lf_cmd_merge },
  { "apart", "ID ID [--reason TEXT]", N_ ("Say that two records are not one"), lf_cmd_apart },
  { "claims", "[--on DATE]", N_ ("List first reports: who stands for which firm, and since when"), lf_cmd_claims },
  { "grant", "ID --reason TEXT", N_ ("Decide for a first report, and against the others on its firm"), lf_cmd_grant },
  { "transfer", "[ask PROJECT --to PARK [--reason TEXT] | accept|refuse|withdraw TRANSFER]", N_ ("List transfers that wait for a park's answer, ask for one, answer it"), lf_cmd_transfer },
  { "park", "[list | show PARK | card PARK --output FILE | layout [--by GROUP] [--output FILE] | promote PROJECT --with PARK=PERCENT…]", N_ ("List parks with their land, write a park’s card or the layout map, share a project’s credit"), lf_cmd_park },
  { "credits", "PROJECT", N_ ("List the parks that share the credit for a project that was transferred, by indicator and period"), lf_cmd_credits },
  { "handover", "[list [PROJECT] | prepare PROJECT --to NAME | give|accept|take-back ID | refuse ID --reason TEXT]", N_ ("List handovers that are under way; hand a project over, accept it or refuse it"), lf_cmd_handover },
  { "owners", "[PROJECT]", N_ ("List who answered for a project when, or the signed projects that nobody answers for"), lf_cmd_owners },
  { "land", "ID [STEP [--on DATE] [--price MONEY] [--confirmation NUMBER] [--file FILE…] [--document TITLE]] [--output FILE]", N_ ("Show the land of a project, or of one case: steps, clocks, standard land; record a step"), lf_cmd_land },
  { "trip", "[show TRIP | add-firms TRIP FIRM… | log STOP --result TEXT [--lead TEXT] | report TRIP FILE | return TRIP | reported TRIP]", N_ ("List trips and what they brought; plan one, log its visits, write its report"), lf_cmd_trip },
  { "lamps", "[close] [--month DATE|--quarter DATE|--year DATE] [--by park] [--where EXPR] [--dry-run]", N_ ("Show the lamps of a month as they stood, or close a month so that they stay so"), lf_cmd_lamps },
  { "contest", "[show|give|rank CONTEST [--on DATE] [--dry-run] | follow-up AWARD --note TEXT]", N_ ("List contests; show or give the flags of a half month, rank its groups"), lf_cmd_contest },
  { "chain", "[show|ones CHAIN | lists CHAIN [LIST] | fishbone|workbook CHAIN --output FILE | target SEGMENT FIELD=VALUE… | lead TARGET]", N_ ("List chains and what they lack; draw one, write its workbook, note a target for a gap, make a target a lead, keep the seven ones"), lf_cmd_chain },
  { "goal", "[list [--late] | show GOAL | pledge GOAL [--output FILE]]", N_ ("List the goals against the time gone by, laggards first; show one, or set its pledge on paper"), lf_cmd_goal },
  { "industry", "[load national|common|parks | check | fill [--dry-run]] [--where EXPR]", N_ ("Show the zone's tree of industries, load a preset of them, check the codes of projects against them, fill in what follows"), lf_cmd_industry },
  { "meeting", "[show|agenda|next MEETING | print MEETING FILE | minutes MEETING --text TEXT | action MEETING --text TEXT --to NAME [--by DATE]]", N_ ("List meetings; build an agenda from what lags, note minutes and actions"), lf_cmd_meeting },
  { "schedule", "ID [--template NAME] [--end DATE] [--backward|--forward] [--dry-run] [--output FILE]", N_ ("Show the schedule of a project, plan it back from a day, or draw it"), lf_cmd_schedule },
  { "screen", "[LEAD | --batch NAME | opinion LEAD [TEXT] [--score POINTS] [--verdict VERDICT] [--expert NAME] | verdict LEAD VERDICT [--reason TEXT] | push [--each N] [--assign]]", N_ ("Leads by their score, why; give an opinion, say the joint verdict; divide them among the recruiters"), lf_cmd_screen },
  { "fair", "RECORD [NUMBER --decision DECISION --reason TEXT]", N_ ("What the wording of incentives hints at; decide on a line of it"), lf_cmd_fair },
  { "decide", "EVALUATION VERDICT [--meeting ID] [--condition TEXT…]", N_ ("Record the outcome of a decision meeting; conditions become actions"), lf_cmd_decide },
  { "problem", "[PROBLEM | dispatch PROBLEM --to DEPARTMENT [--with DEPARTMENT…] [--owner NAME] | accept|object|note|answer|co-part|extend|escalate|close|call-back|check|reopen PROBLEM [TEXT] | spot-check]", N_ ("List open problems by their clocks, handle one, choose closed ones to check"), lf_cmd_problem },
  { "promise", "[PROMISE | apply|approve|pay|note|refuse|reopen PROMISE [TEXT] [--amount MONEY] [--evidence FILE] [--on DATE]]", N_ ("List what firms are promised, what is late first; apply, approve, pay in parts, refuse"), lf_cmd_promise },
  { "enquiry", "[ENQUIRY | take ENQUIRY | answer ENQUIRY --text TEXT | lead ENQUIRY [--name NAME] | pass ENQUIRY --to PARK | close ENQUIRY --text TEXT | reopen ENQUIRY]", N_ ("List enquiries that wait for an answer; take one on, answer it, make it a lead, pass it on, close it"), lf_cmd_enquiry },
  { "idea", "[lead IDEA [--investor FIRM]]", N_ ("List project ideas that wait for an investor; make one a lead"), lf_cmd_idea },
  { "rolling", "[show LIST | in|out LIST PROJECT [--reason TEXT]] [--on DATE]", N_ ("List rolling lists; show who is on one as of a day, take projects in and out"), lf_cmd_rolling },
  { "cultivation", "[ID | reach|land|note|leave|resume ID [TEXT] | raise ID --to TIER] [--on DATE]", N_ ("List the firms that are cultivated, and say how far one has come"), lf_cmd_cultivation },
  { "rejected", "[--edits | edit ID FIELD=VALUE… [--record RECORD] | resend|discard ID]", N_ ("List changes the server refused; edit one, send it again or let it go"), lf_cmd_rejected },
  { "passwd", "[--password-file FILE] [--new-password-file FILE]", N_ ("Change one's own password on the server"), lf_cmd_passwd },
  { "devices", "[revoke|erase ID]", N_ ("List one's own devices, sign one out, or have a lost one erased"), lf_cmd_devices },
  { "permissions", "[--role ROLE]", N_ ("Show what each role may do"), lf_cmd_permissions },
  { "attach", "RECORD FILE…", N_ ("Attach files to a record"), lf_cmd_attach },
  { "files", "RECORD", N_ ("List the files of a record"), lf_cmd_files },
  { "file", "ID --output PATH", N_ ("Write an attached file to a place of its own"), lf_cmd_file },
  { "backup", "[FILE]", N_ ("Write a verified backup, among the store's own when no file is named"), lf_cmd_backup },
  { "backups", "", N_ ("List the backups of the store"), lf_cmd_backups },
  { "restore", "FILE|--latest", N_ ("Put a backup in the place of the store"), lf_cmd_restore },
  { "salvage", "FILE", N_ ("Put back what was not sent from a store that was moved aside"), lf_cmd_salvage },
  { "verify", "[--server]", N_ ("Check the store for damage"), lf_cmd_verify },
  { "digest", "", N_ ("Print a checksum of all records: equal on devices that agree"), lf_cmd_digest },
  { "generate", "--projects N [--seed S]", N_ ("Fill the store with an invented zone, for trials and measurements"), lf_cmd_generate },
  { "help", "[VERB]", N_ ("Explain a verb"), lf_cmd_help },
};
/* clang-format on */

const LfVerb *
lf_cli_verbs (guint *ret_n)
{
  *ret_n = G_N_ELEMENTS (verbs);
  return verbs;
}

const LfVerb *
lf_cli_find_verb (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (strcmp (verbs[i].name, name) == 0)
      return &verbs[i];
  return NULL;
}
