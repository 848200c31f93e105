/**
 * What narrows the walk of a search to what its asker may see, as terms of the index. It allows nothing: each match is
 * asked for by the Scope before it is shown. What is not in it is not found, so it must be no narrower than the Scope.
 */
import type { DB } from '@tradepost/db';
import { listAccountIds, listLeadCustomers } from '@tradepost/db/queries/search-hint';
import type { Kysely } from 'kysely';
import { MACHINE, type Viewer } from '../users/viewer.ts';
import { TRAIT } from '@tradepost/mail/words';
import { anyOf, lexeme } from './term-query.ts';

/** With more terms the index is asked more than the narrowing saves: then each match is asked for instead. */
const MOST_TERMS = 120;
const RECORDS = ['customer', 'contact', 'activity', 'market'];

/** @returns null where nothing narrows. */
export async function scopeHint(db: Kysely<DB>, viewer: Viewer): Promise<string | null> {
  if (viewer.role === 'owner' || viewer === MACHINE || viewer.readsAllMail) return null;
  const seesCustomers = viewer.role !== 'admin';
  if (seesCustomers && viewer.team === 'all') return null;
  const team = [viewer.id, ...(viewer.team === 'all' ? [] : viewer.team)];
  const people = seesCustomers ? team : [];
  // Readers and managers read them; others the market information there about customers that they see.
  const unified = seesCustomers;
  const [accounts, changed] = await Promise.all([
    listAccountIds(db, viewer.readsTeamMail ? team : [viewer.id], unified, MOST_TERMS + 1),
    seesCustomers ? listLeadCustomers(db, MOST_TERMS + 1) : [],
  ]);
  const terms = [
    ...people.map((id) => `w${id}`),
    ...accounts.map((id) => `a${id}`),
    // They changed hands a moment ago, and their rows are not written anew yet.
    ...changed.map((id) => `c${id}`),
  ];
  // An administrator sees every record, and of the mail his own.
  const records = seesCustomers ? [] : RECORDS.map((kind) => lexeme('trait', TRAIT.kind(kind)));
  return terms.length > MOST_TERMS
    ? null
    : anyOf([...terms.map((term) => lexeme('facet', term)), ...records]);
}
