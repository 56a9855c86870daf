/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chains (domain.md L2–L4, L16): states by table, the tree, random chains against a slow second
 * judge, targets, the seven ones. */

#include "lf-core.h"

#include <string.h>

static const LfDate today = { 2026, 11, 22 };

/* ---- States ---- */

static void
test_states (void)
{
  static const struct
  {
    LfSegmentHolding holding; /* sites, coming, leads, large, small */
    const char *typed;
    LfSegmentState state;
    LfSegmentGround ground;
  } cases[] = {
    { { 0, 0, 0, 0, 0 }, NULL, LF_SEGMENT_MISSING, LF_SEGMENT_BY_NOTHING },
    { { 0, 0, 5, 0, 0 }, NULL, LF_SEGMENT_MISSING, LF_SEGMENT_BY_NOTHING }, /* leads are hopes */
    { { 0, 0, 0, 0, 0 }, "present", LF_SEGMENT_MISSING, LF_SEGMENT_BY_NOTHING },
    { { 0, 0, 0, 0, 0 }, "weak", LF_SEGMENT_MISSING, LF_SEGMENT_BY_NOTHING },
    { { 0, 1, 0, 0, 0 }, NULL, LF_SEGMENT_WEAK, LF_SEGMENT_BY_PROJECT },
    { { 0, 9, 0, 0, 0 }, "present", LF_SEGMENT_WEAK, LF_SEGMENT_BY_PROJECT },
    { { 0, 1, 0, 0, 2 }, NULL, LF_SEGMENT_WEAK, LF_SEGMENT_BY_PROJECT },
    { { 0, 0, 0, 0, 1 }, NULL, LF_SEGMENT_WEAK, LF_SEGMENT_BY_SMALL_FIRM },
    { { 0, 0, 0, 0, 2 }, "missing", LF_SEGMENT_WEAK, LF_SEGMENT_BY_SMALL_FIRM },
    { { 0, 0, 0, 0, 3 }, "missing", LF_SEGMENT_PRESENT, LF_SEGMENT_BY_FIRMS },
    { { 0, 0, 0, 1, 0 }, NULL, LF_SEGMENT_PRESENT, LF_SEGMENT_BY_LARGE_FIRM },
    { { 0, 0, 0, 1, 0 }, "weak", LF_SEGMENT_WEAK, LF_SEGMENT_BY_HAND },
    { { 1, 0, 0, 0, 0 }, NULL, LF_SEGMENT_PRESENT, LF_SEGMENT_BY_SITE },
    { { 1, 0, 0, 0, 0 }, "missing", LF_SEGMENT_PRESENT, LF_SEGMENT_BY_SITE },
    { { 1, 2, 3, 4, 5 }, "weak", LF_SEGMENT_WEAK, LF_SEGMENT_BY_HAND },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LfSegmentGround ground;

      g_test_message ("case %u", i);
      g_assert_cmpint (lf_segment_judge (&cases[i].holding, 3, cases[i].typed, &ground), ==,
                       cases[i].state);
      g_assert_cmpint (ground, ==, cases[i].ground);
    }
}

/* ---- A chain made of records ---- */

static LfRecord *
make (const char *entity, const char *id, const char *const *values)
{
  LfRecord *record = lf_record_new (lf_schema_find (entity), id);

  for (; *values != NULL; values += 2)
    lf_record_set (record, values[0], values[1]);
  return record;
}

#define MAKE(entity, id, ...) make (entity, id, (const char *const[]){ __VA_ARGS__, NULL })

static void
take (LfChain *chain, LfRecord *record /* (transfer full) */)
{
  lf_chain_take (chain, record);
  lf_record_unref (record);
}

static LfChain *
new_chain (const char *name)
{
  g_autoptr (LfRecord) record = MAKE ("chain", "chain", "name", name);

  return lf_chain_new (record, NULL, &today);
}

static void
assert_segment (const LfChain *chain, guint i, const char *id, guint depth, LfSegmentState state)
{
  const LfChainSegment *segment = lf_chain_segment (chain, i);

  g_assert_cmpstr (lf_record_id (segment->record), ==, id);
  g_assert_cmpuint (segment->depth, ==, depth);
  g_assert_cmpstr (lf_segment_state_key (segment->state), ==, lf_segment_state_key (state));
}

static void
test_tree (void)
{
  g_autoptr (LfChain) chain = new_chain ("集成电路");
  g_autofree char *told = NULL;

  take (chain, MAKE ("segment", "make", "name", "制造", "chain", "chain", "position", "2"));
  take (chain, MAKE ("segment", "design", "name", "设计", "chain", "chain", "position", "1"));
  take (chain, MAKE ("segment", "eda", "name", "EDA", "chain", "chain", "parent", "design"));
  take (chain, MAKE ("segment", "ip", "name", "IP", "chain", "chain", "parent", "design",
                     "position", "1"));
  take (chain, MAKE ("segment", "round", "name", "甲", "chain", "chain", "parent", "trip"));
  take (chain, MAKE ("segment", "trip", "name", "乙", "chain", "chain", "parent", "round"));
  take (chain, MAKE ("segment", "other", "name", "别链", "chain", "another"));
  take (chain, MAKE ("project", "p1", "name", "IP核", "segment", "ip", "stage", "production"));
  lf_chain_settle (chain);
  g_assert_cmpuint (chain->segments->len, ==, 6);
  assert_segment (chain, 0, "design", 0, LF_SEGMENT_WEAK);
  assert_segment (chain, 1, "ip", 1, LF_SEGMENT_PRESENT);
  assert_segment (chain, 2, "eda", 1, LF_SEGMENT_MISSING);
  assert_segment (chain, 3, "make", 0, LF_SEGMENT_MISSING);
  assert_segment (chain, 4, "round", 0, LF_SEGMENT_MISSING); /* part of itself: told once */
  assert_segment (chain, 5, "trip", 1, LF_SEGMENT_MISSING);
  told = lf_chain_tell_segment (chain, 0);
  g_assert_cmpstr (told, ==, "Weak: By its parts: 1 Present, 1 Missing.");
  g_assert_false (chain->is_closed);
}

/* L2, S4: packaging and modules, each ≥ 10亿, closed the chain of integrated circuits. */
static void
test_closing (void)
{
  static const char *const stages[] = { "lead", "negotiation", "signed", "started", "dropped" };
  static const gboolean closes[] = { FALSE, TRUE, TRUE, TRUE, FALSE };

  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    {
      g_autoptr (LfChain) chain = new_chain ("集成电路");
      g_autofree char *told = NULL;

      take (chain, MAKE ("segment", "s1", "name", "设计", "chain", "chain", "position", "1"));
      take (chain, MAKE ("segment", "s2", "name", "制造", "chain", "chain", "position", "2"));
      take (chain, MAKE ("segment", "s3", "name", "封装", "chain", "chain", "position", "3"));
      take (chain, MAKE ("segment", "s4", "name", "模组", "chain", "chain", "position", "4"));
      take (chain, MAKE ("enterprise", "f1", "name", "设计公司", "kind", "resident", "segment",
                         "s1", "is_above_scale", "1"));
      take (chain,
            MAKE ("project", "p1", "name", "晶圆厂", "segment", "s2", "stage", "full_capacity"));
      take (chain, MAKE ("project", "p2", "name", "封装", "segment", "s3", "stage", stages[i],
                         "total_investment", "1200000000 CNY"));
      take (chain, MAKE ("project", "p3", "name", "模组", "segment", "s4", "stage", stages[i]));
      lf_chain_settle (chain);
      told = lf_chain_tell (chain);
      g_test_message ("%s: %s", stages[i], told);
      g_assert_cmpint (chain->is_closed, ==, closes[i]);
      g_assert_cmpstr (told, ==,
                       !closes[i] ? "2 segments missing: 封装, 模组"
                       : i == 3   ? "Closed: 4 present, 0 weak"
                                  : "Closed: 2 present, 2 weak");
    }
}

/* L2: who counts as large, who is resident, and what typing does. */
static void
test_why (void)
{
  static const struct
  {
    const char *typed, *kind, *jobs;
    const char *told;
  } cases[] = {
    { "missing", "resident", "100",
      "Present: 1 firm here is above scale or has 100 jobs or more." },
    { "missing", "resident", "99", "Weak: 1 small firm is here, and 3 are enough." },
    { "missing", "investor", "900", "Missing: No firm is here, and no project is past a lead." },
    { "present", "resident", "5",
      "Weak: 1 small firm is here, and 3 are enough. It was marked “Present” by hand, which the "
      "records do not bear out." },
    { "weak", "resident", "100",
      "Weak: Marked as weak by hand; by the records it would be present (1 firm here is above "
      "scale or has 100 jobs or more)." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LfChain) chain = new_chain ("光电");
      g_autofree char *told = NULL;

      take (chain,
            MAKE ("segment", "s", "name", "镜头", "chain", "chain", "state", cases[i].typed));
      take (chain, MAKE ("enterprise", "f", "name", "光学", "kind", cases[i].kind, "segment", "s",
                         "jobs", cases[i].jobs));
      lf_chain_settle (chain);
      told = lf_chain_tell_segment (chain, 0);
      g_assert_cmpstr (told, ==, cases[i].told);
    }
}

/* ---- A slow second judge ---- */

typedef struct
{
  GPtrArray *segments, *projects, *firms;
} Zone;

static LfSegmentState
judge_slowly (const Zone *zone, const LfRecord *segment)
{
  const char *id = lf_record_id (segment);
  guint small = 0, parts = 0, parts_there = 0, parts_whole = 0;
  gboolean strong = FALSE, some = FALSE;
  LfSegmentState own;

  for (guint i = 0; i < zone->projects->len; i++)
    {
      const LfRecord *project = zone->projects->pdata[i];
      const char *stage = lf_record_get (project, "stage");

      if (g_strcmp0 (lf_record_get (project, "segment"), id) != 0)
        continue;
      strong |= strstr ("started|completed|production|full_capacity", stage) != NULL;
      some |= strstr ("negotiation|approved|signed|land", stage) != NULL;
    }
  for (guint i = 0; i < zone->firms->len; i++)
    {
      const LfRecord *firm = zone->firms->pdata[i];
      const char *named = lf_record_get (segment, "enterprises");
      const char *jobs = lf_record_get (firm, "jobs");
      gboolean here = (named != NULL && strstr (named, lf_record_id (firm)) != NULL)
                      || (g_strcmp0 (lf_record_get (firm, "segment"), id) == 0
                          && g_strcmp0 (lf_record_get (firm, "kind"), "resident") == 0);

      if (here && (lf_record_get (firm, "is_above_scale") != NULL || atoi (jobs) >= 100))
        strong = TRUE;
      else if (here)
        small++;
    }
  own = strong || small >= 3 ? LF_SEGMENT_PRESENT
        : some || small > 0  ? LF_SEGMENT_WEAK
                             : LF_SEGMENT_MISSING;
  for (guint i = 0; i < zone->segments->len; i++)
    if (g_strcmp0 (lf_record_get (zone->segments->pdata[i], "parent"), id) == 0)
      {
        LfSegmentState state = judge_slowly (zone, zone->segments->pdata[i]);

        parts++;
        parts_there += state != LF_SEGMENT_MISSING;
        parts_whole += state == LF_SEGMENT_PRESENT;
      }
  if (parts > 0)
    own = parts_whole == parts                           ? LF_SEGMENT_PRESENT
          : parts_there > 0 || own != LF_SEGMENT_MISSING ? LF_SEGMENT_WEAK
                                                         : LF_SEGMENT_MISSING;
  if (own == LF_SEGMENT_PRESENT && g_strcmp0 (lf_record_get (segment, "state"), "weak") == 0)
    own = LF_SEGMENT_WEAK;
  return own;
}

static const char *
pick (GRand *rand, const char *const *words, guint n)
{
  return words[g_rand_int_range (rand, 0, (int) n)];
}

static void
fill_zone (Zone *zone, GRand *rand)
{
  static const char *const stages[]
      = { "lead",      "negotiation", "approved",      "signed",    "land",   "started",
          "completed", "production",  "full_capacity", "suspended", "dropped" };
  static const char *const states[] = { "present", "weak", "missing" };
  static const char *const kinds[] = { "resident", "investor" };
  static const char *const jobs[] = { "1", "99", "100", "5000" };
  guint n = (guint) g_rand_int_range (rand, 1, 9);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("segment-%u.", i);
      g_autofree char *parent = g_strdup_printf ("segment-%d.", g_rand_int_range (rand, 0, 12));
      g_autofree char *named = g_strdup_printf ("firm-%d.", g_rand_int_range (rand, 0, 20));
      gboolean has_parent = parent[8] - '0' < (int) i && parent[9] == '.';

      g_ptr_array_add (zone->segments, MAKE ("segment", id, "name", id, "chain", "chain", "state",
                                             pick (rand, states, 3), "enterprises", named, "parent",
                                             has_parent ? parent : NULL));
    }
  for (guint i = 0; i < 2 * n; i++)
    {
      g_autofree char *project = g_strdup_printf ("project-%u", i);
      g_autofree char *firm = g_strdup_printf ("firm-%u.", i);
      g_autofree char *first = g_strdup_printf ("segment-%d.", g_rand_int_range (rand, 0, 12));
      g_autofree char *second = g_strdup_printf ("segment-%d.", g_rand_int_range (rand, 0, 12));

      if (g_rand_boolean (rand))
        g_ptr_array_add (zone->projects, MAKE ("project", project, "name", project, "segment",
                                               first, "stage", pick (rand, stages, 11)));
      g_ptr_array_add (zone->firms,
                       MAKE ("enterprise", firm, "name", firm, "segment", second, "kind",
                             pick (rand, kinds, 2), "jobs", pick (rand, jobs, 4), "is_above_scale",
                             g_rand_int_range (rand, 0, 6) == 0 ? "1" : NULL));
    }
}

static void
take_all (LfChain *chain, GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    lf_chain_take (chain, records->pdata[i]);
}

/* L2 */
static void
test_random_chains (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (2026);
  guint n_states[LF_N_SEGMENT_STATES] = { 0 };

  for (guint round = 0; round < 1500; round++)
    {
      Zone zone = { g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref),
                    g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref),
                    g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref) };
      g_autoptr (LfChain) chain = new_chain ("链");
      guint n_missing = 0;

      fill_zone (&zone, rand);
      take_all (chain, zone.segments);
      take_all (chain, zone.projects);
      take_all (chain, zone.firms);
      take_all (chain, zone.firms); /* twice is once */
      lf_chain_settle (chain);
      g_assert_cmpuint (chain->segments->len, ==, zone.segments->len);
      for (guint i = 0; i < chain->segments->len; i++)
        {
          const LfChainSegment *segment = lf_chain_segment (chain, i);
          LfSegmentState slow = judge_slowly (&zone, segment->record);

          g_assert_cmpint (segment->state, ==, slow);
          n_states[slow]++;
          n_missing += slow == LF_SEGMENT_MISSING;
        }
      g_assert_cmpint (chain->is_closed, ==, n_missing == 0);
      g_ptr_array_unref (zone.segments);
      g_ptr_array_unref (zone.projects);
      g_ptr_array_unref (zone.firms);
    }
  for (guint i = 0; i < LF_N_SEGMENT_STATES; i++)
    g_assert_cmpuint (n_states[i], >, 300);
}

/* ---- Targets and the seven ones ---- */

static const char *
new_value (const LfChange *change, const char *entity, const char *field)
{
  for (guint i = 0; i < change->ops->len; i++)
    {
      const LfOp *op = change->ops->pdata[i];
      const LfEdit *edit = strcmp (op->entity, entity) == 0 ? lf_op_find (op, field) : NULL;

      if (edit != NULL)
        return edit->value;
    }
  return NULL;
}

/* L3 */
static void
test_target (void)
{
  g_autoptr (LfChain) chain = new_chain ("集成电路");
  g_autoptr (LfRecord) target = NULL;
  g_autoptr (LfChange) change = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *project = NULL;

  take (chain, MAKE ("segment", "s", "name", "封装", "chain", "chain", "gap", "缺先进封装"));
  lf_chain_settle (chain);
  target = lf_chain_new_target (chain, 0);
  g_assert_cmpstr (lf_record_get (target, "segment"), ==, "s");
  g_assert_cmpstr (lf_record_get (target, "chain"), ==, "chain");
  g_assert_cmpstr (lf_record_get (target, "reason"), ==, "缺先进封装");
  lf_record_set (target, "name", "长电");
  lf_record_set (target, "owner", "me");
  lf_record_set (target, "next_step", "上门");
  lf_record_set (target, "next_step_date", "2026-12-01");
  change = lf_target_make_lead (target, &today, &project, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (new_value (change, "project", "name"), ==, "长电");
  g_assert_cmpstr (new_value (change, "project", "stage"), ==, "lead");
  g_assert_cmpstr (new_value (change, "project", "segment"), ==, "s");
  g_assert_cmpstr (new_value (change, "project", "owner"), ==, "me");
  g_assert_cmpstr (new_value (change, "project", "next_step_date"), ==, "2026-12-01");
  g_assert_cmpstr (new_value (change, "project", "content"), ==, "缺先进封装");
  g_assert_cmpstr (new_value (change, "target", "state"), ==, "won");
  g_assert_cmpstr (new_value (change, "target", "project"), ==, project);
  lf_record_set (target, "project", project);
  g_clear_pointer (&change, lf_change_unref);
  change = lf_target_make_lead (target, &today, NULL, &error);
  g_assert_error (error, LF_ERROR, LF_ERROR_INVALID);
  g_assert_null (change);
}

/* L4 */
static void
test_seven_ones (void)
{
  g_autoptr (LfChain) chain = new_chain ("光电");
  g_autoptr (LfChange) change = NULL;
  g_autofree char *told = NULL;

  take (chain,
        MAKE ("kit_item", "k1", "title", "规划", "chain", "chain", "one", "plan", "is_done", "1"));
  take (chain, MAKE ("kit_item", "k2", "title", "又一规划", "chain", "chain", "one", "plan",
                     "is_done", "1"));
  take (chain, MAKE ("kit_item", "k3", "title", "基金", "chain", "chain", "one", "fund"));
  lf_chain_settle (chain);
  told = lf_chain_tell_ones (chain);
  g_assert_cmpstr (told, ==, "1 of 7");
  change = lf_chain_fill_kit (chain);
  g_assert_cmpuint (change->ops->len, ==, 5);
  for (guint i = 0; i < change->ops->len; i++)
    {
      const LfOp *op = change->ops->pdata[i];
      g_autoptr (LfRecord) item = lf_record_new (lf_schema_find ("kit_item"), op->id);

      for (guint j = 0; j < op->edits->len; j++)
        {
          const LfEdit *edit = op->edits->pdata[j];

          lf_record_set (item, edit->field, edit->value);
        }
      lf_chain_take (chain, item);
    }
  lf_chain_settle (chain);
  g_assert_null (lf_chain_fill_kit (chain));
  g_assert_cmpuint (chain->kit->len, ==, 8);
  g_assert_cmpuint (chain->n_ones_done, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chain/L2-states", test_states);
  g_test_add_func ("/chain/L2-tree", test_tree);
  g_test_add_func ("/chain/L2-closing", test_closing);
  g_test_add_func ("/chain/L2-why", test_why);
  g_test_add_func ("/chain/L2-random-chains", test_random_chains);
  g_test_add_func ("/chain/L3-target", test_target);
  g_test_add_func ("/chain/L4-seven-ones", test_seven_ones);
  return g_test_run ();
}
