-- What the rules in force give to whom: when others give less, it ends announced.
create table adopted_policy (
  id integer primary key check (id = 1),
  hash text not null
);

-- Keys of the policy. `since` and `ends` of what an earlier one gave and today's does not.
create table adopted_right (
  kind text not null,
  service text not null,
  opens integer not null check (opens in (0, 1)),
  level integer not null,
  switched_on integer not null check (switched_on in (0, 1)),
  keep text not null,
  since text,
  ends text,
  check ((since is null) = (ends is null))
);
