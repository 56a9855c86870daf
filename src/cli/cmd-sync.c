/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The server: login, sync, status. */

#include "config.h"

#include "lf-cli-output.h"
#include "lf-cmd.h"
#include "lf-erase.h"
#include "lf-http-transport.h"
#include "lf-store-carry.h"
#include "lf-store-duplicates.h"
#include "lf-sync.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#define MAX_COMPARED 20000 /* records: a second or so */

/* ---- login ---- */

/* What somebody else made here is not sent under another name unasked. */
static gboolean
check_earlier (LfCli *cli, const char *user, gboolean takes_over, GError **error)
{
  g_autofree char *earlier = NULL;
  gint64 n = takes_over ? 0 : lf_credentials_count_others (cli->store, user, &earlier, error);

  if (n > 0)
    g_set_error (error, LF_ERROR, LF_ERROR_REFUSED,
                 g_dngettext (GETTEXT_PACKAGE,
                              "%1$d change of %2$s waits here to be sent. Send it first, with "
                              "“landfall-cli sync”; or sign in with --take-over, and it is sent "
                              "as one of %3$s.",
                              "%1$d changes of %2$s wait here to be sent. Send them first, with "
                              "“landfall-cli sync”; or sign in with --take-over, and they are sent "
                              "as those of %3$s.",
                              (gulong) n),
                 (int) n, earlier, user);
  return n == 0;
}

/* Nor what somebody made who had the name before. */
static gboolean
check_former (LfCli *cli, const LfCredentials *credentials, GError **error)
{
  gint64 n = lf_credentials_count_former (credentials, cli->store, error);

  if (n > 0)
    g_set_error (error, LF_ERROR, LF_ERROR_REFUSED,
                 g_dngettext (GETTEXT_PACKAGE,
                              "%1$d change waits here of an earlier %2$s, whose account was "
                              "removed. Sign in with --take-over, and it is sent as yours; until "
                              "then it stays here.",
                              "%1$d changes wait here of an earlier %2$s, whose account was "
                              "removed. Sign in with --take-over, and they are sent as yours; "
                              "until then they stay here.",
                              (gulong) n),
                 (int) n, credentials->user);
  return n == 0;
}

typedef struct
{
  char *user, *password_file, *fingerprint;
  gboolean takes_over;
} Login;

static void
login_clear (Login *self)
{
  g_free (self->user);
  g_free (self->password_file);
  g_free (self->fingerprint);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Login, login_clear)

static gboolean
sign_in (LfCli *cli, const Login *login, const char *password, GError **error)
{
  g_autoptr (LfCredentials) credentials
      = lf_http_login (cli->args[0], login->user, password, lf_store_device (cli->store),
                       g_get_host_name (), login->fingerprint, /* cancellable= */ NULL, error);
  JsonObject *object;

  if (credentials == NULL || !(login->takes_over || check_former (cli, credentials, error))
      || !lf_store_set_author_sync (cli->store, credentials->user, error)
      || !lf_credentials_save (credentials, lf_store_folder (cli->store), error))
    return FALSE;
  if (!cli->json)
    {
      lf_cli_print_line (_ ("Signed in to %s as %s."), credentials->url, credentials->user);
      if (credentials->changes_password)
        lf_cli_print_line (_ ("This password was chosen for you and is good for a week: choose "
                              "another with “landfall-cli passwd”."));
      return TRUE;
    }
  object = json_object_new ();
  json_object_set_string_member (object, "url", credentials->url);
  json_object_set_string_member (object, "user", credentials->user);
  json_object_set_boolean_member (object, "change_password", credentials->changes_password);
  lf_cli_print_object (object);
  return TRUE;
}

gboolean
lf_cmd_login (LfCli *cli, GError **error)
{
  g_auto (Login) login = { 0 };
  const GOptionEntry options[] = {
    { "user", 0, 0, G_OPTION_ARG_STRING, &login.user, N_ ("Name of the account"), "NAME" },
    { "password-file", 0, 0, G_OPTION_ARG_FILENAME, &login.password_file,
      N_ ("File with the password in its first line (standard input)"), "FILE" },
    { "fingerprint", 0, 0, G_OPTION_ARG_STRING, &login.fingerprint,
      N_ ("SHA-256 of the server's own certificate, to trust just that"), "HEX" },
    { "take-over", 0, 0, G_OPTION_ARG_NONE, &login.takes_over,
      N_ ("Send what somebody else made here, and did not send, under this name"), NULL },
    { NULL },
  };
  g_autofree char *password = NULL;

  if (!lf_cli_parse (cli, options, 1, 1, error))
    return FALSE;
  if (login.user == NULL)
    return lf_cli_call_error (error, _ ("Say who signs in: --user NAME"));
  password = lf_cli_read_password (login.password_file, _ ("Password: "), error);
  return password != NULL && lf_cli_open (cli, LF_STORE_OPEN_EXISTING, error)
         && check_earlier (cli, login.user, login.takes_over, error)
         && sign_in (cli, &login, password, error);
}

/* ---- sync ---- */

/* Records that came and may be ones that were here: two people who met one firm offline. @ret_n is
 * -1 when too many came to look through them now. */
static gboolean
count_duplicates (LfCli *cli, const LfSyncOutcome *outcome, int *ret_n, GError **error)
{
  LfDuplicateSearch search = { .level = LF_DUPLICATE_L2, .only_new = TRUE };
  g_autoptr (GPtrArray) pairs = NULL;

  *ret_n = outcome->n_pulled > MAX_COMPARED ? -1 : 0;
  if (outcome->n_pulled == 0 || *ret_n < 0)
    return TRUE;
  pairs = lf_store_find_duplicates_sync (cli->store, &search, /* cancellable= */ NULL, error);
  if (pairs != NULL)
    *ret_n = (int) pairs->len;
  return pairs != NULL;
}

static void
print_outcome_json (const LfSyncOutcome *outcome, int n_duplicates)
{
  g_autofree char *message = lf_sync_outcome_format (outcome);
  JsonObject *object = json_object_new ();
  JsonArray *problems = json_array_new ();

  for (guint i = 0; i < outcome->problems->len; i++)
    json_array_add_string_element (problems, g_ptr_array_index (outcome->problems, i));
  for (guint i = 0; i < outcome->file_problems->len; i++)
    json_array_add_string_element (problems, g_ptr_array_index (outcome->file_problems, i));
  json_object_set_int_member (object, "pulled", outcome->n_pulled);
  json_object_set_int_member (object, "pushed", outcome->n_pushed);
  json_object_set_int_member (object, "conflicts", outcome->n_conflicts);
  json_object_set_int_member (object, "refused", outcome->n_refused);
  json_object_set_array_member (object, "problems", problems);
  json_object_set_int_member (object, "files_sent", outcome->n_files_sent);
  json_object_set_int_member (object, "files_received", outcome->n_files_received);
  json_object_set_int_member (object, "files_to_send", outcome->n_files_to_send);
  json_object_set_int_member (object, "files_to_fetch", outcome->n_files_to_fetch);
  json_object_set_boolean_member (object, "compared", outcome->is_compared);
  json_object_set_int_member (object, "mended", outcome->n_mended);
  json_object_set_int_member (object, "let_go", outcome->n_let_go);
  if (n_duplicates >= 0)
    json_object_set_int_member (object, "duplicates", n_duplicates);
  else
    json_object_set_null_member (object, "duplicates");
  json_object_set_string_member (object, "message", message);
  lf_cli_print_object (object);
}

static void
print_outcome (const LfSyncOutcome *outcome, int n_duplicates)
{
  g_autofree char *message = lf_sync_outcome_format (outcome);

  lf_cli_print_line ("%s", message);
  if (n_duplicates != 0)
    lf_cli_print_line (
        n_duplicates < 0
            ? _ ("Some of what came may be there twice: “landfall-cli duplicates” looks for it.")
            : _ ("What came may be there twice (pairs: %d): “landfall-cli duplicates” shows it."),
        n_duplicates);
  for (guint i = 0; i < outcome->problems->len; i++)
    g_printerr ("%s\n", (const char *) g_ptr_array_index (outcome->problems, i));
  for (guint i = 0; i < outcome->file_problems->len; i++)
    g_printerr ("%s\n", (const char *) g_ptr_array_index (outcome->file_problems, i));
}

/* @ret_transport: NULL when the store has no server */
static gboolean
open_transport (LfCli *cli, int timeout_s, LfTransport **ret_transport, GError **error)
{
  GError *cause = NULL;
  g_autoptr (LfCredentials) credentials
      = lf_credentials_load (lf_store_folder (cli->store), &cause);

  if (cause != NULL)
    {
      g_propagate_error (error, cause);
      return FALSE;
    }
  if (credentials == NULL)
    return TRUE;
  *ret_transport = lf_http_transport_new (credentials);
  lf_http_transport_set_timeout (*ret_transport, (guint) timeout_s);
  return TRUE;
}

/* What waits by now goes out however much it is: the person said so. */
static gboolean
agree (LfCli *cli, GError **error)
{
  LfPendingMass mass;

  return lf_store_weigh_pending_sync (cli->store, &mass, error)
         && (mass.newest == 0 || lf_store_agree_pending_sync (cli->store, mass.newest, error));
}

/* The sentence of the engine is for a window too. */
static void
add_way_out (GError *cause)
{
  g_autofree char *sentence = g_steal_pointer (&cause->message);

  cause->message = g_strdup_printf (
      _ ("%s “landfall-cli pending --edits” shows it, “landfall-cli sync --send-all” sends it."),
      sentence);
}

/* What was not sent before is told: nobody will find it here. */
static void
erase (LfCli *cli, const LfSyncOutcome *outcome, GError **error)
{
  g_autofree char *sentence = NULL;

  for (guint i = 0; i < outcome->problems->len; i++)
    g_printerr ("%s\n", (const char *) g_ptr_array_index (outcome->problems, i));
  if (!lf_erase_sync (cli->store, /* cancellable= */ NULL, error))
    return;
  sentence = lf_erase_tell ();
  g_set_error_literal (error, LF_SYNC_ERROR, LF_SYNC_ERROR_ERASE, sentence);
}

static void
fail_sync (LfCli *cli,
           const LfSyncOutcome *outcome,
           GError *cause /* (transfer full) */,
           GError **error)
{
  if (g_error_matches (cause, LF_SYNC_ERROR, LF_SYNC_ERROR_ERASE)
      || g_error_matches (cause, LF_SYNC_ERROR, LF_SYNC_ERROR_ERASE_AT_ONCE))
    {
      g_error_free (cause);
      erase (cli, outcome, error);
      return;
    }
  if (g_error_matches (cause, LF_SYNC_ERROR, LF_SYNC_ERROR_MASS_CHANGE))
    add_way_out (cause);
  g_propagate_error (error, cause);
}

gboolean
lf_cmd_sync (LfCli *cli, GError **error)
{
  int timeout_s = LF_HTTP_TIMEOUT_S;
  gboolean sends_all = FALSE;
  const GOptionEntry options[] = {
    { "timeout", 0, 0, G_OPTION_ARG_INT, &timeout_s,
      N_ ("Give up when the server says nothing for so long (30)"), "SECONDS" },
    { "send-all", 0, 0, G_OPTION_ARG_NONE, &sends_all,
      N_ ("Send also where many records were edited or deleted at once"), NULL },
    { NULL },
  };
  g_autoptr (LfTransport) transport = NULL;
  g_auto (LfSyncOutcome) outcome = { 0 };
  GError *cause = NULL;
  LfSyncWork work;
  int n_duplicates;

  if (!lf_cli_parse (cli, options, 0, 0, error))
    return FALSE;
  if (timeout_s <= 0)
    return lf_cli_call_error (error, _ ("A timeout is a number of seconds above zero."));
  if (!lf_cli_open (cli, LF_STORE_OPEN_EXISTING, error)
      || !open_transport (cli, timeout_s, &transport, error) || (sends_all && !agree (cli, error)))
    return FALSE;
  work = (LfSyncWork){ .store = cli->store, .transport = transport };
  if (!lf_sync_run (&work, /* cancellable= */ NULL, &outcome, &cause))
    {
      fail_sync (cli, &outcome, cause, error);
      return FALSE;
    }
  if (!count_duplicates (cli, &outcome, &n_duplicates, error))
    return FALSE;
  if (cli->json)
    print_outcome_json (&outcome, n_duplicates);
  else
    print_outcome (&outcome, n_duplicates);
  return TRUE;
}

/* ---- verify --server ---- */

static gboolean
print_compared (const LfSyncOutcome *outcome, GError **error)
{
  g_autofree char *sentence = g_strdup_printf (ngettext ("Compared with the server: %d record.",
                                                         "Compared with the server: %d records.",
                                                         (gulong) outcome->n_compared),
                                               (int) outcome->n_compared);

  lf_cli_print_line ("%s", sentence);
  print_outcome (outcome, /* n_duplicates= */ 0);
  if (outcome->problems->len == 0)
    return TRUE;
  g_set_error_literal (error, LF_SYNC_ERROR, LF_SYNC_ERROR_SERVER,
                       _ ("This store and its server do not hold the same."));
  return FALSE;
}

gboolean
lf_cli_compare (LfCli *cli, GError **error)
{
  g_autoptr (LfTransport) transport = NULL;
  g_auto (LfSyncOutcome) outcome = { 0 };
  GError *cause = NULL;
  LfSyncWork work;

  if (!open_transport (cli, LF_HTTP_TIMEOUT_S, &transport, error))
    return FALSE;
  work = (LfSyncWork){ .store = cli->store, .transport = transport, .compares = TRUE };
  if (!lf_sync_run (&work, /* cancellable= */ NULL, &outcome, &cause))
    {
      fail_sync (cli, &outcome, cause, error);
      return FALSE;
    }
  if (!cli->json)
    return print_compared (&outcome, error);
  print_outcome_json (&outcome, /* n_duplicates= */ 0);
  return TRUE;
}

/* ---- status ---- */

/* Where the store stands, as one reading. */
typedef struct
{
  LfSyncState state;
  gint64 n_pending;
  gint64 n_conflicts;
  guint n_refused;
  gint64 n_to_send, n_to_fetch; /* files */
  LfCredentials *credentials;   /* (nullable) */
} Standing;

static void
standing_clear (Standing *self)
{
  lf_sync_state_clear (&self->state);
  g_clear_pointer (&self->credentials, lf_credentials_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Standing, standing_clear)

static gboolean
count_files (LfCli *cli, Standing *standing, GError **error)
{
  const char *server = standing->state.epoch != NULL ? standing->state.epoch : "";
  g_autoptr (GPtrArray) send = NULL;
  g_autoptr (GPtrArray) fetch = NULL;

  if (!lf_store_files_to_carry_sync (cli->store, server, &send, &fetch, error))
    return FALSE;
  standing->n_to_send = lf_file_reference_count (send);
  standing->n_to_fetch = lf_file_reference_count (fetch);
  return TRUE;
}

static gboolean
read_standing (LfCli *cli, Standing *standing, GError **error)
{
  LfSummary summary = { 0 };
  g_autoptr (LfQuery) open
      = lf_query_parse (lf_schema_find ("conflict"), "state=open", NULL, &cli->today, error);
  g_autoptr (GPtrArray) refused = open != NULL ? lf_store_refused_sync (cli->store, error) : NULL;

  if (refused == NULL || !lf_store_summary_sync (cli->store, open, &summary, error)
      || !lf_store_sync_state_sync (cli->store, &standing->state, error)
      || !count_files (cli, standing, error))
    return FALSE;
  standing->n_refused = refused->len;
  standing->n_conflicts = summary.n;
  standing->n_pending = lf_store_count_pending_sync (cli->store, error);
  standing->credentials = lf_credentials_load (lf_store_folder (cli->store), NULL);
  return standing->n_pending >= 0;
}

static void
print_standing_json (LfCli *cli, const Standing *standing)
{
  g_autofree char *author = lf_store_author (cli->store);
  g_autofree char *last = lf_cli_time (standing->state.last_success_us);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "store", lf_store_folder (cli->store));
  json_object_set_string_member (object, "device", lf_store_device (cli->store));
  json_object_set_string_member (object, "author", author);
  if (standing->credentials != NULL)
    json_object_set_string_member (object, "server", standing->credentials->url);
  else
    json_object_set_null_member (object, "server");
  json_object_set_int_member (object, "cursor", standing->state.cursor);
  json_object_set_int_member (object, "last_success_us", standing->state.last_success_us);
  json_object_set_string_member (object, "last_success", last);
  json_object_set_boolean_member (object, "first_download_done",
                                  standing->state.is_first_download_done);
  json_object_set_int_member (object, "pending", standing->n_pending);
  json_object_set_int_member (object, "conflicts", standing->n_conflicts);
  json_object_set_int_member (object, "refused", standing->n_refused);
  json_object_set_int_member (object, "files_to_send", standing->n_to_send);
  json_object_set_int_member (object, "files_to_fetch", standing->n_to_fetch);
  lf_cli_print_object (object);
}

static void
print_standing (LfCli *cli, const Standing *standing)
{
  g_autoptr (LfTable) table = lf_table_new (_ ("Store"), lf_store_folder (cli->store), NULL);
  g_autofree char *author = lf_store_author (cli->store);
  g_autofree char *last = lf_cli_time (standing->state.last_success_us);
  g_autofree char *pending = g_strdup_printf ("%" G_GINT64_FORMAT, standing->n_pending);
  g_autofree char *conflicts = g_strdup_printf ("%" G_GINT64_FORMAT, standing->n_conflicts);
  g_autofree char *refused = g_strdup_printf ("%u", standing->n_refused);
  g_autofree char *to_send = g_strdup_printf ("%" G_GINT64_FORMAT, standing->n_to_send);
  g_autofree char *to_fetch = g_strdup_printf ("%" G_GINT64_FORMAT, standing->n_to_fetch);

  lf_table_add (table, _ ("Author"), author, NULL);
  lf_table_add (table, _ ("Device"), lf_store_device (cli->store), NULL);
  lf_table_add (table, _ ("Server"),
                standing->credentials != NULL ? standing->credentials->url : _ ("none"), NULL);
  lf_table_add (table, _ ("Last sync"), *last != '\0' ? last : _ ("never"), NULL);
  if (standing->credentials != NULL && !standing->state.is_first_download_done)
    lf_table_add (table, _ ("First download"), _ ("not complete"), NULL);
  lf_table_add (table, _ ("Waiting to be sent"), pending, NULL);
  lf_table_add (table, _ ("Open conflicts"), conflicts, NULL);
  lf_table_add (table, _ ("Refused"), refused, NULL);
  if (standing->credentials != NULL)
    {
      lf_table_add (table, _ ("Files to be sent"), to_send, NULL);
      lf_table_add (table, _ ("Files not here yet"), to_fetch, NULL);
    }
  lf_table_print (table);
}

gboolean
lf_cmd_status (LfCli *cli, GError **error)
{
  g_auto (Standing) standing = { 0 };

  if (!lf_cli_begin (cli, NULL, 0, 0, error) || !read_standing (cli, &standing, error))
    return FALSE;
  if (cli->json)
    print_standing_json (cli, &standing);
  else
    print_standing (cli, &standing);
  return TRUE;
}
