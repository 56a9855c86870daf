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
to_buckets (const LfJson *message, LfDigestSum *sums, GError **error)
{
  const LfJson *buckets = lf_json_member (message, "buckets");

  if (buckets == NULL)
    return lf_wire_fail (error, "", "buckets", _ ("%s is missing."));
  if (!lf_wire_is_object (buckets, "buckets", error))
    return FALSE;
  for (const LfJson *sum = buckets->first; sum != NULL; sum = sum->next)
    {
      const char *text;
      guint bucket;

      if (!lf_digest_bucket_parse (sum->name, &bucket))
        return lf_wire_fail (error, "buckets", sum->name, _ ("%s is not a name."));
      if (!lf_wire_string (buckets, sum->name, "buckets", TRUE, &text, error))
        return FALSE;
      if (!lf_digest_sum_parse (text, &sums[bucket]))
        return lf_wire_fail (error, "buckets", sum->name, _ ("%s is not a digest."));
    }
  return TRUE;
}

LfDigests *
lf_wire_to_digests (const LfJson *message, GError **error)
{
  g_autoptr (LfDigests) digests = lf_digests_new ();
  const char *epoch, *sight;

  if (!lf_wire_is_object (message, "", error)
      || !lf_wire_integer (message, "seq", "", &digests->seq, error)
      || !lf_wire_string (message, "epoch", "", TRUE, &epoch, error)
      || !lf_wire_string (message, "sight", "", FALSE, &sight, error)
      || !to_buckets (message, digests->buckets, error))
    return NULL;
  digests->epoch = g_strdup (epoch);
  digests->sight = g_strdup (sight);
  return g_steal_pointer (&digests);
}
