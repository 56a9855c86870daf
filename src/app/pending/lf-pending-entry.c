/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One record's part in a change that waits to be sent, in words. */

#include "config.h"

#include "lf-pending-entry.h"

#include <glib/gi18n.h>

typedef enum
{
  TEXT_ICON,
  TEXT_TITLE,
  TEXT_EDITS,
  TEXT_BYLINE,
  TEXT_HELD,
  N_TEXTS,
  IS_HELD = N_TEXTS
} Text;

struct _LfPendingEntry
{
  GObject parent_instance;

  char *texts[N_TEXTS];
  const LfEntity *entity; /* (nullable) */
  char *record;           /* (nullable) */
  char *key;              /* of the change, and its place there */
};

static const char *const names[] = { "icon", "title", "edits", "byline", "held" };

G_DEFINE_FINAL_TYPE (LfPendingEntry, lf_pending_entry, G_TYPE_OBJECT)

static void
lf_pending_entry_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LfPendingEntry *self = LF_PENDING_ENTRY (object);

  if (prop_id - 1 == IS_HELD)
    g_value_set_boolean (value, self->texts[TEXT_HELD] != NULL);
  else
    g_value_set_string (value, self->texts[prop_id - 1]);
}

static void
lf_pending_entry_finalize (GObject *object)
{
  LfPendingEntry *self = LF_PENDING_ENTRY (object);

  for (guint i = 0; i < N_TEXTS; i++)
    g_free (self->texts[i]);
  g_free (self->record);
  g_free (self->key);
  G_OBJECT_CLASS (lf_pending_entry_parent_class)->finalize (object);
}

static void
lf_pending_entry_class_init (LfPendingEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = lf_pending_entry_get_property;
  object_class->finalize = lf_pending_entry_finalize;
  for (guint i = 0; i < N_TEXTS; i++)
    g_object_class_install_property (
        object_class, i + 1,
        g_param_spec_string (names[i], NULL, NULL, NULL,
                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
  g_object_class_install_property (
      object_class, IS_HELD + 1,
      g_param_spec_boolean ("is-held", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
}

static void
lf_pending_entry_init (LfPendingEntry *self)
{
}

/* ---- In words ---- */

static char *
tell_held (const char *behind)
{
  if (behind == NULL)
    return NULL;
  if (*behind == '\0')
    return g_strdup (_ ("Waits until the refused change before it is sent again or discarded"));
  return g_strdup_printf (
      _ ("Waits until the refused change before it is sent again or discarded: %s"), behind);
}

static LfPendingEntry *
new_entry (const LfPending *pending, guint place)
{
  LfPendingEntry *self = g_object_new (LF_TYPE_PENDING_ENTRY, NULL);
  g_autofree char *when = lf_date_format_moment (pending->change->time_us);

  self->key = g_strdup_printf ("%s %u", pending->change->id, place);
  /* Translators: the name of a change, and when it was made. */
  self->texts[TEXT_BYLINE] = pending->change->label == NULL
                                 ? g_steal_pointer (&when)
                                 : g_strdup_printf (C_ ("a pending change", "%1$s · %2$s"),
                                                    pending->change->label, when);
  self->texts[TEXT_HELD] = tell_held (pending->behind);
  return self;
}

static LfPendingEntry *
tell_op (LfTeller *teller, const LfPending *pending, guint place)
{
  const LfOp *op = pending->change->ops->pdata[place];
  LfPendingEntry *self = new_entry (pending, place);

  self->entity = lf_schema_find (op->entity);
  self->record = g_strdup (op->id);
  self->texts[TEXT_ICON]
      = g_strdup (self->entity == NULL ? "dialog-question-symbolic" : self->entity->icon);
  self->texts[TEXT_TITLE] = g_strdup (lf_teller_title (teller, self->entity, op->id));
  self->texts[TEXT_EDITS] = lf_teller_op (teller, op);
  return self;
}

void
lf_pending_entry_tell (LfTeller *teller, const LfPending *pending, GPtrArray *entries)
{
  guint n = pending->change->ops->len;
  guint n_told = n > LF_PENDING_MAX_APART + 1 ? LF_PENDING_MAX_APART : n;
  LfPendingEntry *rest;

  for (guint i = 0; i < n_told; i++)
    g_ptr_array_add (entries, tell_op (teller, pending, i));
  if (n_told == n)
    return;
  rest = new_entry (pending, n_told);
  rest->texts[TEXT_ICON] = g_strdup ("view-more-symbolic");
  rest->texts[TEXT_TITLE]
      = g_strdup_printf (ngettext ("%u more record", "%u more records", n - n_told), n - n_told);
  rest->texts[TEXT_EDITS] = g_strdup (_ ("In the same change"));
  g_ptr_array_add (entries, rest);
}

const char *
lf_pending_entry_get_entity (LfPendingEntry *self)
{
  return self->entity == NULL ? NULL : self->entity->name;
}

const char *
lf_pending_entry_get_record (LfPendingEntry *self)
{
  return self->record;
}

const char *
lf_pending_entry_get_edits (LfPendingEntry *self)
{
  return self->texts[TEXT_EDITS];
}

const char *
lf_pending_entry_get_held (LfPendingEntry *self)
{
  return self->texts[TEXT_HELD];
}

gboolean
lf_pending_entry_equal (LfPendingEntry *self, LfPendingEntry *other)
{
  if (!g_str_equal (self->key, other->key))
    return FALSE;
  for (guint i = 0; i < N_TEXTS; i++)
    if (g_strcmp0 (self->texts[i], other->texts[i]) != 0)
      return FALSE;
  return TRUE;
}
