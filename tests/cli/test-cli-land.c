/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The land of a project: steps with their days, documents and clocks, the price, standard land
 * (§6, W21–W26). */

#include "config.h"

#include "cli-run.h"
#include "lf-core.h"
#include "store-folder.h"

#include <string.h>

typedef struct
{
  char *folder, *store, *project, *land; /* ids */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *of = NULL;

  self->folder = store_folder_make ();
  self->store = g_build_filename (self->folder, "store", NULL);
  g_free (cli_ok (self->store, "init", NULL));
  self->project = cli_ok (self->store, "add", "project", "name=减速器", NULL);
  of = g_strconcat ("project=", self->project, NULL);
  self->land = cli_ok (self->store, "add", "land_case", "plot=A-1", of, "area_mu=5公顷", NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_free (self->project);
  g_free (self->land);
  g_free (self->store);
  store_folder_remove (self->folder);
}

static void
assert_told (JsonNode *land, const char *path, const char *value)
{
  g_assert_cmpstr (cli_string_at (land, path), ==, value);
}

static void
test_area (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonNode) land = cli_json (self->store, "land", self->project, NULL);

  assert_told (land, "cases/0/area/mu", "75");
  assert_told (land, "cases/0/area/m2", "50000");
  assert_told (land, "cases/0/area/hectares", "5");
  assert_told (land, "cases/0/next", "conversion");
  assert_told (land, "cases/0/idle", "in_time");
}

/* W21: listing 20 days after the notice, the result within 10 working days of 摘牌. */
static void
test_steps (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonNode) noticed = NULL;
  g_autoptr (JsonNode) won = NULL;
  g_autoptr (JsonNode) undone = NULL;
  g_autofree char *path = g_build_filename (self->folder, "成交确认书.txt", NULL);
  const LfDate today = lf_date_today ();
  LfDate notice = lf_date_add_days (&today, -5), free_from = lf_date_add_days (&notice, 20);
  g_autofree char *noticed_on = lf_date_to_canonical (&notice);
  g_autofree char *due = lf_date_to_canonical (&free_from);

  g_assert_true (g_file_set_contents (path, "成交", -1, NULL));
  g_free (cli_ok (self->store, "land", self->project, "公告", "--on", noticed_on, NULL));
  noticed = cli_json (self->store, "land", self->land, NULL);
  assert_told (noticed, "cases/0/next", "registration");
  assert_told (noticed, "cases/0/steps/5/law/due", due);
  assert_told (noticed, "cases/0/steps/5/law/source", "W21");

  g_free (cli_ok (self->store, "land", self->land, "won", "--on", "2026-04-02", "--price",
                  "3000万元", "--confirmation", "2026-07", "--file", path, NULL));
  won = cli_json (self->store, "land", self->land, NULL);
  assert_told (won, "cases/0/price", "30000000.00 CNY");
  assert_told (won, "cases/0/price_per_mu", "400000.00 CNY");
  assert_told (won, "cases/0/values/confirmation_number", "2026-07");
  assert_told (won, "cases/0/steps/6/on", "2026-04-02");
  assert_told (won, "cases/0/steps/6/documents/0/title", "Land won");
  assert_told (won, "cases/0/next", "result");
  assert_told (won, "cases/0/steps/7/law/clock", "result");
  assert_told (won, "cases/0/steps/7/law/due", "2026-04-17"); /* over 清明 */

  g_free (cli_ok (self->store, "undo", NULL));
  undone = cli_json (self->store, "land", self->land, NULL);
  g_assert_null (cli_string_at (undone, "cases/0/price"));
  g_assert_null (cli_string_at (undone, "cases/0/steps/6/on"));
  assert_told (undone, "cases/0/next", "registration");
}

static void
assert_refused (Fixture *self,
                const char *says,
                const char *id,
                const char *step,
                const char *option,
                const char *value)
{
  g_auto (CliResult) result = option == NULL
                                  ? cli_run (self->store, "land", id, step, NULL)
                                  : cli_run (self->store, "land", id, step, option, value, NULL);

  g_test_message ("%s", result.err);
  g_assert_cmpint (result.status, !=, 0);
  g_assert_nonnull (strstr (result.err, says));
}

static void
test_refusals (Fixture *self, gconstpointer data)
{
  g_autofree char *before = cli_ok (self->store, "digest", NULL);
  g_autofree char *after = NULL;
  g_autofree char *firm = NULL;

  assert_refused (self, "has not come yet", self->land, "title", "--on", "2199-01-01");
  assert_refused (self, "settles neither price", self->land, "title", "--price", "1亿元");
  assert_refused (self, "is no step", self->land, "开工", NULL, NULL);
  assert_refused (self, "nowhere", self->land, "won", "--file", "/nowhere.pdf");
  /* a step's facts without the step */
  assert_refused (self, "Say which step", self->land, "--on=2026-01-02", NULL, NULL);
  assert_refused (self, "Say which step", self->land, "--price=1亿元", NULL, NULL);
  after = cli_ok (self->store, "digest", NULL);
  g_assert_cmpstr (before, ==, after);
  firm = cli_ok (self->store, "add", "enterprise", "name=天承", NULL);
  assert_refused (self, "only projects and land cases", firm, NULL, NULL, NULL);
}

static void
test_several (Fixture *self, gconstpointer data)
{
  g_autofree char *of = g_strconcat ("project=", self->project, NULL);
  g_autoptr (JsonNode) land = NULL;

  g_free (cli_ok (self->store, "add", "land_case", "plot=A-2", of, "method=agreement", NULL));
  assert_refused (self, "several land cases", self->project, "contract", NULL, NULL);
  land = cli_json (self->store, "land", self->land, NULL);
  g_assert_cmpuint (cli_length_at (land, "cases"), ==, 1);
}

/* W24, W25: a floor each, met, missed or open. */
static void
test_standard_land (Fixture *self, gconstpointer data)
{
  g_autofree char *of = g_strconcat ("project=", self->project, NULL);
  g_autoptr (JsonNode) land = NULL;
  g_autofree char *text = NULL;

  g_free (cli_ok (self->store, "add", "standard_land", "number=2026-01", of,
                  "promised_investment_wan_per_mu=150", "found_investment_wan_per_mu=162",
                  "promised_tax_wan_per_mu=8", "found_tax_wan_per_mu=7.5",
                  "promised_plot_ratio=1.5", NULL));
  land = cli_json (self->store, "land", self->project, NULL);
  assert_told (land, "standard_land/0/indicators/0/verdict", "met");
  assert_told (land, "standard_land/0/indicators/1/verdict", "open");
  assert_told (land, "standard_land/0/indicators/2/verdict", "missed");
  assert_told (land, "standard_land/0/verdict", "missed");
  text = cli_ok (self->store, "land", self->project, NULL);
  g_assert_nonnull (strstr (text, "✗ Missed"));
  g_assert_nonnull (strstr (text, "75 mu · 50000 m² · 5 ha"));
}

/* W22 */
static void
test_idle (Fixture *self, gconstpointer data)
{
  static const struct
  {
    int days_ago;
    const char *idle;
  } cases[] = { { 300, "in_time" }, { 400, "fee" }, { 800, "to_be_returned" } };
  const LfDate today = lf_date_today ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LfDate agreed = lf_date_add_days (&today, -cases[i].days_ago);
      g_autofree char *day = lf_date_to_canonical (&agreed);
      g_autofree char *value = g_strconcat ("agreed_start_date=", day, NULL);
      g_autoptr (JsonNode) land = NULL;

      g_free (cli_ok (self->store, "set", self->land, value, NULL));
      land = cli_json (self->store, "land", self->land, NULL);
      assert_told (land, "cases/0/idle", cases[i].idle);
    }
}

static void
test_paper (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "land.pdf", NULL);
  g_autofree char *contents = NULL;

  g_free (cli_ok (self->store, "land", self->land, "--output", path, NULL));
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_true (g_str_has_prefix (contents, "%PDF"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test) g_test_add ("/cli/land/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("area", test_area);
  ADD ("W21-steps", test_steps);
  ADD ("refusals", test_refusals);
  ADD ("several", test_several);
  ADD ("W24-standard-land", test_standard_land);
  ADD ("W22-idle", test_idle);
  ADD ("paper", test_paper);
  return g_test_run ();
}
