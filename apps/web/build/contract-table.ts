import { pathToFileURL } from 'node:url';
import type { Plugin } from 'vite';

const CONTRACT = '/packages/contract/src/index.ts';
/** The language of searches is read in the browser, too: it needs no schema. What stands in the table comes first. */
const QUERIES = "export * from './query/index.ts';";
const isSchema = (value: unknown) => typeof value === 'object' && value !== null && '~kind' in value;

/**
 * Gives the browser the contract's plain facts: route names with method, path and access, the lists of codes,
 * and the language of searches. The schemas serve the types and the server's validation; in the bundle they and the
 * schema library would be dead weight that no tool can shake off, since building a schema is a call.
 */
export function contractTable(): Plugin {
  return {
    name: 'contract-table',
    enforce: 'pre',
    async load(id) {
      if (!id.replace(/\?.*$/, '').endsWith(CONTRACT)) return null;
      const contract: Record<string, unknown> = await import(pathToFileURL(id).href);
      const lines: string[] = [];
      for (const [name, value] of Object.entries(contract)) {
        if (typeof value === 'function' || isSchema(value)) continue;
        lines.push(`export const ${name} = ${JSON.stringify(name === 'routes' ? slim(value) : value)};`);
      }
      lines.push(QUERIES);
      return { code: lines.join('\n'), moduleType: 'js', moduleSideEffects: false };
    },
  };
}

function slim(routes: unknown): Record<string, unknown> {
  const entries = Object.entries(routes as Record<string, Record<string, unknown>>);
  return Object.fromEntries(
    entries.map(([name, { method, path, access }]) => [name, { method, path, access }]),
  );
}
