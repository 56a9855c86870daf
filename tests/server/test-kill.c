/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The real program, killed at random moments while it is written to (G1, G4, G9): whatever it
 * answered is there, once, and the numbers have no hole. The number of kills can be given as an
 * argument. */

#include "config.h"

#include "lf-wire.h"
#include "server-run.h"
#include "store-folder.h"
#include "zone.h"

#include <libsoup/soup.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#define N_KILLS 100
#define MAX_PUSHES 10
#define MAX_WAIT_US 5000
#define MAX_BATCH 8
#define N_RECORDS 20

typedef struct
{
  char *folder;
  char *address; /* of the database */
  ServerRun *server;
  GRand *random;
  SoupSession *session;
  char *token;
  GPtrArray *outbox;  /* (element-type LfChange): not answered yet */
  GHashTable *seqs;   /* change id → its number, as answered first */
  GHashTable *values; /* record id → note that was answered last */
  guint n_changes;
  guint n_replayed;
} Kill;

static guint
below (Kill *self, guint limit)
{
  return (guint) g_rand_int_range (self->random, 0, (gint32) limit);
}

/* ---- Talking to it ---- */

/* (nullable): it was not there to answer */
static LfJson *
post (Kill *self, const char *path, const char *body)
{
  g_autofree char *url = g_strconcat (server_run_url (self->server), path, NULL);
  g_autofree char *bearer = g_strconcat ("Bearer ", self->token == NULL ? "" : self->token, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (body == NULL ? "GET" : "POST", url);
  g_autoptr (GBytes) bytes = body == NULL ? NULL : g_bytes_new (body, strlen (body));
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (LfJson) node = NULL;
  gsize length;
  const char *text;

  soup_message_headers_append (soup_message_get_request_headers (message), "Authorization", bearer);
  soup_message_set_request_body_from_bytes (message, "application/json", bytes);
  answer = soup_session_send_and_read (self->session, message, NULL, NULL);
  text = answer == NULL ? NULL : g_bytes_get_data (answer, &length);
  node = text == NULL ? NULL : lf_json_read (text, length, NULL);
  if (node != NULL)
    g_assert_cmpuint (soup_message_get_status (message), ==, 200);
  return g_steal_pointer (&node);
}

static void
sign_in (Kill *self)
{
  g_autofree char *device = zone_id ("device");
  g_autofree char *body = g_strdup_printf (
      "{\"version\":1,\"name\":\"a\",\"password\":\"a good long password\",\"device\":\"%s\"}",
      device);
  g_autoptr (LfJson) node = NULL;

  server_run_add_account (self->server, "a", "recruiter");
  node = post (self, "/v1/login", body);
  self->token = g_strdup (lf_json_member (node, "token")->text);
}

/* ---- Changes ---- */

/* Edits of some records, over and over; was and seen do not matter to the only device. */
static LfChange *
make_change (Kill *self)
{
  g_autofree char *name = g_strdup_printf ("record %u", below (self, N_RECORDS));
  g_autofree char *id = zone_id (name);
  g_autofree char *note = g_strdup_printf ("note %u", self->n_changes++);
  LfChange *change = change_create ("project", id, name);

  lf_op_add_edit (change->ops->pdata[0], "stage", NULL, "lead", 0);
  lf_op_add_edit (change->ops->pdata[0], "note", NULL, note, 0);
  return change;
}

static void
take_answer (Kill *self, const LfChange *change, const LfAnswer *answer)
{
  const LfOp *op = change->ops->pdata[0];
  gint64 *known = g_hash_table_lookup (self->seqs, change->id);

  g_assert_cmpstr (answer->change, ==, change->id);
  g_assert_cmpint (answer->kind, ==, LF_ANSWER_ACCEPTED);
  g_assert_cmpuint (answer->conflicts->len, ==, 0);
  g_assert_null (known);
  g_hash_table_insert (self->seqs, g_strdup (change->id),
                       g_memdup2 (&answer->seq, sizeof answer->seq));
  g_hash_table_insert (self->values, g_strdup (op->id), g_strdup (lf_op_find (op, "note")->value));
}

/* FALSE: it did not answer, and everything waits to be sent again. */
static gboolean
push_outbox (Kill *self)
{
  g_autofree char *body = lf_wire_from_push (self->outbox, LF_WIRE_MINOR, NULL);
  g_autoptr (LfJson) node = post (self, "/v1/push", body);
  g_autoptr (GPtrArray) answers = node == NULL ? NULL : lf_wire_to_answers (node, NULL);

  if (answers == NULL)
    return FALSE;
  g_assert_cmpuint (answers->len, ==, self->outbox->len);
  for (guint i = 0; i < answers->len; i++)
    take_answer (self, self->outbox->pdata[i], answers->pdata[i]);
  g_ptr_array_set_size (self->outbox, 0);
  return TRUE;
}

/* ---- Killing ---- */

static gboolean
push_batch (Kill *self)
{
  for (guint n = 1 + below (self, MAX_BATCH); n > 0; n--)
    g_ptr_array_add (self->outbox, make_change (self));
  return push_outbox (self);
}

typedef struct
{
  Kill *self;
  gint64 at;
} Killer;

/* A push takes a few milliseconds: the blow may fall anywhere in one. */
static gpointer
kill_server (gpointer data)
{
  Killer *killer = data;

  while (g_get_monotonic_time () < killer->at)
    ;
  server_run_kill (killer->self->server);
  return NULL;
}

static void
live_and_die (Kill *self)
{
  Killer killer = { .self = self };
  GThread *thread;

  for (guint n = below (self, MAX_PUSHES); n > 0; n--)
    g_assert_true (push_batch (self));
  killer.at = g_get_monotonic_time () + below (self, MAX_WAIT_US);
  thread = g_thread_new ("killer", kill_server, &killer);
  while (push_batch (self))
    ;
  g_thread_join (thread);
}

/* ---- What must hold ---- */

static int
take_integrity (void *is_ok, int n, char **values, char **names)
{
  *(gboolean *) is_ok = strcmp (values[0], "ok") == 0;
  return 0;
}

static void
check_file (const char *path)
{
  gboolean is_ok = FALSE;
  sqlite3 *handle;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "PRAGMA integrity_check", take_integrity, &is_ok, NULL),
                   ==, SQLITE_OK);
  g_assert_true (is_ok);
  sqlite3_close (handle);
}

static void
check_values (Kill *self, Zone *zone)
{
  GHashTableIter iter;
  gpointer id, note;

  g_hash_table_iter_init (&iter, self->values);
  while (g_hash_table_iter_next (&iter, &id, &note))
    {
      g_autofree char *found = zone_value (zone, "project", id, "note");

      g_assert_cmpstr (found, ==, note);
    }
}

/* 1, 2, 3, … each given once. */
static void
check_numbers (Kill *self, Zone *zone)
{
  guint n = g_hash_table_size (self->seqs);
  g_autofree guint8 *given = g_new0 (guint8, n + 1);
  GHashTableIter iter;
  gpointer seq;

  g_assert_cmpuint (n, ==, self->n_changes);
  g_hash_table_iter_init (&iter, self->seqs);
  while (g_hash_table_iter_next (&iter, NULL, &seq))
    {
      g_assert_cmpint (*(gint64 *) seq, >=, 1);
      g_assert_cmpint (*(gint64 *) seq, <=, n);
      g_assert_cmpuint (given[*(gint64 *) seq]++, ==, 0);
    }
  g_assert_cmpint (zone_last_seq (zone), ==, n);
}

static void
check_all (Kill *self)
{
  Zone *zone = zone_open (self->address);

  if (zone->path != NULL)
    check_file (zone->path);
  check_values (self, zone);
  check_numbers (self, zone);
  zone_close (zone);
}

static Kill *
kill_new (void)
{
  Kill *self = g_new0 (Kill, 1);

  self->folder = store_folder_make ();
  self->address = zone_place (self->folder);
  self->server = server_run_new_at (self->folder, self->address);
  self->random = g_rand_new_with_seed (20241121);
  self->session = soup_session_new ();
  self->outbox = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_change_unref);
  self->seqs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

static void
kill_free (Kill *self)
{
  server_run_free (self->server);
  g_object_unref (self->session);
  g_rand_free (self->random);
  g_ptr_array_unref (self->outbox);
  g_hash_table_unref (self->seqs);
  g_hash_table_unref (self->values);
  g_free (self->token);
  g_free (self->address);
  store_folder_remove (self->folder);
  g_free (self);
}

static void
test_kill (gconstpointer data)
{
  guint n_kills = GPOINTER_TO_UINT (data);
  Kill *self = kill_new ();

  sign_in (self);
  for (guint i = 0; i < n_kills; i++)
    {
      live_and_die (self);
      self->n_replayed += self->outbox->len;
      server_run_start (self->server);
      g_assert_true (push_outbox (self));
    }
  g_test_message ("%u kills, %u changes, %u of them sent again", n_kills, self->n_changes,
                  self->n_replayed);
  g_assert_cmpuint (self->n_changes, >, n_kills);
  server_run_kill (self->server);
  check_all (self);
  kill_free (self);
}

int
main (int argc, char *argv[])
{
  guint n_kills;

  g_test_init (&argc, &argv, NULL);
  n_kills = argc > 1 ? (guint) strtoul (argv[1], NULL, 10) : N_KILLS;
  g_test_add_data_func ("/server/G1-G4-G9-killed-while-writing", GUINT_TO_POINTER (n_kills),
                        test_kill);
  return g_test_run ();
}
