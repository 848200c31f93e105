import { StopOutlined } from '@ant-design/icons';
import type { Unsubscribed } from '@tradepost/contract';
import { Button, Form, Input, Modal, Skeleton } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { usePages, useWrite } from '../../api/use-api.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { useSay } from '../../components/use-say.ts';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import s from './mass-mail.module.css';

/** Addresses that get no mass mail any more, and how that came. */
export default function UnsubscribedPage() {
  const t = useT();
  const [adding, setAdding] = useState(false);
  const [lifting, setLifting] = useState<Unsubscribed | null>(null);
  const list = usePages('listUnsubscribed', { query: {} });
  const items = list.data?.pages.flatMap((part) => part.items);
  return (
    <>
      <div className={s.listHead}>
        <p className={s.soft}>{t('massMails.unsubscribedIntro')}</p>
        <Button onClick={() => setAdding(true)}>{t('massMails.addUnsubscribed')}</Button>
      </div>
      {list.error && !items && <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />}
      {!items && !list.error && <Skeleton active />}
      {items?.length === 0 && (
        <EmptyState
          icon={<StopOutlined />}
          title={t('massMails.noneUnsubscribed')}
          text={t('massMails.noneUnsubscribedText')}
        />
      )}
      {items && items.length > 0 && (
        <>
          <ul className={page.sheet}>
            {items.map((one) => (
              <Row key={one.address} one={one} onLift={() => setLifting(one)} />
            ))}
          </ul>
          <LoadMore pages={list} />
        </>
      )}
      {adding && <WordsModal address={null} onClose={() => setAdding(false)} />}
      {lifting && <WordsModal address={lifting.address} onClose={() => setLifting(null)} />}
    </>
  );
}

function Row({ one, onLift }: { one: Unsubscribed; onLift: () => void }) {
  const t = useT();
  const format = useFormat();
  return (
    <li className={s.recipient}>
      <div className={s.who}>
        <span>{one.address}</span>
        {one.customerId !== null && (
          <Link className={s.soft} to={`/customers/${one.customerId}`}>
            {one.customerName}
          </Link>
        )}
      </div>
      <span className={s.soft}>
        {[t(`massMails.way.${one.way}`), one.byName, one.massMailName, format.dateTime(one.at), one.note]
          .filter(Boolean)
          .join(' · ')}
      </span>
      <div className={s.act}>
        <Button size="small" type="text" onClick={onLift}>
          {t('massMails.subscribeAgain')}
        </Button>
      </div>
    </li>
  );
}

interface Values {
  address: string;
  note?: string;
}

/** Puts an address on the list, or takes it off with words. */
function WordsModal({ address, onClose }: { address: string | null; onClose: () => void }) {
  const t = useT();
  const say = useSay();
  const [form] = Form.useForm<Values>();
  const options = {
    stale: ['listUnsubscribed'] as const,
    onSuccess: () => {
      say.done(t('common.saved'));
      onClose();
    },
  };
  const add = useWrite('addUnsubscribed', options);
  const lift = useWrite('removeUnsubscribed', options);
  const error = add.error ?? lift.error;
  return (
    <Modal
      open
      width={440}
      title={address === null ? t('massMails.addUnsubscribed') : t('massMails.againTitle', { address })}
      okText={t('common.save')}
      cancelText={t('common.cancel')}
      okButtonProps={{ loading: add.isPending || lift.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={({ address: given, note }) =>
          address === null
            ? add.mutate({ body: { address: given.trim(), ...(note?.trim() ? { note: note.trim() } : {}) } })
            : lift.mutate({ body: { address, note: note?.trim() ?? '' } })
        }
      >
        {address === null && (
          <Form.Item
            name="address"
            label={t('massMails.address')}
            rules={[{ required: true, type: 'email', message: t('common.invalidEmail') }]}
          >
            <Input autoFocus inputMode="email" />
          </Form.Item>
        )}
        <Form.Item
          name="note"
          label={t(address === null ? 'massMails.note' : 'massMails.againNote')}
          rules={
            address === null ? [] : [{ required: true, whitespace: true, message: t('common.required') }]
          }
        >
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </Form>
      {error && <ErrorNotice error={error} />}
    </Modal>
  );
}
