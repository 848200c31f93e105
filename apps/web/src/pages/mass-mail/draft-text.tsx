import { LETTER_FIELDS, type MassMail } from '@tradepost/contract';
import { Alert, Input, Select } from 'antd';
import type { RefObject } from 'react';
import { useApi } from '../../api/use-api.ts';
import type { OpenEditor } from '../../editor/open-editor.ts';
import { RichEditor } from '../../editor/rich-editor.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import { MAIL_LANGUAGES } from '../letter/mail-languages.ts';
import { useFieldName } from '../letter/use-field-name.ts';
import templates from '../letter/templates.module.css';
import type { Edit } from './draft-form.tsx';
import s from './mass-mail.module.css';

interface DraftTextProps {
  mail: MassMail;
  edit: Edit;
  editor: RefObject<OpenEditor | null>;
  onChange: (changes: Edit) => void;
  onSave: () => void;
}

/** From which account, in what language, what it says, and the values that are the same for all. */
export function DraftText({ mail, edit, editor, onChange, onSave }: DraftTextProps) {
  const t = useT();
  const format = useFormat();
  const fieldName = useFieldName();
  const senders = useApi('listLetterSenders', {});
  const all = useApi('listLetterTemplates', { query: {} });
  const language = edit.language ?? mail.language;
  const values: Readonly<Record<string, string>> = { ...mail.values, ...edit.values };
  const asked = [...new Set([...mail.fields, ...Object.keys(values)])];
  const pick = (templateId: number) => {
    const template = all.data?.items.find(({ id }) => id === templateId);
    if (!template) return;
    const { kind, html, subject } = template;
    onChange({ templateId, kind, language: template.language, subject, html });
    editor.current?.setHtml(html);
  };
  return (
    <section className={`${page.sheet} ${s.step}`} aria-labelledby="step-text">
      <h2 id="step-text" className={s.stepTitle}>
        {t('massMails.stepText')}
      </h2>
      <div className={s.fields}>
        <label className={s.field}>
          <span>{t('letters.from')}</span>
          <Select<number>
            value={edit.accountId ?? mail.accountId}
            placeholder={t('letters.chooseAccount')}
            onChange={(accountId) => onChange({ accountId })}
            options={senders.data?.items.map((one) => ({ value: one.accountId, label: one.addresses[0] }))}
          />
        </label>
        <label className={s.field}>
          <span>{t('letters.template')}</span>
          <Select<number>
            value={edit.templateId ?? mail.templateId}
            placeholder={t('massMails.noTemplate')}
            showSearch={{ optionFilterProp: 'label' }}
            onChange={pick}
            options={all.data?.items.map((one) => ({
              value: one.id,
              label: `${one.name} · ${format.language(one.language)}`,
            }))}
          />
        </label>
        <label className={s.field}>
          <span>{t('templates.language')}</span>
          <Select<string>
            value={language}
            showSearch={{ optionFilterProp: 'label' }}
            onChange={(value) => onChange({ language: value })}
            options={[...new Set([language, ...MAIL_LANGUAGES])].map((value) => ({
              value,
              label: format.language(value),
            }))}
          />
        </label>
      </div>
      <label className={s.field}>
        <span>{t('letters.subject')}</span>
        <Input
          dir="auto"
          maxLength={500}
          value={edit.subject ?? mail.subject}
          onChange={({ target }) => onChange({ subject: target.value })}
        />
      </label>
      <div className={templates.fieldBar}>
        <span className={templates.fieldLabel}>{t('templates.fields')}</span>
        {LETTER_FIELDS.map((name) => (
          <button
            key={name}
            type="button"
            className={templates.field}
            title={`{{${name}}}`}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => editor.current?.insertText(`{{${name}}}`)}
          >
            {fieldName(name)}
          </button>
        ))}
      </div>
      <div className={templates.editor}>
        <RichEditor
          ref={editor}
          html={mail.html}
          label={t('massMails.text')}
          placeholder={t('letters.textPlaceholder')}
          onChange={() => onChange({ html: editor.current?.html() ?? mail.html })}
          onSend={onSave}
        />
      </div>
      {asked.length > 0 && (
        <>
          <Alert type="info" showIcon title={t('massMails.sameForAll')} />
          <div className={s.fields}>
            {asked.map((name) => (
              <label key={name} className={s.field}>
                <span>{fieldName(name)}</span>
                <Input
                  maxLength={1000}
                  value={values[name] ?? ''}
                  onChange={({ target }) =>
                    onChange({ values: { ...values, [name]: target.value } as never })
                  }
                />
              </label>
            ))}
          </div>
        </>
      )}
    </section>
  );
}
