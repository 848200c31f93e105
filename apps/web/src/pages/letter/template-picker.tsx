import { SnippetsOutlined } from '@ant-design/icons';
import type { Letter, LetterTemplate } from '@tradepost/contract';
import { App, Button, Empty, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useApi, useWrite } from '../../api/use-api.ts';
import { useSay } from '../../components/use-say.ts';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import s from './composer.module.css';
import { useFieldName, useFieldNamesIn } from './use-field-name.ts';

interface TemplatePickerProps {
  letter: Letter;
  /** There is no word of the author's in it. */
  untouched: boolean;
  onBefore: () => Promise<boolean>;
  onApplied: (letter: Letter) => void;
}

/** Puts a template in place of the text; what no record knows stays marked, to be filled in. */
export function TemplatePicker({ letter, untouched, onBefore, onApplied }: TemplatePickerProps) {
  const t = useT();
  const say = useSay();
  const { modal } = App.useApp();
  const [open, setOpen] = useState(false);
  const apply = useWrite('applyTemplate', {
    onSuccess: (applied) => {
      onApplied(applied);
      setOpen(false);
    },
  });
  const put = async (template: LetterTemplate) => {
    await onBefore();
    await apply
      .mutateAsync({ params: { id: letter.id }, body: { version: letter.version, templateId: template.id } })
      .catch(say.failed);
  };
  const choose = (template: LetterTemplate) =>
    untouched
      ? void put(template)
      : void modal.confirm({
          title: t('letters.replaceText'),
          content: t('letters.replaceTextHint'),
          okText: t('letters.replace'),
          onOk: () => put(template),
        });
  return (
    <>
      <Button
        type="text"
        icon={<SnippetsOutlined />}
        title={t('letters.template')}
        aria-label={t('letters.template')}
        onClick={() => setOpen(true)}
      />
      {open && <Templates busy={apply.isPending} onChoose={choose} onClose={() => setOpen(false)} />}
    </>
  );
}

interface TemplatesProps {
  busy: boolean;
  onChoose: (template: LetterTemplate) => void;
  onClose: () => void;
}

function Templates({ busy, onChoose, onClose }: TemplatesProps) {
  const t = useT();
  const fieldName = useFieldName();
  const named = useFieldNamesIn();
  const format = useFormat();
  const { data, isPending } = useApi('listLetterTemplates', { query: {} });
  const [typed, setTyped] = useState('');
  const [language, setLanguage] = useState<string | null>(null);
  const wanted = typed.trim().toLowerCase();
  const all = data?.items ?? [];
  const languages = [...new Set(all.map((one) => one.language))].sort();
  const shown = all.filter(
    (one) =>
      (language === null || one.language === language) &&
      (wanted === '' ||
        `${one.name} ${one.subject} ${t(`templateKind.${one.kind}`)}`.toLowerCase().includes(wanted)),
  );
  return (
    <Modal open width={620} title={t('letters.template')} footer={null} onCancel={onClose}>
      <div className={s.pickTools}>
        <Input
          type="search"
          allowClear
          autoFocus
          placeholder={t('letters.findTemplate')}
          aria-label={t('letters.findTemplate')}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
        <Select
          allowClear
          style={{ width: 170 }}
          placeholder={t('letters.anyLanguage')}
          aria-label={t('letters.anyLanguage')}
          value={language}
          onChange={(value: string | undefined) => setLanguage(value ?? null)}
          options={languages.map((value) => ({ value, label: format.language(value) }))}
        />
      </div>
      {!isPending && shown.length === 0 && (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('letters.noTemplate')} />
      )}
      <ul className={s.templates}>
        {shown.map((one) => (
          <li key={one.id}>
            <button type="button" className={s.template} disabled={busy} onClick={() => onChoose(one)}>
              <span className={s.templateName}>{one.name}</span>
              <span className={s.faint}>
                {[
                  t(`templateKind.${one.kind}`),
                  format.language(one.language),
                  one.ownerId === null ? t('letters.ofCompany') : t('letters.ofMine'),
                ].join(' · ')}
              </span>
              <span className={s.templateSubject} dir="auto">
                {named(one.subject)}
              </span>
              {one.fields.length > 0 && (
                <span className={s.faint}>{one.fields.map(fieldName).join(t('letters.comma'))}</span>
              )}
            </button>
          </li>
        ))}
      </ul>
    </Modal>
  );
}
