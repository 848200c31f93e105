/**
 * The parts of the world as exporters divide their markets, each by its names in English and Chinese: a rule for "欧洲"
 * or "Middle East" names no thirty countries. After the regions of UN M49, where the trade has no word of its own; what
 * lies in two markets (Mexico, Egypt) is in both.
 */
const NORTHERN_EUROPE = 'AX DK FI FO IS NO SE SJ';
const EASTERN_EUROPE = 'BG BY CZ HU MD PL RO RU SK UA';
const CENTRAL_AMERICA = 'BZ CR GT HN NI PA SV';
const CARIBBEAN = 'AG AI AW BB BL BQ BS CU CW DM DO GD GP HT JM KN KY LC MF MQ MS PR SX TC TT VC VG VI';
const SOUTH_AMERICA = 'AR BO BR CL CO EC FK GF GY PE PY SR UY VE';
const WEST_ASIA = 'AE BH IL IQ IR JO KW LB OM PS QA SA SY TR YE';
const CENTRAL_ASIA = 'KG KZ TJ TM UZ';
const SOUTH_ASIA = 'AF BD BT IN LK MV NP PK';
const SOUTHEAST_ASIA = 'BN ID KH LA MM MY PH SG TH TL VN';
const EAST_ASIA = 'CN HK JP KP KR MN MO TW';
const NORTH_AFRICA = 'DZ EG LY MA SD TN';

const PARTS: readonly { readonly names: readonly string[]; readonly countries: string }[] = [
  {
    names: ['Europe', '欧洲'],
    countries: `${NORTHERN_EUROPE} ${EASTERN_EUROPE} AD AL AT BA BE CH CY DE EE ES FR GB GG GI GR HR IE IM IT JE LI LT LU LV
      MC ME MK MT NL PT RS SI SM VA`,
  },
  { names: ['Northern Europe', '北欧'], countries: NORTHERN_EUROPE },
  { names: ['Eastern Europe', '东欧'], countries: EASTERN_EUROPE },
  { names: ['North America', '北美洲'], countries: 'BM CA GL MX PM US' },
  {
    names: ['Latin America', '拉丁美洲', '拉美'],
    countries: `MX ${CENTRAL_AMERICA} ${CARIBBEAN} ${SOUTH_AMERICA}`,
  },
  { names: ['Central America', '中美洲'], countries: CENTRAL_AMERICA },
  { names: ['Caribbean', '加勒比'], countries: CARIBBEAN },
  { names: ['South America', '南美洲'], countries: SOUTH_AMERICA },
  { names: ['Middle East', '中东'], countries: `${WEST_ASIA} EG` },
  {
    names: ['Asia', '亚洲'],
    countries: `${WEST_ASIA} ${CENTRAL_ASIA} ${SOUTH_ASIA} ${SOUTHEAST_ASIA} ${EAST_ASIA} AM AZ GE`,
  },
  { names: ['Central Asia', '中亚'], countries: CENTRAL_ASIA },
  { names: ['South Asia', '南亚'], countries: SOUTH_ASIA },
  { names: ['Southeast Asia', '东南亚'], countries: SOUTHEAST_ASIA },
  { names: ['East Asia', '东亚'], countries: EAST_ASIA },
  {
    names: ['Africa', '非洲'],
    countries: `${NORTH_AFRICA} AO BF BI BJ BW CD CF CG CI CM CV DJ EH ER ET GA GH GM GN GQ GW KE KM LR LS MG ML MR MU MW MZ
      NA NE NG RE RW SC SH SL SN SO SS ST SZ TD TG TZ UG YT ZA ZM ZW`,
  },
  { names: ['North Africa', '北非'], countries: NORTH_AFRICA },
  {
    names: ['Oceania', '大洋洲', '澳洲'],
    countries: 'AS AU CC CK CX FJ FM GU KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TO TV UM VU WF WS',
  },
];

/** @param country ISO 3166-1 alpha-2. @returns the names of all parts that it lies in. */
export const partsOfWorld = (country: string | null): readonly string[] =>
  country === null
    ? []
    : PARTS.filter(({ countries }) => countries.split(/\s+/).includes(country)).flatMap(({ names }) => names);
