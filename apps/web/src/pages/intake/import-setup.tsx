import { DUPLICATE_CHOICES, type DuplicateChoice, type ImportDetail } from '@tradepost/contract';
import { Button, Form, Input, Radio } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useWrite } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { OwnerSelect } from '../../components/people.tsx';
import { useT } from '../../i18n/language.tsx';
import { useKnownSession } from '../../session/session.tsx';
import page from '../../styles/page.module.css';
import { BatchSelect } from './batch-select.tsx';
import { ColumnTable } from './column-table.tsx';
import s from './intake.module.css';

const LEADERS = new Set(['owner', 'admin', 'manager']);

/** What each column is, and what holds for all lines; then the dry run. */
export function ImportSetup({ run }: { run: ImportDetail }) {
  const t = useT();
  const asked = Number(useSearchParams()[0].get('batch')) || null;
  const [mapping, setMapping] = useState(run.mapping);
  const [choices, setChoices] = useState({
    batchId: run.batchId ?? asked,
    source: run.source,
    ownerId: run.ownerId,
    onDuplicate: run.onDuplicate,
  });
  const leads = LEADERS.has(useKnownSession()?.user.role ?? '');
  const change = (part: Partial<typeof choices>) => setChoices((old) => ({ ...old, ...part }));
  const save = useWrite('updateImport');
  const check = useWrite('checkImport', { stale: ['getImport', 'listImportLines'] });
  const duplicateWords: Record<DuplicateChoice, string> = {
    skip: t('imports.duplicateSkip'),
    fill: t('imports.duplicateFill'),
    'add-contact': t('imports.duplicateAddContact'),
  };
  const named = mapping.includes('name');
  const go = () =>
    save.mutate(
      { params: { id: run.id }, body: { mapping, ...choices } },
      { onSuccess: () => check.mutate({ params: { id: run.id } }) },
    );
  return (
    <>
      <section className={`${page.sheet} ${s.panel}`}>
        <h2>{t('imports.columnsTitle')}</h2>
        <p>{t('imports.columnsText')}</p>
        <ColumnTable run={run} mapping={mapping} onChange={setMapping} />
      </section>
      <section className={`${page.sheet} ${s.panel}`}>
        <h2>{t('imports.choicesTitle')}</h2>
        <Form layout="vertical" style={{ marginTop: 12 }}>
          <div className={s.choices}>
            <Form.Item label={t('imports.batch')} extra={t('imports.batchHint')} htmlFor="import-batch">
              <BatchSelect
                id="import-batch"
                value={choices.batchId}
                onChange={(batchId) => change({ batchId })}
              />
            </Form.Item>
            <Form.Item label={t('imports.source')} extra={t('imports.sourceHint')} htmlFor="import-source">
              <Input
                id="import-source"
                maxLength={200}
                value={choices.source ?? ''}
                onChange={({ target }) => change({ source: target.value || null })}
              />
            </Form.Item>
            {leads && (
              <Form.Item label={t('imports.owner')} extra={t('imports.ownerHint')} htmlFor="import-owner">
                <OwnerSelect
                  id="import-owner"
                  value={choices.ownerId}
                  onChange={(ownerId) => change({ ownerId })}
                />
              </Form.Item>
            )}
          </div>
          <Form.Item label={t('imports.duplicates')} style={{ marginBottom: 0 }}>
            <Radio.Group
              vertical
              value={choices.onDuplicate}
              onChange={({ target }) => change({ onDuplicate: target.value as DuplicateChoice })}
              options={DUPLICATE_CHOICES.map((value) => ({ value, label: duplicateWords[value] }))}
            />
          </Form.Item>
        </Form>
      </section>
      {(save.error ?? check.error) && (
        <div style={{ marginBottom: 12 }}>
          <ErrorNotice error={save.error ?? check.error} />
        </div>
      )}
      <div className={s.tools}>
        <Button type="primary" disabled={!named} loading={save.isPending || check.isPending} onClick={go}>
          {t('imports.check')}
        </Button>
        {!named && <span className={page.soft}>{t('imports.nameMissing')}</span>}
      </div>
    </>
  );
}
