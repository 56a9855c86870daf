/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the application does about the preferences of its store: colours, and whether it stays in
 * the background for the morning brief. */

#include "config.h"

#include "lf-application-private.h"

#include "lf-autostart.h"

/* Two stores may stand side by side; the one that the program opens by itself has one process, and
 * only that one can be started in the background. */
static gboolean
can_stay (LfApplication *self)
{
  return !(g_application_get_flags (G_APPLICATION (self)) & G_APPLICATION_NON_UNIQUE);
}

static void
on_autostart_set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfAppContext) context = user_data;
  g_autoptr (GError) error = NULL;

  if (!lf_autostart_set_finish (result, &error))
    lf_app_context_toast (context, error->message, /* has_undo= */ FALSE);
}

static void
stay (LfApplication *self, gboolean stays)
{
  if (stays && !self->is_held)
    g_application_hold (G_APPLICATION (self));
  if (!stays && self->is_held)
    g_application_release (G_APPLICATION (self));
  self->is_held = stays;
}

static gboolean
is_brief_on (LfPreferences *preferences)
{
  return lf_preferences_get_brief (preferences).is_on;
}

static void
on_brief_cb (LfPreferences *preferences, GParamSpec *pspec, LfApplication *self)
{
  if (!can_stay (self))
    return;
  stay (self, is_brief_on (preferences));
  lf_autostart_set_async (is_brief_on (preferences), on_autostart_set_cb,
                          g_object_ref (self->context));
}

static void
on_scheme_cb (LfPreferences *preferences, GParamSpec *pspec, LfApplication *self)
{
  static const AdwColorScheme schemes[]
      = { ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT, ADW_COLOR_SCHEME_FORCE_DARK };
  int scheme;

  g_object_get (preferences, "scheme", &scheme, NULL);
  if (self->scheme == ADW_COLOR_SCHEME_DEFAULT)
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (), schemes[scheme]);
}

static void
on_not_kept_cb (LfPreferences *preferences, const char *sentence, LfApplication *self)
{
  if (self->context != NULL)
    lf_app_context_toast (self->context, sentence, /* has_undo= */ FALSE);
}

void
lf_application_follow_preferences (LfApplication *self)
{
  LfPreferences *preferences = lf_app_context_preferences (self->context);

  g_signal_connect_object (preferences, "notify::brief", G_CALLBACK (on_brief_cb), self, 0);
  g_signal_connect_object (preferences, "notify::scheme", G_CALLBACK (on_scheme_cb), self, 0);
  g_signal_connect_object (preferences, "failed", G_CALLBACK (on_not_kept_cb), self, 0);
  on_scheme_cb (preferences, NULL, self);
  stay (self, can_stay (self) && is_brief_on (preferences));
}
