import type { CollisionCase, CollisionSide } from '@tradepost/contract';
import { Button, Skeleton } from 'antd';
import { Link, useParams } from 'react-router';
import { useApi } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import { useSession } from '../../session/session.tsx';
import { NotFound } from '../../shell/not-found.tsx';
import page from '../../styles/page.module.css';
import s from './collisions.module.css';
import { useDecisionWords } from './decision-words.ts';
import { DecisionForm } from './decision-form.tsx';
import { Quotes } from './quotes.tsx';
import { StateTag } from './state-tag.tsx';

/** One collision: both sides, what each quoted, what was seen, and the decision. */
export default function CasePage() {
  const id = Number(useParams()['id']);
  const { data, error, refetch } = useApi('getCollision', { params: { id } }, { enabled: id > 0 });
  if (!(id > 0) || error?.code === 'not-found') return <NotFound />;
  if (error && !data)
    return (
      <div className={page.page}>
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      </div>
    );
  if (!data)
    return (
      <div className={page.page} aria-busy>
        <Skeleton active paragraph={{ rows: 8 }} />
      </div>
    );
  return <Loaded data={data} />;
}

function Loaded({ data }: { data: CollisionCase }) {
  const t = useT();
  const format = useFormat();
  const { user } = useSession();
  const title = t('collisions.caseTitle', { name: data.customerName });
  const isOther = user.id === data.userId && !data.maySeeCustomer;
  return (
    <div className={page.page}>
      <PageHeader
        title={title}
        heading={
          <>
            {title} <StateTag state={data.state} />
          </>
        }
        back={{ to: '/collisions', label: t('collisions.title') }}
        actions={
          data.maySeeCustomer && (
            <Link to={`/customers/${data.customerId}`}>
              <Button tabIndex={-1}>{t('collisions.openCustomer')}</Button>
            </Link>
          )
        }
        intro={`${t('collisions.since', { day: format.dateTime(data.openedAt) })}${
          isOther ? ` · ${t('collisions.limited')}` : ''
        }`}
      />
      <Outcome data={data} />
      <div className={s.sides}>
        <Side side={data.owner} role={t('collisions.owner')} />
        <Side side={data.other} role={t('collisions.other')} />
      </div>
      <Quotes data={data} />
      <Evidence data={data} />
      {data.mayDecide && <DecisionForm data={data} />}
    </div>
  );
}

function Outcome({ data }: { data: CollisionCase }) {
  const t = useT();
  const format = useFormat();
  const decisionWords = useDecisionWords();
  if (data.state === 'overtaken') return <p className={s.outcome}>{t('collisions.overtakenText')}</p>;
  if (data.state === 'open')
    return data.mayDecide ? null : <p className={page.soft}>{t('collisions.waiting')}</p>;
  return (
    <div className={s.outcome}>
      <strong>{data.decision && decisionWords(data.decision, data)}</strong>
      <p>{data.reason}</p>
      {data.decidedByName && data.decidedAt && (
        <p className={page.label}>
          {t('collisions.decidedBy', { name: data.decidedByName, day: format.dateTime(data.decidedAt) })}
        </p>
      )}
    </div>
  );
}

function Side({ side, role }: { side: CollisionSide; role: string }) {
  const t = useT();
  const format = useFormat();
  const mail = (point: CollisionSide['firstMail']) => {
    if (!point) return '–';
    const at = format.dateTime(point.at);
    return point.messageId ? (
      <Link to={`/messages/${point.messageId}`} title={t('collisions.readMail')}>
        {at}
      </Link>
    ) : (
      at
    );
  };
  return (
    <section className={`${page.sheet} ${s.side}`}>
      <span className={page.label}>{role}</span>
      <h2>{side.name}</h2>
      <dl className={s.facts}>
        <dt>{t('collisions.firstMail')}</dt>
        <dd>{mail(side.firstMail)}</dd>
        <dt>{t('collisions.lastMail')}</dt>
        <dd>{mail(side.lastMail)}</dd>
        <dt>{t('collisions.mails')}</dt>
        <dd className="tp-number">{format.number(side.mails)}</dd>
        <dt>{t('collisions.activities')}</dt>
        <dd className="tp-number">{format.number(side.activities)}</dd>
      </dl>
    </section>
  );
}

function Evidence({ data }: { data: CollisionCase }) {
  const t = useT();
  const format = useFormat();
  const name = data.userName;
  return (
    <section>
      <h2 className={page.sectionTitle}>{t('collisions.evidence')}</h2>
      <ul className={`${page.sheet} ${s.evidence}`}>
        {data.evidence.map((item) => (
          <li key={`${item.kind} ${item.at} ${item.messageId}`}>
            <time className={page.label} dateTime={item.at}>
              {format.dateTime(item.at)}
            </time>{' '}
            {item.kind === 'mail' && t('collisions.evidenceMail', { name })}
            {item.kind === 'inquiry' && t('collisions.evidenceInquiry', { name })}
            {item.kind === 'new-customer' &&
              t('collisions.evidenceCustomer', { name, value: item.value ?? '–' })}
            {item.messageId && (
              <>
                {' · '}
                <Link to={`/messages/${item.messageId}`} dir="auto">
                  {item.subject || t('timeline.noSubject')}
                </Link>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
