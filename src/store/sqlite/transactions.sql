-- name: transaction_read
begin deferred

-- name: transaction_write
begin immediate

-- name: transaction_commit
commit

