import { UNIFIED_TAGS, type UnifiedItemDetail, type UnifiedTag } from '@tradepost/contract';
import { Button, Select, Skeleton } from 'antd';
import { Link, useParams } from 'react-router';
import { useApi, useWrite } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useSay } from '../../components/use-say.ts';
import { useFormat } from '../../format/use-format.ts';
import { cardFault } from '../../i18n/en/unified.ts';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import { ItemLinks } from './item-links.tsx';
import { ItemTags, useReason } from './item-tags.tsx';
import s from './unified.module.css';

/** One mail of the unified mailbox: what it says, what became of it, what it is about. */
export default function ItemPage() {
  const t = useT();
  const id = Number(useParams().id);
  const { data: item, error, isPending, refetch } = useApi('getUnifiedItem', { params: { id } });
  const back = { to: '/unified', label: t('unified.title') };
  if (error)
    return (
      <div className={page.narrow}>
        <PageHeader title={t('unified.title')} back={back} />
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      </div>
    );
  if (isPending || !item)
    return (
      <div className={page.narrow} aria-busy>
        <Skeleton active paragraph={{ rows: 8 }} />
      </div>
    );
  return (
    <div className={page.narrow}>
      <PageHeader
        title={item.subject || t('unified.noSubject')}
        back={back}
        actions={<Actions item={item} />}
      />
      <Facts item={item} />
      {item.faults.length > 0 && <Faults item={item} />}
      {item.state === 'filed' && <ItemLinks item={item} />}
      {item.mayChange && <Uses item={item} />}
      <section className={`${page.sheet} ${s.section}`}>
        <h2>{t('unified.text')}</h2>
        {item.text ? (
          <pre className={s.text} dir="auto">
            {item.text}
          </pre>
        ) : (
          <p className={page.soft}>{t('unified.noText')}</p>
        )}
      </section>
    </div>
  );
}

function Actions({ item }: { item: UnifiedItemDetail }) {
  const t = useT();
  const say = useSay();
  const retry = useWrite('retryUnifiedItem', {
    stale: ['getUnifiedItem', 'listUnifiedItems'],
    onSuccess: () => say.done(t('unified.retried')),
  });
  return (
    <>
      {item.mayRetry && (
        <Button
          loading={retry.isPending}
          onClick={() => retry.mutate({ params: { id: item.id } }, { onError: say.failed })}
        >
          {t('unified.retry')}
        </Button>
      )}
      {item.mayOpenMail && (
        <Link to={`/messages/${item.messageId}`}>
          <Button tabIndex={-1}>{t('unified.openMail')}</Button>
        </Link>
      )}
    </>
  );
}

function Facts({ item }: { item: UnifiedItemDetail }) {
  const t = useT();
  const format = useFormat();
  const reason = useReason()(item);
  return (
    <section className={`${page.sheet} ${s.section}`}>
      <ItemTags item={item} />
      <div className={s.meta}>
        <span>
          {item.authorName ?? item.from?.name ?? ''} {item.from && `<${item.from.address}>`}
        </span>
        <time dateTime={item.occurredAt}>{format.dateTime(item.occurredAt)}</time>
        {item.customerCards + item.contactCards > 0 && (
          <span>{t('unified.filedCards', { customer: item.customerCards, contact: item.contactCards })}</span>
        )}
      </div>
      {reason && <p className={s.reason}>{reason}</p>}
    </section>
  );
}

function Faults({ item }: { item: UnifiedItemDetail }) {
  const t = useT();
  return (
    <section className={`${page.sheet} ${s.section}`}>
      <h2>{t('unified.faults')}</h2>
      <ul>
        {item.faults.map((fault) => (
          <li key={`${fault.file}/${fault.key}/${fault.code}`}>
            <b>{fault.label ?? t('unified.faultWhole')}</b>{' '}
            {Object.hasOwn(cardFault, fault.code)
              ? t(`cardFault.${fault.code as keyof typeof cardFault}`, { value: fault.value ?? '' })
              : fault.code}
            {fault.file && <span className={page.soft}> {t('unified.faultIn', { file: fault.file })}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Uses({ item }: { item: UnifiedItemDetail }) {
  const t = useT();
  const say = useSay();
  const tag = useWrite('tagUnifiedItem', { stale: ['getUnifiedItem', 'listUnifiedItems'] });
  return (
    <section className={`${page.sheet} ${s.section}`}>
      <h2 id="unified-uses">{t('unified.useFor')}</h2>
      <Select
        mode="multiple"
        style={{ width: '100%', maxWidth: 440 }}
        aria-labelledby="unified-uses"
        value={item.tags as UnifiedTag[]}
        loading={tag.isPending}
        onChange={(tags: UnifiedTag[]) =>
          tag.mutate({ params: { id: item.id }, body: { tags } }, { onError: say.failed })
        }
        options={UNIFIED_TAGS.map((value) => ({ value, label: t(`unifiedTag.${value}`) }))}
      />
    </section>
  );
}
