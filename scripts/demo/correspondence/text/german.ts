import type { Phrasebook } from './phrasebook.ts';

/** German buyers write German; we answer in English, as most suppliers do. */
export const GERMAN: Phrasebook = {
  greetings: {
    formal: ['Guten Tag Herr {last},', 'Sehr geehrter Herr {last},', 'Sehr geehrte Damen und Herren,'],
    familiar: ['Hallo {first},', 'Guten Morgen {first},', 'Hallo Herr {last},', 'Moin {first},'],
  },
  closings: ['Mit freundlichen Grüßen', 'Viele Grüße', 'Beste Grüße', 'Freundliche Grüße'],
  defects: [
    'Rund 6 % der Teile haben Rostansatz am Niet, direkt aus dem Beutel.',
    'In den Kartons 41 bis 63 steckt die falsche Größe, Etikett und Inhalt passen nicht zusammen.',
    'Gegenüber der Packliste fehlen 18 Kartons, das Siegel war unversehrt.',
    'Der EAN-Code auf der Karte ist nicht lesbar, der Markt hat die Annahme verweigert.',
    'Der Aufdruck lässt sich mit einem Lappen abwischen.',
  ],
  subjects: {
    inquiry: [
      'Anfrage {product}',
      'Preisanfrage {qty} Stück',
      'Angebotsanfrage: {product}',
      'Lieferantensuche {product}',
    ],
    reorder: [
      'Nachbestellung {product}',
      'Folgeauftrag, bitte Preise aktualisieren',
      '{product}: Bestand wird knapp',
    ],
    complaint: ['Reklamation {po}', 'Mängelrüge zur Bestellung {po}', 'Qualitätsproblem {product}'],
  },
  letters: {
    inquiry: [
      [
        'wir sind Großhändler für Beschläge und Werkzeug und beliefern rund 600 Fachhändler.',
        'Ihr Katalog lag auf der Eisenwarenmesse an unserem Stand.',
        'wir suchen eine zweite Quelle, unser jetziger Lieferant hält die Termine nicht.',
        'für unsere Eigenmarke holen wir gerade Angebote ein.',
      ],
      [
        'Bitte bieten Sie uns an: {product}, {qty} Stück, Größen {size}, {terms}.',
        'Wir benötigen {qty} Stück {product}. Bitte Preis für {terms} und ab Werk.',
        'Erstauftrag etwa {qty} Stück ({product}), danach ein {container} je Quartal.',
      ],
      [
        'Bitte nennen Sie auch Lieferzeit, Verpackung und Bruttogewicht; über 23 kg nimmt unser Lager keinen Karton an.',
        'Liegen Prüfberichte vor (REACH, Salzsprühnebel)?',
        'Können Sie unser Logo lasern?',
        '',
      ],
      ['Für ein Angebot bis Ende der Woche wäre ich dankbar.', ''],
    ],
    reorder: [
      [
        'die letzte Lieferung ist fast abverkauft.',
        'unser Bestand reicht noch etwa sechs Wochen.',
        'wir müssten nachlegen.',
      ],
      [
        'Geplant sind {qty} Stück {product}. Gilt der Preis noch?',
        '{qty} Stück {product}, Ausführung wie gehabt. Der Stahlpreis ist gefallen, das sollte man sehen.',
      ],
      ['Wann wäre die nächste Verschiffung?', ''],
    ],
    details: [
      [
        'zu Ihren Fragen:\n1) Material wie Ihr Standard\n2) Größen {size}\n3) SB-Karte mit EAN\n4) Bestimmungshafen {port}',
        'es ist für den Fachhandel, keine Billigware bitte. Größen {size}, etwa zu gleichen Teilen.',
      ],
    ],
    negotiate: [
      [
        'danke für {quote}. Offen gesagt liegen Sie mit {price} über dem Wettbewerb.',
        'Ihr Angebot {quote} haben wir intern besprochen: Qualität gut, Preis zu hoch.',
        'im direkten Vergleich sind Sie rund 8 % teurer.',
      ],
      [
        'Bei {target} {terms} kann ich diesen Monat bestellen.',
        'Unser Ziel ist {target}. Was brauchen Sie dafür, mehr Menge oder einfachere Verpackung?',
        'Bitte prüfen Sie {target} für {qty} Stück.',
      ],
      ['Am Material bitte nicht sparen, das prüfen wir nach.', 'Ich muss bis Freitag entscheiden.', ''],
    ],
    sampleRequest: [
      [
        'vor der Bestellung brauchen wir je {samples} Muster der Größen {size}.',
        'unsere Qualitätssicherung möchte {samples} Muster je Größe prüfen.',
      ],
      ['Die Fracht übernehmen wir.', ''],
    ],
    sampleFeedback: [
      [
        'die Muster sind da und haben die Prüfung bestanden.',
        'Muster erhalten. Oberfläche gut, der Aufdruck ist etwas blass.',
        'die Muster sind freigegeben, ein Rückstellmuster bleibt bitte bei Ihnen.',
      ],
      ['Die Bestellung folgt nach der Sortimentsrunde.', ''],
    ],
    order: [
      [
        'anbei unsere Bestellung {po}.',
        'anbei {po} über {qty} Stück zu {newPrice} {terms}, wie vereinbart.',
        'wir sind uns einig: {po} im Anhang, bitte bestätigen.',
      ],
      [
        'Verschiffung spätestens {etd}, die Ware ist für eine Aktion.',
        'Teillieferungen nur nach Absprache.',
        'Bitte die neue Kartonbeschriftung beachten.',
        '',
      ],
    ],
    depositPaid: [
      [
        'die Anzahlung von {deposit} ging heute raus, Beleg anbei.',
        'wir haben {deposit} zu {pi} überwiesen.',
      ],
      ['Bitte starten Sie die Fertigung.', 'Bitte kurz den Eingang bestätigen.'],
    ],
    delayReply: [
      [
        'das ist ärgerlich, die Ware steht schon im Prospekt.',
        'eine Woche geht, zwei nicht.',
        'zur Kenntnis genommen, aber bitte nicht noch einmal.',
      ],
      ['Was können Sie termingerecht liefern?', 'Bitte schicken Sie Fotos vom fertigen Teil.', ''],
    ],
    docsConfirm: [
      [
        'B/L-Entwurf geprüft, bitte die Telefonnummer der Notify-Adresse korrigieren.',
        'Dokumente sind in Ordnung.',
        'im B/L bitte Zolltarifnummer {hs} und unsere Bestellnummer {po} angeben.',
      ],
      ['Der Spediteur bittet um die Packliste als Excel.', ''],
    ],
    balancePaid: [
      [
        'der Restbetrag von {balance} ist heute angewiesen, Beleg anbei.',
        '{balance} sind unterwegs, bitte Telex Release veranlassen, Ankunft laut Reederei {eta} wie avisiert.',
      ],
    ],
    thanks: [
      ['Container ist entladen, alles vollzählig und trocken.', 'die Ware ist gut angekommen, danke.'],
      ['Nach der Inventur sprechen wir über den nächsten Auftrag.', ''],
    ],
    complaint: [
      [
        'leider muss ich die Lieferung zu {po} reklamieren.',
        'beim Wareneingang zu {po} gab es Beanstandungen.',
      ],
      ['{defect}'],
      [
        'Fotos und 8D-Formular anbei, Stellungnahme bitte binnen drei Tagen.',
        'Die Ware ist gesperrt. Wie wollen Sie vorgehen?',
      ],
    ],
    complaintFollow: [
      [
        'danke für den Bericht. Ein Rabatt auf den nächsten Auftrag hilft uns jetzt nicht.',
        'die Ursache ist klar, der Ausgleich noch nicht. Wir haben 14 Stunden sortiert.',
      ],
      [
        'Bitte schreiben Sie uns die betroffenen Teile gut.',
        'Kostenloser Ersatz mit dem nächsten Container wäre in Ordnung.',
      ],
    ],
    decline: [
      ['wir bleiben diese Saison bei unserem Lieferanten.', 'das Projekt ist auf nächstes Jahr verschoben.'],
      ['Ihr Angebot behalten wir in den Akten.', ''],
    ],
    questionCertificate: [
      ['haben Sie einen Prüfbericht, der jünger als zwei Jahre ist? Und eine REACH-Erklärung?'],
    ],
    questionPacking: [['wie viele Stück je Karton, und wie viele Kartons passen in einen {container}?']],
    questionLogo: [['was kostet die Laserbeschriftung, und ab welcher Menge?']],
    questionLead: [['zählt die Lieferzeit ab Anzahlung oder ab Druckfreigabe?']],
  },
};
