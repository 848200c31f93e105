import { StarOutlined } from '@ant-design/icons';
import { Button, Form, Input, Modal, Switch } from 'antd';
import { useState } from 'react';
import { useWrite } from '../../api/use-api.ts';
import { useSay } from '../../components/use-say.ts';
import { useT } from '../../i18n/language.tsx';
import type { SearchChoice } from './search-state.ts';

/** Keeps this search under a name, for oneself or for everybody. */
export function SaveSearch({ choice }: { choice: SearchChoice }) {
  const t = useT();
  const say = useSay();
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<{ name: string; shared?: boolean }>();
  const create = useWrite('createSavedSearch', {
    stale: ['listSavedSearches'],
    onSuccess: () => {
      say.done(t('search.savedDone'));
      setOpen(false);
    },
  });
  return (
    <>
      <Button
        icon={<StarOutlined />}
        aria-label={t('search.save')}
        title={t('search.save')}
        onClick={() => setOpen(true)}
      />
      <Modal
        open={open}
        destroyOnHidden
        title={t('search.save')}
        okText={t('common.save')}
        cancelText={t('common.cancel')}
        onCancel={() => setOpen(false)}
        onOk={() => form.submit()}
        confirmLoading={create.isPending}
      >
        <Form
          form={form}
          layout="vertical"
          preserve={false}
          onFinish={({ name, shared }) =>
            create.mutate({ body: { ...choice, name, shared: shared ?? false } }, { onError: say.failed })
          }
        >
          <Form.Item
            name="name"
            label={t('search.savedName')}
            extra={<code>{choice.q}</code>}
            rules={[{ required: true, whitespace: true, message: t('common.required') }]}
          >
            <Input maxLength={100} autoFocus />
          </Form.Item>
          <Form.Item
            name="shared"
            label={t('search.savedShared')}
            extra={t('search.savedSharedHint')}
            valuePropName="checked"
          >
            <Switch />
          </Form.Item>
        </Form>
      </Modal>
    </>
  );
}
