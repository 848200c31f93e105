import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2';
import { elementKind, isVoidElement } from './element-kinds.ts';
import { LineWriter } from './line-writer.ts';

/** Fed in slices, so that a text that is full stops the work. */
const SLICE = 65_536;
/** Attribute values are read up to here; the styles that hide come early and are short. */
const MAX_ATTRIBUTE = 2_000;
/** Lists, tables and quotes are followed to this depth; below it they count as plain blocks. */
const MAX_DEPTH = 64;

const HIDING_STYLE =
  /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden|max-height\s*:\s*0(?:px)?\s*(?:!important\s*)?(?:;|$))/i;
const CITE_CLASS = /\b(?:gmail_quote|yahoo_quoted|protonmail_quote|cite)\b/i;
/** What Outlook writes for the rule above a quoted message when it makes plain text itself. */
const RULE = '_'.repeat(32);

const WANTED_ATTRIBUTES = new Set(['style', 'hidden', 'type', 'class', 'alt']);

/**
 * The text that a person reads in an HTML mail: a line for each block, tabs between table cells, marks for
 * list items, `>` for quoted replies, the text of links, the `alt` of images; nothing of scripts, styles,
 * the title or hidden elements. One pass without recursion or tree; time and memory grow with the input.
 *
 * @param maxLength of the text, UTF-16 units
 */
export function htmlToText(html: string, maxLength = 1_000_000): string {
  const first = collect(html, maxLength, true);
  // A mail whose whole body is "hidden" (an unclosed preheader) is still somebody's words: better found than lost.
  return first.text === '' && first.hid ? collect(html, maxLength, false).text : first.text;
}

function collect(html: string, maxLength: number, hide: boolean): { text: string; hid: boolean } {
  const collector = new TextCollector(html, hide);
  const tokenizer = new Tokenizer({ decodeEntities: true }, collector);
  for (let at = 0; at < html.length && collector.length < maxLength + SLICE; at += SLICE) {
    tokenizer.write(html.slice(at, at + SLICE));
  }
  tokenizer.end();
  return { text: collector.finish(maxLength), hid: collector.hid };
}

class TextCollector implements TokenizerCallbacks {
  hid = false;
  private readonly html: string;
  private readonly hide: boolean;
  private readonly lines = new LineWriter();
  private tagName = '';
  private attributeName = '';
  private attributes = new Map<string, string>();
  /** Inside an element whose content is left out: its name, and how many of that name are open. */
  private skippedName = '';
  private skippedDepth = 0;
  private skippedTables = 0;
  private preDepth = 0;
  private readonly cells: number[] = [];
  private readonly lists: { ordered: boolean; count: number }[] = [];
  private readonly quotes: boolean[] = [];

  constructor(html: string, hide: boolean) {
    this.html = html;
    this.hide = hide;
  }

  get length(): number {
    return this.lines.length;
  }

  finish(maxLength: number): string {
    return this.lines.finish(maxLength);
  }

  ontext(start: number, end: number): void {
    if (this.skippedName === '') this.writeText(this.html.slice(start, end));
  }

  ontextentity(codePoint: number): void {
    if (this.skippedName === '') this.writeText(String.fromCodePoint(codePoint));
  }

  oncdata(start: number, end: number, endOffset: number): void {
    if (this.skippedName === '') this.writeText(this.html.slice(start, end - endOffset));
  }

  onopentagname(start: number, end: number): void {
    this.tagName = this.html.slice(start, end).toLowerCase();
    if (this.attributes.size > 0) this.attributes.clear();
  }

  onattribname(start: number, end: number): void {
    this.attributeName = '';
    if (this.skippedName !== '' || end - start > 6) return;
    const name = this.html.slice(start, end).toLowerCase();
    if (WANTED_ATTRIBUTES.has(name) && !this.attributes.has(name)) {
      this.attributeName = name;
      this.attributes.set(name, '');
    }
  }

  onattribdata(start: number, end: number): void {
    if (this.attributeName !== '') this.addToAttribute(this.html.slice(start, end));
  }

  onattribentity(codePoint: number): void {
    if (this.attributeName !== '') this.addToAttribute(String.fromCodePoint(codePoint));
  }

  onattribend(): void {
    this.attributeName = '';
  }

  onselfclosingtag(): void {
    this.onopentagend();
  }

  onopentagend(): void {
    const name = this.tagName;
    if (this.skippedName !== '') {
      if (name === this.skippedName) this.skippedDepth++;
      else if (name === 'table') this.skippedTables++;
      return;
    }
    const kind = elementKind(name);
    if (kind === 'skip' || (this.isHidden() && !isVoidElement(name))) {
      if (kind !== 'skip') this.hid = true;
      this.skippedName = name;
      this.skippedDepth = 1;
      this.skippedTables = 0;
      return;
    }
    switch (kind) {
      case 'block':
        return this.lines.breakLine(1);
      case 'paragraph':
        return this.lines.breakLine(2);
      case 'break':
        return this.lines.addBreak();
      case 'rule':
        this.lines.breakLine(1);
        this.lines.write(RULE);
        return this.lines.breakLine(1);
      case 'list':
        this.lines.breakLine(1);
        if (this.lists.length < MAX_DEPTH) this.lists.push({ ordered: name === 'ol', count: 0 });
        return;
      case 'item':
        return this.openItem();
      case 'table':
        this.lines.endRow();
        if (this.cells.length < MAX_DEPTH) this.cells.push(0);
        return;
      case 'row':
        if (this.cells.length > 0) this.cells[this.cells.length - 1] = 0;
        return this.lines.endRow();
      case 'cell':
        return this.openCell();
      case 'quote':
        return this.openQuote();
      case 'pre':
        this.preDepth++;
        return this.lines.breakLine(1);
      case 'image':
        return this.writeText(this.attributes.get('alt') ?? '');
    }
  }

  onclosetag(start: number, end: number): void {
    const name = this.html.slice(start, end).toLowerCase();
    if (this.skippedName !== '') {
      this.closeSkipped(name);
      return;
    }
    switch (elementKind(name)) {
      case 'block':
      case 'item':
        return this.lines.breakLine(1);
      case 'paragraph':
        return this.lines.breakLine(2);
      case 'row':
        return this.lines.endRow();
      case 'list':
        this.lists.pop();
        return this.lines.breakLine(1);
      case 'table':
        this.cells.pop();
        // A column of page layout that held a table goes on in a new line, not in a cell.
        if (this.cells.length > 0) this.cells[this.cells.length - 1] = 0;
        return this.lines.endRow();
      case 'quote':
        this.quotes.pop();
        return this.lines.quote(this.quoteLevel());
      case 'pre':
        this.preDepth = Math.max(0, this.preDepth - 1);
        return this.lines.breakLine(1);
    }
  }

  oncomment(): void {}
  ondeclaration(): void {}
  onprocessinginstruction(): void {}
  onend(): void {}

  private writeText(text: string): void {
    if (this.preDepth > 0) this.lines.writePreformatted(text);
    else this.lines.write(text);
  }

  private addToAttribute(value: string): void {
    const before = this.attributes.get(this.attributeName) ?? '';
    if (before.length < MAX_ATTRIBUTE) {
      this.attributes.set(this.attributeName, before + value.slice(0, MAX_ATTRIBUTE));
    }
  }

  private isHidden(): boolean {
    if (!this.hide || this.attributes.size === 0) return false;
    const style = this.attributes.get('style');
    return this.attributes.has('hidden') || (style !== undefined && HIDING_STYLE.test(style));
  }

  private closeSkipped(name: string): void {
    if (name === this.skippedName) {
      if (--this.skippedDepth === 0) this.skippedName = '';
    } else if (name === 'table' && this.skippedTables > 0) {
      this.skippedTables--;
    } else if (this.skippedTables === 0 && (name === 'td' || name === 'tr' || name === 'table')) {
      // The cell around it ends, so an unclosed hidden element ends with it.
      this.skippedName = '';
    }
  }

  private openItem(): void {
    this.lines.breakLine(1);
    const list = this.lists.at(-1);
    this.lines.mark(list?.ordered ? `${++list.count}. ` : '- ');
  }

  private openCell(): void {
    const last = this.cells.length - 1;
    if (last < 0) return;
    const before = this.cells[last] ?? 0;
    if (before > 0) this.lines.nextCell();
    this.cells[last] = before + 1;
  }

  private openQuote(): void {
    const isReply =
      this.attributes.get('type') === 'cite' || CITE_CLASS.test(this.attributes.get('class') ?? '');
    if (this.quotes.length < MAX_DEPTH) this.quotes.push(isReply);
    this.lines.quote(this.quoteLevel());
  }

  private quoteLevel(): number {
    return this.quotes.reduce((level, isReply) => level + (isReply ? 1 : 0), 0);
  }
}
