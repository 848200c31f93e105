-- Writing mail: how accounts send, drafts and letters on their way, what leaders look at first, templates.

-- ---------------------------------------------------------------- how an account sends

alter table mail_account
  -- The submission server as a person named it; null: the preset of the provider whose IMAP server it uses, if there is one.
  add column smtp_host     text,
  add column smtp_port     int check (smtp_port between 1 and 65535),
  add column smtp_security text check (smtp_security in ('none', 'starttls', 'tls')),
  -- Null: the server asks for no sign-in.
  add column smtp_user     text,
  -- Null: the password of IMAP.
  add column smtp_secret_key_id text,
  add column smtp_secret        bytea,
  -- Set only by the machine's administrator on the command line: the host may be loopback or private.
  add column smtp_private_host_allowed boolean not null default false,
  -- What is sent is put into Sent by us; null: as the provider is known to need it.
  add column append_sent boolean,
  add column smtp_last_success_at timestamptz,
  add column smtp_error_code   text,
  add column smtp_error_detail text,
  add column smtp_error_since  timestamptz,
  add column smtp_failures     int not null default 0,
  -- A fault of the server's holds up all mail of the account until then.
  add column smtp_next_attempt_at timestamptz not null default now(),
  add constraint mail_account_smtp_whole
    check ((smtp_host is null) = (smtp_port is null) and (smtp_host is null) = (smtp_security is null)),
  add constraint mail_account_smtp_secret check ((smtp_secret is null) = (smtp_secret_key_id is null));

-- Who may write as an account beside its owner.
create table account_sender (
  account_id bigint not null references mail_account,
  user_id    bigint not null references app_user,
  granted_by bigint references app_user,
  granted_at timestamptz not null default now(),
  primary key (account_id, user_id)
);
create index account_sender_user on account_sender (user_id);

-- One's signature: for an account, or (account null) for all that have none of their own.
create table signature (
  id         bigint generated always as identity primary key,
  user_id    bigint not null references app_user,
  account_id bigint references mail_account,
  -- Clean HTML.
  html       text not null check (length(html) between 1 and 20000),
  updated_at timestamptz not null default now()
);
create unique index signature_once on signature (user_id, coalesce(account_id, 0));
create index signature_account on signature (account_id) where account_id is not null;

-- ---------------------------------------------------------------- templates

create table letter_template (
  id          bigint generated always as identity primary key,
  kind        text not null check (kind in ('thank-you', 'dunning', 'promotion', 'follow-up', 'quotation', 'general')),
  -- ISO 639-1, or zh-CN, zh-TW, pt-BR.
  language    text not null check (language ~ '^[a-z]{2}(-[A-Z]{2})?$'),
  name        text not null check (length(name) between 1 and 200),
  subject     text not null check (length(subject) <= 500),
  -- Clean HTML with fields such as {{contact.name}}.
  html        text not null check (length(html) <= 100000),
  -- Null: the company's.
  owner_id    bigint references app_user,
  archived_at timestamptz,
  version     int not null default 1,
  created_by  bigint references app_user,
  created_at  timestamptz not null default now(),
  updated_by  bigint references app_user,
  updated_at  timestamptz not null default now()
);
create unique index letter_template_name on letter_template (coalesce(owner_id, 0), kind, language, lower(name))
  where archived_at is null;
create index letter_template_owner on letter_template (owner_id) where owner_id is not null;

-- ---------------------------------------------------------------- letters

-- A mail that a person writes, from the first word of the draft until it is sent.
create table letter (
  id                bigint generated always as identity primary key,
  -- Whose it is: who writes it, or who took over the customer with the draft.
  author_id         bigint not null references app_user,
  written_by        bigint not null references app_user,
  state             text not null default 'draft' check (state in ('draft', 'waiting-approval', 'scheduled', 'queued',
    'sending', 'sent', 'unknown', 'failed', 'cancelled')),
  -- Grows with each change; who saves names the one he saw.
  version           int not null default 1,
  kind              text not null check (kind in ('new', 'reply', 'reply-all', 'forward')),
  -- Null: not chosen yet, or the draft's taker may not write as it.
  account_id        bigint references mail_account,
  -- An address of the account; null: its main one.
  from_address      text,
  customer_id       bigint references customer,
  contact_id        bigint references contact on delete set null,
  -- The mail that it answers or forwards.
  source_message_id bigint references message on delete set null,
  template_id       bigint references letter_template on delete set null,
  template_kind     text check (template_kind in ('thank-you', 'dunning', 'promotion', 'follow-up', 'quotation', 'general')),
  -- Each {address, name}; checked addresses.
  to_list           jsonb not null default '[]',
  cc_list           jsonb not null default '[]',
  bcc_list          jsonb not null default '[]',
  subject           text not null default '' check (length(subject) <= 500),
  -- Clean HTML: the author's words, and what is quoted below them.
  html              text not null default '' check (length(html) <= 300000),
  quoted_html       text not null default '' check (length(quoted_html) <= 300000),
  with_signature    boolean not null default true,
  -- Of the header; without angle brackets.
  in_reply_to       text,
  reference_ids     text[] not null default '{}',
  -- One of many that say the same; never counts as contact. The address where its reader ends it (RFC 8058).
  bulk              boolean not null default false,
  unsubscribe_url   text,

  -- When it is to go out, as its author chose.
  schedule          text check (schedule in ('now', 'at', 'morning')),
  -- The moment for it: the end of the time to undo, or the chosen one. Of a morning worked out, and again when the
  -- customer's zone or calendar changes.
  due_at            timestamptz,

  -- Fixed when its author sends it: what leaders look at, and what goes out.
  final_html        text,
  final_text        text,
  -- SHA-256 over sender, recipients, subject, text and files.
  content_sha256    bytea check (length(content_sha256) = 32),
  -- One for all attempts at this content.
  rfc_message_id    text unique,
  submitted_at      timestamptz,

  -- The octets, durable before the first attempt. Without Bcc.
  blob_id           bigint references blob,
  -- The Date of the mail.
  composed_at       timestamptz,
  attempts          int not null default 0,
  -- Grows with each worker that takes it: the proof that it is still his.
  claims            int not null default 0,
  -- While he lives; afterwards another takes it over.
  lease_until       timestamptz,
  -- Written before the end of the mail goes on the wire: from then on it may have been delivered.
  handed_over_at    timestamptz,
  -- When something is to be done for it next by the machine; null: nothing.
  next_step_at      timestamptz,
  error_code        text,
  error_detail      text,
  -- How often one of unknown fate was looked for.
  looks             int not null default 0,
  -- The first recipient was accepted.
  sent_at           timestamptz,
  -- In the archive.
  message_id        bigint references message on delete set null,
  archived_at       timestamptz,
  archive_failures  int not null default 0,
  append_state      text not null default 'none' check (append_state in ('none', 'due', 'done', 'failed')),
  append_failures   int not null default 0,
  append_error      text,
  created_at        timestamptz not null default now(),
  updated_at        timestamptz not null default now(),
  check (state in ('draft', 'cancelled')
    or (schedule is not null and submitted_at is not null and content_sha256 is not null and rfc_message_id is not null)),
  check (state not in ('scheduled', 'queued', 'sending', 'sent', 'unknown') or due_at is not null),
  check (state not in ('sending', 'sent', 'unknown') or blob_id is not null)
);
create index letter_of_author on letter (author_id, state, id desc);
create index letter_of_customer on letter (customer_id, id desc) where customer_id is not null;
create index letter_next_step on letter (next_step_at, id) where next_step_at is not null;
create index letter_morning on letter (id) where state = 'scheduled' and schedule = 'morning';
create index letter_message on letter (message_id) where message_id is not null;
create index letter_contact on letter (contact_id) where contact_id is not null;
create index letter_source on letter (source_message_id) where source_message_id is not null;
create index letter_account on letter (account_id, state) where account_id is not null;
create index letter_template_used on letter (template_id) where template_id is not null;

-- What became of it for each recipient. Written when it is submitted.
create table letter_recipient (
  letter_id bigint not null references letter on delete cascade,
  address   text not null,
  role      text not null check (role in ('to', 'cc', 'bcc')),
  -- waiting: not taken yet. unknown: it was in an attempt of which nobody knows.
  state     text not null default 'waiting' check (state in ('waiting', 'accepted', 'refused', 'unknown')),
  -- What the server said of the refusal.
  detail    text,
  at        timestamptz,
  primary key (letter_id, address)
);
create index letter_recipient_address on letter_recipient (address);

create table letter_file (
  letter_id  bigint not null references letter on delete cascade,
  file_id    bigint not null references stored_file,
  position   int not null default 0,
  -- A picture in the text, by its Content-ID; null: an attachment.
  content_id text check (content_id ~ '^[A-Za-z0-9._-]{1,100}$'),
  primary key (letter_id, file_id)
);
create index letter_file_file on letter_file (file_id);

-- ---------------------------------------------------------------- what a leader looks at first

create table letter_approval (
  id             bigint generated always as identity primary key,
  letter_id      bigint not null references letter on delete cascade,
  author_id      bigint not null references app_user,
  -- As they were when it was asked: a draft that was given back is its author's alone.
  subject        text not null,
  sent_to        jsonb not null,
  -- Which rules asked for it, each with what it found.
  reasons        jsonb not null,
  -- What is decided about: another text is another question.
  content_sha256 bytea not null,
  state          text not null default 'waiting' check (state in ('waiting', 'approved', 'returned', 'withdrawn')),
  asked_at       timestamptz not null default now(),
  remind_at      timestamptz,
  decided_at     timestamptz,
  decided_by     bigint references app_user,
  note           text check (length(note) <= 2000),
  check ((state = 'waiting') = (decided_at is null)),
  check (state <> 'returned' or note is not null)
);
create unique index letter_approval_once on letter_approval (letter_id) where state = 'waiting';
create index letter_approval_of_letter on letter_approval (letter_id, id desc);
create index letter_approval_waiting on letter_approval (id) where state = 'waiting';
create index letter_approval_remind on letter_approval (remind_at, id) where state = 'waiting' and remind_at is not null;
create index letter_approval_page on letter_approval (author_id, id desc);

-- What an account sent from here is in the archive at once, in a mailbox of its own beside those of the server.
alter table mailbox
  drop constraint mailbox_kind_check,
  add constraint mailbox_kind_check check (kind in ('imap', 'import', 'letters'));
