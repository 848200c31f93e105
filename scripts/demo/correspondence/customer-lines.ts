/** The table behind the sample customers. All companies, people and domains are invented. */
import type { CustomerLine } from './customers.ts';

function line(head: string, ...contacts: string[]): CustomerLine {
  const [name, domain, country, city, port, grade, owner, language] = head.split(' / ') as [
    string,
    string,
    string,
    string,
    string,
    CustomerLine['grade'],
    CustomerLine['owner'],
    CustomerLine['language'],
  ];
  return {
    name,
    domain: domain === '-' ? null : domain,
    country,
    city,
    port,
    grade,
    owner,
    language,
    contacts,
  };
}

export const CUSTOMER_LINES: readonly CustomerLine[] = [
  line(
    'Harlan & Pike Supply Inc. / harlanpike.example / US / Portland / Seattle / A / leo / en',
    'Megan Doyle|Purchasing Manager|mdoyle',
    'Brent Ackerman|Import Coordinator|backerman',
    'Accounts Payable|Accounts Payable|ap',
  ),
  line(
    'Lone Mesa Fasteners LLC / lonemesa.example / US / Tucson / Long Beach / B / leo / en',
    'Travis Whitlow|Owner|travis',
    'Dana Reyes|Office Manager|office',
  ),
  line(
    'Great Lakes Tool Depot / gltooldepot.example / US / Milwaukee / Chicago / B / leo / en',
    'Karen Lindqvist|Category Buyer|klindqvist',
    '周敏|Sourcing, Shanghai Office|min.zhou|zh',
  ),
  line(
    'Pelican Marine Hardware / - / US / Mobile / Mobile / C / leo / en',
    'Rick Boudreaux|Owner|pelican.marine77@freemail.example',
  ),
  line(
    'Cascadia Garden Outfitters / cascadiagarden.example / US / Eugene / Tacoma / D / leo / en',
    'Amy Sorensen|Buyer|amy.s',
  ),
  line(
    'Thornbury & Wells Ltd / thornburywells.example / GB / Leeds / Felixstowe / A / leo / en',
    'James Hartley|Head of Sourcing|j.hartley',
    'Priya Nair|Supply Chain|p.nair',
    'Accounts|Finance|finance',
  ),
  line(
    'Mersey Ironmongery / merseyiron.example / GB / Liverpool / Liverpool / B / leo / en',
    'Colin Fairclough|Director|colin',
    'Sue Benson|Purchasing|sue',
  ),
  line(
    'Oakmoor Joinery Supplies / oakmoor.example / GB / Bristol / Southampton / C / leo / en',
    'Gareth Pryce|Buyer|gareth.pryce',
  ),
  line(
    'Penrose Locks / - / GB / Truro / Southampton / D / leo / en',
    'Tom Penrose|Owner|tom.penrose.locks@freemail.example',
  ),
  line(
    'Redgum Trade Tools Pty Ltd / redgumtools.example / AU / Melbourne / Melbourne / A / leo / en',
    'Sarah McInnes|Product Manager|smcinnes',
    'Dean Kowalski|Logistics|dkowalski',
    '黄嘉怡|Sourcing, Shenzhen|jiayi|zh',
  ),
  line(
    'Coolabah Hardware Group / coolabah.example / AU / Brisbane / Brisbane / B / leo / en',
    'Narelle Griggs|Buyer|ngriggs',
  ),
  line(
    'Westport Fixings / westportfix.example / AU / Fremantle / Fremantle / C / leo / en',
    'Luke Brannigan|Manager|luke',
  ),
  line(
    'Brückner Eisenwaren GmbH / brueckner-eisen.example / DE / Hamburg / Hamburg / A / leo / de',
    'Stefan Vogt|Leiter Einkauf|s.vogt',
    'Katrin Möhle|Disposition|k.moehle',
    'Jörg Stübner|Qualitätssicherung|qs',
  ),
  line(
    'Nordhang Werkzeughandel KG / nordhang.example / DE / Bremen / Bremerhaven / B / leo / de',
    'Uwe Lürssen|Geschäftsführer|u.luerssen',
    'Anja Petzold|Einkauf|einkauf',
  ),
  line(
    'Schellbach Beschläge GmbH & Co. KG / schellbach-beschlaege.example / DE / Velbert / Hamburg / B / leo / de',
    'Dr. Martin Schellbach|Geschäftsleitung|m.schellbach',
    'Petra Quast|Einkauf Ausland|p.quast|en',
  ),
  line(
    'Gartenwelt Ostertag / gartenwelt-ostertag.example / DE / Ulm / Hamburg / C / leo / de',
    'Heike Ostertag|Inhaberin|info',
  ),
  line(
    'Ferretería Industrial Azcárate S.A. / azcarate.example / ES / Bilbao / Bilbao / A / lucia / es',
    'Íñigo Azcárate|Director de Compras|inigo',
    'Nerea Goñi|Importaciones|importaciones',
    'Administración|Administración|admin',
  ),
  line(
    'Suministros Levante S.L. / sumilevante.example / ES / Valencia / Valencia / B / lucia / es',
    'Vicente Ballester|Compras|vballester',
  ),
  line(
    'Herrajes del Sur / herrajesdelsur.example / ES / Sevilla / Algeciras / C / lucia / es',
    'Rocío Peña|Compras|rocio',
  ),
  line(
    'Comercializadora Tornimex S.A. de C.V. / tornimex.example / MX / Monterrey / Manzanillo / A / lucia / es',
    'Rodrigo Treviño|Gerente de Compras|rtrevino',
    'Alejandra Muñoz|Comercio Exterior|amunoz',
  ),
  line(
    'Herramientas El Águila / elaguila.example / MX / Guadalajara / Manzanillo / B / lucia / es',
    'Ernesto Cárdenas|Director|ernesto',
  ),
  line(
    'Ferre Todo Puebla / - / MX / Puebla / Veracruz / D / lucia / es',
    'Maribel Tlapa|Propietaria|ferretodo.puebla@correo.example',
  ),
  line(
    'Importadora Andina Ltda. / impandina.example / CL / Santiago / San Antonio / B / lucia / es',
    'Cristóbal Errázuriz|Jefe de Importaciones|cerrazuriz',
    'Paulina Soto|Asistente|psoto',
  ),
  line(
    'Herrajes Patagonia SpA / hpatagonia.example / CL / Puerto Montt / San Vicente / C / lucia / es',
    'Ignacio Barría|Compras|ignacio',
  ),
  line(
    'Ferragens Paulista Ltda. / ferragenspaulista.example / BR / São Paulo / Santos / A / lucia / pt',
    'Marcelo Figueiredo|Gerente de Importação|marcelo',
    'Juliana Prates|Compras|juliana',
  ),
  line(
    'Casa do Construtor Mineira / construtormineira.example / BR / Belo Horizonte / Rio de Janeiro / B / lucia / pt',
    'Thiago Nogueira|Comprador|thiago.nogueira',
  ),
  line(
    'Litoral Ferramentas / - / BR / Itajaí / Navegantes / C / lucia / pt',
    'Beatriz Schmitz|Sócia|litoral.ferramentas@correo.example',
  ),
  line(
    'ООО "СтройИнструмент-М" / stroyinstrument-m.example / RU / Москва / St. Petersburg / A / victor / ru',
    'Алексей Громов|Начальник отдела закупок|gromov',
    'Ольга Савельева|Менеджер ВЭД|ved',
  ),
  line(
    'ТД "Уралкрепёж" / uralkrep.example / RU / Екатеринбург / Vladivostok / B / victor / ru',
    'Дмитрий Шадрин|Коммерческий директор|shadrin',
    'Елена Юркова|Логист|logist',
  ),
  line(
    'ИП Карпенко / - / RU / Новосибирск / Vostochny / C / victor / ru',
    'Игорь Карпенко|Предприниматель|karpenko-instr@pochta.example',
  ),
  line(
    'ТОО "Алатау Инструмент" / alatau-tools.example / KZ / Алматы / Khorgos / B / victor / ru',
    'Ерлан Сейтов|Закупки|seitov',
    'Жанна Ким|Бухгалтерия|buh',
  ),
  line(
    'Kitazawa Kanamono K.K. / kitazawa-kanamono.example / JP / Osaka / Osaka / A / victor / ja',
    '北沢 誠|購買部 部長|m.kitazawa',
    '大野 由美|貿易課|y.ono',
  ),
  line(
    'Hibiki Tools Trading / hibiki-tools.example / JP / Tokyo / Tokyo / B / victor / ja',
    '佐々木 健|仕入担当|k.sasaki',
  ),
  line(
    'Minato Home Supply / minato-hs.example / JP / Yokohama / Yokohama / C / victor / ja',
    '村上 直子|商品部|n.murakami',
  ),
  line(
    'Al Rimal Building Materials LLC / alrimal-bm.example / AE / Dubai / Jebel Ali / A / victor / ar',
    'خالد المنصوري|مدير المشتريات|khalid',
    'Joseph Mathew|Import Executive|imports|en',
  ),
  line(
    'Desert Falcon Trading FZE / desertfalcon.example / AE / Sharjah / Jebel Ali / B / victor / en',
    'Imran Qureshi|General Manager|imran',
    'Noura Saleh|Accounts|accounts',
  ),
  line(
    'Najd Hardware Est. / najd-hardware.example / SA / Riyadh / Dammam / B / victor / ar',
    'عبدالله القحطاني|مدير عام|abdullah',
  ),
  line(
    'Nile Delta Tools Co. / niledelta-tools.example / EG / Alexandria / Alexandria / C / victor / ar',
    'محمود فهمي|قسم الاستيراد|m.fahmy',
    'Hany Adel|Sales Engineer|hany|en',
  ),
  line(
    'Lion City Hardware Pte Ltd / lioncityhw.example / SG / Singapore / Singapore / A / helen / zh',
    '陈伟强|采购经理|weiqiang',
    'Rachel Tan|Operations|rachel|en',
  ),
  line(
    '新源五金贸易 Xin Yuan Trading / xinyuan-trading.example / SG / Singapore / Singapore / B / helen / zh',
    '吴美玲|业务|meiling',
  ),
];

export const UNFILED_LINES: readonly CustomerLine[] = [
  line(
    'Quincaillerie Lavergne SARL / lavergne-quinc.example / FR / Lyon / Fos-sur-Mer / C / leo / en',
    'Élodie Lavergne|Achats|e.lavergne',
    'Bruno Castan|Direction|b.castan',
  ),
  line(
    'Wisła Narzędzia Sp. z o.o. / wisla-narzedzia.example / PL / Gdańsk / Gdynia / C / leo / en',
    'Tomasz Wróbel|Zakupy|t.wrobel',
  ),
  line(
    'Ferretera Los Andes S.A.C. / losandes-fer.example / PE / Lima / Callao / C / lucia / es',
    'Milagros Quispe|Compras|mquispe',
  ),
  line(
    'Bosporus Hırdavat A.Ş. / bosporus-hirdavat.example / TR / Istanbul / Ambarli / D / victor / en',
    'Emre Yıldız|Purchasing|emre.yildiz',
  ),
  line(
    'Deccan Industrial Tools / - / IN / Hyderabad / Nhava Sheva / D / victor / en',
    'Suresh Reddy|Proprietor|deccan.tools.hyd@freemail.example',
  ),
  line(
    'Tiny Anchor Boat Shop / - / US / Annapolis / Baltimore / D / leo / en',
    'Walt Jennings|Owner|walt.tinyanchor@freemail.example',
  ),
];
