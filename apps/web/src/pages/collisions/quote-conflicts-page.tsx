import { DiffOutlined } from '@ant-design/icons';
import type { QuoteConflict } from '@tradepost/contract';
import { Button, Input, Modal, Segmented, Skeleton } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { usePages, useWrite } from '../../api/use-api.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useSay } from '../../components/use-say.ts';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import { useAmountWords } from '../promise/use-amount-words.ts';
import { useTermsWords } from '../promise/use-terms-words.ts';
import { CollisionTabs } from './collision-tabs.tsx';
import s from './collisions.module.css';

/** Two prices of two people for one product, side by side; a leader says which one stands. */
export default function QuoteConflictsPage() {
  const t = useT();
  const [state, setState] = useState<'open' | 'settled' | 'all'>('open');
  const [settling, setSettling] = useState<QuoteConflict | null>(null);
  const list = usePages('listQuoteConflicts', { query: state === 'all' ? {} : { state } });
  const items = list.data?.pages.flatMap((one) => one.items);
  return (
    <div className={page.page}>
      <PageHeader title={t('collisions.title')} intro={t('collisions.conflictsIntro')} />
      <CollisionTabs />
      <div className={s.tools}>
        <Segmented
          value={state}
          onChange={setState}
          options={[
            { value: 'open', label: t('collisions.open') },
            { value: 'settled', label: t('collisions.settled') },
            { value: 'all', label: t('collisions.all') },
          ]}
        />
      </div>
      {list.error && !items && <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Skeleton active paragraph={{ rows: 5 }} title={false} />}
      {items?.length === 0 && (
        <EmptyState
          icon={<DiffOutlined />}
          title={t(state === 'open' ? 'collisions.conflictsEmpty' : 'collisions.conflictsEmptyAll')}
          text={t('collisions.conflictsEmptyText')}
        />
      )}
      {items?.map((conflict) => (
        <Conflict key={conflict.id} conflict={conflict} onSettle={() => setSettling(conflict)} />
      ))}
      <LoadMore pages={list} />
      {settling && <Settle conflict={settling} onClose={() => setSettling(null)} />}
    </div>
  );
}

function Conflict({ conflict, onSettle }: { conflict: QuoteConflict; onSettle: () => void }) {
  const t = useT();
  const format = useFormat();
  return (
    <section className={`${page.sheet} ${s.conflict}`}>
      <div className={s.product}>
        <span dir="auto">{conflict.product}</span>
        {conflict.maySeeCustomer ? (
          <Link to={`/customers/${conflict.customerId}`}>{conflict.customerName}</Link>
        ) : (
          <span>{conflict.customerName}</span>
        )}
        <span className={`${s.tag} ${conflict.state === 'open' ? s.open : s.good}`}>
          {t(`collisions.conflict-${conflict.state}`)}
        </span>
        <span className={page.label}>{t('collisions.since', { day: format.brief(conflict.openedAt) })}</span>
      </div>
      <div className={s.pair}>
        <Price side={conflict.earlier} customerId={conflict.customerId} />
        <Price side={conflict.later} customerId={conflict.customerId} />
      </div>
      {conflict.note && (
        <p className={s.note}>
          {conflict.note}
          <span className={page.label}>
            {' · '}
            {conflict.settledByName}
            {conflict.settledAt && ` · ${format.brief(conflict.settledAt)}`}
          </span>
        </p>
      )}
      {conflict.maySettle && (
        <div className={s.conflictActs}>
          <Button onClick={onSettle}>{t('collisions.settle')}</Button>
        </div>
      )}
    </section>
  );
}

function Price({ side, customerId }: { side: QuoteConflict['earlier']; customerId: number }) {
  const t = useT();
  const format = useFormat();
  const amountWords = useAmountWords();
  const termsWords = useTermsWords();
  const { mark } = side;
  return (
    <div>
      <div className={s.who}>{side.name}</div>
      {mark?.amount ? (
        <>
          <span className={`${s.amount} ${s.price}`}>{amountWords(mark.amount)}</span>{' '}
          <Link to={`/customers/${customerId}/messages/${mark.messageId}`} className={page.small}>
            {format.brief(mark.saidAt)}
          </Link>
          {mark.terms && <p className={page.small}>{termsWords(mark.terms).join(' · ')}</p>}
          <p className={s.line} dir="auto">
            {mark.text}
          </p>
        </>
      ) : (
        <span className={page.soft}>{t('collisions.conflictHidden')}</span>
      )}
    </div>
  );
}

function Settle({ conflict, onClose }: { conflict: QuoteConflict; onClose: () => void }) {
  const t = useT();
  const say = useSay();
  const [note, setNote] = useState('');
  const settle = useWrite('settleQuoteConflict', {
    stale: ['listQuoteConflicts'],
    onSuccess: () => {
      say.done(t('collisions.saved'));
      onClose();
    },
  });
  return (
    <Modal
      open
      title={t('collisions.settleTitle', { product: conflict.product })}
      okText={t('collisions.settle')}
      cancelText={t('common.cancel')}
      confirmLoading={settle.isPending}
      okButtonProps={{ disabled: note.trim() === '' }}
      onCancel={onClose}
      onOk={() => settle.mutate({ params: { id: conflict.id }, body: { note } })}
    >
      <div className={s.pair} style={{ paddingInline: 0 }}>
        <Price side={conflict.earlier} customerId={conflict.customerId} />
        <Price side={conflict.later} customerId={conflict.customerId} />
      </div>
      <label htmlFor="settle-note">{t('collisions.settleHint')}</label>
      <Input.TextArea
        id="settle-note"
        autoFocus
        autoSize={{ minRows: 2, maxRows: 6 }}
        maxLength={1000}
        value={note}
        onChange={({ target }) => setNote(target.value)}
      />
      {settle.error && <ErrorNotice error={settle.error} />}
    </Modal>
  );
}
