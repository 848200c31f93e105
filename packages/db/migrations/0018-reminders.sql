-- Reminders by mail: who gets which and when, what cannot wait, and our own mails that come back.

-- ---------------------------------------------------------------- who gets which

-- What a person has chosen; without a row all is as the company says.
create table reminder_choice (
  user_id    bigint primary key references app_user on delete cascade,
  -- HH:MM on his own clock; null: the company's hour of each kind.
  morning    text check (morning ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  -- Days of the week on which he wants mail, ISO 8601; null: the company's working days.
  weekdays   smallint[] check (cardinality(weekdays) between 1 and 7 and weekdays <@ '{1,2,3,4,5,6,7}'),
  -- Kinds that he does not want.
  off        text[] not null default '{}',
  updated_at timestamptz not null default now()
);

-- When the next mail of each kind is due. A row that is due is claimed, its mail queued and the next moment set in one
-- transaction; what a mail is about (a day, a week) is its period in outbox_mail, which is there once.
create table reminder_schedule (
  user_id    bigint not null references app_user on delete cascade,
  kind       text not null check (kind in ('daily', 'exceptions', 'weekly', 'brief')),
  next_at    timestamptz not null,
  -- When that was worked out. Later than now: the clock was ahead then, and it is worked out anew.
  planned_at timestamptz not null,
  primary key (user_id, kind)
);
create index reminder_schedule_due on reminder_schedule (next_at);
create index reminder_schedule_planned on reminder_schedule (planned_at);

-- Whose moments are to be worked out anew.
create table reminder_lead (
  user_id bigint primary key references app_user on delete cascade
);
create function lead_reminder() returns trigger language plpgsql as $$
begin
  insert into reminder_lead (user_id) values (new.id) on conflict do nothing;
  return null;
end $$;
create trigger reminder_user_new after insert on app_user for each row execute function lead_reminder();
create trigger reminder_user_changed after update of role, time_zone, disabled_at on app_user
  for each row when ((new.role, new.time_zone, new.disabled_at) is distinct from (old.role, old.time_zone, old.disabled_at))
  execute function lead_reminder();

create function lead_reminder_choice() returns trigger language plpgsql as $$
begin
  insert into reminder_lead (user_id) values (coalesce(new.user_id, old.user_id)) on conflict do nothing;
  return null;
end $$;
create trigger reminder_choice_changed after insert or update on reminder_choice
  for each row execute function lead_reminder_choice();

-- What the company decides concerns everybody.
create function lead_all_reminders() returns trigger language plpgsql as $$
begin
  insert into reminder_lead (user_id) select id from app_user order by id on conflict do nothing;
  return null;
end $$;
create trigger reminder_setting after insert or update on setting
  for each row when (new.key in ('reminders', 'calendar')) execute function lead_all_reminders();
create trigger reminder_holiday after insert or update or delete on holiday
  for each statement execute function lead_all_reminders();
create trigger reminder_weekend after insert or update or delete on country_calendar
  for each statement execute function lead_all_reminders();
insert into reminder_lead (user_id) select id from app_user;

-- What a person was told of that would else stand in every mail.
create table reminder_told (
  user_id bigint not null references app_user on delete cascade,
  what    text not null check (what in ('far-date')),
  key     text not null,
  told_at timestamptz not null default now(),
  primary key (user_id, what, key)
);
create index reminder_told_old on reminder_told (told_at);

create index pool_warning_deadline on pool_warning (deadline);
create index follow_up_due_manual_of on follow_up_due (assignee_id) where manual;

-- ---------------------------------------------------------------- what cannot wait

-- When a notice is to be told by mail, with all others of that person that wait; null: not by mail, or done.
alter table notice add column mail_at timestamptz;
create index notice_mail on notice (mail_at, user_id) where mail_at is not null;
create index notice_mail_user on notice (user_id, id) where mail_at is not null;

-- ---------------------------------------------------------------- our own mails that come back

-- A mail of the product's own that was delivered into a connected mailbox: it is on no timeline and raises nothing.
alter table message add column own_mail boolean not null default false;
