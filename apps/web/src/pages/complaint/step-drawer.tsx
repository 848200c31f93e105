import type { ComplaintDetail, ComplaintRight } from '@tradepost/contract';
import { Alert, Form, Input, Radio } from 'antd';
import { useWrite } from '../../api/use-api.ts';
import { FormDrawer } from '../../components/form-drawer.tsx';
import { useSay } from '../../components/use-say.ts';
import { useT } from '../../i18n/language.tsx';
import { AssigneeSelect } from './assignee-select.tsx';
import { COMPLAINT_ANSWERS } from './complaint-drawer.tsx';

export type Step = Exclude<ComplaintRight, 'change'>;

interface StepDrawerProps {
  complaint: ComplaintDetail;
  step: Step;
  onClose: () => void;
}

interface Values {
  assigneeId?: number | null;
  text?: string;
  cause?: string;
  effective?: boolean;
}

/** One step of the work on a complaint, with the words that go into its log. */
export default function StepDrawer({ complaint, step, onClose }: StepDrawerProps) {
  const t = useT();
  const { save, pending, error } = useStep(complaint.id, step, onClose);
  const required = [{ required: true, whitespace: true, message: t('common.required') }];
  const words = {
    assign: t('complaints.note'),
    correct: t('complaints.actionField'),
    verify: t('complaints.verifyField'),
    close: t('complaints.closeNote'),
    reopen: t('complaints.reason'),
    withdraw: t('complaints.reason'),
    note: t('complaints.note'),
  }[step];
  const optional = step === 'assign' || step === 'close';
  return (
    <FormDrawer<Values>
      title={t(`complaints.do-${step}`)}
      submit={t('common.save')}
      onClose={onClose}
      pending={pending}
      error={error}
      initialValues={{ effective: true }}
      onFinish={save}
    >
      <Alert type="info" title={t(`complaints.hint-${step}`)} style={{ marginBottom: 16 }} />
      {step === 'assign' && (
        <Form.Item
          name="assigneeId"
          label={t('complaints.assignee')}
          extra={t('complaints.assigneeHint')}
          rules={[{ required: true, message: t('common.required') }]}
        >
          <AssigneeSelect customerId={complaint.customerId} />
        </Form.Item>
      )}
      {step === 'verify' && (
        <>
          <p style={{ marginBottom: 12, whiteSpace: 'pre-wrap', color: 'var(--tp-soft)' }}>
            {complaint.action}
          </p>
          <Form.Item name="effective">
            <Radio.Group style={{ display: 'grid', gap: 4 }}>
              <Radio value>{t('complaints.effective')}</Radio>
              <Radio value={false}>
                {t('complaints.notEffective', { name: complaint.actedByName ?? '–' })}
              </Radio>
            </Radio.Group>
          </Form.Item>
        </>
      )}
      <Form.Item name="text" label={words} {...(optional ? {} : { rules: required })}>
        <Input.TextArea
          autoSize={{ minRows: 3, maxRows: 12 }}
          maxLength={optional ? 2000 : step === 'reopen' || step === 'withdraw' ? 1000 : 5000}
          autoFocus={step !== 'assign'}
        />
      </Form.Item>
      {step === 'correct' && (
        <Form.Item name="cause" label={t('complaints.cause')}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={5000} />
        </Form.Item>
      )}
    </FormDrawer>
  );
}

/** The write of the step. */
function useStep(id: number, step: Step, onClose: () => void) {
  const t = useT();
  const say = useSay();
  const options = {
    stale: [...COMPLAINT_ANSWERS],
    onSuccess: () => {
      say.done(t('complaints.saved'));
      onClose();
    },
  };
  const assign = useWrite('assignComplaint', options);
  const correct = useWrite('correctComplaint', options);
  const verify = useWrite('verifyComplaint', options);
  const close = useWrite('closeComplaint', options);
  const reopen = useWrite('reopenComplaint', options);
  const withdraw = useWrite('withdrawComplaint', options);
  const note = useWrite('noteOnComplaint', options);
  const params = { id };
  const save = ({ assigneeId, text = '', cause, effective = true }: Values) => {
    if (step === 'assign')
      assign.mutate({ params, body: { assigneeId: assigneeId as number, note: text.trim() || null } });
    if (step === 'correct') correct.mutate({ params, body: { action: text, cause: cause?.trim() || null } });
    if (step === 'verify') verify.mutate({ params, body: { effective, text } });
    if (step === 'close') close.mutate({ params, body: { note: text.trim() || null } });
    if (step === 'reopen') reopen.mutate({ params, body: { reason: text } });
    if (step === 'withdraw') withdraw.mutate({ params, body: { reason: text } });
    if (step === 'note') note.mutate({ params, body: { text } });
  };
  const { isPending, error } = { assign, correct, verify, close, reopen, withdraw, note }[step];
  return { save, pending: isPending, error };
}
