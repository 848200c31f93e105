import type { ComplaintEntry } from '@tradepost/contract';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import s from './complaint.module.css';
import { useChangedFields } from './use-changed-fields.ts';

/** Every step with who, when and in what words. */
export function ComplaintLog({ log }: { log: readonly ComplaintEntry[] }) {
  const t = useT();
  const format = useFormat();
  const changed = useChangedFields();
  const words = (entry: ComplaintEntry) => {
    const by = entry.byName ?? t('notices.someone');
    if (entry.step === 'changed') return t('complaints.step-changed', { by, fields: changed(entry.detail) });
    const { assigneeName } = entry.detail;
    if (entry.step === 'assigned')
      return t('complaints.step-assigned', {
        by,
        name: typeof assigneeName === 'string' ? assigneeName : '–',
      });
    return t(`complaints.step-${entry.step}`, { by });
  };
  const look = (step: ComplaintEntry['step']) => {
    if (step === 'refused' || step === 'reopened' || step === 'opened') return s.warn;
    return step === 'verified' || step === 'closed' ? s.good : '';
  };
  return (
    <ol className={s.log}>
      {log.map((entry) => (
        <li key={entry.id} className={look(entry.step) ?? ''}>
          {words(entry)}{' '}
          <time className={page.label} dateTime={entry.at}>
            {format.dateTime(entry.at)}
          </time>
          {entry.text && (
            <p className={s.logText} dir="auto">
              {entry.text}
            </p>
          )}
          {typeof entry.detail['cause'] === 'string' && (
            <p className={s.logText}>
              {t('complaints.cause')}: {entry.detail['cause']}
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}
