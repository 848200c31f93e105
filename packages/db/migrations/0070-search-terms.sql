-- More is found than before: each code of a long list, numbers written in groups, words with marks without width. What was
-- archived until now is found so when its rows have been made anew, in the background; searches are answered meanwhile.
insert into background_job (kind, payload)
select 'index-search', '{"anew": true}'
where exists (select from message)
  and not exists (select from background_job where kind = 'index-search' and state in ('queued', 'running'));
insert into search_record_lead (kind, record_id)
select 'customer', id from customer where merged_into_id is null
union all select 'contact', id from contact where merged_into_id is null
union all select 'activity', id from activity;
