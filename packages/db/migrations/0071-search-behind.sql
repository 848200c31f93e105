-- Mails of a large mailbox go into the index behind their batch, while the next one is archived (docs/decisions/0047). Until
-- then their batch stands here; whatever became of the process, they go into the index.
create table search_waiting (
  id bigint generated always as identity primary key,
  message_ids bigint[] not null,
  at timestamptz not null default now()
);

-- What they are filtered by may change meanwhile.
create or replace function lead_searches(ids bigint[]) returns void language sql
begin atomic
  insert into search_lead (message_id)
  select distinct wanted.id from unnest(ids) wanted(id)
  where wanted.id is not null and (exists (select from search_doc d where d.message_id = wanted.id)
    or exists (select from search_waiting w where wanted.id = any(w.message_ids))
    or not search_is_filled());
end;
