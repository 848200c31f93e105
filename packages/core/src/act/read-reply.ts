/**
 * What a reply to one of our mails asks for. A line is `[number] words`: "done", "2 snooze 3d", "3：明天",
 * "1 done, sent the new price list". Without a number it is about the mail's only task, or, with "all", about each.
 * Everything else is told back: nothing is guessed.
 */
import { readDay, type SaidDay } from './day-words.ts';

export type Wish =
  | { readonly does: 'done'; readonly note: string | null }
  | { readonly does: 'put-off'; readonly to: SaidDay };

export interface ReplyLine {
  /** As it was written, cut. */
  readonly said: string;
  /** Lines of our mail that it is about, whether there are so many or not; empty: it says none, and there are several. */
  readonly lines: readonly number[];
  /** Null: not understood. */
  readonly wish: Wish | null;
}

/** Lines of a reply that are read. */
const MOST_LINES = 200;
const LONGEST_NOTE = 2_000;
/** RFC 3676 4.3, and how people and telephones end a mail. */
const SIGNATURE =
  /^(?:--\s*$|[-_*]{3,}\s*$|(?:best|kind|warm)? ?regards|best wishes|cheers|thanks(?: and regards)?[,.!]?\s*$|thank you[,.!]?\s*$|sent from |get outlook |此致|祝好|顺颂|谢谢[。！!,，]?\s*$|发自我的|来自我的)/iu;
const GREETING = /^(?:hi|hello|dear|good (?:morning|day|afternoon))\b[^:]{0,40}$|^(?:您好|你好)[，,！!]?$/iu;
const DONE =
  /^(?:done|finished|completed?|ok(?:ay)?|replied|contacted|called|closed|已?完成了?|办(?:好|完)了?|搞定了?|好了|已(?:联系|回复|跟进|处理)了?)(?:$|\s*[,，.。:：;；!！—–-]\s*|\s+)/iu;
const LATER =
  /^(?:snooze|later|postpone|put off|move|remind(?: me)?|推迟|延后|延期|改到|改为|推到)\s*(?:to|until|till|for|by|到|至)?\s*/iu;
const NOTE = /^(?:note|备注|记录)\s*[:：]?\s*/iu;
const NUMBER = /^(?:#|no\.?\s*|第)?(\d{1,3})\s*(?:[.)、:：，,\-–—]|条|号|\s|$)\s*/iu;
/** Who asks something tells of no contact. */
const QUESTION = /[?？]\s*$/u;
const ALL = /^(?:all|everything|全部|所有|都)\s*[:：，,]?\s*/iu;

/**
 * @param text what is new in the reply, without what it quotes.
 * @param tasks how many lines our mail had.
 * @param today of the company.
 */
export function readReply(text: string, tasks: number, today: string): ReplyLine[] {
  const found: ReplyLine[] = [];
  let note: { lines: number[]; said: string[] } | null = null;
  let ended = false;
  for (const line of ownLines(text)) {
    if (line === '') {
      // A paragraph ends a note.
      if (note !== null) break;
      ended = found.length > 0;
      continue;
    }
    if (note !== null) {
      note.said.push(line);
      continue;
    }
    const read = readLine(line, tasks, today);
    // In words about the only task: what follows belongs to it.
    const tells = read.wish === null && !QUESTION.test(line);
    if (tells && read.lines.length === 1 && found.length === 0 && tasks === 1) {
      note = { lines: [...read.lines], said: [line] };
      continue;
    }
    // Below what was asked for, and nothing by itself: a name, a telephone.
    if (ended && read.wish === null && read.lines.length === 0) continue;
    found.push(read);
  }
  if (note !== null) found.push(asNote(note.lines, note.said.join('\n')));
  return found;
}

function ownLines(text: string): string[] {
  const lines = text.split(/\r\n|\r|\n/, MOST_LINES).map((line) => line.replace(/\u00a0/g, ' ').trim());
  const end = lines.findIndex((line) => SIGNATURE.test(line));
  return (end < 0 ? lines : lines.slice(0, end)).filter((line) => !GREETING.test(line));
}

function readLine(line: string, tasks: number, today: string): ReplyLine {
  const said = line.slice(0, 200);
  const all = ALL.exec(line);
  // "3d" and "3 days" begin with a number too.
  const numbered = readDay(fold(line), today) === null ? NUMBER.exec(line) : null;
  const number = Number(numbered?.[1] ?? 0);
  const rest = line.slice((all ?? numbered)?.[0].length ?? 0).trim();
  const wish = readWish(rest, today);
  if (all !== null && wish !== null) return { said, lines: everyLine(tasks), wish };
  if (numbered !== null) return ofNumber(said, number, rest, wish, tasks);
  return { said, lines: tasks === 1 ? [1] : [], wish: readWish(line, today) };
}

function ofNumber(said: string, number: number, rest: string, wish: Wish | null, tasks: number): ReplyLine {
  if (number < 1 || number > tasks) return { said, lines: wish === null ? [] : [number], wish };
  // A line that is named and says something else is a note on it.
  if (wish === null && rest !== '' && !QUESTION.test(rest)) return { ...asNote([number], rest), said };
  return { said, lines: [number], wish };
}

function readWish(text: string, today: string): Wish | null {
  const done = DONE.exec(text);
  if (done !== null) {
    const note = text.slice(done[0].length).trim();
    return { does: 'done', note: note === '' ? null : note.slice(0, LONGEST_NOTE) };
  }
  const note = NOTE.exec(text);
  if (note !== null && text.length > note[0].length)
    return { does: 'done', note: text.slice(note[0].length).slice(0, LONGEST_NOTE) };
  const to = readDay(fold(text.replace(LATER, '')), today);
  return to === null ? null : { does: 'put-off', to };
}

const asNote = (lines: readonly number[], text: string): ReplyLine => ({
  said: text.slice(0, 200),
  lines,
  wish: { does: 'done', note: text.slice(0, LONGEST_NOTE) },
});

const everyLine = (tasks: number) => Array.from({ length: tasks }, (_, i) => i + 1);

const fold = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
