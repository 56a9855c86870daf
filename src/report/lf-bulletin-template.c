/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Templates of bulletins: the zone's own records, and presets that are copied when they are edited.
 */

#include "config.h"

#include "lf-bulletin-resources.h"
#include "lf-bulletin.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ENTITY "bulletin_template"

static const struct
{
  const char *key, *name, *language;
} presets[] = {
  { "month-zh", "招商引资工作通报", "zh" },
  { "month-en", "Investment promotion bulletin", "en" },
};

void
lf_bulletin_template_free (LfBulletinTemplate *self)
{
  g_free (self->name);
  g_free (self->language);
  g_free (self->text);
  g_clear_pointer (&self->record, lf_record_unref);
  g_free (self);
}

static LfBulletinTemplate *
preset_new (guint i)
{
  LfBulletinTemplate *self = g_new0 (LfBulletinTemplate, 1);
  g_autofree char *path = g_strdup_printf ("/io/github/landfall/bulletins/%s.txt", presets[i].key);
  g_autoptr (GBytes) text = g_resource_lookup_data (lf_bulletin_get_resource (), path,
                                                    G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  self->name = g_strdup (presets[i].name);
  self->language = g_strdup (presets[i].language);
  self->text = g_strndup (g_bytes_get_data (text, NULL), g_bytes_get_size (text));
  return self;
}

static LfBulletinTemplate *
template_of_record (LfRecord *record)
{
  const char *text = lf_record_get (record, "text"), *language = lf_record_get (record, "language");
  LfBulletinTemplate *self = g_new0 (LfBulletinTemplate, 1);

  self->name = lf_record_title (record);
  self->language = g_strdup (language == NULL ? "zh" : language);
  self->text = g_strdup (text == NULL ? "" : text);
  self->record = lf_record_ref (record);
  return self;
}

/* The preset in the user's language goes first. */
static guint
first_preset (void)
{
  /* Translators: which of the presets of bulletins is offered first: "en" or "zh". */
  return strcmp (C_ ("language of bulletins", "en"), "zh") == 0 ? 0 : 1;
}

GPtrArray *
lf_bulletin_templates_sync (LfStore *store, GError **error)
{
  g_autoptr (LfQuery) query = lf_query_new (lf_schema_find (ENTITY), NULL, "name");
  g_autoptr (GPtrArray) records = lf_store_list_sync (store, query, /* limit= */ 0, error);
  GPtrArray *templates;

  if (records == NULL)
    return NULL;
  templates = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_bulletin_template_free);
  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (templates, template_of_record (records->pdata[i]));
  for (guint i = 0; i < G_N_ELEMENTS (presets); i++)
    g_ptr_array_add (templates, preset_new ((first_preset () + i) % G_N_ELEMENTS (presets)));
  return templates;
}

LfBulletinTemplate *
lf_bulletin_template_find_sync (LfStore *store, const char *name, GError **error)
{
  g_autoptr (GPtrArray) templates = lf_bulletin_templates_sync (store, error);
  g_autoptr (GString) names = g_string_new (NULL);

  if (templates == NULL)
    return NULL;
  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (presets); i++)
    if (strcmp (name, presets[i].key) == 0)
      return preset_new (i);
  for (guint i = 0; i < templates->len; i++)
    {
      const LfBulletinTemplate *self = templates->pdata[i];

      if (name == NULL || strcmp (self->name, name) == 0
          || (self->record != NULL && strcmp (lf_record_id (self->record), name) == 0))
        return g_ptr_array_steal_index (templates, i);
      g_string_append_printf (names, "%s“%s”", i > 0 ? ", " : "", self->name);
    }
  g_set_error (error, LF_ERROR, LF_ERROR_NOT_FOUND,
               _ ("There is no bulletin template “%1$s”. There are: %2$s."), name, names->str);
  return NULL;
}

LfChange *
lf_bulletin_template_change (const LfBulletinTemplate *self,
                             const char *name,
                             const char *text,
                             GError **error)
{
  g_autofree char *clean = lf_text_clean (text);
  g_autofree char *label = g_strdup_printf (_ ("Bulletin template: %s"), name);
  g_autoptr (LfChange) change = lf_change_new (label);
  g_autoptr (LfRecord) record = NULL;

  if (!lf_bulletin_text_check (clean == NULL ? "" : clean, NULL, error))
    return NULL;
  if (self->record != NULL)
    {
      lf_change_edit (change, self->record, "name", name);
      lf_change_edit (change, self->record, "text", clean);
      return g_steal_pointer (&change);
    }
  record = lf_record_new (lf_schema_find (ENTITY), NULL);
  lf_record_set (record, "name", name);
  lf_record_set (record, "language", self->language);
  lf_record_set (record, "text", clean);
  lf_change_create (change, record);
  return g_steal_pointer (&change);
}
