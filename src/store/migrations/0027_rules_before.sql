-- Since when a right is given, of one that a policy began to give; and how policies let a capacity end.
alter table adopted_right add column given text;

-- Keys of the policy. `until` of what an earlier one had: the first day of the one after it.
create table adopted_term (
  kind text not null,
  term text not null,
  months integer not null,
  until text
);
