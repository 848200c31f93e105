import { Button, Select, Skeleton } from 'antd';
import { useRef, useState } from 'react';
import { useApi, useWrite } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useSay } from '../../components/use-say.ts';
import type { OpenEditor } from '../../editor/open-editor.ts';
import { RichEditor } from '../../editor/rich-editor.tsx';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import s from './templates.module.css';

/** What stands below one's letters: one for all accounts, or one for each. */
export default function SignaturePage() {
  const t = useT();
  const [accountId, setAccountId] = useState<number | null>(null);
  const senders = useApi('listLetterSenders', {});
  const signatures = useApi('listSignatures', {});
  const accounts = (senders.data?.items ?? []).map((one) => ({
    value: one.accountId,
    label: one.addresses[0] ?? '',
  }));
  if (signatures.error && !signatures.data)
    return <ErrorNotice error={signatures.error} onRetry={() => void signatures.refetch()} />;
  if (!signatures.data) return <Skeleton active />;
  const html = signatures.data.items.find((one) => one.accountId === accountId)?.html ?? '';
  return (
    <div style={{ maxWidth: 760 }}>
      <p className={page.soft} style={{ marginBottom: 14 }}>
        {t('signatures.intro')}
      </p>
      <Select<number>
        style={{ width: '100%', maxWidth: 380, marginBottom: 12 }}
        aria-label={t('signatures.forAccount')}
        value={accountId ?? 0}
        onChange={(value) => setAccountId(value === 0 ? null : value)}
        options={[{ value: 0, label: t('signatures.forAll') }, ...accounts]}
      />
      <SignatureForm key={accountId ?? 0} accountId={accountId} html={html} />
    </div>
  );
}

function SignatureForm({ accountId, html }: { accountId: number | null; html: string }) {
  const t = useT();
  const say = useSay();
  const editor = useRef<OpenEditor>(null);
  const [changed, setChanged] = useState(false);
  const set = useWrite('setSignature', {
    stale: ['listSignatures'],
    onSuccess: () => {
      setChanged(false);
      say.done(t('common.saved'));
    },
  });
  const save = () => {
    const text = editor.current?.text().trim() ?? '';
    set.mutate(
      { body: { accountId, html: text === '' ? '' : (editor.current?.html() ?? '') } },
      { onError: say.failed },
    );
  };
  return (
    <>
      <div className={s.editor} style={{ background: 'var(--tp-paper)' }}>
        <RichEditor
          ref={editor}
          html={html}
          label={t('letters.signature')}
          placeholder={t('signatures.placeholder')}
          onChange={() => setChanged(true)}
          onSend={save}
        />
      </div>
      <div style={{ display: 'flex', gap: 8, marginTop: 12 }}>
        <Button type="primary" disabled={!changed} loading={set.isPending} onClick={save}>
          {t('common.save')}
        </Button>
      </div>
    </>
  );
}
