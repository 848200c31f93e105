import type { Contact } from '@tradepost/contract';
import { Modal, Select, Skeleton } from 'antd';
import { useState } from 'react';
import { useApi, useWrite } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useSay } from '../../components/use-say.ts';
import { useT } from '../../i18n/language.tsx';
import s from './merge.module.css';
import { type Choice, MergeFields } from './merge-fields.tsx';

/** Two entries of one person made one: which other, and which value of each field holds. */
export default function MergeContact({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const t = useT();
  const say = useSay();
  const [other, setOther] = useState<number | null>(null);
  const [choice, setChoice] = useState<Choice>({});
  const customer = useApi('getCustomer', { params: { id: contact.customerId } });
  const preview = useApi(
    'previewContactMerge',
    { params: { id: contact.id }, query: { sourceId: other ?? 0 } },
    { enabled: other !== null },
  );
  const merge = useWrite('mergeContacts', {
    stale: ['getCustomer', 'listMerges', 'getTimeline'],
    onSuccess: () => {
      say.done(t('merge.merged'));
      onClose();
    },
  });
  const nameOf = ({ name, addresses }: { name: string | null; addresses: readonly string[] }) =>
    name ?? addresses[0] ?? t('customers.contactUnnamed');
  return (
    <Modal
      open
      width={640}
      title={t('merge.contactTitle')}
      okText={t('merge.confirm')}
      okButtonProps={{ disabled: other === null || !preview.data }}
      confirmLoading={merge.isPending}
      onOk={() =>
        other !== null &&
        merge.mutate({ params: { id: contact.id }, body: { sourceId: other, fields: choice } })
      }
      onCancel={onClose}
    >
      <div className={s.pick}>
        <label htmlFor="merge-contact">{t('merge.contactPick', { name: nameOf(contact) })}</label>
        <Select<number>
          id="merge-contact"
          showSearch={{ optionFilterProp: 'label' }}
          value={other}
          loading={customer.isPending}
          onChange={(id) => {
            setOther(id);
            setChoice({});
          }}
          options={customer.data?.contacts
            .filter(({ id }) => id !== contact.id)
            .map((each) => ({
              value: each.id,
              label: [nameOf(each), ...each.addresses.slice(0, 2)].join(' · '),
            }))}
        />
      </div>
      {other !== null && preview.isPending && <Skeleton active />}
      {preview.error && <ErrorNotice error={preview.error} />}
      {other !== null && preview.data && (
        <>
          <p className={s.notes}>
            {t('merge.contactMoves', {
              source: nameOf(preview.data.source),
              target: nameOf(preview.data.target),
            })}
          </p>
          <MergeFields fields={preview.data.fields} choice={choice} onChange={setChoice} />
        </>
      )}
      {merge.error && <ErrorNotice error={merge.error} />}
    </Modal>
  );
}
