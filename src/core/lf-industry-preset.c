/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Industries that a zone can begin with (domain.md L5). */

#include "config.h"

#include "lf-industry-tree.h"

#include "lf-codes.h"
#include "lf-error.h"
#include "lf-id.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define TAXONOMY_COMMON "常用产业体系"
#define TAXONOMY_PARKS "园区主导产业"

static const LfIndustryPreset presets[] = {
  { "national", N_ ("National classification (GB/T 4754): sections and divisions") },
  { "common", N_ ("Five clusters that many zones have, with their codes") },
  { "parks", N_ ("Leading industries that the parks name") },
};

/* A whole, then its parts; names are those that zones use. */
/* clang-format off */
static const struct { const char *name, *whole, *rank, *codes; } common[] = {
  { "智能制造", NULL, "leading", NULL },
  { "高端装备", "智能制造", "leading", "34\n35\n37\n38" },
  { "汽车零部件", "智能制造", "leading", "36" },
  { "机器人", "智能制造", "emerging", "3491" },
  { "新材料与新能源", NULL, "leading", NULL },
  { "新材料", "新材料与新能源", "leading", "26\n28\n29\n30\n32" },
  { "新能源", "新材料与新能源", "emerging", "3825\n384\n44" },
  { "生命健康", NULL, "pillar", NULL },
  { "生物医药", "生命健康", "pillar", "27" },
  { "医疗器械", "生命健康", "emerging", "358" },
  { "数字经济", NULL, "leading", NULL },
  { "电子信息", "数字经济", "leading", "39" },
  { "集成电路", "数字经济", "leading", "3973" },
  { "软件", "数字经济", "emerging", "64\n65" },
  { "现代服务业", NULL, "service", NULL },
  { "科技服务", "现代服务业", "service", "73\n74\n75" },
  { "现代物流", "现代服务业", "service", "53\n54\n55\n56\n57\n58\n59\n60" },
};
/* clang-format on */

const LfIndustryPreset *
lf_industry_presets (guint *ret_n)
{
  *ret_n = G_N_ELEMENTS (presets);
  return presets;
}

/* (transfer full): @key is what it is whatever the language */
static LfRecord *
make_industry (const char *taxonomy, const char *key, const char *name, const char *codes)
{
  g_autofree char *id = lf_id_derive ("industry", taxonomy, key, NULL);
  LfRecord *industry = lf_record_new (lf_schema_find ("industry"), id);

  lf_record_set (industry, "name", name);
  lf_record_set (industry, "taxonomy", taxonomy);
  lf_record_set (industry, "industry_codes", codes);
  return industry;
}

static void
make_national (GPtrArray *made)
{
  const char *section = NULL, *code;

  for (guint i = 0; (code = lf_industry_code_at (i)) != NULL; i++)
    {
      LfRecord *industry
          = make_industry (LF_TAXONOMY_NATIONAL, code, lf_industry_name (code), code);

      if (g_ascii_isalpha (code[0]))
        section = lf_record_id (industry);
      else
        lf_record_set (industry, "parent", section);
      g_ptr_array_add (made, industry);
    }
}

static void
make_common (GPtrArray *made)
{
  const char *whole = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (common); i++)
    {
      LfRecord *industry
          = make_industry (TAXONOMY_COMMON, common[i].name, common[i].name, common[i].codes);

      lf_record_set (industry, "rank", common[i].rank);
      if (common[i].whole == NULL)
        whole = lf_record_id (industry);
      else
        lf_record_set (industry, "parent", whole);
      g_ptr_array_add (made, industry);
    }
}

static void
make_of_parks (GPtrArray *made, GPtrArray *parks)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < parks->len; i++)
    {
      g_auto (GStrv) leading = lf_set_split (lf_record_get (parks->pdata[i], "leading_industries"));

      for (char **name = leading; *name != NULL; name++)
        if (g_hash_table_add (names, g_strdup (*name)))
          {
            LfRecord *industry = make_industry (TAXONOMY_PARKS, *name, *name, NULL);

            lf_record_set (industry, "rank", "leading");
            g_ptr_array_add (made, industry);
          }
    }
}

GPtrArray *
lf_industry_preset_make (const char *name, GPtrArray *parks, GError **error)
{
  GPtrArray *made = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);

  if (strcmp (name, "national") == 0)
    make_national (made);
  else if (strcmp (name, "common") == 0)
    make_common (made);
  else if (strcmp (name, "parks") == 0)
    make_of_parks (made, parks);
  else
    {
      g_set_error (error, LF_ERROR, LF_ERROR_NOT_FOUND,
                   _ ("There is no preset “%s” of industries: say national, common or parks."),
                   name);
      g_clear_pointer (&made, g_ptr_array_unref);
    }
  return made;
}

/* ---- Loading ---- */

/* (nullable): it itself, even where it was deleted; else another of its name */
static LfRecord *
find_there (GPtrArray *there, const LfRecord *industry)
{
  LfRecord *named = NULL;

  for (guint i = 0; i < there->len; i++)
    {
      LfRecord *other = there->pdata[i];

      if (strcmp (lf_record_id (other), lf_record_id (industry)) == 0)
        return other;
      if (!lf_record_is_deleted (other)
          && g_strcmp0 (lf_record_get (other, "name"), lf_record_get (industry, "name")) == 0)
        named = other;
    }
  return named;
}

LfChange *
lf_industry_preset_load (GPtrArray *made, GPtrArray *there, guint *ret_n)
{
  LfChange *change = lf_change_new (_ ("Industries of a preset"));
  g_autoptr (GHashTable) stands_for = g_hash_table_new (g_str_hash, g_str_equal);

  *ret_n = 0;
  for (guint i = 0; i < made->len; i++)
    {
      LfRecord *industry = made->pdata[i], *other = find_there (there, industry);
      const char *whole = lf_record_get (industry, "parent");

      if (other != NULL)
        g_hash_table_insert (stands_for, (gpointer) lf_record_id (industry),
                             (gpointer) lf_record_id (other));
      if (whole != NULL && g_hash_table_contains (stands_for, whole))
        lf_record_set (industry, "parent", g_hash_table_lookup (stands_for, whole));
      if (other == NULL)
        lf_change_create (change, industry);
      else if (lf_record_is_deleted (other))
        lf_change_restore (change, other);
      else
        continue;
      ++*ret_n;
    }
  if (lf_change_is_empty (change))
    g_clear_pointer (&change, lf_change_unref);
  return change;
}
