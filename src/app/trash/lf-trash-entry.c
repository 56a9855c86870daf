/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A deleted record as the trash lists it. */

#include "config.h"

#include "lf-trash-entry.h"

#include "lf-teller.h"

#include <glib/gi18n.h>

struct _LfTrashEntry
{
  GObject parent_instance;

  LfRecord *record;
  char *title;
  char *byline;
  char *left;
};

enum
{
  PROP_0,
  PROP_ICON,
  PROP_TITLE,
  PROP_BYLINE,
  PROP_LEFT,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LfTrashEntry, lf_trash_entry, G_TYPE_OBJECT)

static void
lf_trash_entry_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LfTrashEntry *self = LF_TRASH_ENTRY (object);

  switch (prop_id)
    {
    case PROP_ICON:
      g_value_set_static_string (value, lf_record_entity (self->record)->icon);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_BYLINE:
      g_value_set_string (value, self->byline);
      break;
    case PROP_LEFT:
      g_value_set_string (value, self->left);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lf_trash_entry_finalize (GObject *object)
{
  LfTrashEntry *self = LF_TRASH_ENTRY (object);

  lf_record_unref (self->record);
  g_free (self->title);
  g_free (self->byline);
  g_free (self->left);
  G_OBJECT_CLASS (lf_trash_entry_parent_class)->finalize (object);
}

static void
lf_trash_entry_class_init (LfTrashEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = lf_trash_entry_get_property;
  object_class->finalize = lf_trash_entry_finalize;
  properties[PROP_ICON] = g_param_spec_string ("icon", NULL, NULL, NULL, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_BYLINE] = g_param_spec_string ("byline", NULL, NULL, NULL, flags);
  properties[PROP_LEFT] = g_param_spec_string ("left", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lf_trash_entry_init (LfTrashEntry *self)
{
}

LfTrashEntry *
lf_trash_entry_new (const LfTrashItem *item)
{
  LfTrashEntry *self = g_object_new (LF_TYPE_TRASH_ENTRY, NULL);
  g_autofree char *by = lf_tell_by (item->author, item->deleted_us);
  const char *kind = lf_entity_label (lf_record_entity (item->record));

  self->record = lf_record_ref (item->record);
  self->title = lf_record_title (item->record);
  self->byline = item->label == NULL
                     /* Translators: the kind of a deleted record, and who deleted it when. */
                     ? g_strdup_printf (C_ ("a deleted record", "%1$s · deleted by %2$s"), kind, by)
                     /* Translators: the same, and with what change. */
                     : g_strdup_printf (C_ ("a deleted record", "%1$s · deleted by %2$s · %3$s"),
                                        kind, by, item->label);
  self->left = g_strdup_printf (ngettext ("%u day left", "%u days left", item->days_left),
                                item->days_left);
  return self;
}

LfRecord *
lf_trash_entry_get_record (LfTrashEntry *self)
{
  return self->record;
}
