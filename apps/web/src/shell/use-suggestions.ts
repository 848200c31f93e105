import { printQuery, type TextField } from '@tradepost/contract';
import { useApi } from '../api/use-api.ts';
import { useSettled } from '../components/use-settled.ts';
import { useLanguage } from '../i18n/language.tsx';
import { searchPath } from '../pages/search/search-state.ts';
import { useChoiceName } from '../pages/search/use-choice-name.ts';
import { useKnownSession } from '../session/session.tsx';
import { recentSearches } from './recent-searches.ts';
import { complete, fieldsFor, valuesFor, wordAtEnd } from './suggest.ts';

export interface Suggestion {
  readonly key: string;
  readonly group: 'fields' | 'values' | 'customers' | 'people' | 'recent' | 'saved';
  readonly text: string;
  readonly beside: string;
  /** Where it leads; else the query that it makes of what was typed. */
  readonly to?: string;
  readonly query?: string;
}

/** Of each kind. */
const MOST = 5;
const PEOPLE: readonly (string | null)[] = ['from', 'to', 'cc', 'with'];
/** Shorter words are in too many names; a Chinese name of two characters is not. */
const longEnough = (text: string) => text.length >= 3 || /\p{Script=Han}/u.test(text);

/** What may be meant: fields and their values, customers and people that one may see, earlier and saved searches. */
export function useSuggestions(typed: string, on: boolean): Suggestion[] {
  const { t, locale } = useLanguage();
  const nameOf = useChoiceName();
  const userId = useKnownSession()?.user.id ?? 0;
  const word = wordAtEnd(typed);
  const isName =
    word !== null && (word.field === null || word.field === 'customer' || PEOPLE.includes(word.field));
  const name = useSettled(isName ? word.text.trim().slice(0, 200) : '');
  const found = useApi('findAnywhere', { query: { q: name } }, { enabled: on && longEnough(name) }).data;
  const saved = useApi('listSavedSearches', {}, { enabled: on }).data?.items ?? [];
  if (!on) return [];
  if (typed.trim() === '')
    return [
      ...recentSearches(userId).map((q) => ({
        key: `r${q}`,
        group: 'recent' as const,
        text: q,
        beside: '',
        query: q,
      })),
      ...saved.slice(0, MOST).map((one) => ({
        key: `s${one.id}`,
        group: 'saved' as const,
        text: one.name,
        beside: one.q,
        to: searchPath(one),
      })),
    ];
  if (word === null) return [];
  const named = longEnough(name) && isName ? found : undefined;
  const term = (field: TextField, text: string) => {
    const exact = /\s/u.test(text);
    return printQuery({ op: 'text', field, text, exact, prefix: false, at: [0, 0] }, { language: locale });
  };
  const field = word.field;
  return [
    ...(field === null ? fieldsFor(word.text, locale) : []).slice(0, MOST).map((text) => ({
      key: `f${text}`,
      group: 'fields' as const,
      text,
      beside: '',
      query: complete(typed, word, text, true),
    })),
    ...(field === null ? [] : valuesFor(field, word.text, locale)).map(({ value, written }) => ({
      key: `v${value}`,
      group: 'values' as const,
      text: written,
      beside: field === null ? '' : nameOf(field as never, value),
      query: complete(typed, word, written),
    })),
    ...(field === null || field === 'customer' ? (named?.customers ?? []) : []).slice(0, MOST).map((row) => ({
      key: `c${row.id}`,
      group: 'customers' as const,
      text: row.localName ? `${row.name} · ${row.localName}` : row.name,
      beside: field === null ? t('search.openCustomer') : (row.ownerName ?? ''),
      ...(field === null
        ? { to: `/customers/${row.id}` }
        : { query: complete(typed, word, term('customer', row.name)) }),
    })),
    ...(field !== 'customer' ? (named?.contacts ?? []) : [])
      .filter(({ address }) => address !== null)
      .slice(0, MOST)
      .map((row) => ({
        key: `p${row.id}`,
        group: 'people' as const,
        text: term((field ?? 'with') as TextField, row.address ?? ''),
        beside: [row.name, row.customerName].filter(Boolean).join(' · '),
        query: complete(typed, word, term((field ?? 'with') as TextField, row.address ?? '')),
      })),
  ];
}
