/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changes an XML text here and there; all else of it stays byte for byte. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _LfXmlEdit LfXmlEdit;

/* Called with the name of an element without its prefix. */
typedef struct
{
  void (*start) (LfXmlEdit *edit, const char *name, const char **attributes, gpointer data);
  /* @text: (nullable): what it holds, when that is text alone and not nothing */
  void (*end) (LfXmlEdit *edit, const char *name, const char *text, gpointer data);
} LfXmlEditHandler;

/**
 * lf_xml_edit:
 * Goes through @xml once; handlers say what to change.
 * Returns: (transfer full) (nullable): @xml itself when nothing was changed; NULL for what is no
 * well-formed UTF-8, or has a document type
 */
GBytes *lf_xml_edit (GBytes *xml, const LfXmlEditHandler *handler, gpointer data);

/* Where the tag at hand begins and ends, in bytes. */
gsize lf_xml_edit_tag (const LfXmlEdit *self);
gsize lf_xml_edit_tag_end (const LfXmlEdit *self);
/* (transfer full): "x:" of <x:row>, or "" */
char *lf_xml_edit_prefix (const LfXmlEdit *self);

/* For handlers. What lies within a stretch that is taken out needs no change of its own. */
void lf_xml_edit_put (LfXmlEdit *self, gsize from, gsize to, const char *xml);
/* An attribute of the tag at hand, which has it. */
void lf_xml_edit_set_attribute (LfXmlEdit *self, const char *name, const char *value);
/* The text told to end(). */
void lf_xml_edit_set_text (LfXmlEdit *self, const char *text);

char *lf_xml_escape (const char *text); /* (transfer full): also what XML cannot hold: _x0007_ */

G_END_DECLS
