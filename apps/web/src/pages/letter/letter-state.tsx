import type { Letter, LetterLine } from '@tradepost/contract';
import { Tag } from 'antd';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';

const COLOURS = {
  draft: 'default',
  'waiting-approval': 'processing',
  scheduled: 'blue',
  queued: 'processing',
  sending: 'processing',
  sent: 'success',
  unknown: 'warning',
  failed: 'error',
  cancelled: 'default',
} as const;

/** Where a letter stands, in a word. */
export function LetterStateTag({ letter }: { letter: Pick<LetterLine | Letter, 'state' | 'schedule'> }) {
  const t = useT();
  const format = useFormat();
  const { state, schedule } = letter;
  return (
    <Tag color={COLOURS[state]} style={{ margin: 0 }}>
      {state === 'scheduled' && schedule
        ? t(schedule.kind === 'morning' ? 'letters.scheduledMorning' : 'letters.scheduledAt', {
            time: format.dateTime(schedule.at),
          })
        : t(`letterState.${state}`)}
    </Tag>
  );
}
