/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When a page reads what it shows: once for all that changes meanwhile, and only while it is looked
 * at; else when it is next looked at. */

#pragma once

#include <adwaita.h>
#include "lf-store.h"

G_BEGIN_DECLS

/* Begins one reading; its callback asks lf_page_reader_was_cancelled() first, for then @page may be
 * gone, and else says lf_page_reader_done(). */
typedef void (*LfPageReadFunc) (GtkWidget *page, GCancellable *cancellable);

#define LF_TYPE_PAGE_READER (lf_page_reader_get_type ())
G_DECLARE_FINAL_TYPE (LfPageReader, lf_page_reader, LF, PAGE_READER, GObject)

/* Of a page that is gone nothing is read any more: it is unreferenced in its dispose. */
LfPageReader *lf_page_reader_new (GtkWidget *page, LfStore *store, LfPageReadFunc read);
/* What is shown is no longer what there is. */
void lf_page_reader_stale (LfPageReader *self);
/* Something else is asked for: what is being read is not waited for. */
void lf_page_reader_restart (LfPageReader *self);
void lf_page_reader_done (LfPageReader *self);
/* Whether no page within @widget that is looked at reads, or is about to. */
gboolean lf_page_reader_is_ready_within (GtkWidget *widget);
gboolean lf_page_reader_was_cancelled (const GError *error /* (nullable) */);
/* What the page has in place of what it could not read. */
void lf_page_reader_tell (AdwStatusPage *status, const GError *error);

G_END_DECLS
