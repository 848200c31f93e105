-- Text of files that came with mails, and of files of activities, by the hash of their octets: the same file in ten mails
-- is read once.
create table attachment_text (
  id bigint generated always as identity primary key,
  sha256 bytea not null unique check (length(sha256) = 32),
  size bigint not null,
  -- part: there is a text, and not the whole one.
  state text not null default 'waiting' check (state in ('waiting', 'read', 'part', 'unread')),
  reason text check (reason in ('encrypted', 'damaged', 'too-large', 'too-long', 'unknown-kind', 'no-text', 'octets-missing',
    'reader-ended')),
  language text,
  text text check (length(text) <= 1000000),
  -- It was in the archive already when reading began: after what arrives.
  past boolean not null default false,
  attempts integer not null default 0,
  next_attempt_at timestamptz not null default now(),
  lease_until timestamptz,
  read_at timestamptz,
  check ((state in ('part', 'unread')) = (reason is not null)),
  check ((state in ('read', 'part')) = (text is not null)),
  check ((state = 'waiting') = (read_at is null))
);
create index attachment_text_due on attachment_text (past, next_attempt_at, id) where state = 'waiting';
create index attachment_text_state on attachment_text (state, reason);

-- What is to be looked at: written with the attachment, so that nothing is lost with a process or with Redis; without a
-- unique key, so that two mails with the same file never wait for each other.
create table attachment_lead (
  id bigint generated always as identity primary key,
  sha256 bytea not null,
  size bigint not null,
  -- Of a mail; null for a file of an activity.
  message_id bigint,
  -- By its name and its declared type a picture, a sound or a film: it is not opened.
  media boolean not null,
  past boolean not null default false
);

create function is_media(content_type text, file_name text) returns boolean
  language sql immutable parallel safe
  return content_type ~ '^(image|audio|video)/' and content_type !~ 'svg'
    and (file_name is null or file_name ~* '\.(jpe?g|jfif|png|gif|webp|bmp|tiff?|heic|ico|mp3|wav|m4a|amr|ogg|mp4|mov|avi|mkv|webm|wmv|3gp)$'
      or file_name !~ '\.');

create function note_attachment() returns trigger language plpgsql as $$
begin
  insert into attachment_lead (sha256, size, message_id, media)
  select sha256, size, message_id, is_media(content_type, file_name) from new_rows
  where sha256 is not null and (not inline or content_type !~ '^image/');
  return null;
end $$;
create trigger attachment_noted after insert on attachment referencing new table as new_rows
  for each statement execute function note_attachment();

create function note_activity_file() returns trigger language plpgsql as $$
begin
  insert into attachment_lead (sha256, size, media)
  select b.sha256, f.size, is_media(f.content_type, f.file_name)
  from new_rows n join stored_file f on f.id = n.file_id join blob b on b.id = f.blob_id;
  return null;
end $$;
create trigger activity_file_noted after insert on activity_file referencing new table as new_rows
  for each statement execute function note_activity_file();

-- What the archive holds already.
insert into attachment_lead (sha256, size, media, past)
select sha256, max(size), bool_and(is_media(content_type, file_name)), true from attachment
where sha256 is not null and (not inline or content_type !~ '^image/')
group by sha256 order by max(message_id) desc;
insert into attachment_lead (sha256, size, media, past)
select b.sha256, max(f.size), bool_and(is_media(f.content_type, f.file_name)), true
from activity_file n join stored_file f on f.id = n.file_id join blob b on b.id = f.blob_id group by b.sha256;
