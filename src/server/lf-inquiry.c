/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inquiries: from a form's members to records. */

#include "config.h"

#include "lf-inquiry.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What may be sent, and how long it may be. */
static const struct
{
  const char *name;
  gsize most; /* characters */
  gboolean is_required;
} members[] = {
  { "id", 36, TRUE },      { "subject", 200, TRUE }, { "name", 100, TRUE },
  { "text", 4000, FALSE }, { "topic", 50, FALSE },   { "phone", 50, FALSE },
  { "email", 200, FALSE }, { "firm", 200, FALSE },
};

/* The records in the order they are made. An optional one is left out where nothing names it. */
static const struct
{
  const char *name;
  gboolean is_optional;
} entities[]
    = { { "enterprise", TRUE }, { "contact", FALSE }, { "project", FALSE }, { "enquiry", FALSE } };

/* Where it goes: a member, or the same value always. Besides, "source" is the source's name. */
static const struct
{
  const char *entity, *field, *member, *value;
} cells[] = {
  { "enterprise", "name", "firm", NULL },    { "contact", "name", "name", NULL },
  { "contact", "mobile", "phone", NULL },    { "contact", "email", "email", NULL },
  { "project", "name", "subject", NULL },    { "project", "content", "text", NULL },
  { "project", "channel", NULL, "enquiry" }, { "enquiry", "subject", "subject", NULL },
  { "enquiry", "topic", "topic", NULL },     { "enquiry", "asker", "name", NULL },
  { "enquiry", "phone", "phone", NULL },     { "enquiry", "text", "text", NULL },
};

static const struct
{
  const char *entity, *field, *target;
} links[] = {
  { "contact", "enterprise", "enterprise" }, { "project", "enterprise", "enterprise" },
  { "project", "contacts", "contact" },      { "enquiry", "enterprise", "enterprise" },
  { "enquiry", "project", "project" },
};

/* ---- Members ---- */

/* (nullable): null is as good as absent */
static JsonNode *
find_member (JsonNode *node, const char *name)
{
  JsonNode *member = json_object_get_member (json_node_get_object (node), name);

  return member == NULL || JSON_NODE_HOLDS_NULL (member) ? NULL : member;
}

static const char *
get_text (JsonNode *node, const char *name)
{
  JsonNode *member = find_member (node, name);

  return member == NULL ? NULL : json_node_get_string (member);
}

static gboolean
check_member (JsonNode *node, const char *name, gsize most, gboolean is_required, GError **error)
{
  JsonNode *member = find_member (node, name);

  if (member == NULL && is_required)
    g_set_error (error, LF_ERROR, LF_ERROR_SYNTAX, _ ("%s is missing."), name);
  else if (member != NULL && json_node_get_value_type (member) != G_TYPE_STRING)
    g_set_error (error, LF_ERROR, LF_ERROR_SYNTAX, _ ("%s is not a text."), name);
  else if (member != NULL && (gsize) g_utf8_strlen (json_node_get_string (member), -1) > most)
    g_set_error (error, LF_ERROR, LF_ERROR_SYNTAX, _ ("%1$s is longer than %2$d characters."), name,
                 (int) most);
  else
    return TRUE;
  return FALSE;
}

gboolean
lf_inquiry_check (JsonNode *node, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (!check_member (node, members[i].name, members[i].most, members[i].is_required, error))
      return FALSE;
  if (lf_id_is_valid (get_text (node, "id")))
    return TRUE;
  g_set_error (error, LF_ERROR, LF_ERROR_SYNTAX, _ ("%s is not an id."), "id");
  return FALSE;
}

/* ---- Records ---- */

static char *
derive_id (JsonNode *node, const LfServerUser *source, const char *of)
{
  return lf_id_derive ("inquiry", source->zone, source->account, get_text (node, "id"), of, NULL);
}

char *
lf_inquiry_record (JsonNode *node, const LfServerUser *source)
{
  return derive_id (node, source, "enquiry");
}

static gboolean
fill (LfRecord *record, JsonNode *node, const LfServerUser *source, GError **error)
{
  const LfEntity *entity = lf_record_entity (record);

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      const char *text
          = cells[i].member == NULL ? cells[i].value : get_text (node, cells[i].member);
      g_autofree char *value = NULL;

      if (strcmp (cells[i].entity, entity->name) != 0 || text == NULL)
        continue;
      if (!lf_field_parse (lf_entity_field (entity, cells[i].field), text, &value, error))
        return FALSE;
      lf_record_set (record, cells[i].field, value);
    }
  if (lf_entity_field (entity, "source") != NULL)
    lf_record_set (record, "source", source->account);
  return TRUE;
}

static gboolean
is_blank (const LfRecord *record)
{
  return lf_record_get (record, lf_entity_title (lf_record_entity (record))->name) == NULL;
}

static void
link_to_others (LfRecord *record, GHashTable *records)
{
  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    {
      const LfRecord *target = g_hash_table_lookup (records, links[i].target);

      if (strcmp (links[i].entity, lf_record_entity (record)->name) == 0 && target != NULL)
        lf_record_set (record, links[i].field, lf_record_id (target));
    }
}

static gboolean
check_rules (const LfRecord *record, GError **error)
{
  g_autoptr (GPtrArray) problems = lf_rules_check (NULL, record, FALSE);

  if (problems->len == 0)
    return TRUE;
  g_set_error_literal (error, LF_ERROR, LF_ERROR_INVALID,
                       ((LfProblem *) problems->pdata[0])->message);
  return FALSE;
}

static void
add_op (LfChange *change, const LfRecord *record)
{
  const LfEntity *entity = lf_record_entity (record);
  LfOp *op = lf_change_add_op (change, LF_OP_PUT, entity->name, lf_record_id (record));

  op->is_new = TRUE;
  for (guint i = 0; entity->fields[i].name != NULL; i++)
    if (lf_record_get_at (record, i) != NULL)
      lf_op_add_edit (op, entity->fields[i].name, NULL, lf_record_get_at (record, i), 0);
}

static gboolean
add_record (
    LfChange *change, GHashTable *records, LfRecord *record, const LfDate *today, GError **error)
{
  lf_rules_fill_new (record, today);
  link_to_others (record, records);
  if (!check_rules (record, error))
    return FALSE;
  add_op (change, record);
  g_hash_table_insert (records, (char *) lf_record_entity (record)->name, lf_record_ref (record));
  return TRUE;
}

LfChange *
lf_inquiry_to_change (JsonNode *node,
                      const LfServerUser *source,
                      const LfDate *today,
                      GError **error)
{
  g_autoptr (LfChange) change = lf_change_new (_ ("Inquiry from the web site"));
  g_autoptr (GHashTable) records
      = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) lf_record_unref);

  g_free (change->id);
  change->id = derive_id (node, source, "change");
  change->time_us = lf_clock_now_us ();
  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    {
      g_autofree char *id = derive_id (node, source, entities[i].name);
      g_autoptr (LfRecord) record = lf_record_new (lf_schema_find (entities[i].name), id);

      if (!fill (record, node, source, error))
        return NULL;
      if ((!entities[i].is_optional || !is_blank (record))
          && !add_record (change, records, record, today, error))
        return NULL;
    }
  return g_steal_pointer (&change);
}
