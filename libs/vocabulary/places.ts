import type { Place } from './values.ts';

/**
 * The countries of each smallest region of UN M49 (https://unstats.un.org/unsd/methodology/m49/). Antarctica lies in none.
 * Kosovo (XK) and Taiwan (TW), which M49 does not list, stand where their neighbours do.
 */
const COUNTRIES: Readonly<Record<string, string>> = {
  '005': 'AR BO BR BV CL CO EC FK GF GS GY PE PY SR UY VE',
  '011': 'BF BJ CI CV GH GM GN GW LR ML MR NE NG SH SL SN TG',
  '013': 'BZ CR GT HN MX NI PA SV',
  '014': 'BI DJ ER ET IO KE KM MG MU MW MZ RE RW SC SO SS TF TZ UG YT ZM ZW',
  '015': 'DZ EG EH LY MA SD TN',
  '017': 'AO CD CF CG CM GA GQ ST TD',
  '018': 'BW LS NA SZ ZA',
  '021': 'BM CA GL PM US',
  '029': 'AG AI AW BB BL BQ BS CU CW DM DO GD GP HT JM KN KY LC MF MQ MS PR SX TC TT VC VG VI',
  '030': 'CN HK JP KP KR MN MO TW',
  '034': 'AF BD BT IN IR LK MV NP PK',
  '035': 'BN ID KH LA MM MY PH SG TH TL VN',
  '039': 'AD AL BA ES GI GR HR IT ME MK MT PT RS SI SM VA XK',
  '053': 'AU CC CX HM NF NZ',
  '054': 'FJ NC PG SB VU',
  '057': 'FM GU KI MH MP NR PW UM',
  '061': 'AS CK NU PF PN TK TO TV WF WS',
  '143': 'KG KZ TJ TM UZ',
  '145': 'AE AM AZ BH CY GE IL IQ JO KW LB OM PS QA SA SY TR YE',
  '151': 'BG BY CZ HU MD PL RO RU SK UA',
  '154': 'AX DK EE FI FO GB GG IE IM IS JE LT LV NO SE SJ',
  '155': 'AT BE CH DE FR LI LU MC NL',
};
/** The regions right inside each larger one. */
const REGIONS: Readonly<Record<string, string>> = {
  '002': '015 202',
  '009': '053 054 057 061',
  '019': '021 419',
  '142': '030 034 035 143 145',
  '150': '039 151 154 155',
  '202': '011 014 017 018',
  '419': '005 013 029',
};
const AROUND = new Map(
  Object.entries({ ...COUNTRIES, ...REGIONS }).flatMap(([region, places]) =>
    places.split(' ').map((place) => [place, region] as const),
  ),
);

/** Every place that a place lies in, from the smallest to `global`: Colombia in 005, 419, 019 and the world. */
export function placesAround(place: Place): readonly Place[] {
  if (place === 'global') return [];
  const region = AROUND.get(place);
  return region === undefined ? ['global'] : [region, ...placesAround(region)];
}
