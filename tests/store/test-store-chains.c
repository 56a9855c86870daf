/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chains in a store (domain.md L2–L4): read with all that stands in them, and closed by what S4
 * tells of. */

#include "config.h"

#include "store-fixture.h"

#include "lf-store-chains.h"

static const LfDate today = { 2026, 11, 22 };

static LfRecord *
put (LfStore *store, const char *entity, const char *const *values)
{
  LfRecord *record = lf_record_new (lf_schema_find (entity), NULL);
  g_autoptr (LfChange) change = lf_change_new (entity);

  for (; *values != NULL; values += 2)
    lf_record_set (record, values[0], values[1]);
  lf_change_create (change, record);
  commit_change (store, change);
  return record;
}

#define PUT(store, entity, ...) put (store, entity, (const char *const[]){ __VA_ARGS__, NULL })

static LfChain *
read_chain (LfStore *store, const LfRecord *chain)
{
  g_autoptr (GError) error = NULL;
  LfChain *read = lf_store_chain_sync (store, lf_record_id (chain), &today, &error);

  g_assert_no_error (error);
  return read;
}

static void
assert_told (LfStore *store, const LfRecord *record, const char *expected)
{
  g_autoptr (LfChain) chain = read_chain (store, record);
  g_autofree char *told = lf_chain_tell (chain);

  g_assert_cmpstr (told, ==, expected);
}

/* L2, S4: the chain of integrated circuits lacked packaging and modules; two projects of 10亿 and
 * more closed it. */
static void
test_closing (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "设计", "制造", "封装", "模组" };
  LfStore *store = fixture->store;
  g_autoptr (LfRecord) chain = PUT (store, "chain", "name", "集成电路");
  g_autoptr (LfRecord) firm = PUT (store, "enterprise", "name", "芯片设计公司", "kind", "investor",
                                   "is_above_scale", "1");
  LfRecord *segments[4], *fab, *pack, *module;
  g_autoptr (LfChange) drop = lf_change_new ("drop");

  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *position = g_strdup_printf ("%u", i + 1);

      segments[i] = PUT (store, "segment", "name", names[i], "chain", lf_record_id (chain),
                         "position", position, "enterprises", i == 0 ? lf_record_id (firm) : NULL);
    }
  assert_told (store, chain, "3 segments missing: 制造, 封装, 模组");
  fab = PUT (store, "project", "name", "晶圆厂", "chain", lf_record_id (chain), "segment",
             lf_record_id (segments[1]), "stage", "production");
  assert_told (store, chain, "2 segments missing: 封装, 模组");
  pack = PUT (store, "project", "name", "先进封装", "segment", lf_record_id (segments[2]), "stage",
              "signed", "total_investment", "1200000000.00 CNY");
  module = PUT (store, "project", "name", "光学模组", "segment", lf_record_id (segments[3]),
                "stage", "started", "total_investment", "1000000000.00 CNY");
  assert_told (store, chain, "Closed: 3 present, 1 weak");
  lf_change_delete (drop, module);
  commit_change (store, drop);
  assert_told (store, chain, "1 segment missing: 模组");
  for (guint i = 0; i < 4; i++)
    lf_record_unref (segments[i]);
  lf_record_unref (fab);
  lf_record_unref (pack);
  lf_record_unref (module);
}

/* L2, L3: what a click on a segment lists. */
static void
test_what_stands (Fixture *fixture, gconstpointer data)
{
  LfStore *store = fixture->store;
  g_autoptr (LfRecord) chain = PUT (store, "chain", "name", "光电");
  g_autoptr (LfRecord) other = PUT (store, "chain", "name", "医药");
  const char *id = lf_record_id (chain);
  g_autofree char *both = g_strdup_printf ("%s\n%s", id, lf_record_id (other));
  g_autoptr (LfRecord) segment = PUT (store, "segment", "name", "镜头", "chain", id);
  g_autoptr (LfRecord) away = PUT (store, "segment", "name", "药", "chain", lf_record_id (other));
  g_autoptr (LfRecord) owner = PUT (store, "account", "name", "李明");
  const char *there = lf_record_id (segment);
  g_autoptr (LfRecord) lead
      = PUT (store, "project", "name", "线索", "stage", "lead", "segment", there);
  g_autoptr (LfRecord) stray
      = PUT (store, "project", "name", "未定环节", "stage", "signed", "chain", id);
  g_autoptr (LfRecord) elsewhere
      = PUT (store, "project", "name", "药厂", "stage", "signed", "segment", lf_record_id (away));
  g_autoptr (LfRecord) target
      = PUT (store, "target", "name", "舜宇", "segment", there, "owner", lf_record_id (owner));
  g_autoptr (LfRecord) expert = PUT (store, "expert", "name", "王教授", "chains", both);
  g_autoptr (LfRecord) fund = PUT (store, "fund", "name", "光电基金", "chains", id);
  g_autoptr (LfRecord) item
      = PUT (store, "kit_item", "title", "规划", "chain", id, "one", "plan", "is_done", "1");
  g_autoptr (LfChain) read = read_chain (store, chain);
  const LfChainSegment *found = lf_chain_segment (read, 0);
  g_autofree char *told = lf_chain_tell_holding (read, 0);
  g_autofree char *who = lf_record_format (found->targets->pdata[0], "owner");

  g_assert_cmpuint (read->segments->len, ==, 1);
  g_assert_cmpstr (told, ==, "1 lead, 1 target");
  g_assert_cmpstr (lf_segment_state_key (found->state), ==, "missing");
  g_assert_cmpstr (who, ==, "李明");
  g_assert_cmpuint (read->unplaced->len, ==, 1);
  g_assert_cmpuint (read->experts->len, ==, 1);
  g_assert_cmpuint (read->funds->len, ==, 1);
  g_assert_cmpuint (read->n_ones_done, ==, 1);
}

/* L2: the numbers that make a segment present are the zone's. */
static void
test_rules (Fixture *fixture, gconstpointer data)
{
  LfStore *store = fixture->store;
  g_autoptr (LfRecord) chain = PUT (store, "chain", "name", "光电");
  g_autoptr (LfRecord) segment
      = PUT (store, "segment", "name", "镜头", "chain", lf_record_id (chain));
  g_autoptr (LfRecord) firm = PUT (store, "enterprise", "name", "小厂", "kind", "resident",
                                   "segment", lf_record_id (segment), "jobs", "20");
  g_autoptr (LfRecord) rule = NULL;
  g_autoptr (GPtrArray) chains = NULL;
  g_autoptr (GError) error = NULL;

  assert_told (store, chain, "Closed: 0 present, 1 weak");
  rule = PUT (store, "rule", "rule", "segment_firms", "value", "1", "valid_from", "2026-01-01");
  assert_told (store, chain, "Closed: 1 present, 0 weak");
  chains = lf_store_chains_sync (store, &today, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (chains->len, ==, 1);
  g_assert_true (((LfChain *) chains->pdata[0])->is_closed);
}

static void
test_none (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) chains = lf_store_chains_sync (fixture->store, &today, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (chains->len, ==, 0);
  g_assert_null (
      lf_store_chain_sync (fixture->store, "0190a000-0000-7000-8000-000000000000", &today, &error));
  g_assert_error (error, LF_ERROR, LF_ERROR_NOT_FOUND);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/store/chains/L2-closing", test_closing);
  ADD ("/store/chains/L3-what-stands", test_what_stands);
  ADD ("/store/chains/L2-rules", test_rules);
  ADD ("/store/chains/none", test_none);
  return g_test_run ();
}
