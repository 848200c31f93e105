import { type BulkChange, type CustomerFilter, STAGES } from '@tradepost/contract';
import { Form, Input, Modal, Select, Switch } from 'antd';
import { useWrite } from '../../api/use-api.ts';
import { OwnerSelect } from '../../components/people.tsx';
import { useSay } from '../../components/use-say.ts';
import { useT } from '../../i18n/language.tsx';
import type { ChangeKind } from './bulk-bar.tsx';

interface BulkModalProps {
  kind: ChangeKind;
  target: { filter: CustomerFilter } | { customerIds: number[] };
  /** Null: all that fit the filter. */
  count: number | null;
  onClose: () => void;
  onStarted: (jobId: number) => void;
}

interface Values {
  person?: number;
  tag?: string;
  grade?: 'A' | 'B' | 'C' | 'D' | '-';
  stage?: (typeof STAGES)[number];
  canEdit?: boolean;
  reason?: string;
}

const NEEDS: Record<ChangeKind, readonly (keyof Values)[]> = {
  assign: ['person', 'reason'],
  'to-pool': ['reason'],
  'add-tag': ['tag'],
  'remove-tag': ['tag'],
  'set-grade': ['grade', 'reason'],
  'set-stage': ['stage', 'reason'],
  'add-collaborator': ['person', 'canEdit'],
};

/** @returns null where something is missing; the form says what. */
function changeOf(kind: ChangeKind, values: Values): BulkChange | null {
  const { person, tag, grade, stage } = values;
  const why = values.reason?.trim() ?? '';
  const reason = why === '' ? {} : { reason: why };
  if (kind === 'assign') return person ? { kind, ownerId: person, ...reason } : null;
  if (kind === 'to-pool') return why === '' ? null : { kind, reason: why };
  if (kind === 'add-tag' || kind === 'remove-tag') return tag?.trim() ? { kind, tag: tag.trim() } : null;
  if (kind === 'set-grade') return grade ? { kind, grade: grade === '-' ? null : grade, ...reason } : null;
  if (kind === 'set-stage') return stage ? { kind, stage, ...reason } : null;
  return person ? { kind, userId: person, canEdit: values.canEdit ?? false } : null;
}

/** Asks for what the change needs, and starts it. */
export default function BulkModal({ kind, target, count, onClose, onStarted }: BulkModalProps) {
  const t = useT();
  const say = useSay();
  const [form] = Form.useForm<Values>();
  const start = useWrite('changeCustomers', {
    stale: ['listJobs', 'listCustomers'],
    onSuccess: (job) => {
      say.done(t('customerList.started'));
      onStarted(job.id);
    },
  });
  const needs = NEEDS[kind];
  const required = [{ required: true, message: t('common.required') }];
  return (
    <Modal
      open
      title={t(`customerList.change.${kind}`)}
      okText={count === null ? t('customerList.startFiltered') : t('customerList.start', { count })}
      cancelText={t('common.cancel')}
      confirmLoading={start.isPending}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={(values) => {
          const change = changeOf(kind, values);
          if (change) start.mutate({ body: { change, ...target } }, { onError: say.failed });
        }}
      >
        {needs.includes('person') && (
          <Form.Item
            name="person"
            label={t(kind === 'assign' ? 'customerList.owner' : 'customerList.collaborator')}
            rules={required}
          >
            <OwnerSelect />
          </Form.Item>
        )}
        {needs.includes('tag') && (
          <Form.Item name="tag" label={t('customerList.tag')} rules={required}>
            <Input maxLength={50} autoFocus />
          </Form.Item>
        )}
        {needs.includes('grade') && (
          <Form.Item name="grade" label={t('customerList.grade')} rules={required}>
            <Select
              options={['A', 'B', 'C', 'D', '-'].map((value) => ({
                value,
                label: value === '-' ? t('customers.noGrade') : value,
              }))}
            />
          </Form.Item>
        )}
        {needs.includes('stage') && (
          <Form.Item name="stage" label={t('customerList.stage')} rules={required}>
            <Select options={STAGES.map((value) => ({ value, label: t(`record.stage.${value}`) }))} />
          </Form.Item>
        )}
        {needs.includes('canEdit') && (
          <Form.Item name="canEdit" label={t('customerList.canEdit')} valuePropName="checked">
            <Switch />
          </Form.Item>
        )}
        {needs.includes('reason') && (
          <Form.Item
            name="reason"
            label={t('customerList.reason')}
            rules={kind === 'to-pool' ? required : []}
          >
            <Input.TextArea rows={2} maxLength={500} />
          </Form.Item>
        )}
      </Form>
    </Modal>
  );
}
