import { BATCH_KINDS, type Batch, type NewBatch } from '@tradepost/contract';
import { Form, Input, Select } from 'antd';
import { useWrite } from '../../api/use-api.ts';
import { FormDrawer } from '../../components/form-drawer.tsx';
import { useT } from '../../i18n/language.tsx';

interface BatchDrawerProps {
  /** Absent: a new one. */
  batch?: Batch;
  onClose: () => void;
  onMade?: (batch: Batch) => void;
}

/** A new batch, or the particulars of one. */
export default function BatchDrawer({ batch, onClose, onMade }: BatchDrawerProps) {
  const t = useT();
  const stale = ['listBatches', 'getBatch'] as const;
  const done = (made: Batch) => {
    onMade?.(made);
    onClose();
  };
  const create = useWrite('createBatch', { stale, onSuccess: done });
  const update = useWrite('updateBatch', { stale, onSuccess: done });
  const finish = (values: NewBatch) => {
    const body = {
      ...values,
      heldOn: values.heldOn || null,
      place: values.place?.trim() || null,
      note: values.note?.trim() || null,
    };
    if (batch) update.mutate({ params: { id: batch.id }, body });
    else create.mutate({ body });
  };
  return (
    <FormDrawer<NewBatch>
      title={batch ? t('batches.edit') : t('batches.add')}
      submit={batch ? t('common.save') : t('batches.create')}
      onClose={onClose}
      onFinish={finish}
      pending={create.isPending || update.isPending}
      error={create.error ?? update.error}
      initialValues={
        batch
          ? { name: batch.name, kind: batch.kind, heldOn: batch.heldOn, place: batch.place, note: batch.note }
          : { kind: 'trade-fair' }
      }
    >
      <Form.Item
        name="name"
        label={t('batches.name')}
        extra={t('batches.nameHint')}
        rules={[{ required: true, whitespace: true, message: t('common.required') }]}
      >
        <Input maxLength={200} autoFocus />
      </Form.Item>
      <Form.Item name="kind" label={t('batches.kind')}>
        <Select options={BATCH_KINDS.map((kind) => ({ value: kind, label: t(`batches.kind-${kind}`) }))} />
      </Form.Item>
      <Form.Item name="heldOn" label={t('batches.heldOn')}>
        <Input type="date" style={{ width: 180 }} />
      </Form.Item>
      <Form.Item name="place" label={t('batches.place')}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="note" label={t('batches.note')}>
        <Input.TextArea maxLength={5000} autoSize={{ minRows: 2, maxRows: 8 }} />
      </Form.Item>
    </FormDrawer>
  );
}
