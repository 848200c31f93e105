/** What a query names that is a row of the database, and the words of it that have stems. */
import type { QueryNode, TextField } from '@tradepost/contract';
import { fold, splitWords } from '@tradepost/mail/words';

/** Found before a query is compiled; what nobody has, or the asker may not see, has no ids. */
export interface Names {
  /** Customers, salespeople, accounts of salespeople, accounts, mailboxes and countries by what was typed. */
  readonly customers: ReadonlyMap<string, readonly number[]>;
  readonly owners: ReadonlyMap<
    string,
    { readonly users: readonly number[]; readonly accounts: readonly number[] }
  >;
  readonly accounts: ReadonlyMap<string, readonly number[]>;
  readonly mailboxes: ReadonlyMap<string, readonly number[]>;
  /** Accounts of unified mailboxes, where the query asks for a kind. */
  readonly unified: readonly number[];
  /** Stems of a folded word in the languages of the archive. */
  readonly stems: ReadonlyMap<string, readonly string[]>;
}

const STEMMABLE = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Arabic}]{3,40}$/u;

export const namedBy = (tree: QueryNode, field: TextField): string[] => [
  ...new Set(
    nodesOf(tree).flatMap((node) => (node.op === 'text' && node.field === field ? [node.text] : [])),
  ),
];

export function wordsToStem(tree: QueryNode): string[] {
  const words = nodesOf(tree).flatMap((node) =>
    node.op === 'word' && !node.prefix ? [...splitWords(fold(node.text))] : [],
  );
  return [...new Set(words.map(({ text }) => text).filter((text) => STEMMABLE.test(text)))];
}

export function nodesOf(node: QueryNode): QueryNode[] {
  if (node.op === 'and' || node.op === 'or') return [node, ...node.items.flatMap(nodesOf)];
  return node.op === 'not' ? [node, ...nodesOf(node.item)] : [node];
}
