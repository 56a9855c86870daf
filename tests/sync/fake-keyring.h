/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A session bus of its own, and on it as much of a Secret Service as one secret needs. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  FAKE_KEYRING_OPEN,
  FAKE_KEYRING_LOCKED, /* gives nothing out and takes nothing without a prompt */
  FAKE_KEYRING_DEAF,   /* never answers */
} FakeKeyringMood;

typedef struct _FakeKeyring FakeKeyring;

FakeKeyring *fake_keyring_new (void);
void fake_keyring_free (FakeKeyring *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FakeKeyring, fake_keyring_free)

void fake_keyring_set_mood (FakeKeyring *self, FakeKeyringMood mood);
int fake_keyring_count_secrets (FakeKeyring *self);
int fake_keyring_count_prompts (FakeKeyring *self); /* followed ones */

G_END_DECLS
