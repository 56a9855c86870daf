/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the desktop's own search asks of the program over the bus: records, found as the palette
 * finds them. The interface is org.gnome.Shell.SearchProvider2. */

#pragma once

#include "lf-store.h"

G_BEGIN_DECLS

#define LF_SEARCH_PROVIDER_PATH "/io/github/landfall/Landfall/SearchProvider"

#define LF_TYPE_SEARCH_PROVIDER (lf_search_provider_get_type ())
G_DECLARE_FINAL_TYPE (LfSearchProvider, lf_search_provider, LF, SEARCH_PROVIDER, GObject)

/**
 * LfSearchProvider::store-wanted: a question waits for lf_search_provider_set_store()
 * LfSearchProvider::record-chosen: (entity name, id)
 * LfSearchProvider::search-wanted: (words): to go on in the window
 *
 * @application: does not end while something is being answered
 */
LfSearchProvider *lf_search_provider_new (GApplication *application);

gboolean lf_search_provider_export (LfSearchProvider *self, GDBusConnection *bus, GError **error);
void lf_search_provider_withdraw (LfSearchProvider *self);

/* Answers what waits; without one, what is asked from now on waits. */
void lf_search_provider_set_store (LfSearchProvider *self, LfStore *store /* nullable */);

G_END_DECLS
