import type { ApprovalRules } from '@tradepost/contract';
import { Form, InputNumber, Select, Skeleton, Switch } from 'antd';
import { useApi, useWrite } from '../../api/use-api.ts';
import { FormDrawer } from '../../components/form-drawer.tsx';
import { useSay } from '../../components/use-say.ts';
import { useT } from '../../i18n/language.tsx';
import { useMay } from '../../session/session.tsx';

/** Which letters a leader looks at first. Managers read them, administrators change them. */
export default function ApprovalRulesDrawer({ onClose }: { onClose: () => void }) {
  const t = useT();
  const say = useSay();
  const may = useMay()('setApprovalRules');
  const rules = useApi('getApprovalRules', {});
  const users = useApi('listUsers', {});
  const [form] = Form.useForm<ApprovalRules>();
  const enabled = Form.useWatch('enabled', form);
  const save = useWrite('setApprovalRules', {
    stale: ['getApprovalRules', 'checkLetter'],
    onSuccess: () => {
      say.done(t('common.saved'));
      onClose();
    },
  });
  if (!rules.data) return <Skeleton active />;
  const words = (name: 'words' | 'attachmentWords') => (
    <Form.Item name={name} label={t(`approvals.${name}`)} extra={t('approvals.wordsHint')}>
      <Select
        mode="tags"
        open={false}
        suffixIcon={null}
        tokenSeparators={[',', '，', ';', '；', '\n']}
        disabled={!may}
        maxCount={100}
      />
    </Form.Item>
  );
  return (
    <FormDrawer<ApprovalRules>
      title={t('approvals.rules')}
      submit={t('common.save')}
      form={form}
      onClose={onClose}
      pending={save.isPending}
      error={save.error}
      initialValues={rules.data}
      onFinish={(body) => (may ? save.mutate({ body: { ...rules.data, ...body } }) : onClose())}
    >
      <Form.Item
        name="enabled"
        valuePropName="checked"
        label={t('approvals.enabled')}
        extra={t('approvals.enabledHint')}
      >
        <Switch disabled={!may} />
      </Form.Item>
      <div hidden={enabled === false}>
        <Form.Item
          name="newEmployeeDays"
          label={t('approvals.newEmployeeDays')}
          extra={t('approvals.newEmployeeHint')}
        >
          <InputNumber min={0} max={365} disabled={!may} />
        </Form.Item>
        {words('words')}
        {words('attachmentWords')}
        <Form.Item name="bankDetails" valuePropName="checked" label={t('approvals.bankDetails')}>
          <Switch disabled={!may} />
        </Form.Item>
        <Form.Item name="priceSheet" valuePropName="checked" label={t('approvals.priceSheet')}>
          <Switch disabled={!may} />
        </Form.Item>
        <Form.Item name="newDomain" valuePropName="checked" label={t('approvals.newDomain')}>
          <Switch disabled={!may} />
        </Form.Item>
        <Form.Item name="people" label={t('approvals.people')}>
          <Select
            mode="multiple"
            disabled={!may}
            showSearch={{ optionFilterProp: 'label' }}
            options={users.data?.items
              .filter(({ disabledAt }) => !disabledAt)
              .map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
      </div>
    </FormDrawer>
  );
}
