/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Leads about firms that stand among the targets (domain.md L3, L11): such a lead is what its
 * target becomes, so that nobody is sent after both. */

#include "config.h"

#include "lf-import-private.h"

#include "lf-chain.h"
#include "lf-company.h"
#include "lf-schema-tables.h"

/* ---- Finding ---- */

/* What targets are found by: ids of enterprises, and names as firms are told apart. */
typedef struct
{
  GHashTable *by_enterprise, *by_name; /* → LfRecord, unowned */
  GPtrArray *targets;
} Targets;

static void
targets_clear (Targets *self)
{
  g_clear_pointer (&self->by_enterprise, g_hash_table_unref);
  g_clear_pointer (&self->by_name, g_hash_table_unref);
  g_clear_pointer (&self->targets, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Targets, targets_clear)

static gboolean
targets_load (Targets *self, LfStore *store, GError **error)
{
  const LfDate today = lf_date_today ();
  g_autoptr (LfQuery) query
      = lf_query_parse (&lf_entity_target, "project=", /* sort= */ NULL, &today, error);

  self->targets = query == NULL ? NULL : lf_store_list_sync (store, query, /* limit= */ 0, error);
  if (self->targets == NULL)
    return FALSE;
  self->by_enterprise = g_hash_table_new (g_str_hash, g_str_equal);
  self->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < self->targets->len; i++)
    {
      LfRecord *target = self->targets->pdata[i];
      const char *enterprise = lf_record_get (target, "enterprise");

      if (!lf_target_is_open (target))
        continue;
      if (enterprise != NULL)
        g_hash_table_insert (self->by_enterprise, (gpointer) enterprise, target);
      g_hash_table_insert (self->by_name, lf_company_key (lf_record_get (target, "name")), target);
    }
  return TRUE;
}

/* (nullable): by the firm, else by what the lead itself is called */
static LfRecord *
targets_find (const Targets *self, const LfRecord *lead)
{
  const char *enterprise = lf_record_get (lead, "enterprise");
  g_autofree char *firm = enterprise == NULL ? NULL : lf_record_format (lead, "enterprise");
  const char *const names[] = { firm, lf_record_get (lead, "name") };
  LfRecord *found
      = enterprise == NULL ? NULL : g_hash_table_lookup (self->by_enterprise, enterprise);

  for (guint i = 0; i < G_N_ELEMENTS (names) && found == NULL; i++)
    if (names[i] != NULL)
      {
        g_autofree char *key = lf_company_key (names[i]);

        found = g_hash_table_lookup (self->by_name, key);
      }
  return found;
}

gboolean
lf_import_find_targets (LfImport *self, LfStore *store, GError **error)
{
  g_auto (Targets) targets = { NULL };
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);

  if (self->entity != &lf_entity_project)
    return TRUE;
  if (!targets_load (&targets, store, error))
    return FALSE;
  self->targets = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) lf_record_unref);
  for (guint i = 0; i < self->records->len; i++)
    {
      LfRecord *lead = self->records->pdata[i];
      LfRecord *target
          = g_hash_table_contains (self->originals, lead) ? NULL : targets_find (&targets, lead);

      if (target == NULL || !g_hash_table_add (taken, target))
        continue;
      lf_target_fill_lead (target, lead);
      g_hash_table_insert (self->targets, lead, lf_record_ref (target));
    }
  return TRUE;
}

const LfRecord *
lf_import_target (const LfImport *self, const LfRecord *record)
{
  return self->targets == NULL ? NULL : g_hash_table_lookup (self->targets, record);
}

guint
lf_import_n_targets (const LfImport *self)
{
  return self->targets == NULL ? 0 : g_hash_table_size (self->targets);
}

/* ---- Saving ---- */

void
lf_import_add_targets (const LfImport *self, GHashTable *made, LfChange *change)
{
  for (guint i = 0; i < self->records->len; i++)
    {
      const LfRecord *lead = self->records->pdata[i];
      const LfRecord *target = lf_import_target (self, lead);

      if (target != NULL && g_hash_table_contains (made, lf_record_id (lead)))
        lf_target_win (target, lead, change);
    }
}
