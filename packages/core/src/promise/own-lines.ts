/** Lines of a mail's text that its writer wrote: without those that it quotes. */

/** Where the mail that is answered begins, as common programs write it. */
const BEGINS_QUOTE =
  /^\s*(-{2,}\s*(original message|forwarded message|原始邮件|转发邮件|ursprüngliche nachricht|message d'origine|mensaje original)|_{10,}\s*$|on .{5,200} wrote:\s*$|am .{5,200} schrieb.{0,100}:\s*$|le .{5,200} a écrit\s*:\s*$|el .{5,200} escribió:\s*$|在.{5,200}写道[：:]|发件人\s*[：:])/i;

/** Octets do not matter, time does: a line of a table may be long, a hostile one endless. */
const MOST_LINE = 500;
const MOST_LINES = 2_000;

export function ownLines(text: string): string[] {
  const own: string[] = [];
  for (const line of text.slice(0, 400_000).split(/\r?\n/, MOST_LINES)) {
    const cut = line.slice(0, MOST_LINE);
    if (BEGINS_QUOTE.test(cut)) break;
    if (!cut.trimStart().startsWith('>') && cut.trim() !== '') own.push(cut);
  }
  return own;
}
