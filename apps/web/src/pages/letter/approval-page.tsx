import { CheckOutlined, RollbackOutlined } from '@ant-design/icons';
import type { LetterApprovalDetail } from '@tradepost/contract';
import { Alert, Button, Input, Modal, Skeleton } from 'antd';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { api } from '../../api/instance.ts';
import { useApi, useWrite } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { FileIcon } from '../../components/file-icon.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useSay } from '../../components/use-say.ts';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import { NotFound } from '../../shell/not-found.tsx';
import page from '../../styles/page.module.css';
import { MessageView } from '../message/message-view.tsx';
import s from './approvals.module.css';
import { useApprovalReason } from './letter-words.ts';
import { ReturnedBefore } from './returned-before.tsx';

/** A letter as it would go out, beside the mail that it answers; a yes, or words on what to change. */
export default function ApprovalPage() {
  const t = useT();
  const id = Number(useParams()['id']);
  const { data, error, refetch } = useApi('getApproval', { params: { id } }, { enabled: id > 0 });
  if (!(id > 0) || error?.code === 'not-found') return <NotFound />;
  if (error && !data)
    return (
      <div className={page.page}>
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      </div>
    );
  return (
    <div className={page.page}>
      <PageHeader
        title={data?.subject || t('approvals.title')}
        back={{ to: '/letters/approvals', label: t('letterBox.approvals') }}
      />
      {data ? <Loaded approval={data} /> : <Skeleton active />}
    </div>
  );
}

function Loaded({ approval }: { approval: LetterApprovalDetail }) {
  const t = useT();
  const format = useFormat();
  const reason = useApprovalReason();
  return (
    <>
      <Alert
        type="info"
        showIcon
        title={t('approvals.why', { reasons: approval.reasons.map(reason).join(t('letters.comma')) })}
        description={
          approval.schedule && approval.schedule.kind !== 'now'
            ? t('approvals.goesOut', { time: format.dateTime(approval.schedule.at) })
            : undefined
        }
      />
      <ReturnedBefore approval={approval} />
      <Decision approval={approval} />
      <div className={approval.sourceMessageId === null ? '' : s.sides}>
        {approval.sourceMessageId !== null && (
          <section className={`${page.sheet} ${s.source}`} aria-label={t('letters.answersMail')}>
            <h2 className={s.sideTitle}>{t('letters.answersMail')}</h2>
            <MessageView id={approval.sourceMessageId} hrefOf={(messageId) => `/messages/${messageId}`} />
          </section>
        )}
        <section className={page.sheet} aria-label={t('approvals.letter')}>
          <h2 className={s.sideTitle}>{t('approvals.letter')}</h2>
          <Facts approval={approval} />
          <iframe
            key={approval.contentHash}
            className={s.letterFrame}
            title={t('approvals.letter')}
            sandbox=""
            referrerPolicy="no-referrer"
            src={api.url('getApprovalHtml', { params: { id: approval.id } })}
          />
        </section>
      </div>
    </>
  );
}

function Facts({ approval }: { approval: LetterApprovalDetail }) {
  const t = useT();
  const format = useFormat();
  const people = (list: LetterApprovalDetail['to']) =>
    list.map(({ name, address }) => (name ? `${name} <${address}>` : address)).join(t('letters.comma'));
  const rows: [string, React.ReactNode][] = [
    [t('letters.from'), approval.from && `${approval.authorName} <${approval.from.address}>`],
    [t('letters.to'), people(approval.to)],
    [t('letters.cc'), people(approval.cc)],
    [t('letters.bcc'), people(approval.bcc)],
    [
      t('letters.customer'),
      approval.customerId !== null && (
        <Link to={`/customers/${approval.customerId}`}>{approval.customerName}</Link>
      ),
    ],
    [
      t('letters.files'),
      approval.files.some(({ contentId }) => contentId === null) && (
        <ul>
          {approval.files
            .filter(({ contentId }) => contentId === null)
            .map((file) => (
              <li key={file.id}>
                <FileIcon fileName={file.fileName} contentType={file.contentType} />{' '}
                <a
                  href={api.url('getApprovalFile', { params: { id: approval.id, fileId: file.id } })}
                  download={file.fileName}
                >
                  {file.fileName}
                </a>{' '}
                {format.bytes(file.size)}
              </li>
            ))}
        </ul>
      ),
    ],
  ];
  return (
    <dl className={s.facts}>
      {rows.map(
        ([name, value]) =>
          value && (
            <div key={name} className={s.fact}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

function Decision({ approval }: { approval: LetterApprovalDetail }) {
  const t = useT();
  const say = useSay();
  const navigate = useNavigate();
  const [returning, setReturning] = useState(false);
  const [note, setNote] = useState('');
  const decide = useWrite('decideApproval', {
    stale: ['listApprovals', 'getApproval', 'countLetters'],
    onSuccess: ({ state }) => {
      say.done(t(`approvals.done.${state === 'approved' ? 'approved' : 'returned'}`));
      void navigate('/letters/approvals');
    },
  });
  if (approval.state !== 'waiting')
    return (
      <p className={s.decided}>
        {t(`approvals.state.${approval.state}`)}
        {approval.decidedByName && ` · ${approval.decidedByName}`}
        {approval.note && <q dir="auto">{approval.note}</q>}
      </p>
    );
  const send = (decision: 'approve' | 'return') =>
    decide.mutate(
      {
        params: { id: approval.id },
        body: {
          decision,
          contentHash: approval.contentHash,
          ...(note.trim() === '' ? {} : { note: note.trim() }),
        },
      },
      { onError: say.failed },
    );
  return (
    <div className={s.decision}>
      <Button
        type="primary"
        icon={<CheckOutlined />}
        loading={decide.isPending}
        onClick={() => send('approve')}
      >
        {t('approvals.approve')}
      </Button>
      <Button icon={<RollbackOutlined />} onClick={() => setReturning(true)}>
        {t('approvals.return')}
      </Button>
      <Modal
        open={returning}
        title={t('approvals.returnTitle', { name: approval.authorName })}
        okText={t('approvals.return')}
        cancelText={t('common.cancel')}
        okButtonProps={{ disabled: note.trim() === '', loading: decide.isPending }}
        onOk={() => send('return')}
        onCancel={() => setReturning(false)}
      >
        <Input.TextArea
          rows={4}
          autoFocus
          maxLength={2000}
          placeholder={t('approvals.returnHint')}
          aria-label={t('approvals.returnHint')}
          value={note}
          onChange={({ target }) => setNote(target.value)}
        />
      </Modal>
    </div>
  );
}
