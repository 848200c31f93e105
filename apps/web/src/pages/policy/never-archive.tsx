import { PlusOutlined } from '@ant-design/icons';
import type { NeverArchiveEntry } from '@tradepost/contract';
import { App, Button, Form, Input, Modal, Skeleton } from 'antd';
import { useState } from 'react';
import { usePages, useWrite } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { useSay } from '../../components/use-say.ts';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import settings from '../settings/settings.module.css';
import s from './policy.module.css';

/** Whose mail stays out of the archive. */
export function NeverArchive() {
  const t = useT();
  const [adding, setAdding] = useState(false);
  const pages = usePages('listNeverArchive', { query: {} });
  const items = pages.data?.pages.flatMap((one) => one.items);
  return (
    <section aria-labelledby="never-archive">
      <h2 id="never-archive" className={page.sectionTitle}>
        {t('policy.neverArchive')}
      </h2>
      <div className={settings.bar}>
        <p>{t('policy.neverIntro')}</p>
        <Button icon={<PlusOutlined />} onClick={() => setAdding(true)}>
          {t('policy.neverAdd')}
        </Button>
      </div>
      {pages.error && !items && <ErrorNotice error={pages.error} onRetry={() => void pages.refetch()} />}
      <div className={page.sheet}>
        {pages.isPending && (
          <div style={{ padding: 20 }}>
            <Skeleton active title={false} paragraph={{ rows: 2 }} />
          </div>
        )}
        {items?.length === 0 && <p className={s.none}>{t('policy.neverEmpty')}</p>}
        <ul>
          {items?.map((entry) => (
            <Entry key={entry.id} entry={entry} />
          ))}
        </ul>
      </div>
      {items !== undefined && items.length > 0 && <LoadMore pages={pages} />}
      {adding && <AddModal onClose={() => setAdding(false)} />}
    </section>
  );
}

function Entry({ entry }: { entry: NeverArchiveEntry }) {
  const t = useT();
  const format = useFormat();
  const say = useSay();
  const { modal } = App.useApp();
  const remove = useWrite('removeNeverArchive', {
    stale: ['listNeverArchive'],
    onSuccess: () => say.done(t('policy.neverRemoved')),
  });
  const askRemove = () =>
    modal.confirm({
      title: t('policy.neverRemove', { value: entry.value }),
      content: t('policy.neverRemoveText'),
      okText: t('common.remove'),
      onOk: () => remove.mutateAsync({ params: { id: entry.id } }).catch(say.failed),
    });
  const about = [
    entry.reason,
    entry.createdByName && t('policy.neverBy', { name: entry.createdByName }),
    format.date(entry.createdAt),
  ];
  return (
    <li className={settings.row}>
      <div className={s.mail}>
        <span className={settings.name}>{entry.kind === 'domain' ? `@${entry.value}` : entry.value}</span>
        <div className={settings.sub}>{about.filter(Boolean).join(' · ')}</div>
      </div>
      <span />
      <Button onClick={askRemove}>{t('common.remove')}</Button>
    </li>
  );
}

function AddModal({ onClose }: { onClose: () => void }) {
  const t = useT();
  const say = useSay();
  const [form] = Form.useForm<{ value: string; reason?: string }>();
  const add = useWrite('addNeverArchive', {
    stale: ['listNeverArchive'],
    onSuccess: () => {
      say.done(t('policy.neverAdded'));
      onClose();
    },
  });
  const submit = ({ value, reason }: { value: string; reason?: string }) => {
    const named = value.trim().replace(/^@/, '');
    const why: { reason?: string } = reason?.trim() ? { reason: reason.trim() } : {};
    add.mutate(
      named.includes('@') ? { body: { address: named, ...why } } : { body: { domain: named, ...why } },
    );
  };
  return (
    <Modal
      open
      title={t('policy.neverTitle')}
      okText={t('policy.neverAdd')}
      cancelText={t('common.cancel')}
      okButtonProps={{ loading: add.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={submit}>
        <Form.Item
          name="value"
          label={t('policy.neverValue')}
          extra={t('policy.neverValueHint')}
          rules={[{ required: true, whitespace: true, message: t('common.required') }]}
        >
          <Input maxLength={320} autoFocus autoComplete="off" />
        </Form.Item>
        <Form.Item name="reason" label={t('policy.neverReason')} extra={t('policy.neverReasonHint')}>
          <Input maxLength={500} />
        </Form.Item>
        {add.error && <ErrorNotice error={add.error} />}
      </Form>
    </Modal>
  );
}
