-- Tradepost's ground floor: people, mail accounts, the archive, customers, filing, timeline, audit.
-- Forward only. Names follow docs/glossary.md. Times are timestamptz; sizes are octets.

-- ---------------------------------------------------------------- people and sessions

create table app_user (
  id            bigint generated always as identity primary key,
  email         text not null,
  name          text not null,
  role          text not null check (role in ('owner', 'admin', 'manager', 'salesperson', 'merchandiser', 'reader')),
  locale        text not null default 'en' check (locale in ('en', 'zh-CN')),
  time_zone     text not null default 'Asia/Shanghai',
  password_hash text,
  created_at    timestamptz not null default now(),
  disabled_at   timestamptz
);
create unique index app_user_email on app_user (lower(email));

create table session (
  token_hash   bytea primary key,
  user_id      bigint not null references app_user,
  csrf_token   text not null,
  created_at   timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at   timestamptz not null,
  ip           text,
  user_agent   text
);
create index session_by_user on session (user_id);

create table api_token (
  id           bigint generated always as identity primary key,
  user_id      bigint not null references app_user,
  name         text not null,
  token_hash   bytea not null unique,
  scope        text not null check (scope in ('read', 'write')),
  created_at   timestamptz not null default now(),
  last_used_at timestamptz,
  expires_at   timestamptz,
  revoked_at   timestamptz
);

-- A single-use link: the first administrator's, or an invitation.
create table invitation (
  token_hash bytea primary key,
  kind       text not null check (kind in ('first-admin', 'invite')),
  email      text,
  role       text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at    timestamptz
);

-- Failed sign-ins, per account and per address, so that a restart does not forget them.
create table login_throttle (
  key           text primary key,
  failures      int not null,
  first_at      timestamptz not null,
  blocked_until timestamptz
);

create table idempotency_key (
  user_id      bigint not null references app_user,
  key          text not null check (length(key) <= 200),
  request_hash bytea not null,
  status       int,
  response     jsonb,
  created_at   timestamptz not null default now(),
  primary key (user_id, key)
);

create table setting (
  key        text primary key,
  value      jsonb not null,
  updated_at timestamptz not null default now()
);

-- ---------------------------------------------------------------- the company's own domains

create table company_domain (
  domain     text primary key,
  created_at timestamptz not null default now()
);

-- ---------------------------------------------------------------- mail accounts and mailboxes

create table mail_account (
  id                 bigint generated always as identity primary key,
  address            text not null,
  aliases            text[] not null default '{}',
  display_name       text,
  owner_id           bigint references app_user,
  provider           text not null default 'generic',
  imap_host          text not null,
  imap_port          int not null check (imap_port between 1 and 65535),
  imap_security      text not null check (imap_security in ('none', 'starttls', 'tls')),
  imap_user          text not null,
  auth_kind          text not null default 'password' check (auth_kind in ('password')),
  secret_key_id      text not null,
  secret             bytea not null,
  -- Set only by the machine's administrator on the command line: the host may be loopback or private.
  private_host_allowed boolean not null default false,
  state              text not null default 'active' check (state in ('active', 'paused', 'removed')),
  -- Health, shown to people (I6). error_code is one of the codes in the contract.
  last_attempt_at    timestamptz,
  last_success_at    timestamptz,
  error_code         text,
  error_detail       text,
  error_since        timestamptz,
  failures           int not null default 0,
  next_attempt_at    timestamptz not null default now(),
  capabilities       text[] not null default '{}',
  backfill_rate      real,
  -- Leases: who watches (IDLE) and who backfills now. A lease that has run out may be taken.
  watch_owner        text,
  watch_lease_until  timestamptz,
  sync_owner         text,
  sync_lease_until   timestamptz,
  created_at         timestamptz not null default now(),
  removed_at         timestamptz
);
create unique index mail_account_address on mail_account (lower(address)) where state <> 'removed';
-- A removed account's address stays the company's: it tells the direction of old mail.
create index mail_account_any_address on mail_account (lower(address));
create index mail_account_aliases on mail_account using gin (aliases);
create index mail_account_due on mail_account (next_attempt_at) where state = 'active';

create table mailbox (
  id               bigint generated always as identity primary key,
  account_id       bigint not null references mail_account,
  kind             text not null default 'imap' check (kind in ('imap', 'import')),
  path             text not null,
  delimiter        text,
  special_use      text,
  -- Why the mailbox is left out; null: it is archived.
  skip_reason      text check (skip_reason in ('junk', 'trash', 'drafts', 'not-selectable', 'all-mail-elsewhere', 'chosen')),
  -- The owner's choice, which outranks the rule: true archive, false leave out, null by rule.
  chosen           boolean,
  uid_validity     bigint,
  uid_next         bigint,
  highest_modseq   bigint,
  -- UIDs of this generation whose mail is in the archive, or proved to be no longer there (I1).
  covered          int8multirange not null default '{}',
  server_count     bigint,
  server_count_at  timestamptz,
  -- Places recorded in this generation; moves in the transaction that moves covered.
  place_count      bigint not null default 0,
  last_success_at  timestamptz,
  reconciled_at    timestamptz,
  error_code       text,
  error_detail     text,
  error_since      timestamptz,
  failures         int not null default 0,
  next_attempt_at  timestamptz not null default now(),
  vanished_at      timestamptz,
  created_at       timestamptz not null default now(),
  unique (account_id, path)
);

-- ---------------------------------------------------------------- the archive

create table blob (
  id          bigint generated always as identity primary key,
  sha256      bytea not null unique check (length(sha256) = 32),
  size        bigint not null,
  stored_size bigint not null,
  codec       text not null check (codec in ('zstd', 'raw')),
  -- Inside an append-only pack, or (pack null) a file of its own named by the hash.
  pack        text,
  pack_offset bigint,
  created_at  timestamptz not null default now(),
  check ((pack is null) = (pack_offset is null))
);

create table thread (
  id         bigint generated always as identity primary key,
  created_at timestamptz not null default now()
);

-- Every Message-ID that a message bears or refers to, by hash, and the thread it belongs to.
create table thread_ref (
  ref_hash  bytea primary key check (length(ref_hash) = 16),
  thread_id bigint not null references thread
);
create index thread_ref_thread on thread_ref (thread_id);

create table message (
  id                bigint generated always as identity primary key,
  fingerprint       bytea not null unique check (length(fingerprint) = 32),
  blob_id           bigint not null references blob,
  thread_id         bigint not null references thread,
  rfc_message_id    text,
  in_reply_to       text,
  subject           text not null,
  -- First 16 octets of SHA-256 of the base subject (RFC 5256 2.1); null where it is empty.
  base_subject_hash bytea,
  -- The subject says "reply" and no header names a parent.
  orphan_reply      boolean not null default false,
  sent_at           timestamptz,
  occurred_at       timestamptz not null,
  from_address      text,
  from_name         text,
  direction         text not null check (direction in ('inbound', 'outbound', 'internal')),
  automatic         text check (automatic in ('auto-reply', 'bounce', 'list', 'bulk', 'auto-generated')),
  language          text,
  preview           text not null,
  size              bigint not null,
  attachment_count  int not null default 0,
  has_html          boolean not null default false,
  parse_tier        text not null check (parse_tier in ('full', 'headers', 'raw')),
  quarantine_reason text,
  quarantine_detail text,
  auth_results      text,
  created_at        timestamptz not null default now()
);
create index message_occurred on message (occurred_at desc, id desc);
create index message_thread on message (thread_id);
create index message_from on message (from_address, occurred_at desc);
create index message_base_subject on message (base_subject_hash, occurred_at) where base_subject_hash is not null;
create index message_orphan_reply on message (base_subject_hash, occurred_at) where orphan_reply;
create index message_quarantined on message (id) where quarantine_reason is not null;

create table message_text (
  message_id bigint primary key references message on delete cascade,
  body       text not null,
  source     text not null check (source in ('plain', 'html', 'none')),
  truncated  boolean not null default false
);

create table attachment (
  message_id   bigint not null references message on delete cascade,
  part_path    text not null,
  file_name    text,
  content_type text not null,
  size         bigint not null,
  sha256       bytea,
  inline       boolean not null default false,
  content_id   text,
  primary key (message_id, part_path)
);
create index attachment_sha256 on attachment (sha256);

-- A message seen at mailbox + UIDVALIDITY + UID (I2). An import has no server: its UIDs are our own count.
create table mailbox_message (
  mailbox_id    bigint not null references mailbox,
  uid_validity  bigint not null,
  uid           bigint not null,
  message_id    bigint references message,
  blob_id       bigint references blob,
  internal_date timestamptz,
  size          bigint not null,
  skip_reason   text,
  vanished_at   timestamptz,
  created_at    timestamptz not null default now(),
  primary key (mailbox_id, uid_validity, uid),
  check (skip_reason is not null or (message_id is not null and blob_id is not null))
);
create index mailbox_message_message on mailbox_message (message_id);
create index mailbox_message_blob on mailbox_message (mailbox_id, blob_id);

-- ---------------------------------------------------------------- addresses, customers, filing

create table address (
  id         bigint generated always as identity primary key,
  address    text not null unique check (address = lower(address)),
  domain     text not null,
  name       text,
  created_at timestamptz not null default now()
);
create index address_domain on address (domain);

create table message_address (
  message_id bigint not null references message on delete cascade,
  role       text not null check (role in ('from', 'sender', 'reply-to', 'to', 'cc', 'bcc')),
  position   int not null,
  address_id bigint not null references address,
  name       text,
  primary key (message_id, role, position)
);
create index message_address_address on message_address (address_id, message_id);

create table customer (
  id          bigint generated always as identity primary key,
  name        text not null check (length(name) between 1 and 300),
  country     text check (country ~ '^[A-Z]{2}$'),
  grade       text check (grade in ('A', 'B', 'C', 'D')),
  website     text,
  source      text,
  note        text,
  owner_id    bigint references app_user,
  created_by  bigint references app_user,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now(),
  archived_at timestamptz
);
create index customer_owner on customer (owner_id);
create index customer_name on customer (lower(name));

create table customer_domain (
  domain      text primary key check (domain = lower(domain)),
  customer_id bigint not null references customer on delete cascade,
  created_at  timestamptz not null default now()
);
create index customer_domain_customer on customer_domain (customer_id);

create table contact (
  id          bigint generated always as identity primary key,
  customer_id bigint not null references customer on delete cascade,
  name        text,
  title       text,
  phone       text,
  created_at  timestamptz not null default now()
);
create index contact_customer on contact (customer_id);

-- An address belongs to one contact of one customer.
create table contact_address (
  address     text primary key check (address = lower(address)),
  contact_id  bigint not null references contact on delete cascade,
  customer_id bigint not null references customer on delete cascade,
  created_at  timestamptz not null default now()
);
create index contact_address_contact on contact_address (contact_id);
create index contact_address_customer on contact_address (customer_id);
create index contact_address_domain on contact_address (split_part(address, '@', 2));

create table filing (
  id          bigint generated always as identity primary key,
  message_id  bigint not null references message on delete cascade,
  customer_id bigint not null references customer,
  rule        text not null check (rule in ('contact', 'thread', 'platform', 'domain', 'manual')),
  confidence  real not null check (confidence between 0 and 1),
  -- What the rule saw: the address, the domain, or the id of the thread's message.
  evidence    text,
  filed_by    bigint references app_user,
  filed_at    timestamptz not null default now(),
  undone_by   bigint references app_user,
  undone_at   timestamptz
);
create unique index filing_once on filing (message_id, customer_id) where undone_at is null;
create index filing_undone on filing (message_id, customer_id) where undone_at is not null;
create index filing_customer on filing (customer_id) where undone_at is null;

create table timeline_entry (
  id          bigint generated always as identity primary key,
  customer_id bigint not null references customer,
  occurred_at timestamptz not null,
  kind        text not null check (kind in ('mail')),
  direction   text,
  message_id  bigint references message on delete cascade,
  actor_id    bigint references app_user,
  created_at  timestamptz not null default now()
);
create unique index timeline_entry_message on timeline_entry (message_id, customer_id) where message_id is not null;
create index timeline_entry_page on timeline_entry (customer_id, occurred_at desc, id desc) include (kind, direction, message_id);

-- ---------------------------------------------------------------- long jobs and audit

-- A long job that shows progress and survives a kill (filing the past again, for example).
create table background_job (
  id          bigint generated always as identity primary key,
  kind        text not null,
  payload     jsonb not null,
  state       text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed')),
  done        bigint not null default 0,
  total       bigint,
  cursor      jsonb,
  error       text,
  lease_until timestamptz,
  created_by  bigint references app_user,
  created_at  timestamptz not null default now(),
  finished_at timestamptz
);
create index background_job_open on background_job (id) where state in ('queued', 'running');

-- Each row's hash covers the row and the hash before it: a change or a gap shows.
create table audit_log (
  id           bigint primary key,
  at           timestamptz not null,
  actor_id     bigint references app_user,
  action       text not null,
  subject_kind text,
  subject_id   text,
  detail       jsonb not null default '{}',
  prev_hash    bytea not null,
  hash         bytea not null
);

create function refuse_audit_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is append-only' using errcode = 'insufficient_privilege';
end $$;
create trigger audit_log_append_only before update or delete on audit_log
  for each row execute function refuse_audit_change();
create trigger audit_log_no_truncate before truncate on audit_log
  for each statement execute function refuse_audit_change();
