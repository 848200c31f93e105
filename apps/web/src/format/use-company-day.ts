import { useState } from 'react';
import { useSession } from '../session/session.tsx';
import { makeFormat } from './make-format.ts';

/**
 * The company's day, `YYYY-MM-DD`, when the page was opened or at the moment given. What is due on a day is due on
 * one of the company's, wherever its reader is: so the lists of tasks, the reminders and the sweep count it.
 */
export function useCompanyDay(now?: Date): string {
  const { companyTimeZone } = useSession();
  const [opened] = useState(() => new Date());
  return makeDay(companyTimeZone)((now ?? opened).toISOString());
}

const made = new Map<string, (iso: string) => string>();

function makeDay(timeZone: string): (iso: string) => string {
  let dayKey = made.get(timeZone);
  if (!dayKey) made.set(timeZone, (dayKey = makeFormat('en', timeZone).dayKey));
  return dayKey;
}
