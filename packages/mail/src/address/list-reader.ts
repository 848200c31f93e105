/** The lexical level of an address list (RFC 5322 3.2, 3.4): words, quoted strings, comments, angle brackets. */
import { cut } from '../charset/clean-text.ts';

/** A piece of one mailbox: `quoted` keeps what stood in quotation marks apart from bare words. */
export interface Piece {
  readonly kind: 'word' | 'quoted' | 'angle';
  readonly text: string;
  /** Blank or comment before it. */
  readonly apart: boolean;
}

/** Makes mailboxes of the pieces between two separators. */
type ToMailboxes<T> = (pieces: readonly Piece[], comments: readonly string[]) => T[];

/** Words that make an address are short; what is longer is cut before it costs time. */
const pieceLimit = 2000;
/** Characters of a domain literal with its brackets. */
const literalLimit = 64;
/** Comments that never close are looked through so often, then a parenthesis is passed over. */
const openCommentLimit = 20;
/** Pieces of one mailbox: a display name of more words than this is cut. */
const piecesLimit = 200;

export class ListReader<T> {
  private readonly text: string;
  private readonly limit: number;
  private readonly toMailboxes: ToMailboxes<T>;
  private readonly found: T[] = [];
  private pieces: Piece[] = [];
  private comments: string[] = [];
  private at = 0;
  private apart = false;
  private openComments = 0;

  constructor(text: string, limit: number, toMailboxes: ToMailboxes<T>) {
    this.toMailboxes = toMailboxes;
    this.text = text;
    this.limit = limit;
  }

  read(): T[] {
    const { text } = this;
    while (this.at < text.length && this.found.length < this.limit) {
      const character = text[this.at] as string;
      switch (character) {
        case '(':
          this.keepComment(this.takeComment());
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

  private keepComment(comment: string): void {
    if (this.comments.length < piecesLimit) this.comments.push(cut(comment, pieceLimit));
  }

  private drop(): void {
    this.pieces = [];
    this.comments = [];
    this.apart = false;
  }

  private close(): void {
    if (this.pieces.length > 0) this.found.push(...this.toMailboxes(this.pieces, this.comments));
    this.drop();
  }

  private takeWord(): string {
    const start = this.at;
    const { text } = this;
    while (this.at < text.length && !isDelimiter(text.charCodeAt(this.at))) {
      // A domain literal may hold colons (IPv6).
      if (text[this.at] === '[') {
        const close = text.slice(this.at, this.at + literalLimit).indexOf(']');
        if (close > 0) this.at += close;
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
    if (this.openComments > openCommentLimit) {
      this.at = start;
      return '';
    }
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
      this.openComments++;
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
