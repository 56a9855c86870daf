/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The seven ones of a chain: industry, plan, platform, policy, fund, task force, projects. */

#include "config.h"

#include "lf-chain.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
has_one (const LfChain *self, const char *one)
{
  for (guint i = 0; i < self->kit->len; i++)
    if (g_strcmp0 (lf_record_get (self->kit->pdata[i], "one"), one) == 0)
      return TRUE;
  return FALSE;
}

LfChange *
lf_chain_fill_kit (const LfChain *self)
{
  const LfEntity *entity = lf_schema_find ("kit_item");
  g_autofree char *chain = lf_record_title (self->record);
  g_autofree char *label = g_strdup_printf (_ ("Seven ones of “%s”"), chain);
  LfChange *change = lf_change_new (label);

  for (const LfOption *one = lf_entity_field (entity, "one")->options; one->key != NULL; one++)
    {
      g_autoptr (LfRecord) item = NULL;
      g_autofree char *title = NULL;

      if (has_one (self, one->key))
        continue;
      item = lf_record_new (entity, NULL);
      /* TRANSLATORS: a chain, and which of its seven ones */
      title = g_strdup_printf (_ ("%1$s: %2$s"), chain, lf_option_label (one));
      lf_record_set (item, "title", title);
      lf_record_set (item, "chain", lf_record_id (self->record));
      lf_record_set (item, "one", one->key);
      lf_record_set (item, "owner", lf_record_get (self->record, "leader"));
      lf_change_create (change, item);
    }
  if (lf_change_is_empty (change))
    g_clear_pointer (&change, lf_change_unref);
  return change;
}

char *
lf_chain_tell_ones (const LfChain *self)
{
  return g_strdup_printf (_ ("%1$u of %2$u"), self->n_ones_done, LF_N_ONES);
}
