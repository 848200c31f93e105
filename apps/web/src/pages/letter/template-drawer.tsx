import { LETTER_FIELDS, type LetterTemplate, TEMPLATE_KINDS, type TemplateKind } from '@tradepost/contract';
import { Alert, Button, Checkbox, Drawer, Form, Input, Select } from 'antd';
import { useRef } from 'react';
import { useWrite } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useSay } from '../../components/use-say.ts';
import type { OpenEditor } from '../../editor/open-editor.ts';
import { RichEditor } from '../../editor/rich-editor.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import { useSession } from '../../session/session.tsx';
import { MAIL_LANGUAGES } from './mail-languages.ts';
import s from './templates.module.css';

interface TemplateDrawerProps {
  /** Null: a new one. */
  template: LetterTemplate | null;
  onClose: () => void;
}

interface Values {
  kind: TemplateKind;
  language: string;
  name: string;
  subject: string;
  companyWide: boolean;
}

/** Writes a template; fields are put in by a press. */
export default function TemplateDrawer({ template, onClose }: TemplateDrawerProps) {
  const t = useT();
  const say = useSay();
  const format = useFormat();
  const { user } = useSession();
  const [form] = Form.useForm<Values>();
  const kind = Form.useWatch('kind', form);
  const editor = useRef<OpenEditor>(null);
  const options = {
    stale: ['listLetterTemplates'] as const,
    onSuccess: () => {
      say.done(t('common.saved'));
      onClose();
    },
  };
  const create = useWrite('createLetterTemplate', options);
  const update = useWrite('updateLetterTemplate', options);
  const leader = user.role === 'owner' || user.role === 'admin' || user.role === 'manager';
  const save = ({ companyWide, ...values }: Values) => {
    const body = { ...values, name: values.name.trim(), html: editor.current?.html() ?? '' };
    if (template)
      update.mutate({ params: { id: template.id }, body: { ...body, version: template.version } });
    else create.mutate({ body: { ...body, companyWide } });
  };
  const error = create.error ?? update.error;
  return (
    <Drawer
      open
      size={780}
      title={template ? t('templates.edit') : t('templates.add')}
      onClose={onClose}
      footer={
        <div style={{ display: 'flex', gap: 8, justifyContent: 'flex-end' }}>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="primary" loading={create.isPending || update.isPending} onClick={() => form.submit()}>
            {t('common.save')}
          </Button>
        </div>
      }
    >
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark={false}
        scrollToFirstError
        initialValues={{
          kind: template?.kind ?? 'general',
          language: template?.language ?? (user.locale === 'en' ? 'en' : 'zh-CN'),
          name: template?.name ?? '',
          subject: template?.subject ?? '',
          companyWide: false,
        }}
        onFinish={save}
      >
        <div className={s.two}>
          <Form.Item name="kind" label={t('templates.kind')}>
            <Select options={TEMPLATE_KINDS.map((value) => ({ value, label: t(`templateKind.${value}`) }))} />
          </Form.Item>
          <Form.Item name="language" label={t('templates.language')}>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              options={MAIL_LANGUAGES.map((value) => ({ value, label: format.language(value) }))}
            />
          </Form.Item>
        </div>
        <Form.Item
          name="name"
          label={t('templates.name')}
          rules={[{ required: true, whitespace: true, message: t('common.required') }]}
        >
          <Input maxLength={200} />
        </Form.Item>
        {kind === 'dunning' && (
          <Alert type="info" showIcon title={t('templates.dunningHint')} style={{ marginBottom: 16 }} />
        )}
        {kind === 'promotion' && (
          <Alert type="info" showIcon title={t('templates.promotionHint')} style={{ marginBottom: 16 }} />
        )}
        <Form.Item name="subject" label={t('letters.subject')}>
          <Input maxLength={500} dir="auto" />
        </Form.Item>
        <div className={s.fieldBar}>
          <span className={s.fieldLabel}>{t('templates.fields')}</span>
          {LETTER_FIELDS.map((name) => (
            <button
              key={name}
              type="button"
              className={s.field}
              title={`{{${name}}}`}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => editor.current?.insertText(`{{${name}}}`)}
            >
              {t(`letterField.${name}`)}
            </button>
          ))}
        </div>
        <div className={s.editor}>
          <RichEditor
            ref={editor}
            html={template?.html ?? ''}
            label={t('templates.text')}
            placeholder={t('letters.textPlaceholder')}
            onChange={() => undefined}
            onSend={() => form.submit()}
          />
        </div>
        {!template && leader && (
          <Form.Item name="companyWide" valuePropName="checked" style={{ marginTop: 14 }}>
            <Checkbox>{t('templates.companyWide')}</Checkbox>
          </Form.Item>
        )}
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </Form>
      {error && <ErrorNotice error={error} />}
    </Drawer>
  );
}
