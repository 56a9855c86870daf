/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The zone's own industries. */

#include "config.h"

#include "lf-industry.h"

#include "lf-industry-tree.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_PARENTS 8

struct _LfTaxonomy
{
  GPtrArray *industries; /* (element-type LfRecord) */
};

/* clang-format off */
static const struct { const char *key, *label; } checks[LF_N_INDUSTRY_CHECKS] = {
  [LF_INDUSTRY_AGREED] = { "agreed", N_ ("Both, and they agree") },
  [LF_INDUSTRY_NO_CODE] = { "no_code", N_ ("No code of the national classification") },
  [LF_INDUSTRY_NO_NAME] = { "no_name", N_ ("No industry of the zone") },
  [LF_INDUSTRY_NEITHER] = { "neither", N_ ("Neither code nor industry") },
  [LF_INDUSTRY_UNMAPPED] = { "unmapped", N_ ("No industry of the zone has the code") },
  [LF_INDUSTRY_UNKNOWN] = { "unknown", N_ ("The zone has no industry of that name") },
  [LF_INDUSTRY_CONFLICT] = { "conflict", N_ ("The code is another industry’s") },
};
/* clang-format on */

LfTaxonomy *
lf_taxonomy_new (void)
{
  LfTaxonomy *self = g_new (LfTaxonomy, 1);

  self->industries = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
  return self;
}

void
lf_taxonomy_free (LfTaxonomy *self)
{
  g_ptr_array_unref (self->industries);
  g_free (self);
}

void
lf_taxonomy_take (LfTaxonomy *self, LfRecord *industry)
{
  if (strcmp (lf_record_entity (industry)->name, "industry") == 0
      && !lf_record_is_deleted (industry))
    g_ptr_array_add (self->industries, lf_record_ref (industry));
}

/* (nullable) */
static const LfRecord *
parent_of (const LfTaxonomy *self, const LfRecord *industry)
{
  const char *parent = lf_record_get (industry, "parent");

  for (guint i = 0; parent != NULL && i < self->industries->len; i++)
    if (strcmp (lf_record_id (self->industries->pdata[i]), parent) == 0)
      return self->industries->pdata[i];
  return NULL;
}

/* Itself is within itself. */
static gboolean
is_within (const LfTaxonomy *self, const LfRecord *industry, const LfRecord *whole)
{
  for (guint i = 0; industry != NULL && i < MOST_PARENTS; i++)
    {
      if (industry == whole)
        return TRUE;
      industry = parent_of (self, industry);
    }
  return FALSE;
}

/* GB/T 4754 writes C3973 and 3973 alike. */
static const char *
digits_of (const char *code)
{
  return g_ascii_isalpha (code[0]) && code[1] != '\0' ? code + 1 : code;
}

/* The longest of its codes that @code begins with; 0: none */
static gsize
match (const LfRecord *industry, const char *code)
{
  g_auto (GStrv) prefixes = lf_set_split (lf_record_get (industry, "industry_codes"));
  gsize longest = 0;

  for (char **p = prefixes; *p != NULL; p++)
    {
      const char *prefix = digits_of (*p);

      if (g_str_has_prefix (code, prefix))
        longest = MAX (longest, strlen (prefix));
    }
  return longest;
}

static gboolean
is_national (const LfRecord *industry)
{
  return g_strcmp0 (lf_record_get (industry, "taxonomy"), LF_TAXONOMY_NATIONAL) == 0;
}

static gboolean
goes_before (const LfTaxonomy *self, const LfRecord *one, const LfRecord *other)
{
  if (is_within (self, one, other) != is_within (self, other, one))
    return is_within (self, one, other);
  return strcmp (lf_record_id (one), lf_record_id (other)) < 0;
}

const LfRecord *
lf_taxonomy_find (const LfTaxonomy *self, const char *code)
{
  const LfRecord *found = NULL;
  gsize longest = 0;

  for (guint i = 0; code != NULL && i < self->industries->len; i++)
    {
      const LfRecord *industry = self->industries->pdata[i];
      gsize length = match (industry, digits_of (code));
      gboolean is_rank_equal = found == NULL || is_national (found) == is_national (industry);

      if (length == 0 || (!is_rank_equal && is_national (industry)))
        continue;
      if (is_rank_equal
          && (length < longest || (length == longest && !goes_before (self, industry, found))))
        continue;
      longest = length;
      found = industry;
    }
  return found;
}

const LfRecord *
lf_taxonomy_find_name (const LfTaxonomy *self, const char *name)
{
  const LfRecord *found = NULL;

  for (guint i = 0; name != NULL && i < self->industries->len; i++)
    if (g_strcmp0 (lf_record_get (self->industries->pdata[i], "name"), name) == 0
        && (found == NULL || is_national (found)))
      found = self->industries->pdata[i];
  return found;
}

char *
lf_taxonomy_path (const LfTaxonomy *self, const LfRecord *industry)
{
  GString *path = g_string_new (NULL);

  for (guint i = 0; industry != NULL && i < MOST_PARENTS; i++)
    {
      g_autofree char *title = lf_record_title (industry);

      g_string_prepend (path, path->len == 0 ? "" : "/");
      g_string_prepend (path, title);
      industry = parent_of (self, industry);
    }
  return g_string_free (path, FALSE);
}

/* ---- The tree ---- */

static int
compare_siblings (gconstpointer a, gconstpointer b)
{
  const LfRecord *one = *(LfRecord *const *) a, *other = *(LfRecord *const *) b;
  const char *codes = lf_record_get (one, "industry_codes");
  const char *other_codes = lf_record_get (other, "industry_codes");
  g_autofree char *name = NULL, *other_name = NULL;

  if (is_national (one) != is_national (other))
    return is_national (one) ? 1 : -1;
  if ((codes == NULL) != (other_codes == NULL))
    return codes == NULL ? 1 : -1;
  if (g_strcmp0 (codes, other_codes) != 0)
    return g_strcmp0 (codes, other_codes);
  name = lf_record_title (one);
  other_name = lf_record_title (other);
  return g_utf8_collate (name, other_name);
}

static void
add_node (const LfTaxonomy *self,
          GPtrArray *sorted,
          const LfRecord *industry,
          guint depth,
          GHashTable *placed,
          GPtrArray *tree)
{
  LfIndustryNode *node = g_new0 (LfIndustryNode, 1);
  guint at = tree->len;

  g_hash_table_add (placed, (gpointer) industry);
  node->record = industry;
  node->depth = depth;
  g_ptr_array_add (tree, node);
  for (guint i = 0; i < sorted->len; i++)
    if (parent_of (self, sorted->pdata[i]) == industry
        && !g_hash_table_contains (placed, sorted->pdata[i]))
      add_node (self, sorted, sorted->pdata[i], depth + 1, placed, tree);
  node->n_within = tree->len - at - 1;
}

GPtrArray *
lf_taxonomy_tree (const LfTaxonomy *self)
{
  GPtrArray *tree = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  g_autoptr (GHashTable) placed = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->industries->len; i++)
    g_ptr_array_add (sorted, self->industries->pdata[i]);
  g_ptr_array_sort (sorted, compare_siblings);
  for (guint i = 0; i < sorted->len; i++)
    if (parent_of (self, sorted->pdata[i]) == NULL)
      add_node (self, sorted, sorted->pdata[i], 0, placed, tree);
  for (guint i = 0; i < sorted->len; i++) /* a ring has no outermost */
    if (!g_hash_table_contains (placed, sorted->pdata[i]))
      add_node (self, sorted, sorted->pdata[i], 0, placed, tree);
  return tree;
}

/* ---- Codes of projects ---- */

LfIndustryCheck
lf_taxonomy_check (const LfTaxonomy *self, const LfRecord *project, const LfRecord **ret_right)
{
  const char *code = lf_record_get (project, "industry_code");
  const char *name = lf_record_get (project, "industry");
  const LfRecord *right = lf_taxonomy_find (self, code);
  const LfRecord *named = lf_taxonomy_find_name (self, name);

  if (ret_right != NULL)
    *ret_right = right;
  if (code == NULL)
    return name == NULL ? LF_INDUSTRY_NEITHER : LF_INDUSTRY_NO_CODE;
  if (right == NULL)
    return LF_INDUSTRY_UNMAPPED;
  if (name == NULL)
    return LF_INDUSTRY_NO_NAME;
  if (named == NULL)
    return LF_INDUSTRY_UNKNOWN;
  return is_within (self, right, named) || is_within (self, named, right) ? LF_INDUSTRY_AGREED
                                                                          : LF_INDUSTRY_CONFLICT;
}

const char *
lf_industry_check_key (LfIndustryCheck check)
{
  return checks[check].key;
}

const char *
lf_industry_check_label (LfIndustryCheck check)
{
  return _ (checks[check].label);
}
