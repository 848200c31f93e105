import {
  ApartmentOutlined,
  ContainerOutlined,
  DiffOutlined,
  FrownOutlined,
  InboxOutlined,
  MergeOutlined,
  NotificationOutlined,
  ProfileOutlined,
  SolutionOutlined,
  StarOutlined,
  SwapOutlined,
  WarningOutlined,
} from '@ant-design/icons';
import type { EventEntry } from '@tradepost/contract';
import { Link } from 'react-router';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import { eventWords } from './event-words.ts';
import s from './timeline.module.css';

const ICONS: Readonly<Record<string, typeof StarOutlined>> = {
  'grade-changed': StarOutlined,
  'stage-changed': ApartmentOutlined,
  'owner-changed': SolutionOutlined,
  'key-account-changed': StarOutlined,
  'pool-changed': InboxOutlined,
  merged: MergeOutlined,
  unmerged: MergeOutlined,
  'handed-over': SwapOutlined,
  collision: WarningOutlined,
  'collision-decided': WarningOutlined,
  inquiry: ContainerOutlined,
  complaint: FrownOutlined,
  'quote-conflict': DiffOutlined,
  'market-information': NotificationOutlined,
};

interface EventItemProps {
  entry: EventEntry;
  hrefOf: (messageId: number) => string;
}

/** What happened to the record: a line that is lighter than what was said to the customer. */
export function EventItem({ entry, hrefOf }: EventItemProps) {
  const t = useT();
  const format = useFormat();
  const { sentence, more } = eventWords(entry, t);
  const Icon = ICONS[entry.event] ?? ProfileOutlined;
  const messageId = entry.detail['messageId'];
  const complaintId = entry.detail['complaintId'];
  return (
    <article className={`${s.entry} ${s.event}`}>
      <div className={s.mark}>
        <Icon className={s.eventIcon ?? ''} aria-hidden />
      </div>
      <div className={s.content}>
        <div className={s.line}>
          <span className={s.eventText}>
            {sentence}
            {entry.actorName && <span className={s.eventActor}> · {entry.actorName}</span>}
          </span>
          <time className={s.time} dateTime={entry.occurredAt} title={format.dateTime(entry.occurredAt)}>
            {format.time(entry.occurredAt)}
          </time>
        </div>
        {more && <p className={s.preview}>{more}</p>}
        {typeof complaintId === 'number' && (
          <Link to={`/complaints/${complaintId}`} className={s.eventLink}>
            {t('complaints.openIt')}
          </Link>
        )}
        {typeof messageId === 'number' && (
          <Link to={hrefOf(messageId)} className={s.eventLink} preventScrollReset>
            {t('timelineEvent.openMail')}
          </Link>
        )}
      </div>
    </article>
  );
}
