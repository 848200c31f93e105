import { useState } from 'react';
import { useFormat } from '../../format/use-format.ts';

/** The day in the reader's time zone on which the page was opened, `YYYY-MM-DD`: days of a query are said from there. */
export function useToday(): string {
  const format = useFormat();
  const [now] = useState(() => new Date().toISOString());
  return format.dayKey(now);
}
