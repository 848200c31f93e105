import type { UnifiedItemDetail, UnifiedLink } from '@tradepost/contract';
import { Button, Tag } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useWrite } from '../../api/use-api.ts';
import { CustomerPicker } from '../../components/customer-picker.tsx';
import { useSay } from '../../components/use-say.ts';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import { CompetitorPicker } from './competitor-picker.tsx';
import s from './unified.module.css';

type Target = { customerId: number } | { competitorId: number };

const STALE = ['getUnifiedItem', 'listUnifiedItems', 'getTimeline'] as const;

/** The customers and competitors that an item is about; what is only proposed waits for a person. */
export function ItemLinks({ item }: { item: UnifiedItemDetail }) {
  const t = useT();
  const say = useSay();
  const [customerId, setCustomerId] = useState<number>();
  const [competitorId, setCompetitorId] = useState<number>();
  const link = useWrite('linkUnifiedItem', { stale: STALE, onSuccess: () => say.done(t('unified.linked')) });
  const connect = (body: Target) =>
    link.mutate(
      { params: { id: item.id }, body },
      {
        onError: say.failed,
        onSuccess: () => {
          setCustomerId(undefined);
          setCompetitorId(undefined);
        },
      },
    );
  return (
    <section className={`${page.sheet} ${s.section}`}>
      <h2>{t('unified.about')}</h2>
      {item.links.length === 0 && <p className={page.soft}>{t('unified.nothingNamed')}</p>}
      <ul className={s.links}>
        {item.links.map((one) => (
          <OneLink key={one.id} link={one} mayChange={item.mayChange} onConfirm={connect} />
        ))}
      </ul>
      {item.mayChange && item.kind === 'market-information' && (
        <>
          <div className={s.adder}>
            <CustomerPicker value={customerId} onChange={setCustomerId} />
            <Button
              disabled={customerId === undefined}
              loading={link.isPending}
              onClick={() => customerId !== undefined && connect({ customerId })}
            >
              {t('unified.linkCustomer')}
            </Button>
          </div>
          <div className={s.adder}>
            <CompetitorPicker value={competitorId} onChange={setCompetitorId} />
            <Button
              disabled={competitorId === undefined}
              loading={link.isPending}
              onClick={() => competitorId !== undefined && connect({ competitorId })}
            >
              {t('unified.linkCompetitor')}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}

interface OneLinkProps {
  link: UnifiedLink;
  mayChange: boolean;
  onConfirm: (body: Target) => void;
}

function OneLink({ link, mayChange, onConfirm }: OneLinkProps) {
  const t = useT();
  const say = useSay();
  const unlink = useWrite('unlinkUnifiedItem', {
    stale: STALE,
    onSuccess: () => say.done(t('unified.unlinked')),
  });
  const { customerId, competitorId } = link;
  const proposed = link.state === 'proposed';
  const body = customerId === null ? competitorId !== null && { competitorId } : { customerId };
  return (
    <li>
      <Tag>{t(customerId === null ? 'unified.competitor' : 'unified.customer')}</Tag>
      {customerId === null ? <b>{link.name}</b> : <Link to={`/customers/${customerId}`}>{link.name}</Link>}
      {proposed && <Tag color="gold">{t('unified.proposed')}</Tag>}
      {link.evidence && <span className={page.soft}>{t('unified.evidence', { text: link.evidence })}</span>}
      {mayChange && link.how !== 'card' && (
        <>
          {proposed && body && (
            <Button size="small" type="primary" ghost onClick={() => onConfirm(body)}>
              {t('unified.confirm')}
            </Button>
          )}
          <Button
            size="small"
            type="text"
            loading={unlink.isPending}
            onClick={() => unlink.mutate({ params: { id: link.id } }, { onError: say.failed })}
          >
            {t(proposed ? 'unified.unlink' : 'unified.remove')}
          </Button>
        </>
      )}
    </li>
  );
}
