/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sources of inquiries: web sites and mini-programs of the zone. A source is an account that nobody
 * can sign in to, with a role that may make leads and nothing else; each of its keys is a device of
 * it, whose name lists the origins of the pages that may use it. */

#pragma once

#include "lf-server-storage.h"

G_BEGIN_DECLS

/**
 * lf_inquiry_key_add:
 * @name: of the source, as leads will show it
 * @origins: (nullable): "https://www.example.org"; without any the key is for programs, not pages
 * Returns: (transfer full): the key, of which only the hash is kept
 */
char *lf_inquiry_key_add (LfServerStorage *storage,
                          const char *zone,
                          const char *name,
                          const char *const *origins,
                          GError **error);

/* (transfer full) (element-type LfServerDevice) */
GPtrArray *lf_inquiry_key_list (LfServerStorage *storage, GError **error);
gboolean lf_inquiry_key_revoke (LfServerStorage *storage, const char *id, GError **error);

/**
 * lf_inquiry_key_find:
 * @origin: (nullable): NULL when no page asks
 * @ret_is_origin_known: whether a page of @origin may use the key
 * Returns: (transfer full) (nullable): the source; NULL without error: not a key, or revoked
 */
LfServerUser *lf_inquiry_key_find (LfServerStorage *storage,
                                   const char *key,
                                   const char *origin,
                                   gboolean *ret_is_origin_known,
                                   GError **error);

/* Whether a page of @origin may use any key. */
gboolean lf_inquiry_key_knows_origin (LfServerStorage *storage,
                                      const char *origin,
                                      gboolean *ret_is_known,
                                      GError **error);

G_END_DECLS
