/** What a reply to our mail is answered with: what was done, line by line, and what was not understood. */
import type { Locale, TaskKind } from '@tradepost/db';
import { farDay } from '../reminder/clock-words.ts';
import { FEED_WORDS } from './feed-words.ts';

export type LineResult =
  | { readonly what: 'done' | 'settled'; readonly line: number; readonly task: TaskName }
  | { readonly what: 'put-off'; readonly line: number; readonly task: TaskName; readonly on: string }
  /** Its task is somebody else's now, or the change is not possible. */
  | { readonly what: 'not-yours' | 'not-possible'; readonly line: number }
  /** The mail has lines up to `last`. */
  | { readonly what: 'no-such-line'; readonly said: string; readonly last: number }
  | { readonly what: 'no-number' | 'not-understood' | 'gone'; readonly said: string };

export interface TaskName {
  readonly kind: TaskKind;
  readonly title: string | null;
  readonly customerName: string | null;
}

interface Words {
  subject(done: number): string;
  nothing: string;
  done(name: string): string;
  putOff(name: string, day: string): string;
  settled(name: string): string;
  notYours(line: number): string;
  notPossible(line: number): string;
  gone(said: string): string;
  noSuchLine(said: string, last: number): string;
  noNumber(said: string): string;
  notUnderstood(said: string): string;
  help: string;
}

const WORDS: Readonly<Record<Locale, Words>> = {
  en: {
    subject: (done) => (done === 1 ? '1 task changed' : `${done} tasks changed`),
    nothing: 'Nothing was changed',
    done: (name) => `${name}: done`,
    putOff: (name, day) => `${name}: put off to ${day}`,
    settled: (name) => `${name}: was settled already`,
    notYours: (line) => `${line}. is somebody else’s task now`,
    notPossible: (line) => `${line}. cannot be put off: answer the mail, or promise by when`,
    gone: (said) => `“${said}”: there is no such task any more`,
    noSuchLine: (said, last) => `“${said}”: the tasks in that mail go up to number ${last}`,
    noNumber: (said) => `“${said}”: say which task, by its number in the mail`,
    notUnderstood: (said) => `“${said}”: not understood`,
    help: [
      'What can be said, a line for each task (the number first where the mail has several):',
      '  1 done',
      '  1 done, sent the new price list',
      '  2 snooze 3d   ·   2 tomorrow   ·   2 next Friday   ·   2 12 Dec',
    ].join('\n'),
  },
  'zh-CN': {
    subject: (done) => `已更新 ${done} 项待办`,
    nothing: '未作任何更改',
    done: (name) => `${name}：已完成`,
    putOff: (name, day) => `${name}：已推迟到 ${day}`,
    settled: (name) => `${name}：此前已处理`,
    notYours: (line) => `第 ${line} 条已由他人负责`,
    notPossible: (line) => `第 ${line} 条不能推迟：请回复邮件，或承诺回复日期`,
    gone: (said) => `“${said}”：该待办已不存在`,
    noSuchLine: (said, last) => `“${said}”：该邮件中的待办只到第 ${last} 条`,
    noNumber: (said) => `“${said}”：请注明是邮件中的第几条`,
    notUnderstood: (said) => `“${said}”：无法识别`,
    help: [
      '可以这样回复，每项待办一行（邮件中有多项时，请先写编号）：',
      '  1 完成',
      '  1 完成，已发新报价',
      '  2 推迟3天   ·   2 明天   ·   2 下周五   ·   2 12月12日',
    ].join('\n'),
  },
};

export interface Answer {
  readonly subject: string;
  readonly text: string;
}

/** @param today of the company. */
export function answerReply(
  results: readonly LineResult[],
  subject: string,
  locale: Locale,
  today: string,
): Answer {
  const words = WORDS[locale];
  const changed = results.filter(({ what }) => what === 'done' || what === 'put-off').length;
  const unclear = results.some(({ what }) => what === 'no-number' || what === 'not-understood');
  const title = changed === 0 ? words.nothing : words.subject(changed);
  const lines = results.map((result) => sentence(result, locale, today));
  const help = unclear || results.length === 0 ? ['', words.help] : [];
  return {
    subject: `${title} · ${subject.slice(0, 200)}`,
    text: [...(lines.length === 0 ? [words.nothing] : lines), ...help, ''].join('\n'),
  };
}

function sentence(result: LineResult, locale: Locale, today: string): string {
  const words = WORDS[locale];
  switch (result.what) {
    case 'done':
      return words.done(nameOf(result.line, result.task, locale));
    case 'put-off':
      return words.putOff(nameOf(result.line, result.task, locale), farDay(locale, result.on, today));
    case 'settled':
      return words.settled(nameOf(result.line, result.task, locale));
    case 'not-yours':
      return words.notYours(result.line);
    case 'not-possible':
      return words.notPossible(result.line);
    case 'gone':
      return words.gone(result.said);
    case 'no-such-line':
      return words.noSuchLine(result.said, result.last);
    case 'no-number':
      return words.noNumber(result.said);
    case 'not-understood':
      return words.notUnderstood(result.said);
  }
}

function nameOf(line: number, { kind, title, customerName }: TaskName, locale: Locale): string {
  const words = FEED_WORDS[locale];
  const what = kind === 'todo' ? (title ?? '') : words.tasks[kind];
  return `${line}. ${customerName === null ? what : `${customerName} (${what})`}`;
}
