import type { Highlighted } from '@tradepost/contract';
import type { ReactNode } from 'react';
import s from './search.module.css';

/** A text with the places that the search found. */
export function Marked({ text, ranges }: Highlighted) {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const [from, until] of ranges) {
    parts.push(text.slice(at, from), <mark key={from}>{text.slice(from, until)}</mark>);
    at = until;
  }
  parts.push(text.slice(at));
  return <span className={s.marked}>{parts}</span>;
}
