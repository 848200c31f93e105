-- The company's mail server for outgoing mail, what became of what was sent, filings under a private mark, the audit log.

-- ---------------------------------------------------------------- outgoing mail

-- The one SMTP server of the company; no row: none is set, and mail waits.
create table outgoing_server (
  single               boolean primary key default true check (single),
  host                 text not null,
  port                 int not null check (port between 1 and 65535),
  security             text not null check (security in ('none', 'starttls', 'tls')),
  -- Null: the server asks for no sign-in.
  user_name            text,
  secret_key_id        text,
  secret               bytea,
  from_address         text not null check (from_address = lower(from_address)),
  from_name            text,
  private_host_allowed boolean not null default false,
  last_success_at      timestamptz,
  error_code           text,
  error_detail         text,
  error_since          timestamptz,
  failures             int not null default 0,
  -- A fault of the server's holds up all mail until then.
  next_attempt_at      timestamptz not null default now(),
  updated_by           bigint references app_user,
  updated_at           timestamptz not null default now(),
  check ((user_name is null) = (secret is null) and (secret is null) = (secret_key_id is null))
);

-- unknown: the end of the mail was on the wire and no answer came back; a person decides. dropped: by a person.
alter table outbox_mail
  drop constraint outbox_mail_state_check,
  add constraint outbox_mail_state_check check (state in ('queued', 'sending', 'sent', 'failed', 'unknown', 'dropped')),
  -- The Date of the mail, the same in every attempt.
  add column first_attempt_at timestamptz,
  -- Written before the end of the mail goes on the wire: from then on it may have been delivered.
  add column handed_over_at   timestamptz,
  add column error_code       text;
create index outbox_mail_page on outbox_mail (state, id desc);

-- ---------------------------------------------------------------- private mail

-- Undone by a private mark: comes back when the mark is lifted.
alter table filing
  add column undone_by_mark boolean not null default false,
  add constraint filing_mark_undoes check (not undone_by_mark or undone_at is not null);

-- ---------------------------------------------------------------- the audit log

-- Only what follows the last record goes in: no gap, no fork, no second chain.
create function refuse_audit_fork() returns trigger language plpgsql as $$
declare
  last_id bigint;
  last_hash bytea;
begin
  select a.id, a.hash into last_id, last_hash from public.audit_log a order by a.id desc limit 1;
  if new.id is distinct from coalesce(last_id, 0) + 1
    or new.prev_hash is distinct from coalesce(last_hash, decode(repeat('00', 32), 'hex')) then
    -- unique_violation: two that append at once try again.
    raise exception 'the record does not follow the last one of the audit log' using errcode = '23505';
  end if;
  return new;
end $$;
create trigger audit_log_in_line before insert on audit_log for each row execute function refuse_audit_fork();

create index audit_log_page on audit_log (at desc, id desc);
create index audit_log_actor on audit_log (actor_id, at desc, id desc);
create index audit_log_action on audit_log (action, at desc, id desc);
create index audit_log_noun on audit_log (split_part(action, '.', 1), at desc, id desc);
create index audit_log_subject on audit_log (subject_kind, subject_id, at desc, id desc);

-- ---------------------------------------------------------------- what is not archived

-- Found again when an entry leaves the list.
create index mailbox_message_left_out on mailbox_message (mailbox_id) where skip_reason = 'never-archive';
