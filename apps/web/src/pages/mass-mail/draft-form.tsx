import { SendOutlined } from '@ant-design/icons';
import type { MassMail, MassMailPatch } from '@tradepost/contract';
import { App, Button } from 'antd';
import { useRef, useState } from 'react';
import { ApiError } from '../../api/api-error.ts';
import { useWrite } from '../../api/use-api.ts';
import { useSay } from '../../components/use-say.ts';
import type { OpenEditor } from '../../editor/open-editor.ts';
import { massMailObstacle } from '../../i18n/en/mass-mail.ts';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import { DraftText } from './draft-text.tsx';
import { DraftWhom } from './draft-whom.tsx';
import s from './mass-mail.module.css';
import { Recipients } from './recipients.tsx';
import { MASS_MAIL_STALE } from './stale.ts';

export type Edit = Omit<MassMailPatch, 'version'>;

/** Whom, what, and a look at who gets it; then it is sent. Each step saves what was changed. */
export function DraftForm({ mail }: { mail: MassMail }) {
  const t = useT();
  const say = useSay();
  const { modal } = App.useApp();
  const editor = useRef<OpenEditor>(null);
  const [edit, setEdit] = useState<Edit>({});
  const options = { stale: MASS_MAIL_STALE };
  const update = useWrite('updateMassMail', options);
  const settle = useWrite('settleMassMail', options);
  const start = useWrite('startMassMail', options);
  const busy = update.isPending || settle.isPending || start.isPending;
  const change = (changes: Edit) => setEdit((before) => ({ ...before, ...changes }));

  const save = async (): Promise<MassMail> => {
    if (Object.keys(edit).length === 0) return mail;
    const saved = await update.mutateAsync({
      params: { id: mail.id },
      body: { ...edit, version: mail.version },
    });
    setEdit({});
    return saved;
  };
  const tried = async (work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      say.failed(obstacleOf(error) ?? error);
    }
  };
  const obstacleOf = (error: unknown): Error | null => {
    const found =
      error instanceof ApiError ? (error.details as { obstacles?: string[] } | undefined)?.obstacles : null;
    if (!found) return null;
    return new Error(
      found
        .map((code) =>
          Object.hasOwn(massMailObstacle, code)
            ? t(`massMailObstacle.${code as keyof typeof massMailObstacle}`)
            : code,
        )
        .join(' '),
    );
  };
  const workOut = () =>
    tried(async () => {
      const saved = await save();
      await settle.mutateAsync({ params: { id: saved.id }, body: { version: saved.version } });
    });
  const askStart = () =>
    tried(async () => {
      const saved = await save();
      const settled =
        saved.settledAt === null
          ? await settle.mutateAsync({ params: { id: saved.id }, body: { version: saved.version } })
          : saved;
      modal.confirm({
        title: t('massMails.startTitle', { count: settled.counts.waiting }),
        content: t('massMails.startText'),
        okText: t('massMails.start'),
        onOk: () =>
          tried(() => start.mutateAsync({ params: { id: settled.id }, body: { version: settled.version } })),
      });
    });
  const changed = Object.keys(edit).length > 0;
  return (
    <>
      <DraftWhom mail={mail} edit={edit} onChange={change} />
      <DraftText
        key={mail.templateId ?? 0}
        editor={editor}
        mail={mail}
        edit={edit}
        onChange={change}
        onSave={() => tried(save)}
      />
      <section className={`${page.sheet} ${s.step}`} aria-labelledby="step-check">
        <h2 id="step-check" className={s.stepTitle}>
          {t('massMails.stepCheck')}
        </h2>
        {mail.settledAt === null || changed ? (
          <p className={s.soft}>{t('massMails.notSettled')}</p>
        ) : (
          <p>
            <strong>{t('massMails.getsIt', { count: mail.counts.waiting })}</strong>
            {mail.leftOut.length > 0 && (
              <span className={s.soft}>
                {' · '}
                {t('massMails.leftOutSum', { count: mail.counts.leftOut })}{' '}
                {mail.leftOut
                  .map(({ reason, count }) =>
                    t('massMails.reasonCount', { reason: t(`leftOut.${reason}`), count }),
                  )
                  .join(t('letters.comma'))}
              </span>
            )}
          </p>
        )}
        <div className={s.buttons}>
          <Button loading={settle.isPending} disabled={busy} onClick={() => void workOut()}>
            {t(mail.settledAt === null ? 'massMails.workOut' : 'massMails.workOutAgain')}
          </Button>
          <Button disabled={!changed || busy} loading={update.isPending} onClick={() => void tried(save)}>
            {t('common.save')}
          </Button>
          <Button type="primary" icon={<SendOutlined />} disabled={busy} onClick={() => void askStart()}>
            {t('massMails.start')}
          </Button>
        </div>
      </section>
      {mail.settledAt !== null && !changed && <Recipients mail={mail} />}
    </>
  );
}
