/** What the sample company makes. Harmonized System headings are the real ones of such goods. */
import type { Language } from './types.ts';

export interface Product {
  readonly code: string;
  readonly hs: string;
  /** USD per piece (or set), FOB Ningbo. */
  readonly price: number;
  readonly moq: number;
  readonly perCarton: number;
  readonly cartonKg: number;
  readonly sizes: readonly string[];
  readonly names: Readonly<Record<Language, string>>;
}

function product(
  head: readonly [code: string, hs: string, price: number, moq: number, perCarton: number, cartonKg: number],
  sizes: string,
  names: readonly [string, string, string, string, string, string, string, string],
): Product {
  const [code, hs, price, moq, perCarton, cartonKg] = head;
  const [en, zh, es, ru, ja, ar, de, pt] = names;
  return {
    code,
    hs,
    price,
    moq,
    perCarton,
    cartonKg,
    sizes: sizes.split(','),
    names: { en, zh, es, ru, ja, ar, de, pt },
  };
}

export const PRODUCTS: readonly Product[] = [
  product(['YF-8203', '8203.20', 1.86, 3000, 60, 19.5], '160 mm,180 mm,200 mm', [
    'combination pliers',
    '钢丝钳',
    'alicates universales',
    'пассатижи комбинированные',
    'ペンチ',
    'كماشة متعددة الاستخدامات',
    'Kombizangen',
    'alicates universais',
  ]),
  product(['YF-8204', '8204.12', 2.45, 2000, 48, 22], '6",8",10",12"', [
    'adjustable wrenches',
    '活动扳手',
    'llaves ajustables',
    'разводные ключи',
    'モンキーレンチ',
    'مفاتيح قابلة للضبط',
    'Rollgabelschlüssel',
    'chaves ajustáveis',
  ]),
  product(['YF-9420', '8204.20', 14.9, 500, 6, 24], '94 pcs,108 pcs,46 pcs', [
    'socket sets in blow case',
    '套筒组套(吹塑盒)',
    'juegos de vasos en maletín',
    'наборы торцевых головок в кейсе',
    'ソケットレンチセット',
    'أطقم مفاتيح صندوقية',
    'Steckschlüsselsätze im Koffer',
    'jogos de soquetes em maleta',
  ]),
  product(['YF-5409', '8205.40', 0.72, 5000, 120, 17], 'PH1x75,PH2x100,SL5x100,SL6x150', [
    'two-component screwdrivers',
    '双色柄螺丝刀',
    'destornilladores bimaterial',
    'отвёртки с двухкомпонентной рукояткой',
    'ドライバー(二色成形)',
    'مفكات براغي بمقبض ثنائي',
    'Zweikomponenten-Schraubendreher',
    'chaves de fenda bimatéria',
  ]),
  product(['YF-5470', '8205.70', 1.34, 2000, 40, 21], '150 mm,200 mm,300 mm', [
    'F-clamps',
    'F型夹具',
    'sargentos tipo F',
    'струбцины F-образные',
    'F型クランプ',
    'مشابك على شكل حرف F',
    'Schraubzwingen',
    'grampos tipo F',
  ]),
  product(['YF-2015', '8201.50', 3.15, 2000, 48, 14], 'bypass 8",anvil 8"', [
    'garden pruners',
    '园林修枝剪',
    'tijeras de podar',
    'садовые секаторы',
    '剪定鋏',
    'مقصات تقليم',
    'Gartenscheren',
    'tesouras de poda',
  ]),
  product(['YF-1780', '9017.80', 0.94, 5000, 120, 18], '3 m x 16 mm,5 m x 19 mm,7.5 m x 25 mm', [
    'measuring tapes',
    '钢卷尺',
    'cintas métricas',
    'рулетки измерительные',
    '巻尺(コンベックス)',
    'أشرطة قياس',
    'Bandmaße',
    'trenas',
  ]),
  product(['YF-3021', '8302.10', 0.38, 20000, 200, 23], '3" x 2",4" x 3",5" x 3"', [
    'stainless steel butt hinges',
    '不锈钢合页',
    'bisagras de acero inoxidable',
    'петли из нержавеющей стали',
    'ステンレス丁番',
    'مفصلات من الفولاذ المقاوم للصدأ',
    'Edelstahlscharniere',
    'dobradiças de aço inox',
  ]),
  product(['YF-4501', '8302.42', 1.58, 5000, 15, 16], '300 mm,400 mm,450 mm,500 mm', [
    'ball-bearing drawer slides, 45 mm',
    '45mm三节滚珠滑轨',
    'correderas de bolas de 45 mm',
    'шариковые направляющие 45 мм',
    'スライドレール 45mm',
    'سكك أدراج بمحامل كروية 45 مم',
    'Kugelauszüge 45 mm',
    'corrediças telescópicas 45 mm',
  ]),
  product(['YF-0140', '8301.40', 6.2, 1000, 20, 18], '58 mm,72 mm,85 mm', [
    'mortise door locks',
    '插芯门锁',
    'cerraduras de embutir',
    'врезные замки',
    '面付錠・彫込錠',
    'أقفال أبواب غاطسة',
    'Einsteckschlösser',
    'fechaduras de embutir',
  ]),
  product(['YF-0110', '8301.10', 1.05, 6000, 120, 20], '30 mm,40 mm,50 mm,60 mm', [
    'brass padlocks',
    '铜挂锁',
    'candados de latón',
    'латунные навесные замки',
    '真鍮南京錠',
    'أقفال نحاسية',
    'Messing-Vorhängeschlösser',
    'cadeados de latão',
  ]),
  product(['YF-1815', '7318.15', 2.9, 300, 20, 25], 'M6x20,M8x30,M8x50,M10x40', [
    'A2 hexagon bolts (per 100)',
    '304不锈钢六角螺栓(每百支)',
    'tornillos hexagonales A2 (por 100)',
    'болты шестигранные A2 (за 100 шт.)',
    'ステンレス六角ボルト(100本)',
    'براغي سداسية A2 (لكل 100)',
    'Sechskantschrauben A2 (je 100)',
    'parafusos sextavados A2 (por 100)',
  ]),
  product(['YF-0542', '9405.42', 8.4, 600, 12, 13], '20 W,30 W,50 W', [
    'LED work lights',
    'LED工作灯',
    'focos LED de trabajo',
    'светодиодные прожекторы',
    'LED投光器',
    'كشافات عمل LED',
    'LED-Arbeitsleuchten',
    'refletores LED de trabalho',
  ]),
  product(['YF-2690', '7326.90', 9.75, 400, 4, 15], '420 mm,495 mm,550 mm', [
    'steel tool boxes',
    '铁皮工具箱',
    'cajas de herramientas de acero',
    'стальные ящики для инструмента',
    'スチール工具箱',
    'صناديق عدة فولاذية',
    'Werkzeugkästen aus Stahl',
    'caixas de ferramentas de aço',
  ]),
];
