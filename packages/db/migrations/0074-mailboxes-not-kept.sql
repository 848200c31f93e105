-- Mailboxes that a server lists and that are not kept, beyond the bound or with a name that no table holds, in words: the
-- account is not whole without them.
alter table mail_account add column not_kept_detail text, add column not_kept_since timestamptz;
