/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A database whose first bytes were overwritten holds all the rest: its header can be had again
 * from any other of its kind. */

#include "config.h"

#include "lf-store-salvage.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define HEADER_BYTES 100 /* https://www.sqlite.org/fileformat.html#the_database_header */
#define START_BYTES 512  /* the least that a page has */

/* The first page's tree begins right behind the header: of a leaf or of an inner page of a table.
 */
static gboolean
is_overwritten_header (const guint8 *start)
{
  return memcmp (start, "SQLite format 3", 16) != 0
         && (start[HEADER_BYTES] == 0x0d || start[HEADER_BYTES] == 0x05);
}

static gboolean
read_start (const char *path, guint8 *bytes, gsize length)
{
  int descriptor = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gboolean is_read = descriptor >= 0 && pread (descriptor, bytes, length, 0) == (gssize) length;

  if (descriptor >= 0)
    close (descriptor);
  return is_read;
}

/* What the header tells of its own file's size, free pages and log does not hold for another. */
static void
forget_particulars (guint8 *header)
{
  header[18] = header[19] = 1; /* no log */
  memset (header + 24, 0, 4);
  header[27] = 1; /* the size counts only where these two agree… */
  memset (header + 28, 0, 4);
  memset (header + 32, 0, 8); /* free pages */
  memset (header + 92, 0, 4); /* …and here they do not */
}

/* A page is filled from its end: the largest is that of the first cell. */
static guint
find_page_size (const guint8 *page)
{
  guint n_cells = (guint) page[HEADER_BYTES + 3] << 8 | page[HEADER_BYTES + 4];
  guint first = HEADER_BYTES + (page[HEADER_BYTES] == 0x05 ? 12 : 8);
  guint size = 512;

  for (guint at = first; n_cells > 0 && at + 1 < START_BYTES; at += 2, n_cells--)
    while (size < 32768 && size <= ((guint) page[at] << 8 | page[at + 1]))
      size *= 2;
  return size;
}

static gboolean
copy (const char *from, const char *to)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);

  return g_file_copy (source, target, G_FILE_COPY_OVERWRITE | G_FILE_COPY_TARGET_DEFAULT_PERMS,
                      NULL, NULL, NULL, NULL)
         && g_chmod (to, 0600) == 0;
}

static gboolean
write_header (const char *path, const guint8 *header)
{
  int descriptor = g_open (path, O_WRONLY | O_CLOEXEC, 0);
  gboolean is_written
      = descriptor >= 0 && pwrite (descriptor, header, HEADER_BYTES, 0) == HEADER_BYTES;

  if (descriptor >= 0)
    close (descriptor);
  return is_written;
}

char *
lf_salvage_mend_header (const char *damaged, const char *like)
{
  guint8 start[START_BYTES];
  guint8 header[HEADER_BYTES];
  guint page_size;
  g_autofree char *mended = g_strconcat (damaged, ".mended", NULL);

  if (!read_start (damaged, start, sizeof start) || !is_overwritten_header (start)
      || !read_start (like, header, sizeof header))
    return NULL;
  forget_particulars (header);
  page_size = find_page_size (start);
  header[16] = (guint8) (page_size >> 8);
  header[17] = (guint8) page_size;
  if (copy (damaged, mended) && write_header (mended, header))
    return g_steal_pointer (&mended);
  g_unlink (mended);
  return NULL;
}
