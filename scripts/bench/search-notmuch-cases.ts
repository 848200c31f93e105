/** What both are asked: words of the generated mailbox (seed `tradepost`), as each of the two writes them. */

export interface NotmuchCase {
  readonly kind: string;
  readonly ours: string;
  /** Where notmuch writes it otherwise. */
  readonly notmuch?: string;
}

const of = (kind: string, ...queries: readonly (string | readonly [ours: string, notmuch: string])[]) =>
  queries.map(
    (query): NotmuchCase =>
      typeof query === 'string' ? { kind, ours: query } : { kind, ours: query[0], notmuch: query[1] },
  );

export const NOTMUCH_CASES: readonly NotmuchCase[] = [
  ...of('rare word', '"costerwood"', '"costlatranport"', 'ercostlandload'),
  ...of('word', '"dershipsel"', '"ingpackba"', '"retail"', '"shop"', 'years', 'box'),
  ...of('common word', '"offer"', '"per"', 'price', '"for"'),
  ...of('two words', '"retail" "box"', '"offer" "costerwood"', '"for" "you"', 'list price'),
  ...of('phrase', '"for you"', '"you for the"'),
  ...of('either', ['"costerwood" OR "costlatranport"', '"costerwood" or "costlatranport"']),
  ...of('excluded', ['"retail" -"box"', '"retail" and not "box"']),
  ...of('prefix', 'ingpack*', 'landl*'),
  ...of('sender', 'from:partner17.example', 'from:contact3@partner17.example', 'from:calidad'),
  ...of('recipient', 'to:partner42.example', ['to:sales direction:inbound', 'to:sales']),
  ...of('subject', 'subject:"retail"', 'subject:"offer"', 'subject:"качество"'),
  ...of('body', 'body:"dershipsel"'),
  ...of('name of a file', ['filename:"retail"', 'attachment:"retail"']),
  ...of('accents', '"bajó"', '"revisé"', '"ladeción"', '"medidas"'),
  ...of('Cyrillic', '"контейнером"', '"аванс"', '"ливание"', 'образцы', '"ждём"'),
  ...of('German', '"prüfen"', '"billigware"', '"genwerkstück"', 'Menge', '"stücklauf"'),
  ...of('number, code', '"TK-12912"', '"12912"', '"PE-42308"', '"58912"'),
  ...of('Chinese', '尾款', '提单草稿', '规格不符'),
];
