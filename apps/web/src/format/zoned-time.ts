/** Between a moment and what a clock on the wall shows in a person's time zone: for fields of date and time. */

/** `YYYY-MM-DDTHH:mm`, as `<input type="datetime-local">` has it. */
export function toWallClock(iso: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(new Date(iso));
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

/** The moment at which the clock shows this; in the hour that summer time skips, the one after it. */
export function fromWallClock(wallClock: string, timeZone: string): string {
  const asUtc = Date.parse(`${wallClock.slice(0, 16)}:00Z`);
  // Twice: the first guess may lie on the other side of a change of the clocks.
  let at = asUtc;
  for (let n = 0; n < 2; n++) at = asUtc - offsetAt(at, timeZone);
  return new Date(at).toISOString();
}

/** Milliseconds that the zone's clock is ahead of UTC. */
function offsetAt(at: number, timeZone: string): number {
  const shown = Date.parse(`${toWallClock(new Date(at).toISOString(), timeZone)}:00Z`);
  return shown - Math.floor(at / 60_000) * 60_000;
}
