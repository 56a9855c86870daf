/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Industry chains: what stands where, and what follows. */

#include "config.h"

#include "lf-chain.h"

#include "lf-stage.h"

#include <string.h>

static const char *const state_keys[] = { "present", "weak", "missing" };

/* ---- States ---- */

const char *
lf_segment_state_key (LfSegmentState state)
{
  return state_keys[state];
}

const char *
lf_segment_state_label (LfSegmentState state)
{
  const LfField *field = lf_entity_field (lf_schema_find ("segment"), "state");

  return lf_option_label (lf_field_option (field, state_keys[state]));
}

LfSegmentState
lf_segment_judge (const LfSegmentHolding *holding,
                  guint enough,
                  const char *typed,
                  LfSegmentGround *ret_ground)
{
  *ret_ground = holding->n_sites > 0                                 ? LF_SEGMENT_BY_SITE
                : holding->n_large > 0                               ? LF_SEGMENT_BY_LARGE_FIRM
                : holding->n_small > 0 && holding->n_small >= enough ? LF_SEGMENT_BY_FIRMS
                : holding->n_coming > 0                              ? LF_SEGMENT_BY_PROJECT
                : holding->n_small > 0                               ? LF_SEGMENT_BY_SMALL_FIRM
                                                                     : LF_SEGMENT_BY_NOTHING;
  if (*ret_ground > LF_SEGMENT_BY_FIRMS)
    return *ret_ground == LF_SEGMENT_BY_NOTHING ? LF_SEGMENT_MISSING : LF_SEGMENT_WEAK;
  if (g_strcmp0 (typed, state_keys[LF_SEGMENT_WEAK]) != 0)
    return LF_SEGMENT_PRESENT;
  *ret_ground = LF_SEGMENT_BY_HAND;
  return LF_SEGMENT_WEAK;
}

/* ---- The value ---- */

static GPtrArray *
new_records (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
}

static void
segment_free (gpointer data)
{
  LfChainSegment *self = data;

  lf_record_unref (self->record);
  g_ptr_array_unref (self->projects);
  g_ptr_array_unref (self->firms);
  g_ptr_array_unref (self->candidates);
  g_ptr_array_unref (self->targets);
  g_free (self);
}

LfChain *
lf_chain_new (LfRecord *chain, const LfRulebook *book, const LfDate *on)
{
  LfChain *self = g_new0 (LfChain, 1);
  g_autoptr (LfRulebook) preset = book == NULL ? lf_rulebook_new () : NULL;

  book = book == NULL ? preset : book;
  self->record = lf_record_ref (chain);
  self->segments = g_ptr_array_new_with_free_func (segment_free);
  self->unplaced = new_records ();
  self->targets = new_records ();
  self->experts = new_records ();
  self->funds = new_records ();
  self->kit = new_records ();
  self->enough = (guint) lf_rulebook_value (book, LF_RULE_SEGMENT_FIRMS, NULL, on);
  self->jobs = (guint) lf_rulebook_value (book, LF_RULE_SEGMENT_JOBS, NULL, on);
  return self;
}

void
lf_chain_free (LfChain *self)
{
  lf_record_unref (self->record);
  g_ptr_array_unref (self->segments);
  g_ptr_array_unref (self->unplaced);
  g_ptr_array_unref (self->targets);
  g_ptr_array_unref (self->experts);
  g_ptr_array_unref (self->funds);
  g_ptr_array_unref (self->kit);
  g_free (self);
}

const LfChainSegment *
lf_chain_segment (const LfChain *self, guint i)
{
  return self->segments->pdata[i];
}

int
lf_chain_find_segment (const LfChain *self, const char *id)
{
  for (guint i = 0; id != NULL && i < self->segments->len; i++)
    if (strcmp (lf_record_id (lf_chain_segment (self, i)->record), id) == 0)
      return (int) i;
  return -1;
}

/* ---- What it holds ---- */

static gboolean
holds (GPtrArray *records, const LfRecord *record)
{
  for (guint i = 0; i < records->len; i++)
    if (strcmp (lf_record_id (records->pdata[i]), lf_record_id (record)) == 0)
      return TRUE;
  return FALSE;
}

static void
add (GPtrArray *records, LfRecord *record)
{
  if (!holds (records, record))
    g_ptr_array_add (records, lf_record_ref (record));
}

static gboolean
is_in_set (const LfRecord *record, const char *field, const char *id)
{
  g_auto (GStrv) ids = lf_set_split (lf_record_get (record, field));

  return g_strv_contains ((const char *const *) ids, id);
}

static gboolean
is_of_chain (const LfChain *self, const LfRecord *record)
{
  return g_strcmp0 (lf_record_get (record, "chain"), lf_record_id (self->record)) == 0;
}

/* (nullable) */
static LfChainSegment *
segment_of (const LfChain *self, const LfRecord *record)
{
  int i = lf_chain_find_segment (self, lf_record_get (record, "segment"));

  return i < 0 ? NULL : self->segments->pdata[i];
}

static gboolean
is_live (const LfRecord *project, LfStage *ret_stage)
{
  return lf_stage_from_key (lf_record_get (project, "stage"), ret_stage)
         && *ret_stage < LF_N_LIVE_STAGES;
}

static void
take_segment (LfChain *self, LfRecord *record)
{
  LfChainSegment *segment;

  if (!is_of_chain (self, record) || lf_chain_find_segment (self, lf_record_id (record)) >= 0)
    return;
  segment = g_new0 (LfChainSegment, 1);
  segment->record = lf_record_ref (record);
  segment->parent = -1;
  segment->projects = new_records ();
  segment->firms = new_records ();
  segment->candidates = new_records ();
  segment->targets = new_records ();
  g_ptr_array_add (self->segments, segment);
}

/* Of one whose segment is of another chain, or gone, the segment says nothing here. */
static void
take_project (LfChain *self, LfRecord *project)
{
  LfChainSegment *segment = segment_of (self, project);
  LfStage stage;

  if (!is_live (project, &stage))
    return;
  if (segment != NULL)
    add (segment->projects, project);
  else if (is_of_chain (self, project) && lf_record_get (project, "segment") == NULL)
    add (self->unplaced, project);
}

static void
take_target (LfChain *self, LfRecord *target)
{
  LfChainSegment *segment = segment_of (self, target);

  if (segment != NULL)
    add (segment->targets, target);
  else if (is_of_chain (self, target) && lf_record_get (target, "segment") == NULL)
    add (self->targets, target);
}

/* Who is named in the segment's own list is resident there, whatever kind of firm it is. */
static void
take_firm (LfChain *self, LfRecord *firm)
{
  const LfChainSegment *own = segment_of (self, firm);
  gboolean is_resident = g_strcmp0 (lf_record_get (firm, "kind"), "resident") == 0;

  for (guint i = 0; i < self->segments->len; i++)
    {
      LfChainSegment *segment = self->segments->pdata[i];
      gboolean is_named = is_in_set (segment->record, "enterprises", lf_record_id (firm));

      if (is_named || (segment == own && is_resident))
        add (segment->firms, firm);
      else if (segment == own)
        add (segment->candidates, firm);
    }
}

static void
take_into (const LfChain *self, LfRecord *record, GPtrArray *into)
{
  if (is_in_set (record, "chains", lf_record_id (self->record)))
    add (into, record);
}

void
lf_chain_take (LfChain *self, LfRecord *record)
{
  const char *entity = lf_record_entity (record)->name;

  if (lf_record_is_deleted (record))
    return;
  if (strcmp (entity, "segment") == 0)
    take_segment (self, record);
  else if (strcmp (entity, "project") == 0)
    take_project (self, record);
  else if (strcmp (entity, "enterprise") == 0)
    take_firm (self, record);
  else if (strcmp (entity, "target") == 0)
    take_target (self, record);
  else if (strcmp (entity, "expert") == 0)
    take_into (self, record, self->experts);
  else if (strcmp (entity, "fund") == 0)
    take_into (self, record, self->funds);
  else if (strcmp (entity, "kit_item") == 0 && is_of_chain (self, record))
    add (self->kit, record);
}

/* ---- Order ---- */

static gint64
position_of (const LfRecord *segment)
{
  const char *text = lf_record_get (segment, "position");

  return text == NULL ? G_MAXINT64 : g_ascii_strtoll (text, NULL, 10);
}

static int
compare_segments (gconstpointer a, gconstpointer b)
{
  const LfRecord *first = (*(LfChainSegment *const *) a)->record,
                 *second = (*(LfChainSegment *const *) b)->record;
  gint64 one = position_of (first), other = position_of (second);

  if (one != other)
    return one < other ? -1 : 1;
  return strcmp (lf_record_id (first), lf_record_id (second));
}

/* @taken: by number in @all. What is part of itself, over however many, is reached from nowhere. */
static void
place_parts (GPtrArray *all, const int *parents, gboolean *taken, int parent, GPtrArray *into)
{
  int above = (int) into->len - 1;

  for (guint i = 0; i < all->len; i++)
    if (parents[i] == parent && !taken[i])
      {
        LfChainSegment *segment = all->pdata[i];

        taken[i] = TRUE;
        segment->parent = parent < 0 ? -1 : above;
        segment->depth = parent < 0 ? 0 : ((LfChainSegment *) into->pdata[above])->depth + 1;
        if (parent >= 0)
          ((LfChainSegment *) into->pdata[above])->n_parts++;
        g_ptr_array_add (into, segment);
        place_parts (all, parents, taken, (int) i, into);
      }
}

static void
place_segments (LfChain *self)
{
  GPtrArray *all = self->segments;
  g_autofree int *parents = g_new (int, all->len);
  g_autofree gboolean *taken = g_new0 (gboolean, all->len);
  GPtrArray *placed = g_ptr_array_new_with_free_func (segment_free);

  g_ptr_array_sort (all, compare_segments);
  for (guint i = 0; i < all->len; i++)
    parents[i] = lf_chain_find_segment (
        self, lf_record_get (lf_chain_segment (self, i)->record, "parent"));
  place_parts (all, parents, taken, -1, placed);
  for (guint i = 0; i < all->len; i++)
    if (!taken[i])
      {
        parents[i] = -1;
        place_parts (all, parents, taken, -1, placed);
      }
  g_ptr_array_set_free_func (all, NULL);
  g_ptr_array_unref (all);
  self->segments = placed;
}

static int
compare_projects (gconstpointer a, gconstpointer b)
{
  const LfRecord *first = *(LfRecord *const *) a, *second = *(LfRecord *const *) b;
  LfStage one = LF_STAGE_LEAD, other = LF_STAGE_LEAD;

  lf_stage_from_key (lf_record_get (first, "stage"), &one);
  lf_stage_from_key (lf_record_get (second, "stage"), &other);
  return one != other ? (int) other - (int) one
                      : strcmp (lf_record_id (first), lf_record_id (second));
}

static gboolean
is_open (const LfRecord *target)
{
  const char *state = lf_record_get (target, "state");

  return g_strcmp0 (state, "won") != 0 && g_strcmp0 (state, "given_up") != 0;
}

static int
compare_targets (gconstpointer a, gconstpointer b)
{
  const LfRecord *first = *(LfRecord *const *) a, *second = *(LfRecord *const *) b;
  gboolean one = is_open (first), other = is_open (second);

  return one != other ? (one ? -1 : 1) : strcmp (lf_record_id (first), lf_record_id (second));
}

static gboolean
is_large (const LfRecord *firm, guint jobs)
{
  const char *text = lf_record_get (firm, "jobs");

  return lf_record_get (firm, "is_above_scale") != NULL
         || (text != NULL && g_ascii_strtoll (text, NULL, 10) >= (gint64) jobs);
}

static int
compare_firms (gconstpointer a, gconstpointer b, gpointer jobs)
{
  const LfRecord *first = *(LfRecord *const *) a, *second = *(LfRecord *const *) b;
  gboolean one = is_large (first, GPOINTER_TO_UINT (jobs)),
           other = is_large (second, GPOINTER_TO_UINT (jobs));

  return one != other ? (one ? -1 : 1) : strcmp (lf_record_id (first), lf_record_id (second));
}

static int
one_of (const LfRecord *item)
{
  const LfField *field = lf_entity_field (lf_record_entity (item), "one");
  const LfOption *option = lf_field_option (field, lf_record_get (item, "one"));

  return option == NULL ? LF_N_ONES : (int) (option - field->options);
}

static int
compare_kit (gconstpointer a, gconstpointer b)
{
  const LfRecord *first = *(LfRecord *const *) a, *second = *(LfRecord *const *) b;
  int one = one_of (first), other = one_of (second);

  return one != other ? one - other : strcmp (lf_record_id (first), lf_record_id (second));
}

/* ---- What follows ---- */

static void
count_holding (const LfChain *self, LfChainSegment *segment)
{
  LfSegmentHolding *holding = &segment->holding;

  *holding = (LfSegmentHolding){ 0 };
  for (guint i = 0; i < segment->projects->len; i++)
    {
      LfStage stage = LF_STAGE_LEAD;

      is_live (segment->projects->pdata[i], &stage);
      *(stage >= LF_STAGE_STARTED       ? &holding->n_sites
        : stage >= LF_STAGE_NEGOTIATION ? &holding->n_coming
                                        : &holding->n_leads)
          += 1;
    }
  for (guint i = 0; i < segment->firms->len; i++)
    *(is_large (segment->firms->pdata[i], self->jobs) ? &holding->n_large : &holding->n_small) += 1;
}

/* @i: judged by what it holds itself; its parts are judged already */
static void
judge_whole (const LfChain *self, guint i)
{
  LfChainSegment *whole = self->segments->pdata[i];
  guint n[LF_N_SEGMENT_STATES] = { 0 };

  for (guint j = i + 1; j < self->segments->len; j++)
    if (lf_chain_segment (self, j)->parent == (int) i)
      n[lf_chain_segment (self, j)->state]++;
  whole->ground = LF_SEGMENT_BY_PARTS;
  if (n[LF_SEGMENT_PRESENT] == whole->n_parts)
    {
      gboolean is_held_back = g_strcmp0 (lf_record_get (whole->record, "state"), "weak") == 0;

      whole->state = is_held_back ? LF_SEGMENT_WEAK : LF_SEGMENT_PRESENT;
      whole->ground = is_held_back ? LF_SEGMENT_BY_HAND : LF_SEGMENT_BY_PARTS;
    }
  else if (n[LF_SEGMENT_MISSING] < whole->n_parts || whole->state != LF_SEGMENT_MISSING)
    whole->state = LF_SEGMENT_WEAK;
}

static void
judge (const LfChain *self, guint i)
{
  LfChainSegment *segment = self->segments->pdata[i];

  segment->state = lf_segment_judge (&segment->holding, self->enough,
                                     lf_record_get (segment->record, "state"), &segment->ground);
  if (segment->n_parts > 0)
    judge_whole (self, i);
}

static void
count_ones (LfChain *self)
{
  gboolean is_done[LF_N_ONES + 1] = { FALSE };

  for (guint i = 0; i < self->kit->len; i++)
    if (lf_record_get (self->kit->pdata[i], "is_done") != NULL)
      is_done[one_of (self->kit->pdata[i])] = TRUE;
  self->n_ones_done = 0;
  for (guint i = 0; i < LF_N_ONES; i++)
    self->n_ones_done += is_done[i];
}

void
lf_chain_settle (LfChain *self)
{
  place_segments (self);
  memset (self->counts, 0, sizeof self->counts);
  for (guint i = 0; i < self->segments->len; i++)
    {
      LfChainSegment *segment = self->segments->pdata[i];

      count_holding (self, segment);
      g_ptr_array_sort (segment->projects, compare_projects);
      g_ptr_array_sort_with_data (segment->firms, compare_firms, GUINT_TO_POINTER (self->jobs));
      g_ptr_array_sort (segment->targets, compare_targets);
    }
  for (guint i = self->segments->len; i-- > 0;)
    {
      judge (self, i);
      self->counts[lf_chain_segment (self, i)->state]++;
    }
  g_ptr_array_sort (self->unplaced, compare_projects);
  g_ptr_array_sort (self->targets, compare_targets);
  g_ptr_array_sort (self->kit, compare_kit);
  count_ones (self);
  self->is_closed = self->segments->len > 0 && self->counts[LF_SEGMENT_MISSING] == 0;
}
