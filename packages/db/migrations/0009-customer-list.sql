-- The customer list: what is searched and compared in any script, when a customer was last heard of, and how the list
-- is found by index. Done without pg_trgm: it knows no word of two characters, which most Chinese words are.

-- ---------------------------------------------------------------- text in any script

-- Compatibility forms (full width, ligatures) and accents away, lower case. Hangul and kana are put together again.
create function fold_text(t text) returns text language sql immutable strict parallel safe
return replace(replace(replace(translate(
  lower(normalize(regexp_replace(normalize(t, NFKD), '[\u0300-\u036F]', '', 'g'), NFKC) collate "pg_c_utf8"),
  'øđłı', 'odli'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe');

-- The words of a text, folded, with one space between.
create function text_words(t text) returns text language sql immutable strict parallel safe
return trim(regexp_replace(fold_text(t) collate "pg_c_utf8", '[^[:alnum:]]+', ' ', 'g'));

-- What is compared of a company's name: without its legal form, and Müller like Mueller. A name of nothing else stays.
create function name_key(t text) returns text language sql immutable strict parallel safe cost 10000
return (
  select replace(replace(replace(coalesce(nullif(bare, ''), text_words(t)), 'ae', 'a'), 'oe', 'o'), 'ue', 'u')
  from (
    select trim(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
      regexp_replace(fold_text(t), '[.''’`]', '', 'g'),
      '股份有限公司|有限责任公司|有限責任公司|有限公司|株式会社|有限会社|合同会社|公司|集团|集團|주식회사|유한회사', ' ', 'g') collate "pg_c_utf8",
      '[^[:alnum:]]+', ' ', 'g') collate "pg_c_utf8",
      '\m(sp z o ?o|s de rl( de cv)?|sa de cv|ltd|limited|ltda|limitada|co|company|inc|incorporated|corp|corporation|llc|llp|lp|plc|gmbh|mbh|ag|kg|kgaa|ohg|ug|eg|sa|sas|sarl|srl|spa|snc|sl|slu|bv|nv|oy|oyj|ab|as|asa|aps|kft|zrt|nyrt|sro|as|spzoo|doo|ood|eood|ooo|oao|zao|pao|ооо|оао|зао|пао|ао|тоо|pte|pty|sdn|bhd|pvt|private|kk|tbk|pt|cv|jsc|jsco|the|and|und|et)\M', ' ', 'g'),
      '\s+', ' ', 'g')) as bare
  ) as stripped
);

-- What an index finds words by, of text that is folded: characters and pairs of them where words have no spaces
-- between, else runs of three and how a word begins.
create function text_grams(t text) returns text[] language sql immutable strict parallel safe cost 10000
return (
  with part as (
    select m[1] as w, m[1] ~ '^[\u2E80-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF\U00020000-\U0003FFFF]' as dense
    from regexp_matches(t, '([\u2E80-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF\U00020000-\U0003FFFF]+|[^\s\u2E80-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF\U00020000-\U0003FFFF]+)', 'g') as m
  )
  select coalesce(array_agg(distinct gram), '{}') from (
    select substr(w, i, n) as gram from part, generate_series(1, 2) as n, generate_series(1, length(w) - n + 1) as i where dense
    union all
    select '^' || left(w, n) from part, generate_series(1, 2) as n where not dense and length(w) >= n
    union all
    select substr(w, i, 3) from part, generate_series(1, length(w) - 2) as i where not dense
  ) as g
);

-- ---------------------------------------------------------------- what is searched of a customer

create table customer_text (
  customer_id bigint primary key references customer on delete cascade,
  -- Keys of its names, one a line.
  name_keys   text not null,
  -- Names, domains, people, addresses, numbers: a space before each word.
  words       text not null,
  -- The customer's, so that a salesperson's search finds his own by one index.
  owner_id    bigint
);

create function customer_texts(ids bigint[]) returns table (customer_id bigint, name_keys text, words text, owner_id bigint)
language sql stable as $$
  select c.id,
    name_key(c.name) || coalesce(E'\n' || nullif(name_key(c.local_name), name_key(c.name)), ''),
    left(' ' || text_words(concat_ws(' ', c.name, c.local_name,
      (select string_agg(d.domain, ' ') from customer_domain d where d.customer_id = c.id),
      (select string_agg(concat_ws(' ', k.name, k.local_name), ' ') from contact k where k.customer_id = c.id),
      (select string_agg(a.address, ' ') from contact_address a where a.customer_id = c.id),
      (select string_agg(h.normal, ' ') from contact_channel h where h.customer_id = c.id))), 50000),
    c.owner_id
  from customer c where c.id = any(ids)
$$;

-- Locked first and read after: of two who add an address at once, the second sees both.
create function refresh_customer_text(ids bigint[]) returns void language plpgsql as $$
begin
  if ids is null then return; end if;
  insert into customer_text (customer_id, name_keys, words)
  select id, '', '' from customer where id = any(ids) order by id on conflict do nothing;
  perform 1 from customer_text t where t.customer_id = any(ids) order by t.customer_id for update;
  update customer_text t set name_keys = n.name_keys, words = n.words, owner_id = n.owner_id
  from customer_texts(ids) n
  where t.customer_id = n.customer_id
    and (t.name_keys, t.words, t.owner_id) is distinct from (n.name_keys, n.words, n.owner_id);
end $$;

create function customer_text_of_customer() returns trigger language plpgsql as $$
begin
  perform refresh_customer_text((select array_agg(distinct id) from changed));
  return null;
end $$;
create function customer_text_of_renamed() returns trigger language plpgsql as $$
begin
  perform refresh_customer_text((select array_agg(distinct n.id) from changed n join gone o on o.id = n.id
    where (n.name, n.local_name, n.owner_id) is distinct from (o.name, o.local_name, o.owner_id)));
  return null;
end $$;
create function customer_text_of_new_part() returns trigger language plpgsql as $$
begin
  perform refresh_customer_text((select array_agg(distinct customer_id) from changed));
  return null;
end $$;
create function customer_text_of_changed_part() returns trigger language plpgsql as $$
begin
  perform refresh_customer_text((select array_agg(distinct customer_id)
    from (select customer_id from changed union select customer_id from gone) as both_sides));
  return null;
end $$;
create function customer_text_of_gone_part() returns trigger language plpgsql as $$
begin
  perform refresh_customer_text((select array_agg(distinct customer_id) from gone));
  return null;
end $$;

create trigger customer_text_new after insert on customer
  referencing new table as changed for each statement execute function customer_text_of_customer();
create trigger customer_text_renamed after update on customer
  referencing old table as gone new table as changed for each statement execute function customer_text_of_renamed();
do $$
declare part text;
begin
  foreach part in array array['customer_domain', 'contact', 'contact_address', 'contact_channel'] loop
    execute format('create trigger customer_text_new after insert on %I referencing new table as changed
      for each statement execute function customer_text_of_new_part()', part);
    execute format('create trigger customer_text_changed after update on %I referencing old table as gone new table as changed
      for each statement execute function customer_text_of_changed_part()', part);
    execute format('create trigger customer_text_gone after delete on %I referencing old table as gone
      for each statement execute function customer_text_of_gone_part()', part);
  end loop;
end $$;

insert into customer_text select * from customer_texts((select array_agg(id) from customer));
create index customer_text_names on customer_text using gin (text_grams(name_keys)) with (gin_pending_list_limit = 512);
create function customer_text_grams(words text, owner_id bigint) returns text[] language sql immutable parallel safe cost 10000
return text_grams(words) || ('@' || coalesce(owner_id::text, ''));
create index customer_text_words on customer_text using gin (customer_text_grams(words, owner_id)) with (gin_pending_list_limit = 512);

-- The end of a number, which every way of writing it has: with the country's prefix, with a leading 0, with neither.
create index contact_channel_end on contact_channel (right(normal, 8))
  where kind in ('phone', 'mobile', 'fax', 'whatsapp', 'viber') and length(normal) >= 8;

-- ---------------------------------------------------------------- when a customer was last heard of

-- Mail of people, either direction: what machines answer is no contact.
alter table customer add column last_mail_at timestamptz
  generated always as (greatest(last_inbound_at, last_outbound_at)) stored;

-- What one entry is worth: contact is mail that a person sent out, or an activity with the customer that was done.
create function entry_is_mail(kind text, automatic text) returns boolean language sql immutable parallel safe
return kind = 'mail' and automatic is null;
create function activity_is_contact(kind text, state text) returns boolean language sql immutable parallel safe
return state = 'done' and kind <> 'note';

create function customer_times(ids bigint[]) returns table (
  customer_id bigint, entry_at timestamptz, inbound_at timestamptz, outbound_at timestamptz, contact_at timestamptz)
language sql stable as $$
  select c.id, e.at, i.at, o.at, greatest(o.at, a.at)
  from customer c
  left join lateral (select te.occurred_at as at from timeline_entry te
    where te.customer_id = c.id order by te.occurred_at desc, te.id desc limit 1) e on true
  left join lateral (select te.occurred_at as at from timeline_entry te join message m on m.id = te.message_id
    where te.customer_id = c.id and te.direction = 'inbound' and entry_is_mail(te.kind, m.automatic)
    order by te.occurred_at desc, te.id desc limit 1) i on true
  left join lateral (select te.occurred_at as at from timeline_entry te join message m on m.id = te.message_id
    where te.customer_id = c.id and te.direction = 'outbound' and entry_is_mail(te.kind, m.automatic)
    order by te.occurred_at desc, te.id desc limit 1) o on true
  left join lateral (select max(te.occurred_at) as at from activity y join timeline_entry te on te.activity_id = y.id
    where y.customer_id = c.id and te.customer_id = c.id and activity_is_contact(y.kind, y.state)) a on true
  where c.id = any(ids)
$$;

-- FOR UPDATE waits for whoever is adding an entry to one of these (its foreign key locks the customer), and makes
-- who comes later wait; the read after it sees all of the first and is seen by the second.
create function refresh_customer_times(ids bigint[]) returns void language plpgsql as $$
begin
  if ids is null then return; end if;
  perform 1 from customer c where c.id = any(ids) order by c.id for update;
  update customer c set last_entry_at = n.entry_at, last_inbound_at = n.inbound_at,
    last_outbound_at = n.outbound_at, last_contact_at = n.contact_at
  from customer_times(ids) n
  where c.id = n.customer_id and (c.last_entry_at, c.last_inbound_at, c.last_outbound_at, c.last_contact_at)
    is distinct from (n.entry_at, n.inbound_at, n.outbound_at, n.contact_at);
end $$;

-- New entries only ever move a time forward: an old mail costs a look at the customer and no write. In the order of
-- ids, so that two batches wait for each other in a line.
create function timeline_entry_added() returns trigger language plpgsql as $$
declare n record;
begin
  for n in
    select e.customer_id, max(e.occurred_at) as entry_at,
      max(e.occurred_at) filter (where e.direction = 'inbound' and entry_is_mail(e.kind, m.automatic)) as inbound_at,
      max(e.occurred_at) filter (where e.direction = 'outbound' and entry_is_mail(e.kind, m.automatic)) as outbound_at,
      max(e.occurred_at) filter (where e.direction = 'outbound' and entry_is_mail(e.kind, m.automatic)
        or activity_is_contact(y.kind, y.state)) as contact_at
    from added e left join message m on m.id = e.message_id left join activity y on y.id = e.activity_id
    group by e.customer_id order by e.customer_id
  loop
    update customer c set
      last_entry_at = greatest(c.last_entry_at, n.entry_at),
      last_inbound_at = greatest(c.last_inbound_at, n.inbound_at),
      last_outbound_at = greatest(c.last_outbound_at, n.outbound_at),
      last_contact_at = greatest(c.last_contact_at, n.contact_at)
    where c.id = n.customer_id and (
      n.entry_at > coalesce(c.last_entry_at, '-infinity') or n.inbound_at > coalesce(c.last_inbound_at, '-infinity')
      or n.outbound_at > coalesce(c.last_outbound_at, '-infinity')
      or n.contact_at > coalesce(c.last_contact_at, '-infinity'));
  end loop;
  return null;
end $$;
create function timeline_entry_changed() returns trigger language plpgsql as $$
begin
  perform refresh_customer_times((select array_agg(distinct customer_id)
    from (select customer_id from changed union select customer_id from gone) as both_sides));
  return null;
end $$;
create function timeline_entry_gone() returns trigger language plpgsql as $$
begin
  perform refresh_customer_times((select array_agg(distinct customer_id) from gone));
  return null;
end $$;
create function activity_settled() returns trigger language plpgsql as $$
begin
  perform refresh_customer_times((select array_agg(distinct n.customer_id) from changed n join gone o on o.id = n.id
    where (n.customer_id, n.kind, n.state) is distinct from (o.customer_id, o.kind, o.state)));
  return null;
end $$;
create trigger timeline_entry_added after insert on timeline_entry
  referencing new table as added for each statement execute function timeline_entry_added();
create trigger timeline_entry_changed after update on timeline_entry
  referencing old table as gone new table as changed for each statement execute function timeline_entry_changed();
create trigger timeline_entry_gone after delete on timeline_entry
  referencing old table as gone for each statement execute function timeline_entry_gone();
create trigger activity_settled after update on activity
  referencing old table as gone new table as changed for each statement execute function activity_settled();

select refresh_customer_times((select array_agg(id) from customer));

-- ---------------------------------------------------------------- finding the rows of a list

-- All that is filtered by a value, as words of one index, which intersects any of them: o owner, c country, r region,
-- g grade, s stage, l relationship, k key account, f source, b batch, y business type, t tag, p product of
-- interest, u product in use, n never contacted.
create function customer_facets(owner_id bigint, country text, region text, grade text, stage text,
  relationship_type text, key_account boolean, source text, batch_id bigint, business_type text, tags text[],
  interests text[], in_use text[], contacted boolean)
returns text[] language sql immutable parallel safe cost 2000
return array_remove(array[
    'o' || coalesce(owner_id::text, ''), 'c' || country, 'r' || left(fold_text(region), 200), 'g' || coalesce(grade, ''),
    's' || stage, 'l' || relationship_type, case when key_account then 'k' end, 'f' || left(fold_text(source), 200),
    'b' || batch_id::text, 'y' || left(fold_text(business_type), 200), case when not contacted then 'n' end], null)
  || array(select 't' || left(fold_text(tag), 200) from unnest(tags) as tag)
  || array(select 'p' || left(fold_text(product), 200) from unnest(interests) as product)
  || array(select 'u' || left(fold_text(product), 200) from unnest(in_use) as product);

create index customer_by_facets on customer using gin (customer_facets(owner_id, country, region, grade, stage,
    relationship_type, key_account, source, batch_id, business_type, tags, products_of_interest, products_in_use,
    last_contact_at is not null))
  with (gin_pending_list_limit = 512) where archived_at is null and merged_into_id is null;

-- How often each word of it is there, by which the list chooses its way. The statistics of the index itself are not
-- found for an expression with a test for null.
create statistics customer_facet_counts on (customer_facets(owner_id, country, region, grade, stage,
  relationship_type, key_account, source, batch_id, business_type, tags, products_of_interest, products_in_use,
  last_contact_at is not null)) from customer;

-- One for each order of the list; read from either end.
drop index customer_name;
create index customer_by_name on customer (lower(name), id);
create index customer_by_last_mail on customer (coalesce(last_mail_at, '-infinity'), id);
create index customer_by_last_contact on customer (coalesce(last_contact_at, '-infinity'), id);
create index customer_by_created on customer (created_at, id);
create index customer_by_completeness on customer (completeness, id);
create index customer_by_next_contact on customer (coalesce(next_contact_on, 'infinity'), id);
create index customer_by_verified on customer (coalesce(verified_at, created_at), id);

-- ---------------------------------------------------------------- saved segments

create table customer_segment (
  id         bigint generated always as identity primary key,
  user_id    bigint not null references app_user,
  name       text not null check (length(name) between 1 and 100),
  -- As the list's route takes it.
  filter     jsonb not null,
  shared     boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index customer_segment_name on customer_segment (user_id, lower(name));
create index customer_segment_shared on customer_segment (id) where shared;
