/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The golden messages. */

#include "config.h"

#include "golden.h"

char *
golden_read (const char *name, gsize *ret_length)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "wire", name, NULL);
  g_autoptr (GError) error = NULL;
  char *text;

  g_file_get_contents (path, &text, ret_length, &error);
  g_assert_no_error (error);
  return text;
}

static char *
rewrite_push (const char *text, gsize length, gsize *ret_length, GError **error)
{
  g_autoptr (LfJson) node = lf_json_read (text, length, error);
  g_autoptr (GPtrArray) changes = node == NULL ? NULL : lf_wire_to_push (node, error);

  return changes == NULL ? NULL : lf_wire_from_push (changes, LF_WIRE_MINOR_TABLES - 1, ret_length);
}

static char *
rewrite_push_tables (const char *text, gsize length, gsize *ret_length, GError **error)
{
  g_autoptr (LfJson) node = lf_json_read (text, length, error);
  g_autoptr (GPtrArray) changes = node == NULL ? NULL : lf_wire_to_push (node, error);

  return changes == NULL ? NULL : lf_wire_from_push (changes, LF_WIRE_MINOR_TABLES, ret_length);
}

static char *
rewrite_answers (const char *text, gsize length, gsize *ret_length, GError **error)
{
  g_autoptr (LfJson) node = lf_json_read (text, length, error);
  g_autoptr (GPtrArray) answers = node == NULL ? NULL : lf_wire_to_answers (node, error);

  return answers == NULL ? NULL : lf_wire_from_answers (answers, 0, ret_length);
}

static char *
rewrite_digests (const char *text, gsize length, gsize *ret_length, GError **error)
{
  g_autoptr (LfJson) node = lf_json_read (text, length, error);
  g_autoptr (LfDigests) digests = node == NULL ? NULL : lf_wire_to_digests (node, error);
  g_autoptr (JsonNode) again = digests == NULL ? NULL : lf_wire_from_digests (digests);

  return again == NULL ? NULL : lf_wire_print (again, ret_length);
}

static char *
rewrite_page (const char *text, gsize length, gsize *ret_length, GError **error)
{
  g_autoptr (LfPage) page = lf_wire_to_page (text, length, error);

  return page == NULL ? NULL : lf_wire_from_page (page, ret_length);
}

static char *
rewrite_page_table (const char *text, gsize length, gsize *ret_length, GError **error)
{
  g_autoptr (LfPage) page = lf_wire_to_page (text, length, error);

  return page == NULL ? NULL : lf_wire_from_page_for (page, LF_WIRE_MINOR_TABLES, ret_length);
}

const Golden goldens[] = {
  { "push-create.json", rewrite_push },      { "push-edit.json", rewrite_push },
  { "answers.json", rewrite_answers },       { "digests.json", rewrite_digests },
  { "page.ndjson", rewrite_page },           { "push-tables.json", rewrite_push_tables },
  { "page-table.json", rewrite_page_table }, { NULL },
};
