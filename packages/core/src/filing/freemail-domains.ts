/**
 * Domains that anyone may have an address in: freemail, mail of internet providers, disposable mail, and the
 * platforms that relay inquiries. An address there says nothing of the company behind it, so such a domain
 * never belongs to a customer and never files a mail. Subdomains count as their parent.
 */

const words = (text: string) => text.trim().split(/\s+/);

const WORLD = words(`
  gmail.com googlemail.com outlook.com hotmail.com live.com msn.com passport.com windowslive.com
  yahoo.com ymail.com rocketmail.com myyahoo.com aol.com aim.com icloud.com me.com mac.com
  protonmail.com protonmail.ch proton.me pm.me tutanota.com tutanota.de tuta.io tuta.com keemail.me
  zohomail.com zoho.com zohomail.eu fastmail.com fastmail.fm hushmail.com hey.com duck.com mail.com
  email.com usa.com post.com europe.com asia.com engineer.com consultant.com dr.com myself.com
  gmx.com gmx.net gmx.de gmx.at gmx.ch gmx.fr gmx.us caramail.com lycos.com inbox.com excite.com
  mailfence.com startmail.com posteo.de posteo.net mailbox.org runbox.com disroot.org riseup.net
  privaterelay.appleid.com users.noreply.github.com facebook.com`);

const CHINA = words(`
  163.com 126.com yeah.net vip.163.com vip.126.com 188.com 163.net 263.net 263.net.cn vip.263.net
  qq.com vip.qq.com foxmail.com sina.com sina.cn vip.sina.com sina.com.cn sohu.com vip.sohu.com
  sogou.com tom.com vip.tom.com 21cn.com 21cn.net 139.com 189.cn wo.cn 10086.cn aliyun.com eyou.com
  china.com citiz.net 56.com hainan.net 371.net public.bta.net.cn public1.sta.net.cn
  online.sh.cn pub.xaonline.com yahoo.com.cn yahoo.cn hotmail.com.cn outlook.cn
  yahoo.com.hk netvigator.com hkstar.com biznetvigator.com yahoo.com.tw hinet.net seed.net.tw
  pchome.com.tw msa.hinet.net ms1.hinet.net livemail.tw kimo.com macau.ctm.net ctm.net`);

const ASIA = words(`
  yahoo.co.jp ybb.ne.jp docomo.ne.jp ezweb.ne.jp softbank.ne.jp i.softbank.jp au.com nifty.com
  biglobe.ne.jp ocn.ne.jp so-net.ne.jp excite.co.jp infoseek.jp goo.jp
  naver.com hanmail.net daum.net nate.com kakao.com hanmir.com korea.com dreamwiz.com
  yahoo.co.kr yahoo.co.in yahoo.in rediffmail.com rediff.com sify.com indiatimes.com vsnl.com vsnl.net
  bsnl.in airtelmail.in yahoo.com.sg singnet.com.sg pacific.net.sg yahoo.com.my tm.net.my streamyx.com
  yahoo.co.id telkom.net plasa.com yahoo.com.ph pldtdsl.net yahoo.com.vn vnn.vn fpt.vn hn.vnn.vn
  hcm.vnn.vn yahoo.co.th hotmail.co.th thaimail.com hotmail.co.jp live.jp outlook.jp outlook.kr live.in
  outlook.in outlook.sa hotmail.sg outlook.sg outlook.my outlook.ph outlook.co.id outlook.co.th
  yahoo.com.bd bol-online.com agni.com bttb.net.bd yahoo.com.pk cyber.net.pk brain.net.pk sltnet.lk
  eureka.lk`);

const MIDDLE_EAST_AFRICA = words(`
  maktoob.com yahoo.ae emirates.net.ae eim.ae walla.com walla.co.il netvision.net.il bezeqint.net
  012.net.il zahav.net.il hotmail.co.il live.com.sa link.net tedata.net.eg mynet.com ttmail.com
  superonline.com ttnet.net.tr hotmail.com.tr chmail.ir mailfa.com parsi.com batelco.com.bh
  omantel.net.om qatar.net.qa kems.net cyberia.net.lb terra.net.lb inco.com.lb mweb.co.za telkomsa.net
  vodamail.co.za webmail.co.za iafrica.com yahoo.co.za africaonline.co.ke menara.ma iam.net.ma
  planet.tn gnet.tn topnet.tn wanadoo.ma djaweb.dz yahoo.com.ng`);

const EUROPE = words(`
  web.de t-online.de freenet.de arcor.de online.de email.de 1und1.de hotmail.de live.de yahoo.de
  outlook.de vodafone.de kabelmail.de alice.de aon.at chello.at bluewin.ch hispeed.ch sunrise.ch
  orange.fr wanadoo.fr free.fr laposte.net sfr.fr neuf.fr numericable.fr bbox.fr aliceadsl.fr club-internet.fr
  hotmail.fr live.fr yahoo.fr outlook.fr libero.it virgilio.it alice.it tin.it tiscali.it tim.it fastwebnet.it
  inwind.it iol.it email.it yahoo.it hotmail.it live.it outlook.it pec.it legalmail.it aruba.it poste.it
  terra.es telefonica.net movistar.es ono.com orange.es yahoo.es hotmail.es outlook.es sapo.pt
  clix.pt iol.pt mail.telepac.pt netcabo.pt outlook.pt live.com.pt yahoo.co.uk hotmail.co.uk live.co.uk
  btinternet.com btopenworld.com sky.com virginmedia.com virgin.net ntlworld.com talktalk.net tiscali.co.uk
  blueyonder.co.uk o2.co.uk eircom.net indigo.ie yahoo.ie outlook.ie hotmail.be outlook.be skynet.be
  telenet.be proximus.be scarlet.be ziggo.nl kpnmail.nl xs4all.nl planet.nl hetnet.nl home.nl upcmail.nl
  hotmail.nl live.nl casema.nl telfort.nl pt.lu telia.com hotmail.se live.se yahoo.se spray.se bredband.net
  comhem.se online.no yahoo.no hotmail.no live.no broadpark.no mail.dk hotmail.dk live.dk yahoo.dk
  stofanet.dk tdcadsl.dk luukku.com kolumbus.fi elisanet.fi saunalahti.fi pp.inet.fi suomi24.fi
  wp.pl o2.pl onet.pl op.pl vp.pl poczta.onet.pl interia.pl gazeta.pl tlen.pl poczta.fm autograf.pl
  seznam.cz centrum.cz email.cz atlas.cz volny.cz post.cz azet.sk zoznam.sk centrum.sk post.sk
  freemail.hu citromail.hu t-online.hu indamail.hu vipmail.hu abv.bg mail.bg dir.bg yahoo.ro
  rdslink.ro clicknet.ro yahoo.gr otenet.gr hol.gr forthnet.gr in.gr cytanet.com.cy siol.net net.hr
  t-com.hr inet.hr optinet.hr eunet.rs sbb.rs ptt.rs inbox.lv inbox.lt one.lt mail.ee hot.ee online.ee`);

const RUSSIA = words(`
  mail.ru bk.ru inbox.ru list.ru internet.ru vk.com yandex.ru yandex.com ya.ru yandex.ua yandex.by
  yandex.kz yandex.com.tr narod.ru rambler.ru lenta.ru autorambler.ru myrambler.ru ro.ru pochta.ru
  hotbox.ru nm.ru newmail.ru mail333.com ukr.net i.ua meta.ua bigmir.net online.ua tut.by
  mail.kz nur.kz mail.uz mail.az`);

const AMERICAS = words(`
  comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net earthlink.net
  juno.com netzero.net optonline.net frontier.com frontiernet.net windstream.net centurylink.net
  centurytel.net mindspring.com roadrunner.com rr.com twc.com spectrum.net suddenlink.net q.com
  prodigy.net pacbell.net ameritech.net swbell.net netscape.net rogers.com bell.net sympatico.ca
  shaw.ca telus.net videotron.ca cogeco.ca hotmail.ca live.ca yahoo.ca outlook.ca
  uol.com.br bol.com.br terra.com.br ig.com.br globo.com globomail.com r7.com oi.com.br zipmail.com.br
  yahoo.com.br hotmail.com.br outlook.com.br live.com.mx hotmail.com.mx yahoo.com.mx prodigy.net.mx
  outlook.com.ar yahoo.com.ar hotmail.com.ar fibertel.com.ar arnet.com.ar speedy.com.ar ciudad.com.ar
  yahoo.cl vtr.net terra.cl entelchile.net outlook.cl yahoo.com.co une.net.co outlook.es yahoo.com.pe
  terra.com.pe cantv.net yahoo.com.ve adinet.com.uy hotmail.com.pe outlook.com.pe`);

const OCEANIA = words(`
  bigpond.com bigpond.net.au optusnet.com.au tpg.com.au iinet.net.au ozemail.com.au dodo.com.au
  internode.on.net westnet.com.au yahoo.com.au hotmail.com.au outlook.com.au live.com.au xtra.co.nz
  slingshot.co.nz clear.net.nz yahoo.co.nz paradise.net.nz`);

const DISPOSABLE = words(`
  mailinator.com guerrillamail.com 10minutemail.com temp-mail.org tempmail.com yopmail.com trashmail.com
  sharklasers.com maildrop.cc dispostable.com getnada.com mailnesia.com mintemail.com throwawaymail.com`);

/** They relay the mails of many companies, or write to everyone. */
export const PLATFORM_DOMAINS: ReadonlySet<string> = new Set(
  words(`
  alibaba.com alibaba-inc.com aliexpress.com 1688.com taobao.com made-in-china.com globalsources.com
  hktdc.com hktdc.org hktdcsourcing.com dhgate.com indiamart.com tradeindia.com exportersindia.com
  ec21.com ecplaza.net tradekey.com tradewheel.com thomasnet.com europages.com europages.co.uk kompass.com
  wlw.de tradeford.com go4worldbusiness.com tradekorea.com buykorea.org taiwantrade.com tradees.com
  amazon.com marketplace.amazon.com amazon.de amazon.co.uk ebay.com etsy.com shopify.com
  linkedin.com facebookmail.com twitter.com x.com instagram.com whatsapp.com wechat.com
  salesforce.com hubspot.com mailchimp.com sendgrid.net mailgun.org amazonses.com constantcontact.com
  paypal.com payoneer.com docusign.net dropbox.com
  wetransfer.com`),
);

/** Freemail and platforms together: what the filing rules pass over. */
export const FREEMAIL_DOMAINS: ReadonlySet<string> = new Set([
  ...WORLD,
  ...CHINA,
  ...ASIA,
  ...MIDDLE_EAST_AFRICA,
  ...EUROPE,
  ...RUSSIA,
  ...AMERICAS,
  ...OCEANIA,
  ...DISPOSABLE,
  ...PLATFORM_DOMAINS,
]);

const within = (set: ReadonlySet<string>, domain: string) => {
  for (let rest = domain; rest !== ''; rest = rest.slice(rest.indexOf('.') + 1)) {
    if (set.has(rest)) return true;
    if (!rest.includes('.')) break;
  }
  return false;
};

/** @param domain in lower case. */
export const isPlatformDomain = (domain: string) => within(PLATFORM_DOMAINS, domain);
/** Freemail or platform: the domain names no company. */
export const isSharedDomain = (domain: string) => within(FREEMAIL_DOMAINS, domain);
