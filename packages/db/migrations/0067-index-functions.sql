-- What stands behind an index of customers is planned once in a connection. Of a function in SQL Postgres reads and
-- takes apart the text for each statement that writes a row, to see whether it could stand in place of the call; with
-- subqueries in it, it never can. Names are whole: to make and to repair an index Postgres looks in no schema of ours.

create or replace function name_key(t text) returns text language plpgsql immutable strict parallel safe cost 10000 as $$
begin
  return (
    select replace(replace(replace(coalesce(nullif(bare, ''), public.text_words(t)), 'ae', 'a'), 'oe', 'o'), 'ue', 'u')
    from (
      select trim(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
        regexp_replace(public.fold_text(t), '[.''’`]', '', 'g'),
        '股份有限公司|有限责任公司|有限責任公司|有限公司|株式会社|有限会社|合同会社|公司|集团|集團|주식회사|유한회사', ' ', 'g') collate "pg_c_utf8",
        '[^[:alnum:]]+', ' ', 'g') collate "pg_c_utf8",
        '\m(sp z o ?o|s de rl( de cv)?|sa de cv|ltd|limited|ltda|limitada|co|company|inc|incorporated|corp|corporation|llc|llp|lp|plc|gmbh|mbh|ag|kg|kgaa|ohg|ug|eg|sa|sas|sarl|srl|spa|snc|sl|slu|bv|nv|oy|oyj|ab|as|asa|aps|kft|zrt|nyrt|sro|as|spzoo|doo|ood|eood|ooo|oao|zao|pao|ооо|оао|зао|пао|ао|тоо|pte|pty|sdn|bhd|pvt|private|kk|tbk|pt|cv|jsc|jsco|the|and|und|et)\M', ' ', 'g'),
        '\s+', ' ', 'g')) as bare
    ) as stripped
  );
end $$;

create or replace function text_grams(t text) returns text[] language plpgsql immutable strict parallel safe cost 10000 as $$
begin
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
end $$;

create or replace function customer_text_grams(words text, facets text[], address text, evaluation text, usage_note text, note text)
returns text[] language plpgsql immutable parallel safe cost 10000 as $$
begin
  return public.text_grams(words) || array(select '@' || facet from unnest(facets) as facet)
    || array(select '#a' || gram from unnest(public.text_grams(address)) as gram)
    || array(select '#e' || gram from unnest(public.text_grams(evaluation)) as gram)
    || array(select '#u' || gram from unnest(public.text_grams(usage_note)) as gram)
    || array(select '#n' || gram from unnest(public.text_grams(note)) as gram);
end $$;

create or replace function customer_facets(owner_id bigint, country text, region text, grade text, stage text,
  relationship_type text, key_account boolean, source text, batch_id bigint, business_type text, tags text[],
  interests text[], in_use text[], contacted boolean, mailed boolean)
returns text[] language plpgsql immutable parallel safe cost 2000 as $$
begin
  return array_remove(array[
      'o' || coalesce(owner_id::text, ''), 'c' || country, 'r' || left(public.fold_text(region), 200),
      'g' || coalesce(grade, ''), 's' || stage, 'l' || relationship_type, case when key_account then 'k' end,
      'f' || left(public.fold_text(source), 200), 'b' || batch_id::text,
      'y' || left(public.fold_text(business_type), 200), case when contacted then 'w' else 'n' end,
      case when mailed then 'm' else 'x' end], null)
    || array(select 't' || left(public.fold_text(tag), 200) from unnest(tags) as tag)
    || array(select 'p' || left(public.fold_text(product), 200) from unnest(interests) as product)
    || array(select 'u' || left(public.fold_text(product), 200) from unnest(in_use) as product);
end $$;

create or replace function customer_details(city text, scale text, language text, channel text, suppliers text[], custom jsonb,
  lacks text[], known boolean[])
returns text[] language plpgsql immutable parallel safe cost 2000 as $$
begin
  return array_remove(array['i' || left(public.fold_text(city), 200), 'z' || scale, 'a' || language, 'v' || channel], null)
    || array(select 'e' || left(public.fold_text(supplier), 200) from unnest(suppliers) as supplier)
    || array(select word from jsonb_each_text(custom) as own,
        unnest(array['q' || own.key || ':' || left(public.fold_text(own.value), 200), '+own.' || own.key]) as word
      where own.value is not null)
    || case when custom = '{}' then '{=0,=1,=2,=3,=4,=5,=6,=7}'::text[]
      else array(select word from public.own_key_sets(custom)) end
    || array(select case when known[nr::int] then '+' else '-' end || field from unnest('{localName,country,region,city,address,
        timeZone,language,website,source,batch,businessType,scale,grade,relationshipType,preferredChannel,tags,
        productsOfInterest,productsInUse,usageNote,evaluation,note,suppliers}'::text[]) with ordinality as f(field, nr))
    || array(select case when part = any(lacks) then '-' else '+' end || part from unnest('{contact,email,phone}'::text[]) as part);
end $$;
