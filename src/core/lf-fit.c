/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether an industry fits a park (domain.md O7, 错位发展). */

#include "config.h"

#include "lf-park.h"

#include "lf-field.h"
#include "lf-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DEEPEST 16 /* levels of a taxonomy */
#define NAMED 3    /* parks that a hint names */

/* (transfer full): as names of industries are compared */
static char *
fold_industry (const char *name)
{
  static const char *const endings[] = { "产业", "行业", "业" };
  char *folded = lf_text_fold (name);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (folded, endings[i]) && strlen (folded) > strlen (endings[i]))
      {
        folded[strlen (folded) - strlen (endings[i])] = '\0';
        break;
      }
  return folded;
}

static gboolean
is_leading (char *const *leading, const char *name)
{
  g_autofree char *folded = fold_industry (name);

  for (char *const *p = leading; *p != NULL; p++)
    {
      g_autofree char *other = fold_industry (*p);

      if (strcmp (folded, other) == 0)
        return TRUE;
    }
  return FALSE;
}

/* (nullable) */
static const LfRecord *
find_industry (GPtrArray *taxonomy, const char *name)
{
  g_autofree char *folded = fold_industry (name);

  for (guint i = 0; taxonomy != NULL && i < taxonomy->len; i++)
    {
      const char *own = lf_record_get (taxonomy->pdata[i], "name");
      g_autofree char *other = own == NULL ? NULL : fold_industry (own);

      if (g_strcmp0 (other, folded) == 0)
        return taxonomy->pdata[i];
    }
  return NULL;
}

/* (nullable) */
static const LfRecord *
find_parent (GPtrArray *taxonomy, const LfRecord *industry)
{
  const char *parent = lf_record_get (industry, "parent");

  for (guint i = 0; parent != NULL && i < taxonomy->len; i++)
    if (strcmp (lf_record_id (taxonomy->pdata[i]), parent) == 0)
      return taxonomy->pdata[i];
  return NULL;
}

LfFit
lf_fit_judge (const LfRecord *park, const char *industry, GPtrArray *taxonomy)
{
  const char *names = lf_record_get (park, "leading_industries");
  g_auto (GStrv) leading = lf_set_split (names);
  const LfRecord *above;

  if (names == NULL || industry == NULL || *industry == '\0')
    return LF_FIT_UNKNOWN;
  if (is_leading (leading, industry))
    return LF_FIT_YES;
  above = find_industry (taxonomy, industry);
  for (guint i = 0; above != NULL && i < DEEPEST; i++)
    {
      if (lf_record_get (above, "name") != NULL
          && is_leading (leading, lf_record_get (above, "name")))
        return LF_FIT_YES;
      above = find_parent (taxonomy, above);
    }
  return LF_FIT_NO;
}

GPtrArray *
lf_fit_better (GPtrArray *tree, const char *industry, GPtrArray *taxonomy)
{
  GPtrArray *better = g_ptr_array_new ();

  for (guint i = 0; i < tree->len; i++)
    {
      LfPark *park = tree->pdata[i];

      if (lf_fit_judge (park->record, industry, taxonomy) == LF_FIT_YES)
        g_ptr_array_add (better, park);
    }
  return better;
}

/* (transfer full) */
static char *
name_parks (GPtrArray *parks)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < MIN (parks->len, NAMED); i++)
    {
      g_autofree char *name = lf_record_title (((const LfPark *) parks->pdata[i])->record);

      /* Translators: what stands between two names of a list */
      g_string_append_printf (names, "%s%s", i > 0 ? _ (", ") : "", name);
    }
  return g_string_free (names, FALSE);
}

char *
lf_fit_tell (LfFit fit, const LfRecord *park, const char *industry, GPtrArray *better)
{
  g_autofree char *name = lf_record_title (park);
  g_autofree char *parks = name_parks (better);

  if (fit == LF_FIT_YES)
    return g_strdup_printf (_ ("“%1$s” is a leading industry of %2$s."), industry, name);
  if (fit == LF_FIT_UNKNOWN && better->len == 0)
    return NULL;
  if (fit == LF_FIT_UNKNOWN)
    return g_strdup_printf (_ ("“%1$s” is a leading industry of: %2$s."), industry, parks);
  return better->len == 0
             ? g_strdup_printf (_ ("“%1$s” is no leading industry of %2$s, nor of another park."),
                                industry, name)
             : g_strdup_printf (_ ("“%1$s” is no leading industry of %2$s. It is one of: %3$s."),
                                industry, name, parks);
}
