import type { MailAccount } from '@tradepost/contract';
import { Alert, App, Button, Select } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useApi, useWrite } from '../../api/use-api.ts';
import { useSay } from '../../components/use-say.ts';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import { useMay, useSession } from '../../session/session.tsx';
import page from '../../styles/page.module.css';
import { useOutgoingFault } from '../policy/use-outgoing-fault.ts';
import s from './accounts.module.css';

const SendingDrawer = lazy(() => import('./sending-drawer.tsx'));

/** How an account sends: its server, whether that works, and who may write as it. */
export function Sending({ account }: { account: MailAccount }) {
  const t = useT();
  const say = useSay();
  const format = useFormat();
  const fault = useOutgoingFault();
  const { modal } = App.useApp();
  const [editing, setEditing] = useState(false);
  const may = useMay()('updateMailAccount');
  const test = useWrite('testAccountSending', {
    stale: ['getMailAccount'],
    onSuccess: ({ ok, fault: found }) => {
      if (ok) say.done(t('sending.testOk'));
      else
        modal.info({
          icon: null,
          title: account.address,
          content: (
            <Alert
              type="error"
              showIcon
              title={fault(found?.code ?? 'internal')}
              description={found?.detail ?? undefined}
            />
          ),
        });
    },
  });
  const { smtp } = account;
  return (
    <section aria-labelledby="sending-title">
      <h2 id="sending-title" className={page.sectionTitle}>
        {t('sending.title')}
      </h2>
      <div className={`${page.sheet} ${s.facts}`}>
        <div className={s.rowHead}>
          <span className={s.who}>
            {smtp ? (
              <>
                <span className={s.address}>
                  {smtp.host}:{smtp.port}
                </span>
                <span className={s.owner}>
                  {t(smtp.source === 'preset' ? 'sending.fromPreset' : 'sending.fromHand')}
                </span>
              </>
            ) : (
              <span className={s.owner}>{t('sending.none')}</span>
            )}
          </span>
          {may && (
            <span className={s.rowHead}>
              {smtp && (
                <Button
                  loading={test.isPending}
                  onClick={() => test.mutate({ params: { id: account.id } }, { onError: say.failed })}
                >
                  {t('sending.test')}
                </Button>
              )}
              <Button onClick={() => setEditing(true)}>{t(smtp ? 'common.edit' : 'sending.set')}</Button>
            </span>
          )}
        </div>
        {smtp?.fault && (
          <Alert
            type="error"
            showIcon
            title={fault(smtp.fault.code)}
            description={
              smtp.fault.detail && (
                <div className={s.said}>
                  {t('accounts.serverSays')} <q>{smtp.fault.detail}</q>
                </div>
              )
            }
          />
        )}
        <div className={s.times}>
          {smtp && (
            <span>
              {t('sending.lastSent')}{' '}
              {smtp.lastSuccessAt ? format.relative(smtp.lastSuccessAt) : t('common.never')}
            </span>
          )}
          {smtp && <span>{t(copyWords(smtp.appendSent, smtp.savesSent))}</span>}
        </div>
        <Senders account={account} />
      </div>
      <Suspense>{editing && <SendingDrawer account={account} onClose={() => setEditing(false)} />}</Suspense>
    </section>
  );
}

const copyWords = (append: boolean | null, saves: 'always' | 'setting' | 'no') => {
  if (append !== null) return append ? 'sending.copyOurs' : 'sending.copyTheirs';
  return saves === 'always'
    ? 'sending.copyTheirs'
    : saves === 'no'
      ? 'sending.copyOurs'
      : 'sending.copyLooked';
};

/** Beside its owner. */
function Senders({ account }: { account: MailAccount }) {
  const t = useT();
  const say = useSay();
  const may = useMay();
  const me = useSession().user;
  const params = { id: account.id };
  const { data } = useApi('listAccountSenders', { params });
  const { data: users } = useApi('listUsers', {});
  const set = useWrite('setAccountSenders', { stale: ['listAccountSenders', 'listLetterSenders'] });
  const mine = account.ownerId === me.id || me.role === 'owner' || me.role === 'admin';
  if (!data) return null;
  if (!may('setAccountSenders') || !mine)
    return data.items.length === 0 ? null : (
      <div className={s.times}>
        {t('sending.senders')} {data.items.map(({ name }) => name).join(', ')}
      </div>
    );
  const people = users?.items.filter(
    ({ id, role, disabledAt }) => id !== account.ownerId && role !== 'reader' && disabledAt === null,
  );
  return (
    <label className={s.senders}>
      <span className={s.owner}>{t('sending.senders')}</span>
      <Select
        mode="multiple"
        style={{ flex: '1 1 240px', minWidth: 0 }}
        placeholder={t('sending.sendersNobody')}
        loading={set.isPending}
        value={data.items.map(({ userId }) => userId)}
        onChange={(userIds: number[]) =>
          set.mutate(
            { params, body: { userIds } },
            { onSuccess: () => say.done(t('common.saved')), onError: say.failed },
          )
        }
        options={[
          ...(people ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ...data.items
            .filter(({ userId }) => !people?.some(({ id }) => id === userId))
            .map(({ userId, name }) => ({ value: userId, label: name })),
        ]}
        showSearch={{ optionFilterProp: 'label' }}
      />
    </label>
  );
}
