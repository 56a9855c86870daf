/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The header of a bundle: whose it is, and where it begins. */

#include "config.h"

#include "lf-bundle-private.h"

#include "lf-wire-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define WHERE "header"

/* clang-format off */
G_DEFINE_QUARK (lf-bundle-error-quark, lf_bundle_error)
/* clang-format on */

static const char *const kind_words[] = { "changes", "answers", NULL };

const char *const lf_bundle_part_words[]
    = { "push", "answers", "page", "want", "has", "file", "end", NULL };

void
lf_bundle_header_free (LfBundleHeader *self)
{
  g_free (self->zone);
  g_free (self->device);
  g_free (self->device_name);
  g_free (self->account);
  g_free (self->epoch);
  g_free (self->known_epoch);
  g_free (self->sight);
  g_free (self->known_sight);
  g_free (self);
}

/* ---- Writing ---- */

static void
set_text (JsonObject *object, const char *name, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, name, text);
}

char *
lf_bundle_header_print (const LfBundleHeader *self)
{
  JsonObject *object = json_object_new ();
  g_autofree char *key = lf_bundle_hex (self->key, sizeof self->key);
  g_autoptr (JsonNode) node = NULL;

  json_object_set_string_member (object, "kind", kind_words[self->kind]);
  set_text (object, "zone", self->zone);
  json_object_set_string_member (object, "device", self->device);
  set_text (object, "device_name", self->device_name);
  set_text (object, "account", self->account);
  json_object_set_int_member (object, "number", self->number);
  json_object_set_int_member (object, "made", self->made_us);
  json_object_set_string_member (object, "key", key);
  set_text (object, "epoch", self->epoch);
  json_object_set_int_member (object, "since", self->since);
  json_object_set_int_member (object, "cursor", self->cursor);
  json_object_set_int_member (object, "answers", self->answers);
  set_text (object, "known_epoch", self->known_epoch);
  set_text (object, "sight", self->sight);
  set_text (object, "known_sight", self->known_sight);
  node = lf_wire_take_object (object);
  return lf_wire_print (node, NULL);
}

/* ---- Reading ---- */

static gboolean
read_text (const LfJson *object, const char *name, char **ret_text, GError **error)
{
  const char *text;

  if (!lf_wire_string (object, name, WHERE, FALSE, &text, error))
    return FALSE;
  *ret_text = g_strdup (text);
  return TRUE;
}

static gboolean
read_who (const LfJson *object, LfBundleHeader *self, GError **error)
{
  const char *device, *key;
  guint kind;

  if (!lf_wire_word (object, "kind", WHERE, kind_words, &kind, error)
      || !lf_wire_id (object, "device", WHERE, TRUE, &device, error)
      || !lf_wire_string (object, "key", WHERE, TRUE, &key, error))
    return FALSE;
  self->kind = (LfBundleKind) kind;
  self->device = g_strdup (device);
  if (!lf_bundle_from_hex (key, self->key, sizeof self->key))
    return lf_wire_fail (error, WHERE, "key", _ ("%s is not a key."));
  return read_text (object, "zone", &self->zone, error)
         && read_text (object, "device_name", &self->device_name, error)
         && read_text (object, "account", &self->account, error);
}

static gboolean
read_standing (const LfJson *object, LfBundleHeader *self, GError **error)
{
  if (!lf_wire_integer (object, "number", WHERE, &self->number, error)
      || !lf_wire_integer (object, "made", WHERE, &self->made_us, error)
      || !lf_wire_integer (object, "since", WHERE, &self->since, error)
      || !lf_wire_integer (object, "cursor", WHERE, &self->cursor, error)
      || !lf_wire_integer (object, "answers", WHERE, &self->answers, error)
      || !read_text (object, "epoch", &self->epoch, error)
      || !read_text (object, "known_epoch", &self->known_epoch, error)
      || !read_text (object, "sight", &self->sight, error)
      || !read_text (object, "known_sight", &self->known_sight, error))
    return FALSE;
  if (self->number < 1 || self->number > G_MAXINT || self->answers < 0 || self->answers > G_MAXINT)
    return lf_wire_fail (error, WHERE, "number", _ ("%s is not the number of a bundle."));
  return (self->since >= 0 && self->cursor >= self->since)
         || lf_wire_fail (error, WHERE, "cursor", _ ("%s is not a place to go on from."));
}

LfBundleHeader *
lf_bundle_header_parse (const char *text, gsize length, GError **error)
{
  g_autoptr (LfBundleHeader) self = g_new0 (LfBundleHeader, 1);
  g_autoptr (LfJson) object = lf_json_read (text, length, error);

  return object != NULL && lf_wire_is_object (object, WHERE, error)
                 && read_who (object, self, error) && read_standing (object, self, error)
             ? g_steal_pointer (&self)
             : NULL;
}
