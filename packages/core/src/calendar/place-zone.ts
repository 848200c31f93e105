/** The time zone of a state, a province or a city, as people write them in a record. */
import { CITIES } from './city-zones.ts';
import { NOT_AS_CITY, STATES } from './state-zones.ts';
import { zonesOf } from './time-zones.ts';

interface Places {
  /** The first is most people's; then others that a city of the state may have. */
  readonly states: ReadonlyMap<string, readonly string[]>;
  readonly cities: ReadonlyMap<string, string>;
}

/** Longer ones are no name of a place, and are not read. */
const LONGEST = 200;
/** `Chicago`, `Porto Velho`: without accents, dots, case. */
const fold = (text: string): string =>
  text
    .slice(0, LONGEST)
    .normalize('NFKD')
    .replace(/[\p{M}.'’]/gu, '')
    .replace(/[-_\s]+/g, ' ')
    .trim()
    .toLowerCase();

/** Of a state in short, folded. */
const SHORT = /^[a-z]{1,4}$/;

const split = (names: string): string[] => names.split('|').map(fold);

function placesOf(country: string): Places {
  const states = (STATES[country] ?? []).flatMap(([zones, names]) =>
    split(names).map((name) => [name, zones.split(' ')] as const),
  );
  const own = zonesOf(country).map((zone) => [fold(zone.split('/').at(-1) ?? ''), zone] as const);
  const others = Object.entries(CITIES[country] ?? {}).flatMap(([zone, names]) =>
    split(names).map((name) => [name, zone] as const),
  );
  return { states: new Map(states), cities: new Map([...own, ...others]) };
}

const remembered = new Map<string, Places>();

function known(country: string): Places | null {
  if (zonesOf(country).length < 2) return null;
  const found = remembered.get(country) ?? placesOf(country);
  remembered.set(country, found);
  return found;
}

/** `State of`, `Province`, a postal code, `州`: what stands about a name. */
const AROUND =
  /^(?:state|province|commonwealth|estado|provincia) (?:of|de|do|da) | (?:state|province)$| [\d ]+$|[州省市]$/gu;
/** Before the state in short, where no comma stands: `Houston TX 77001`. */
const BEFORE_SHORT = / (?=[A-Z]{2,3}[\s\d-]*$)/;
const BETWEEN = /[,，、;/()（）·]/u;

const partsOf = (text: string | null): string[] =>
  (text ?? '').replace(BEFORE_SHORT, ',').split(BETWEEN).map(fold);

/** What parts may name, the likeliest first: the last, as the state follows the city. */
function namesOf(country: string, parts: readonly string[]): string[] {
  // ISO 3166-2: US-CA.
  const prefix = `${country.toLowerCase()} `;
  return parts.toReversed().flatMap((name) => {
    const bare = (name.startsWith(prefix) ? name.slice(prefix.length) : name).replace(AROUND, '').trim();
    return [name, bare];
  });
}

/**
 * @param country ISO 3166-1 alpha-2. @param region may name a state in short; so may what follows a comma in `city`.
 * @returns IANA name; null where neither says it, or one contradicts the other.
 */
export function zoneOfPlace(country: string, region: string | null, city: string | null): string | null {
  const places = known(country);
  if (places === null) return null;
  const { states, cities } = places;
  const inRegion = namesOf(country, partsOf(region));
  const [head = '', ...tail] = partsOf(city);
  const inTail = namesOf(country, tail);
  const inHead = namesOf(country, [head]);
  // LA in a city's place is Los Angeles, not Louisiana.
  const inFull = inHead.filter((name) => !SHORT.test(name) && !NOT_AS_CITY[country]?.includes(name));
  const state = [...inRegion, ...inTail, ...inFull].map((name) => states.get(name)).find(Boolean);
  const zones = [...inHead, ...inTail, ...inRegion]
    .map((name) => cities.get(name))
    .filter((zone) => zone !== undefined);
  if (state === undefined) return zones[0] ?? null;
  if (zones.length === 0) return state[0] ?? null;
  return zones.find((zone) => state.includes(zone)) ?? null;
}
