/** What a search's order of relevance looks at: what is looked for, without what only filters or excludes. */
import type { QueryNode } from '@tradepost/contract';
import { compile, type CompileContext } from './compile.ts';
import { allOf, anyOf } from './term-query.ts';

const RANKED: readonly string[] = ['subject', 'body', 'filename', 'from', 'to', 'cc', 'with'];

/** @returns null where nothing is to be compared: all are alike. */
export function rankQuery(node: QueryNode, context: CompileContext): string | null {
  switch (node.op) {
    case 'and':
    case 'or': {
      const items = node.items.flatMap((item) => rankQuery(item, context) ?? []);
      if (items.length === 0) return null;
      return node.op === 'and' ? allOf(items) : anyOf(items);
    }
    case 'word':
    case 'phrase':
      return compile(node, context)?.query ?? null;
    case 'text':
      return RANKED.includes(node.field) ? (compile(node, context)?.query ?? null) : null;
    default:
      return null;
  }
}
