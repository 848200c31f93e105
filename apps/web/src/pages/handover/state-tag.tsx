import type { HandoverState } from '@tradepost/contract';
import { useT } from '../../i18n/language.tsx';
import s from './handover.module.css';

const WORDS = {
  running: 'handover.stateRunning',
  done: 'handover.stateDone',
  undoing: 'handover.stateUndoing',
  undone: 'handover.stateUndone',
} as const;

export function StateTag({ state }: { state: HandoverState }) {
  const t = useT();
  return <span className={`${s.tag} ${state === 'done' ? s.good : ''}`}>{t(WORDS[state])}</span>;
}
