import { CheckOutlined } from '@ant-design/icons';
import type { PoolClaim } from '@tradepost/contract';
import { Button, Input, Modal, Skeleton } from 'antd';
import { useState } from 'react';
import { usePages, useWrite } from '../../api/use-api.ts';
import { CountryName } from '../../components/country.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { useSay } from '../../components/use-say.ts';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import { useMay, useSession } from '../../session/session.tsx';
import page from '../../styles/page.module.css';
import s from './pool.module.css';

/** Claims that wait: a leader grants or refuses, everybody takes back his own. */
export default function ClaimsPage() {
  const t = useT();
  const format = useFormat();
  const say = useSay();
  const may = useMay()('decideClaim');
  const { user } = useSession();
  const [refusing, setRefusing] = useState<PoolClaim | null>(null);
  const list = usePages('listClaims', { query: {} });
  const claims = list.data?.pages.flatMap(({ items }) => items);
  const stale = ['listClaims', 'listPool', 'listCustomers'] as const;
  const decide = useWrite('decideClaim', { stale });
  const withdraw = useWrite('withdrawClaim', { stale });
  if (list.error && !claims) return <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />;
  if (list.isPending) return <Skeleton active />;
  if (claims?.length === 0)
    return (
      <EmptyState icon={<CheckOutlined />} title={t('pool.claimsEmpty')} text={t('pool.claimsEmptyText')} />
    );
  return (
    <>
      <ul className={page.sheet}>
        {claims?.map((claim) => (
          <li key={claim.id} className={`${s.row} ${s.plain}`}>
            <div>
              <div className={s.name}>
                {claim.customerName}
                {claim.country && <CountryName code={claim.country} />}
              </div>
              <div className={s.sub}>
                <span>
                  {claim.userName} · {t('pool.holds', { count: claim.held })}
                </span>
                <span>{format.brief(claim.askedAt)}</span>
                {claim.note && <span>{claim.note}</span>}
              </div>
            </div>
            <div className={s.act}>
              {may && (
                <>
                  <Button
                    size="small"
                    type="primary"
                    onClick={() =>
                      decide.mutate(
                        { params: { id: claim.id }, body: { grant: true } },
                        { onError: say.failed },
                      )
                    }
                  >
                    {t('pool.grant')}
                  </Button>
                  <Button size="small" onClick={() => setRefusing(claim)}>
                    {t('pool.refuse')}
                  </Button>
                </>
              )}
              {claim.userId === user.id && (
                <Button
                  size="small"
                  onClick={() => withdraw.mutate({ params: { id: claim.id } }, { onError: say.failed })}
                >
                  {t('pool.withdraw')}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
      <LoadMore pages={list} />
      {refusing && (
        <RefuseModal
          claim={refusing}
          onClose={() => setRefusing(null)}
          onRefuse={(reason) =>
            decide.mutate(
              { params: { id: refusing.id }, body: { grant: false, ...(reason ? { reason } : {}) } },
              { onError: say.failed, onSuccess: () => setRefusing(null) },
            )
          }
        />
      )}
    </>
  );
}

interface RefuseModalProps {
  claim: PoolClaim;
  onClose: () => void;
  onRefuse: (reason: string) => void;
}

function RefuseModal({ claim, onClose, onRefuse }: RefuseModalProps) {
  const t = useT();
  const [reason, setReason] = useState('');
  return (
    <Modal
      open
      title={t('pool.refuseTitle', { name: claim.userName, customer: claim.customerName })}
      okText={t('pool.refuse')}
      cancelText={t('common.cancel')}
      onCancel={onClose}
      onOk={() => onRefuse(reason.trim())}
    >
      <Input.TextArea
        rows={3}
        maxLength={500}
        placeholder={t('pool.refuseReason')}
        aria-label={t('pool.refuseReason')}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
    </Modal>
  );
}
