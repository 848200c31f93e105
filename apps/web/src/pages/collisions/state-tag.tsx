import type { CollisionState } from '@tradepost/contract';
import { useT } from '../../i18n/language.tsx';
import s from './collisions.module.css';

export function StateTag({ state }: { state: CollisionState }) {
  const t = useT();
  const look = { open: s.open, decided: s.good, overtaken: '' }[state];
  return <span className={`${s.tag} ${look}`}>{t(`collisions.${state}`)}</span>;
}
