/** A task as an item of a mail: whom, why now, how, and what can be done about it from the mail. */
import type { Locale } from '@tradepost/db';
import type { DigestTask } from '@tradepost/db/queries/reminder-tasks';
import { type ActionLinks, actionLinks, type LinkDeps } from '../act/mail-tasks.ts';
import { dayIn, dayNumberOf } from '../calendar/days.ts';
import { farDay, momentWords, shortDay } from './clock-words.ts';
import type { MailItem, MailLink } from './mail-document.ts';
import { TASK_WORDS, type TaskWords } from './task-words.ts';
import { type CountryDays, thereWords } from './there.ts';

/** For whom a mail is made, and when. */
export interface LineReader {
  readonly id: number;
  readonly locale: Locale;
  readonly timeZone: string;
  readonly now: Date;
  /** His day, `YYYY-MM-DD`. */
  readonly day: string;
}

export interface LineDeps extends LinkDeps {
  readonly countries: ReadonlyMap<string, CountryDays>;
}

const LONGEST = { subject: 120, words: 220, name: 90 };

export function taskLine(deps: LineDeps, reader: LineReader, task: DigestTask, number: number): MailItem {
  const words = TASK_WORDS[reader.locale];
  const links = linksOf(deps, reader, task);
  const marks = [
    ...(task.key_account ? [words.keyAccount] : []),
    ...(task.grade === null ? [] : [words.grade(task.grade)]),
  ];
  const more = [way(task, words), there(deps, reader, task, words), history(reader, task, words)];
  const title = task.kind === 'todo' ? task.title : (task.customer_name ?? task.message_from);
  return {
    number,
    title: cut(title ?? words.somebody, LONGEST.name),
    url: links.open,
    marks,
    ...lateness(reader, task, words),
    lines: [reason(reader, task, words), ...more.filter((line) => line !== null)],
    ...(task.kind === 'answer' && task.message_preview ? { quote: quoteOf(task) } : {}),
    actions: actionsOf(task, links, words),
  };
}

/** What waits for an answer is opened at the mail that waits. */
function linksOf(deps: LineDeps, reader: LineReader, task: DigestTask): ActionLinks {
  const links = actionLinks(deps, { id: task.id, customerId: task.customer_id }, reader.id, reader.now);
  const mail = task.kind === 'answer' && task.message_at !== null ? task.message_id : null;
  return mail === null ? links : { ...links, open: `${deps.publicUrl}/messages/${mail}` };
}

/** What waits for an answer is settled by one, a complaint by its own steps: it is opened. */
function actionsOf({ kind }: DigestTask, links: ActionLinks, words: TaskWords): MailLink[] {
  const { done, tomorrow, nextWeek, open } = words.actions;
  if (kind === 'answer' || kind === 'complaint') return [{ label: open, url: links.open }];
  return [
    { label: done, url: links.done },
    { label: tomorrow, url: links.tomorrow },
    { label: nextWeek, url: links.nextWeek },
    { label: open, url: links.open },
  ];
}

function lateness(reader: LineReader, task: DigestTask, words: TaskWords): Pick<MailItem, 'aside' | 'tone'> {
  if (task.section === 'unanswered') {
    const since =
      task.message_at === null ? null : (reader.now.getTime() - task.message_at.getTime()) / 60_000;
    const late = task.due_at !== null && task.due_at <= reader.now;
    const aside = since === null ? {} : { aside: words.waiting(words.age(since)) };
    return { ...aside, tone: late ? 'late' : 'normal' };
  }
  const days = dayNumberOf(reader.day) - dayNumberOf(task.due_on);
  if (task.section === 'notes' || days <= 0) return {};
  return { aside: words.late(days), tone: 'late' };
}

function reason(reader: LineReader, task: DigestTask, words: TaskWords): string {
  const day = (on: string) => shortDay(reader.locale, on);
  const daysSince = (at: Date | null) =>
    at === null ? null : dayNumberOf(reader.day) - dayNumberOf(dayIn(reader.timeZone, at));
  const { about } = task.detail;
  switch (task.kind) {
    case 'follow-up':
      return words.followUp(daysSince(task.last_contact_at), task.detail['manual'] === true);
    case 'new-customer':
      return words.newCustomer;
    case 'answer':
      return words.answer(task.message_subject === null ? null : cut(task.message_subject, LONGEST.subject));
    case 'promise': {
      const said = task.promise ?? task.title;
      return words.promised(said === null ? null : cut(said, LONGEST.words), day(task.due_on));
    }
    case 'address-invalid':
      return words.addressInvalid(task.subject_key);
    case 'complaint':
      return typeof about === 'string'
        ? `${words.complaint}${words.separator}${cut(about, LONGEST.words)}`
        : words.complaint;
    case 'verify-profile':
      return words.verify(daysSince(task.verified_at));
    case 'birthday':
      return words.birthday(task.contact_name, birthdayOf(task, reader));
    case 'todo':
      return todoWords(task, words);
  }
}

/** To-dos have their words as the title; below it what they are about. */
function todoWords({ customer_name, given_by, note }: DigestTask, words: TaskWords): string {
  const said = [
    customer_name,
    given_by === null ? null : words.given(given_by),
    note && cut(note, LONGEST.words),
  ];
  return said.filter((one) => one !== null && one !== '').join(words.separator);
}

function birthdayOf({ detail, due_on }: DigestTask, { locale }: LineReader): string {
  return shortDay(locale, typeof detail['on'] === 'string' ? detail['on'] : due_on);
}

function way(task: DigestTask, words: TaskWords): string | null {
  const { contact_name: name, channel, channel_value: value } = task;
  const liked = channel === null ? null : words.ways[channel];
  const parts = [name === null ? null : words.person(cut(name, LONGEST.name), liked), value];
  return joined(parts, words);
}

function there(
  { countries }: LineDeps,
  reader: LineReader,
  task: DigestTask,
  words: TaskWords,
): string | null {
  return task.customer_id === null ? null : thereWords(task, reader, words, countries);
}

function history(reader: LineReader, task: DigestTask, words: TaskWords): string | null {
  const { last_contact_at: last, times_moved: moved, due_at } = task;
  const due =
    task.kind !== 'answer' || due_at === null
      ? null
      : due_at <= reader.now
        ? words.answerLate(words.age((reader.now.getTime() - due_at.getTime()) / 60_000))
        : words.answerDue(momentWords(reader.locale, reader.timeZone, due_at, reader.day));
  const contact =
    last === null || task.kind === 'birthday' || task.kind === 'address-invalid'
      ? null
      : words.lastContact(farDay(reader.locale, dayIn(reader.timeZone, last), reader.day));
  const putOff = moved > 0 && task.kind !== 'answer' ? words.putOff(moved) : null;
  return joined([due, contact, putOff], words);
}

const joined = (parts: readonly (string | null)[], words: TaskWords): string | null => {
  const said = parts.filter((part) => part !== null && part !== '');
  return said.length === 0 ? null : said.join(words.separator);
};

const quoteOf = ({ message_from, message_preview }: DigestTask): string =>
  [message_from, cut(message_preview ?? '', LONGEST.words)].filter(Boolean).join(': ');

/** By characters as people see them, so that none is cut in two. */
export function cut(text: string, most: number): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  if (flat.length <= most) return flat;
  const chars = Array.from(flat);
  return chars.length <= most
    ? flat
    : `${chars
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}
