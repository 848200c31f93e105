import { ClockCircleOutlined, EditOutlined, SnippetsOutlined, StarFilled } from '@ant-design/icons';
import type { Said, TodayItem as Item } from '@tradepost/contract';
import { Button } from 'antd';
import { Link } from 'react-router';
import { Flag } from '../../components/country.tsx';
import { Grade } from '../../components/grade.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useLanguage, useT } from '../../i18n/language.tsx';
import { useMay } from '../../session/session.tsx';
import { useCompose } from '../letter/compose-context.tsx';
import { localClock } from '../record/local-clock.ts';
import { useNow } from '../record/local-time.tsx';
import { TaskActions } from './task-actions.tsx';
import s from './today.module.css';
import { useTaskWords } from './use-task-words.ts';

/** Who, why now, what was said last, what time it is there, and what to do about it. */
export function TodayItem({ item }: { item: Item }) {
  const t = useT();
  const words = useTaskWords();
  const { customer } = item;
  return (
    <li className={`${s.item} ${s[item.group]}`}>
      <div className={s.head}>
        {customer ? (
          <Link className={s.name} to={`/customers/${customer.id}`}>
            {customer.keyAccount && <StarFilled className={s.key} aria-label={t('record.keyAccount')} />}
            {customer.name}
          </Link>
        ) : (
          <span className={s.name}>{item.title}</span>
        )}
        {customer && <Grade grade={customer.grade} />}
        <span className={s.kind}>{t(`taskKind.${item.kind}`)}</span>
        {item.lateDays > 0 && item.group === 'overdue' && (
          <span className={s.late}>{t('today.late', { days: item.lateDays })}</span>
        )}
        {item.timesMoved > 0 && (
          <span className={s.soft}>{t('today.moved', { count: item.timesMoved })}</span>
        )}
        {item.escalationLevel > 1 && <span className={s.late}>{t('today.escalated')}</span>}
      </div>
      {(customer || item.note) && (
        <p className={s.why}>
          {customer && words(item)}
          {item.note && <span className={s.soft}> {item.note}</span>}
        </p>
      )}
      {customer && (
        <>
          <Saids item={item} />
          <Where item={item} />
        </>
      )}
      <div className={s.foot}>
        {customer && <Write item={item} />}
        <TaskActions task={item} />
      </div>
    </li>
  );
}

function Saids({ item }: { item: Item }) {
  const t = useT();
  if (!item.theySaid && !item.weSaid) return <p className={s.soft}>{t('today.nothingSaid')}</p>;
  const [first, second] = [
    { said: item.theySaid, label: t('today.theySaid') },
    { said: item.weSaid, label: t('today.weSaid') },
  ].sort((a, b) => (b.said?.at ?? '').localeCompare(a.said?.at ?? ''));
  return (
    <div className={s.saids}>
      {first?.said && <SaidLine said={first.said} label={first.label} customerId={item.customer?.id ?? 0} />}
      {second?.said && (
        <SaidLine said={second.said} label={second.label} customerId={item.customer?.id ?? 0} />
      )}
    </div>
  );
}

function SaidLine({ said, label, customerId }: { said: Said; label: string; customerId: number }) {
  const format = useFormat();
  const text = [said.subject, said.preview].filter(Boolean).join(' — ');
  return (
    <div className={s.said}>
      <span className={s.saidBy}>
        {label} · {format.relative(said.at)}
      </span>
      <span className={s.saidText} dir="auto">
        {said.messageId ? (
          <Link to={`/customers/${customerId}/messages/${said.messageId}`}>{text}</Link>
        ) : (
          text
        )}
      </span>
    </div>
  );
}

const TIME_WORDS = {
  known: 'today.timeThere',
  several: 'today.timesThere',
  most: 'today.timeMostly',
} as const;

/** The person, how he likes to be reached, and the hour and kind of day there. */
function Where({ item }: { item: Item }) {
  const { t, locale } = useLanguage();
  const now = useNow();
  const { customer, person, there, preferredChannel } = item;
  if (!customer) return null;
  const clock = localClock(customer.localZones, locale, now);
  const holiday = there?.holiday;
  return (
    <div className={s.where}>
      {customer.country && <Flag code={customer.country} />}
      {clock && (
        <span>
          <ClockCircleOutlined /> {t(TIME_WORDS[clock.kind], { time: clock.text })}
        </span>
      )}
      {holiday ? (
        <span className={s.late}>
          {t('today.holidayThere', { name: locale === 'en' ? holiday.nameEn : holiday.nameZh })}
        </span>
      ) : (
        there?.weekend && <span className={s.late}>{t('today.weekendThere')}</span>
      )}
      {person && <span>{[person.name, person.title].filter(Boolean).join(', ')}</span>}
      {preferredChannel && preferredChannel !== 'email' && (
        <span>
          {t('today.prefers', { channel: t(`record.channel.${preferredChannel}`) })}
          {person?.channel && ` ${person.channel}`}
        </span>
      )}
    </div>
  );
}

/** Answers what waits, or begins a mail to the person: empty, or with the template that fits. */
function Write({ item }: { item: Item }) {
  const t = useT();
  const may = useMay();
  const { write } = useCompose();
  const { customer, person } = item;
  if (!customer || !may('createLetter')) return null;
  const answered = item.kind === 'answer' ? item.messageId : null;
  const begin = (templateId: number | null) =>
    void write({
      ...(answered !== null
        ? { kind: 'reply', messageId: answered, customerId: customer.id }
        : { kind: 'new', customerId: customer.id, contactId: person?.address ? person.id : null }),
      ...(templateId === null ? {} : { templateId }),
    });
  const { template } = item;
  return (
    <div className={s.write}>
      <Button
        size="small"
        type={answered !== null ? 'primary' : 'default'}
        icon={<EditOutlined />}
        onClick={() => begin(null)}
      >
        {answered !== null ? t('today.reply') : t('today.write')}
      </Button>
      {template && (
        <Button
          size="small"
          type="text"
          className={s.template ?? ''}
          icon={<SnippetsOutlined />}
          title={t('today.withTemplate', { name: template.name })}
          onClick={() => begin(template.id)}
        >
          <span>{t('today.template', { name: template.name })}</span>
        </Button>
      )}
    </div>
  );
}
