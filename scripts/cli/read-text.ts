import { readFile } from 'node:fs/promises';
import { TradepostError } from '@tradepost/core/errors';

const MOST_OCTETS = 50_000_000;

/** UTF-8 where it is valid UTF-8, else GB18030: what Excel writes in China. */
export async function readText(path: string): Promise<string> {
  const octets = await readFile(path).catch((error: unknown) => {
    throw new TradepostError(
      'not-found',
      `${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown fault'}).`,
    );
  });
  if (octets.length > MOST_OCTETS)
    throw new TradepostError('too-large', `${path} is larger than 50 MB; cut it into several.`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(octets);
  } catch {
    return new TextDecoder('gb18030').decode(octets);
  }
}
