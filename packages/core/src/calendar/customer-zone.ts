/** Where a customer's clock stands: the one place that says so. */
import type { LocalZones } from '@tradepost/contract';
import { zoneOfPlace } from './place-zone.ts';
import { isTimeZone, zonesOf } from './time-zones.ts';
import { offsetAt } from './wall-time.ts';

export interface Placed {
  readonly time_zone: string | null;
  readonly country: string | null;
  readonly region: string | null;
  readonly city: string | null;
}

/**
 * Zones in which less than one in a hundred of the country's people live, by its censuses; Urumqi, as China's official time
 * is Beijing's. They do not widen the span that is shown where nothing tells the zone.
 */
const FEW_LIVE_IN: ReadonlySet<string> = new Set([
  'America/Anchorage',
  'America/Adak',
  'Pacific/Honolulu',
  'Australia/Lord_Howe',
  'Australia/Eucla',
  'America/Noronha',
  'America/Eirunepe',
  'America/Blanc-Sablon',
  'America/Atikokan',
  'America/Cambridge_Bay',
  'America/Creston',
  'Pacific/Easter',
  'Asia/Urumqi',
  'Pacific/Galapagos',
  'America/Danmarkshavn',
  'America/Thule',
  'Pacific/Kanton',
  'Pacific/Chatham',
  'Pacific/Gambier',
  'Europe/Kaliningrad',
  'Asia/Magadan',
  'Asia/Kamchatka',
]);

/** Where the customer is: what a person said, else what its state or city tells, else its country's only zone. Null: unknown. */
export function zoneOfCustomer({ time_zone: said, country, region, city }: Placed): string | null {
  if (said !== null && isTimeZone(said)) return said;
  if (country === null) return null;
  const zones = zonesOf(country);
  return zones.length === 1 ? (zones[0] ?? null) : zoneOfPlace(country, region, city);
}

/** The zones that nearly all people of a country live in; all of it where none is populous. */
export function populatedZones(country: string | null): readonly string[] {
  const zones = country === null ? [] : zonesOf(country);
  const populated = zones.filter((zone) => !FEW_LIVE_IN.has(zone));
  return populated.length === 0 ? zones : populated;
}

export function localZonesOf(customer: Placed): LocalZones {
  const zone = zoneOfCustomer(customer);
  return zone === null
    ? { zones: [...populatedZones(customer.country)], known: false }
    : { zones: [zone], known: true };
}

/** The zone whose clock is furthest behind at this moment, and the one furthest ahead. @param zones at least one. */
export function spanOf(zones: readonly string[], at: Date): readonly [first: string, last: string] {
  const sorted = zones.toSorted((a, b) => offsetAt(a, at.getTime()) - offsetAt(b, at.getTime()));
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) throw new Error('There is no zone to tell the time of.');
  return [first, last];
}
