import { Alert, Skeleton } from 'antd';
import type { MassMail } from '@tradepost/contract';
import { useParams } from 'react-router';
import { useApi } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import { NotFound } from '../../shell/not-found.tsx';
import page from '../../styles/page.module.css';
import { useApprovalReason } from '../letter/letter-words.ts';
import { Controls } from './controls.tsx';
import { Decision } from './decision.tsx';
import { DraftForm } from './draft-form.tsx';
import s from './mass-mail.module.css';
import { Recipients } from './recipients.tsx';
import { Results } from './results.tsx';
import { MassMailState } from './state-tag.tsx';
import { TextPreview } from './text-preview.tsx';

/** States that change by themselves; milliseconds between two looks. */
const LOOK_MS = 4_000;

/** One mass mail: written, looked at, sent, and what became of it. */
export default function MassMailPage() {
  const t = useT();
  const id = Number(useParams()['id']);
  const args = { params: { id } };
  const { data: mail, error, refetch } = useApi('getMassMail', args, { enabled: id > 0 });
  useApi('getMassMail', args, { enabled: mail?.state === 'sending', refetchInterval: LOOK_MS });
  if (!(id > 0) || error?.code === 'not-found') return <NotFound />;
  if (error && !mail)
    return (
      <div className={page.page}>
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      </div>
    );
  return (
    <div className={page.page}>
      <PageHeader
        title={mail?.name ?? t('massMails.title')}
        back={{ to: '/mass-mails', label: t('massMails.title') }}
        actions={mail && <Controls mail={mail} />}
      />
      {mail ? <Loaded mail={mail} /> : <Skeleton active />}
    </div>
  );
}

function Loaded({ mail }: { mail: MassMail }) {
  return (
    <>
      <div className={s.stateLine}>
        <MassMailState state={mail.state} />
        {!mail.mine && <span>{mail.ownerName}</span>}
        {mail.from && <span className={s.soft}>{mail.from}</span>}
      </div>
      <Notices mail={mail} />
      {mail.state === 'draft' && mail.mine ? (
        <DraftForm key={mail.id} mail={mail} />
      ) : (
        <>
          {mail.mayDecide && <Decision mail={mail} />}
          {mail.startedAt && <Results mail={mail} />}
          <TextPreview mail={mail} />
          <Recipients mail={mail} />
        </>
      )}
    </>
  );
}

function Notices({ mail }: { mail: MassMail }) {
  const t = useT();
  const format = useFormat();
  const reason = useApprovalReason();
  const { approval, stopReason, counts } = mail;
  return (
    <div className={s.notices}>
      {stopReason && (
        <Alert
          type="error"
          showIcon
          title={t(`massMails.stopped.${stopReason}`, { count: counts.bounced, made: counts.made } as never)}
          description={t(`massMails.stoppedText.${stopReason}`)}
        />
      )}
      {mail.state === 'waiting-approval' && approval && (
        <Alert
          type="info"
          showIcon
          title={t('massMails.waitsFor', { time: format.dateTime(approval.askedAt) })}
          description={approval.reasons.map(reason).join(t('letters.comma'))}
        />
      )}
      {mail.state === 'draft' && approval?.decision === 'returned' && (
        <Alert
          type="warning"
          showIcon
          title={t('letters.returnedBy', { name: approval.decidedByName ?? '' })}
          description={<q dir="auto">{approval.note}</q>}
        />
      )}
    </div>
  );
}
