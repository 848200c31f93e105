/**
 * Cities after which the IANA time zone database 2026c names a zone of their country (zone.tab), by the zone of
 * country-zones.json whose time they keep; with it their Chinese names. The zones' own names are not repeated. Left out are
 * names that are common in the country, such as Petersburg and Monticello in the United States.
 */
export const CITIES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  AU: {
    'Australia/Sydney': 'Melbourne|Hobart|悉尼|墨尔本|霍巴特',
    'Australia/Brisbane': 'Lindeman|布里斯班',
    'Australia/Adelaide': 'Broken Hill|阿德莱德',
    'Australia/Perth': '珀斯',
    'Australia/Darwin': '达尔文',
  },
  BR: {
    'America/Sao_Paulo': 'Belem|Fortaleza|Recife|Araguaina|Maceio|Santarem|圣保罗|累西腓',
    'America/Manaus': 'Campo Grande|Cuiaba|Porto Velho|Boa Vista|马瑙斯',
    'America/Noronha': 'Fernando de Noronha',
    'America/Eirunepe': 'Rio Branco',
  },
  CA: {
    'America/Toronto': 'Iqaluit|多伦多',
    'America/Vancouver': '温哥华',
    'America/Edmonton': '埃德蒙顿',
    'America/Cambridge_Bay': 'Inuvik',
    'America/Winnipeg': 'Resolute|Rankin Inlet|温尼伯',
    'America/Halifax': 'Moncton|Glace Bay|Goose Bay|哈利法克斯',
    'America/Regina': 'Swift Current|里贾纳',
    'America/Creston': 'Dawson Creek|Fort Nelson|Whitehorse|Dawson',
  },
  CL: { 'America/Santiago': '圣地亚哥', 'America/Coyhaique': 'Punta Arenas' },
  ES: {
    'Europe/Madrid': 'Ceuta|马德里',
    'Atlantic/Canary': 'Canarias|Canary Islands|Islas Canarias|加那利群岛|加那利',
  },
  FM: { 'Pacific/Pohnpei': 'Kosrae' },
  ID: { 'Asia/Jakarta': 'Pontianak|雅加达', 'Asia/Makassar': '望加锡' },
  MX: {
    'America/Mexico_City': 'Merida|Monterrey|Bahia de Banderas|蒙特雷',
    'America/Matamoros': 'Ojinaga',
    'America/Ciudad_Juarez': 'Juarez|华雷斯城',
    'America/Mazatlan': 'Hermosillo',
    'America/Tijuana': '蒂华纳',
    'America/Cancun': '坎昆',
  },
  PT: { 'Europe/Lisbon': 'Lisboa|Madeira|里斯本', 'Atlantic/Azores': 'Acores|亚速尔群岛|亚速尔' },
  RU: {
    'Europe/Moscow': 'Kirov|Volgograd|Moskva|莫斯科|伏尔加格勒',
    'Europe/Kaliningrad': '加里宁格勒',
    'Europe/Astrakhan': 'Saratov|Ulyanovsk|Samara|萨马拉|萨拉托夫',
    'Asia/Yekaterinburg': 'Ekaterinburg|叶卡捷琳堡',
    'Asia/Omsk': '鄂木斯克',
    'Asia/Novosibirsk': 'Barnaul|Tomsk|Novokuznetsk|Krasnoyarsk|新西伯利亚|克拉斯诺亚尔斯克',
    'Asia/Irkutsk': '伊尔库茨克',
    'Asia/Chita': 'Yakutsk|Khandyga|赤塔|雅库茨克',
    'Asia/Vladivostok': 'Ust-Nera|海参崴|符拉迪沃斯托克',
    'Asia/Magadan': 'Sakhalin|Srednekolymsk|萨哈林|马加丹',
    'Asia/Kamchatka': 'Anadyr|堪察加',
  },
  US: {
    'America/New_York': 'New York City|NYC|Detroit|Louisville|Indianapolis|底特律|纽约市',
    'America/Chicago': 'Menominee|芝加哥',
    'America/Denver': 'Boise|丹佛',
    'America/Phoenix': '凤凰城|菲尼克斯',
    'America/Los_Angeles': '洛杉矶',
    'America/Anchorage': 'Juneau|Sitka|Metlakatla|Yakutat|Nome|安克雷奇',
    'Pacific/Honolulu': '檀香山|火奴鲁鲁',
  },
};
