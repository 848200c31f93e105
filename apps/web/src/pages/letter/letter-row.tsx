import { PaperClipOutlined } from '@ant-design/icons';
import type { LetterLine } from '@tradepost/contract';
import { Link } from 'react-router';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import { useOutgoingFault } from '../policy/use-outgoing-fault.ts';
import { useCompose } from './compose-context.tsx';
import { LetterActions } from './letter-actions.tsx';
import s from './letter.module.css';
import { LetterStateTag } from './letter-state.tsx';
import { useFieldNamesIn } from './use-field-name.ts';

/** One letter: to whom, about what, where it stands, and what can be done. */
export function LetterRow({ letter }: { letter: LetterLine }) {
  const t = useT();
  const format = useFormat();
  const fault = useOutgoingFault();
  const named = useFieldNamesIn();
  const { open } = useCompose();
  const [first] = letter.to;
  const to =
    first === undefined
      ? t('letters.toNobody')
      : letter.recipientCount > 1
        ? t('letters.toMore', { name: first.name ?? first.address, count: letter.recipientCount - 1 })
        : (first.name ?? first.address);
  const when = letter.state === 'scheduled' ? letter.schedule?.at : (letter.sentAt ?? letter.updatedAt);
  const title = (
    <>
      <span className={s.to}>{to}</span>
      <span className={s.subject} dir="auto">
        {named(letter.subject) || t('timeline.noSubject')}
      </span>
      <span className={s.preview} dir="auto">
        {named(letter.preview)}
      </span>
    </>
  );
  return (
    <li className={s.letterRow}>
      <div className={s.letterMain}>
        {letter.state === 'draft' ? (
          <button type="button" className={s.letterTitle} onClick={() => open(letter.id)}>
            {title}
          </button>
        ) : (
          <Link to={`/letters/${letter.id}`} className={s.letterTitle}>
            {title}
          </Link>
        )}
        <div className={s.letterSub}>
          <LetterStateTag letter={letter} />
          {letter.customerId !== null && (
            <Link to={`/customers/${letter.customerId}`}>{letter.customerName}</Link>
          )}
          {letter.fileCount > 0 && (
            <span>
              <PaperClipOutlined /> {letter.fileCount}
            </span>
          )}
          {letter.bulk && <span>{t('letters.ofMassMail')}</span>}
          {when && <time dateTime={when}>{format.dateTime(when)}</time>}
        </div>
        {letter.approvalState === 'returned' && letter.state === 'draft' && (
          <div className={s.returned}>
            {t('letters.returned')} {letter.approvalNote && <q dir="auto">{letter.approvalNote}</q>}
          </div>
        )}
        {letter.fault && (
          <div className={s.fault}>
            {fault(letter.fault.code)}
            {letter.fault.detail && <code className={s.said}>{letter.fault.detail}</code>}
          </div>
        )}
        {letter.refused > 0 && letter.state === 'sent' && (
          <div className={s.fault}>{t('letters.refusedBySome', { count: letter.refused })}</div>
        )}
      </div>
      <LetterActions letter={letter} />
    </li>
  );
}
