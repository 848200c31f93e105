/** The use of a mailbox that its name gives away, for servers without SPECIAL-USE (RFC 6154). */
export type NamedUse = '\\Sent' | '\\Drafts' | '\\Junk' | '\\Trash';

/**
 * Names as servers and clients make them, folded by foldName. Sources: the languages of Outlook and
 * Exchange, Apple Mail, Thunderbird, Gmail, Roundcube; QQ, Exmail, NetEase, Aliyun, Sina, 139, 21cn;
 * Yandex, Mail.ru, GMX, Zoho. A name has to match as a whole: "Sent to customers" is a mailbox of its own.
 * Words that a trader may mean otherwise (Bulk, Bin, Concept) are left out: one Junk too many is the lesser evil.
 */
const NAMES: Readonly<Record<NamedUse, string>> = {
  '\\Sent': `
    sent, sent messages, sent items, sent mail, sent-mail, sent emails, outgoing, sent message, sentbox, sentmail,
    已发送, 已发送邮件, 已发送的邮件, 已发邮件, 发件箱, 已发件, 已傳送, 寄件備份, 寄件備份匣, 已寄郵件, 已傳送的郵件, 寄件匣, 已傳送郵件, 寄件备份, 已发送信息,
    gesendet, gesendete objekte, gesendete elemente, gesendete nachrichten, gesendete, postausgang gesendet, gesendete e-mails,
    envoyes, elements envoyes, messages envoyes, objets envoyes, courrier envoye, courriers envoyes, envoye,
    enviados, elementos enviados, mensajes enviados, correo enviado, enviado, correos enviados, itens enviados, mensagens enviadas, e-mails enviados, enviadas,
    inviata, inviati, posta inviata, messaggi inviati, elementi inviati,
    verzonden, verzonden items, verzonden berichten, verzonden e-mail,
    отправленные, исходящие, отправленные письма, отправленные элементы, отправлено, отправленные сообщения,
    надіслані, відправлені, надіслані елементи, изпратени, изпратена поща, послато, послате поруке,
    送信済み, 送信済みアイテム, 送信済みメール, 送信済みトレイ, 送信済, 送信メール, 送信箱,
    보낸 편지함, 보낸편지함, 보낸 메일함, 보낸메일함, 보낸 메시지,
    wyslane, elementy wyslane, wyslane wiadomosci, odeslane, odeslana posta, odeslane zpravy, odoslane, odoslana posta, poslane, poslano, poslana posta, elementi poslano,
    gonderilmis, gonderilmis ogeler, gonderilmis postalar, gonderilen, gonderilenler, gonderilmis iletiler, gonderilen ogeler,
    skickat, skickade, skickade objekt, skickade meddelanden, sendt, sendte elementer, sendte, sendt post, sendte meldinger, lahetetyt, lahetetyt viestit, saadetud, saadetud kirjad, nosutitie, issiusti, issiustieji, nosutitas vestules,
    elkuldott, elkuldott elemek, elkuldott uzenetek, elkuldott levelek, trimise, elemente trimise, mesaje trimise,
    απεσταλμενα, απεσταλμενα στοιχεια, σταλμενα, נשלח, פריטים שנשלחו, דואר שנשלח, المرسلة, العناصر المرسلة, البريد المرسل, المرسل, رسائل مرسلة, فرستاده شده,
    da gui, thu da gui, muc da gui, terkirim, item terkirim, pesan terkirim, ส่งแล้ว, รายการที่ส่ง, จดหมายที่ส่ง, भेजे गए, भेजी गई, প্রেরিত`,
  '\\Drafts': `
    drafts, draft, draft messages, draftbox, my drafts,
    草稿, 草稿箱, 草稿夹, 草稿匣, 草稿邮件, 草稿郵件,
    entwurfe, entwurf, brouillons, brouillon, borradores, borrador, rascunhos, rascunho, bozze, bozza, concepten, 
    черновики, черновик, чернетки, чернови, нацрти, 下書き, 下書きトレイ, 임시 보관함, 임시보관함, 임시 보관 메일함, 초안,
    wersje kopie koncepty, rozpracovane, osnutki, 
    taslaklar, taslak, utkast, kladder, udkast, luonnokset, luonnos, mustandid, melnraksti, juodrasciai,
    piszkozatok, ciorne, προχειρα, טיוטות, مسودات, المسودات, پیش‌نویس‌ها, ban nhap, thu nhap, draf, แบบร่าง, ร่างจดหมาย, ड्राफ्ट`,
  '\\Junk': `
    junk, junk mail, junk e-mail, junk email, junkmail, spam, spam mail, bulk mail, [spam], spambox, infected items, probably spam,
    垃圾邮件, 垃圾箱邮件, 垃圾邮件箱, 垃圾郵件, 垃圾信件匣, 广告邮件, 廣告郵件, 病毒文件夹, 病毒邮件, 病毒郵件, 可疑邮件, 广告信, 垃圾信件, 拦截邮件, 隔离邮件,
    junk-e-mail, junk-mail, spamverdacht, werbung spam, unerwunschte werbung, unerwunscht, unbekannt spam,
    courrier indesirable, indesirables, pourriel, spams, courriers indesirables,
    correo no deseado, correo basura, no deseado, no deseados, correo electronico no deseado, lixo eletronico, lixo electronico, e-mail de lixo, correio publicitario, spam e lixo,
    posta indesiderata, indesiderata, ongewenste e-mail, ongewenst, ongewenste mail, 
    спам, нежелательная почта, нежелательные, небажана пошта, небажані, нежелана поща, непожељна пошта,
    迷惑メール, 迷惑メールトレイ, スパム, 스팸, 스팸메일함, 스팸 메일함, 정크 메일, 정크메일, 스팸함,
    wiadomosci-smieci, wiadomosci smieci, niechciane, niechciana poczta, nevyzadana posta, nevyziadana posta, nezelena posta, nezeljena posta, bezvredne,
    onemsiz, onemsiz e-posta, gereksiz, gereksiz e-posta, istenmeyen, istenmeyen posta, istenmeyen e-posta,
    skrappost, uonsket, uonsket e-post, soppelpost, uonsket mail, roskaposti, rampspost, surogatpasts, brukalas, slamstas,
    levelszemet, nemkivanatos e-mail, mesaje nedorite, ανεπιθυμητα, ανεπιθυμητη αλληλογραφια, דואר זבל, זבל, البريد العشوائي, البريد غير المرغوب فيه, بريد مزعج, هرزنامه,
    thu rac, thu rac va spam, sampah spam, email sampah, จดหมายขยะ, อีเมลขยะ, สแปม, जंक`,
  '\\Trash': `
    trash, deleted, deleted items, deleted messages, deleted mail, rubbish, trash can, trashed, wastebasket, recycle deleted emails,
    已删除, 已删除邮件, 已删除的邮件, 废件箱, 回收站, 垃圾箱, 垃圾桶, 已刪除, 刪除的郵件, 已刪除的郵件, 已刪除郵件, 垃圾筒, 废纸篓, 已删除信息, 刪除郵件,
    papierkorb, geloschte objekte, geloschte elemente, geloscht, geloschte, geloschte nachrichten,
    corbeille, elements supprimes, supprimes, messages supprimes, objets supprimes,
    papelera, elementos eliminados, eliminados, mensajes eliminados, papelera de reciclaje, correo eliminado, lixo, lixeira, itens excluidos, itens eliminados, excluidos, mensagens excluidas, caixote do lixo, reciclagem,
    cestino, posta eliminata, eliminati, elementi eliminati, messaggi eliminati, eliminata, prullenbak, prullenmand, verwijderde items, verwijderd, verwijderde berichten,
    корзина, удаленные, удаленные элементы, удаленные письма, удаленные сообщения, видалені, видалені елементи, кошик, смітник, кошче, изтрити, изтрити елементи, смеће, обрисано,
    ゴミ箱, ごみ箱, 削除済み, 削除済みアイテム, 削除済みメール, 휴지통, 지운 편지함, 지운편지함, 삭제된 항목, 지운 메일함, 삭제된 편지함,
    kosz, elementy usuniete, usuniete, usuniete wiadomosci, odstranena posta, odstranene, smazane, smazana posta, vymazane, izbrisano, izbrisane stavke, smece, obrisane stavke,
    cop kutusu, silinmis ogeler, silinmis, silinen ogeler, silinmis postalar, silinmis iletiler, geri donusum kutusu,
    papperskorg, papperskorgen, borttaget, borttagna objekt, slettede elementer, slettet, slettede, papirkurv, papirkorg, slettet post, slettet mail, roskakori, poistetut, prugikast, kustutatud, kustutatud kirjad, miskaste, izdzestie, siuksline, istrinta,
    torolt elemek, torolt, lomtar, torolt uzenetek, cos de gunoi, gunoi, elemente sterse, sterse, mesaje sterse,
    καδος, διαγραμμενα, διαγραμμενα στοιχεια, απορριμματα, אשפה, פריטים שנמחקו, נמחק, المهملات, العناصر المحذوفة, سلة المهملات, المحذوفات, محذوف, زباله‌دان,
    thung rac, da xoa, muc da xoa, thu da xoa, sampah, item terhapus, tong sampah, ถังขยะ, รายการที่ถูกลบ, จดหมายที่ถูกลบ, ट्रैश, हटाए गए`,
};

/** Names compare without case, accents, width and surplus spaces. */
function foldName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/(?<=\p{Script=Latin})\p{M}+|(?<=\p{Script=Greek})\p{M}+/gu, '')
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ı', 'i')
    .replaceAll('ł', 'l')
    .replaceAll('ø', 'o')
    .replaceAll('đ', 'd')
    .replaceAll('ё', 'е')
    .replace(/[\s_]+/g, ' ')
    .trim();
}

const USE_BY_NAME: ReadonlyMap<string, NamedUse> = new Map(
  Object.entries(NAMES).flatMap(([use, names]) =>
    names.split(',').map((name): [string, NamedUse] => [foldName(name), use as NamedUse]),
  ),
);

/** The use a mailbox's own name (the last part of its path) gives away, or null. */
export function useByName(name: string): NamedUse | null {
  return USE_BY_NAME.get(foldName(name)) ?? null;
}
