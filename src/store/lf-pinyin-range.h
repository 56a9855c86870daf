/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The characters whose pinyin is known: the Han of the basic plane. */

#pragma once

#include <glib.h>

#define FIRST_HAN 0x3400
#define LAST_HAN 0x9fff
