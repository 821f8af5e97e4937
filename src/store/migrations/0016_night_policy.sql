-- Under which policy the last night looked. Another one concerns everybody, due or not.
alter table night add column policy_hash text not null default '';

-- What a notice said would end, keys with a space between; null for those given before: whatever
-- ends that day.
alter table notice add column services text;
