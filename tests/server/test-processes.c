/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several server processes on one PostgreSQL, written and read by many at once, while the database
 * goes away and comes back: no reader misses a number (G9), nothing is there twice (G4). How many
 * seconds it lasts can be given as an argument, and "pooled" after it for a pooler in between. */

#include "config.h"

#include "lf-server-check.h"
#include "lf-wire.h"
#include "postgres-run.h"
#include "server-run.h"
#include "store-folder.h"
#include "zone.h"

#include <libsoup/soup.h>
#include <stdlib.h>
#include <string.h>

#define N_SERVERS 2
#define N_PUSHERS 16
#define N_PULLERS 16
#define N_SECONDS 6
#define MAX_BATCH 6
#define PASSWORD "a good long password"

typedef struct
{
  char *folder;
  char *address;
  ServerRun *servers[N_SERVERS];
  char *token;
  gint64 end_us;
  int is_over;   /* atomic: nobody pushes any more */
  int n_refused; /* atomic: answers that said to come again */
  int n_changes; /* atomic: accepted */
} World;

/* ---- Asking ---- */

typedef struct
{
  World *world;
  SoupSession *session;
  guint number;
} Client;

static const char *
url_of (const Client *client)
{
  return server_run_url (client->world->servers[client->number % N_SERVERS]);
}

/* (nullable): it was told to come again */
static GBytes *
ask (const Client *client, const char *path, const char *body)
{
  g_autofree char *url = g_strconcat (url_of (client), path, NULL);
  g_autofree char *bearer = g_strconcat ("Bearer ", client->world->token, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (body == NULL ? "GET" : "POST", url);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) answer = NULL;
  guint status;

  soup_message_headers_append (soup_message_get_request_headers (message), "Authorization", bearer);
  if (body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
    }
  answer = soup_session_send_and_read (client->session, message, NULL, &error);
  g_assert_no_error (error);
  status = soup_message_get_status (message);
  if (status == SOUP_STATUS_OK)
    return g_steal_pointer (&answer);
  g_assert_cmpuint (status, ==, SOUP_STATUS_SERVICE_UNAVAILABLE);
  g_atomic_int_inc (&client->world->n_refused);
  return NULL;
}

static void
sign_in (World *world)
{
  Client client = { world, soup_session_new (), 0 };
  g_autofree char *device = zone_id ("device");
  g_autofree char *body = g_strdup_printf (
      "{\"version\":1,\"name\":\"a\",\"password\":\"" PASSWORD "\",\"device\":\"%s\"}", device);
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (JsonNode) node = NULL;

  server_run_add_account (world->servers[0], "a", "recruiter");
  world->token = g_strdup ("");
  answer = ask (&client, "/v1/login", body);
  node = lf_wire_parse (g_bytes_get_data (answer, NULL), (gssize) g_bytes_get_size (answer), NULL);
  g_free (world->token);
  world->token = g_strdup (json_object_get_string_member (json_node_get_object (node), "token"));
  g_object_unref (client.session);
}

/* ---- Pushing ---- */

/* Each change makes a record of its own, so that every number is to be seen at a record. */
static char *
make_push (const Client *client, guint n, guint *n_made)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_change_unref);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u-%u", client->number, (*n_made)++);
      g_autofree char *id = zone_id (name);
      LfChange *change = change_create ("project", id, name);

      lf_op_add_edit (change->ops->pdata[0], "stage", NULL, "lead", 0);
      g_ptr_array_add (changes, change);
    }
  return lf_wire_from_push (changes, LF_WIRE_MINOR, NULL);
}

static void
take_answers (const Client *client, GBytes *answer, guint n)
{
  g_autoptr (LfJson) node
      = lf_json_read (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer), NULL);
  g_autoptr (GPtrArray) answers = lf_wire_to_answers (node, NULL);

  g_assert_cmpuint (answers->len, ==, n);
  for (guint i = 0; i < n; i++)
    g_assert_cmpint (((LfAnswer *) answers->pdata[i])->kind, ==, LF_ANSWER_ACCEPTED);
  g_atomic_int_add (&client->world->n_changes, (int) n);
}

static gpointer
push_on (gpointer data)
{
  g_autofree Client *client = data;
  guint n_made = 0;

  while (g_get_monotonic_time () < client->world->end_us)
    {
      guint n = 1 + n_made % MAX_BATCH;
      g_autofree char *body = make_push (client, n, &n_made);
      g_autoptr (GBytes) answer = NULL;

      while (answer == NULL)
        answer = ask (client, "/v1/push", body);
      take_answers (client, answer, n);
    }
  g_object_unref (client->session);
  return NULL;
}

/* ---- Pulling ---- */

/* Every number after the cursor, each once, up to the page's own. */
static void
check_page (const LfPage *page, gint64 cursor)
{
  for (guint i = 0; i < page->deltas->len; i++)
    g_assert_cmpint (((LfDelta *) page->deltas->pdata[i])->seq, ==, cursor + 1 + i);
  g_assert_cmpint (page->cursor, ==, cursor + page->deltas->len);
}

static gpointer
pull_on (gpointer data)
{
  g_autofree Client *client = data;
  World *world = client->world;
  gint64 cursor = 0;
  gboolean is_last = FALSE;

  while (!is_last)
    {
      gboolean is_over = g_atomic_int_get (&world->is_over);
      g_autofree char *path = g_strdup_printf (
          "/v1/pull?cursor=%" G_GINT64_FORMAT "&since=%" G_GINT64_FORMAT, cursor, cursor);
      g_autoptr (GBytes) answer = ask (client, path, NULL);
      g_autoptr (LfPage) page = NULL;

      if (answer == NULL)
        continue;
      page = lf_wire_to_page (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer), NULL);
      g_assert_nonnull (page);
      check_page (page, cursor);
      cursor = page->cursor;
      is_last = is_over && !page->has_more && page->deltas->len == 0;
    }
  g_assert_cmpint (cursor, ==, g_atomic_int_get (&world->n_changes));
  g_object_unref (client->session);
  return NULL;
}

/* ---- The whole ---- */

static GThread *
start_client (World *world, guint number, GThreadFunc func)
{
  Client *client = g_new0 (Client, 1);

  *client = (Client){ world, soup_session_new (), number };
  return g_thread_new ("client", func, client);
}

static void
set_up (World *world, gboolean is_pooled)
{
  world->folder = store_folder_make ();
  world->address
      = is_pooled ? postgres_run_pooled (postgres_run_shared ()) : zone_place (world->folder);
  g_assert_nonnull (world->address);
  for (guint i = 0; i < N_SERVERS; i++)
    world->servers[i] = server_run_new_at (world->folder, world->address);
  sign_in (world);
}

/* Half of the time the database is as it should be; then it is gone, cleanly and not. */
static void
shake (World *world, guint n_seconds)
{
  PostgresRun *postgres = postgres_run_shared ();
  gint64 start_us = world->end_us - n_seconds * G_USEC_PER_SEC;
  GMutex mutex;
  GCond never;

  g_mutex_init (&mutex);
  g_cond_init (&never);
  g_mutex_lock (&mutex);
  for (guint i = 0; i < 2; i++)
    {
      while (
          g_cond_wait_until (&never, &mutex, start_us + (i + 2) * n_seconds * G_USEC_PER_SEC / 4))
        ;
      if (i == 0)
        postgres_run_stop (postgres);
      else
        postgres_run_kill (postgres);
      postgres_run_start (postgres);
    }
  g_mutex_unlock (&mutex);
  g_mutex_clear (&mutex);
  g_cond_clear (&never);
}

static void
check_all (World *world)
{
  Zone *zone = zone_open (world->address);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *digest = lf_server_digest (zone->storage, ZONE, NULL);
  LfServerFindings findings;

  for (guint i = 0; i < N_SERVERS; i++)
    {
      Client client = { world, soup_session_new (), i };
      g_autoptr (GBytes) answer = ask (&client, "/v1/digest", NULL);

      g_assert_cmpmem (g_bytes_get_data (answer, NULL), (int) g_bytes_get_size (answer), digest,
                       (int) strlen (digest));
      g_object_unref (client.session);
    }
  g_assert_true (lf_server_check_zone (zone->storage, ZONE, &findings, problems, NULL));
  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpint (findings.seq, ==, world->n_changes);
  zone_close (zone);
}

typedef struct
{
  guint n_seconds;
  gboolean is_pooled;
} How;

static void
test_processes (gconstpointer data)
{
  const How *how = data;
  World world = { 0 };
  GThread *pushers[N_PUSHERS], *pullers[N_PULLERS];

  set_up (&world, how->is_pooled);
  world.end_us = g_get_monotonic_time () + how->n_seconds * G_USEC_PER_SEC;
  for (guint i = 0; i < N_PUSHERS; i++)
    pushers[i] = start_client (&world, i, push_on);
  for (guint i = 0; i < N_PULLERS; i++)
    pullers[i] = start_client (&world, i, pull_on);
  shake (&world, how->n_seconds);
  for (guint i = 0; i < N_PUSHERS; i++)
    g_thread_join (pushers[i]);
  g_atomic_int_set (&world.is_over, TRUE);
  for (guint i = 0; i < N_PULLERS; i++)
    g_thread_join (pullers[i]);
  g_test_message ("%d changes, %d requests told to come again", world.n_changes, world.n_refused);
  g_assert_cmpint (world.n_changes, >, N_PUSHERS);
  check_all (&world);
  for (guint i = 0; i < N_SERVERS; i++)
    server_run_free (world.servers[i]);
  g_free (world.token);
  g_free (world.address);
  store_folder_remove (world.folder);
}

int
main (int argc, char *argv[])
{
  How how = { N_SECONDS, FALSE };

  g_test_init (&argc, &argv, NULL);
  if (argc > 1)
    how.n_seconds = (guint) strtoul (argv[1], NULL, 10);
  how.is_pooled = argc > 2 && strcmp (argv[2], "pooled") == 0;
  g_test_add_data_func ("/server/processes/G4-G9-no-reader-misses-a-number", &how, test_processes);
  return g_test_run ();
}
