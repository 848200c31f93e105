/** From what a person typed to what the index is asked. */
import type { QueryFault, QueryNode } from '@tradepost/contract';
import { parseQuery } from '@tradepost/contract/query';
import type { DB } from '@tradepost/db';
import type { Scope } from '@tradepost/db/queries/scope';
import type { RowCondition } from '@tradepost/db/queries/search-condition';
import {
  findAccountsNamed,
  findCustomersNamed,
  findMailboxesNamed,
  findOwnersNamed,
  listUnifiedAccounts,
} from '@tradepost/db/queries/search-names';
import { lexeme } from './term-query.ts';
import { TRAIT } from '@tradepost/mail/words';
import type { Kysely } from 'kysely';
import { dayIn } from '../calendar/days.ts';
import { TradepostError } from '../errors.ts';
import type { Viewer } from '../users/viewer.ts';
import { compile, type CompileContext } from './compile.ts';
import { type Names, namedBy, nodesOf } from './names.ts';
import { scopeHint } from './scope-hint.ts';
import { loadStems } from './find-needles.ts';

/** Fields with a text, each of which may be a look-up of its own. */
const MOST_NAMED = 30;

export interface SearchAsker {
  readonly viewer: Viewer;
  readonly scope: Scope;
  readonly timeZone: string;
}

export interface AskedSearch {
  readonly tree: QueryNode;
  readonly context: CompileContext;
  readonly query: string;
  /** It without what narrows it to the asker; null where nothing does. */
  readonly unnarrowed: string | null;
  readonly condition: RowCondition | null;
}

/** @throws TradepostError 'unprocessable' whose details are `{ fault }`: a `QueryFault` with its place. */
export async function askSearch(
  db: Kysely<DB>,
  asker: SearchAsker,
  typed: string,
  now = new Date(),
): Promise<AskedSearch> {
  const parsed = parseQuery(typed, dayIn(asker.timeZone, now));
  if (!parsed.ok) throw faulty(parsed.fault);
  const { tree } = parsed;
  const named = nodesOf(tree).filter(({ op }) => op === 'text').length;
  if (named > MOST_NAMED) throw faulty({ code: 'too-many', at: [0, typed.length], hints: [] });
  const [names, hint] = await Promise.all([findNames(db, asker.scope, tree), scopeHint(db, asker.viewer)]);
  const context = { names, timeZone: asker.timeZone, limited: asker.scope.owners !== 'all' };
  const compiled = compile(tree, context);
  if (compiled === null) throw faulty({ code: 'nothing-asked', at: [0, typed.length], hints: [] });
  const query = compiled.query ?? lexeme('trait', TRAIT.any);
  return {
    tree,
    context,
    query: hint === null ? query : `${query} & ${hint}`,
    unnarrowed: hint === null ? null : query,
    condition: compiled.condition,
  };
}

const faulty = (fault: QueryFault) =>
  new TradepostError('unprocessable', 'The search cannot be understood as it is written.', {
    details: { fault },
  });

async function findNames(db: Kysely<DB>, scope: Scope, tree: QueryNode): Promise<Names> {
  const each = async <T>(typed: readonly string[], find: (text: string) => Promise<T>) =>
    new Map(await Promise.all(typed.map(async (text) => [text, await find(text)] as const)));
  const asksKind = nodesOf(tree).some((node) => node.op === 'choice' && node.field === 'kind');
  const [customers, owners, accounts, mailboxes, unified, stems] = await Promise.all([
    each(namedBy(tree, 'customer'), (text) => findCustomersNamed(db, scope, text)),
    each(namedBy(tree, 'owner'), (text) => findOwnersNamed(db, scope, text)),
    each(namedBy(tree, 'account'), (text) => findAccountsNamed(db, scope, text)),
    each(namedBy(tree, 'in'), (text) => findMailboxesNamed(db, scope, text)),
    asksKind ? listUnifiedAccounts(db) : [],
    loadStems(db, tree),
  ]);
  return { customers, owners, accounts, mailboxes, unified, stems };
}
