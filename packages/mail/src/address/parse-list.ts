/**
 * Address lists (RFC 5322 3.4 with the obsolete forms of 4.4), read as a reader of mail would read them.
 *
 * The list is taken apart before encoded words are decoded: what a word decodes to, commas and angle brackets
 * too, is a display name and never becomes an address. Filing goes by address, so in doubt there is none.
 */
import { cleanLine, cut } from '../charset/clean-text.ts';
import { decodeRaw, decodeUnicodeWords } from '../header/encoded-word.ts';
import { normaliseAddress } from './normalise.ts';

export interface Mailbox {
  /** Decoded and cleaned; null where there is none. */
  readonly name: string | null;
  /** Normalised (see normaliseAddress). */
  readonly address: string;
}

const nameLimit = 300;

/** A piece of one mailbox: `quoted` keeps what stood in quotation marks apart from bare words. */
interface Piece {
  readonly kind: 'word' | 'quoted' | 'angle';
  readonly text: string;
  /** Blank or comment before it. */
  readonly apart: boolean;
}

/**
 * @param field the field's value, as octets
 * @param limit addresses read at most
 * @param hint a charset for undeclared 8-bit octets
 */
export function parseAddressList(field: string, limit: number, hint: string | null = null): Mailbox[] {
  const reader = new ListReader(decodeRaw(field, hint), limit);
  return reader.read();
}

/** Words that make an address are short; what is longer is cut before it costs time. */
const pieceLimit = 2000;
/** Pieces of one mailbox: a display name of more words than this is cut. */
const piecesLimit = 200;

class ListReader {
  private readonly text: string;
  private readonly limit: number;
  private readonly found: Mailbox[] = [];
  private pieces: Piece[] = [];
  private comments: string[] = [];
  private at = 0;
  private apart = false;

  constructor(text: string, limit: number) {
    this.text = text;
    this.limit = limit;
  }

  read(): Mailbox[] {
    const { text } = this;
    while (this.at < text.length && this.found.length < this.limit) {
      const character = text[this.at] as string;
      switch (character) {
        case '(':
          this.comments.push(this.takeComment());
          this.apart = true;
          break;
        case '"':
          this.push('quoted', this.takeQuoted());
          break;
        case '<':
          this.push('angle', this.takeAngle());
          break;
        case ',':
        case ';':
          this.close();
          this.at++;
          break;
        case ':':
          // RFC 5322 3.4: what stands before it is the group's name ("undisclosed-recipients:;").
          this.drop();
          this.at++;
          break;
        // Strays: their partners are missing.
        case '>':
        case ')':
        case ' ':
        case '\t':
        case '\r':
        case '\n':
          this.apart = true;
          this.at++;
          break;
        default:
          this.push('word', this.takeWord());
      }
    }
    this.close();
    return this.found.length > this.limit ? this.found.slice(0, this.limit) : this.found;
  }

  private push(kind: Piece['kind'], text: string): void {
    if (this.pieces.length < piecesLimit) {
      this.pieces.push({ kind, text: cut(text, pieceLimit), apart: this.apart });
    }
    this.apart = false;
  }

  private drop(): void {
    this.pieces = [];
    this.comments = [];
    this.apart = false;
  }

  private close(): void {
    if (this.pieces.length > 0) this.found.push(...mailboxesOf(this.pieces, this.comments));
    this.drop();
  }

  private takeWord(): string {
    const start = this.at;
    const { text } = this;
    while (this.at < text.length && !isDelimiter(text.charCodeAt(this.at))) {
      // A domain literal may hold colons (IPv6).
      if (text[this.at] === '[') {
        const close = text.indexOf(']', this.at);
        if (close > 0 && close - this.at < 64) this.at = close;
      }
      // An encoded word is one word, whatever delimiters a careless writer left inside.
      if (text.startsWith('=?', this.at)) {
        const end = encodedWordEnd(text, this.at);
        if (end > 0) {
          this.at = end;
          continue;
        }
      }
      this.at++;
    }
    if (this.at === start) this.at++;
    return text.slice(start, this.at);
  }

  /** RFC 5322 3.2.4; a mark that never closes is read as a plain character of the name. */
  private takeQuoted(): string {
    const { text } = this;
    let out = '';
    let i = this.at + 1;
    for (; i < text.length; i++) {
      const character = text[i] as string;
      if (character === '\\' && i + 1 < text.length) out += text[++i] as string;
      else if (character === '"') break;
      else out += character;
    }
    if (i < text.length) {
      this.at = i + 1;
      return out;
    }
    this.at++;
    return '';
  }

  /** RFC 5322 3.2.2: comments nest and have quoted pairs. */
  private takeComment(): string {
    const { text } = this;
    const start = this.at + 1;
    let depth = 0;
    let i = this.at;
    for (; i < text.length; i++) {
      const character = text[i];
      if (character === '\\') i++;
      else if (character === '(') depth++;
      else if (character === ')' && --depth === 0) break;
    }
    if (depth > 0 || i >= text.length) {
      // It never closes: then it is no comment, and what follows still counts.
      this.at = start;
      return '';
    }
    this.at = i + 1;
    return text.slice(start, i).replace(/\\(.)/g, '$1');
  }

  private takeAngle(): string {
    const { text } = this;
    const start = this.at + 1;
    let quoted = false;
    let out = '';
    let i = start;
    for (; i < text.length; i++) {
      const character = text[i] as string;
      if (character === '\\' && quoted && i + 1 < text.length) out += character + (text[++i] as string);
      else if (character === '"') {
        quoted = !quoted;
        out += character;
      } else if (character === '>' && !quoted) break;
      else if (character === '<' && !quoted) {
        // "<<a@b>>": the inner bracket counts.
        out = '';
      } else if (character === '(' && !quoted) {
        this.at = i;
        this.takeComment();
        i = this.at - 1;
      } else if (character === ',' && !quoted && out.includes('@') && !out.trimStart().startsWith('@')) {
        // The bracket was never closed.
        break;
      } else out += character;
    }
    this.at = text[i] === '>' ? i + 1 : i;
    while (this.text[this.at] === '>') this.at++;
    return out;
  }
}

const delimiters = [...' \t\r\n"(),:;<>'].map((character) => character.charCodeAt(0));

function isDelimiter(unit: number): boolean {
  return unit <= 0x3e && delimiters.includes(unit);
}

function encodedWordEnd(text: string, at: number): number {
  const match = /^=\?[^?\s]{1,80}\?[BbQq]\?[^?\s<>"]{0,2000}\?=/.exec(text.slice(at, at + 2100));
  return match ? at + match[0].length : 0;
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
    const address = word.kind === 'word' && word.text.includes('@') ? normaliseAddress(word.text) : null;
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
