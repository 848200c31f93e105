import { decodeCodePage } from './code-page.ts';

/** What an RTF body holds: the HTML that Outlook wrapped in it (MS-OXRTFEX), or its plain text. */
export interface RtfBody {
  kind: 'html' | 'text';
  text: string;
}

/** Groups nest; what nests deeper than this is not read. */
const MAX_DEPTH = 200;
const MAX_TEXT = 4_000_000;

/** Destinations that hold no text of the body. */
const NO_TEXT =
  /^(?:fonttbl|colortbl|stylesheet|info|pict|object|listtable|listoverridetable|rsidtbl|generator|themedata|datastore|header|footer|headerl|headerr|footerl|footerr|fldinst|mhtmltag|xmlnstbl|latentstyles|colorschememapping)$/;

/** Control words that are characters. */
const CHARACTERS: ReadonlyMap<string, string> = new Map([
  ['par', '\n'],
  ['line', '\n'],
  ['row', '\n'],
  ['cell', '\t'],
  ['tab', '\t'],
  ['emdash', '—'],
  ['endash', '–'],
  ['bullet', '•'],
  ['lquote', '‘'],
  ['rquote', '’'],
  ['ldblquote', '“'],
  ['rdblquote', '”'],
]);

const TOKEN =
  /\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\(\*)|\\([^a-z'])|([{}])|[\r\n]+|([^\\{}\r\n]+)/gi;

interface Group {
  /** In a destination without text of the body. */
  silent: boolean;
  /** Between `\htmlrtf` and `\htmlrtf0`: made for readers of RTF only. */
  rtfOnly: boolean;
  /** Characters to leave out after `\u`. */
  fallback: number;
}

/** Reads RTF in one pass over its tokens, without recursion. Text only: no fonts, no pictures. */
export function rtfToBody(rtf: Uint8Array): RtfBody {
  const source = Buffer.from(rtf.buffer, rtf.byteOffset, rtf.length).toString('latin1');
  const isHtml = /\\fromhtml1?\b/.test(source.slice(0, 2_000));
  const reader = new RtfReader(isHtml);
  for (const token of source.matchAll(TOKEN)) {
    if (!reader.take(token)) break;
  }
  return { kind: isHtml ? 'html' : 'text', text: reader.finish() };
}

class RtfReader {
  private readonly isHtml: boolean;
  private codePage = 1252;
  private text = '';
  private pending: number[] = [];
  private skip = 0;
  private group: Group = { silent: false, rtfOnly: false, fallback: 1 };
  private readonly outer: Group[] = [];
  private tooDeep = 0;

  constructor(isHtml: boolean) {
    this.isHtml = isHtml;
  }

  finish(): string {
    this.flush();
    return this.text.slice(0, MAX_TEXT).toWellFormed();
  }

  /** False when the text is full. */
  take([, word, number, hex, star, symbol, brace, run]: RegExpMatchArray): boolean {
    if (word !== undefined) this.word(word.toLowerCase(), number === undefined ? null : Number(number));
    else if (hex !== undefined) this.octets([Number.parseInt(hex, 16)]);
    else if (star !== undefined) this.group.silent = true;
    else if (symbol !== undefined) this.symbol(symbol);
    else if (brace !== undefined) this.brace(brace);
    else if (run !== undefined) this.octets([...Buffer.from(run, 'latin1')]);
    return this.text.length < MAX_TEXT;
  }

  private brace(brace: string): void {
    this.skip = 0;
    if (brace === '{') {
      if (this.outer.length >= MAX_DEPTH) this.tooDeep++;
      else {
        this.outer.push(this.group);
        this.group = { ...this.group };
      }
    } else if (this.tooDeep > 0) this.tooDeep--;
    else this.group = this.outer.pop() ?? this.group;
  }

  private word(word: string, number: number | null): void {
    if (word === 'htmltag') {
      // MS-OXRTFEX 2.1.3.1.2: HTML as it was.
      this.group.silent = !this.isHtml;
    } else if (word === 'htmlrtf') this.group.rtfOnly = number !== 0;
    else if (word === 'ansicpg' && number !== null) this.codePage = number;
    else if (word === 'uc') this.group.fallback = Math.max(0, Math.min(number ?? 1, 10));
    else if (word === 'u' && number !== null) {
      this.write(String.fromCharCode(number & 0xffff));
      this.skip = this.group.fallback;
    } else if (NO_TEXT.test(word)) this.group.silent = true;
    else {
      const character = CHARACTERS.get(word);
      if (character !== undefined) this.write(character);
    }
  }

  private symbol(symbol: string): void {
    if (symbol === '~') this.write('\u00a0');
    else if (symbol === '_') this.write('-');
    else if ('\\{}'.includes(symbol)) this.octets([symbol.charCodeAt(0)]);
  }

  private octets(octets: number[]): void {
    const left = octets.slice(this.skip);
    this.skip = Math.max(0, this.skip - octets.length);
    if (this.isSilent()) return;
    for (const octet of left) this.pending.push(octet);
  }

  private write(text: string): void {
    if (this.isSilent()) return;
    this.flush();
    this.text += text;
  }

  private isSilent(): boolean {
    return this.tooDeep > 0 || this.group.silent || (this.isHtml && this.group.rtfOnly);
  }

  /** Octets of a multi-byte code page stand apart in the RTF; they are decoded together. */
  private flush(): void {
    if (this.pending.length === 0) return;
    this.text += decodeCodePage(Uint8Array.from(this.pending), this.codePage);
    this.pending = [];
  }
}
