-- What can be found: one row for each mail and record, one inverted index over all of them.
--
-- Each lexeme is made of the row's week (three characters), the kind of term (one character) and the term, so that a search
-- walks the weeks from the newest on and ends when its page is full (docs/decisions/0040).

-- The week of a moment, counted from 1970.
create function search_week(at timestamptz) returns int language sql immutable strict parallel safe
return greatest(0, floor(extract(epoch from at) / 604800))::int;

-- Three digits of base 36; a week's place in the order of lexemes.
create function search_bucket(week int) returns text language sql immutable strict parallel safe
return substr('0123456789abcdefghijklmnopqrstuvwxyz', week / 1296 % 36 + 1, 1)
  || substr('0123456789abcdefghijklmnopqrstuvwxyz', week / 36 % 36 + 1, 1)
  || substr('0123456789abcdefghijklmnopqrstuvwxyz', week % 36 + 1, 1);

-- The weeks in which there is something. Only ever added to.
create table search_week (week int primary key);

create table search_doc (
  id          bigint generated always as identity primary key,
  kind        text not null check (kind in ('mail', 'activity', 'customer', 'contact', 'market')),
  message_id  bigint unique references message on delete cascade,
  occurred_at timestamptz not null,
  week        int not null,
  -- Octets of the mail.
  size        bigint not null default 0,
  tokens      tsvector not null,
  check ((kind = 'mail') = (message_id is not null))
);
-- A page reads rows, not their tokens: these lie beside the table.
alter table search_doc set (toast_tuple_target = 128);
-- What is written is in the index when its transaction ends; no search has to look through a list of what waits.
create index search_doc_tokens on search_doc using gin (tokens) with (fastupdate = off);

-- The languages in which there is mail: a word is asked for by its stem in each.
create table search_language (language text primary key);

create function search_dictionary(language text) returns text language sql immutable parallel safe
return case language
  when 'en' then 'english_stem' when 'de' then 'german_stem' when 'es' then 'spanish_stem' when 'fr' then 'french_stem'
  when 'it' then 'italian_stem' when 'pt' then 'portuguese_stem' when 'ru' then 'russian_stem' when 'nl' then 'dutch_stem'
  when 'sv' then 'swedish_stem' when 'da' then 'danish_stem' when 'no' then 'norwegian_stem' when 'nb' then 'norwegian_stem'
  when 'nn' then 'norwegian_stem' when 'fi' then 'finnish_stem' when 'hu' then 'hungarian_stem' when 'ro' then 'romanian_stem'
  when 'tr' then 'turkish_stem' when 'el' then 'greek_stem' when 'ar' then 'arabic_stem' when 'id' then 'indonesian_stem'
  when 'ca' then 'catalan_stem' when 'lt' then 'lithuanian_stem'
end;

-- Terms as one vector of a week. `vector` and `facets` bear U+0001 where the week goes; of `stemmed` words the stem in their
-- language is put in where it is another word.
create function search_tokens(vector text, stemmed text[], facets text[], language text, week int) returns tsvector
language sql stable parallel safe
return replace(concat_ws(' ', vector,
    (select string_agg(distinct '''' || U&'\0001' || 'z' || replace(s.stem, '''', '''''') || '''', ' ')
     from unnest(stemmed) w(word) cross join lateral unnest(ts_lexize(search_dictionary(language)::regdictionary, w.word)) s(stem)
     where s.stem <> w.word),
    (select string_agg('''' || U&'\0001' || f.facet || '''', ' ') from unnest(facets) f(facet))),
  U&'\0001', search_bucket(week))::tsvector;

-- What a mail is filtered by and what only a new reading of it could change: of its row, as `TRAIT` of mail's words.
create function search_mail_traits(m message) returns text[] language sql stable parallel safe
return array_remove(array['=d', '=kmail', '=r' || m.direction,
  '=b' || least(27, greatest(10, floor(log(2, greatest(1, m.size::numeric))))),
  case when m.language ~ '^[a-z]{2,3}$' then '=l' || m.language end,
  case when m.automatic is not null then '=m' end,
  case when m.automatic = 'bounce' then '=e' end,
  case when m.quarantine_reason is not null then '=q' end], null);

-- What a mail is filtered by that may become another: accounts and mailboxes that hold it, the customers that it is filed to
-- with their salesperson, country, grade and stage, who works on them, and whether it waits for an answer.
create function search_mail_facets(ids bigint[]) returns table (message_id bigint, facets text[])
language sql stable parallel safe
begin atomic
  select wanted.id, array(
    select distinct f.facet from (
      select unnest(array['#a' || b.account_id, '#f' || b.id,
        case when lower(b.path) = 'inbox' then '#iinbox' when lower(b.special_use) = '\sent' then '#isent' end]) as facet
      from mailbox_message p join mailbox b on b.id = p.mailbox_id where p.message_id = wanted.id
      union all
      select unnest(array['#c' || c.id, '#o' || c.owner_id, '#w' || c.owner_id, '#n' || c.country, '#g' || c.grade, '#s' || c.stage])
      from filing f join customer c on c.id = f.customer_id where f.message_id = wanted.id and f.undone_at is null
      union all
      select '#w' || co.user_id from filing f join customer_collaborator co on co.customer_id = f.customer_id
      where f.message_id = wanted.id and f.undone_at is null
      union all
      select '#u' from message m where m.id = wanted.id and m.direction <> 'internal' and m.automatic is null
        and m.private_at is null
        and not exists (select 1 from filing f where f.message_id = m.id and f.undone_at is null)
      union all
      select '#x' from message m join message oldest on oldest.thread_id = m.thread_id and oldest.occurred_at <= m.occurred_at
        join task t on t.message_id = oldest.id and t.kind = 'answer' and t.state = 'open'
      where m.id = wanted.id and m.direction = 'inbound'
    ) f where f.facet is not null)
  from unnest(ids) wanted(id);
end;

-- ---------------------------------------------------------------- what is to be looked at again

-- What a mail is filtered by is another; its row is written anew in the background (core/search/refresh-docs.ts). Written
-- with the change, so that nothing is lost with a process (I5).
create table search_lead (
  id          bigint generated always as identity primary key,
  message_id  bigint,
  -- All mails of this customer, in steps.
  customer_id bigint,
  -- Mails up to this one are done.
  after_id    bigint not null default 0,
  check (num_nonnulls(message_id, customer_id) = 1)
);
create index search_lead_customer on search_lead (customer_id) where customer_id is not null;

-- While the index is filled, a row that is not there yet may be written by another transaction at this moment.
create function search_is_filled() returns boolean language sql stable
return not exists (select from background_job where kind = 'index-search' and state in ('queued', 'running'));

-- Of these mails those that have a row; new mail gets its row after it was filed.
create function lead_searches(ids bigint[]) returns void language sql
begin atomic
  insert into search_lead (message_id)
  select distinct wanted.id from unnest(ids) wanted(id)
  where wanted.id is not null and (exists (select from search_doc d where d.message_id = wanted.id) or not search_is_filled());
end;

create function search_of_new_filing() returns trigger language plpgsql as $$
begin
  perform lead_searches((select array_agg(message_id) from changed));
  return null;
end $$;
create trigger filing_search_new after insert on filing
  referencing new table as changed for each statement execute function search_of_new_filing();
create trigger filing_search_changed after update on filing
  referencing new table as changed for each statement execute function search_of_new_filing();
create trigger filing_search_gone after delete on filing
  referencing old table as changed for each statement execute function search_of_new_filing();

create function search_of_customer() returns trigger language plpgsql as $$
begin
  insert into search_lead (customer_id) values (new.id);
  return null;
end $$;
create trigger customer_search after update of owner_id, country, grade, stage on customer
  for each row when ((old.owner_id, old.country, old.grade, old.stage)
    is distinct from (new.owner_id, new.country, new.grade, new.stage))
  execute function search_of_customer();

create function search_of_collaborator() returns trigger language plpgsql as $$
begin
  insert into search_lead (customer_id)
  select distinct customer_id from (values (case when tg_op <> 'DELETE' then new.customer_id end),
    (case when tg_op <> 'INSERT' then old.customer_id end)) both_sides(customer_id)
  where customer_id is not null;
  return null;
end $$;
create trigger collaborator_search after insert or update or delete on customer_collaborator
  for each row execute function search_of_collaborator();

create function search_of_private_mark() returns trigger language plpgsql as $$
begin
  perform lead_searches(array[new.id]);
  return null;
end $$;
create trigger message_search after update of private_at on message
  for each row when (old.private_at is distinct from new.private_at) execute function search_of_private_mark();

create function search_of_answer() returns trigger language plpgsql as $$
begin
  perform lead_searches((select array_agg(m.id) from message oldest join message m on m.thread_id = oldest.thread_id
    where m.direction = 'inbound' and oldest.id in (case when tg_op <> 'DELETE' then new.message_id end,
      case when tg_op <> 'INSERT' then old.message_id end)));
  return null;
end $$;
create trigger task_search_new after insert on task
  for each row when (new.kind = 'answer') execute function search_of_answer();
create trigger task_search_changed after update of state, message_id on task
  for each row when (new.kind = 'answer' and (old.state, old.message_id) is distinct from (new.state, new.message_id))
  execute function search_of_answer();
create trigger task_search_gone after delete on task
  for each row when (old.kind = 'answer') execute function search_of_answer();

-- ---------------------------------------------------------------- the archive that is there already

insert into background_job (kind, payload) select 'index-search', '{}' where exists (select from message);
