import { PlusOutlined, SnippetsOutlined } from '@ant-design/icons';
import { type LetterTemplate, TEMPLATE_KINDS, type TemplateKind } from '@tradepost/contract';
import { App, Button, Select, Skeleton, Tag } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useApi, useWrite } from '../../api/use-api.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useSay } from '../../components/use-say.ts';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import s from './templates.module.css';
import { useFieldNamesIn } from './use-field-name.ts';

const TemplateDrawer = lazy(() => import('./template-drawer.tsx'));
const TemplatePreview = lazy(() => import('./template-preview.tsx'));

/** Texts for the occasions that come again: the company's and one's own, in each language. */
export default function TemplatesPage() {
  const t = useT();
  const format = useFormat();
  const [kind, setKind] = useState<TemplateKind | null>(null);
  const [language, setLanguage] = useState<string | null>(null);
  const [editing, setEditing] = useState<LetterTemplate | 'new' | null>(null);
  const [previewing, setPreviewing] = useState<LetterTemplate | null>(null);
  const { data, error, refetch } = useApi('listLetterTemplates', { query: {} });
  const all = data?.items ?? [];
  const shown = all.filter(
    (one) => (kind === null || one.kind === kind) && (language === null || one.language === language),
  );
  const kinds = TEMPLATE_KINDS.filter((one) => shown.some((template) => template.kind === one));
  return (
    <>
      <div className={s.tools}>
        <Select
          allowClear
          className={s.pick ?? ''}
          placeholder={t('templates.anyKind')}
          aria-label={t('templates.anyKind')}
          value={kind}
          onChange={(value: TemplateKind | undefined) => setKind(value ?? null)}
          options={TEMPLATE_KINDS.map((value) => ({ value, label: t(`templateKind.${value}`) }))}
        />
        <Select
          allowClear
          className={s.pick ?? ''}
          placeholder={t('letters.anyLanguage')}
          aria-label={t('letters.anyLanguage')}
          value={language}
          onChange={(value: string | undefined) => setLanguage(value ?? null)}
          options={[...new Set(all.map((one) => one.language))]
            .sort()
            .map((value) => ({ value, label: format.language(value) }))}
        />
        <span className={s.space} />
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setEditing('new')}>
          {t('templates.add')}
        </Button>
      </div>
      {error && !data && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton active />}
      {data && shown.length === 0 && (
        <EmptyState
          icon={<SnippetsOutlined />}
          title={t(all.length === 0 ? 'templates.none' : 'letters.noTemplate')}
          text={t('templates.emptyText')}
        >
          {all.length === 0 && (
            <Button icon={<PlusOutlined />} onClick={() => setEditing('new')}>
              {t('templates.first')}
            </Button>
          )}
        </EmptyState>
      )}
      {kinds.map((one) => (
        <section key={one} aria-labelledby={`kind-${one}`}>
          <h2 id={`kind-${one}`} className={page.sectionTitle}>
            {t(`templateKind.${one}`)}
          </h2>
          <ul className={page.sheet}>
            {shown
              .filter((template) => template.kind === one)
              .map((template) => (
                <TemplateRow
                  key={template.id}
                  template={template}
                  onEdit={() => setEditing(template)}
                  onPreview={() => setPreviewing(template)}
                />
              ))}
          </ul>
        </section>
      ))}
      <Suspense>
        {editing && (
          <TemplateDrawer template={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
        )}
        {previewing && <TemplatePreview template={previewing} onClose={() => setPreviewing(null)} />}
      </Suspense>
    </>
  );
}

interface TemplateRowProps {
  template: LetterTemplate;
  onEdit: () => void;
  onPreview: () => void;
}

function TemplateRow({ template, onEdit, onPreview }: TemplateRowProps) {
  const t = useT();
  const say = useSay();
  const format = useFormat();
  const named = useFieldNamesIn();
  const { modal } = App.useApp();
  const remove = useWrite('removeLetterTemplate', { stale: ['listLetterTemplates'] });
  const askRemove = () =>
    modal.confirm({
      title: t('templates.removeTitle', { name: template.name }),
      content: t('templates.removeText'),
      okText: t('common.remove'),
      okButtonProps: { danger: true },
      onOk: () => remove.mutateAsync({ params: { id: template.id } }).catch(say.failed),
    });
  return (
    <li className={s.row}>
      <button type="button" className={s.main} onClick={onPreview}>
        <span className={s.name}>{template.name}</span>
        <span className={s.subject} dir="auto">
          {named(template.subject)}
        </span>
        <span className={s.sub}>
          <Tag style={{ margin: 0 }}>{format.language(template.language)}</Tag>
          <span>{t(template.ownerId === null ? 'letters.ofCompany' : 'letters.ofMine')}</span>
          <span>{format.brief(template.updatedAt)}</span>
        </span>
      </button>
      <div className={s.act}>
        <Button size="small" onClick={onPreview}>
          {t('templates.preview')}
        </Button>
        {template.mayChange && (
          <>
            <Button size="small" onClick={onEdit}>
              {t('common.edit')}
            </Button>
            <Button size="small" type="text" onClick={askRemove}>
              {t('common.remove')}
            </Button>
          </>
        )}
      </div>
    </li>
  );
}
