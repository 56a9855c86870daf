/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bundle files: what a device and its server tell each other where no line is between them, in a
 * file that somebody carries.
 *
 * A bundle is a header of JSON, a packed body of parts in the forms of the protocol, and an Ed25519
 * signature over all of it; docs/bundle.md describes each byte. Reading holds no more than one
 * message in memory, and a bundle whose signature is not good is not unpacked at all. Shared by
 * client and server; neither the store nor a storage is known here. */

#pragma once

#include <gio/gio.h>
#include "lf-bundle-key.h"
#include "lf-core.h"

G_BEGIN_DECLS

#define LF_BUNDLE_VERSION 1
#define LF_BUNDLE_MAX_HEADER (16 * 1024) /* bytes, of any line that is no message */
#define LF_BUNDLE_MAX_EXPANDED (G_GINT64_CONSTANT (4) * 1024 * 1024 * 1024)
#define LF_BUNDLE_FILE_BYTES (200 * 1024 * 1024) /* of attached files, unless told */

/* What a device puts into one: the server judges all of it in one transaction. */
#define LF_BUNDLE_MAX_CHANGES 50000
#define LF_BUNDLE_MAX_CHANGE_BYTES (64 * 1024 * 1024)

#define LF_BUNDLE_ERROR (lf_bundle_error_quark ())
GQuark lf_bundle_error_quark (void);

/**
 * LfBundleError:
 * @LF_BUNDLE_ERROR_NOT_ONE: the file is something else
 * @LF_BUNDLE_ERROR_VERSION: a later version of the program made it
 * @LF_BUNDLE_ERROR_CUT: the file ends too early
 * @LF_BUNDLE_ERROR_CHANGED: its signature does not fit its contents
 * @LF_BUNDLE_ERROR_CONTENT: it is signed and makes no sense, or is larger than a bundle may be
 * @LF_BUNDLE_ERROR_UNKNOWN: nobody has accepted the key that signed it
 * @LF_BUNDLE_ERROR_OTHER_KEY: another key than the accepted one signed it
 * @LF_BUNDLE_ERROR_ELSEWHERE: it is for another device, zone or program
 * @LF_BUNDLE_ERROR_ORDER: another one has to come before it
 * @LF_BUNDLE_ERROR_FILE: the file cannot be read or written
 */
typedef enum
{
  LF_BUNDLE_ERROR_NOT_ONE,
  LF_BUNDLE_ERROR_VERSION,
  LF_BUNDLE_ERROR_CUT,
  LF_BUNDLE_ERROR_CHANGED,
  LF_BUNDLE_ERROR_CONTENT,
  LF_BUNDLE_ERROR_UNKNOWN,
  LF_BUNDLE_ERROR_OTHER_KEY,
  LF_BUNDLE_ERROR_ELSEWHERE,
  LF_BUNDLE_ERROR_ORDER,
  LF_BUNDLE_ERROR_FILE,
} LfBundleError;

/* ---- The header ---- */

typedef enum
{
  LF_BUNDLE_CHANGES, /* from a device to its server */
  LF_BUNDLE_ANSWERS, /* from the server to the device */
} LfBundleKind;

typedef struct
{
  LfBundleKind kind;
  char *zone;        /* (nullable): its name, once the device has heard of it */
  char *device;      /* whose bundle it is, both ways */
  char *device_name; /* (nullable): for people */
  char *account;     /* (nullable): for people, and what the server calls who sits at the device */
  gint64 number;     /* counted by who writes, per device and direction */
  gint64 made_us;    /* for people only (G8) */
  guint8 key[LF_BUNDLE_KEY_BYTES]; /* that signs it */
  char *epoch;                     /* (nullable): the server's, as who writes knows it */

  /* CHANGES: where the device stands. ANSWERS: where the first page begins. */
  gint64 since;
  gint64 cursor;

  gint64 answers;    /* number of the newest bundle of the other side that was taken; 0: none */
  char *known_epoch; /* (nullable) ANSWERS: what that one said of the epoch */

  /* CHANGES: what the device was told that it sees. ANSWERS: what the pages show (G10). */
  char *sight;       /* (nullable) */
  char *known_sight; /* (nullable) ANSWERS: what that one said of it */
} LfBundleHeader;

void lf_bundle_header_free (LfBundleHeader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfBundleHeader, lf_bundle_header_free)

/* ---- Parts ---- */

typedef enum
{
  LF_BUNDLE_PUSH,     /* a message: changes, as a push has them */
  LF_BUNDLE_JUDGED,   /* a message: answers to changes */
  LF_BUNDLE_PAGE,     /* a message: a page, as a pull gives it */
  LF_BUNDLE_WANT,     /* a file that the device does not have */
  LF_BUNDLE_HAS,      /* a file that came to the server */
  LF_BUNDLE_ATTACHED, /* a file, with its bytes */
  LF_BUNDLE_END,
} LfBundlePartKind;

/* A file and a record that refers to it. */
typedef struct
{
  const char *entity;  /* (nullable): HAS */
  const char *record;  /* (nullable): HAS */
  const char *element; /* "sha256/name" */
} LfBundleFile;

typedef struct
{
  LfBundlePartKind kind;
  gsize length;      /* bytes: of the message or the file */
  const char *text;  /* of a message */
  LfBundleFile file; /* of the others */
} LfBundlePart;

/* ---- Writing ---- */

typedef struct _LfBundleWriter LfBundleWriter;

/* The file appears whole or not at all, readable by its owner only. */
LfBundleWriter *lf_bundle_writer_new (const char *path,
                                      const LfBundleHeader *header,
                                      const LfBundleKey *key,
                                      GError **error);
gboolean lf_bundle_writer_add_message (
    LfBundleWriter *self, LfBundlePartKind kind, const char *text, gsize length, GError **error);
gboolean lf_bundle_writer_add_file (LfBundleWriter *self,
                                    LfBundlePartKind kind,
                                    const LfBundleFile *file,
                                    gint64 length, /* ATTACHED: its pieces follow */
                                    GError **error);
gboolean lf_bundle_writer_add_piece (LfBundleWriter *self, GBytes *piece, GError **error);
gint64 lf_bundle_writer_size (const LfBundleWriter *self); /* bytes, expanded, so far */
gboolean lf_bundle_writer_close (LfBundleWriter *self, GError **error); /* signs, on disk */
void lf_bundle_writer_free (LfBundleWriter *self); /* gives up what was not closed */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfBundleWriter, lf_bundle_writer_free)

/* ---- Reading ---- */

typedef struct _LfBundle LfBundle;

/**
 * lf_bundle_open:
 * @ret_spoiled: (out) (optional): a file whose header can be read is opened also when its signature
 * is not good; this says why, and it has no parts then
 * Reads all of the file and checks its signature. Whether the key is one to be trusted is for the
 * caller to say.
 */
LfBundle *lf_bundle_open (const char *path, GError **ret_spoiled, GError **error);
void lf_bundle_free (LfBundle *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfBundle, lf_bundle_free)
const LfBundleHeader *lf_bundle_header (const LfBundle *self);

/**
 * lf_bundle_next:
 * @ret_part: valid until the next call
 * The next part, in the end one of kind END: by then all was read and signed once more, so that
 * what was read until then can be kept. What of a file was not read is skipped.
 */
gboolean lf_bundle_next (LfBundle *self, LfBundlePart *ret_part, GError **error);
/* (transfer full): up to @most bytes of an ATTACHED file, none at its end */
GBytes *lf_bundle_read_piece (LfBundle *self, gsize most, GError **error);
gboolean lf_bundle_rewind (LfBundle *self, GError **error); /* to the first part */

/* ---- For people ---- */

typedef struct
{
  gint64 n_changes;
  gint64 n_accepted;
  gint64 n_refused;
  gint64 n_records; /* in pages */
  gint64 n_files;
  gint64 n_wanted;
} LfBundleTotals;

/* Takes in a line without its end. */
typedef void (*LfBundleLineFunc) (const char *line, gpointer user_data);

/**
 * lf_bundle_describe:
 * @with_contents: per change or record, and per field
 * Says what is in a bundle, without taking anything of it in.
 */
gboolean lf_bundle_describe (LfBundle *self,
                             gboolean with_contents,
                             LfBundleLineFunc func,
                             gpointer user_data,
                             LfBundleTotals *ret_totals,
                             GError **error);

/* The whole of “bundle show”: also what is wrong with @path, which need not be sound. */
gboolean lf_bundle_show (const char *path,
                         gboolean with_contents,
                         LfBundleLineFunc func,
                         gpointer user_data,
                         GError **error);

G_END_DECLS
