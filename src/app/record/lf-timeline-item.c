/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One thing that happened to a record, told in a sentence. */

#include "config.h"

#include "lf-timeline-item.h"

#include "lf-http-transport.h"
#include "lf-teller.h"

#include <glib/gi18n.h>
#include <string.h>

struct _LfTimelineItem
{
  GObject parent_instance;

  LfTimelineKind kind;
  const char *icon;
  char *text;
  char *detail; /* (nullable) */
  char *byline;
  const char *entity; /* (nullable) */
  char *id;           /* (nullable) */
  gint64 time_us;     /* orders the items */
};

enum
{
  PROP_0,
  PROP_ICON,
  PROP_TEXT,
  PROP_DETAIL,
  PROP_HAS_DETAIL,
  PROP_BYLINE,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LfTimelineItem, lf_timeline_item, G_TYPE_OBJECT)

static void
lf_timeline_item_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LfTimelineItem *self = LF_TIMELINE_ITEM (object);

  switch (prop_id)
    {
    case PROP_ICON:
      g_value_set_static_string (value, self->icon);
      break;
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_DETAIL:
      g_value_set_string (value, self->detail);
      break;
    case PROP_HAS_DETAIL:
      g_value_set_boolean (value, self->detail != NULL);
      break;
    case PROP_BYLINE:
      g_value_set_string (value, self->byline);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lf_timeline_item_finalize (GObject *object)
{
  LfTimelineItem *self = LF_TIMELINE_ITEM (object);

  g_free (self->text);
  g_free (self->detail);
  g_free (self->byline);
  g_free (self->id);
  G_OBJECT_CLASS (lf_timeline_item_parent_class)->finalize (object);
}

static void
lf_timeline_item_class_init (LfTimelineItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = lf_timeline_item_get_property;
  object_class->finalize = lf_timeline_item_finalize;
  properties[PROP_ICON] = g_param_spec_string ("icon", NULL, NULL, NULL, flags);
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  properties[PROP_DETAIL] = g_param_spec_string ("detail", NULL, NULL, NULL, flags);
  properties[PROP_HAS_DETAIL] = g_param_spec_boolean ("has-detail", NULL, NULL, FALSE, flags);
  properties[PROP_BYLINE] = g_param_spec_string ("byline", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lf_timeline_item_init (LfTimelineItem *self)
{
}

const char *
lf_timeline_item_get_text (LfTimelineItem *self)
{
  return self->text;
}

const char *
lf_timeline_item_get_detail (LfTimelineItem *self)
{
  return self->detail;
}

LfTimelineKind
lf_timeline_item_get_kind (LfTimelineItem *self)
{
  return self->kind;
}

gboolean
lf_timeline_item_equal (LfTimelineItem *self, LfTimelineItem *other)
{
  return self->time_us == other->time_us && self->icon == other->icon
         && g_strcmp0 (self->id, other->id) == 0 && g_strcmp0 (self->text, other->text) == 0
         && g_strcmp0 (self->detail, other->detail) == 0
         && g_strcmp0 (self->byline, other->byline) == 0;
}

const char *
lf_timeline_item_get_entity (LfTimelineItem *self)
{
  return self->entity;
}

const char *
lf_timeline_item_get_id (LfTimelineItem *self)
{
  return self->id;
}

/* ---- Telling changes ---- */

/* Files that came or went, and nothing besides. */
static gboolean
is_about_files (const LfEntity *entity, const LfOp *op)
{
  for (guint i = 0; i < op->edits->len; i++)
    {
      const LfEdit *edit = op->edits->pdata[i];
      const LfField *field = lf_entity_field (entity, edit->field);

      if (field == NULL || field->type != LF_VALUE_ATTACHMENT_SET)
        return FALSE;
    }
  return op->edits->len > 0;
}

/* The edit that says what happened, and the others below it: one a line, or run on where a new
 * record brings all its fields. */
static void
tell_put (LfTeller *teller, const LfEntity *entity, LfTimelineItem *item, const LfOp *op)
{
  const LfEdit *stage = entity->phase == NULL ? NULL : lf_op_find (op, entity->phase);
  const char *separator = op->is_new ? " · " : "\n";
  GString *rest = g_string_new (NULL);
  LfStage to;

  item->kind = stage != NULL && !op->is_new  ? LF_TIMELINE_STAGES
               : is_about_files (entity, op) ? LF_TIMELINE_FILES
                                             : LF_TIMELINE_CHANGES;
  item->icon = op->is_new                        ? "list-add-symbolic"
               : item->kind == LF_TIMELINE_FILES ? "lf-attachment-symbolic"
                                                 : "document-edit-symbolic";
  if (op->is_new)
    item->text = g_strdup_printf (_ ("%s added"), lf_entity_label (entity));
  else if (stage != NULL)
    {
      item->text = lf_teller_edit (teller, entity, stage);
      if (lf_stage_from_key (stage->value, &to))
        item->icon = lf_stage_icon (to);
    }
  for (guint i = 0; i < op->edits->len; i++)
    {
      const LfEdit *edit = op->edits->pdata[i];

      if (!op->is_new && edit == stage)
        continue;
      if (item->text == NULL)
        item->text = lf_teller_edit (teller, entity, edit);
      else
        {
          g_autofree char *sentence = lf_teller_edit (teller, entity, edit);
          g_string_append_printf (rest, "%s%s", rest->len == 0 ? "" : separator, sentence);
        }
    }
  item->detail = g_string_free (rest, rest->len == 0);
}

/* Who, when, and on which device. */
static char *
tell_by (const LfHistoryItem *history)
{
  g_autofree char *by = lf_tell_by (history->change->author, history->change->time_us);
  g_autofree char *made = lf_history_item_tell_made (history);

  return made == NULL ? g_steal_pointer (&by)
                      : g_strdup_printf (C_ ("author and when", "%1$s · %2$s"), by, made);
}

static LfTimelineItem *
item_new_for_op (LfTeller *teller,
                 const LfEntity *entity,
                 const LfHistoryItem *history,
                 const LfOp *op)
{
  LfTimelineItem *item = g_object_new (LF_TYPE_TIMELINE_ITEM, NULL);
  g_autofree char *by = tell_by (history);

  if (op->kind == LF_OP_PUT)
    tell_put (teller, entity, item, op);
  else
    {
      item->kind = LF_TIMELINE_CHANGES;
      item->icon = op->kind == LF_OP_DELETE ? "user-trash-symbolic" : "edit-undo-symbolic";
      item->text = g_strdup_printf (op->kind == LF_OP_DELETE ? _ ("%s deleted") : _ ("%s restored"),
                                    lf_entity_label (entity));
    }
  if (item->text == NULL)
    item->text = g_strdup (history->change->label);
  item->byline = history->change->undoes == NULL
                     ? g_steal_pointer (&by)
                     /* Translators: who and when, of a change that took another one back. */
                     : g_strdup_printf (C_ ("author and when", "%s · taken back"), by);
  item->time_us = history->change->time_us;
  return item;
}

static gboolean
is_wanted (const LfTimelineQuery *query, LfTimelineKind kind)
{
  return query->kind == LF_TIMELINE_ALL || query->kind == kind;
}

static gboolean
is_short (const GPtrArray *items, const LfTimelineQuery *query)
{
  return query->most == 0 || items->len <= query->most;
}

static int
compare_changes (gconstpointer a, gconstpointer b)
{
  const LfHistoryItem *one = *(LfHistoryItem *const *) a;
  const LfHistoryItem *other = *(LfHistoryItem *const *) b;

  return (one->change->time_us < other->change->time_us)
         - (one->change->time_us > other->change->time_us);
}

/* Telling takes longer than reading: nothing is told that is not wanted. */
static gboolean
add_history (LfStore *store,
             const LfTimelineQuery *query,
             GPtrArray *items,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (LfTeller) teller = lf_teller_new (store);
  g_autoptr (GPtrArray) history
      = query->asks_server
            ? lf_http_history (store, query->entity->name, query->id, query->field, cancellable,
                               error)
            : lf_store_history_sync (store, query->entity->name, query->id, query->field, error);

  if (history == NULL)
    return FALSE;
  g_ptr_array_sort (history, compare_changes);
  for (guint i = 0; i < history->len; i++)
    {
      const LfHistoryItem *item = history->pdata[i];
      for (guint o = 0; o < item->change->ops->len && is_short (items, query); o++)
        {
          g_autoptr (LfTimelineItem) told
              = item_new_for_op (teller, query->entity, item, item->change->ops->pdata[o]);

          if (is_wanted (query, told->kind))
            g_ptr_array_add (items, g_steal_pointer (&told));
        }
    }
  return TRUE;
}

/* ---- Telling what belongs to the record ---- */

static LfTimelineKind
kind_of (const LfEntity *entity)
{
  static const LfTimelineKind kinds[] = {
    [LF_TOLD_AS_RECORD] = LF_TIMELINE_RECORDS,
    [LF_TOLD_AS_TALK] = LF_TIMELINE_TALKS,
    [LF_TOLD_AS_COMMENT] = LF_TIMELINE_COMMENTS,
  };

  return kinds[entity->told_as];
}

/* What was put down on its day is told at that time of day, the rest at the end of its day. */
static gint64
time_of_child (const LfRecord *child)
{
  const char *date = lf_record_get (child, lf_record_entity (child)->date);
  gint64 made_us = lf_id_time_us (lf_record_id (child));
  g_autoptr (GDateTime) made = g_date_time_new_from_unix_local (made_us / G_USEC_PER_SEC);
  g_autofree char *made_on = g_date_time_format (made, "%Y-%m-%d");
  g_autoptr (GDateTime) end = NULL;
  LfDate day;

  if (g_str_equal (made_on, date))
    return made_us;
  if (!lf_date_from_canonical (date, &day))
    return 0;
  day = lf_date_first_day (&day);
  end = g_date_time_new_local (day.year, day.month, day.day, 23, 59, 59);
  return end == NULL ? 0 : g_date_time_to_unix (end) * G_USEC_PER_SEC;
}

/* Its day, and whose it is. */
static char *
tell_child_by (const LfRecord *child)
{
  const LfEntity *entity = lf_record_entity (child);
  g_autofree char *when = lf_record_format (child, entity->date);
  g_autofree char *who = entity->author == NULL ? NULL : lf_record_format (child, entity->author);

  return who == NULL || *who == '\0'
             ? g_steal_pointer (&when)
             : g_strdup_printf (C_ ("author and when", "%1$s · %2$s"), who, when);
}

static char *
detail_of (const LfRecord *child)
{
  const LfEntity *entity = lf_record_entity (child);

  for (guint i = 0; entity->fields[i].name != NULL; i++)
    if (entity->fields[i].type == LF_VALUE_LONG_TEXT && (entity->fields[i].flags & LF_FIELD_LISTED))
      return g_strdup (lf_record_get_at (child, i));
  return NULL;
}

static LfTimelineItem *
item_new_for_child (const LfRecord *child)
{
  LfTimelineItem *item = g_object_new (LF_TYPE_TIMELINE_ITEM, NULL);
  const LfEntity *entity = lf_record_entity (child);
  g_autofree char *title = lf_record_title (child);

  item->kind = kind_of (entity);
  item->icon = entity->icon;
  item->entity = entity->name;
  item->id = g_strdup (lf_record_id (child));
  item->text = entity->told_as == LF_TOLD_AS_COMMENT
                   ? g_steal_pointer (&title)
                   : g_strdup_printf (C_ ("kind of record and its title", "%1$s: %2$s"),
                                      lf_entity_label (entity), title);
  item->byline = tell_child_by (child);
  item->detail = detail_of (child);
  item->time_us = time_of_child (child);
  return item;
}

/* What names a record besides its parent was said of that record. */
static char *
where_about (const LfEntity *entity, const LfTimelineQuery *asked)
{
  const LfField *parent = lf_entity_parent_field (entity);

  if (parent == NULL || strcmp (parent->target, asked->entity->name) != 0)
    return g_strdup_printf ("entity=\"%s\" and record=\"%s\"", asked->entity->name, asked->id);
  return g_strdup_printf ("%s=\"%s\"%s", entity->parent, asked->id,
                          entity->names_record ? " and record=" : "");
}

static gboolean
add_children (LfStore *store,
              const LfEntity *entity,
              const LfTimelineQuery *asked,
              GPtrArray *items,
              GError **error)
{
  g_autofree char *where = where_about (entity, asked);
  g_autofree char *sort = g_strdup_printf ("-%s", entity->date);
  LfDate today = lf_date_today ();
  g_autoptr (LfQuery) query = lf_query_parse (entity, where, sort, &today, error);
  g_autoptr (GPtrArray) records
      = query == NULL
            ? NULL
            : lf_store_list_sync (store, query, asked->most == 0 ? 0 : asked->most + 1, error);

  if (records == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    if (records->pdata[i] != NULL && lf_record_get (records->pdata[i], entity->date) != NULL)
      g_ptr_array_add (items, item_new_for_child (records->pdata[i]));
  return TRUE;
}

static gboolean
is_dated_child (const LfEntity *entity, const LfEntity *of)
{
  return entity->date != NULL && lf_entity_is_about (entity, of);
}

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  const LfTimelineItem *one = *(LfTimelineItem *const *) a;
  const LfTimelineItem *other = *(LfTimelineItem *const *) b;

  return (one->time_us < other->time_us) - (one->time_us > other->time_us);
}

static gboolean
is_of_history (LfTimelineKind kind)
{
  return kind == LF_TIMELINE_ALL || kind == LF_TIMELINE_STAGES || kind == LF_TIMELINE_FILES
         || kind == LF_TIMELINE_CHANGES;
}

/* ---- Kinds ---- */

const char *
lf_timeline_kind_label (LfTimelineKind kind)
{
  static const char *const labels[LF_N_TIMELINE_KINDS] = {
    [LF_TIMELINE_ALL] = NC_ ("of a timeline", "All"),
    [LF_TIMELINE_TALKS] = NC_ ("of a timeline", "Talks"),
    [LF_TIMELINE_COMMENTS] = NC_ ("of a timeline", "Comments"),
    [LF_TIMELINE_STAGES] = NC_ ("of a timeline", "Stages"),
    [LF_TIMELINE_FILES] = NC_ ("of a timeline", "Files"),
    [LF_TIMELINE_CHANGES] = NC_ ("of a timeline", "Changes"),
    [LF_TIMELINE_RECORDS] = NC_ ("of a timeline", "Records"),
  };

  return g_dpgettext2 (GETTEXT_PACKAGE, "of a timeline", labels[kind]);
}

static gboolean
has_child (const LfEntity *entity, LfTimelineKind kind)
{
  guint n;
  const LfEntity *const *entities = lf_schema_entities (&n);

  for (guint i = 0; i < n; i++)
    if (is_dated_child (entities[i], entity) && kind_of (entities[i]) == kind)
      return TRUE;
  return FALSE;
}

static gboolean
has_files (const LfEntity *entity)
{
  for (const LfField *field = entity->fields; field->name != NULL; field++)
    if (field->type == LF_VALUE_ATTACHMENT_SET)
      return TRUE;
  return FALSE;
}

gboolean
lf_timeline_kind_fits (LfTimelineKind kind, const LfEntity *entity)
{
  switch (kind)
    {
    case LF_TIMELINE_STAGES:
      return entity->phase != NULL;
    case LF_TIMELINE_FILES:
      return has_files (entity);
    case LF_TIMELINE_TALKS:
    case LF_TIMELINE_COMMENTS:
    case LF_TIMELINE_RECORDS:
      return has_child (entity, kind);
    default:
      return TRUE;
    }
}

/* ---- Reading ---- */

GPtrArray *
lf_timeline_read_sync (LfStore *store,
                       const LfTimelineQuery *query,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_entities;
  const LfEntity *const *entities = lf_schema_entities (&n_entities);

  if (is_of_history (query->kind) && !add_history (store, query, items, cancellable, error))
    return NULL;
  for (guint i = 0; query->field == NULL && i < n_entities; i++)
    if (is_dated_child (entities[i], query->entity) && is_wanted (query, kind_of (entities[i]))
        && !add_children (store, entities[i], query, items, error))
      return NULL;
  g_ptr_array_sort (items, compare_newest_first);
  if (query->most != 0 && items->len > query->most + 1)
    g_ptr_array_set_size (items, (int) query->most + 1);
  return g_steal_pointer (&items);
}

typedef struct
{
  LfTimelineQuery query;
  char *id;
  char *field; /* (nullable) */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_free (reading->id);
  g_free (reading->field);
  g_free (reading);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Reading *reading = task_data;
  GError *error = NULL;
  GPtrArray *items = lf_timeline_read_sync (source, &reading->query, cancellable, &error);

  if (items == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, items, (GDestroyNotify) g_ptr_array_unref);
}

void
lf_timeline_read_async (LfStore *store,
                        const LfTimelineQuery *query,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  Reading *reading = g_new0 (Reading, 1);

  reading->id = g_strdup (query->id);
  reading->field = g_strdup (query->field);
  reading->query = *query;
  reading->query.id = reading->id;
  reading->query.field = reading->field;
  g_task_set_source_tag (task, lf_timeline_read_async);
  g_task_set_task_data (task, reading, reading_free);
  g_task_run_in_thread (task, read_in_thread);
}

GPtrArray *
lf_timeline_read_finish (LfStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
