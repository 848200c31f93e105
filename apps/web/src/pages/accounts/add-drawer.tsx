import type { ImapSettings, LookupResult, MailProvider } from '@tradepost/contract';
import { Button, Drawer, Steps } from 'antd';
import { useState } from 'react';
import { useApi, useWrite } from '../../api/use-api.ts';
import { useSay } from '../../components/use-say.ts';
import { useT } from '../../i18n/language.tsx';
import { AddressStep } from './address-step.tsx';
import { PasswordStep } from './password-step.tsx';
import { TestStep } from './test-step.tsx';

export interface Draft {
  address: string;
  lookup: LookupResult | null;
  provider: MailProvider | null;
  imap: ImapSettings | null;
  password: string;
  ownerId: number | null;
}

/** Connects a mailbox in three steps: address, password, test. The password leaves the page only for the test. */
export default function AddDrawer({ onClose }: { onClose: () => void }) {
  const t = useT();
  const say = useSay();
  const [step, setStep] = useState(0);
  const [draft, setDraft] = useState<Draft>({
    address: '',
    lookup: null,
    provider: null,
    imap: null,
    password: '',
    ownerId: null,
  });
  const { data: providers } = useApi('listMailProviders', {});
  const create = useWrite('createMailAccount', {
    stale: ['listMailAccounts'],
    onSuccess: () => {
      say.done(t('wizard.started'));
      onClose();
    },
  });
  const go = (to: number, change: Partial<Draft> = {}) => {
    setDraft((old) => ({ ...old, ...change }));
    setStep(to);
  };
  const save = () => {
    const { address, password, imap, ownerId, provider, lookup } = draft;
    if (imap)
      create.mutate({
        body: {
          address,
          password,
          imap,
          ownerId,
          ...(provider ? { provider: provider.id } : {}),
          // Where its domain says so; a provider's own is known without that.
          ...(!provider && lookup?.smtp && lookup.imap?.host === imap.host ? { smtp: lookup.smtp } : {}),
        },
      });
  };

  return (
    <Drawer open title={t('wizard.title')} size={500} onClose={onClose} mask={{ closable: false }}>
      <Steps
        size="small"
        responsive={false}
        current={step}
        style={{ marginBottom: 24 }}
        items={[
          { title: t('wizard.stepAddress') },
          { title: t('wizard.stepPassword') },
          { title: t('wizard.stepTest') },
        ]}
      />
      {step === 0 && (
        <AddressStep
          address={draft.address}
          providers={providers?.items ?? []}
          onFound={(found) => go(1, found)}
        />
      )}
      {step === 1 && (
        <PasswordStep
          draft={draft}
          providers={providers?.items ?? []}
          onBack={() => go(0)}
          onReady={(change) => go(2, change)}
        />
      )}
      {step === 2 && draft.imap && (
        <TestStep
          address={draft.address}
          password={draft.password}
          imap={draft.imap}
          onBack={() => go(1)}
          saveError={create.error}
          saveButton={
            <Button type="primary" size="large" loading={create.isPending} onClick={save}>
              {t('wizard.start')}
            </Button>
          }
        />
      )}
    </Drawer>
  );
}
