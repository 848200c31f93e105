import { DeleteOutlined, DownOutlined, StarOutlined } from '@ant-design/icons';
import type { CustomerFilter, SegmentFilter } from '@tradepost/contract';
import { Button, Dropdown, Form, Input, Modal, Switch } from 'antd';
import { useState } from 'react';
import { useApi, useWrite } from '../../api/use-api.ts';
import { useSay } from '../../components/use-say.ts';
import { useT } from '../../i18n/language.tsx';
import s from './customer-list.module.css';
import { choiceOf, type OrderChoice, orderQuery } from './list-state.ts';

interface SegmentsMenuProps {
  filter: CustomerFilter;
  order: OrderChoice;
  keyFirst: boolean | undefined;
  onChoose: (filter: CustomerFilter, order: OrderChoice, keyFirst: boolean | undefined) => void;
}

/** Saved filters: chosen, saved and removed (S3-05). */
export function SegmentsMenu({ filter, order, keyFirst, onChoose }: SegmentsMenuProps) {
  const t = useT();
  const say = useSay();
  const [saving, setSaving] = useState(false);
  const { data, isPending } = useApi('listSegments', {});
  const remove = useWrite('removeSegment', { stale: ['listSegments'] });
  const items = data?.items ?? [];
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            ...items.map(({ id, name, mine, mayRemove, ownerName }) => ({
              key: String(id),
              label: (
                <span className={s.segment}>
                  <span>
                    {name} {!mine && <small>{t('customerList.sharedBy', { name: ownerName })}</small>}
                  </span>
                  {mayRemove && (
                    <Button
                      size="small"
                      type="text"
                      icon={<DeleteOutlined />}
                      aria-label={t('customerList.removeSegment', { name })}
                      onClick={(event) => {
                        event.stopPropagation();
                        remove.mutate({ params: { id } }, { onError: say.failed });
                      }}
                    />
                  )}
                </span>
              ),
            })),
            ...(items.length === 0 && !isPending
              ? [{ key: 'none', disabled: true, label: t('customerList.segmentsNone') }]
              : []),
            { type: 'divider' as const },
            { key: 'save', label: t('customerList.saveSegment') },
          ],
          onClick: ({ key }) => {
            if (key === 'save') return setSaving(true);
            const segment = items.find(({ id }) => String(id) === key);
            if (!segment) return;
            const { order: by, descending, keyFirst: keys, ...wanted } = segment.filter;
            onChoose(wanted, choiceOf(by, descending), keys);
          },
        }}
      >
        <Button icon={<StarOutlined />}>
          {t('customerList.segments')} <DownOutlined />
        </Button>
      </Dropdown>
      {saving && (
        <SaveSegment
          filter={{
            ...filter,
            ...orderQuery(order),
            ...(keyFirst === undefined ? {} : { keyFirst }),
          }}
          onClose={() => setSaving(false)}
        />
      )}
    </>
  );
}

function SaveSegment({ filter, onClose }: { filter: SegmentFilter; onClose: () => void }) {
  const t = useT();
  const say = useSay();
  const [form] = Form.useForm<{ name: string; shared?: boolean }>();
  const create = useWrite('createSegment', {
    stale: ['listSegments'],
    onSuccess: () => {
      say.done(t('customerList.segmentSaved'));
      onClose();
    },
  });
  return (
    <Modal
      open
      title={t('customerList.saveSegment')}
      okText={t('common.save')}
      cancelText={t('common.cancel')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={create.isPending}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={({ name, shared }) =>
          create.mutate({ body: { name, shared: shared ?? false, filter } }, { onError: say.failed })
        }
      >
        <Form.Item
          name="name"
          label={t('customerList.segmentName')}
          rules={[{ required: true, whitespace: true, message: t('common.required') }]}
        >
          <Input maxLength={100} autoFocus />
        </Form.Item>
        <Form.Item name="shared" label={t('customerList.segmentShared')} valuePropName="checked">
          <Switch />
        </Form.Item>
      </Form>
    </Modal>
  );
}
