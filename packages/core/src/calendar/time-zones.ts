/**
 * Time zones of countries. The data: zone.tab of the IANA time zone database 2026c, one zone for each way of keeping
 * time from 2026 on, the one most people live in first.
 */
import zones from './country-zones.json' with { type: 'json' };

const ZONES: Readonly<Record<string, readonly string[]>> = zones;

/** @param country ISO 3166-1 alpha-2. @returns IANA names; none for what is no country. */
export const zonesOf = (country: string): readonly string[] =>
  Object.hasOwn(ZONES, country) ? (ZONES[country] as readonly string[]) : [];

/** The country's time zone where it has one; null where one must ask. */
export function onlyZoneOf(country: string | null): string | null {
  const found = country === null ? [] : zonesOf(country);
  return found.length === 1 ? (found[0] as string) : null;
}

export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false; // RangeError: it has no other way to say so.
  }
}
