/** Terms that all matches must meet: added to a query and taken away again. */
import { parseQuery, printQuery, type QueryNode } from '@tradepost/contract';

type Language = 'en' | 'zh-CN';

/** What stands side by side at the top of a query, each as it was written. Empty for a query at fault. */
export function topTerms(q: string, today: string): readonly QueryNode[] {
  const parsed = parseQuery(q, today);
  if (!parsed.ok) return [];
  return parsed.tree.op === 'and' ? parsed.tree.items : [parsed.tree];
}

/** As it stands in the query; a choice between two in brackets. */
export function written(term: QueryNode, q: string, language: Language = 'en'): string {
  const text = printQuery(term, { language, source: q });
  return term.op === 'or' || term.op === 'and' ? `(${text})` : text;
}

/** The query without the terms of these positions. */
export const without = (q: string, today: string, left: (term: QueryNode, at: number) => boolean): string =>
  topTerms(q, today)
    .filter((term, at) => !left(term, at))
    .map((term) => written(term, q))
    .join(' ');

/** Where a term that means the same stands already: -1 where none does. */
function placeOf(q: string, term: string, today: string): number {
  const [asked] = topTerms(term, today);
  if (asked === undefined) return -1;
  const meaning = printQuery(asked, { language: 'en' });
  return topTerms(q, today).findIndex((one) => printQuery(one, { language: 'en' }) === meaning);
}

export const isNarrowed = (q: string, term: string, today: string): boolean => placeOf(q, term, today) >= 0;

/** Adds a term, written in the reader's language; where it stands already, takes it away. */
export function toggleTerm(q: string, term: string, today: string, language: Language): string {
  const place = placeOf(q, term, today);
  if (place >= 0) return without(q, today, (_, at) => at === place);
  const [asked] = topTerms(term, today);
  const added = asked === undefined ? term : printQuery(asked, { language });
  const terms = topTerms(q, today);
  const old = terms.length === 1 && terms[0]?.op === 'or' ? written(terms[0], q) : q.trim();
  return old === '' ? added : `${old} ${added}`;
}
