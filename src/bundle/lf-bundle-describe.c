/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is in a bundle, in lines for people. Nothing is taken in. */

#include "config.h"

#include "lf-bundle.h"

#include "lf-wire.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  gboolean with_contents;
  LfBundleLineFunc func;
  gpointer user_data;
  LfBundleTotals *totals;
} Describing;

/* ---- Lines ---- */

/* Whoever made the bundle chose the words: a terminal must not obey them. */
static void say (const Describing *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
say (const Describing *self, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  for (char *next = text; *next != '\0'; next++)
    if (g_ascii_iscntrl (*next))
      *next = ' ';
  self->func (text, self->user_data);
}

static char *
format_time (gint64 time_us)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = utc == NULL ? NULL : g_date_time_to_local (utc);

  return local == NULL ? g_strdup ("?") : g_date_time_format (local, "%Y-%m-%d %H:%M:%S");
}

static const LfField *
find_field (const char *entity_name, const char *name)
{
  const LfEntity *entity = lf_schema_find (entity_name);

  return entity == NULL ? NULL : lf_entity_field (entity, name);
}

/* What this version cannot read stands as it is. */
static char *
format_value (const LfField *field, const char *value)
{
  if (value == NULL)
    return g_strdup ("–");
  return field != NULL && field->target == NULL && lf_field_check (field, value, NULL)
             ? lf_field_format (field, value)
             : g_strdup (value);
}

static const char *
entity_label (const char *name)
{
  const LfEntity *entity = lf_schema_find (name);

  return entity == NULL ? name : lf_entity_label (entity);
}

/* ---- Changes ---- */

static void
describe_edit (const Describing *self, const LfOp *op, const LfEdit *edit)
{
  const LfField *field = find_field (op->entity, edit->field);
  g_autofree char *was = format_value (field, edit->was);
  g_autofree char *value = format_value (field, edit->value);
  const char *label = field == NULL ? edit->field : lf_field_label (field);

  if (op->is_new)
    say (self, "    %s: %s", label, value);
  else
    say (self, "    %s: %s → %s", label, was, value);
}

static void
describe_change (const Describing *self, const LfChange *change)
{
  g_autofree char *time = format_time (change->time_us);

  say (self, "%s  %s  %s", time, change->author == NULL ? "" : change->author,
       change->label == NULL ? change->id : change->label);
  for (guint i = 0; i < change->ops->len; i++)
    {
      const LfOp *op = change->ops->pdata[i];

      say (self, "  %s %s%s", entity_label (op->entity), op->id,
           op->kind == LF_OP_DELETE    ? _ (" is deleted")
           : op->kind == LF_OP_RESTORE ? _ (" is brought back")
                                       : "");
      for (guint j = 0; j < op->edits->len; j++)
        describe_edit (self, op, op->edits->pdata[j]);
    }
}

static gboolean
describe_push (const Describing *self, const LfBundlePart *part, GError **error)
{
  g_autoptr (LfJson) node = lf_json_read (part->text, part->length, error);
  g_autoptr (GPtrArray) changes = node == NULL ? NULL : lf_wire_to_push (node, error);

  for (guint i = 0; changes != NULL && i < changes->len; i++)
    {
      self->totals->n_changes++;
      if (self->with_contents)
        describe_change (self, changes->pdata[i]);
    }
  return changes != NULL;
}

/* ---- Answers and records ---- */

static void
describe_answer (const Describing *self, const LfAnswer *answer)
{
  if (answer->kind == LF_ANSWER_REFUSED)
    say (self, _ ("Change %1$s is refused: %2$s"), answer->change,
         answer->message == NULL ? answer->reason : answer->message);
  else
    say (self, _ ("Change %s is accepted."), answer->change);
}

static gboolean
describe_judged (const Describing *self, const LfBundlePart *part, GError **error)
{
  g_autoptr (LfJson) node = lf_json_read (part->text, part->length, error);
  g_autoptr (GPtrArray) answers = node == NULL ? NULL : lf_wire_to_answers (node, error);

  for (guint i = 0; answers != NULL && i < answers->len; i++)
    {
      const LfAnswer *answer = answers->pdata[i];

      self->totals->n_accepted += answer->kind == LF_ANSWER_ACCEPTED;
      self->totals->n_refused += answer->kind == LF_ANSWER_REFUSED;
      if (self->with_contents && answer->kind != LF_ANSWER_WAITING)
        describe_answer (self, answer);
    }
  return answers != NULL;
}

static void
describe_value (const Describing *self, const LfDelta *delta, const char *name)
{
  const LfField *field = find_field (delta->entity, name);
  g_autofree char *value = format_value (field, g_hash_table_lookup (delta->fields, name));

  say (self, "  %s: %s", field == NULL ? name : lf_field_label (field), value);
}

static void
describe_delta (const Describing *self, const LfDelta *delta)
{
  g_autoptr (GList) names
      = g_list_sort (g_hash_table_get_keys (delta->fields), (GCompareFunc) strcmp);

  say (self, "%s %s%s", entity_label (delta->entity), delta->id,
       delta->deleted ? _ (" is deleted") : "");
  for (GList *name = names; name != NULL; name = name->next)
    describe_value (self, delta, name->data);
}

static gboolean
describe_page (const Describing *self, const LfBundlePart *part, GError **error)
{
  g_autoptr (LfPage) page = lf_wire_to_page (part->text, part->length, error);

  if (page == NULL)
    return FALSE;
  self->totals->n_records += page->deltas->len;
  for (guint i = 0; self->with_contents && i < page->deltas->len; i++)
    describe_delta (self, page->deltas->pdata[i]);
  return TRUE;
}

/* ---- Parts ---- */

static void
describe_file (const Describing *self, const LfBundlePart *part)
{
  const char *name = strchr (part->file.element, '/') + 1;
  g_autofree char *size = g_format_size (part->length);

  self->totals->n_files += part->kind == LF_BUNDLE_ATTACHED;
  self->totals->n_wanted += part->kind == LF_BUNDLE_WANT;
  if (self->with_contents && part->kind == LF_BUNDLE_ATTACHED)
    say (self, _ ("File “%1$s”, %2$s"), name, size);
  else if (self->with_contents && part->kind == LF_BUNDLE_WANT)
    say (self, _ ("Asks for the file “%s”"), name);
}

static gboolean
describe_part (const Describing *self, const LfBundlePart *part, GError **error)
{
  switch (part->kind)
    {
    case LF_BUNDLE_PUSH:
      return describe_push (self, part, error);
    case LF_BUNDLE_JUDGED:
      return describe_judged (self, part, error);
    case LF_BUNDLE_PAGE:
      return describe_page (self, part, error);
    case LF_BUNDLE_WANT:
    case LF_BUNDLE_HAS:
    case LF_BUNDLE_ATTACHED:
    case LF_BUNDLE_END:
    default:
      if (part->kind != LF_BUNDLE_END)
        describe_file (self, part);
      return TRUE;
    }
}

static void
say_totals (const Describing *self, LfBundleKind kind)
{
  const LfBundleTotals *totals = self->totals;

  if (kind == LF_BUNDLE_CHANGES)
    say (self, _ ("Changes: %1$d, files: %2$d, files asked for: %3$d"), (int) totals->n_changes,
         (int) totals->n_files, (int) totals->n_wanted);
  else
    say (self, _ ("Accepted: %1$d, refused: %2$d, records: %3$d, files: %4$d"),
         (int) totals->n_accepted, (int) totals->n_refused, (int) totals->n_records,
         (int) totals->n_files);
}

gboolean
lf_bundle_describe (LfBundle *self,
                    gboolean with_contents,
                    LfBundleLineFunc func,
                    gpointer user_data,
                    LfBundleTotals *ret_totals,
                    GError **error)
{
  Describing describing = { with_contents, func, user_data, ret_totals };
  LfBundlePart part;

  *ret_totals = (LfBundleTotals){ 0 };
  if (!lf_bundle_rewind (self, error))
    return FALSE;
  do
    if (!lf_bundle_next (self, &part, error) || !describe_part (&describing, &part, error))
      return FALSE;
  while (part.kind != LF_BUNDLE_END);
  say_totals (&describing, lf_bundle_header (self)->kind);
  return TRUE;
}

/* ---- Show ---- */

static void
say_header (const Describing *self, const LfBundleHeader *header)
{
  g_autofree char *fingerprint = lf_bundle_fingerprint (header->key);
  g_autofree char *made = format_time (header->made_us);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, header->number);
  const char *account = header->account == NULL ? "–" : header->account;

  if (header->kind == LF_BUNDLE_CHANGES)
    say (self, _ ("Bundle %1$s from the device of %2$s to its server"), number, account);
  else
    say (self, _ ("Bundle %1$s from the server to the device of %2$s"), number, account);
  say (self, _ ("Zone: %s"), header->zone == NULL ? "–" : header->zone);
  say (self, _ ("Device: %1$s %2$s"), header->device,
       header->device_name == NULL ? "" : header->device_name);
  say (self, _ ("Made: %s"), made);
  say (self, _ ("Fingerprint of the key: %s"), fingerprint);
}

gboolean
lf_bundle_show (const char *path,
                gboolean with_contents,
                LfBundleLineFunc func,
                gpointer user_data,
                GError **error)
{
  g_autoptr (GError) spoiled = NULL;
  g_autoptr (LfBundle) bundle = lf_bundle_open (path, &spoiled, error);
  LfBundleTotals totals;
  Describing self = { with_contents, func, user_data, &totals };

  if (bundle == NULL)
    return FALSE;
  say_header (&self, lf_bundle_header (bundle));
  if (spoiled != NULL)
    {
      say (&self, _ ("Signature: not good"));
      g_propagate_error (error, g_steal_pointer (&spoiled));
      return FALSE;
    }
  say (&self, _ ("Signature: good"));
  return lf_bundle_describe (bundle, with_contents, func, user_data, &totals, error);
}
