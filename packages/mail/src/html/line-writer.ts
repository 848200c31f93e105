import { cutAtCodePoint } from './well-formed.ts';

/** More than this many levels of quoting, tabs or list are written as this many: hostile input nests without end. */
const MAX_LEVELS = 20;

/** Characters that only pad or hint at line breaks: preheader fillers, soft hyphens, byte order marks. */
const INVISIBLE = /\u00ad|\u034f|\u200b|\u2060|\ufeff/g;
const FOLDABLE = / ?[\t\n\f\r\u00a0\u2007\u202f][ \t\n\f\r\u00a0\u2007\u202f]*| {2,}/g;
/** What Postgres and JSON refuse or people cannot see: C0 controls but tab and line feed, DEL, C1. */
// oxlint-disable-next-line no-control-regex -- these are the ones to remove
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
/** Longer runs of blanks line nothing up; cut first, they keep the patterns below linear. */
const LONG_BLANK = /[ \t\u200c\u200d]{20,}/g;
/** Joiners with nothing to join on one side: the filler of hidden preview lines. */
const LOOSE_JOINERS = /[\u200c\u200d]+(?=\s|$)|(?<=^|\s)[\u200c\u200d]+/m;
const ALL_LOOSE_JOINERS = new RegExp(LOOSE_JOINERS, 'gm');

/**
 * Builds plain text line by line from a stream of runs and breaks. White space is folded as CSS 2.2 16.6.1
 * does for `white-space: normal`; breaks wait until text follows, so there are none at the ends.
 */
export class LineWriter {
  private text = '';
  private breaks = 0;
  private tabs = 0;
  private prefix = '';
  private quoteLevel = 0;
  /** Of the line before: a blank line between belongs to the lower of both. */
  private lastQuoteLevel = 0;
  private spaceBefore = true;

  get length(): number {
    return this.text.length;
  }

  /** At least `count` line ends before the next text; two make a blank line, more are not kept. */
  breakLine(count: 1 | 2): void {
    // A block that opens at the start of a cell stays beside the cell before.
    if (this.tabs === 0 && count > this.breaks) this.breaks = count;
  }

  /** One more line end, as `<br>` has it. */
  addBreak(): void {
    if (this.tabs === 0) this.breaks = Math.min(this.breaks + 1, 2);
  }

  /** What follows stands on a new line, also when cells were begun and stayed empty. */
  endRow(): void {
    this.tabs = 0;
    this.breakLine(1);
  }

  /** The next text is another cell of the same row, whatever blocks ended within the last one. */
  nextCell(): void {
    this.breaks = 0;
    this.prefix = '';
    this.tabs = Math.min(this.tabs + 1, MAX_LEVELS);
  }

  /** A list mark before the next text. */
  mark(prefix: string): void {
    this.prefix = prefix;
  }

  quote(level: number): void {
    this.breakLine(1);
    this.quoteLevel = Math.min(level, MAX_LEVELS);
  }

  /** A run of text in which white space folds. */
  write(run: string): void {
    let folded = run.replace(FOLDABLE, ' ');
    const startsWithSpace = folded.charCodeAt(0) === 32;
    if (folded === ' ') {
      if (!this.spaceBefore && this.breaks === 0 && this.tabs === 0) {
        this.text += ' ';
        this.spaceBefore = true;
      }
      return;
    }
    if (folded === '') return;
    if (this.flush() || this.spaceBefore) {
      if (startsWithSpace) folded = folded.slice(1);
    }
    this.text += folded;
    this.spaceBefore = folded.charCodeAt(folded.length - 1) === 32;
  }

  /** A run whose line ends and spaces stand as they are (`<pre>`). */
  writePreformatted(run: string): void {
    const lines = run.split(/\r\n|\r|\n/);
    for (let i = 0; i < lines.length; i++) {
      if (i > 0) this.addBreak();
      const line = lines[i] ?? '';
      if (line === '') continue;
      this.flush();
      this.text += line;
      this.spaceBefore = line.endsWith(' ');
    }
  }

  /** The text, well formed (no lone surrogates), without control characters, at most `maxLength` UTF-16 units. */
  finish(maxLength: number): string {
    let text = cutAtCodePoint(this.text, maxLength)
      .replace(CONTROLS, '')
      .replace(INVISIBLE, '')
      .replace(LONG_BLANK, ' ');
    if (LOOSE_JOINERS.test(text)) text = text.replaceAll(ALL_LOOSE_JOINERS, '').replace(/ {2,}/g, ' ');
    text = text.replace(/[ \t]+$/gm, '').replace(/\n{3,}/g, '\n\n');
    return text.trim().toWellFormed();
  }

  /** Writes the waiting breaks, tabs and marks; true when the next text begins a line or a cell. */
  private flush(): boolean {
    const atStart = this.text === '';
    if (!atStart && this.breaks === 0 && this.tabs === 0) {
      if (this.prefix !== '') {
        this.text += this.prefix;
        this.prefix = '';
        return true;
      }
      return false;
    }
    const newLine = atStart || this.breaks > 0;
    if (!atStart && this.breaks > 0) {
      this.text +=
        this.breaks === 1 ? '\n' : `\n${'>'.repeat(Math.min(this.lastQuoteLevel, this.quoteLevel))}\n`;
    }
    if (newLine) {
      this.lastQuoteLevel = this.quoteLevel;
      if (this.quoteLevel > 0) this.text += `${'>'.repeat(this.quoteLevel)} `;
    } else {
      this.text += '\t'.repeat(this.tabs);
    }
    this.text += this.prefix;
    this.prefix = '';
    this.breaks = 0;
    this.tabs = 0;
    return true;
  }
}
