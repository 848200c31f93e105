import type { CustomerSummary } from '@tradepost/contract';
import { useT } from '../i18n/language.tsx';
import s from './grade.module.css';

/** The grade as its letter; the higher, the fuller the colour. */
export function Grade({ grade }: { grade: CustomerSummary['grade'] }) {
  const t = useT();
  if (!grade) return null;
  const words = t('customers.gradeHint', { grade });
  return (
    <span className={`${s.grade} ${s[grade]}`} title={words}>
      <span aria-hidden>{grade}</span>
      <span className="tp-hidden">{words}</span>
    </span>
  );
}
