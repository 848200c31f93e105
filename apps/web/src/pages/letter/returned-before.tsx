import type { LetterApprovalDetail } from '@tradepost/contract';
import { Collapse } from 'antd';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import s from './approvals.module.css';
import { type DiffLine, diffLines } from './diff-lines.ts';

/** What was asked to be changed when the letter came back, and what has been. */
export function ReturnedBefore({ approval }: { approval: LetterApprovalDetail }) {
  const t = useT();
  const format = useFormat();
  const { returned } = approval;
  if (returned === null) return null;
  const lines = diffLines(
    `${returned.subject}\n\n${returned.text}`,
    `${approval.subject}\n\n${approval.text}`,
  );
  const changed = lines.some(({ change }) => change !== 'same');
  return (
    <section className={s.returned} aria-label={t('approvals.before')}>
      <p>
        {t('approvals.returnedBefore', {
          by: returned.byName ?? '–',
          at: returned.at === null ? '–' : format.dateTime(returned.at),
        })}
        {returned.note && <q dir="auto">{returned.note}</q>}
      </p>
      <Collapse
        size="small"
        defaultActiveKey={['changes']}
        items={[
          {
            key: 'changes',
            label: t(changed ? 'approvals.changes' : 'approvals.noChange'),
            children: <Changes lines={lines} />,
          },
        ]}
      />
    </section>
  );
}

const MARKS = { same: ' ', gone: '−', new: '+' } as const;

function Changes({ lines }: { lines: readonly DiffLine[] }) {
  const t = useT();
  return (
    <pre className={s.diff} dir="auto">
      {lines.map(({ text, change }, i) => (
        <div key={i} className={s[change]}>
          <span aria-hidden>{MARKS[change]}</span>
          {change !== 'same' && <span className="tp-hidden">{t(`approvals.${change}`)}</span>}
          {text || ' '}
        </div>
      ))}
    </pre>
  );
}
