import type { Activity } from '@tradepost/contract';
import { Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useWrite } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useT } from '../../i18n/language.tsx';
import { ACTIVITY_STALE } from './stale.ts';

/** Calls a plan off, or withdraws what was entered by mistake; either stays on the timeline. */
export default function CancelActivity({ activity, onClose }: { activity: Activity; onClose: () => void }) {
  const t = useT();
  const [reason, setReason] = useState('');
  const cancel = useWrite('cancelActivity', { stale: ACTIVITY_STALE, onSuccess: onClose });
  const planned = activity.state === 'planned';
  return (
    <Modal
      open
      title={t(planned ? 'activities.cancelTitle' : 'activities.withdrawTitle')}
      okText={t(planned ? 'activities.cancelConfirm' : 'activities.withdrawConfirm')}
      okButtonProps={{ danger: true }}
      confirmLoading={cancel.isPending}
      onOk={() =>
        cancel.mutate({
          params: { id: activity.id },
          body: reason.trim() === '' ? {} : { reason: reason.trim() },
        })
      }
      onCancel={onClose}
    >
      <p>{t(planned ? 'activities.cancelText' : 'activities.withdrawText')}</p>
      <Form layout="vertical">
        <Form.Item label={t('activities.cancelReason')} htmlFor="cancel-reason">
          <Input
            id="cancel-reason"
            maxLength={1000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Form.Item>
      </Form>
      {cancel.error && <ErrorNotice error={cancel.error} />}
    </Modal>
  );
}
