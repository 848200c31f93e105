-- When the server first took the account's password. Only then are its address and aliases the company's: a slip
-- of the pen would else make a stranger's mail our own. A removed account keeps what it had proved.
alter table mail_account add column signed_in_at timestamptz;
update mail_account set signed_in_at = coalesce(last_success_at, created_at)
where last_success_at is not null or capabilities <> '{}';
