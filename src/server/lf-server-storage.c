/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The storage interface, and the values that pass through it. */

#include "config.h"

#include "lf-server-storage.h"

/* No name of a field has a stroke. */
#define NOTE_UNSEEN "unseen/"
#define NOTE_IN "in/"
#define NOTE_LEFT "left/"

G_DEFINE_INTERFACE (LfServerStorage, lf_server_storage, G_TYPE_OBJECT)
/* clang-format off */
G_DEFINE_QUARK (lf-server-error-quark, lf_server_error)
/* clang-format on */

static void
lf_server_storage_default_init (LfServerStorageInterface *iface)
{
}

#define CALL(method, ...) LF_SERVER_STORAGE_GET_IFACE (self)->method (self, __VA_ARGS__)
#define CALL_IF_THERE(method, ...)                                                                 \
  (LF_SERVER_STORAGE_GET_IFACE (self)->method == NULL || CALL (method, __VA_ARGS__))

gboolean
lf_server_storage_begin (LfServerStorage *self, const char *zone, GError **error)
{
  return CALL (begin, zone, error);
}

gboolean
lf_server_storage_begin_reading (LfServerStorage *self, const char *zone, GError **error)
{
  return CALL (begin_reading, zone, error);
}

gboolean
lf_server_storage_commit (LfServerStorage *self, GError **error)
{
  return CALL (commit, error);
}

void
lf_server_storage_rollback (LfServerStorage *self)
{
  LF_SERVER_STORAGE_GET_IFACE (self)->rollback (self);
}

gboolean
lf_server_storage_try_again (LfServerStorage *self, GError **error)
{
  LfServerStorageInterface *iface = LF_SERVER_STORAGE_GET_IFACE (self);

  if (error == NULL || !g_error_matches (*error, LF_SERVER_ERROR, LF_SERVER_ERROR_BUSY)
      || iface->try_again == NULL || !iface->try_again (self))
    return FALSE;
  g_clear_error (error);
  return TRUE;
}

gboolean
lf_server_storage_foresee (LfServerStorage *self, const LfServerWanted *wanted, GError **error)
{
  return CALL_IF_THERE (foresee, wanted, error);
}

gint64
lf_server_storage_next_seq (LfServerStorage *self, GError **error)
{
  return CALL (next_seq, error);
}

LfServerRecord *
lf_server_storage_load (LfServerStorage *self, const char *entity, const char *id, GError **error)
{
  return CALL (load, entity, id, error);
}

gboolean
lf_server_storage_save (LfServerStorage *self, const LfServerRecord *record, GError **error)
{
  return CALL (save, record, error);
}

LfServerChange *
lf_server_storage_find_change (LfServerStorage *self, const char *id, GError **error)
{
  return CALL (find_change, id, error);
}

LfServerChange *
lf_server_storage_find_change_at (LfServerStorage *self, gint64 seq, GError **error)
{
  return CALL (find_change_at, seq, error);
}

gboolean
lf_server_storage_add_change (LfServerStorage *self, const LfServerChange *change, GError **error)
{
  return CALL (add_change, change, error);
}

LfServerRecord *
lf_server_storage_find_conflict (LfServerStorage *self,
                                 const char *record,
                                 const char *field,
                                 const char *device,
                                 GError **error)
{
  return CALL (find_conflict, record, field, device, error);
}

GPtrArray *
lf_server_storage_list_followers (LfServerStorage *self, const char *root, GError **error)
{
  return CALL (list_followers, root, error);
}

GPtrArray *
lf_server_storage_list_entity (LfServerStorage *self, const char *entity, GError **error)
{
  return CALL (list_entity, entity, error);
}

gboolean
lf_server_storage_each_since (LfServerStorage *self,
                              gint64 cursor,
                              LfServerRecordFunc func,
                              gpointer user_data,
                              GError **error)
{
  return CALL (each_since, cursor, func, user_data, error);
}

gboolean
lf_server_storage_each_change (LfServerStorage *self,
                               LfServerChangeFunc func,
                               gpointer user_data,
                               GError **error)
{
  return CALL (each_change, func, user_data, error);
}

gboolean
lf_server_storage_each_change_of (LfServerStorage *self,
                                  const LfServerHistory *history,
                                  LfServerChangeFunc func,
                                  gpointer user_data,
                                  GError **error)
{
  return CALL (each_change_of, history, func, user_data, error);
}

gboolean
lf_server_storage_count_changes (
    LfServerStorage *self, const char *device, const LfSpan *span, gint64 *ret_n, GError **error)
{
  return CALL (count_changes, device, span, ret_n, error);
}

gint64
lf_server_storage_last_seq (LfServerStorage *self, GError **error)
{
  return CALL (last_seq, error);
}

char *
lf_server_storage_epoch (LfServerStorage *self, GError **error)
{
  return CALL (epoch, error);
}

gboolean
lf_server_storage_read_is_backup (LfServerStorage *self, gboolean *ret_is_backup, GError **error)
{
  *ret_is_backup = FALSE;
  return CALL_IF_THERE (read_is_backup, ret_is_backup, error);
}

gboolean
lf_server_storage_set_zone (LfServerStorage *self, gint64 seq, const char *epoch, GError **error)
{
  return CALL (set_zone, seq, epoch, error);
}

gboolean
lf_server_storage_each_zone (LfServerStorage *self,
                             LfServerSeqFunc func,
                             gpointer user_data,
                             GError **error)
{
  return CALL (each_zone, func, user_data, error);
}

gboolean
lf_server_storage_wait_news (LfServerStorage *self, int stop_fd, int timeout_ms, GError **error)
{
  return CALL (wait_news, stop_fd, timeout_ms, error);
}

gboolean
lf_server_storage_verify (LfServerStorage *self, GPtrArray *problems, GError **error)
{
  return CALL_IF_THERE (verify, problems, error);
}

gboolean
lf_server_storage_add_zone (LfServerStorage *self, const char *zone, GError **error)
{
  return CALL (add_zone, zone, error);
}

GStrv
lf_server_storage_list_zones (LfServerStorage *self, GError **error)
{
  return CALL (list_zones, error);
}

gboolean
lf_server_storage_save_account (LfServerStorage *self,
                                const LfServerAccount *account,
                                GError **error)
{
  return CALL (save_account, account, error);
}

LfServerAccount *
lf_server_storage_find_account (LfServerStorage *self,
                                const char *zone,
                                const char *name,
                                GError **error)
{
  return CALL (find_account, zone, name, error);
}

GPtrArray *
lf_server_storage_list_accounts (LfServerStorage *self, GError **error)
{
  return CALL (list_accounts, error);
}

GHashTable *
lf_server_storage_park_parents (LfServerStorage *self, const char *zone, GError **error)
{
  return CALL (park_parents, zone, error);
}

gboolean
lf_server_storage_save_device (LfServerStorage *self, const LfServerDevice *device, GError **error)
{
  return CALL (save_device, device, error);
}

gboolean
lf_server_storage_note_contact (LfServerStorage *self,
                                const LfServerDevice *device,
                                gint64 seen_us,
                                GError **error)
{
  return CALL (note_contact, device, seen_us, error);
}

LfServerDevice *
lf_server_storage_find_device (LfServerStorage *self, const char *token_hash, GError **error)
{
  return CALL (find_device, token_hash, error);
}

GPtrArray *
lf_server_storage_list_devices (LfServerStorage *self, GError **error)
{
  return CALL (list_devices, error);
}

gboolean
lf_server_storage_count_attempt (
    LfServerStorage *self, const char *name, gint64 now_us, guint *ret_n, GError **error)
{
  return CALL (count_attempt, name, now_us, ret_n, error);
}

gboolean
lf_server_storage_forget_attempts (LfServerStorage *self, const char *name, GError **error)
{
  return CALL (forget_attempts, name, error);
}

char *
lf_server_storage_load_bundle (LfServerStorage *self,
                               const char *zone,
                               const char *device,
                               GError **error)
{
  return CALL (load_bundle, zone, device, error);
}

gboolean
lf_server_storage_save_bundle (
    LfServerStorage *self, const char *zone, const char *device, const char *body, GError **error)
{
  return CALL (save_bundle, zone, device, body, error);
}

gboolean
lf_server_storage_add_bundle (
    LfServerStorage *self, const char *zone, const char *device, const char *body, GError **error)
{
  return CALL (add_bundle, zone, device, body, error);
}

gboolean
lf_server_storage_mark_account (LfServerStorage *self,
                                const LfServerAccount *account,
                                GError **error)
{
  return CALL (mark_account, account, error);
}

gboolean
lf_server_storage_mark_device (LfServerStorage *self, const LfServerDevice *device, GError **error)
{
  return CALL (mark_device, device, error);
}

gboolean
lf_server_storage_add_audit (LfServerStorage *self, const LfServerAudit *audit, GError **error)
{
  return CALL (add_audit, audit, error);
}

GPtrArray *
lf_server_storage_list_audit (LfServerStorage *self,
                              const LfServerAuditQuery *query,
                              GError **error)
{
  return CALL (list_audit, query, error);
}

gboolean
lf_server_storage_trim_audit (LfServerStorage *self,
                              const char *zone,
                              gint64 before_us,
                              GError **error)
{
  return CALL (trim_audit, zone, before_us, error);
}

/* ---- Values ---- */

LfServerRecord *
lf_server_record_new (const char *entity, const char *id)
{
  LfServerRecord *self = g_new0 (LfServerRecord, 1);

  self->entity = g_strdup (entity);
  self->id = g_strdup (id);
  self->scope = g_strdup (LF_SCOPE_ZONE);
  self->fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->clock = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

LfServerRecord *
lf_server_record_copy (const LfServerRecord *self)
{
  LfServerRecord *copy = lf_server_record_new (self->entity, self->id);
  GHashTableIter iter;
  gpointer name, value;

  g_free (copy->scope);
  copy->scope = g_strdup (self->scope);
  copy->root = g_strdup (self->root);
  copy->seq = self->seq;
  copy->created_seq = self->created_seq;
  copy->deleted = self->deleted;
  g_hash_table_iter_init (&iter, self->fields);
  while (g_hash_table_iter_next (&iter, &name, &value))
    g_hash_table_insert (copy->fields, g_strdup (name), g_strdup (value));
  g_hash_table_iter_init (&iter, self->clock);
  while (g_hash_table_iter_next (&iter, &name, &value))
    g_hash_table_insert (copy->clock, g_strdup (name), g_memdup2 (value, sizeof (gint64)));
  return copy;
}

void
lf_server_record_free (LfServerRecord *self)
{
  g_free (self->entity);
  g_free (self->id);
  g_free (self->scope);
  g_free (self->root);
  g_hash_table_unref (self->fields);
  g_hash_table_unref (self->clock);
  g_free (self);
}

const char *
lf_server_record_get (const LfServerRecord *self, const char *field)
{
  return g_hash_table_lookup (self->fields, field);
}

void
lf_server_record_set (LfServerRecord *self, const char *field, const char *value)
{
  if (value == NULL)
    g_hash_table_remove (self->fields, field);
  else
    g_hash_table_insert (self->fields, g_strdup (field), g_strdup (value));
}

gint64
lf_server_record_seq_of (const LfServerRecord *self, const char *bundle)
{
  const gint64 *seq = g_hash_table_lookup (self->clock, bundle);

  return seq == NULL ? self->created_seq : *seq;
}

void
lf_server_record_stamp (LfServerRecord *self, const char *bundle, gint64 seq)
{
  self->seq = seq;
  if (seq != self->created_seq)
    g_hash_table_insert (self->clock, g_strdup (bundle), g_memdup2 (&seq, sizeof seq));
}

void
lf_server_record_note_unseen (LfServerRecord *self, const char *bundle, gint64 seq)
{
  g_hash_table_insert (self->clock, g_strconcat (NOTE_UNSEEN, bundle, NULL),
                       g_memdup2 (&seq, sizeof seq));
}

gboolean
lf_server_record_is_note (const char *bundle)
{
  return g_str_has_prefix (bundle, NOTE_UNSEEN) || lf_server_record_is_scope_note (bundle);
}

gboolean
lf_server_record_is_scope_note (const char *bundle)
{
  return g_str_has_prefix (bundle, NOTE_IN) || g_str_has_prefix (bundle, NOTE_LEFT);
}

static char *
scope_note (const char *word, gboolean is_in)
{
  return g_strconcat (is_in ? NOTE_IN : NOTE_LEFT, word, NULL);
}

void
lf_server_record_note_scope (LfServerRecord *self, const char *word, gboolean is_in, gint64 seq)
{
  g_autofree char *outdated = scope_note (word, !is_in);

  g_hash_table_remove (self->clock, outdated);
  g_hash_table_insert (self->clock, scope_note (word, is_in), g_memdup2 (&seq, sizeof seq));
}

gint64
lf_server_record_scope_note (const LfServerRecord *self, const char *word, gboolean is_in)
{
  g_autofree char *note = NULL;
  const gint64 *seq;

  if (g_hash_table_size (self->clock) == 0)
    return 0;
  note = scope_note (word, is_in);
  seq = g_hash_table_lookup (self->clock, note);
  return seq == NULL ? 0 : *seq;
}

LfServerChange *
lf_server_change_copy (const LfServerChange *self)
{
  LfServerChange *copy = g_memdup2 (self, sizeof *self);

  copy->id = g_strdup (self->id);
  copy->device = g_strdup (self->device);
  copy->author = g_strdup (self->author);
  copy->answer = g_strdup (self->answer);
  copy->body = g_strdup (self->body);
  return copy;
}

void
lf_server_change_free (LfServerChange *self)
{
  g_free (self->id);
  g_free (self->device);
  g_free (self->author);
  g_free (self->answer);
  g_free (self->body);
  g_free (self);
}

void
lf_server_account_free (LfServerAccount *self)
{
  g_free (self->zone);
  g_free (self->name);
  g_free (self->role);
  g_free (self->password_hash);
  g_free (self->park);
  g_free (self->team);
  g_free (self);
}

void
lf_server_device_free (LfServerDevice *self)
{
  g_free (self->zone);
  g_free (self->id);
  g_free (self->account);
  g_free (self->name);
  g_free (self->token_hash);
  g_free (self);
}

LfServerWanted *
lf_server_wanted_new (void)
{
  LfServerWanted *self = g_new0 (LfServerWanted, 1);

  self->changes = g_ptr_array_new ();
  self->records = g_ptr_array_new_with_free_func (g_free);
  self->seqs = g_array_new (FALSE, FALSE, sizeof (gint64));
  return self;
}

void
lf_server_wanted_free (LfServerWanted *self)
{
  g_ptr_array_unref (self->changes);
  g_ptr_array_unref (self->records);
  g_array_unref (self->seqs);
  g_free (self);
}

void
lf_server_wanted_add_record (LfServerWanted *self, const char *entity, const char *id, gint64 seen)
{
  g_ptr_array_add (self->records,
                   g_memdup2 (&(LfServerKey){ entity, id, seen, FALSE }, sizeof (LfServerKey)));
}
