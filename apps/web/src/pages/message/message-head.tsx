import { DownOutlined, UpOutlined } from '@ant-design/icons';
import type { Message, Party } from '@tradepost/contract';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { DirectionMark } from '../../components/direction.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import { AutomaticTag } from '../timeline/automatic-tag.tsx';
import { Parties } from '../timeline/parties.tsx';
import { AuthChecks } from './auth-checks.tsx';
import s from './message.module.css';

/** Subject, who to whom, when; the rest of the envelope on demand. */
export function MessageHead({ message }: { message: Message }) {
  const t = useT();
  const format = useFormat();
  const [expanded, setExpanded] = useState(false);
  const subject = message.subject || t('timeline.noSubject');
  return (
    <header>
      <title>{`${subject} · Tradepost`}</title>
      <h1
        className={s.subject}
        title={subject.length > 200 ? subject : undefined}
        dir="auto"
        lang={message.language ?? undefined}
      >
        {subject}
      </h1>
      <div className={s.envelope}>
        <DirectionMark direction={message.direction} word />
        <Parties from={message.from} to={message.to} withAddress />
        <AutomaticTag automatic={message.automatic} />
        {message.language && <span className={s.tag}>{format.language(message.language)}</span>}
        <span className={s.space} />
        <time dateTime={message.occurredAt} className={s.date}>
          {format.longDate(message.occurredAt)} {format.time(message.occurredAt)}
        </time>
        <Button
          size="small"
          type="text"
          aria-expanded={expanded}
          icon={expanded ? <UpOutlined /> : <DownOutlined />}
          iconPlacement="end"
          onClick={() => setExpanded(!expanded)}
        >
          {t(expanded ? 'message.hideDetails' : 'message.details')}
        </Button>
      </div>
      {expanded && <Envelope message={message} />}
    </header>
  );
}

function Envelope({ message }: { message: Message }) {
  const t = useT();
  const format = useFormat();
  const rows: [string, ReactNode][] = [
    [t('message.from'), message.from && <People people={[message.from]} />],
    [t('message.replyTo'), message.replyTo.length > 0 && <People people={message.replyTo} />],
    [t('message.to'), message.to.length > 0 && <People people={message.to} />],
    [t('message.cc'), message.cc.length > 0 && <People people={message.cc} />],
    [t('message.bcc'), message.bcc.length > 0 && <People people={message.bcc} />],
    [t('message.sentAt'), message.sentAt && format.dateTime(message.sentAt)],
    [t('message.size'), format.bytes(message.size)],
    [t('message.authTitle'), message.authResults && <AuthChecks authResults={message.authResults} />],
    [t('message.messageId'), message.rfcMessageId && <code className={s.code}>{message.rfcMessageId}</code>],
  ];
  return (
    <dl className={s.details}>
      {rows.map(
        ([name, value]) =>
          value && (
            <div key={name} className={s.detail}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

/** A mail may have thousands of recipients. */
const SHOWN = 50;

function People({ people }: { people: readonly Party[] }) {
  const t = useT();
  return (
    <>
      {people.slice(0, SHOWN).map(({ name, address }, index) => (
        <span key={index} className={s.person}>
          {name && <span>{name} </span>}
          <span className={s.address}>{name ? `<${address}>` : address}</span>
        </span>
      ))}
      {people.length > SHOWN && t('message.recipientsMore', { count: people.length - SHOWN })}
    </>
  );
}
