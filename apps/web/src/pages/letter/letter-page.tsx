import type { Letter } from '@tradepost/contract';
import { Alert, Button, Skeleton } from 'antd';
import { Link, useParams } from 'react-router';
import { api } from '../../api/instance.ts';
import { useApi } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import { NotFound } from '../../shell/not-found.tsx';
import page from '../../styles/page.module.css';
import { useOutgoingFault } from '../policy/use-outgoing-fault.ts';
import { useCompose } from './compose-context.tsx';
import s from './letter.module.css';
import { LetterActions } from './letter-actions.tsx';
import { LetterFacts } from './letter-facts.tsx';
import { LetterStateTag } from './letter-state.tsx';
import { useApprovalReason } from './letter-words.ts';
import { useFieldNamesIn } from './use-field-name.ts';

/** States that change by themselves; milliseconds between two looks. */
const MOVING = new Set<Letter['state']>(['queued', 'sending', 'unknown', 'scheduled', 'waiting-approval']);
const LOOK_MS = 3_000;

/** One letter as it goes out, and what became of it for each recipient. */
export default function LetterPage() {
  const t = useT();
  const id = Number(useParams()['id']);
  const named = useFieldNamesIn();
  const { open } = useCompose();
  const { data: letter, error, refetch } = useApi('getLetter', { params: { id } }, { enabled: id > 0 });
  useApi(
    'getLetter',
    { params: { id } },
    { enabled: letter !== undefined && MOVING.has(letter.state), refetchInterval: LOOK_MS },
  );
  if (!(id > 0) || error?.code === 'not-found') return <NotFound />;
  if (error && !letter)
    return (
      <div className={page.page}>
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      </div>
    );
  if (!letter)
    return (
      <div className={page.page}>
        <Skeleton active />
      </div>
    );
  return (
    <div className={page.page}>
      <PageHeader
        title={named(letter.subject) || t('timeline.noSubject')}
        back={{ to: '/letters', label: t('letters.title') }}
        actions={
          letter.state === 'draft' ? (
            <Button type="primary" onClick={() => open(letter.id)}>
              {t('letters.goOnWriting')}
            </Button>
          ) : (
            <LetterActions letter={letter} />
          )
        }
      />
      <div className={s.stateLine}>
        <LetterStateTag letter={letter} />
        {letter.customerId !== null && (
          <Link to={`/customers/${letter.customerId}`}>{letter.customerName}</Link>
        )}
        {letter.sourceMessageId !== null && (
          <Link to={`/messages/${letter.sourceMessageId}`}>{t('letters.answersMail')}</Link>
        )}
      </div>
      <LetterNotices letter={letter} />
      <div className={page.sheet}>
        <LetterFacts letter={letter} />
        <iframe
          key={letter.version}
          className={s.preview}
          title={t('letters.text')}
          sandbox=""
          referrerPolicy="no-referrer"
          src={api.url('previewLetter', { params: { id } })}
        />
      </div>
    </div>
  );
}

function LetterNotices({ letter }: { letter: Letter }) {
  const t = useT();
  const format = useFormat();
  const fault = useOutgoingFault();
  const reason = useApprovalReason();
  const { approval } = letter;
  return (
    <div className={s.notices}>
      {letter.state === 'unknown' && (
        <Alert
          type="warning"
          showIcon
          title={t('letters.unknownTitle')}
          description={t('letters.unknownText')}
        />
      )}
      {letter.fault && (
        <Alert
          type={letter.state === 'failed' ? 'error' : 'warning'}
          showIcon
          title={fault(letter.fault.code)}
          description={
            <>
              {letter.fault.detail && <code className={s.said}>{letter.fault.detail}</code>}
              {letter.nextAttemptAt && (
                <div>{t('letters.nextAttempt', { time: format.dateTime(letter.nextAttemptAt) })}</div>
              )}
            </>
          }
        />
      )}
      {approval?.state === 'waiting' && (
        <Alert
          type="info"
          showIcon
          title={t('letters.waitsFor', { time: format.dateTime(approval.askedAt) })}
          description={approval.reasons.map(reason).join(t('letters.comma'))}
        />
      )}
      {approval?.state === 'returned' && (
        <Alert
          type="warning"
          showIcon
          title={t('letters.returnedBy', { name: approval.decidedByName ?? '' })}
          description={<q dir="auto">{approval.note}</q>}
        />
      )}
      {letter.sentCopy === 'failed' && <Alert type="warning" showIcon title={t('letters.noSentCopy')} />}
    </div>
  );
}
