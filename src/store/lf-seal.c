/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Seal: how the database was left. */

#include "config.h"

#include "lf-seal.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

/* Numbers of a fixed width, so that each can be written over by itself. */
#define LINE_BYTES 21
#define N_LINES 3 /* changes, size of the database, when it was last written in ns; 0: open */

struct _LfSeal
{
  int descriptor; /* -1: there is none */
  char *database;
};

static char *
seal_path (const char *folder)
{
  return g_build_filename (folder, "landfall.seal", NULL);
}

static void
write_line (LfSeal *self, guint line, gint64 number)
{
  char text[LINE_BYTES + 1];

  if (self->descriptor < 0)
    return;
  g_snprintf (text, sizeof text, "%020" G_GINT64_FORMAT "\n", number);
  if (pwrite (self->descriptor, text, LINE_BYTES, (off_t) line * LINE_BYTES) != LINE_BYTES)
    g_debug ("the seal could not be written");
}

static gboolean
read_lines (LfSeal *self, gint64 *numbers)
{
  char text[N_LINES * LINE_BYTES + 1] = "";

  if (self->descriptor < 0
      || pread (self->descriptor, text, N_LINES * LINE_BYTES, 0) != N_LINES * LINE_BYTES)
    return FALSE;
  for (guint i = 0; i < N_LINES; i++)
    {
      char *end;

      numbers[i] = g_ascii_strtoll (text + i * LINE_BYTES, &end, 10);
      if (*end != '\n')
        return FALSE;
    }
  return TRUE;
}

static void
look_at_database (LfSeal *self, gint64 *ret_size, gint64 *ret_time_ns)
{
  GStatBuf info;

  *ret_size = *ret_time_ns = 0;
  if (g_stat (self->database, &info) != 0)
    return;
  *ret_size = info.st_size;
  *ret_time_ns = (gint64) info.st_mtim.tv_sec * 1000000000 + info.st_mtim.tv_nsec;
}

static LfSeal *
new_seal (const char *folder)
{
  LfSeal *self = g_new0 (LfSeal, 1);
  g_autofree char *path = seal_path (folder);

  self->database = g_build_filename (folder, "landfall.db", NULL);
  self->descriptor = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  return self;
}

LfSeal *
lf_seal_take (const char *folder)
{
  LfSeal *self = new_seal (folder);

  if (self->descriptor >= 0 && flock (self->descriptor, LOCK_EX | LOCK_NB) != 0
      && errno == EWOULDBLOCK)
    g_clear_pointer (&self, lf_seal_free);
  return self;
}

LfSeal *
lf_seal_open (const char *folder, LfSealState *ret_state)
{
  LfSeal *self = new_seal (folder);
  gint64 numbers[N_LINES] = { 0 };
  gint64 size, time_ns;

  *ret_state = (LfSealState){ 0 };
  if (self->descriptor < 0)
    return self;
  ret_state->is_alone = flock (self->descriptor, LOCK_EX | LOCK_NB) == 0;
  ret_state->is_shared = !ret_state->is_alone && errno == EWOULDBLOCK;
  if (ret_state->is_alone && read_lines (self, numbers))
    {
      look_at_database (self, &size, &time_ns);
      ret_state->n_changes = numbers[0];
      ret_state->is_intact = numbers[1] != 0 && numbers[1] == size && numbers[2] == time_ns;
    }
  if (ret_state->is_alone)
    for (guint i = 1; i < N_LINES; i++)
      write_line (self, i, 0);
  flock (self->descriptor, LOCK_SH);
  return self;
}

void
lf_seal_free (LfSeal *self)
{
  if (self->descriptor >= 0)
    close (self->descriptor);
  g_free (self->database);
  g_free (self);
}

void
lf_seal_note (LfSeal *self, gint64 n_changes)
{
  write_line (self, 0, n_changes);
}

void
lf_seal_close (LfSeal *self)
{
  gint64 size, time_ns;

  if (self->descriptor < 0 || flock (self->descriptor, LOCK_EX | LOCK_NB) != 0)
    return;
  look_at_database (self, &size, &time_ns);
  write_line (self, 1, size);
  write_line (self, 2, time_ns);
}

gint64
lf_seal_peek (const char *folder)
{
  g_autofree char *path = seal_path (folder);
  LfSeal seal = { .descriptor = g_open (path, O_RDONLY | O_CLOEXEC, 0) };
  gint64 numbers[N_LINES];
  gboolean is_read = read_lines (&seal, numbers);

  if (seal.descriptor >= 0)
    close (seal.descriptor);
  return is_read ? numbers[0] : 0;
}

void
lf_seal_forget (LfSeal *self)
{
  if (self->descriptor >= 0 && ftruncate (self->descriptor, 0) != 0)
    g_debug ("the seal could not be emptied");
}
