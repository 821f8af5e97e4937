-- The end that a registry itself gave last, apart from the one that is recorded: a campaign's is not
-- the registry's to take back. What is known already is taken for the registry's unless a campaign
-- has seen to it.
alter table registry_row add column ends text;
update registry_row set ends = (select a.ends from affiliation a where a.id = affiliation_id)
where affiliation_id is not null
  and affiliation_id not in (select affiliation_id from campaign_member where begun is not null);

-- What a held row said: a known key can be held beside what it said before.
alter table registry_held add column fingerprint blob;
update registry_held set fingerprint = (
  select r.fingerprint from registry_row r
  where r.registry = registry_held.registry and r.row_key = registry_held.row_key);
