/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The digests of what a server has as JSON and back. */

#include "config.h"

#include "lf-wire-private.h"

#include <glib/gi18n-lib.h>

static JsonObject *
from_buckets (const LfDigestSum *sums)
{
  const LfDigestSum none = { 0, 0 };
  JsonObject *buckets = json_object_new ();

  for (guint i = 0; i < LF_DIGEST_BUCKETS; i++)
    if (!lf_digest_sum_equal (&sums[i], &none))
      {
        g_autofree char *name = g_strdup_printf ("%02x", i);
        g_autofree char *sum = lf_digest_sum_format (&sums[i]);

        json_object_set_string_member (buckets, name, sum);
      }
  return buckets;
}

JsonNode *
lf_wire_from_digests (const LfDigests *digests)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "seq", digests->seq);
  json_object_set_string_member (object, "epoch", digests->epoch);
  if (digests->sight != NULL)
    json_object_set_string_member (object, "sight", digests->sight);
  json_object_set_object_member (object, "buckets", from_buckets (digests->buckets));
  return lf_wire_take_object (object);
}

static gboolean
to_buckets (JsonObject *object, LfDigestSum *sums, GError **error)
{
  JsonNode *node = json_object_get_member (object, "buckets");
  JsonObject *buckets;
  JsonObjectIter iter;
  const char *name, *text;

  if (node == NULL)
    return lf_wire_fail (error, "", "buckets", _ ("%s is missing."));
  buckets = lf_wire_object (node, "buckets", error);
  if (buckets == NULL)
    return FALSE;
  json_object_iter_init (&iter, buckets);
  while (json_object_iter_next (&iter, &name, NULL))
    {
      guint bucket;

      if (!lf_digest_bucket_parse (name, &bucket))
        return lf_wire_fail (error, "buckets", name, _ ("%s is not a name."));
      if (!lf_wire_string (buckets, name, "buckets", TRUE, &text, error))
        return FALSE;
      if (!lf_digest_sum_parse (text, &sums[bucket]))
        return lf_wire_fail (error, "buckets", name, _ ("%s is not a digest."));
    }
  return TRUE;
}

LfDigests *
lf_wire_to_digests (JsonNode *node, GError **error)
{
  g_autoptr (LfDigests) digests = lf_digests_new ();
  JsonObject *object = lf_wire_object (node, "", error);
  const char *epoch, *sight;

  if (object == NULL || !lf_wire_integer (object, "seq", "", &digests->seq, error)
      || !lf_wire_string (object, "epoch", "", TRUE, &epoch, error)
      || !lf_wire_string (object, "sight", "", FALSE, &sight, error)
      || !to_buckets (object, digests->buckets, error))
    return NULL;
  digests->epoch = g_strdup (epoch);
  digests->sight = g_strdup (sight);
  return g_steal_pointer (&digests);
}
