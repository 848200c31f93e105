import { SwapOutlined } from '@ant-design/icons';
import { Button, Modal, Skeleton } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useApi, useWrite } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useSay } from '../../components/use-say.ts';
import { useT } from '../../i18n/language.tsx';
import { EarlierMerges } from './earlier-merges.tsx';
import s from './merge.module.css';
import { type Choice, MergeFields } from './merge-fields.tsx';
import { MergeSideCard } from './merge-side-card.tsx';
import { PickOther } from './pick-other.tsx';

interface MergeDialogProps {
  customer: { id: number; name: string };
  /** Whom it is compared with; null: that is asked first. */
  otherId: number | null;
  onClose: () => void;
}

/** Which two, which of them lives on, which value of each field holds; and what was merged before. */
export function MergeDialog({ customer, otherId, onClose }: MergeDialogProps) {
  const t = useT();
  const say = useSay();
  const navigate = useNavigate();
  const [other, setOther] = useState(otherId);
  const [swapped, setSwapped] = useState(false);
  const [choice, setChoice] = useState<Choice>({});
  const [targetId, sourceId] = swapped ? [other ?? 0, customer.id] : [customer.id, other ?? 0];
  const preview = useApi(
    'previewCustomerMerge',
    { params: { id: targetId }, query: { sourceId } },
    { enabled: other !== null },
  );
  const merge = useWrite('mergeCustomers', {
    stale: ['listCustomers', 'getCustomer', 'getTimeline', 'listMerges', 'listDuplicates'],
    onSuccess: (done) => {
      say.done(t('merge.merged'));
      onClose();
      void navigate(`/customers/${done.customerId}`);
    },
  });
  const both = preview.data;
  return (
    <Modal
      open
      width={760}
      title={t('merge.title')}
      okText={t('merge.confirm')}
      okButtonProps={{ disabled: !both }}
      confirmLoading={merge.isPending}
      onOk={() => merge.mutate({ params: { id: targetId }, body: { sourceId, fields: choice } })}
      onCancel={onClose}
    >
      {other === null && (
        <>
          <PickOther customer={customer} onPick={setOther} />
          <EarlierMerges customerId={customer.id} />
        </>
      )}
      {other !== null && preview.isPending && <Skeleton active />}
      {preview.error && <ErrorNotice error={preview.error} />}
      {both && (
        <>
          <div className={s.sides}>
            <MergeSideCard side={both.target} livesOn />
            <Button
              icon={<SwapOutlined />}
              aria-label={t('merge.swap')}
              title={t('merge.swap')}
              onClick={() => {
                setSwapped(!swapped);
                setChoice({});
              }}
            />
            <MergeSideCard side={both.source} livesOn={false} />
          </div>
          <div className={s.notes}>
            <p>{t('merge.whatMoves', { source: both.source.name, target: both.target.name })}</p>
            {both.addsCollaborator && <p>{t('merge.addsCollaborator', { name: both.addsCollaborator })}</p>}
          </div>
          <MergeFields fields={both.fields} choice={choice} onChange={setChoice} />
        </>
      )}
      {merge.error && <ErrorNotice error={merge.error} />}
    </Modal>
  );
}
