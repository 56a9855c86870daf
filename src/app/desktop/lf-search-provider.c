/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records for the desktop's search. A result is named "entity/id". */

#include "config.h"

#include "lf-search-provider.h"

#include <string.h>

#define MAX_RESULTS 20

struct _LfSearchProvider
{
  GObject parent_instance;
  GApplication *application; /* that owns this */
  LfStore *store;            /* (nullable) */
  GDBusConnection *bus;      /* (nullable) */
  guint object;
  GQueue waiting; /* (element-type GDBusMethodInvocation): for a store */
};

enum
{
  STORE_WANTED,
  RECORD_CHOSEN,
  SEARCH_WANTED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfSearchProvider, lf_search_provider, G_TYPE_OBJECT)

static const char interface[] = "<node><interface name='org.gnome.Shell.SearchProvider2'>"
                                "<method name='GetInitialResultSet'>"
                                "<arg type='as' name='terms' direction='in'/>"
                                "<arg type='as' name='results' direction='out'/></method>"
                                "<method name='GetSubsearchResultSet'>"
                                "<arg type='as' name='previous_results' direction='in'/>"
                                "<arg type='as' name='terms' direction='in'/>"
                                "<arg type='as' name='results' direction='out'/></method>"
                                "<method name='GetResultMetas'>"
                                "<arg type='as' name='identifiers' direction='in'/>"
                                "<arg type='aa{sv}' name='metas' direction='out'/></method>"
                                "<method name='ActivateResult'>"
                                "<arg type='s' name='identifier' direction='in'/>"
                                "<arg type='as' name='terms' direction='in'/>"
                                "<arg type='u' name='timestamp' direction='in'/></method>"
                                "<method name='LaunchSearch'>"
                                "<arg type='as' name='terms' direction='in'/>"
                                "<arg type='u' name='timestamp' direction='in'/></method>"
                                "</interface></node>";

/* ---- Answers, in a thread ---- */

/* FALSE when @result names no record of this program. */
static gboolean
take_apart (const char *result, const LfEntity **ret_entity, const char **ret_id)
{
  const char *slash = strchr (result, '/');
  g_autofree char *name = slash == NULL ? NULL : g_strndup (result, (gsize) (slash - result));

  *ret_entity = name == NULL ? NULL : lf_schema_find (name);
  *ret_id = slash == NULL ? NULL : slash + 1;
  return *ret_entity != NULL;
}

static GVariant *
find (LfStore *store, const char *const *terms, GError **error)
{
  g_autofree char *words = g_strjoinv (" ", (char **) terms);
  g_autoptr (GPtrArray) hits
      = lf_store_search_sync (store, words, /* entity= */ NULL, MAX_RESULTS, error);
  GVariantBuilder results = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_STRING_ARRAY);

  for (guint i = 0; hits != NULL && i < hits->len; i++)
    {
      const LfRecord *record = ((LfHit *) hits->pdata[i])->record;

      g_variant_builder_add_value (
          &results, g_variant_new_take_string (g_strdup_printf (
                        "%s/%s", lf_record_entity (record)->name, lf_record_id (record))));
    }
  if (hits != NULL)
    return g_variant_new ("(as)", &results);
  g_variant_builder_clear (&results);
  return NULL;
}

/* What is gone by now has no line. */
static void
add_meta (GVariantBuilder *metas, LfStore *store, const char *result)
{
  const LfEntity *entity;
  const char *id;
  g_autoptr (LfRecord) record = NULL;
  g_autofree char *title = NULL;

  if (take_apart (result, &entity, &id))
    record = lf_store_load_sync (store, entity, id, NULL);
  if (record == NULL)
    return;
  title = lf_record_title (record);
  g_variant_builder_open (metas, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (metas, "{sv}", "id", g_variant_new_string (result));
  g_variant_builder_add (metas, "{sv}", "name", g_variant_new_string (title));
  g_variant_builder_add (metas, "{sv}", "description",
                         g_variant_new_string (lf_entity_label (entity)));
  g_variant_builder_add (metas, "{sv}", "gicon", g_variant_new_string (LF_APP_ID));
  g_variant_builder_close (metas);
}

static GVariant *
describe (LfStore *store, const char *const *results)
{
  GVariantBuilder metas = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("aa{sv}"));

  for (guint i = 0; results[i] != NULL; i++)
    add_meta (&metas, store, results[i]);
  return g_variant_new ("(aa{sv})", &metas);
}

/* What is asked for stands last in all of these questions. */
static void
answer_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GDBusMethodInvocation *question = data;
  GVariant *parameters = g_dbus_method_invocation_get_parameters (question);
  g_autoptr (GVariant) last
      = g_variant_get_child_value (parameters, g_variant_n_children (parameters) - 1);
  g_autofree const char **words = g_variant_get_strv (last, NULL);
  GError *error = NULL;
  GVariant *answer
      = strcmp (g_dbus_method_invocation_get_method_name (question), "GetResultMetas") == 0
            ? describe (source, words)
            : find (source, words, &error);

  if (answer != NULL)
    g_task_return_pointer (task, g_variant_ref_sink (answer), (GDestroyNotify) g_variant_unref);
  else
    g_task_return_error (task, error);
}

static void
on_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GApplication) application = user_data;
  GDBusMethodInvocation *question = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = g_task_propagate_pointer (G_TASK (result), &error);

  /* either takes the reference that came with the call */
  if (answer != NULL)
    g_dbus_method_invocation_return_value (g_object_ref (question), answer);
  else
    g_dbus_method_invocation_return_gerror (g_object_ref (question), error);
  g_application_release (application);
}

/* ---- Questions ---- */

static void
answer (LfSearchProvider *self, GDBusMethodInvocation *question /* (transfer full) */)
{
  g_autoptr (GTask) task = g_task_new (self->store, /* cancellable= */ NULL, on_answered_cb,
                                       g_object_ref (self->application));

  g_task_set_source_tag (task, answer);
  g_task_set_task_data (task, question, g_object_unref);
  g_task_run_in_thread (task, answer_in_thread);
}

static void
ask (LfSearchProvider *self, GDBusMethodInvocation *question /* (transfer full) */)
{
  g_application_hold (self->application);
  if (self->store != NULL)
    {
      answer (self, question);
      return;
    }
  g_queue_push_tail (&self->waiting, question);
  g_signal_emit (self, signals[STORE_WANTED], 0);
}

static void
choose (LfSearchProvider *self, GVariant *parameters)
{
  const char *result, *id;
  const LfEntity *entity;

  g_variant_get_child (parameters, 0, "&s", &result);
  if (take_apart (result, &entity, &id))
    g_signal_emit (self, signals[RECORD_CHOSEN], 0, entity->name, id);
}

static void
go_on (LfSearchProvider *self, GVariant *parameters)
{
  g_autofree const char **terms = NULL;
  g_autofree char *words = NULL;

  g_variant_get_child (parameters, 0, "^a&s", &terms);
  words = g_strjoinv (" ", (char **) terms);
  g_signal_emit (self, signals[SEARCH_WANTED], 0, words);
}

static void
on_call_cb (GDBusConnection *bus,
            const char *sender,
            const char *path,
            const char *interface_name,
            const char *method,
            GVariant *parameters,
            GDBusMethodInvocation *invocation,
            gpointer user_data)
{
  LfSearchProvider *self = user_data;

  if (g_str_has_prefix (method, "Get"))
    {
      ask (self, invocation);
      return;
    }
  if (strcmp (method, "ActivateResult") == 0)
    choose (self, parameters);
  else
    go_on (self, parameters);
  g_dbus_method_invocation_return_value (invocation, NULL);
}

/* ---- The object ---- */

gboolean
lf_search_provider_export (LfSearchProvider *self, GDBusConnection *bus, GError **error)
{
  static const GDBusInterfaceVTable vtable = { .method_call = on_call_cb };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (interface, error);

  g_assert (node != NULL);
  self->object = g_dbus_connection_register_object (
      bus, LF_SEARCH_PROVIDER_PATH, node->interfaces[0], &vtable, self, NULL, error);
  if (self->object != 0)
    self->bus = g_object_ref (bus);
  return self->object != 0;
}

void
lf_search_provider_withdraw (LfSearchProvider *self)
{
  if (self->bus != NULL)
    g_dbus_connection_unregister_object (self->bus, self->object);
  g_clear_object (&self->bus);
}

void
lf_search_provider_set_store (LfSearchProvider *self, LfStore *store)
{
  GDBusMethodInvocation *question;

  g_set_object (&self->store, store);
  while (store != NULL && (question = g_queue_pop_head (&self->waiting)) != NULL)
    answer (self, question);
}

static void
lf_search_provider_dispose (GObject *object)
{
  LfSearchProvider *self = LF_SEARCH_PROVIDER (object);

  lf_search_provider_withdraw (self);
  g_queue_clear_full (&self->waiting, g_object_unref);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (lf_search_provider_parent_class)->dispose (object);
}

static void
lf_search_provider_class_init (LfSearchProviderClass *klass)
{
  const GType type = LF_TYPE_SEARCH_PROVIDER;

  G_OBJECT_CLASS (klass)->dispose = lf_search_provider_dispose;
  signals[STORE_WANTED]
      = g_signal_new ("store-wanted", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[RECORD_CHOSEN] = g_signal_new ("record-chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[SEARCH_WANTED] = g_signal_new ("search-wanted", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
lf_search_provider_init (LfSearchProvider *self)
{
  g_queue_init (&self->waiting);
}

LfSearchProvider *
lf_search_provider_new (GApplication *application)
{
  LfSearchProvider *self = g_object_new (LF_TYPE_SEARCH_PROVIDER, NULL);

  self->application = application;
  return self;
}
