import { Form, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import { useApi, useWrite } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useT } from '../../i18n/language.tsx';
import { useOutcomes } from './use-outcomes.ts';

interface AssignModalProps {
  customerIds: readonly number[];
  onClose: () => void;
  onDone: () => void;
}

/** A leader gives customers of the pool to people in turn, or by the rules. */
export default function AssignModal({ customerIds, onClose, onDone }: AssignModalProps) {
  const t = useT();
  const tell = useOutcomes();
  const [way, setWay] = useState<'turns' | 'rules'>('turns');
  const [userIds, setUserIds] = useState<number[]>([]);
  const assign = useWrite('assignFromPool', {
    stale: ['listPool', 'listClaims', 'listCustomers'],
    onSuccess: (reply) => {
      tell(reply.items);
      onDone();
      onClose();
    },
  });
  return (
    <Modal
      open
      title={t('pool.assignTitle', { count: customerIds.length })}
      okText={t('pool.assign', { count: customerIds.length })}
      cancelText={t('common.cancel')}
      okButtonProps={{ disabled: way === 'turns' && userIds.length === 0, loading: assign.isPending }}
      onCancel={onClose}
      onOk={() =>
        assign.mutate({
          body: { customerIds: [...customerIds], way, ...(way === 'turns' ? { userIds } : {}) },
        })
      }
    >
      <Form layout="vertical">
        <Form.Item>
          <Radio.Group
            value={way}
            onChange={({ target }) => setWay(target.value as typeof way)}
            options={[
              { value: 'turns', label: t('pool.assignTurns') },
              { value: 'rules', label: t('pool.assignRules') },
            ]}
          />
        </Form.Item>
        {way === 'turns' && (
          <Form.Item label={t('pool.assignPeople')} extra={t('pool.assignPeopleHint')}>
            <PeopleSelect value={userIds} onChange={setUserIds} />
          </Form.Item>
        )}
      </Form>
      {assign.error && <ErrorNotice error={assign.error} />}
    </Modal>
  );
}

interface PeopleSelectProps {
  id?: string;
  value?: number[];
  onChange?: (ids: number[]) => void;
}

/** Several people who can have customers, in the order they were named. */
export function PeopleSelect({ id, value, onChange }: PeopleSelectProps) {
  const t = useT();
  const { data, isPending } = useApi('listUsers', {});
  const people = data?.items.filter((user) => !user.disabledAt && user.role !== 'reader') ?? [];
  return (
    <Select
      id={id}
      mode="multiple"
      style={{ width: '100%' }}
      loading={isPending}
      aria-label={t('pool.assignPeople')}
      value={value ?? []}
      onChange={(ids: number[]) => onChange?.(ids)}
      options={people.map((user) => ({ value: user.id, label: user.name }))}
      showSearch={{ optionFilterProp: 'label' }}
    />
  );
}
