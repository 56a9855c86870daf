/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the sheets of a workbook share: their names, texts and number formats. */

#include "config.h"

#include "lf-xlsx-book.h"

#include "lf-import.h"
#include "lf-xml-part.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_TEXT_BYTES (256 * 1024 * 1024)
#define ESCAPE_LENGTH 7 /* _x000D_ */

static void
sheet_free (gpointer data)
{
  LfXlsxSheet *sheet = data;

  g_free (sheet->name);
  g_free (sheet->part);
  g_free (sheet);
}

void
lf_xlsx_book_free (LfXlsxBook *self)
{
  g_ptr_array_unref (self->sheets);
  g_string_free (self->texts, TRUE);
  g_array_unref (self->offsets);
  g_array_unref (self->kinds);
  g_free (self);
}

const char *
lf_xlsx_book_text (const LfXlsxBook *self, guint64 index)
{
  return index < self->offsets->len ? self->texts->str + g_array_index (self->offsets, guint, index)
                                    : NULL;
}

LfNumberKind
lf_xlsx_book_kind (const LfXlsxBook *self, guint64 style)
{
  return style < self->kinds->len ? g_array_index (self->kinds, LfNumberKind, style)
                                  : LF_NUMBER_PLAIN;
}

void
lf_xlsx_unescape (GString *text, gsize start)
{
  for (char *p = text->str + start; (p = strstr (p, "_x")) != NULL;)
    {
      gsize at = (gsize) (p - text->str);
      char utf8[6], *end;
      gunichar c = (gunichar) g_ascii_strtoull (p + 2, &end, 16);

      if (end == p + 6 && *end == '_' && strspn (p + 2, "0123456789abcdefABCDEF") == 4 && c != 0
          && g_unichar_validate (c))
        {
          g_string_erase (text, (gssize) at, ESCAPE_LENGTH);
          g_string_insert_len (text, (gssize) at, utf8, g_unichar_to_utf8 (c, utf8));
        }
      p = text->str + at + 1;
    }
}

/* ---- Relations: which file an id means ---- */

typedef struct
{
  char *folder;       /* what targets are relative to, with its slash */
  GHashTable *parts;  /* id → file */
  GHashTable *types;  /* id → type, its last word: "worksheet" */
  GHashTable *firsts; /* type → the first such file */
} Relations;

static void
relations_free (Relations *self)
{
  g_hash_table_unref (self->parts);
  g_hash_table_unref (self->types);
  g_hash_table_unref (self->firsts);
  g_free (self->folder);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Relations, relations_free)

static void
on_relation (LfXmlPart *part, const char *name, const char **attributes, gpointer data)
{
  Relations *self = data;
  const char *id = lf_xml_attribute (attributes, "Id");
  const char *type = lf_xml_attribute (attributes, "Type");
  const char *target = lf_xml_attribute (attributes, "Target");
  const char *slash = type == NULL ? NULL : strrchr (type, '/');
  char *file;

  if (strcmp (name, "Relationship") != 0 || id == NULL || slash == NULL || target == NULL)
    return;
  file = *target == '/' ? g_strdup (target + 1) : g_strconcat (self->folder, target, NULL);
  if (!g_hash_table_contains (self->firsts, slash + 1))
    g_hash_table_insert (self->firsts, g_strdup (slash + 1), g_strdup (file));
  g_hash_table_replace (self->types, g_strdup (id), g_strdup (slash + 1));
  g_hash_table_replace (self->parts, g_strdup (id), file);
}

/* Those of a file within the archive; @file "": those of the archive itself. */
static Relations *
read_relations (const char *path, const char *file, GError **error)
{
  static const LfXmlHandler handler = { .start = on_relation };
  const char *slash = strrchr (file, '/');
  const char *name = slash == NULL ? file : slash + 1;
  g_autoptr (Relations) self = g_new0 (Relations, 1);
  g_autofree char *relations = NULL;
  gboolean is_there;

  self->folder = g_strndup (file, (gsize) (name - file));
  self->parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->types = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->firsts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  relations = g_strconcat (self->folder, "_rels/", name, ".rels", NULL);
  return lf_xml_part_read (path, relations, &handler, self, &is_there, error)
             ? g_steal_pointer (&self)
             : NULL;
}

/* ---- The workbook itself ---- */

typedef struct
{
  LfXlsxBook *book;
  const Relations *relations;
  guint n_visible;
} BookReader;

static void
take_sheet (BookReader *self, const char **attributes)
{
  const char *name = lf_xml_attribute (attributes, "name");
  const char *id = lf_xml_attribute (attributes, "id");
  const char *state = lf_xml_attribute (attributes, "state");
  LfXlsxSheet *sheet;

  if (name == NULL || id == NULL
      || g_strcmp0 (g_hash_table_lookup (self->relations->types, id), "worksheet") != 0)
    return;
  sheet = g_new0 (LfXlsxSheet, 1);
  *sheet
      = (LfXlsxSheet){ g_strdup (name), g_strdup (g_hash_table_lookup (self->relations->parts, id)),
                       state != NULL && strcmp (state, "visible") != 0 };
  if (sheet->is_hidden)
    g_ptr_array_add (self->book->sheets, sheet);
  else
    g_ptr_array_insert (self->book->sheets, (int) self->n_visible++, sheet);
}

static void
on_book_element (LfXmlPart *part, const char *name, const char **attributes, gpointer data)
{
  BookReader *self = data;

  if (strcmp (name, "workbookPr") == 0)
    self->book->is_1904 = lf_xml_flag (lf_xml_attribute (attributes, "date1904"));
  else if (strcmp (name, "sheet") == 0)
    take_sheet (self, attributes);
}

/* ---- Number formats ---- */

typedef struct
{
  LfXlsxBook *book;
  GHashTable *codes; /* id → format code */
  gboolean is_in_cells;
} StyleReader;

static void
on_style_element (LfXmlPart *part, const char *name, const char **attributes, gpointer data)
{
  StyleReader *self = data;
  const char *id = lf_xml_attribute (attributes, "numFmtId");
  const char *code = lf_xml_attribute (attributes, "formatCode");
  guint number = id == NULL ? 0 : (guint) g_ascii_strtoull (id, NULL, 10);

  if (strcmp (name, "cellXfs") == 0)
    self->is_in_cells = TRUE;
  else if (strcmp (name, "numFmt") == 0 && code != NULL)
    g_hash_table_replace (self->codes, GUINT_TO_POINTER (number), g_strdup (code));
  else if (strcmp (name, "xf") == 0 && self->is_in_cells)
    {
      LfNumberKind kind = lf_number_format_kind (
          number, g_hash_table_lookup (self->codes, GUINT_TO_POINTER (number)));
      g_array_append_val (self->book->kinds, kind);
    }
}

static void
on_style_end (LfXmlPart *part, const char *name, gpointer data)
{
  if (strcmp (name, "cellXfs") == 0)
    ((StyleReader *) data)->is_in_cells = FALSE;
}

/* ---- Shared texts ---- */

typedef struct
{
  LfXlsxBook *book;
  const char *path;
  gboolean is_in_text;
  gboolean is_phonetic; /* a reading beside the text, not the text */
} TextReader;

static void
on_text_element (LfXmlPart *part, const char *name, const char **attributes, gpointer data)
{
  TextReader *self = data;

  if (strcmp (name, "si") == 0)
    {
      guint offset = (guint) self->book->texts->len;
      g_array_append_val (self->book->offsets, offset);
    }
  else if (strcmp (name, "rPh") == 0)
    self->is_phonetic = TRUE;
  else if (strcmp (name, "t") == 0)
    self->is_in_text = !self->is_phonetic;
}

static void
on_text_end (LfXmlPart *part, const char *name, gpointer data)
{
  TextReader *self = data;
  LfXlsxBook *book = self->book;

  if (strcmp (name, "t") == 0)
    self->is_in_text = FALSE;
  else if (strcmp (name, "rPh") == 0)
    self->is_phonetic = FALSE;
  else if (strcmp (name, "si") == 0 && book->offsets->len > 0)
    {
      lf_xlsx_unescape (book->texts, g_array_index (book->offsets, guint, book->offsets->len - 1));
      g_string_append_c (book->texts, '\0');
    }
}

static void
on_text (LfXmlPart *part, const char *text, int length, gpointer data)
{
  TextReader *self = data;

  if (!self->is_in_text)
    return;
  if (self->book->texts->len + (gsize) length > MAX_TEXT_BYTES)
    lf_xml_part_fail (part, g_error_new (LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_TOO_LARGE,
                                         _ ("The texts of the workbook “%1$s” take more than %2$d "
                                            "MB. Split it into smaller ones and import them one "
                                            "after the other."),
                                         self->path, MAX_TEXT_BYTES >> 20));
  else
    g_string_append_len (self->book->texts, text, length);
}

/* ---- All of it ---- */

/* Nothing when the workbook has no file of that type. */
static gboolean
read_shared (const char *path,
             const Relations *relations,
             const char *type,
             const LfXmlHandler *handler,
             gpointer data,
             GError **error)
{
  const char *file = g_hash_table_lookup (relations->firsts, type);
  gboolean is_there;

  return file == NULL || lf_xml_part_read (path, file, handler, data, &is_there, error);
}

static gboolean
read_book (LfXlsxBook *self, const char *path, const char *file, GError **error)
{
  static const LfXmlHandler book = { .start = on_book_element };
  static const LfXmlHandler styles = { .start = on_style_element, .end = on_style_end };
  static const LfXmlHandler texts
      = { .start = on_text_element, .end = on_text_end, .text = on_text };
  g_autoptr (Relations) relations = read_relations (path, file, error);
  g_autoptr (GHashTable) codes = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  BookReader book_reader = { self, relations, 0 };
  StyleReader style_reader = { self, codes, FALSE };
  TextReader text_reader = { self, path, FALSE, FALSE };
  gboolean is_there;

  return relations != NULL && lf_xml_part_read (path, file, &book, &book_reader, &is_there, error)
         && read_shared (path, relations, "styles", &styles, &style_reader, error)
         && read_shared (path, relations, "sharedStrings", &texts, &text_reader, error);
}

LfXlsxBook *
lf_xlsx_book_open (const char *path, GError **error)
{
  g_autoptr (LfXlsxBook) self = g_new0 (LfXlsxBook, 1);
  g_autoptr (Relations) root = NULL;
  const char *file;

  self->sheets = g_ptr_array_new_with_free_func (sheet_free);
  self->texts = g_string_new (NULL);
  self->offsets = g_array_new (FALSE, FALSE, sizeof (guint));
  self->kinds = g_array_new (FALSE, FALSE, sizeof (LfNumberKind));
  root = read_relations (path, "", error);
  if (root == NULL)
    return NULL;
  file = g_hash_table_lookup (root->firsts, "officeDocument");
  if (file != NULL && !read_book (self, path, file, error))
    return NULL;
  if (self->sheets->len > 0)
    return g_steal_pointer (&self);
  g_set_error (error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_TYPE,
               _ ("“%s” is an archive or a document, but no workbook with a sheet in it. Save the "
                  "sheet as XLSX or CSV and import that file."),
               path);
  return NULL;
}
