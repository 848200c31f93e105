import { describe, expect, test } from 'vitest';
import { detectLanguage } from './detect-language.ts';

describe('short business sentences', () => {
  test.each([
    ['en', 'Please find attached our quotation for 500 pcs.'],
    ['en', 'Could you let me know when the goods will be shipped?'],
    ['en', 'Thanks for your reply. We accept the price.'],
    ['zh', '请查收附件中的报价单，谢谢！'],
    ['zh', '您好，請問這款產品的最低訂購量是多少？'],
    ['zh', '型号 AB-1200，500 pcs，FOB Ningbo，请报价。'],
    ['ja', '見積書をお送りいたします。ご確認ください。'],
    ['ja', 'お世話になっております。'],
    ['ko', '견적서를 보내 주시기 바랍니다.'],
    ['es', 'Adjunto encontrará la cotización solicitada.'],
    ['es', 'Buenos días, ¿nos puede enviar su lista de precios?'],
    ['pt', 'Segue em anexo a cotação solicitada.'],
    ['pt', 'Bom dia, gostaríamos de receber o preço para 500 peças.'],
    ['fr', 'Veuillez trouver ci-joint notre offre de prix.'],
    ['fr', 'Bonjour, pouvez-vous nous confirmer la date de livraison ?'],
    ['de', 'Anbei erhalten Sie unser Angebot.'],
    ['de', 'Bitte bestätigen Sie uns den Liefertermin.'],
    ['it', 'In allegato trova la nostra offerta.'],
    ['it', 'Buongiorno, potete confermare la data di consegna della merce?'],
    ['nl', 'In de bijlage vindt u onze offerte.'],
    ['pl', 'W załączeniu przesyłam naszą ofertę, proszę o potwierdzenie.'],
    ['tr', 'Teklifimiz ekte bilgilerinize sunulmuştur, iyi günler dileriz.'],
    ['ro', 'Vă rugăm să ne trimiteți oferta de preț.'],
    ['hu', 'Kérjük, küldje meg az árajánlatot a mellékelt lista szerint.'],
    ['cs', 'V příloze zasíláme naši nabídku, děkuji za odpověď.'],
    ['sk', 'V prílohe zasielame našu ponuku, ďakujem za odpoveď.'],
    ['sv', 'Hej, bifogat finner du vår order.'],
    ['da', 'Hej, vedhæftet finder du vores ordre. Venlig hilsen'],
    ['no', 'Hei, vedlagt finner dere vår ordre. Med vennlig hilsen'],
    ['fi', 'Liitteenä on tarjouksemme. Ystävällisin terveisin'],
    ['vi', 'Vui lòng gửi cho chúng tôi bảng báo giá.'],
    ['id', 'Mohon kirimkan daftar harga produk Anda kepada kami.'],
    ['ru', 'Добрый день! Просим выслать счёт на оплату.'],
    ['uk', 'Доброго дня! Просимо надіслати рахунок, дякуємо.'],
    ['bg', 'Добър ден, моля изпратете оферта за 500 броя.'],
    ['sr', 'Добар дан, молимо вас да нам пошаљете понуду.'],
    ['ar', 'السلام عليكم، نرجو إرسال عرض الأسعار.'],
    ['fa', 'با سلام، لطفا قیمت محصولات خود را ارسال کنید.'],
    ['he', 'שלום, אנא שלחו הצעת מחיר.'],
    ['el', 'Παρακαλώ στείλτε μας την προσφορά σας.'],
    ['th', 'กรุณาส่งใบเสนอราคาให้เราด้วย'],
    ['hi', 'कृपया हमें अपनी मूल्य सूची भेजें और वितरण का समय बताएं। हम आपके उत्तर की प्रतीक्षा कर रहे हैं।'],
  ])('%s: %s', (language, text) => {
    expect(detectLanguage(text)).toBe(language);
  });
});

describe('too short or too mixed to tell', () => {
  test.each([
    'ok thx',
    '',
    ' \n ',
    'Hi',
    '12345 / 67-89',
    'AB-1200 500 pcs USD 12.50 FOB Ningbo',
    'https://www.example.com/the/best/of/the/and/you',
    'info@example.com',
    'ACME Ltd',
    '👍',
  ])('%j', (text) => {
    expect(detectLanguage(text)).toBeNull();
  });
});

describe('the language of the writer, not of what is around', () => {
  test('quoted text does not count', () => {
    const quoted = '> Please find attached our quotation and let us know if you have any questions.\n'.repeat(
      10,
    );
    expect(
      detectLanguage(
        `Gracias, estamos de acuerdo con el precio.\n\nOn 5 May 2024, Ann <a@b.example> wrote:\n${quoted}`,
      ),
    ).toBe('es');
    expect(detectLanguage(`好的，谢谢。\n\n-----Original Message-----\n${quoted}`)).toBe('zh');
    expect(detectLanguage(`ok\n\nOn 5 May 2024, Ann <a@b.example> wrote:\n${quoted}`)).toBeNull();
  });

  test('a forward has the language of what it forwards', () => {
    expect(
      detectLanguage('-----Original Message-----\nFrom: Ann\n\nWe would like to order these from you.'),
    ).toBe('en');
  });

  test('an English signature below a Chinese mail', () => {
    const mail =
      '李经理，您好！货物已经发出，请注意查收。\n\n-- \nWang Wei\nSales Manager of the Export Department\nACME Ltd';
    expect(detectLanguage(mail)).toBe('zh');
  });

  test('a Chinese name in an English mail', () => {
    expect(detectLanguage('Dear Mr Li (李伟), we have received the goods and will pay this week.')).toBe(
      'en',
    );
  });
});

test('hostile text ends soon', () => {
  for (const text of [
    'a@'.repeat(500_000),
    '1'.repeat(1_000_000),
    'the '.repeat(250_000),
    '\ud800'.repeat(100_000),
  ]) {
    const start = process.threadCpuUsage();
    detectLanguage(text);
    expect(process.threadCpuUsage(start).user / 1_000).toBeLessThan(500);
  }
});
