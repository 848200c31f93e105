-- Vectors come from the readers of mail ready made; only what the database knows is added to them.

-- They are hardly made smaller by compressing, at a tenth of the cost of indexing a mail.
alter table search_doc alter column tokens set storage external;

-- A batch of mails is written to the index's list, and from there into the index, each word of many mails once and by another
-- connection, while the next batch is archived (docs/decisions/0043).
alter index search_doc_tokens set (fastupdate = on, gin_pending_list_limit = 8192);

-- The stemmer of a language: a constant, in place of a name that is looked up with each word.
create function search_stemmer(language text) returns regdictionary language sql immutable parallel safe
return case language
  when 'en' then 'pg_catalog.english_stem'::regdictionary when 'de' then 'pg_catalog.german_stem'::regdictionary
  when 'es' then 'pg_catalog.spanish_stem'::regdictionary when 'fr' then 'pg_catalog.french_stem'::regdictionary
  when 'it' then 'pg_catalog.italian_stem'::regdictionary when 'pt' then 'pg_catalog.portuguese_stem'::regdictionary
  when 'ru' then 'pg_catalog.russian_stem'::regdictionary when 'nl' then 'pg_catalog.dutch_stem'::regdictionary
  when 'sv' then 'pg_catalog.swedish_stem'::regdictionary when 'da' then 'pg_catalog.danish_stem'::regdictionary
  when 'no' then 'pg_catalog.norwegian_stem'::regdictionary when 'nb' then 'pg_catalog.norwegian_stem'::regdictionary
  when 'nn' then 'pg_catalog.norwegian_stem'::regdictionary when 'fi' then 'pg_catalog.finnish_stem'::regdictionary
  when 'hu' then 'pg_catalog.hungarian_stem'::regdictionary when 'ro' then 'pg_catalog.romanian_stem'::regdictionary
  when 'tr' then 'pg_catalog.turkish_stem'::regdictionary when 'el' then 'pg_catalog.greek_stem'::regdictionary
  when 'ar' then 'pg_catalog.arabic_stem'::regdictionary when 'id' then 'pg_catalog.indonesian_stem'::regdictionary
  when 'ca' then 'pg_catalog.catalan_stem'::regdictionary when 'lt' then 'pg_catalog.lithuanian_stem'::regdictionary
end;

-- What the database adds to a vector of a week's bucket: facets and traits, and of words the stem where it is another word.
create function search_extra(stemmed text[], facets text[], language text, bucket text) returns tsvector
language sql stable parallel safe
return array_to_tsvector(array(
  select bucket || f.facet from unnest(facets) f(facet)
  union all
  select bucket || 'z' || s.stem
  -- OFFSET: once for each word, not once for each mention of it.
  from (select w.word, (ts_lexize(search_stemmer(language), w.word))[1] as stem from unnest(stemmed) w(word) offset 0) s
  where s.stem <> s.word and s.stem <> ''));

drop function search_tokens(text, text[], text[], text, int);
drop function search_dictionary(text);

-- Files of mails that are older than some days, whenever these come: after the files of what arrives.
create or replace function note_attachment() returns trigger language plpgsql as $$
begin
  insert into attachment_lead (sha256, size, message_id, media, past)
  select n.sha256, n.size, n.message_id, is_media(n.content_type, n.file_name), m.occurred_at < now() - interval '3 days'
  from new_rows n join message m on m.id = n.message_id
  where n.sha256 is not null and (not n.inline or n.content_type !~ '^image/');
  return null;
end $$;
