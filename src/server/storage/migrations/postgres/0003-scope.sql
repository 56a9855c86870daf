-- Who sees what: the parks and teams an account is of, and the scope of each record, words joined by newlines. No number
-- changes: a device reads the zone anew when it is first told what its account sees.
ALTER TABLE account ADD COLUMN park text; -- ids, separated by blanks
ALTER TABLE account ADD COLUMN team text;
ALTER TABLE record ADD COLUMN root text COLLATE "C"; -- id of what the scope follows
CREATE INDEX record_root ON record (zone, root) WHERE root IS NOT NULL;

UPDATE record SET root = body ->> 'project' WHERE entity IN
  ('interaction', 'funds_arrival', 'fund_stake', 'enquiry', 'claim', 'standard_land', 'progress', 'award', 'promise', 'attachment',
   'comment', 'problem', 'transfer', 'credit_share', 'evaluation', 'agreement', 'land_case', 'handover', 'node');
UPDATE record SET root = body ->> 'problem' WHERE entity = 'problem_step';
UPDATE record SET root = p.root FROM record p WHERE p.zone = record.zone AND p.entity = 'problem' AND p.id = record.root
  AND record.entity = 'problem_step';
UPDATE record SET root = body ->> 'evaluation' WHERE entity = 'opinion';
UPDATE record SET root = p.root FROM record p WHERE p.zone = record.zone AND p.entity = 'evaluation' AND p.id = record.root
  AND record.entity = 'opinion';
UPDATE record SET root = CASE WHEN body ->> 'entity' IN ('project', 'saved_view') THEN body ->> 'record'
  ELSE (SELECT p.root FROM record p WHERE p.zone = record.zone AND p.entity = record.body ->> 'entity'
  AND p.id = record.body ->> 'record') END WHERE entity = 'conflict';

-- A view is its maker's, or shared; what was noted of that is when it became one or the other.
UPDATE record SET clock = (clock::jsonb || jsonb_build_object (CASE WHEN body ->> 'is_shared' IS NULL THEN 'left/zone' ELSE 'in/zone' END,
  clock -> 'is_shared'))::json WHERE entity = 'saved_view' AND clock ->> 'is_shared' IS NOT NULL;
UPDATE record SET scope = 'zone' WHERE entity = 'saved_view' AND body ->> 'is_shared' IS NOT NULL;

UPDATE record SET scope = 'account/' || coalesce ((SELECT c.author FROM change c WHERE c.zone = record.zone
  AND c.seq = record.created_seq AND c.seq > 0), '') || coalesce (chr (10) || 'team/' || (body ->> 'team'), '')
  WHERE entity = 'project' AND body ->> 'is_confidential' IS NOT NULL;
UPDATE record SET scope = 'park/' || (body ->> 'park') || chr (10) || 'parks' || coalesce (chr (10) || 'team/' || (body ->> 'team'), '')
  WHERE entity = 'project' AND body ->> 'is_confidential' IS NULL AND body ->> 'park' IS NOT NULL;

-- What belongs to something that has not come yet is its maker's until then.
UPDATE record SET scope = coalesce ((SELECT p.scope FROM record p WHERE p.zone = record.zone AND p.entity IN ('project', 'saved_view')
  AND p.id = record.root), 'account/' || coalesce ((SELECT c.author FROM change c WHERE c.zone = record.zone
  AND c.seq = record.created_seq AND c.seq > 0), '')) WHERE root IS NOT NULL;
