/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A zone played through: devices with real stores, the server's real merge over a real database,
 * and between them a network and clocks that misbehave. One process, one seed, one order of things.
 *
 * A life is a number of steps; each draws its dice from the seed and its own number, so that a step
 * can be left out and the others stay as they were. What is promised is checked when all is quiet
 * at the end. */

#pragma once

#include "lf-blob-folder.h"
#include "lf-server-storage.h"
#include "lf-store-sync.h"
#include "lf-sync.h"

G_BEGIN_DECLS

#define SIM_ZONE "zone"
#define SIM_DEVICES 3
#define SIM_BEGINNING_US (G_GINT64_CONSTANT (1767225600) * G_USEC_PER_SEC) /* 2026-01-01 */

typedef struct _Sim Sim;

/* ---- Breaking the engine on purpose ---- */

/* Each takes one promise away, in the layers around the engine; a life must notice. */
typedef enum
{
  SIM_WHOLE,
  SIM_LAST_WRITER_WINS,    /* every edit claims to have seen everything */
  SIM_PUSH_DROPPED,        /* a change is answered and was never judged */
  SIM_REFUSAL_SWALLOWED,   /* the device is told that a refused change was accepted */
  SIM_RECORD_SKIPPED,      /* a page leaves a record out and its cursor passes it */
  SIM_SINCE_IS_CURSOR,     /* a pull of several pages is sent fields by the cursor */
  SIM_REPLAY_JUDGED_ANEW,  /* a request that comes twice is two changes */
  SIM_COMMIT_NOT_DURABLE,  /* the server answers, and a crash takes the change away */
  SIM_RESTORE_KEEPS_NAME,  /* a restored device is taken for the one it was */
  SIM_RESTORE_KEEPS_EPOCH, /* a restored server counts on as if nothing had been */
  SIM_CLOCK_DECIDES,       /* what is older by the clock is dropped */
  SIM_DELETE_WINS,         /* an edit of a deleted record is answered and dropped */
  SIM_UNKNOWN_DROPPED,     /* an older program throws away what it does not know */
  SIM_GONE_FORGOTTEN,      /* nobody is told of what goes out of sight */
  SIM_CHILDREN_STAY,       /* a project goes, and what belongs to it stays */
  SIM_SIGHT_UNTOLD,        /* an account is moved, and its devices are not told */
  SIM_WITHIN_HIDDEN,       /* whoever is of a park does not see those that lie in it */
  SIM_BUNDLE_SKIPPED,      /* what a carried answer holds is passed over, and counts as taken */
  SIM_DIGEST_ECHOED,       /* the digests are the device's own, so that nothing ever differs */
  SIM_DIGEST_STALE,        /* the server's digests miss what was changed */
  SIM_FILE_HALF_KEPT,      /* the first piece of a file is answered as if it were all */
  SIM_OWN_LEFT_OUT,        /* nothing of own changes comes back, whatever became of them */
  SIM_N_FAULTS,
} SimFault;

const char *sim_fault_name (SimFault fault);
gboolean sim_fault_find (const char *name, SimFault *ret_fault);

/* ---- What happens ---- */

/* Counted, so that no kind of it stops happening unnoticed. */
typedef enum
{
  SIM_EDIT,
  SIM_DELETE,
  SIM_RESTORE_RECORD,
  SIM_UNDO,
  SIM_REDO,
  SIM_STAGE,
  SIM_PARK_MOVE,
  SIM_PARK_NESTED, /* a park is put into another, or out of it */
  SIM_OFFER,
  SIM_TAKE_OVER,
  SIM_SECRET,
  SIM_CHILD,
  SIM_PLACE_CHANGE, /* of an account's park or team */
  SIM_ROLE_CHANGE,
  SIM_REFUSED,
  SIM_RESENT,
  SIM_CONFLICT,
  SIM_SETTLED,
  SIM_MASS,
  SIM_UNKNOWN_FIELD, /* to a device whose program is older than that which wrote it */
  SIM_UNKNOWN_RECORD,
  SIM_BUNDLE_OUT,
  SIM_BUNDLE_IN,
  SIM_BUNDLE_DAMAGED,
  SIM_ATTACH,
  SIM_DETACH,
  SIM_SWEPT,
  SIM_FILE_SENT,
  SIM_FILE_FETCHED,
  SIM_LOST,
  SIM_CUT,
  SIM_UNANSWERED,
  SIM_HALF_ANSWERED,
  SIM_DOUBLED,
  SIM_DELAYED,
  SIM_REORDERED,
  SIM_SERVER_CRASH,
  SIM_SERVER_CRASH_IN_FILE,
  SIM_SERVER_RESTART,
  SIM_SERVER_FILES_FULL,
  SIM_SERVER_RESTORE,
  SIM_DEVICE_CRASH,
  SIM_DEVICE_DISK,
  SIM_DEVICE_FULL,
  SIM_DEVICE_FILES_FULL,
  SIM_DEVICE_RESTORE,
  SIM_CLOCK,
  SIM_N_KINDS,
} SimKind;

void sim_counts_begin (void); /* before the first life */
void sim_count (Sim *sim, SimKind kind);
gboolean sim_counts_print (void); /* FALSE: something never happened */

/* What becomes of a request. */
typedef enum
{
  SIM_ARRIVES,
  SIM_UNREACHABLE,
  SIM_REQUEST_CUT,
  SIM_ANSWER_LOST,
  SIM_ANSWER_CUT,
  SIM_TWICE,
  SIM_LATE,
} SimFate;

/* ---- The parts ---- */

/* The zone's server: a database that is closed and opened again, also in the middle of a request.
 */
typedef struct
{
  char *path;
  char *backup; /* (nullable) */
  LfServerStorage *storage;
  char *files; /* the folder */
  LfBlobFolder *blobs;
  GHashTable *backed_up; /* (nullable) (element-type utf8): paths of the files in the backup */
} SimServer;

typedef struct
{
  Sim *sim;
  guint n;
  const char *name; /* of its account */
  char *folder;
  char *backup;        /* (nullable) */
  guint backup_length; /* of Sim.written when it was made */
  LfStore *store;
  LfTransport *transport;
  gint64 clock_us; /* how far its clock is off */
  gboolean is_disk_bad;
  gboolean compares;     /* its next syncs look whether it holds what the server has */
  guint n_damaged;       /* records that something other than the program changed there */
  gboolean is_disk_full; /* and not broken otherwise */
  GPtrArray *late;       /* of sim-network.c: requests that are still on their way */
} SimDevice;

/* A value that somebody put in the place of another, as seen on that device. */
typedef struct
{
  char *entity;
  char *id;
  char *field;
  char *was;   /* (nullable) */
  char *value; /* (nullable) */
  guint device;
  gboolean is_set;
  gboolean must_be_kept; /* written by a person, confirmed, and never thrown away knowingly */
  gboolean has_left;     /* its device went back to a backup, or it went out of sight there */
  gboolean is_unsure;    /* the server went back to a backup, and its device has not synced since */
} SimWritten;

struct _Sim
{
  guint seed;
  SimFault fault;
  gboolean is_told; /* every step is printed */
  char *folder;
  SimServer server;
  SimDevice devices[SIM_DEVICES];
  gint64 now_us;
  GRand *random; /* of the step that is being played */
  char *park;
  char *other_park;
  char *team;         /* that of the last device's account */
  GPtrArray *ids;     /* (element-type utf8): of all projects ever made, and of the park */
  GPtrArray *written; /* (element-type SimWritten) */
  GHashTable *deleted; /* (element-type utf8): “id value” of all that somebody deleted knowingly */
  GPtrArray *broken; /* (element-type utf8): promises found broken */
  GPtrArray *files;  /* of sim-files.c: what was attached */
  GPtrArray *sticks; /* of sim-carry.c: bundles that lie about */
  guint n_sticks;
  gboolean is_quiet; /* the network works */
};

guint sim_below (Sim *self, guint limit);             /* 0 … limit - 1 */
gboolean sim_chance (Sim *self, guint in);            /* one in @in */
const char *sim_pick (Sim *self, GPtrArray *strings); /* (nullable) when there is none */
const char *sim_short (const char *value);            /* of an id what tells it from others */
void sim_tell (Sim *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
void sim_broken (Sim *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
void sim_check_no_error (Sim *self, const char *what, const GError *error);

/* ---- sim-template.c ---- */

void sim_template_make (void); /* once, before the first life */
void sim_template_remove (void);
void sim_template_server (const char *path);
void sim_template_store (const char *folder);
void sim_template_name (const char *folder, const char *device); /* of a store that is closed */
void sim_copy_file (const char *from, const char *to);

/* ---- sim-server.c ---- */

void sim_server_init (Sim *sim);
void sim_server_clear (Sim *sim);
void sim_server_restart (Sim *sim);
void sim_server_back_up (Sim *sim);
void sim_server_restore (Sim *sim);
/* Both: (transfer full) (nullable): the answer as it goes on the wire; NULL: the server crashed. */
char *sim_server_push (Sim *sim, SimDevice *device, const char *device_id, const char *request);
char *sim_server_pull (Sim *sim, SimDevice *device, const LfPullQuery *from, guint limit);

char *sim_server_pull_bucket (Sim *sim, SimDevice *device, guint bucket, gint64 cursor);
char *sim_server_digests (Sim *sim, SimDevice *device);
/* ---- sim-account.c ---- */

void sim_account_add (Sim *sim, const char *name, const char *role);
/* Each as the server knows it just now. @park, @team: (nullable) */
void sim_account_set_park (const SimDevice *device, const char *park);
void sim_account_set_team (const SimDevice *device, const char *team);
void sim_account_set_role (const SimDevice *device, const char *role);
LfServerUser *sim_account_user (const SimDevice *device, const char *device_id);
char *sim_account_sight (const SimDevice *device); /* (transfer full) */

/* ---- sim-network.c ---- */

LfTransport *sim_transport_new (SimDevice *device);
SimFate sim_fate (Sim *sim);
void sim_network_deliver_late (SimDevice *device); /* what was still on its way comes now */

/* ---- sim-files.c ---- */

void sim_file_free (gpointer file);
void sim_files_attach (SimDevice *device);
void sim_files_detach (SimDevice *device);
void sim_files_sweep (SimDevice *device);
void sim_files_note_lost (Sim *sim); /* after a disk was lost, or the server went back */
void sim_files_give_up (Sim *sim, const LfChange *change); /* it is discarded by hand */
void sim_files_check (Sim *sim);

/* ---- sim-files-network.c: of LfTransportInterface ---- */

gboolean sim_files_ask (SimDevice *device,
                        const LfTransportBlob *blob,
                        LfBlobStanding *ret_standing,
                        GError **error);
gboolean sim_files_put (SimDevice *device,
                        const LfTransportBlob *blob,
                        GBytes *piece,
                        gint64 offset,
                        gint64 total,
                        LfBlobStanding *ret_standing,
                        GError **error);
GBytes *sim_files_get (SimDevice *device,
                       const LfTransportBlob *blob,
                       gint64 offset,
                       gsize length,
                       gint64 *ret_total,
                       GError **error);

/* ---- sim-carry.c ---- */

void sim_carry_begin (void); /* once, before anything is signed */
void sim_stick_free (gpointer stick);
void sim_carry (SimDevice *device); /* a bundle is made, or some old one or other arrives */
void sim_carry_all (Sim *sim);      /* every bundle that lies about, once more */

/* ---- sim-device.c ---- */

void sim_device_init (SimDevice *self, Sim *sim, guint n);
void sim_device_clear (SimDevice *self);
void sim_device_wake (SimDevice *self); /* its clock is the one that counts now */
void sim_device_sync (SimDevice *self);
void sim_device_crash (SimDevice *self);  /* and starts again */
void sim_device_damage (SimDevice *self); /* a record, behind the program's back, or none */
void sim_device_back_up (SimDevice *self);
void sim_device_restore (SimDevice *self);
/* The disk fails from one of the next writes on, or is full. Mending starts the program again when
 * it has met that; TRUE then. */
void sim_device_break_disk (SimDevice *self);
gboolean sim_device_mend_disk (SimDevice *self);

/* ---- sim-parks.c ---- */

void sim_parks_begin (Sim *sim);         /* on the first device */
void sim_parks_nest (SimDevice *device); /* one into the other, or out of it */

/* ---- sim-people.c ---- */

void sim_people_begin (Sim *sim);
void sim_people_act (SimDevice *device);        /* one thing somebody does */
void sim_people_give_up (Sim *sim);             /* everything refused is thrown away knowingly */
LfRecord *sim_some_project (SimDevice *device); /* (transfer full) (nullable) */
gboolean sim_save (SimDevice *device, LfChange *change); /* whether it was confirmed */

/* ---- sim-written.c ---- */

void sim_written_free (gpointer written);
const char *sim_entity (Sim *sim, const char *id);
/* What a device shows of every record, before and after something is done with it: differences go
 * to Sim.written. */
typedef struct _SimView SimView;
SimView *sim_view_new (SimDevice *device);
void sim_view_free (SimView *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimView, sim_view_free)
void sim_view_compare (SimView *before, SimDevice *device, gboolean must_be_kept);
void sim_written_lose_disk (SimDevice *device);              /* before it goes back to its backup */
void sim_written_offered (SimDevice *device);                /* all of it is the server's again */
void sim_written_left (SimDevice *device);                   /* what it does not see any more */
void sim_written_lose_server (Sim *sim);                     /* after it went back to its backup */
void sim_written_discard (Sim *sim, const LfChange *change); /* by hand */

/* ---- sim-check.c ---- */

void sim_check (Sim *sim); /* at the end, when all is quiet: fills Sim.broken */
/* (transfer full) (element-type SimWritten): what the server holds, in force or in a conflict */
GHashTable *sim_check_held (Sim *sim);

/* ---- sim.c ---- */

/**
 * sim_play:
 * @skipped: (nullable): for each step whether it is left out
 * Lives one life. Returns: (transfer full) (element-type utf8): the promises it found broken
 */
GPtrArray *
sim_play (guint seed, guint n_steps, const gboolean *skipped, SimFault fault, gboolean is_told);

G_END_DECLS
