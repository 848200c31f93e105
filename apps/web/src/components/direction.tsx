import { useT } from '../i18n/language.tsx';
import s from './direction.module.css';

export type MailDirection = 'inbound' | 'outbound' | 'internal';

/** Strokes: in comes down to us, out leaves, internal goes both ways. */
const PATHS: Record<MailDirection, string> = {
  inbound: 'M11.5 4.5 4.5 11.5M4.5 6v5.5H10',
  outbound: 'M4.5 11.5 11.5 4.5M6 4.5h5.5V10',
  internal: 'M3 8h10M5.5 5.5 3 8l2.5 2.5M10.5 5.5 13 8l-2.5 2.5',
};

/** The direction of a mail: an arrow, a colour and a word. */
export function DirectionMark({ direction, word = false }: { direction: MailDirection; word?: boolean }) {
  const t = useT();
  const words = t(`timeline.${direction}`);
  return (
    <span className={`${s.mark} ${s[direction]} ${word ? s.withWord : ''}`} title={word ? undefined : words}>
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden>
        <path
          d={PATHS[direction]}
          fill="none"
          stroke="currentColor"
          strokeWidth="1.8"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      <span className={word ? '' : 'tp-hidden'}>{words}</span>
    </span>
  );
}

export const isDirection = (value: string | null): value is MailDirection =>
  value === 'inbound' || value === 'outbound' || value === 'internal';
