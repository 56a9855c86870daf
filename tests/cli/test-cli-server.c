/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two stores and a running server, through the command line: G1 to G7 from end to end. */

#include "config.h"

#include "cli-run.h"
#include "server-run.h"
#include "store-folder.h"

#include <sqlite3.h>
#include <string.h>

typedef struct
{
  char *folder;
  char *a, *b; /* two stores */
  ServerRun *server;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = store_folder_make ();
  fixture->server = server_run_new (fixture->folder);
  fixture->a = server_run_new_store (fixture->server, fixture->folder, "林舒然", "administrator");
  fixture->b = server_run_new_store (fixture->server, fixture->folder, "周砚秋", "recruiter");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  server_run_free (fixture->server);
  g_free (fixture->a);
  g_free (fixture->b);
  store_folder_remove (fixture->folder);
}

/* G3: the same data, nothing pending, no damage. */
static void
assert_agree (Fixture *fixture)
{
  const char *const stores[] = { fixture->a, fixture->b };
  g_autofree char *here = NULL;
  g_autofree char *there = NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (JsonNode) status = NULL;

      cli_sync (stores[i]);
      status = cli_json (stores[i], "status", NULL);
      g_assert_cmpint (cli_int_at (status, "pending"), ==, 0);
      g_free (cli_ok (stores[i], "verify", NULL));
    }
  cli_sync (fixture->a);
  here = cli_ok (fixture->a, "digest", NULL);
  there = cli_ok (fixture->b, "digest", NULL);
  g_assert_cmpstr (here, ==, there);
}

static void
assert_value (const char *store, const char *id, const char *path, const char *value)
{
  g_autoptr (JsonNode) record = cli_json (store, "show", id, NULL);

  g_assert_cmpstr (cli_string_at (record, path), ==, value);
}

/* A project that both stores know. */
static char *
share_project (Fixture *fixture)
{
  char *id = cli_ok (fixture->a, "add", "project", "name=减速器", "total_investment=1亿元", NULL);

  cli_sync (fixture->a);
  cli_sync (fixture->b);
  assert_value (fixture->b, id, "values/total_investment", "100000000.00 CNY");
  assert_value (fixture->b, id, "state", "synced");
  return id;
}

static void
damage (const char *store, const char *sql)
{
  g_autofree char *path = g_build_filename (store, "landfall.db", NULL);
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_changes (db), ==, 1);
  sqlite3_close (db);
}

/* What something else did to a record here is found by comparing it with the server, and mended;
 * a sync that does not compare leaves it. */
static void
test_mended (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = share_project (fixture);
  g_autofree char *said = NULL;
  g_autoptr (JsonNode) outcome = NULL;
  g_autoptr (JsonNode) after = NULL;

  damage (fixture->b, "UPDATE project SET name = '减速箱'");
  cli_sync (fixture->b);
  assert_value (fixture->b, id, "values/name", "减速箱");
  outcome = cli_json (fixture->b, "verify", "--server", NULL);
  g_assert_cmpint (cli_int_at (outcome, "mended"), ==, 1);
  assert_value (fixture->b, id, "values/name", "减速器");
  damage (fixture->b, "DELETE FROM project");
  said = cli_ok (fixture->b, "verify", "--server", NULL);
  g_assert_nonnull (strstr (said, "1 record was not as the server has it"));
  assert_value (fixture->b, id, "values/name", "减速器");
  after = cli_json (fixture->b, "verify", "--server", NULL);
  g_assert_cmpint (cli_int_at (after, "mended"), ==, 0);
  g_assert_cmpint (cli_int_at (after, "let_go"), ==, 0);
  assert_agree (fixture);
}

/* Records of the whole zone go to the server and to the other device like projects do. */
static void
test_all_kinds (Fixture *fixture, gconstpointer data)
{
  static const char *const calls[][8] = {
    { "add", "chain", "name=光电", NULL },
    { "add", "segment", "name=封装", "chain=光电", "state=缺失", "industry_codes=3972、C39", NULL },
    { "add", "funds_arrival", "凭证号=YZ-1", "project=减速器", "资金类型=实际利用外资",
      "到位金额=2.57亿美元", "到位日期=2023-06-30", "evidence=验资报告" },
    { "add", "trip", "name=深圳招商", "start_date=2023-02-05", "cities=深圳、东莞", "n_people=4",
      NULL },
    { "add", "policy", "name=黄金68条", NULL },
    { "add", "plot", "number=G2023-12", "area_mu=2公顷", "starting_price=3000万元", NULL },
  };
  static const char *const entities[]
      = { "chain", "segment", "funds_arrival", "trip", "policy", "plot" };
  g_autofree char *project = share_project (fixture);

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autoptr (GPtrArray) args = g_ptr_array_new ();
      g_auto (CliResult) result = { 0 };

      for (guint a = 0; a < G_N_ELEMENTS (calls[i]) && calls[i][a] != NULL; a++)
        g_ptr_array_add (args, (char *) calls[i][a]);
      g_ptr_array_add (args, NULL);
      result = cli_run_strv (fixture->a, (const char *const *) args->pdata);
      g_assert_cmpint (result.status, ==, 0);
    }
  assert_agree (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    {
      g_autoptr (JsonNode) here = cli_json (fixture->a, "list", entities[i], NULL);
      g_autoptr (JsonNode) there = cli_json (fixture->b, "list", entities[i], NULL);

      g_assert_cmpint (cli_int_at (there, "count"), ==, 1);
      g_assert_true (
          json_node_equal (cli_at (here, "records/0/values"), cli_at (there, "records/0/values")));
    }
}

/* What one person mapped, the next one need not. */
static void
test_learned_headings (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *name, *text;
  } files[] = { { "b.csv", "项目名称,盘子\n甲,1亿元\n" },
                { "map.txt", "盘子=total_investment\n" },
                { "a.csv", "项目名称,盘子\n乙,2亿元\n" } };
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (JsonNode) plan = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_ptr_array_add (paths, g_build_filename (fixture->folder, files[i].name, NULL));
      g_assert_true (g_file_set_contents (paths->pdata[i], files[i].text, -1, NULL));
    }
  g_free (cli_ok (fixture->b, "import", paths->pdata[0], "--map", paths->pdata[1], NULL));
  cli_sync (fixture->b);
  assert_agree (fixture);
  plan = cli_json (fixture->a, "import", paths->pdata[2], "--dry-run", NULL);
  g_assert_cmpstr (cli_string_at (plan, "columns/1/field"), ==, "total_investment");
}

/* The offered and the accepted value of the only open conflict, as @store lists them. */
static char *
assert_conflict (const char *store, const char *accepted, const char *offered)
{
  g_autoptr (JsonNode) conflicts = cli_json (store, "conflicts", NULL);

  g_assert_cmpuint (cli_length_at (conflicts, ""), ==, 1);
  g_assert_cmpstr (cli_string_at (conflicts, "0/values/accepted_value"), ==, accepted);
  g_assert_cmpstr (cli_string_at (conflicts, "0/values/offered_value"), ==, offered);
  return g_strdup (cli_string_at (conflicts, "0/id"));
}

static void
test_whole_zone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) here = NULL;
  g_autoptr (JsonNode) there = NULL;

  g_free (cli_ok (fixture->a, "init", "--sample", NULL));
  assert_agree (fixture);
  here = cli_json (fixture->a, "list", "project", NULL);
  there = cli_json (fixture->b, "list", "project", NULL);
  g_assert_cmpint (cli_int_at (there, "count"), ==, cli_int_at (here, "count"));
  g_assert_cmpint (cli_int_at (there, "sum/currencies/0/minor"), ==,
                   cli_int_at (here, "sum/currencies/0/minor"));
}

/* Two people meet one firm offline: whoever syncs second is told, once, and merges. */
static void
test_same_firm_offline (Fixture *fixture, gconstpointer data)
{
  g_autofree char *winner = cli_ok (fixture->a, "add", "enterprise", "name=澄岳精工", NULL);
  g_autofree char *loser
      = cli_ok (fixture->b, "add", "enterprise", "name=澄岳精工有限公司", "city=宁波", NULL);
  g_autofree char *told = NULL;
  g_autoptr (JsonNode) again = NULL;

  cli_sync (fixture->a);
  told = cli_ok (fixture->b, "sync", NULL);
  g_assert_nonnull (strstr (told, "landfall-cli duplicates"));
  again = cli_json (fixture->b, "sync", NULL);
  g_assert_cmpint (cli_int_at (again, "duplicates"), ==, 0);
  g_free (cli_ok (fixture->b, "merge", winner, loser, NULL));
  assert_agree (fixture);
  assert_value (fixture->a, winner, "values/city", "宁波");
}

static void
test_a1_elsewhere (Fixture *fixture, gconstpointer data)
{
  g_autofree char *csv = g_test_build_filename (G_TEST_DIST, "data", "zone-projects.csv", NULL);
  g_autoptr (JsonNode) list = NULL;

  g_free (cli_ok (fixture->a, "import", csv, NULL));
  assert_agree (fixture);
  list = cli_json (fixture->b, "list", "project", "--where", "park=西安高新区", NULL);
  g_assert_cmpint (cli_int_at (list, "sum/currencies/0/minor"), ==, 716900000000);
}

/* G6 */
static void
test_different_fields (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = share_project (fixture);

  g_free (cli_ok (fixture->a, "set", id, "total_investment=2亿元", NULL));
  g_free (cli_ok (fixture->b, "set", id, "industry=机器人", NULL));
  assert_agree (fixture);
  assert_value (fixture->a, id, "values/industry", "机器人");
  assert_value (fixture->b, id, "values/total_investment", "200000000.00 CNY");
  g_free (cli_ok (fixture->a, "conflicts", NULL));
  {
    g_autoptr (JsonNode) conflicts = cli_json (fixture->a, "conflicts", "--all", NULL);

    g_assert_cmpuint (cli_length_at (conflicts, ""), ==, 0);
  }
}

/* G2: the edit accepted first stays in force, the other is kept beside it, on both devices, whoever
 * comes first. */
static void
test_same_field (Fixture *fixture, gconstpointer data)
{
  gboolean b_first = GPOINTER_TO_INT (data);
  const char *first = b_first ? fixture->b : fixture->a;
  const char *second = b_first ? fixture->a : fixture->b;
  g_autofree char *id = share_project (fixture);
  g_autofree char *conflict = NULL;

  g_free (cli_ok (first, "set", id, "total_investment=2亿元", NULL));
  g_free (cli_ok (second, "set", id, "total_investment=3亿元", NULL));
  cli_sync (first);
  cli_sync (second);
  assert_agree (fixture);
  assert_value (second, id, "values/total_investment", "200000000.00 CNY");
  g_free (assert_conflict (first, "200000000.00 CNY", "300000000.00 CNY"));
  conflict = assert_conflict (second, "200000000.00 CNY", "300000000.00 CNY");

  g_free (cli_ok (second, "resolve", conflict, "mine", NULL));
  cli_sync (second);
  assert_agree (fixture);
  assert_value (first, id, "values/total_investment", "300000000.00 CNY");
  {
    g_autoptr (JsonNode) open = cli_json (first, "conflicts", NULL);

    g_assert_cmpuint (cli_length_at (open, ""), ==, 0);
  }
}

static void
test_resolve_with_value (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = share_project (fixture);
  g_autofree char *conflict = NULL;
  g_auto (CliResult) nonsense = { 0 };

  g_free (cli_ok (fixture->a, "set", id, "total_investment=2亿元", NULL));
  g_free (cli_ok (fixture->b, "set", id, "total_investment=3亿元", NULL));
  cli_sync (fixture->a);
  assert_agree (fixture);
  conflict = assert_conflict (fixture->a, "200000000.00 CNY", "300000000.00 CNY");
  nonsense = cli_run (fixture->a, "resolve", conflict, "plenty", NULL);
  g_assert_cmpint (nonsense.status, ==, 1);
  g_free (cli_ok (fixture->a, "resolve", conflict, "2.5亿元", NULL));
  assert_agree (fixture);
  assert_value (fixture->b, id, "values/total_investment", "250000000.00 CNY");
}

/* G7: edit against delete keeps the record and reports it. */
static void
test_edit_against_delete (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = share_project (fixture);
  g_autoptr (JsonNode) conflicts = NULL;

  g_free (cli_ok (fixture->a, "delete", id, NULL));
  g_free (cli_ok (fixture->b, "set", id, "industry=机器人", NULL));
  cli_sync (fixture->a);
  assert_agree (fixture);
  assert_value (fixture->a, id, "values/industry", "机器人");
  conflicts = cli_json (fixture->a, "conflicts", NULL);
  g_assert_cmpuint (cli_length_at (conflicts, ""), ==, 1);
}

/* What a recruiter may not do comes back with its reason, and does not stop what he may. */
static JsonNode *
refused_on (const char *store, guint n)
{
  JsonNode *refused = cli_json (store, "rejected", NULL);

  g_assert_cmpuint (cli_length_at (refused, ""), ==, n);
  return refused;
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autoptr (JsonNode) outcome = NULL;
  g_autoptr (JsonNode) refused = NULL;
  g_autoptr (JsonNode) again = NULL;
  g_autoptr (JsonNode) status = NULL;

  g_free (cli_ok (fixture->b, "add", "zone", "name=我的开发区", NULL));
  id = cli_ok (fixture->b, "add", "project", "name=我的项目", NULL);
  outcome = cli_json (fixture->b, "sync", NULL);
  g_assert_cmpint (cli_int_at (outcome, "pushed"), ==, 1);
  g_assert_cmpint (cli_int_at (outcome, "refused"), ==, 1);
  refused = refused_on (fixture->b, 1);
  g_assert_cmpstr (cli_string_at (refused, "0/reason"), ==, "permission");

  /* sent again it is judged again */
  g_free (cli_ok (fixture->b, "rejected", "resend", cli_string_at (refused, "0/id"), NULL));
  status = cli_json (fixture->b, "status", NULL);
  g_assert_cmpint (cli_int_at (status, "pending"), ==, 1);
  cli_sync (fixture->b);
  again = refused_on (fixture->b, 1);
  g_free (cli_ok (fixture->b, "rejected", "discard", cli_string_at (again, "0/id"), NULL));
  json_node_unref (refused_on (fixture->b, 0));
  assert_agree (fixture);
  assert_value (fixture->a, id, "values/name", "我的项目");
}

/* What is refused can say something else and go again; what it does not say stays out of it. */
static void
test_refused_edited (Fixture *fixture, gconstpointer data)
{
  static const char *const wrong[][3]
      = { { NULL }, { "level=national" }, { "name=x", "--record", "ffff" } };
  g_autoptr (JsonNode) refused = NULL;
  g_autoptr (JsonNode) again = NULL;
  g_autofree char *told = NULL;
  const char *id;

  g_free (cli_ok (fixture->b, "add", "zone", "name=我的开发区", NULL));
  cli_sync (fixture->b);
  refused = refused_on (fixture->b, 1);
  id = cli_string_at (refused, "0/id");
  told = cli_ok (fixture->b, "rejected", "--edits", NULL);
  g_assert_nonnull (strstr (told, "我的开发区"));
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_auto (CliResult) failed = cli_run (fixture->b, "rejected", "edit", id, wrong[i][0],
                                           wrong[i][1], wrong[i][2], NULL);

      g_test_message ("%s", failed.err);
      g_assert_cmpint (failed.status, ==, 2);
    }
  g_free (cli_ok (fixture->b, "rejected", "edit", id, "name=改后的开发区", NULL));
  json_node_unref (refused_on (fixture->b, 0));
  cli_sync (fixture->b);
  again = refused_on (fixture->b, 1);
  g_assert_cmpstr (cli_string_at (again, "0/ops/0/edits/0/value"), ==, "改后的开发区");
  g_assert_cmpstr (cli_string_at (again, "0/id"), !=, id);
}

/* So many edits at once go out only when the person says so (G13). */
static void
test_g13_sync_asks (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_auto (CliResult) asked = { 0 };
  g_autoptr (JsonNode) status = NULL;
  g_autofree char *edits = NULL;

  for (guint i = 0; i < 21; i++)
    {
      g_autofree char *name = g_strdup_printf ("name=项目%u", i);

      g_ptr_array_add (ids, cli_ok (fixture->a, "add", "project", name, NULL));
    }
  cli_sync (fixture->a);
  for (guint i = 0; i < ids->len; i++)
    g_free (cli_ok (fixture->a, "set", ids->pdata[i], "jobs=7", NULL));
  edits = cli_ok (fixture->a, "pending", "--edits", NULL);
  g_assert_nonnull (strstr (edits, "项目20"));
  g_assert_nonnull (strstr (edits, "7"));
  asked = cli_run (fixture->a, "sync", NULL);
  g_assert_cmpint (asked.status, ==, 1);
  g_assert_nonnull (strstr (asked.err, "21 records were edited"));
  g_assert_nonnull (strstr (asked.err, "--send-all"));
  g_free (cli_ok (fixture->a, "sync", "--send-all", NULL));
  status = cli_json (fixture->a, "status", NULL);
  g_assert_cmpint (cli_int_at (status, "pending"), ==, 0);
  assert_agree (fixture);
}

/* A server that is away costs nothing but the round (exit status 3), killed in between or not. */
static void
test_server_away (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = share_project (fixture);
  g_auto (CliResult) away = { 0 };
  g_autoptr (JsonNode) status = NULL;

  server_run_kill (fixture->server);
  g_free (cli_ok (fixture->a, "set", id, "total_investment=4亿元", NULL));
  away = cli_run (fixture->a, "sync", NULL);
  g_assert_cmpint (away.status, ==, 3);
  g_assert_nonnull (strstr (away.err, server_run_url (fixture->server)));
  status = cli_json (fixture->a, "status", NULL);
  g_assert_cmpint (cli_int_at (status, "pending"), ==, 1);

  server_run_start (fixture->server);
  assert_agree (fixture);
  assert_value (fixture->b, id, "values/total_investment", "400000000.00 CNY");
}

/* As a program does that copies files and knows nothing of the server. */
static void
copy_by_hand (Fixture *fixture, const char *to)
{
  g_autofree char *path = g_build_filename (fixture->folder, "server.db", NULL);
  char *sql = sqlite3_mprintf ("VACUUM INTO %Q", to);
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
  sqlite3_free (sql);
}

/* A copy was put back and nobody told the server: devices that are ahead of it send nothing and
 * say what has to be done; when it was done, they offer what the backup lacks (G14). */
static void
test_went_back_untold (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = share_project (fixture);
  g_autofree char *backup = g_build_filename (fixture->folder, "backup.db", NULL);
  g_autofree char *later = NULL;

  copy_by_hand (fixture, backup);
  later = cli_ok (fixture->a, "add", "project", "name=机床", NULL);
  cli_sync (fixture->a);
  g_free (cli_ok (fixture->a, "set", id, "name=减速箱", NULL));

  server_run_kill (fixture->server);
  server_run_put_back (fixture->server, backup);
  server_run_start (fixture->server);
  for (guint i = 0; i < 2; i++)
    {
      g_auto (CliResult) ahead = i == 0 ? cli_run (fixture->a, "sync", NULL)
                                        : cli_run (fixture->a, "verify", "--server", NULL);
      g_autoptr (JsonNode) status = cli_json (fixture->a, "status", NULL);

      g_assert_cmpint (ahead.status, !=, 0);
      g_assert_nonnull (strstr (ahead.err, "landfall-server restored"));
      g_assert_cmpint (cli_int_at (status, "pending"), ==, 1);
    }

  server_run_command (fixture->server, "restored", NULL);
  assert_agree (fixture);
  assert_agree (fixture);
  assert_value (fixture->b, id, "values/name", "减速箱");
  assert_value (fixture->b, later, "values/name", "机床");
}

static char *
read_epoch (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "server.db", NULL);
  sqlite3_stmt *statement;
  sqlite3 *db;
  char *epoch;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT epoch FROM zone", -1, &statement, NULL), ==,
                   SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  epoch = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return epoch;
}

/* What “backup” made tells the server itself, before it answers anybody, that it was put back:
 * devices could not notice that others have written as many changes as were lost. */
static void
test_went_back_by_itself (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = share_project (fixture);
  g_autofree char *backup = g_build_filename (fixture->folder, "backup.db", NULL);
  g_autofree char *lost = NULL;
  g_autofree char *other = NULL;
  g_autofree char *epoch = NULL;
  g_autofree char *again = NULL;

  server_run_command (fixture->server, "backup", backup);
  lost = cli_ok (fixture->a, "add", "project", "name=机床", NULL);
  cli_sync (fixture->a);

  server_run_kill (fixture->server);
  server_run_put_back (fixture->server, backup);
  server_run_start (fixture->server);
  other = cli_ok (fixture->b, "add", "project", "name=轴承", NULL);
  g_free (cli_ok (fixture->b, "set", id, "name=减速箱", NULL));
  cli_sync (fixture->b);
  assert_agree (fixture);
  assert_agree (fixture);
  assert_value (fixture->b, lost, "values/name", "机床");
  assert_value (fixture->a, other, "values/name", "轴承");

  epoch = read_epoch (fixture);
  server_run_kill (fixture->server);
  server_run_start (fixture->server);
  again = read_epoch (fixture);
  g_assert_cmpstr (again, ==, epoch); /* it is no backup any more */
}

static void
test_login_statuses (Fixture *fixture, gconstpointer data)
{
  g_autofree char *wrong = g_build_filename (fixture->folder, "wrong", NULL);
  const char *url = server_run_url (fixture->server);
  g_auto (CliResult) refused = { 0 };
  g_auto (CliResult) away = { 0 };

  g_assert_true (g_file_set_contents (wrong, "something else", -1, NULL));
  refused = cli_run (fixture->a, "login", url, "--user", "林舒然", "--password-file", wrong, NULL);
  g_assert_cmpint (refused.status, ==, 1);
  server_run_kill (fixture->server);
  away = cli_run (fixture->a, "login", url, "--user", "林舒然", "--password-file", wrong, NULL);
  g_assert_cmpint (away.status, ==, 3);
}

/* Where and how a change was made goes with it to the other device. */
static void
test_history_elsewhere (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = share_project (fixture);
  g_autoptr (JsonNode) waiting = NULL;
  g_autoptr (JsonNode) here = NULL;
  g_autoptr (JsonNode) there = NULL;
  g_autoptr (JsonNode) trash = NULL;

  g_free (cli_ok (fixture->b, "set", id, "note=x", NULL));
  waiting = cli_json (fixture->b, "history", id, "--field", "note", NULL);
  g_assert_cmpstr (cli_string_at (waiting, "0/made"), ==, "unsent");
  g_free (cli_ok (fixture->b, "delete", id, NULL));
  cli_sync (fixture->b);
  cli_sync (fixture->a);
  here = cli_json (fixture->b, "history", id, "--field", "note", NULL);
  g_assert_cmpstr (cli_string_at (here, "0/made"), ==, "online");
  there = cli_json (fixture->a, "history", id, NULL);
  g_assert_cmpstr (cli_string_at (there, "0/made"), ==, "online");
  g_assert_cmpstr (cli_string_at (there, "0/author"), ==, "周砚秋");
  g_assert_cmpstr (cli_string_at (there, "0/device"), ==, cli_string_at (here, "0/device"));
  g_assert_false (json_node_get_boolean (cli_at (there, "0/here")));
  trash = cli_json (fixture->a, "trash", NULL);
  g_assert_cmpstr (cli_string_at (trash, "0/deleted_by"), ==, "周砚秋");
  g_free (cli_ok (fixture->a, "trash", "restore", id, NULL));
  assert_agree (fixture);
  assert_value (fixture->b, id, "values/note", "x");
}

/* A device that comes later knows nothing of what was done before; the server does. */
static void
test_history_before (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = cli_ok (fixture->a, "add", "project", "name=减速器", NULL);
  g_autoptr (JsonNode) known = NULL;
  g_autoptr (JsonNode) all = NULL;
  g_autoptr (JsonNode) notes = NULL;
  g_auto (CliResult) away = { 0 };

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *note = g_strdup_printf ("note=%u", i);

      g_free (cli_ok (fixture->a, "set", id, note, NULL));
      cli_sync (fixture->a);
    }
  cli_sync (fixture->b);
  g_free (cli_ok (fixture->b, "set", id, "note=mine", NULL));
  known = cli_json (fixture->b, "history", id, NULL);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (known)), ==, 1);
  all = cli_json (fixture->b, "history", id, "--server", NULL);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (all)), ==, 5);
  g_assert_cmpstr (cli_string_at (all, "0/made"), ==, "unsent");
  g_assert_cmpstr (cli_string_at (all, "1/author"), ==, "林舒然");
  g_assert_false (json_node_get_boolean (cli_at (all, "1/here")));
  notes = cli_json (fixture->b, "history", id, "--server", "--field", "note", NULL);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (notes)), ==, 4);

  server_run_kill (fixture->server);
  away = cli_run (fixture->b, "history", id, "--server", NULL);
  g_assert_cmpint (away.status, ==, 3);
  server_run_start (fixture->server);
}

static void
add (const char *path, gconstpointer data, void (*func) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, data, set_up, func, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/cli/server/all-kinds", NULL, test_all_kinds);
  add ("/cli/server/learned-headings", NULL, test_learned_headings);
  add ("/cli/server/whole-zone", NULL, test_whole_zone);
  add ("/cli/server/same-firm-offline", NULL, test_same_firm_offline);
  add ("/cli/server/a1-elsewhere", NULL, test_a1_elsewhere);
  add ("/cli/server/different-fields", NULL, test_different_fields);
  add ("/cli/server/same-field/a-first", GINT_TO_POINTER (FALSE), test_same_field);
  add ("/cli/server/same-field/b-first", GINT_TO_POINTER (TRUE), test_same_field);
  add ("/cli/server/resolve-with-value", NULL, test_resolve_with_value);
  add ("/cli/server/G13-sync-asks", NULL, test_g13_sync_asks);
  add ("/cli/server/edit-against-delete", NULL, test_edit_against_delete);
  add ("/cli/server/refused", NULL, test_refused);
  add ("/cli/server/refused-edited", NULL, test_refused_edited);
  add ("/cli/server/G3-mended", NULL, test_mended);
  add ("/cli/server/history-elsewhere", NULL, test_history_elsewhere);
  add ("/cli/server/history-before", NULL, test_history_before);
  add ("/cli/server/server-away", NULL, test_server_away);
  add ("/cli/server/G14-went-back-untold", NULL, test_went_back_untold);
  add ("/cli/server/G14-went-back-by-itself", NULL, test_went_back_by_itself);
  add ("/cli/server/login-statuses", NULL, test_login_statuses);
  return g_test_run ();
}
