/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person prefers on this device. */

#include "config.h"

#include "lf-preferences.h"

#include "lf-text.h"

#include <glib/gi18n.h>

#define FILE_NAME "preferences.ini"
#define GROUP "preferences"
#define LONGEST_NAME 60 /* characters */
#define TOLD "brief-told"
#define MOST_SECONDS 60 /* of a page of wall charts */
#define N_ROOMS 3       /* LfRoom */
#define ALL_GROUPS 0x1f /* of views: a bit for each LfViewGroup */
#define FIRST_GROUPS 0x02

enum
{
  SCHEME = 1,
  BRIEF,
  BRIEF_MINUTE,
  AUTOMATIC_SYNC,
  FILES_AT_COST,
  DEVICE_NAME,
  IS_BEGUN,
  PRESENT_ALL,
  PRESENT_SECONDS,
  PRESENT_ROOM,
  OPEN_GROUPS,
  MAP_TILES,
  N_PROPERTIES
};

struct _LfPreferences
{
  GObject parent_instance;
  GKeyFile *file;
  char *path;
};

enum
{
  FAILED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];
static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (LfPreferences, lf_preferences, G_TYPE_OBJECT)

/* ---- The file ---- */

static void
save (LfPreferences *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (g_key_file_save_to_file (self->file, self->path, &error))
    return;
  sentence = g_strdup_printf (_ ("What you chose could not be kept in “%1$s”: %2$s"), self->path,
                              error->message);
  g_signal_emit (self, signals[FAILED], 0, sentence);
}

/* What is missing or makes no sense is as if nobody had chosen. */
static int
read_number (LfPreferences *self, const GParamSpecInt *spec, const char *key)
{
  g_autoptr (GError) error = NULL;
  int number = g_key_file_get_integer (self->file, GROUP, key, &error);

  return error != NULL || number < spec->minimum || number > spec->maximum ? spec->default_value
                                                                           : number;
}

static gboolean
read_flag (LfPreferences *self, const GParamSpecBoolean *spec, const char *key)
{
  g_autoptr (GError) error = NULL;
  gboolean flag = g_key_file_get_boolean (self->file, GROUP, key, &error);

  return error != NULL ? spec->default_value : flag;
}

char *
lf_preferences_get_device_name (LfPreferences *self)
{
  g_autofree char *kept = NULL;
  char *name;

  g_return_val_if_fail (LF_IS_PREFERENCES (self), NULL);
  kept = g_key_file_get_string (self->file, GROUP, "device-name", NULL);
  name = kept == NULL ? NULL : lf_text_clean (kept);
  if (name == NULL)
    return g_strdup (g_get_host_name ());
  if (g_utf8_strlen (name, -1) > LONGEST_NAME)
    *g_utf8_offset_to_pointer (name, LONGEST_NAME) = '\0';
  return name;
}

/* ---- The brief ---- */

LfBrief
lf_preferences_get_brief (LfPreferences *self)
{
  g_autofree char *told = g_key_file_get_string (self->file, GROUP, TOLD, NULL);
  LfBrief brief = { 0 };

  g_object_get (self, "brief", &brief.is_on, "brief-minute", &brief.minute, NULL);
  if (told == NULL || !lf_date_from_canonical (told, &brief.told))
    brief.told = (LfDate){ 0 };
  return brief;
}

void
lf_preferences_set_told (LfPreferences *self, const LfDate *day)
{
  g_autofree char *text = lf_date_to_canonical (day);

  g_return_if_fail (LF_IS_PREFERENCES (self));
  g_key_file_set_string (self->file, GROUP, TOLD, text);
  save (self);
}

/* Somebody who chooses a time that is past for today means tomorrow. */
static void
pass_over_today (LfPreferences *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  const LfDate today = lf_date_today ();
  LfBrief brief = lf_preferences_get_brief (self);

  lf_brief_pass_over (&brief, &today,
                      g_date_time_get_hour (now) * 60 + g_date_time_get_minute (now));
  if (brief.told.year != 0)
    {
      g_autofree char *text = lf_date_to_canonical (&brief.told);

      g_key_file_set_string (self->file, GROUP, TOLD, text);
    }
}

/* ---- Properties ---- */

static void
lf_preferences_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LfPreferences *self = LF_PREFERENCES (object);

  if (G_IS_PARAM_SPEC_INT (pspec))
    g_value_set_int (value, read_number (self, G_PARAM_SPEC_INT (pspec), pspec->name));
  else if (G_IS_PARAM_SPEC_BOOLEAN (pspec))
    g_value_set_boolean (value, read_flag (self, G_PARAM_SPEC_BOOLEAN (pspec), pspec->name));
  else if (id == DEVICE_NAME)
    g_value_take_string (value, lf_preferences_get_device_name (self));
  else if (id == MAP_TILES)
    g_value_take_string (value, g_key_file_get_string (self->file, GROUP, pspec->name, NULL));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
write_value (LfPreferences *self, const char *key, const GValue *value)
{
  if (G_VALUE_HOLDS_INT (value))
    g_key_file_set_integer (self->file, GROUP, key, g_value_get_int (value));
  else if (G_VALUE_HOLDS_BOOLEAN (value))
    g_key_file_set_boolean (self->file, GROUP, key, g_value_get_boolean (value));
  else
    g_key_file_set_string (self->file, GROUP, key,
                           g_value_get_string (value) == NULL ? "" : g_value_get_string (value));
}

static void
lf_preferences_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  LfPreferences *self = LF_PREFERENCES (object);
  g_auto (GValue) before = G_VALUE_INIT;

  g_value_init (&before, pspec->value_type);
  lf_preferences_get_property (object, id, &before, pspec);
  if (g_param_values_cmp (pspec, &before, value) == 0)
    return;
  write_value (self, pspec->name, value);
  if (id == BRIEF || id == BRIEF_MINUTE)
    pass_over_today (self);
  save (self);
  g_object_notify_by_pspec (object, pspec);
}

/* ---- The object ---- */

static void
lf_preferences_finalize (GObject *object)
{
  LfPreferences *self = LF_PREFERENCES (object);

  g_key_file_free (self->file);
  g_free (self->path);
  G_OBJECT_CLASS (lf_preferences_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[SCHEME] = g_param_spec_int ("scheme", NULL, NULL, LF_SCHEME_SYSTEM, LF_SCHEME_DARK,
                                         LF_SCHEME_SYSTEM, flags);
  properties[BRIEF] = g_param_spec_boolean ("brief", NULL, NULL, FALSE, flags);
  properties[BRIEF_MINUTE]
      = g_param_spec_int ("brief-minute", NULL, NULL, 0, 24 * 60 - 1, LF_BRIEF_MINUTE, flags);
  properties[AUTOMATIC_SYNC] = g_param_spec_boolean ("automatic-sync", NULL, NULL, TRUE, flags);
  properties[FILES_AT_COST] = g_param_spec_boolean ("files-at-cost", NULL, NULL, FALSE, flags);
  properties[DEVICE_NAME] = g_param_spec_string ("device-name", NULL, NULL, NULL, flags);
  properties[IS_BEGUN] = g_param_spec_boolean ("is-begun", NULL, NULL, FALSE, flags);
  properties[PRESENT_ALL] = g_param_spec_boolean ("present-all", NULL, NULL, FALSE, flags);
  properties[PRESENT_SECONDS]
      = g_param_spec_int ("present-seconds", NULL, NULL, 0, MOST_SECONDS, 0, flags);
  properties[PRESENT_ROOM]
      = g_param_spec_int ("present-room", NULL, NULL, 0, N_ROOMS - 1, 0, flags);
  properties[OPEN_GROUPS]
      = g_param_spec_int ("open-groups", NULL, NULL, 0, ALL_GROUPS, FIRST_GROUPS, flags);
  properties[MAP_TILES] = g_param_spec_string ("map-tiles", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
lf_preferences_class_init (LfPreferencesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = lf_preferences_get_property;
  object_class->set_property = lf_preferences_set_property;
  object_class->finalize = lf_preferences_finalize;
  install_properties (object_class);
  signals[FAILED] = g_signal_new ("failed", LF_TYPE_PREFERENCES, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
lf_preferences_init (LfPreferences *self)
{
  self->file = g_key_file_new ();
}

LfPreferences *
lf_preferences_new (const char *store_folder)
{
  LfPreferences *self = g_object_new (LF_TYPE_PREFERENCES, NULL);

  self->path = g_build_filename (store_folder, FILE_NAME, NULL);
  g_key_file_load_from_file (self->file, self->path, G_KEY_FILE_KEEP_COMMENTS, NULL);
  return self;
}
