-- The product's own mail may go out through one of the company's mail accounts in place of a server of its own.

-- Either a server that was typed in, or an account: its server and its secret stay its own, and nothing of them is here.
alter table outgoing_server
  alter column host drop not null,
  alter column port drop not null,
  alter column security drop not null,
  add column account_id bigint references mail_account,
  add constraint outgoing_server_one_way check (case when account_id is null
    then host is not null and port is not null and security is not null
    else num_nonnulls(host, port, security, user_name, secret) = 0 and not private_host_allowed end);
