import { describe, expect, it } from 'vitest';
import { CITIES } from './city-zones.ts';
import countryZones from './country-zones.json' with { type: 'json' };
import { localZonesOf, populatedZones, spanOf, zoneOfCustomer } from './customer-zone.ts';
import { zoneOfPlace } from './place-zone.ts';
import { STATES } from './state-zones.ts';
import { zonesOf } from './time-zones.ts';
import { offsetAt } from './wall-time.ts';

const supported = Intl.supportedValuesOf('timeZone');
/** Both halves of the year, and the days about the changes of summer time. */
const MOMENTS = ['2027-01-15', '2027-03-20', '2027-04-15', '2027-07-15', '2027-10-15', '2027-11-15'];
const ways = (zone: string) => MOMENTS.map((day) => offsetAt(zone, Date.parse(`${day}T12:00:00Z`)));

describe('the tables', () => {
  const rows = [
    ...Object.entries(STATES).flatMap(([country, states]) =>
      states.flatMap(([zones, names]) => zones.split(' ').map((zone) => [country, zone, names] as const)),
    ),
    ...Object.entries(CITIES).flatMap(([country, zones]) =>
      Object.entries(zones).map(([zone, names]) => [country, zone, names] as const),
    ),
  ];

  it('name only zones of their country that the run time knows', () => {
    for (const [country, zone] of rows) {
      expect(zonesOf(country), `${country} ${zone}`).toContain(zone);
      // ICU calls some by an older name.
      const named = new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
      expect([...supported, zone], zone).toContain(named);
    }
  });

  it('name no state twice', () => {
    for (const [country, states] of Object.entries(STATES)) {
      const names = states.flatMap(([, all]) => all.split('|'));
      const twice = names.filter((name, at) => names.indexOf(name) < at);
      expect(twice, country).toEqual([]);
    }
  });

  it.each(Object.keys(countryZones).filter((country) => zonesOf(country).length > 1))(
    'give each city of %s that is an IANA zone the time that this zone keeps',
    (country) => {
      const areas = new Set(zonesOf(country).map((zone) => zone.split('/')[0]));
      const names = Object.values(CITIES[country] ?? {}).flatMap((all) => all.split('|'));
      for (const name of [...names, ...zonesOf(country).map((zone) => zone.split('/').at(-1) ?? '')]) {
        const city = name.replaceAll(' ', '_');
        const zone = supported.find((one) => areas.has(one.split('/')[0]) && one.split('/').at(-1) === city);
        const found = zoneOfPlace(country, null, name);
        expect(found, name).not.toBeNull();
        if (zone !== undefined && found !== null) expect(ways(found), name).toEqual(ways(zone));
      }
    },
  );
});

it.each<[country: string, region: string | null, city: string | null, zone: string | null]>([
  ['US', 'CA', null, 'America/Los_Angeles'],
  ['US', 'Calif.', null, 'America/Los_Angeles'],
  ['US', 'california', null, 'America/Los_Angeles'],
  ['US', '加利福尼亚州', null, 'America/Los_Angeles'],
  ['US', '加州', null, 'America/Los_Angeles'],
  ['US', 'US-TX', 'Houston', 'America/Chicago'],
  ['US', 'State of New York', null, 'America/New_York'],
  ['US', 'Washington', null, 'America/Los_Angeles'],
  ['US', 'Washington, D.C.', null, 'America/New_York'],
  ['US', 'Arizona', 'Tucson', 'America/Phoenix'],
  ['US', null, 'Chicago', 'America/Chicago'],
  ['US', null, 'DENVER', 'America/Denver'],
  ['US', null, '芝加哥', 'America/Chicago'],
  ['US', null, 'Austin, TX 78701', 'America/Chicago'],
  ['US', null, 'Seattle WA', 'America/Los_Angeles'],
  ['US', null, 'Miami, Florida, USA', 'America/New_York'],
  ['US', 'MI', 'Detroit', 'America/New_York'],
  ['US', 'Idaho', 'Boise', 'America/Denver'],
  // Ambiguous, or one word against the other: nothing is guessed.
  ['US', null, 'Washington', null],
  ['US', null, 'LA', null],
  ['US', null, 'Virginia City', null],
  ['US', 'Pennsylvania', 'Denver', null],
  ['US', 'West Coast', 'Springfield', null],
  ['US', '', ' , ', null],
  ['CA', 'Québec', 'Montréal', 'America/Toronto'],
  ['CA', 'B.C.', null, 'America/Vancouver'],
  ['CA', null, "St. John's", 'America/St_Johns'],
  ['CA', '安大略省', null, 'America/Toronto'],
  ['AU', 'WA', null, 'Australia/Perth'],
  ['AU', 'NSW 2000', null, 'Australia/Sydney'],
  ['AU', null, 'Perth', 'Australia/Perth'],
  ['BR', null, 'São Paulo', 'America/Sao_Paulo'],
  ['BR', 'AM', 'Manaus', 'America/Manaus'],
  ['BR', 'Ceara', null, 'America/Sao_Paulo'],
  ['MX', 'Nuevo Leon', 'Monterrey', 'America/Mexico_City'],
  ['MX', 'Q. Roo', null, null],
  ['MX', 'Baja California', 'Tijuana', 'America/Tijuana'],
  ['MX', null, 'Mexico City', 'America/Mexico_City'],
  ['RU', null, 'Vladivostok', 'Asia/Vladivostok'],
  ['RU', null, '莫斯科', 'Europe/Moscow'],
  ['ES', 'Canarias', null, 'Atlantic/Canary'],
  ['DE', 'Bayern', 'München', null],
])('in %s, region %s and city %s tell %s', (country, region, city, zone) =>
  expect(zoneOfPlace(country, region, city)).toBe(zone),
);

const nowhere = { time_zone: null, country: null, region: null, city: null };

it.each([
  [{ time_zone: 'America/Chicago', country: 'US', region: 'CA' }, 'America/Chicago'],
  [{ country: 'US', region: 'CA' }, 'America/Los_Angeles'],
  [{ country: 'US' }, null],
  [{ country: 'DE', city: 'Chicago' }, 'Europe/Berlin'],
  [{ time_zone: 'Nowhere/City' }, null],
])('%j is in %s', (customer, zone) => expect(zoneOfCustomer({ ...nowhere, ...customer })).toBe(zone));

describe('where nothing tells the zone', () => {
  it('the zones are those that nearly all of the country live in', () => {
    expect(localZonesOf({ ...nowhere, country: 'US' })).toEqual({
      zones: [
        'America/New_York',
        'America/Los_Angeles',
        'America/Chicago',
        'America/Denver',
        'America/Phoenix',
      ],
      known: false,
    });
    expect(localZonesOf({ ...nowhere, country: 'NZ' })).toEqual({
      zones: ['Pacific/Auckland'],
      known: false,
    });
    expect(localZonesOf({ ...nowhere, country: 'DE' })).toEqual({ zones: ['Europe/Berlin'], known: true });
    expect(localZonesOf(nowhere)).toEqual({ zones: [], known: false });
    for (const country of Object.keys(countryZones)) expect(populatedZones(country), country).not.toEqual([]);
  });

  // Arizona keeps its time: it is an hour behind Denver in summer, and then with Los Angeles.
  it.each([
    ['the hour before summer begins in the west', '2026-03-08T09:59:00Z', -480, -240],
    ['the hour after', '2026-03-08T10:00:00Z', -420, -240],
    ['the hour after summer ends in the east', '2026-11-01T06:00:00Z', -420, -300],
    ['winter', '2026-11-01T10:00:00Z', -480, -300],
  ])('its span follows the night of summer time: %s', (_what, now, first, last) => {
    const at = new Date(now);
    const span = spanOf(populatedZones('US'), at).map((zone) => offsetAt(zone, at.getTime()) / 60_000);
    expect(span).toEqual([first, last]);
  });

  it('Arizona does not change', () => {
    const phoenix = ['2026-03-08T08:00:00Z', '2026-03-08T11:00:00Z', '2026-07-01T00:00:00Z'];
    expect(phoenix.map((at) => offsetAt('America/Phoenix', Date.parse(at)) / 3_600_000)).toEqual([
      -7, -7, -7,
    ]);
  });
});
