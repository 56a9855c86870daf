/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The zone's own industries (domain.md L5): the longest prefix, and what two codes of a project
 * have to say of each other. */

#include "lf-core.h"
#include "lf-industry-tree.h"

static LfTaxonomy *
make_taxonomy (void)
{
  static const struct
  {
    const char *id, *name, *parent, *codes;
  } industries[] = {
    { "1", "新材料", NULL, "26\n30" },    { "2", "膜材料", "1", "2652" },
    { "3", "电子信息", NULL, "39\nC40" }, { "4", "集成电路", "3", "3973" },
    { "5", "半导体", "4", "3973" }, /* the part goes before the whole */
    { "6", "软件", NULL, "65" },          { "7", "空", NULL, NULL },
  };
  LfTaxonomy *self = lf_taxonomy_new ();

  for (guint i = 0; i < G_N_ELEMENTS (industries); i++)
    {
      g_autoptr (LfRecord) industry = lf_record_new (lf_schema_find ("industry"), industries[i].id);

      lf_record_set (industry, "name", industries[i].name);
      lf_record_set (industry, "parent", industries[i].parent);
      lf_record_set (industry, "industry_codes", industries[i].codes);
      lf_taxonomy_take (self, industry);
    }
  return self;
}

static void
test_prefix (void)
{
  static const struct
  {
    const char *code, *path;
  } cases[] = {
    { "2651", "新材料" },
    { "2652", "新材料/膜材料" },
    { "3973", "电子信息/集成电路/半导体" },
    { "C3973", "电子信息/集成电路/半导体" },
    { "3974", "电子信息" },
    { "4011", "电子信息" },
    { "C", NULL },
    { "3", NULL }, /* shorter than any */
    { "9999", NULL },
    { NULL, NULL },
  };
  g_autoptr (LfTaxonomy) taxonomy = make_taxonomy ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const LfRecord *found = lf_taxonomy_find (taxonomy, cases[i].code);
      g_autofree char *path = found == NULL ? NULL : lf_taxonomy_path (taxonomy, found);

      g_test_message ("%s", cases[i].code);
      g_assert_cmpstr (path, ==, cases[i].path);
    }
}

static void
test_check (void)
{
  static const struct
  {
    const char *code, *name, *check;
  } cases[] = {
    { "3973", "半导体", "agreed" },   { "3973", "电子信息", "agreed" }, /* the whole of it */
    { "3974", "集成电路", "agreed" }, { "3973", "软件", "conflict" },
    { "3973", "纺织", "unknown" },    { "3973", NULL, "no_name" },
    { NULL, "软件", "no_code" },      { NULL, NULL, "neither" },
    { "9999", "软件", "unmapped" },
  };
  g_autoptr (LfTaxonomy) taxonomy = make_taxonomy ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LfRecord) project = lf_record_new (lf_schema_find ("project"), "p");
      const LfRecord *right = NULL;

      lf_record_set (project, "industry_code", cases[i].code);
      lf_record_set (project, "industry", cases[i].name);
      g_test_message ("case %u", i);
      g_assert_cmpstr (lf_industry_check_key (lf_taxonomy_check (taxonomy, project, &right)), ==,
                       cases[i].check);
      g_assert_true ((right != NULL) == (lf_taxonomy_find (taxonomy, cases[i].code) != NULL));
    }
}

/* ---- Presets ---- */

static GPtrArray *
make_preset (const char *name)
{
  g_autoptr (GPtrArray) parks = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
  LfRecord *park = lf_record_new (lf_schema_find ("park"), NULL);
  GPtrArray *made;

  lf_record_set (park, "leading_industries", "机器人\n新材料");
  g_ptr_array_add (parks, park);
  made = lf_industry_preset_make (name, parks, NULL);
  g_assert_nonnull (made);
  return made;
}

/* Every preset passes the rules of records, and two devices make the same one. */
static void
test_presets (void)
{
  guint n = 0;
  const LfIndustryPreset *presets = lf_industry_presets (&n);
  static const guint expected[] = { 20 + 97, 17, 2 };

  g_assert_cmpuint (n, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GPtrArray) made = make_preset (presets[i].name);
      g_autoptr (GPtrArray) again = make_preset (presets[i].name);

      g_assert_cmpuint (made->len, ==, expected[i]);
      for (guint k = 0; k < made->len; k++)
        {
          g_auto (GStrv) codes = lf_set_split (lf_record_get (made->pdata[k], "industry_codes"));

          g_assert_cmpstr (lf_record_id (made->pdata[k]), ==, lf_record_id (again->pdata[k]));
          for (char **code = codes; *code != NULL; code++)
            g_assert_true (lf_industry_is_known (*code));
        }
    }
}

static void
test_unknown_preset (void)
{
  g_autoptr (GPtrArray) parks = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (lf_industry_preset_make ("weather", parks, &error));
  g_assert_error (error, LF_ERROR, LF_ERROR_NOT_FOUND);
}

/* What is there stays, and parts go into it; once more changes nothing. */
static void
test_load (void)
{
  g_autoptr (GPtrArray) made = make_preset ("common");
  g_autoptr (GPtrArray) there = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
  LfRecord *own = lf_record_new (lf_schema_find ("industry"), NULL);
  g_autoptr (LfChange) change = NULL;
  guint n = 0;

  lf_record_set (own, "name", "智能制造");
  g_ptr_array_add (there, own);
  change = lf_industry_preset_load (made, there, &n);
  g_assert_cmpuint (n, ==, made->len - 1);
  g_assert_cmpstr (lf_record_get (made->pdata[1], "parent"), ==, lf_record_id (own));
  for (guint i = 1; i < made->len; i++)
    g_ptr_array_add (there, lf_record_ref (made->pdata[i]));
  g_assert_null (lf_industry_preset_load (made, there, &n));
  g_assert_cmpuint (n, ==, 0);
}

/* Where the zone's own industry has the code, the national one is not asked. */
static void
test_national_last (void)
{
  g_autoptr (GPtrArray) made = make_preset ("national");
  g_autoptr (LfTaxonomy) taxonomy = make_taxonomy ();

  for (guint i = 0; i < made->len; i++)
    lf_taxonomy_take (taxonomy, made->pdata[i]);
  g_assert_cmpstr (lf_record_id (lf_taxonomy_find (taxonomy, "2651")), ==, "1");
  g_assert_cmpstr (lf_record_get (lf_taxonomy_find (taxonomy, "1711"), "industry_codes"), ==, "17");
}

/* Each once, and what is within one right behind it; a ring stands by itself. */
static void
test_tree (void)
{
  g_autoptr (LfTaxonomy) taxonomy = make_taxonomy ();
  g_autoptr (LfRecord) one = lf_record_new (lf_schema_find ("industry"), "8");
  g_autoptr (LfRecord) other = lf_record_new (lf_schema_find ("industry"), "9");
  g_autoptr (GPtrArray) tree = NULL;
  g_autoptr (GString) told = g_string_new (NULL);

  lf_record_set (one, "parent", "9");
  lf_record_set (other, "parent", "8");
  lf_taxonomy_take (taxonomy, one);
  lf_taxonomy_take (taxonomy, other);
  tree = lf_taxonomy_tree (taxonomy);
  for (guint i = 0; i < tree->len; i++)
    {
      const LfIndustryNode *node = tree->pdata[i];

      g_string_append_printf (told, "%s:%u:%u ", lf_record_id (node->record), node->depth,
                              node->n_within);
    }
  g_assert_cmpstr (told->str, ==, "1:0:1 2:1:0 3:0:2 4:1:1 5:2:0 6:0:0 7:0:0 8:0:1 9:1:0 ");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/industry/L5-longest-prefix", test_prefix);
  g_test_add_func ("/industry/L5-both-codes", test_check);
  g_test_add_func ("/industry/L5-presets", test_presets);
  g_test_add_func ("/industry/L5-unknown-preset", test_unknown_preset);
  g_test_add_func ("/industry/L5-load-once", test_load);
  g_test_add_func ("/industry/L5-national-last", test_national_last);
  g_test_add_func ("/industry/L5-tree", test_tree);
  return g_test_run ();
}
