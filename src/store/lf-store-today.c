/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What asks for somebody today: what is due, promised, waits, met another edit or was refused. */

#include "config.h"

#include "lf-store-today-private.h"

#include "lf-store-list.h"
#include "lf-store-transfers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
item_free (gpointer data)
{
  LfTodayItem *item = data;

  g_clear_pointer (&item->record, lf_record_unref);
  g_free (item->entity);
  g_free (item->id);
  g_free (item->title);
  g_free (item->why);
  g_free (item->step);
  g_free (item->enterprise);
  g_free (item->owner);
  g_free (item);
}

void
lf_today_free (LfToday *self)
{
  g_ptr_array_unref (self->items);
  g_clear_pointer (&self->calendar, lf_calendar_free);
  g_free (self);
}

/* ---- Items ---- */

/* (transfer full) (nullable) */
static char *
display (const LfRecord *record, const char *field)
{
  return lf_entity_field (lf_record_entity (record), field) == NULL
                 || lf_record_get (record, field) == NULL
             ? NULL
             : lf_record_format (record, field);
}

LfTodayItem *
lf_today_add_blank (LfTodayReading *self, LfTodayKind kind, const char *entity, const char *id)
{
  LfTodayItem *item = g_new0 (LfTodayItem, 1);

  item->kind = kind;
  item->entity = g_strdup (entity);
  item->id = g_strdup (id);
  g_ptr_array_add (self->found->items, item);
  return item;
}

LfTodayItem *
lf_today_add (LfTodayReading *self, LfTodayKind kind, LfRecord *record, const char *owner_field)
{
  LfTodayItem *item
      = lf_today_add_blank (self, kind, lf_record_entity (record)->name, lf_record_id (record));

  item->record = lf_record_ref (record);
  item->title = lf_record_title (record);
  item->enterprise = display (record, "enterprise");
  item->owner = owner_field == NULL ? NULL : display (record, owner_field);
  return item;
}

/* ---- By date ---- */

static LfFilter *
is_of (const LfTodayReading *self, const LfEntity *entity, const char *name)
{
  const LfField *field = lf_entity_field (entity, name);
  const char *value = field->type == LF_VALUE_REFERENCE ? self->account : self->author;

  return lf_filter_equal (field, value);
}

LfQuery *
lf_today_query (const LfTodayReading *self,
                const LfEntity *entity,
                const char *text,
                const char *owner,
                const char *partner,
                const char *sort,
                GError **error)
{
  g_autoptr (LfFilter) filter = lf_filter_parse (entity, text, &self->today, NULL, error);

  if (filter == NULL)
    return NULL;
  if (self->scope == LF_TODAY_MINE && self->account != NULL)
    {
      LfFilter *whose = is_of (self, entity, owner);

      if (partner != NULL)
        whose = lf_filter_or (whose, is_of (self, entity, partner));
      filter = lf_filter_and (g_steal_pointer (&filter), whose);
    }
  return lf_query_new (entity, g_steal_pointer (&filter), sort);
}

/* What the row opens: what the record is about. */
static void
open_instead (LfTodayItem *item, const char *entity, const char *id)
{
  if (entity == NULL || id == NULL)
    return;
  g_free (item->entity);
  g_free (item->id);
  item->entity = g_strdup (entity);
  item->id = g_strdup (id);
}

static void
tell (LfTodayReading *self, LfTodayItem *item, const LfTodayRule *rule)
{
  g_autofree char *day = item->date.year == 0 ? NULL : lf_date_format (&item->date);

  switch (rule->clock)
    {
    case LF_TODAY_BY_DATE:
      item->why = lf_today_tell_due (self->calendar, &item->date, &self->today);
      break;
    case LF_TODAY_AHEAD:
      item->why = lf_today_tell_promised (self->calendar, &item->date, &self->today);
      break;
    case LF_TODAY_MET:
      {
        g_autofree char *first = display (item->record, "accepted_author");
        g_autofree char *second = display (item->record, "offered_author");

        item->why = g_strdup_printf (_ ("%1$s and %2$s changed the same field"),
                                     first == NULL ? "–" : first, second == NULL ? "–" : second);
        open_instead (item, lf_record_get (item->record, "entity"),
                      lf_record_get (item->record, "record"));
        break;
      }
    case LF_TODAY_ALWAYS:
    default:
      item->why
          = day == NULL
                ? g_strdup (_ ("Handed over to you; waits for your signature"))
                : g_strdup_printf (_ ("Handed over to you on %s; waits for your signature"), day);
      open_instead (item, "project", lf_record_get (item->record, "project"));
      break;
    }
}

static gboolean
add_rows (LfTodayReading *self,
          const LfTodayRule *rule,
          LfTodayKind kind,
          const GArray *rows,
          GError **error)
{
  const LfEntity *entity = lf_schema_find (rule->entity);
  g_autoptr (GPtrArray) records = lf_rows_page (
      self->db, entity, (const gint64 *) (gpointer) rows->data, MIN (rows->len, self->most), error);

  if (records == NULL)
    return FALSE;
  self->found->counts[kind] += rows->len;
  for (guint i = 0; i < records->len; i++)
    {
      LfRecord *record = records->pdata[i];
      LfTodayItem *item = record == NULL
                              ? NULL
                              : lf_today_add (self, kind, record,
                                              rule->clock == LF_TODAY_MET ? NULL : rule->owner);

      if (item == NULL)
        continue;
      if (rule->date != NULL && lf_record_get (record, rule->date) != NULL)
        lf_date_from_canonical (lf_record_get (record, rule->date), &item->date);
      if (rule->step != NULL)
        item->step = g_strdup (lf_record_get (record, rule->step));
      tell (self, item, rule);
    }
  return TRUE;
}

/* Those of @rule whose date satisfies @dates, a filter's text. */
static gboolean
find_kind (LfTodayReading *self,
           const LfTodayRule *rule,
           LfTodayKind kind,
           const char *dates,
           GError **error)
{
  const LfEntity *entity = lf_schema_find (rule->entity);
  g_autofree char *text = g_strconcat (rule->filter, dates == NULL ? NULL : " and ", dates, NULL);
  g_autoptr (LfQuery) query
      = lf_today_query (self, entity, text, rule->owner, rule->partner, rule->date, error);
  g_autoptr (GArray) rows = query == NULL ? NULL : lf_list_rows (self->db, query, error);

  if (rows == NULL)
    return FALSE;
  if (strcmp (rule->entity, lf_today_silence_rule ()->entity) == 0)
    g_array_append_vals (self->stepped, rows->data, rows->len);
  return add_rows (self, rule, kind, rows, error);
}

static gboolean
find_by_date (LfTodayReading *self, const LfTodayRule *rule, GError **error)
{
  const LfDate late = lf_today_last_overdue (self->calendar, &self->today);
  g_autofree char *late_text = lf_date_to_canonical (&late);
  g_autofree char *today = lf_date_to_canonical (&self->today);
  g_autofree char *due = g_strdup_printf ("%1$s>%2$s and %1$s<=%3$s", rule->date, late_text, today);
  g_autofree char *overdue = g_strdup_printf ("%s<=%s", rule->date, late_text);

  return find_kind (self, rule, LF_TODAY_DUE, due, error)
         && find_kind (self, rule, LF_TODAY_OVERDUE, overdue, error);
}

static gboolean
find_ahead (LfTodayReading *self, const LfTodayRule *rule, GError **error)
{
  const LfDate last
      = lf_calendar_add_working_days (self->calendar, &self->today, LF_TODAY_AHEAD_DAYS);
  g_autofree char *text = lf_date_to_canonical (&last);
  g_autofree char *dates = g_strdup_printf ("%s<=%s", rule->date, text);

  return find_kind (self, rule, LF_TODAY_PROMISED, dates, error);
}

static gboolean
find_rule (LfTodayReading *self, const LfTodayRule *rule, GError **error)
{
  switch (rule->clock)
    {
    case LF_TODAY_BY_DATE:
      return find_by_date (self, rule, error);
    case LF_TODAY_AHEAD:
      return find_ahead (self, rule, error);
    case LF_TODAY_MET:
      return find_kind (self, rule, LF_TODAY_CONFLICT, /* dates= */ NULL, error);
    case LF_TODAY_ALWAYS:
    default:
      return find_kind (self, rule, LF_TODAY_WAITING, /* dates= */ NULL, error);
    }
}

/* ---- Transfers and what was refused ---- */

static gboolean
find_transfers (LfTodayReading *self, GError **error)
{
  g_autoptr (GPtrArray) open = lf_transfers_read_open (self->db, /* project= */ NULL, error);

  for (guint i = 0; open != NULL && i < open->len; i++)
    {
      const LfOpenTransfer *transfer = open->pdata[i];
      LfTodayItem *item;
      g_autofree char *from = lf_record_format (transfer->record, "from_park");
      g_autofree char *to = lf_record_format (transfer->record, "to_park");
      g_autofree char *on = lf_record_format (transfer->record, "asked_on");

      if (!transfer->is_to_us || !transfer->may_take)
        continue;
      self->found->counts[LF_TODAY_WAITING]++;
      item = lf_today_add (self, LF_TODAY_WAITING, transfer->record, /* owner_field= */ NULL);
      g_free (item->title);
      item->title = lf_record_format (transfer->record, "project");
      item->owner = g_strdup (transfer->asked_by);
      item->why = g_strdup_printf (_ ("Offered by %1$s to %2$s on %3$s"), from, to, on);
      open_instead (item, "project", lf_record_get (transfer->record, "project"));
      if (lf_record_get (transfer->record, "asked_on") != NULL)
        lf_date_from_canonical (lf_record_get (transfer->record, "asked_on"), &item->date);
    }
  return open != NULL;
}

static gboolean
find_refused (LfTodayReading *self, GError **error)
{
  g_autoptr (GPtrArray) refused = lf_refused_read (self->db, /* unused= */ NULL, error);

  for (guint i = 0; refused != NULL && i < refused->len; i++)
    {
      const LfRefused *one = refused->pdata[i];
      const LfOp *op = one->change->ops->len == 0 ? NULL : one->change->ops->pdata[0];
      LfTodayItem *item;

      self->found->counts[LF_TODAY_REFUSED]++;
      if (op == NULL || i >= self->most)
        continue;
      item = lf_today_add_blank (self, LF_TODAY_REFUSED, op->entity, op->id);
      item->title = g_strdup (one->change->label);
      item->why = g_strdup (lf_refused_tell (one));
    }
  return refused != NULL;
}

/* ---- Reading ---- */

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const LfTodayItem *x = *(const LfTodayItem *const *) a, *y = *(const LfTodayItem *const *) b;

  if (x->kind != y->kind)
    return x->kind < y->kind ? -1 : 1;
  return lf_date_compare (&x->date, &y->date);
}

/* Several rules may have added to a kind. Those of one date stay as they were found, so that who
 * asks for more gets them below those that were there. */
static void
put_in_order (LfToday *found, guint most)
{
  guint counts[LF_N_TODAY_KINDS] = { 0 };

  g_ptr_array_sort (found->items, compare_items);
  for (guint i = 0; i < found->items->len;)
    if (++counts[((LfTodayItem *) found->items->pdata[i])->kind] > most)
      g_ptr_array_remove_index (found->items, i);
    else
      i++;
}

static gboolean
read_author (LfTodayReading *self, GError **error)
{
  g_autoptr (GError) cause = NULL;

  if (!lf_setting_get (self->db, "author", &self->author, error))
    return FALSE;
  self->account = lf_author_find_account (self->db, &cause);
  self->found->has_account = self->account != NULL;
  if (cause != NULL)
    g_propagate_error (error, g_steal_pointer (&cause));
  return error == NULL || *error == NULL;
}

static gboolean
find_all (LfTodayReading *self, GError **error)
{
  guint n;
  const LfTodayRule *rules = lf_today_rules (&n);

  for (guint i = 0; i < n; i++)
    if (!find_rule (self, &rules[i], error))
      return FALSE;
  return lf_today_find_silent (self, error) && lf_today_find_problems (self, error)
         && find_transfers (self, error) && find_refused (self, error)
         && lf_today_find_unclosed (self, error);
}

LfToday *
lf_today_read (LfDb *db, LfTodayScope scope, guint most, const LfDate *today, GError **error)
{
  g_autoptr (LfToday) found = g_new0 (LfToday, 1);
  g_autoptr (GArray) stepped = g_array_new (FALSE, FALSE, sizeof (gint64));
  LfTodayReading reading = { db, scope, most, *today, NULL, NULL, NULL, found, stepped };
  gboolean is_ok;

  found->items = g_ptr_array_new_with_free_func (item_free);
  found->calendar = reading.calendar = lf_zone_calendar_read (db, error);
  is_ok = found->calendar != NULL && read_author (&reading, error) && find_all (&reading, error);
  g_free (reading.author);
  g_free (reading.account);
  put_in_order (found, most);
  return is_ok ? g_steal_pointer (&found) : NULL;
}

typedef struct
{
  LfTodayScope scope;
  guint most;
  LfDate today;
  LfTodayAhead *ahead; /* (nullable) */
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_clear_pointer (&request->ahead, lf_today_ahead_unref);
  g_free (request);
}

static gpointer
read_today (LfDb *db, gpointer data, GError **error)
{
  const Request *request = data;
  LfToday *found = request->ahead == NULL ? NULL : lf_today_ahead_await (request->ahead);

  return found != NULL ? found
                       : lf_today_read (db, request->scope, request->most, &request->today, error);
}

LfToday *
lf_store_today_sync (
    LfStore *self, LfTodayScope scope, guint most, const LfDate *today, GError **error)
{
  Request request = { scope, most, *today, NULL };

  return lf_store_read (self, read_today, &request, error);
}

void
lf_store_today_async (LfStore *self,
                      LfTodayScope scope,
                      guint most,
                      const LfDate *today,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  LfTodayAhead *ahead = lf_today_take_ahead (self, scope, most, today);
  LfToday *found = ahead == NULL ? NULL : lf_today_ahead_try (ahead);
  Request *request;

  if (found != NULL)
    {
      g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

      lf_today_ahead_unref (ahead);
      g_task_return_pointer (task, found, (GDestroyNotify) lf_today_free);
      return;
    }
  request = g_new0 (Request, 1);
  *request = (Request){ scope, most, *today, ahead };
  lf_store_read_async (self, read_today, request, request_free, (GDestroyNotify) lf_today_free,
                       cancellable, callback, user_data);
}

LfToday *
lf_store_today_finish (LfStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
