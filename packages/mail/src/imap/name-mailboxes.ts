import type { ListResponse } from 'imapflow';
import type { ListedMailbox } from './choose-mailboxes.ts';
import { decodeMailboxName } from './modified-utf7.ts';

/**
 * Names of listed mailboxes as people read them, each once. A name that cannot be decoded keeps the
 * server's spelling; should that be another mailbox's decoded name, U+FFFD keeps the two apart.
 * @param entries what LIST gave, their `path` verbatim
 * @param utf8Names the server speaks UTF-8 names (RFC 6855)
 */
export function nameMailboxes(
  entries: readonly Pick<ListResponse, 'path' | 'delimiter' | 'flags'>[],
  utf8Names: boolean,
): (ListedMailbox & { readonly wire: string })[] {
  const byWire = new Map(entries.filter(({ path }) => path !== '').map((entry) => [entry.path, entry]));
  const decoded = [...byWire].map(([wire, entry]) => ({
    wire,
    name: utf8Names ? wire : decodeMailboxName(wire),
    delimiter: entry.delimiter || null,
    attributes: [...entry.flags],
  }));
  const taken = new Set(decoded.map(({ name }) => name));
  return decoded.map(({ wire, name, delimiter, attributes }) => {
    let path = name ?? wire;
    if (name === null) {
      while (taken.has(path)) path += '\u{FFFD}';
      taken.add(path);
    }
    return { wire, path, delimiter, attributes };
  });
}
