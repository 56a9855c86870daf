/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the verbs share: options, the store, and finding what people name. */

#include "config.h"

#include "lf-cli.h"

#include "lf-erase.h"

#include <glib/gi18n.h>
#include <string.h>

#define POINTED_CHARS 76 /* what is shown of a long line */
#define POINTED_BEFORE 40

gboolean
lf_cli_call_error (GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, LF_ERROR, LF_ERROR_SYNTAX, message);
  return FALSE;
}

gboolean
lf_cli_text_error (const char *word, GError **error)
{
  g_autofree char *shown = g_utf8_make_valid (word, -1);

  return lf_cli_call_error (
      error, _ ("“%s” is not text in UTF-8. Set the terminal or the script to UTF-8."), shown);
}

/* ---- Options and the store ---- */

static gboolean
check_count (const LfCli *self, guint least, guint most, GError **error)
{
  if (self->n_args >= least && self->n_args <= most)
    return TRUE;
  return lf_cli_call_error (error, _ ("Call it like this: landfall-cli %s %s"), self->verb->name,
                            self->verb->arguments);
}

static gboolean
is_file_name (const LfCli *self, guint index)
{
  g_auto (GStrv) words = g_strsplit (self->verb->arguments, " ", -1);
  guint n = g_strv_length (words);

  if (index >= n) /* more of the last one */
    return n > 0 && strcmp (words[n - 1], "FILE…") == 0;
  return strstr (words[index], "FILE") == words[index] + (words[index][0] == '[');
}

/* Names of files are bytes; everything else is text. */
static gboolean
check_text (const LfCli *self, GError **error)
{
  for (guint i = 0; i < self->n_args; i++)
    if (!g_utf8_validate (self->args[i], -1, NULL) && !is_file_name (self, i))
      return lf_cli_text_error (self->args[i], error);
  return TRUE;
}

/* GLib leaves "--" where it is when what follows begins with "-". */
static void
drop_end_of_options (char **line)
{
  guint i = 0;

  while (line[i] != NULL && strcmp (line[i], "--") != 0)
    i++;
  if (line[i] == NULL)
    return;
  g_free (line[i]);
  do
    line[i] = line[i + 1];
  while (line[i++] != NULL);
}

/* An option that is not text is named by no error of GLib. */
static gboolean
parse_options (LfCli *self, GOptionContext *context, char ***line, GError **error)
{
  g_autoptr (GError) cause = NULL;

  if (g_option_context_parse_strv (context, line, &cause))
    {
      drop_end_of_options (*line);
      return TRUE;
    }
  if (cause->domain != G_CONVERT_ERROR)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  for (guint i = 0; i < self->n_args; i++)
    if (!g_utf8_validate (self->args[i], -1, NULL))
      return lf_cli_text_error (self->args[i], error);
  return lf_cli_text_error ("", error);
}

char *
lf_cli_path (const char *name, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (name);
  char *path = g_file_get_path (file);

  if (path == NULL)
    lf_cli_call_error (error, _ ("“%s” is not a file of this machine. Name one that is."), name);
  return path;
}

gboolean
lf_cli_parse (LfCli *self, const GOptionEntry *options, guint least, guint most, GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (self->verb->arguments);
  g_autofree char *name = g_strconcat ("landfall-cli ", self->verb->name, NULL);
  g_autofree char *folder = NULL;
  g_auto (GStrv) line = g_new0 (char *, self->n_args + 2);
  const GOptionEntry common[] = {
    { "store", 0, 0, G_OPTION_ARG_FILENAME, &folder, N_ ("Folder of the store"), "DIR" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &self->json, N_ ("Print one JSON value"), NULL },
    { NULL },
  };

  g_option_context_add_main_entries (context, common, GETTEXT_PACKAGE);
  if (options != NULL)
    g_option_context_add_main_entries (context, options, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, _ (self->verb->summary));
  line[0] = g_steal_pointer (&name);
  for (guint i = 0; i < self->n_args; i++)
    line[i + 1] = g_strdup (self->args[i]);
  g_set_prgname (line[0]);
  if (!parse_options (self, context, &line, error))
    return FALSE;

  if (folder != NULL)
    {
      g_free (self->folder);
      self->folder = g_steal_pointer (&folder);
    }
  g_strfreev (self->args);
  self->args = g_strdupv (line + 1);
  self->n_args = g_strv_length (self->args);
  return check_text (self, error) && check_count (self, least, most, error);
}

gboolean
lf_cli_open (LfCli *self, LfStoreOpenMode mode, GError **error)
{
  gboolean was_begun;

  if (!lf_erase_go_on_sync (self->folder, &was_begun, error))
    return FALSE;
  self->store = lf_store_open_sync (self->folder, mode, error);
  return self->store != NULL;
}

gboolean
lf_cli_begin (LfCli *self, const GOptionEntry *options, guint least, guint most, GError **error)
{
  return lf_cli_parse (self, options, least, most, error)
         && lf_cli_open (self, LF_STORE_OPEN_EXISTING, error);
}

/* ---- Entities, fields, records, dates ---- */

const LfEntity *
lf_cli_entity (const char *name, GError **error)
{
  const LfEntity *const *entities = lf_schema_entities (NULL);
  g_autofree char *key = g_strdelimit (g_ascii_strdown (name, -1), "-", '_');
  g_autofree char *folded = lf_text_fold (name);
  g_autoptr (GString) names = g_string_new (NULL);

  if (lf_schema_find (key) != NULL)
    return lf_schema_find (key);
  for (guint i = 0; entities[i] != NULL; i++)
    {
      if (lf_text_is_among (folded, lf_entity_label (entities[i]))
          || lf_text_is_among (folded, lf_entity_plural (entities[i]))
          || lf_text_is_among (folded, entities[i]->synonyms))
        return entities[i];
      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", entities[i]->name);
    }
  lf_cli_call_error (error, _ ("There is no kind of record called “%s”. There are: %s."), name,
                     names->str);
  return NULL;
}

const LfField *
lf_cli_field (const LfEntity *entity, const char *name, GError **error)
{
  g_autofree char *key = g_strdelimit (g_ascii_strdown (name, -1), "-", '_');
  g_autofree char *folded = lf_text_fold (name);
  g_autoptr (GString) names = g_string_new (NULL);

  if (lf_entity_field (entity, key) != NULL)
    return lf_entity_field (entity, key);
  for (const LfField *field = entity->fields; field->name != NULL; field++)
    {
      if (lf_text_is_among (folded, lf_field_label (field))
          || lf_text_is_among (folded, field->synonyms))
        return field;
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", field->name);
    }
  lf_cli_call_error (error, _ ("%s has no field “%s”. It has: %s."), lf_entity_label (entity), name,
                     names->str);
  return NULL;
}

/* Under the sentence the line itself, of a long one the place alone, and a mark under the column;
 * wide characters take two. */
static void
point_at (const char *line, guint column, GError *error)
{
  g_autoptr (GString) message = g_string_new (error->message);
  guint first = column > POINTED_BEFORE ? column - POINTED_BEFORE : 1;
  g_autofree char *shown = g_utf8_substring (
      line, first - 1, MIN (g_utf8_strlen (line, -1), first - 1 + POINTED_CHARS));
  const char *p = shown;

  g_string_append_printf (message, "\n  %s\n  ", shown);
  for (guint i = first; i < column && *p != '\0'; i++, p = g_utf8_next_char (p))
    g_string_append (message, g_unichar_iswide (g_utf8_get_char (p)) ? "  " : " ");
  g_string_append_c (message, '^');
  g_free (error->message);
  error->message = g_string_free (g_steal_pointer (&message), FALSE);
}

/* (transfer full): the fields by their own names */
static char *
read_sort (const LfEntity *entity, const char *sort, GError **error)
{
  g_auto (GStrv) keys = g_strsplit (sort, ",", -1);
  g_autoptr (GString) order = g_string_new (NULL);

  for (char **key = keys; *key != NULL; key++)
    {
      gboolean is_descending = **key == '-';
      const LfField *field = lf_cli_field (entity, *key + is_descending, error);

      if (field == NULL)
        return NULL;
      g_string_append_printf (order, "%s%s%s", key == keys ? "" : ",", is_descending ? "-" : "",
                              field->name);
    }
  return g_string_free (g_steal_pointer (&order), FALSE);
}

LfQuery *
lf_cli_query (
    LfCli *self, const LfEntity *entity, const char *where, const char *sort, GError **error)
{
  g_autofree char *order = NULL;
  LfFilter *filter;
  guint column = 0;

  if (sort != NULL && (order = read_sort (entity, sort, error)) == NULL)
    return NULL;
  filter = lf_filter_parse (entity, where, &self->today, &column, error);
  if (filter == NULL && error != NULL && column > 0)
    point_at (where, column, *error);
  return filter == NULL ? NULL : lf_query_new (entity, filter, order);
}

LfRecord *
lf_cli_record (LfCli *self, const char *id, GError **error)
{
  return lf_store_find_sync (self->store, id, error);
}

LfRecord *
lf_cli_live_record (LfCli *self, const char *id, GError **error)
{
  g_autoptr (LfRecord) record = lf_cli_record (self, id, error);
  g_autofree char *title = NULL;

  if (record == NULL || !lf_record_is_deleted (record))
    return g_steal_pointer (&record);
  title = lf_record_title (record);
  g_set_error (error, LF_ERROR, LF_ERROR_REFUSED,
               _ ("“%1$s” is deleted. Bring it back first: “landfall-cli trash restore %2$s”."),
               title, lf_record_id (record));
  return NULL;
}

LfRecord *
lf_cli_record_of (LfCli *self, const char *entity, const char *id, GError **error)
{
  const LfEntity *wanted = lf_schema_find (entity);
  g_autoptr (LfRecord) record = lf_cli_live_record (self, id, error);
  g_autofree char *title = NULL;

  if (record == NULL || lf_record_entity (record) == wanted)
    return g_steal_pointer (&record);
  title = lf_record_title (record);
  g_set_error (error, LF_ERROR, LF_ERROR_INVALID, _ ("“%1$s” is a %2$s, not one of: %3$s."), title,
               lf_entity_label (lf_record_entity (record)), lf_entity_plural (wanted));
  return NULL;
}

gboolean
lf_cli_days (LfCli *self, const char *text, LfDate *ret_first, LfDate *ret_last, GError **error)
{
  g_autoptr (GError) cause = NULL;

  if (lf_filter_read_days (text, &self->today, ret_first, ret_last))
    return TRUE;
  if (!lf_date_parse (text, ret_first, &cause))
    return lf_cli_call_error (error, "%s", cause->message);
  *ret_last = *ret_first;
  return TRUE;
}

gboolean
lf_cli_date (LfCli *self, const char *text, LfDate *ret_date, GError **error)
{
  LfDate first;

  return lf_cli_days (self, text, &first, ret_date, error);
}

gboolean
lf_cli_past_day (LfCli *self, const char *text, LfDate *ret_date, GError **error)
{
  LfDate first;

  if (!lf_cli_days (self, text, &first, ret_date, error))
    return FALSE;
  first = lf_date_first_day (&first);
  if (lf_date_compare (&first, &self->today) <= 0)
    return TRUE;
  return lf_cli_call_error (
      error,
      _ ("“%s” is still to come: nobody knows how things stand then. Take today or a day "
         "before."),
      text);
}

/* ---- Values ---- */

LfRecord *
lf_cli_named_record (LfCli *self, const LfEntity *entity, const char *name, GError **error)
{
  GError *cause = NULL;
  LfRecord *record = lf_store_find_title_sync (self->store, entity, name, &cause);

  if (cause != NULL)
    {
      g_propagate_error (error, cause);
      return NULL;
    }
  if (record == NULL)
    record = lf_store_find_sync (self->store, name, NULL);
  if (record != NULL && lf_record_entity (record) == entity)
    return record;
  g_clear_pointer (&record, lf_record_unref);
  g_set_error (error, LF_ERROR, LF_ERROR_NOT_FOUND,
               _ ("There is no %s “%s”. Add it first: landfall-cli add %s %s=…"),
               lf_entity_label (entity), name, entity->name, lf_entity_title (entity)->name);
  return NULL;
}

static char *
find_reference (LfCli *self, const LfEntity *entity, const char *name, GError **error)
{
  g_autoptr (LfRecord) record = lf_cli_named_record (self, entity, name, error);

  return record == NULL ? NULL : g_strdup (lf_record_id (record));
}

static gboolean
find_references (
    LfCli *self, const LfEntity *entity, const char *text, char **ret_value, GError **error)
{
  g_auto (GStrv) names = g_regex_split_simple ("\\s*[,;|、，；\\n]\\s*", text, 0, 0);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  for (char **p = names; *p != NULL; p++)
    {
      char *id = **p != '\0' ? find_reference (self, entity, *p, error) : NULL;

      if (id == NULL && **p != '\0')
        return FALSE;
      if (id != NULL)
        g_ptr_array_add (ids, id);
    }
  g_ptr_array_add (ids, NULL);
  *ret_value = lf_set_join ((const char *const *) ids->pdata);
  return TRUE;
}

gboolean
lf_cli_value (LfCli *self, const LfField *field, const char *text, char **ret_value, GError **error)
{
  g_autofree char *clean = lf_text_clean (text);

  if (clean == NULL || field->target == NULL)
    return lf_field_parse (field, text, ret_value, error);
  if (field->type == LF_VALUE_REFERENCE_SET)
    return find_references (self, lf_schema_find (field->target), clean, ret_value, error);
  *ret_value = find_reference (self, lf_schema_find (field->target), clean, error);
  return *ret_value != NULL;
}

gboolean
lf_cli_assignment (LfCli *self,
                   const LfEntity *entity,
                   const char *text,
                   const LfField **ret_field,
                   char **ret_value,
                   GError **error)
{
  const char *equals = strchr (text, '=');
  g_autofree char *name = NULL;

  if (equals == NULL)
    return lf_cli_call_error (error, _ ("“%s” is not of the form FIELD=VALUE."), text);
  name = g_strndup (text, (gsize) (equals - text));
  *ret_field = lf_cli_field (entity, name, error);
  return *ret_field != NULL && lf_cli_value (self, *ret_field, equals + 1, ret_value, error);
}

static char *
format_reference (LfCli *self, const LfField *field, const char *id)
{
  g_autoptr (LfRecord) record
      = lf_store_load_sync (self->store, lf_schema_find (field->target), id, NULL);

  return record != NULL ? lf_record_title (record) : g_strdup (id);
}

char *
lf_cli_format (LfCli *self, const LfField *field, const char *value)
{
  g_auto (GStrv) ids = NULL;

  if (value == NULL || field->target == NULL)
    return lf_field_format (field, value);
  ids = lf_set_split (value);
  for (char **p = ids; *p != NULL; p++)
    {
      char *title = format_reference (self, field, *p);

      g_free (*p);
      *p = title;
    }
  return g_strjoinv (", ", ids);
}
