-- Accounts closed by earlier releases kept theirs.
delete from account_password
where account_id in (select id from account where closed is not null and merged_into is null);
