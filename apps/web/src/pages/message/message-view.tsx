import { Skeleton, Tabs } from 'antd';
import type { Message } from '@tradepost/contract';
import { useApi } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useT } from '../../i18n/language.tsx';
import { ReplyButtons } from '../letter/reply-buttons.tsx';
import { MessageMarks } from '../promise/message-marks.tsx';
import { AnswerBar } from './answer-bar.tsx';
import { AttachmentList } from './attachment-list.tsx';
import { FilingLine } from './filing-line.tsx';
import { HtmlBody } from './html-body.tsx';
import s from './message.module.css';
import { MessageHead } from './message-head.tsx';
import { Notices } from './notices.tsx';
import { Places } from './places.tsx';
import { PrivateButton } from './private-button.tsx';
import { TextBody } from './text-body.tsx';
import { ThreadList } from './thread-list.tsx';

interface MessageViewProps {
  id: number;
  /** The address of another message, in the same surroundings. */
  hrefOf: (messageId: number) => string;
  /** From whose page it was opened. */
  customerId?: number;
  /** The search that led to it: its words are marked. */
  find?: string;
}

export function MessageView({ id, hrefOf, customerId, find }: MessageViewProps) {
  const {
    data: message,
    error,
    refetch,
  } = useApi('getMessage', {
    params: { id },
    ...(find === undefined ? {} : { query: { find } }),
  });
  if (error && !message)
    return (
      <div className={s.inset}>
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      </div>
    );
  if (!message)
    return (
      <div className={s.inset} aria-busy>
        <Skeleton active title={{ width: '70%' }} paragraph={{ rows: 8 }} />
      </div>
    );
  return <Loaded message={message} hrefOf={hrefOf} customerId={customerId ?? null} find={find ?? null} />;
}

interface LoadedProps {
  message: Message;
  hrefOf: (messageId: number) => string;
  customerId: number | null;
  find: string | null;
}

function Loaded({ message, hrefOf, customerId, find }: LoadedProps) {
  const t = useT();
  const html = {
    key: 'html',
    label: t('message.tabHtml'),
    children: <HtmlBody id={message.id} hasRemoteImages={message.hasRemoteImages} find={find} />,
  };
  const text = {
    key: 'text',
    label: t('message.tabText'),
    children: (
      <TextBody
        text={message.text}
        found={message.found}
        truncated={message.textTruncated}
        lang={message.language ?? undefined}
      />
    ),
  };
  const thread = {
    key: 'thread',
    label: `${t('message.thread')} (${message.thread.length})`,
    children: <ThreadList message={message} hrefOf={hrefOf} />,
  };
  const headers = {
    key: 'headers',
    label: t('message.tabHeaders'),
    children: <Headers headers={message.headers} />,
  };
  const places = { key: 'places', label: t('message.places'), children: <Places places={message.places} /> };
  return (
    <article className={s.message} lang={undefined}>
      <div className={s.head}>
        <MessageHead message={message} />
        <ReplyButtons message={message} customerId={customerId} />
        <AnswerBar message={message} hrefOf={hrefOf} />
        <FilingLine message={message}>
          <PrivateButton message={message} />
        </FilingLine>
        <MessageMarks message={message} />
        <Notices message={message} />
        <AttachmentList messageId={message.id} attachments={message.attachments} size={message.size} />
      </div>
      <Tabs
        className={s.tabs ?? ''}
        size="small"
        items={[
          ...(message.hasHtml ? [html] : []),
          text,
          ...(message.thread.length > 1 ? [thread] : []),
          places,
          headers,
        ]}
      />
    </article>
  );
}

function Headers({ headers }: { headers: Message['headers'] }) {
  const t = useT();
  return (
    <div className={s.inset}>
      <p className={s.hint}>{t('message.headersNote')}</p>
      <dl className={s.headers}>
        {headers.map(({ name, value }, index) => (
          <div key={index} className={s.header}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
