import type { LetterCheck, LetterWhen } from '@tradepost/contract';
import { App } from 'antd';
import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/instance.ts';
import { invalidate } from '../../api/use-api.ts';
import { useSay } from '../../components/use-say.ts';
import { useT } from '../../i18n/language.tsx';
import { useLocalNotes } from './check-notes.tsx';
import type { DraftKeeper } from './draft-keeper.ts';
import { useLetterNote } from './letter-words.ts';
import { sentLetters } from './sent-store.ts';
import { LETTERS_STALE } from './stale.ts';
import type { LetterFiles } from './use-letter-files.ts';

interface SendOptions {
  keeper: DraftKeeper;
  files: LetterFiles;
  check: { refetch: () => Promise<{ data?: LetterCheck | undefined; error: unknown }> };
  onSent: () => void;
}

/** From the press of the button: saved, looked at, asked about, and on its way. */
export function useSend({ keeper, files, check, onSent }: SendOptions) {
  const t = useT();
  const say = useSay();
  const client = useQueryClient();
  const { modal } = App.useApp();
  const note = useLetterNote();
  const local = useLocalNotes(keeper.state().draft);
  const [busy, setBusy] = useState(false);

  const send = async (when: LetterWhen, confirmed: LetterCheck['warnings'][number]['code'][]) => {
    const { letter } = keeper.state();
    const sent = await api.call('sendLetter', {
      params: { id: letter.id },
      body: { version: letter.version, when, confirmed },
    });
    keeper.close();
    sentLetters.add(sent);
    onSent();
    await invalidate(client, LETTERS_STALE);
  };

  const begin = async (when: LetterWhen) => {
    if (busy) return;
    if (files.busy) return say.refused(t('letters.filesOnTheirWay'));
    setBusy(true);
    try {
      if (!(await keeper.flush())) {
        const { error } = keeper.state();
        return error ? say.failed(error) : say.refused(t('letters.notSavedTitle'));
      }
      const { data, error } = await check.refetch();
      if (!data) return say.failed(error);
      const [obstacle] = data.obstacles;
      if (obstacle) return say.refused(note(obstacle.code, obstacle.about));
      const notes = [...data.warnings, ...local.map((one) => ({ ...one, blocking: false }))];
      if (notes.length > 0 && !(await ask(notes))) return;
      await send(
        when,
        data.warnings.map(({ code }) => code),
      );
    } catch (error) {
      say.failed(error);
    } finally {
      setBusy(false);
    }
  };

  const ask = (notes: readonly { code: string; about: readonly string[]; blocking: boolean }[]) =>
    new Promise<boolean>((resolve) => {
      const blocking = notes.some((one) => one.blocking);
      modal.confirm({
        title: t(blocking ? 'letters.thinkAgain' : 'letters.beforeItGoes'),
        content: (
          <ul style={{ display: 'grid', gap: 6, margin: '4px 0' }}>
            {notes.map(({ code, about, blocking: strong }) => (
              <li key={`${code} ${about[0]}`}>
                {strong ? <strong>{note(code, about)}</strong> : note(code, about)}
              </li>
            ))}
          </ul>
        ),
        okText: t('letters.sendAnyway'),
        cancelText: t('letters.backToText'),
        // Pressed without reading, it is not sent.
        autoFocusButton: 'cancel',
        ...(blocking ? { okButtonProps: { danger: true } } : {}),
        onOk: () => resolve(true),
        onCancel: () => resolve(false),
      });
    });
  return { busy, begin };
}
