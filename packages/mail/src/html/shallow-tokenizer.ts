import { type ParserOptions, type QuoteType, Tokenizer, type TokenizerCallbacks } from 'htmlparser2';
import { isVoidElement } from './element-kinds.ts';

/** Chromium stops nesting at 512; real mails with thirty quoted replies reach about 150. */
const MAX_DEPTH = 256;
/**
 * Bound of the work of one mail, in tokens: 200,000 tags (real mails have under 40,000, and a browser hangs
 * on many more), a million runs of text or character references.
 */
const MAX_WORK = 1_000_000;
const WORK_OF_TAG = 5;
const MAX_ATTRIBUTES = 50;

/** Counts what a parse has opened, and says whether the bounds cut something off. */
export class ParseBounds {
  depth = 0;
  work = 0;
  cut = false;
}

/** For `parser` of sanitize-html, which hands it on to the tokenizer. */
export interface ShallowParserOptions extends ParserOptions {
  /** Its depth is kept by the caller, who sees the parser's open and close events. */
  bounds: ParseBounds;
}

/**
 * A tokenizer for the HTML parser that leaves out elements nested too deep, what comes when the bound of work
 * is reached, and attributes past the fiftieth of a tag. The parser's stack is an array that grows at its front:
 * without this bound, five megabytes of open tags take hours.
 *
 * One class for all mails, with the bounds in the options: a class made for each would keep the engine from
 * ever compiling the tokenizer for good.
 */
export class ShallowTokenizer extends Tokenizer {
  private readonly shallow: ShallowCallbacks;

  constructor(options: ParserOptions, callbacks: TokenizerCallbacks) {
    const { bounds } = options as ShallowParserOptions;
    const shallow = new ShallowCallbacks(callbacks, bounds);
    super(options, shallow);
    this.shallow = shallow;
  }

  override write(chunk: string): void {
    this.shallow.source = chunk;
    super.write(chunk);
  }
}

class ShallowCallbacks implements TokenizerCallbacks {
  private readonly next: TokenizerCallbacks;
  private readonly bounds: ParseBounds;
  /** The whole input is written at once, so offsets are those of the source. */
  source = '';
  private leavingOut = false;
  private attributes = 0;
  /** End tags to leave out, because their start tags were. */
  private readonly leftOut = new Map<string, number>();

  constructor(next: TokenizerCallbacks, bounds: ParseBounds) {
    this.next = next;
    this.bounds = bounds;
  }

  ontext(start: number, end: number): void {
    if (!this.spend(1)) this.next.ontext(start, end);
  }

  ontextentity(codePoint: number, end: number): void {
    if (!this.spend(1)) this.next.ontextentity(codePoint, end);
  }

  onopentagname(start: number, end: number): void {
    this.attributes = 0;
    this.leavingOut = this.spend(WORK_OF_TAG) || this.bounds.depth >= MAX_DEPTH;
    if (!this.leavingOut) return this.next.onopentagname(start, end);
    const name = this.nameAt(start, end);
    if (!isVoidElement(name)) this.leftOut.set(name, (this.leftOut.get(name) ?? 0) + 1);
  }

  onclosetag(start: number, end: number): void {
    if (this.spend(WORK_OF_TAG)) return;
    if (this.leftOut.size > 0) {
      const name = this.nameAt(start, end);
      const count = this.leftOut.get(name);
      if (count !== undefined) {
        if (count === 1) this.leftOut.delete(name);
        else this.leftOut.set(name, count - 1);
        return;
      }
    }
    this.next.onclosetag(start, end);
  }

  onattribname(start: number, end: number): void {
    if (++this.attributes <= MAX_ATTRIBUTES && !this.leavingOut) this.next.onattribname(start, end);
  }

  onattribdata(start: number, end: number): void {
    if (this.attributes <= MAX_ATTRIBUTES && !this.leavingOut) this.next.onattribdata(start, end);
  }

  onattribentity(codePoint: number): void {
    if (this.attributes <= MAX_ATTRIBUTES && !this.leavingOut) this.next.onattribentity(codePoint);
  }

  onattribend(quote: QuoteType, end: number): void {
    if (this.attributes <= MAX_ATTRIBUTES && !this.leavingOut) this.next.onattribend(quote, end);
  }

  onopentagend(end: number): void {
    if (!this.leavingOut) this.next.onopentagend(end);
    this.leavingOut = false;
  }

  onselfclosingtag(end: number): void {
    if (!this.leavingOut) this.next.onselfclosingtag(end);
    this.leavingOut = false;
  }

  oncomment(start: number, end: number, offset: number): void {
    this.next.oncomment(start, end, offset);
  }

  oncdata(start: number, end: number, offset: number): void {
    if (!this.spend(1)) this.next.oncdata(start, end, offset);
  }

  ondeclaration(start: number, end: number): void {
    this.next.ondeclaration(start, end);
  }

  onprocessinginstruction(start: number, end: number): void {
    this.next.onprocessinginstruction(start, end);
  }

  onend(): void {
    this.next.onend();
  }

  isInForeignContext(): boolean {
    return this.next.isInForeignContext?.() ?? false;
  }

  /** True when the work is more than the bound: the token is to be left out. */
  private spend(work: number): boolean {
    if (this.bounds.cut) return true;
    this.bounds.work += work;
    this.bounds.cut = this.bounds.work > MAX_WORK;
    return this.bounds.cut;
  }

  private nameAt(start: number, end: number): string {
    return this.source.slice(start, Math.min(end, start + 40)).toLowerCase();
  }
}
