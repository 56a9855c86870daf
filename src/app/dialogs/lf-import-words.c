/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an import would do, in words. */

#include "config.h"

#include "lf-import-words.h"

#include <glib/gi18n.h>

static void
append_count (GString *text, const LfEntity *entity, guint n)
{
  if (n > 0)
    /* Translators: how many records of a kind: “25 enterprises”. */
    g_string_append_printf (text, C_ ("count and kind", "%1$s%2$u %3$s"),
                            text->len > 0 ? _ (", ") : "", n, lf_entity_plural (entity));
}

static char *
count_references (const LfImport *import)
{
  GPtrArray *references = lf_import_references (import);
  GString *text = g_string_new (NULL);
  guint n_entities;
  const LfEntity *const *entities = lf_schema_entities (&n_entities);

  for (guint e = 0; e < n_entities; e++)
    {
      guint n = 0;
      for (guint i = 0; i < references->len; i++)
        n += lf_record_entity (references->pdata[i]) == entities[e];
      append_count (text, entities[e], n);
    }
  return g_string_free (text, FALSE);
}

static void
append_outcome (GString *text, const LfImport *import)
{
  const char *kind = lf_entity_plural (lf_import_entity (import));
  guint n_updates = lf_import_n_updates (import);
  guint n_new = lf_import_records (import)->len - n_updates;
  g_autofree char *references = count_references (import);

  if (lf_import_problems (import)->len > 0)
    {
      g_string_append (text, _ ("Nothing can be imported yet: some cells need a correction."));
      return;
    }
  if (n_updates > 0)
    g_string_append_printf (text, _ ("%1$s to be added: %2$u, to be changed: %3$u."), kind, n_new,
                            n_updates);
  else
    g_string_append_printf (text, _ ("%1$s to be added: %2$u."), kind, n_new);
  if (*references != '\0')
    g_string_append_printf (text, _ (" With them: %s."), references);
}

static void
append_targets (GString *text, const LfImport *import)
{
  guint n = lf_import_n_targets (import);

  if (n > 0)
    g_string_append_printf (text,
                            ngettext (" %u of them is what a target becomes.",
                                      " %u of them are what targets become.", n),
                            n);
}

static void
append_left_out (GString *text, const LfImport *import, gboolean has_hidden)
{
  guint n_doubles = lf_import_n_doubles (import);
  guint n_asides = lf_import_n_asides (import);
  guint n_hidden = lf_import_n_hidden (import);
  guint n_others
      = lf_import_n_skipped (import) - n_doubles - n_asides - (has_hidden ? 0 : n_hidden);

  if (n_doubles > 0)
    g_string_append_printf (text,
                            ngettext (" %u row is left out, for it is there already.",
                                      " %u rows are left out, for they are there already.",
                                      n_doubles),
                            n_doubles);
  if (n_asides > 0)
    g_string_append_printf (text,
                            ngettext (" %u row is left out, for it holds a sum or a note.",
                                      " %u rows are left out, for they hold sums or notes.",
                                      n_asides),
                            n_asides);
  if (n_hidden > 0 && has_hidden)
    g_string_append_printf (text,
                            ngettext (" %u of the rows is hidden in the sheet.",
                                      " %u of the rows are hidden in the sheet.", n_hidden),
                            n_hidden);
  else if (n_hidden > 0)
    g_string_append_printf (text,
                            ngettext (" %u row is left out, for the sheet hides it.",
                                      " %u rows are left out, for the sheet hides them.", n_hidden),
                            n_hidden);
  if (n_others > 0)
    g_string_append_printf (text,
                            ngettext (" %u row is left out for another reason.",
                                      " %u rows are left out for other reasons.", n_others),
                            n_others);
}

char *
lf_import_tell (const LfImport *import, gboolean has_hidden)
{
  GString *text = g_string_new (NULL);

  append_outcome (text, import);
  append_targets (text, import);
  append_left_out (text, import, has_hidden);
  return g_string_free (text, FALSE);
}
