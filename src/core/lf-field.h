/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A field: one line of a schema table, and what its type can do with text.

 * Every value is its canonical text, and blank is NULL. Canonical forms: text as cleaned; choice:
 the
 * option's key; flag: "1" or NULL; integer: -12; decimal and quantity: 12.5 (shortest); money: see
 lf-money.h;
 * date: see lf-date.h; timestamp: microseconds since 1970 UTC; reference: an id; sets: elements
 sorted,
 * joined with newlines. */

#pragma once

#include <glib.h>
#include "lf-date.h"

G_BEGIN_DECLS

typedef enum
{
  LF_VALUE_TEXT,
  LF_VALUE_LONG_TEXT,
  LF_VALUE_CHOICE,
  LF_VALUE_FLAG,
  LF_VALUE_INTEGER,
  LF_VALUE_DECIMAL,
  LF_VALUE_MONEY,
  LF_VALUE_QUANTITY, /* a decimal in the field's unit; other units of the same kind are converted on
                        entry */
  LF_VALUE_DATE,
  LF_VALUE_TIMESTAMP,
  LF_VALUE_REFERENCE,
  LF_VALUE_REFERENCE_SET,
  LF_VALUE_TEXT_SET,
  LF_VALUE_ATTACHMENT_SET, /* elements "sha256/file name" */
  LF_VALUE_CODE,           /* text with a check: credit code, industry, division */
  LF_N_VALUE_TYPES,
} LfValueType;

typedef enum
{
  LF_FIELD_REQUIRED = 1 << 0,
  LF_FIELD_TITLE = 1 << 1,    /* names the record wherever it is referred to; one per entity */
  LF_FIELD_SEARCHED = 1 << 2, /* goes into the search index */
  LF_FIELD_PINYIN = 1 << 3,   /* also by pinyin and initials */
  LF_FIELD_LISTED = 1 << 4,   /* a column of the entity's list, in table order */
  LF_FIELD_SORTED = 1 << 5,   /* indexed for ordering */
  LF_FIELD_SUMMED = 1 << 6,   /* summed in list footers and boards */
  LF_FIELD_PERSON = 1 << 7,   /* a person's name: surname readings first */
  LF_FIELD_MACHINE = 1 << 8,  /* written by the program, shown read-only in forms */
  LF_FIELD_HIDDEN = 1 << 9,   /* not shown in forms */
  LF_FIELD_DERIVED = 1 << 10, /* worked out by each device from what it holds: shown, sorted and
                                 filtered like any other, and in no change, digest or message */
} LfFieldFlags;

/* One option of a choice. The key is stored; the order is the order in menus and of sorting. */
typedef struct
{
  const char *key;
  const char *label;    /* N_() */
  const char *synonyms; /* other names met in spreadsheets, separated by "|" */
} LfOption;

typedef enum
{
  LF_CHECK_NONE,
  LF_CHECK_CREDIT_CODE, /* GB 32100-2015: warns, never blocks */
  LF_CHECK_PHONE,       /* warns */
  LF_CHECK_EMAIL,       /* warns */
  LF_CHECK_INDUSTRY,    /* GB/T 4754-2017, of a code or of every element of a set: warns */
  LF_CHECK_DIVISION,    /* GB/T 2260, 6 digits or the 12 of statistics forms: warns */
  LF_CHECK_OUTLINE,     /* of land, see lf-outline.h: warns */
} LfCheck;

/* What the server writes into a field as it takes a new record in. Nobody else writes there: a
 * change that does is refused. */
typedef enum
{
  LF_STAMP_NONE,
  LF_STAMP_ACCOUNT,  /* who sent it */
  LF_STAMP_DEVICE,   /* from which device */
  LF_STAMP_SEEN,     /* up to which number that device had everything when the record was made */
  LF_STAMP_SEQ,      /* the number it was given */
  LF_STAMP_MADE,     /* when the device's clock says it was made */
  LF_STAMP_RECEIVED, /* when the server's clock says it came */
} LfStamp;

typedef struct
{
  const char
      *name; /* snake_case, the field's standard English term; units in the name of quantities */
  LfValueType type;
  guint flags;             /* LfFieldFlags */
  const char *label;       /* N_() */
  const char *group;       /* N_(): the form group it is shown in */
  const char *target;      /* references: the entity referred to */
  const LfOption *options; /* choices: ended by a NULL key */
  const char *unit;        /* quantities: "mu", "m2", "people"… */
  const char
      *bundle; /* fields of one bundle change, merge and conflict together; NULL: on its own */
  const char *synonyms; /* headings met in spreadsheets, separated by "|" */
  LfCheck check;
  const char *initial; /* what a new record starts with: a canonical value, or "today" */
  double least, most;  /* numbers: the range; text: characters; sets: elements. Both 0: no bounds */
  const char *after;   /* dates: the field of the same record whose date this one may not precede */
  const char *needed;  /* "state=closed": must not be blank while that choice holds */
  LfStamp stamp;
  const char *phases; /* options of LfEntity.phase, joined by "|", in which it matters: it is asked
                         for then, or the next phase needs it */
  const char *signed_by; /* a reference to an account in the same record: nobody but that person
                            writes here, see lf-signature.h */
} LfField;

/**
 * lf_field_parse:
 * @text: what a person wrote or a cell held
 * @ret_value: (out) (transfer full) (nullable): the canonical value, NULL for blank
 * Reads @text as a value of the field. A reference cannot be read without a store: only ids are
 * taken here. The error names the field, the value and what would be right.
 */
gboolean lf_field_parse (const LfField *field, const char *text, char **ret_value, GError **error);
gboolean
lf_field_check (const LfField *field, const char *value, GError **error); /* is @value canonical? */
char *lf_field_warn (const LfField *field,
                     const char *value); /* (nullable): a sentence of doubt that blocks nothing */
char *lf_field_format (const LfField *field,
                       const char *value); /* (transfer full): for people; "" for NULL */
int lf_field_compare (const LfField *field,
                      const char *a,
                      const char *b); /* in the field's order, NULL last */
const LfOption *lf_field_option (const LfField *field, const char *key); /* (nullable) */
gboolean lf_field_has_bounds (const LfField *field);
const char *lf_field_label (const LfField *field);    /* translated */
const char *lf_option_label (const LfOption *option); /* translated */
gboolean lf_field_is_set (const LfField *field);
const char *
lf_field_unit_label (const LfField *field); /* (nullable): translated unit of a quantity, 亩, ㎡ */
const char *lf_field_bundle (const LfField *field); /* the bundle's name, else the field's own */

/* Sets, as canonical text. @set may be NULL. */
char **lf_set_split (const char *set); /* (transfer full) */
char *
lf_set_join (const char *const *elements); /* (transfer full) (nullable): sorted, without doubles */
char *lf_set_apply (const char *set,
                    const char *was,
                    const char *value); /* (transfer full) (nullable): @set with what went from @was
                                           to @value added and removed */

G_END_DECLS
