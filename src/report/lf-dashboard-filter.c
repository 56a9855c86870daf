/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all tiles of a dashboard are of. */

#include "config.h"

#include "lf-dashboard-private.h"

#include <string.h>

/* What may be chosen on the page, by the name that the field has in every entity. */
static const struct
{
  const char *field;
  gsize offset;
} choices[] = {
  { "park", G_STRUCT_OFFSET (LfDashboardFilter, park) },
  { "industry", G_STRUCT_OFFSET (LfDashboardFilter, industry) },
  { "owner", G_STRUCT_OFFSET (LfDashboardFilter, owner) },
};

static char **
choice_of (const LfDashboardFilter *self, guint i)
{
  return G_STRUCT_MEMBER_P (self, choices[i].offset);
}

void
lf_dashboard_filter_clear (LfDashboardFilter *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    g_clear_pointer (choice_of (self, i), g_free);
  g_clear_pointer (&self->period, g_free);
  g_clear_pointer (&self->more, g_free);
}

void
lf_dashboard_filter_copy (const LfDashboardFilter *self, LfDashboardFilter *ret_copy)
{
  *ret_copy = (LfDashboardFilter){ .period = g_strdup (self->period),
                                   .park = g_strdup (self->park),
                                   .industry = g_strdup (self->industry),
                                   .owner = g_strdup (self->owner),
                                   .more = g_strdup (self->more) };
}

gboolean
lf_dashboard_filter_equal (const LfDashboardFilter *a, const LfDashboardFilter *b)
{
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    if (g_strcmp0 (*choice_of (a, i), *choice_of (b, i)) != 0)
      return FALSE;
  return g_strcmp0 (a->period, b->period) == 0 && g_strcmp0 (a->more, b->more) == 0;
}

/* ---- As filter text ---- */

/* (transfer full) (nullable). @entity: (nullable): any */
static char *
join_text (const LfDashboardFilter *self, const LfEntity *entity)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      const char *chosen = *choice_of (self, i);
      g_autofree char *quoted = chosen == NULL ? NULL : lf_filter_quote (chosen);

      if (chosen != NULL && (entity == NULL || lf_entity_field (entity, choices[i].field) != NULL))
        g_string_append_printf (text, "%s%s=%s", text->len > 0 ? " and " : "", choices[i].field,
                                quoted);
    }
  if (self->more != NULL)
    g_string_append_printf (text, "%s(%s)", text->len > 0 ? " and " : "", self->more);
  return text->len == 0 ? NULL : g_string_free (g_steal_pointer (&text), FALSE);
}

char *
lf_dashboard_filter_where (const LfDashboardFilter *self, const LfEntity *entity)
{
  return join_text (self, entity);
}

char *
lf_dashboard_filter_text (const LfDashboardFilter *self)
{
  return join_text (self, /* entity= */ NULL);
}

char *
lf_dashboard_filter_unheeded (const LfDashboardFilter *self, const LfEntity *entity)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    if (*choice_of (self, i) != NULL && lf_entity_field (entity, choices[i].field) == NULL)
      g_ptr_array_add (labels, (gpointer) lf_field_label (
                                   lf_entity_field (lf_schema_find ("project"), choices[i].field)));
  if (labels->len == 0)
    return NULL;
  g_ptr_array_add (labels, NULL);
  return g_strjoinv (", ", (char **) labels->pdata);
}

/* ---- Reading ---- */

/* FALSE where @filter says what the page has no choice for. */
static gboolean
read_choices (LfDashboardFilter *self, const LfFilter *filter)
{
  if (filter->kind == LF_FILTER_AND)
    return read_choices (self, filter->left) && read_choices (self, filter->right);
  if (filter->kind != LF_FILTER_COMPARE || filter->op != LF_OP_EQ || filter->value == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    if (strcmp (choices[i].field, filter->field->name) == 0 && *choice_of (self, i) == NULL)
      {
        *choice_of (self, i) = g_strdup (filter->value);
        return TRUE;
      }
  return FALSE;
}

/* "a and (b)" and "(b)": what stands in the last bracket is read apart, as it was written. */
static char *
split_more (const char *text, char **ret_choices)
{
  gsize length = strlen (text);
  const char *open = g_str_has_prefix (text, "(") ? text : strstr (text, " and (");

  if (open == NULL || text[length - 1] != ')')
    return NULL;
  *ret_choices = g_strndup (text, (gsize) (open - text));
  open = strchr (open, '(') + 1;
  return g_strndup (open, (gsize) (text + length - 1 - open));
}

static gboolean
read_exactly (LfDashboardFilter *self, const char *text)
{
  const LfDate today = { 2000, 1, 1 }; /* no choice is a date */
  g_autoptr (LfFilter) filter
      = lf_filter_parse (lf_schema_find ("project"), text, &today, NULL, NULL);
  g_autofree char *again = NULL;

  if (filter == NULL || !read_choices (self, filter))
    return FALSE;
  again = join_text (self, /* entity= */ NULL);
  return g_strcmp0 (again, text) == 0;
}

void
lf_dashboard_filter_read (LfDashboardFilter *self, const char *text)
{
  g_autofree char *before = NULL;
  g_autofree char *more = NULL;

  *self = (LfDashboardFilter){ 0 };
  if (text == NULL || read_exactly (self, text))
    return;
  lf_dashboard_filter_clear (self);
  more = split_more (text, &before);
  if (more != NULL && (*before == '\0' || read_exactly (self, before)))
    {
      self->more = g_steal_pointer (&more);
      return;
    }
  lf_dashboard_filter_clear (self);
  self->more = g_strdup (text);
}
