import { withoutLeaders } from '../header/subject.ts';

/** Characters; RFC 5322 allows more, people read less. */
const LONGEST = 500;

/** One mark, however many programs of however many countries put theirs before it. What is in brackets stays. */
export function replySubject(subject: string, kind: 'reply' | 'forward'): string {
  const mark = kind === 'reply' ? 'Re: ' : 'Fwd: ';
  return `${mark}${withoutLeaders(subject)}`.trim().slice(0, LONGEST).toWellFormed();
}
