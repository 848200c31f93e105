import type { PolicyPreview as Preview } from '@tradepost/contract';
import { Alert } from 'antd';
import { useEffect, useRef } from 'react';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import { noonOf } from '../today/use-task-words.ts';
import s from './follow-up.module.css';

/** What would be due tomorrow, beside what is due as it is. */
export function PolicyPreview({ preview }: { preview: Preview }) {
  const t = useT();
  const format = useFormat();
  const { on, now, after, byGrade, bySalesperson, more, newCustomers, moved, answers } = preview;
  const day = format.longDate(noonOf(on));
  const section = useRef<HTMLElement>(null);
  // It stands below a long form.
  useEffect(() => {
    // In newer browsers it returns a promise, which is no clean-up.
    section.current?.scrollIntoView({ block: 'center' });
  }, [preview]);
  return (
    <section className={s.sheet} aria-live="polite" ref={section}>
      <h2>{t('followUp.previewTitle', { day })}</h2>
      <p className={s.hint}>{t('followUp.previewHint')}</p>
      <Alert
        type={after > now ? 'warning' : 'info'}
        showIcon
        title={
          after === now
            ? t('followUp.previewSame', { count: now })
            : t(after > now ? 'followUp.previewMore' : 'followUp.previewFewer', {
                now,
                after,
                by: Math.abs(after - now),
              })
        }
      />
      <div className={s.tables}>
        <Compared
          head={t('followUp.gradeColumn')}
          lines={byGrade.map(({ grade, ...counts }) => ({
            key: grade ?? '',
            name: grade ?? t('followUp.noGrade'),
            ...counts,
          }))}
        />
        <Compared
          head={t('followUp.salesperson')}
          lines={bySalesperson.map(({ userId, userName, ...counts }) => ({
            key: String(userId),
            name: userName,
            ...counts,
          }))}
        />
      </div>
      {moved.earlier + moved.later > 0 && <p className={s.hint}>{t('followUp.previewMoved', moved)}</p>}
      {answers.waiting > 0 && <Answers answers={answers} />}
      {(newCustomers.now > 0 || newCustomers.after > 0) && (
        <p className={s.hint}>{t('followUp.previewNew', newCustomers)}</p>
      )}
      {more > 0 && <p className={s.hint}>{t('followUp.previewMorePeople', { count: more })}</p>}
    </section>
  );
}

function Answers({ answers }: { answers: Preview['answers'] }) {
  const t = useT();
  const { waiting, more, earlier, later, late, told } = answers;
  return (
    <>
      <p className={s.hint}>
        {t(more ? 'followUp.previewAnswersMost' : 'followUp.previewAnswers', { waiting, earlier, later })}
      </p>
      <Compared
        head={t('followUp.previewWaiting')}
        lines={[
          { key: 'late', name: t('followUp.previewLate'), ...late },
          { key: 'told', name: t('followUp.previewTold'), ...told },
        ]}
      />
    </>
  );
}

interface Line {
  key: string;
  name: string;
  now: number;
  after: number;
}

function Compared({ head, lines }: { head: string; lines: readonly Line[] }) {
  const t = useT();
  const format = useFormat();
  if (lines.length === 0) return null;
  return (
    <table className={`${page.table} ${s.compared}`}>
      <thead>
        <tr>
          <th>{head}</th>
          <th className={page.number}>{t('followUp.now')}</th>
          <th className={page.number}>{t('followUp.after')}</th>
          <th className={page.number}>{t('followUp.difference')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ key, name, now, after }) => (
          <tr key={key}>
            <td>{name}</td>
            <td className={page.number}>{format.number(now)}</td>
            <td className={page.number}>{format.number(after)}</td>
            <td className={`${page.number} ${after > now ? s.more : s.fewer}`}>
              {after === now ? '–' : `${after > now ? '+' : '−'}${format.number(Math.abs(after - now))}`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
