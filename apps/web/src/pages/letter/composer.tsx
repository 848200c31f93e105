import type { Letter } from '@tradepost/contract';
import { App } from 'antd';
import { type Ref, useCallback, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/instance.ts';
import { invalidate, useApi } from '../../api/use-api.ts';
import { useSay } from '../../components/use-say.ts';
import type { OpenEditor } from '../../editor/open-editor.ts';
import { RichEditor } from '../../editor/rich-editor.tsx';
import { useT } from '../../i18n/language.tsx';
import { CheckNotes } from './check-notes.tsx';
import s from './composer.module.css';
import { FieldsToFill } from './fields-to-fill.tsx';
import { FileStrip } from './file-strip.tsx';
import { HeadFields } from './head-fields.tsx';
import { QuotedPart } from './quoted-part.tsx';
import { SaveState } from './save-state.tsx';
import { SendBar } from './send-bar.tsx';
import { LETTERS_STALE } from './stale.ts';
import { TemplatePicker } from './template-picker.tsx';
import { useDraft } from './use-draft.ts';
import { useLetterFiles } from './use-letter-files.ts';
import { useSend } from './use-send.tsx';

export interface ComposerHandle {
  /** Before the window closes. 'stay': something could not be saved, and the author wants to look at it. */
  leave: () => Promise<'kept' | 'untouched' | 'stay'>;
}

interface ComposerProps {
  ref?: Ref<ComposerHandle>;
  letter: Letter;
  /** It is sent, or thrown away. */
  onDone: () => void;
}

/** A letter while it is written. */
export function Composer({ ref, letter: first, onDone }: ComposerProps) {
  const t = useT();
  const say = useSay();
  const client = useQueryClient();
  const { modal } = App.useApp();
  const editor = useRef<OpenEditor>(null);
  const { keeper, state } = useDraft(first);
  const { letter, draft, status, textRevision } = state;
  const files = useLetterFiles(keeper);
  const check = useApi('checkLetter', { params: { id: letter.id } }, { keepPrevious: true });
  const send = useSend({ keeper, files, check, onSent: onDone });
  const [dragging, setDragging] = useState(false);

  // What another window, or a template, made of the text.
  const shownRevision = useRef(textRevision);
  useEffect(() => {
    if (shownRevision.current === textRevision) return;
    shownRevision.current = textRevision;
    editor.current?.setHtml(draft.html);
  }, [textRevision, draft.html]);
  // What keeps it from going out is looked at anew when it is saved.
  useEffect(() => {
    if (status === 'saved') void invalidate(client, ['checkLetter']);
  }, [status, letter.version, client]);
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (keeper.state().status !== 'saved' && keeper.state().status !== 'gone') event.preventDefault();
    };
    const hide = () => document.visibilityState === 'hidden' && void keeper.flush();
    window.addEventListener('beforeunload', warn);
    document.addEventListener('visibilitychange', hide);
    return () => {
      window.removeEventListener('beforeunload', warn);
      document.removeEventListener('visibilitychange', hide);
    };
  }, [keeper]);
  useEffect(() => {
    // An answer is begun above what it answers.
    if (first.kind === 'reply' || first.kind === 'reply-all') editor.current?.focus('start');
  }, [first.kind]);

  useImperativeHandle(ref, () => ({
    leave: async () => {
      const saved = await keeper.flush();
      if (saved || keeper.state().status === 'gone')
        return keeper.state().letter.version === first.version ? 'untouched' : 'kept';
      return new Promise((resolve) => {
        modal.confirm({
          title: t('letters.notSavedTitle'),
          content: t('letters.notSavedText'),
          okText: t('letters.closeAnyway'),
          // Enter keeps what was written.
          autoFocusButton: 'cancel',
          okButtonProps: { danger: true },
          cancelText: t('letters.stay'),
          onOk: () => resolve('kept'),
          onCancel: () => resolve('stay'),
        });
      });
    },
  }));

  const discard = () =>
    modal.confirm({
      title: t('letters.discardTitle'),
      okText: t('letters.discard'),
      okButtonProps: { danger: true },
      onOk: async () => {
        try {
          await api.call('discardLetter', { params: { id: letter.id } });
          keeper.close();
          onDone();
          await invalidate(client, LETTERS_STALE);
        } catch (error) {
          say.failed(error);
        }
      },
    });
  const srcOf = useCallback(
    (cid: string) => {
      const file = keeper.state().letter.files.find(({ contentId }) => contentId === cid);
      return file ? api.url('getLetterPicture', { params: { id: first.id, fileId: file.id } }) : null;
    },
    [keeper, first.id],
  );
  const fill = (html: string, subject: string) => {
    keeper.edit({ html, subject });
    editor.current?.setHtml(html);
  };
  const hasFiles = (event: React.DragEvent) => event.dataTransfer.types.includes('Files');

  return (
    <div
      className={`${s.composer} ${dragging ? s.dragging : ''}`}
      onDragOver={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setDragging(true);
      }}
      onDragLeave={() => setDragging(false)}
      onDrop={(event) => {
        setDragging(false);
        if (event.defaultPrevented || !hasFiles(event)) return;
        event.preventDefault();
        files.add([...event.dataTransfer.files]);
      }}
    >
      <div className={s.body}>
        <HeadFields letter={letter} draft={draft} onEdit={(changes) => keeper.edit(changes)} />
        <RichEditor
          ref={editor}
          html={first.html}
          label={t('letters.text')}
          placeholder={t('letters.textPlaceholder')}
          srcOf={srcOf}
          addPicture={files.addPicture}
          onFiles={files.add}
          onChange={() => keeper.editText(() => editor.current?.html() ?? keeper.state().draft.html)}
          onSend={() => void send.begin({ kind: 'now' })}
        >
          {draft.withSignature && letter.signatureHtml && (
            <div className={s.signature}>
              <QuotedPart
                kind="signature"
                html={letter.signatureHtml}
                onRemove={() => keeper.edit({ withSignature: false })}
              />
            </div>
          )}
          {draft.quotedHtml !== '' && (
            <QuotedPart
              kind="quoted"
              html={draft.quotedHtml}
              onRemove={() => keeper.edit({ quotedHtml: '' })}
              onEdit={() => {
                const html = `${editor.current?.html() ?? ''}<div><br></div>${draft.quotedHtml}`;
                keeper.edit({ html, quotedHtml: '' });
                editor.current?.setHtml(html);
              }}
            />
          )}
        </RichEditor>
      </div>
      <footer className={s.foot}>
        <FieldsToFill
          html={draft.html}
          subject={draft.subject}
          textOf={() => editor.current?.html() ?? draft.html}
          onFill={fill}
        />
        <FileStrip letter={letter} files={files} />
        <CheckNotes check={check.data} draft={draft} letter={letter} />
        <SendBar
          letter={letter}
          draft={draft}
          check={check.data}
          busy={send.busy}
          onSend={(when) => void send.begin(when)}
          onFiles={files.add}
          onDiscard={discard}
          template={
            <TemplatePicker
              letter={letter}
              untouched={draft.html.replace(/<[^>]*>/g, '').trim() === ''}
              onBefore={() => keeper.flush()}
              onApplied={(applied) => keeper.replace(applied)}
            />
          }
        >
          <SaveState state={state} onResolve={(whose) => void keeper.resolve(whose)} />
        </SendBar>
      </footer>
    </div>
  );
}
