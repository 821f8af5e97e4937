-- Every night asks for all of them.
create index account_shared on account (id) where sort = 'shared';
