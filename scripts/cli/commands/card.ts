import { writeFile } from 'node:fs/promises';
import { TradepostError } from '@tradepost/core/errors';
import { makeForm } from '@tradepost/core/unified/make-form';
import { type Command, UsageError } from '../command.ts';

const LANGUAGES: Readonly<Record<string, 'en' | 'zh-CN'>> = { en: 'en', zh: 'zh-CN', 'zh-CN': 'zh-CN' };

export const cardForm: Command = {
  name: 'card form',
  usage: 'customer|contact [--xlsx|--docx] [--lang zh|en] [--out FILE]',
  summary: 'Write an empty card, to be filled in and mailed to the unified mailbox.',
  help: ['XLSX in Chinese where nothing else is said; it is written to the folder one stands in.'],
  options: {
    xlsx: { type: 'boolean' },
    docx: { type: 'boolean' },
    lang: { type: 'string' },
    out: { type: 'string' },
  },
  args: [1, 1],
  async run(context) {
    const { args, options } = context;
    const [card] = args;
    if (card !== 'customer' && card !== 'contact')
      throw new UsageError('Say which card: customer or contact.');
    if (options['xlsx'] === true && options['docx'] === true)
      throw new UsageError('Choose one of --xlsx and --docx.');
    const language = LANGUAGES[String(options['lang'] ?? 'zh')];
    if (language === undefined) throw new UsageError('The language is zh or en.');
    const form = makeForm(card, options['docx'] === true ? 'docx' : 'xlsx', language);
    const path = String(options['out'] ?? form.fileName);
    await writeFile(path, form.octets).catch((error: unknown) => {
      throw new TradepostError(
        'invalid-request',
        `${path} cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown fault'}).`,
      );
    });
    context.print({ path, octets: form.octets.length }, () => [`${path} (${form.octets.length} octets)`]);
    return 0;
  },
};
