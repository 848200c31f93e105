-- Acting on tasks from a mail, and tasks in a person's own calendar.

-- Which task stands in which line of a mail of ours: a reply names the line.
create table outbox_mail_task (
  mail_id bigint not null references outbox_mail on delete cascade,
  line    smallint not null check (line between 1 and 999),
  task_id bigint not null references task on delete cascade,
  primary key (mail_id, line)
);
create index outbox_mail_task_task on outbox_mail_task (task_id);

-- A reply to a mail of ours, noted as it is archived and carried out once.
create table mail_command (
  id              bigint generated always as identity primary key,
  message_id      bigint not null unique references message on delete cascade,
  mail_id         bigint not null references outbox_mail on delete cascade,
  -- Whom that mail was for; the reply is from the address that it went to.
  user_id         bigint not null references app_user,
  state           text not null default 'waiting' check (state in ('waiting', 'done', 'refused')),
  -- Of a refusal.
  reason          text,
  attempts        int not null default 0,
  next_attempt_at timestamptz not null default now(),
  created_at      timestamptz not null default now(),
  settled_at      timestamptz,
  check ((state = 'waiting') = (settled_at is null))
);
create index mail_command_due on mail_command (next_attempt_at, id) where state = 'waiting';
create index mail_command_mail on mail_command (mail_id);

-- The secret of an address that a calendar program reads; a new one takes the place of the old.
create table calendar_feed (
  user_id      bigint primary key references app_user,
  token_hash   bytea not null unique,
  created_at   timestamptz not null default now(),
  last_read_at timestamptz
);
