/** One mail with all that cannot wait for one person. */
import type { InstantKind } from '@tradepost/contract';
import type { Locale, TaskKind } from '@tradepost/db';
import type { UrgentNotice } from '@tradepost/db/queries/reminder-instant';
import { isDay } from '../calendar/days.ts';
import { shortDay } from './clock-words.ts';
import { INSTANT_WORDS } from './instant-words.ts';
import type { MailDocument, MailItem } from './mail-document.ts';
import { cut } from './task-line.ts';

export interface Urgent {
  readonly kind: InstantKind;
  readonly notice: UrgentNotice;
  /** As the reader may see it; null: he may not, or there is none. */
  readonly customerName: string | null;
}

const ABOUT: Readonly<Record<string, 'quotes' | 'off-list'>> = {
  'quote-conflict': 'quotes',
  'off-list-mail': 'off-list',
};
const MOST_SHOWN = 30;
const LONGEST = { name: 80, line: 220 };

export function composeInstant(publicUrl: string, locale: Locale, urgent: readonly Urgent[]): MailDocument {
  const words = INSTANT_WORDS[locale];
  const items = urgent.slice(0, MOST_SHOWN).map((one) => itemOf(publicUrl, locale, one));
  const first = items[0]?.title ?? '';
  return {
    locale,
    subject: urgent.length === 1 ? first : words.subject(urgent.length),
    preheader: urgent.length === 1 ? (items[0]?.lines?.[0] ?? '') : first,
    dateline: words.dateline,
    title: words.title(urgent.length),
    sections: [{ title: words.dateline, tone: 'late', items }],
    button: { label: words.open, url: `${publicUrl}/notices` },
    footer: [words.why],
    settings: { label: words.settings, url: `${publicUrl}/settings/reminders` },
  };
}

function itemOf(publicUrl: string, locale: Locale, { kind, notice, customerName }: Urgent): MailItem {
  const words = INSTANT_WORDS[locale];
  const { detail } = notice;
  const text = (...names: readonly string[]): string | null => {
    for (const name of names) {
      const value = detail[name];
      if (typeof value === 'string' && value.trim() !== '') return cut(value, LONGEST.name);
    }
    return null;
  };
  const dueOn = detail['dueOn'];
  const title = words.sentence(kind, {
    customer:
      customerName === null
        ? (text('customerName', 'buyer', 'title') ?? words.someCustomer)
        : cut(customerName, LONGEST.name),
    person: text('userName', 'personName', 'actorName') ?? words.somebody,
    level: typeof detail['level'] === 'number' ? detail['level'] : 1,
    taskKind: typeof detail['taskKind'] === 'string' ? (detail['taskKind'] as TaskKind) : null,
    about: ABOUT[notice.kind] ?? null,
    day: null,
  });
  const step = text('step');
  const severity = detail['severity'];
  const facts = [
    step === null ? null : (words.steps[step] ?? null),
    typeof severity === 'number' && kind === 'complaint' ? words.severity(severity) : null,
    kind === 'escalation' && typeof dueOn === 'string' && isDay(dueOn)
      ? words.since(shortDay(locale, dueOn))
      : null,
    text('platform'),
    text('product'),
    text('title', 'subject'),
  ].filter((one) => one !== null && one !== '');
  const about = typeof detail['about'] === 'string' ? cut(detail['about'], LONGEST.line) : null;
  return {
    title,
    url: pageOf(publicUrl, notice),
    tone: 'late',
    lines: facts.length === 0 ? [] : [facts.join(words.separator)],
    ...(about === null ? {} : { quote: about }),
  };
}

/** The page of what it is about, as the notice in the product has it. */
function pageOf(publicUrl: string, { subject_kind, subject_id, customer_id }: UrgentNotice): string {
  if (subject_kind === 'collision' && subject_id !== null) return `${publicUrl}/collisions/${subject_id}`;
  if (subject_kind === 'quote-conflict') return `${publicUrl}/collisions/quotes`;
  if (subject_kind === 'complaint' && subject_id !== null) return `${publicUrl}/complaints/${subject_id}`;
  if (subject_kind === 'inquiry' && customer_id === null) return `${publicUrl}/inquiries`;
  return customer_id === null ? `${publicUrl}/notices` : `${publicUrl}/customers/${customer_id}`;
}
