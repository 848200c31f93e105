import { Form, Input, Modal } from 'antd';
import { useT } from '../i18n/language.tsx';
import { linkAt, readHref, setLink } from './commands.ts';
import type { OpenEditor } from './open-editor.ts';

interface Values {
  href: string;
  text?: string;
}

/** Where a link leads, and what is read in its place. */
export function LinkModal({ editor, onClose }: { editor: OpenEditor; onClose: () => void }) {
  const t = useT();
  const { view } = editor;
  const there = linkAt(view.state);
  const needsText = there === null && view.state.selection.empty;
  const [form] = Form.useForm<Values>();
  const run = (href: string | null, text = '') => {
    setLink(href, text)(view.state, view.dispatch);
    onClose();
    view.focus();
  };
  return (
    <Modal
      open
      width={440}
      title={t('editor.link')}
      okText={t('common.save')}
      cancelText={t('common.cancel')}
      onOk={() => form.submit()}
      onCancel={onClose}
      footer={(_, { OkBtn, CancelBtn }) => (
        <>
          {there && (
            <button
              type="button"
              className="tp-link"
              style={{ float: 'left', padding: 6 }}
              onClick={() => run(null)}
            >
              {t('editor.unlink')}
            </button>
          )}
          <CancelBtn />
          <OkBtn />
        </>
      )}
    >
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ href: there?.href ?? '' }}
        onFinish={({ href, text }) => run(readHref(href), text?.trim())}
      >
        <Form.Item
          name="href"
          label={t('editor.linkAddress')}
          rules={[
            {
              validator: (_, value: string) =>
                readHref(value ?? '') === null
                  ? Promise.reject(new Error(t('editor.linkBad')))
                  : Promise.resolve(),
            },
          ]}
        >
          <Input autoFocus placeholder="https://" inputMode="url" />
        </Form.Item>
        {needsText && (
          <Form.Item name="text" label={t('editor.linkText')}>
            <Input maxLength={300} />
          </Form.Item>
        )}
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </Form>
    </Modal>
  );
}
