/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may write into a field that is a signature, and into a record that is one person's. */

#include "config.h"

#include "lf-signature.h"

#include "lf-rules.h"

#include <glib/gi18n-lib.h>

static char *
tell (const LfRecord *record, const LfField *field, const char *name)
{
  const LfField *person = lf_entity_field (lf_record_entity (record), field->signed_by);
  g_autofree char *title = lf_record_title (record);

  return name == NULL
             ? g_strdup_printf (_ ("%1$s of “%2$s” is written by the person named under %3$s, and "
                                   "nobody is."),
                                lf_field_label (field), title, lf_field_label (person))
             : g_strdup_printf (_ ("%1$s of “%2$s” is written by %3$s alone."),
                                lf_field_label (field), title, name);
}

static gboolean
check_field (const LfSigner *signer,
             const LfRecord *after,
             const LfField *field,
             LfAccountNamer namer,
             gpointer data,
             char **ret_refusal,
             GError **error)
{
  const char *id = lf_record_get (after, field->signed_by);
  g_autoptr (GError) cause = NULL;
  g_autofree char *name = id == NULL ? NULL : namer (id, data, &cause);

  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  if (name == NULL || g_strcmp0 (name, signer->name) != 0)
    *ret_refusal = tell (after, field, name);
  return TRUE;
}

gboolean
lf_signature_is_asked (const LfEntity *entity)
{
  for (const LfField *field = entity->fields; field->name != NULL; field++)
    if (field->signed_by != NULL)
      return TRUE;
  return entity->kept_by != NULL;
}

gboolean
lf_signature_keeps_all (const char *role, const LfEntity *entity)
{
  return entity->kept_by == NULL || role == NULL || lf_rules_may (role, entity->name, 'm');
}

static char *
tell_keeper (const LfRecord *record, const char *name)
{
  g_autofree char *title = lf_record_title (record);

  return name == NULL
             ? g_strdup_printf (_ ("“%s” is somebody else’s: only its owner and who manages the "
                                   "zone change it. Save a copy of your own instead."),
                                title)
             : g_strdup_printf (_ ("“%1$s” is %2$s’s: only its owner and who manages the zone "
                                   "change it. Save a copy of your own instead."),
                                title, name);
}

static gboolean
check_keeper (const LfSigner *signer,
              const LfRecord *before,
              LfAccountNamer namer,
              gpointer data,
              char **ret_refusal,
              GError **error)
{
  const char *kept_by = lf_record_entity (before)->kept_by;
  const char *id = kept_by == NULL ? NULL : lf_record_get (before, kept_by);
  g_autoptr (GError) cause = NULL;
  g_autofree char *name = NULL;

  if (id == NULL || lf_signature_keeps_all (signer->role, lf_record_entity (before)))
    return TRUE;
  name = namer (id, data, &cause);
  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  if (name == NULL || g_strcmp0 (name, signer->name) != 0)
    *ret_refusal = tell_keeper (before, name);
  return TRUE;
}

gboolean
lf_signature_check (const LfSigner *signer,
                    const LfRecord *before,
                    const LfRecord *after,
                    LfAccountNamer namer,
                    gpointer data,
                    char **ret_refusal,
                    GError **error)
{
  const LfEntity *entity = lf_record_entity (after);

  *ret_refusal = NULL;
  if (signer->role == NULL || (before == NULL && lf_rules_may (signer->role, entity->name, 'm')))
    return TRUE;
  if (before != NULL && !check_keeper (signer, before, namer, data, ret_refusal, error))
    return FALSE;
  for (guint i = 0; *ret_refusal == NULL && entity->fields[i].name != NULL; i++)
    {
      const char *was = before == NULL ? NULL : lf_record_get_at (before, i);

      if (entity->fields[i].signed_by != NULL && g_strcmp0 (was, lf_record_get_at (after, i)) != 0
          && !check_field (signer, after, &entity->fields[i], namer, data, ret_refusal, error))
        return FALSE;
    }
  return TRUE;
}
