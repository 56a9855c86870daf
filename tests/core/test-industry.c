/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The zone's own industries (domain.md L5): the longest prefix, and what two codes of a project
 * have to say of each other. */

#include "lf-core.h"

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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/industry/L5-longest-prefix", test_prefix);
  g_test_add_func ("/industry/L5-both-codes", test_check);
  return g_test_run ();
}
