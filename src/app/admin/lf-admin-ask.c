/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asking the server in a thread. */

#include "config.h"

#include "lf-admin-ask.h"

#include <glib/gi18n.h>

typedef struct
{
  char *method, *path;
  JsonObject *body; /* (nullable) */
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_free (question->method);
  g_free (question->path);
  g_clear_pointer (&question->body, json_object_unref);
  g_free (question);
}

static void
ask_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Question *question = data;
  GError *error = NULL;
  g_autoptr (LfCredentials) credentials = lf_credentials_load (lf_store_folder (source), &error);
  JsonNode *answer = NULL;

  if (credentials == NULL && error == NULL)
    g_set_error_literal (&error, LF_SYNC_ERROR, LF_SYNC_ERROR_NOT_SIGNED_IN,
                         _ ("This device is not signed in to a server."));
  if (credentials != NULL)
    answer = lf_http_ask (credentials, question->method, question->path, question->body,
                          cancellable, &error);
  if (answer == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, answer, (GDestroyNotify) json_node_unref);
}

void
lf_admin_ask_async (LfStore *store,
                    const char *method,
                    const char *path,
                    JsonObject *body,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  Question *question = g_new0 (Question, 1);

  *question = (Question){ g_strdup (method), g_strdup (path), body };
  g_task_set_source_tag (task, lf_admin_ask_async);
  g_task_set_task_data (task, question, question_free);
  g_task_run_in_thread (task, ask_in_thread);
}

JsonNode *
lf_admin_ask_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
lf_admin_set_device_state_async (LfStore *store,
                                 const char *device,
                                 const char *state,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autofree char *path = lf_http_path ("/v1/devices/", device);
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "state", state);
  lf_admin_ask_async (store, "PUT", path, body, /* cancellable= */ NULL, callback, user_data);
}

JsonArray *
lf_admin_list_of (JsonNode *answer, const char *name)
{
  JsonNode *member = JSON_NODE_HOLDS_OBJECT (answer)
                         ? json_object_get_member (json_node_get_object (answer), name)
                         : NULL;

  return member != NULL && JSON_NODE_HOLDS_ARRAY (member) ? json_node_get_array (member) : NULL;
}

const char *
lf_admin_text (JsonObject *object, const char *name)
{
  return json_object_get_string_member_with_default (object, name, "");
}
