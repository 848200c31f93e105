/**
 * Address lists (RFC 5322 3.4 with the obsolete forms of 4.4), read as a reader of mail would read them.
 *
 * The list is taken apart before encoded words are decoded: what a word decodes to, commas and angle brackets
 * too, is a display name and never becomes an address. Filing goes by address, so in doubt there is none.
 */
import { cleanLine, cut } from '../charset/clean-text.ts';
import { decodeRaw, decodeUnicodeWords } from '../header/encoded-word.ts';
import { ListReader, type Piece } from './list-reader.ts';
import { normaliseAddress } from './normalise.ts';

export interface Mailbox {
  /** Decoded and cleaned; null where there is none. */
  readonly name: string | null;
  /** Normalised (see normaliseAddress). */
  readonly address: string;
}

const nameLimit = 300;

/**
 * @param field the field's value, as octets
 * @param limit addresses read at most
 * @param hint a charset for undeclared 8-bit octets
 */
export function parseAddressList(field: string, limit: number, hint: string | null = null): Mailbox[] {
  const reader = new ListReader(decodeRaw(field, hint), limit, mailboxesOf);
  return reader.read();
}

/** The pieces between two commas: mostly one mailbox; more where commas were forgotten. */
function mailboxesOf(pieces: readonly Piece[], comments: readonly string[]): Mailbox[] {
  const found: Mailbox[] = [];
  let words: Piece[] = [];
  for (const piece of pieces) {
    if (piece.kind !== 'angle') {
      words.push(piece);
      continue;
    }
    const address = normaliseAddress(stripRoute(piece.text));
    if (address !== null) found.push(toMailbox(words, comments, address));
    words = [];
  }
  // With a bracketed address the bare words are a name, and never an address.
  if (found.length > 0 || pieces.some((piece) => piece.kind === 'angle')) return found;
  return bareMailboxes(words, comments);
}

/** RFC 5322 4.4: "@a,@b:john@c" names the way, only the end counts. */
function stripRoute(text: string): string {
  const trimmed = text.trim();
  if (/^mailto:/i.test(trimmed)) return trimmed.slice(7);
  if (!trimmed.startsWith('@')) return trimmed;
  return trimmed.slice(trimmed.indexOf(':') + 1);
}

/** Without brackets: the word with an "@" is the address, the words before it are the name. */
function bareMailboxes(words: readonly Piece[], comments: readonly string[]): Mailbox[] {
  const joined = joinWords(words);
  const found: Mailbox[] = [];
  let names: Piece[] = [];
  for (const word of joined) {
    const address =
      word.kind === 'word' && word.text.includes('@')
        ? normaliseAddress(word.text.replace(/^'(.*)'$/s, '$1'))
        : null;
    if (address === null) {
      names.push(word);
    } else {
      found.push(toMailbox(names, comments, address));
      names = [];
    }
  }
  if (found.length > 0) return found;
  // The whole address in quotation marks, and nothing else: a habit of some programs.
  const only = words.length === 1 ? words[0] : undefined;
  const address =
    only?.kind === 'quoted' && /^[^\s"<>(),;:]+@[^\s"<>(),;:@]+$/.test(only.text.trim())
      ? normaliseAddress(only.text)
      : null;
  return address === null ? [] : [toMailbox([], comments, address)];
}

/** RFC 5322 4.4 allows blanks around "." and "@"; a quoted local part stands right before its "@". */
function joinWords(words: readonly Piece[]): Piece[] {
  const joined: Piece[] = [];
  for (const word of words) {
    const last = joined.at(-1);
    const bare = word.kind === 'word';
    const glue =
      last !== undefined &&
      ((bare && /^[@.]/.test(word.text) && (last.kind === 'word' || word.text.startsWith('@'))) ||
        (last.kind === 'word' &&
          /[@.]$/.test(last.text) &&
          last.text !== '.' &&
          !isSentenceEnd(last, word)) ||
        (!word.apart && last.kind === 'word' && bare));
    if (!glue || last === undefined) {
      joined.push(word);
      continue;
    }
    const left = last.kind === 'quoted' ? quote(last.text) : last.text;
    const right = word.kind === 'quoted' ? quote(word.text) : word.text;
    joined[joined.length - 1] = { kind: 'word', text: left + right, apart: last.apart };
  }
  return joined;
}

/** "John Q. Public j@x": the dot ends an initial and does not join it to the next word. */
function isSentenceEnd(left: Piece, right: Piece): boolean {
  return left.text.endsWith('.') && !left.text.includes('@') && right.apart && !right.text.startsWith('@');
}

function quote(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

/** A name that only says the address again is none. */
function toMailbox(words: readonly Piece[], comments: readonly string[], address: string): Mailbox {
  const name = nameOf(words, comments);
  return { name: name?.toLowerCase() === address ? null : name, address };
}

function nameOf(words: readonly Piece[], comments: readonly string[]): string | null {
  let name = '';
  for (const word of words) name += (word.apart && name !== '' ? ' ' : '') + word.text;
  if (name.trim() === '') name = comments.filter((comment) => comment !== '').join(' ');
  const clean = cut(cleanLine(decodeUnicodeWords(name)), nameLimit);
  return clean === '' ? null : clean;
}
