/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saved views. */

#include "config.h"

#include "lf-saved-view.h"

#include "lf-error.h"
#include "lf-filter.h"

#include <glib/gi18n-lib.h>
#include <string.h>

LfSavedView *
lf_saved_view_new (const LfEntity *entity, const char *name)
{
  LfSavedView *self = g_new0 (LfSavedView, 1);

  self->entity = entity;
  self->name = g_strdup (name);
  self->filter = g_strdup ("");
  self->columns = g_ptr_array_new ();
  return self;
}

void
lf_saved_view_free (LfSavedView *self)
{
  g_free (self->name);
  g_free (self->filter);
  g_free (self->sort);
  g_free (self->board_by);
  g_ptr_array_unref (self->columns);
  g_free (self);
}

static gboolean
is_order (const LfEntity *entity, const char *sort)
{
  g_auto (GStrv) keys = g_strsplit (sort == NULL ? "" : sort, ",", -1);

  for (char **key = keys; *key != NULL; key++)
    if (entity == NULL || lf_entity_field (entity, **key == '-' ? *key + 1 : *key) == NULL)
      return FALSE;
  return *keys != NULL;
}

LfSavedView *
lf_saved_view_read (const LfRecord *record)
{
  const char *entity = lf_record_get (record, "entity");
  const char *filter = lf_record_get (record, "filter");
  const char *columns = lf_record_get (record, "columns");
  g_auto (GStrv) names = g_strsplit (columns == NULL ? "" : columns, ",", -1);
  LfSavedView *self = lf_saved_view_new (entity == NULL ? NULL : lf_schema_find (entity),
                                         lf_record_get (record, "name"));

  g_free (self->filter);
  self->filter = g_strdup (filter == NULL ? "" : filter);
  if (is_order (self->entity, lf_record_get (record, "sort")))
    self->sort = g_strdup (lf_record_get (record, "sort"));
  for (char **name = names; self->entity != NULL && *name != NULL; name++)
    {
      const LfField *field = lf_entity_field (self->entity, g_strstrip (*name));

      if (field != NULL)
        g_ptr_array_add (self->columns, (gpointer) field);
    }
  self->is_board = g_strcmp0 (lf_record_get (record, "kind"), "board") == 0;
  self->board_by = g_strdup (lf_record_get (record, "board_by"));
  self->shows_ended = lf_record_get (record, "shows_ended") != NULL;
  self->is_shared = lf_record_get (record, "is_shared") != NULL;
  return self;
}

void
lf_saved_view_write (const LfSavedView *self, LfRecord *record)
{
  g_autoptr (GString) columns = g_string_new (NULL);

  for (guint i = 0; i < self->columns->len; i++)
    g_string_append_printf (columns, "%s%s", i > 0 ? "," : "",
                            ((const LfField *) self->columns->pdata[i])->name);
  lf_record_set (record, "name", self->name);
  lf_record_set (record, "entity", self->entity->name);
  lf_record_set (record, "filter", *self->filter == '\0' ? NULL : self->filter);
  lf_record_set (record, "sort", self->sort);
  lf_record_set (record, "columns", columns->len == 0 ? NULL : columns->str);
  lf_record_set (record, "kind", self->is_board ? "board" : "list");
  lf_record_set (record, "board_by", self->is_board ? self->board_by : NULL);
  lf_record_set (record, "shows_ended", self->is_board && self->shows_ended ? "1" : NULL);
  lf_record_set (record, "is_shared", self->is_shared ? "1" : NULL);
}

gboolean
lf_saved_view_check (const LfSavedView *self, const LfDate *today, GError **error)
{
  g_autoptr (LfFilter) filter = NULL;

  if (self->entity == NULL)
    {
      g_set_error (error, LF_ERROR, LF_ERROR_NOT_FOUND,
                   _ ("The view “%s” is of a kind of record that this version does not know. "
                      "Install a newer version."),
                   self->name);
      return FALSE;
    }
  filter = lf_filter_parse (self->entity, self->filter, today, NULL, error);
  if (filter == NULL)
    g_prefix_error (error, _ ("The view “%s” cannot be shown: "), self->name);
  return filter != NULL;
}
