import type { Phrasebook } from './phrasebook.ts';

export const SPANISH: Phrasebook = {
  greetings: {
    formal: ['Estimada {first}:', 'Estimado/a {first} {last}:', 'Buenos días:', 'Muy señores míos:'],
    familiar: ['Hola {first}:', 'Buenos días, {first}:', 'Buenas tardes {first},', 'Estimada {first}:'],
  },
  closings: [
    'Saludos cordiales,',
    'Un saludo,',
    'Quedo a la espera. Saludos,',
    'Atentamente,',
    'Gracias y saludos,',
  ],
  defects: [
    'Cerca del 6 % de las piezas trae puntos de óxido junto al remache, recién sacadas de la bolsa.',
    'Las cajas 41 a 63 traen otra medida: la etiqueta dice una cosa y el contenido es otra.',
    'Faltan 18 cajas según la lista de empaque, y el sello venía intacto.',
    'El código de barras del cartón no se puede leer y la cadena nos rechazó la entrega.',
  ],
  subjects: {
    inquiry: [
      'Solicitud de cotización: {product}',
      'Consulta de precio {product}',
      'Cotización {qty} unidades',
      'Buscamos proveedor de {product}',
    ],
    reorder: [
      'Nuevo pedido {product}',
      'Reposición de {product}',
      'Repetimos pedido, por favor actualizar precio',
    ],
    complaint: ['Reclamo pedido {po}', 'Problema de calidad en {po}', 'Mercancía defectuosa - {po}'],
    followUp: ['Nuestra oferta {quote}', 'Seguimiento de la cotización {quote}'],
    season: ['Cierre por Año Nuevo chino', 'Novedades para su línea', '¿Nos vemos en la Feria de Cantón?'],
    paymentReminder: ['Saldo pendiente {pi}', 'Recordatorio de pago {pi}: {balance}'],
  },
  letters: {
    inquiry: [
      [
        'Somos distribuidores de ferretería con reparto a unos 200 puntos de venta.',
        'Nos conocimos en la Feria de Cantón y me quedé con su catálogo.',
        'Un transitario amigo nos habló bien de ustedes.',
        'Estamos renovando la marca propia y comparando fábricas.',
      ],
      [
        'Necesitamos precio para {product}, {qty} unidades, medidas {size}.',
        'Favor cotizar {product}, {qty} piezas, {terms}.',
        'El primer pedido sería de {qty} piezas de {product}; si va bien, un {container} por trimestre.',
      ],
      [
        'Indíquenos también plazo de entrega, embalaje y peso por caja.',
        '¿Pueden poner nuestra marca en el mango y en el blíster?',
        '¿Cuáles son sus condiciones de pago?',
        '',
      ],
      ['Me urge un poco, gracias.', 'Espero su oferta esta semana.', ''],
    ],
    reorder: [
      [
        'El último lote salió muy bien y toca reponer.',
        'Nos queda material para mes y medio, hay que ir preparando el siguiente.',
      ],
      [
        'Serían {qty} piezas de {product}. ¿Se mantiene el precio?',
        'Esta vez {qty} unidades de {product}; el acero ha bajado, espero verlo en el precio.',
      ],
      ['¿Fecha de salida más próxima?', 'Envíeme por favor una cotización con fecha de hoy.', ''],
    ],
    details: [
      [
        'Le respondo:\n1) material según su estándar\n2) medidas {size}\n3) blíster con código EAN\n4) puerto de destino {port}',
        'Es para venta al público, todo en blíster. Medidas {size}, a partes iguales. No quiero la calidad más baja, tuvimos muchas devoluciones.',
      ],
    ],
    negotiate: [
      [
        'Gracias por {quote}. Sinceramente, {price} está por encima de lo que me ofrecen otros.',
        'Revisé {quote} con gerencia: la calidad nos gusta, el precio no tanto.',
        'Comparamos línea por línea y están un 8 % arriba.',
      ],
      [
        'Si me dejan {target} {terms}, cierro este mes.',
        'Nuestro objetivo es {target}. ¿Qué necesitan para llegar, más cantidad, embalaje más sencillo?',
        'Ayúdeme con {target} y le paso toda la gama.',
      ],
      ['Tengo que decidir antes del viernes.', '', 'Eso sí, sin tocar el material.'],
    ],
    sampleRequest: [
      [
        'Antes del pedido necesitamos {samples} muestras de cada medida.',
        'Calidad pide muestras: {samples} de cada una, {size}.',
      ],
      ['El flete lo pagamos nosotros, con nuestra cuenta de courier.', ''],
    ],
    sampleFeedback: [
      [
        'Llegaron las muestras y pasaron las pruebas.',
        'Recibimos el paquete. El acabado bien, la serigrafía un poco pálida.',
        'Muestras aprobadas, guarde una como referencia.',
      ],
      ['Le paso el pedido después del comité de compras.', ''],
    ],
    order: [
      [
        'Adjunto nuestro pedido {po}.',
        'Va el pedido {po} por {qty} piezas a {newPrice} {terms}, según lo acordado.',
        'Cerramos. Adjunto {po}, por favor confirme.',
      ],
      [
        'Embarque a más tardar el {etd}, es para una promoción.',
        'Las marcas de embarque van en la primera hoja.',
        'No se aceptan embarques parciales.',
        '',
      ],
    ],
    depositPaid: [
      [
        'Hoy salió el anticipo de {deposit}, adjunto comprobante.',
        'Pagamos {deposit} de la {pi}. Le mando el swift.',
      ],
      ['Por favor arranquen la producción.', 'Avíseme cuando lo vean en su cuenta.', ''],
    ],
    delayReply: [
      [
        'Esto nos complica mucho, la mercancía ya está anunciada.',
        'Entiendo, pero que no se mueva más la fecha.',
        'Una semana la aguanto, dos no.',
      ],
      ['¿Qué podrían embarcar en la fecha original?', 'Mándeme fotos de lo que ya está terminado.', ''],
    ],
    docsConfirm: [
      [
        'Revisado el borrador del B/L: falta el RFC/NIF del consignatario, lo demás bien.',
        'Documentos conformes, adelante.',
        'En el B/L ponga por favor la partida {hs} y nuestro pedido {po}.',
      ],
      ['El agente de aduanas pide el packing list en Excel.', ''],
    ],
    balancePaid: [
      [
        'Pagado hoy el saldo de {balance}, adjunto comprobante.',
        'Transferimos {balance}. Por favor liberar el B/L, el barco llega el {eta}.',
      ],
    ],
    thanks: [
      ['Descargado el contenedor, todo completo.', 'La mercancía llegó bien, gracias a todo el equipo.'],
      ['Hablamos del siguiente después del inventario.', ''],
    ],
    complaint: [
      [
        'Lamento escribirle por un problema con el pedido {po}.',
        'Abrimos el contenedor de {po} y no es lo que pedimos.',
      ],
      ['{defect}'],
      [
        'Adjunto fotos. Espero su propuesta esta semana.',
        'La mercancía está bloqueada en almacén hasta tener respuesta.',
      ],
    ],
    complaintFollow: [
      [
        'Gracias por la respuesta, pero un descuento en el próximo pedido no nos resuelve nada hoy.',
        'Leí el informe. La causa está clara, la compensación no.',
      ],
      [
        'Necesitamos una nota de crédito por las piezas afectadas.',
        'Aceptaríamos la reposición sin cargo en el próximo contenedor.',
      ],
    ],
    decline: [
      [
        'Por esta temporada seguimos con el proveedor actual.',
        'El proyecto se aplazó al año que viene.',
        'Compramos en otro lado, la diferencia era mucha.',
      ],
      ['Guardo su oferta.', ''],
    ],
    questionCertificate: [
      [
        '¿Tienen ensayo de niebla salina reciente y declaración REACH?',
        '¿Qué certificados puede enviarnos? Aduanas nos pide certificado de origen.',
      ],
    ],
    questionPacking: [
      [
        '¿Cuántas piezas por caja y cuántas cajas caben en un {container}?',
        '¿Pueden embalar en cajitas de 6 con nuestra etiqueta?',
      ],
    ],
    questionLogo: [['¿Qué cuesta grabar nuestro logo con láser y cuál es el mínimo?']],
    questionLead: [
      [
        '¿El plazo cuenta desde el anticipo o desde la aprobación del arte?',
        '¿Alcanza a salir antes del Año Nuevo chino?',
      ],
    ],
    acknowledge: [
      [
        'Gracias por su consulta. Fabricamos {product} en nuestra planta de Yuyao desde 2009.',
        'Mucho gusto y gracias por escribirnos.',
      ],
      [
        'Para cotizar bien necesito:\n1) material y acabado\n2) medidas (tenemos {size})\n3) granel o blíster\n4) puerto de destino',
        '¿Me podría decir el mercado y el consumo anual? Así le ofrezco la calidad adecuada desde el principio.',
      ],
      ['Le adjunto el catálogo.', ''],
    ],
    quotation: [
      [
        'Adjunto nuestra cotización {quote}. En resumen:',
        'Le paso la oferta {quote} para {qty} piezas:',
        'Calculado con el acero de esta semana, oferta {quote}:',
      ],
      ['[table]'],
      [
        'Condiciones: {terms}, 30 % anticipo, 70 % contra copia del B/L. Entrega {lead} días. Validez 30 días.',
        '{terms}; cabe todo en un {container}. Plazo {lead} días después del anticipo. Partida {hs}.',
      ],
      ['Si cambia el embalaje o la cantidad, se lo recalculo el mismo día.', ''],
    ],
    followUp: [
      [
        '¿Pudo ver nuestra oferta {quote}?',
        'Le escribo por la {quote}, ¿hay alguna novedad de su parte?',
        'La oferta {quote} vence la próxima semana.',
      ],
      [
        'Puedo guardarle el precio hasta el viernes.',
        'El plan de producción de {month} se está llenando, le reservo espacio si quiere.',
        'Si ya compraron en otro lado, me ayuda saberlo también.',
      ],
    ],
    counter: [
      ['Hablé con mi gerente y con el taller.', 'Entiendo su situación, volvimos a calcular.'],
      [
        'Podemos llegar a {newPrice} {terms} para {qty} piezas. {target} está por debajo del costo, se lo digo con franqueza.',
        'Con caja kraft en lugar de caja a color queda en {newPrice}, mismo material.',
        '{newPrice} es posible con un {container} completo.',
      ],
      ['Confírmeme esta semana para asegurar el material.', ''],
    ],
    sampleSent: [
      [
        'Las muestras salieron hoy por {courier}, guía {tracking}.',
        'Su paquete va en camino: {courier} {tracking}.',
      ],
      ['Incluimos también el color nuevo del mango.', ''],
    ],
    proforma: [
      [
        'Gracias por el pedido {po}. Adjunto la proforma {pi}, total {total}.',
        'Recibido {po}, le envío la {pi} para su firma.',
      ],
      [
        'Revise por favor consignatario y marcas, y el anticipo de {deposit}.',
        'Salida prevista {etd} si el anticipo llega esta semana.',
      ],
      ['Nuestros datos bancarios no han cambiado. Ante cualquier correo que diga lo contrario, llámeme.', ''],
    ],
    depositReceived: [
      ['Ya vemos los {deposit} en la cuenta, gracias.', 'Finanzas confirma el anticipo de la {pi}.'],
      ['En unas dos semanas le mando fotos.', 'Material pedido, listo una semana antes del {etd}.'],
    ],
    production: [
      [
        'Avance de {po}: forja terminada, ayer empezó el cromado.',
        '{po} va al 60 % de empaque.',
        'Le comparto fotos de la línea.',
      ],
      ['[image]'],
      ['Vamos en fecha para el {etd}.', 'El espacio en el barco ya está reservado.'],
    ],
    delay: [
      ['Lamento avisarle que {po} se retrasa.'],
      [
        'El cromador paró cinco días por una inspección ambiental.',
        'Las cajas salieron con el rojo equivocado y las rechazamos.',
        'La naviera nos pasó al siguiente barco.',
      ],
      ['Nueva fecha: {etd}. Disculpe las molestias.'],
    ],
    shipped: [
      [
        'Buenas noticias: {po} está cargado. Buque {vessel}, salida {etd}, llegada a {port} {eta}.',
        'La mercancía salió el {etd} en el {vessel}, B/L {bl}.',
      ],
      ['Adjunto borrador de B/L, factura y packing list para su revisión.'],
      ['El saldo es de {balance}.', 'En cuanto recibamos {balance} hacemos la liberación.'],
    ],
    paymentReminder: [
      [
        'Le recuerdo el saldo de {balance} de la {pi}.',
        'El barco llega el {eta} y aún no vemos los {balance}.',
      ],
      [
        'Mándeme el comprobante y liberamos de inmediato, así evita demoras.',
        '¿Hubo algún problema con el banco?',
      ],
    ],
    telexRelease: [
      ['Pago recibido, gracias. El telex release del {bl} quedó hecho.'],
      ['Avíseme cuando esté en bodega.', ''],
    ],
    complaintReply: [
      ['Lo siento mucho. Pasé sus fotos a calidad.', 'Gracias por las fotos, esto no debe pasar.'],
      [
        'Parece que se empacó antes de secar el aceite. Estamos viendo las muestras de retención.',
        '¿Me pasa los números de caja? Así encontramos el turno.',
      ],
      ['En tres días tiene informe y propuesta.'],
    ],
    complaintSettled: [
      ['Gerencia aceptó su reclamo.', 'Adjunto el informe de acciones correctivas y nuestra propuesta.'],
      [
        'Abonamos las piezas afectadas en la próxima factura.',
        'La reposición va sin cargo en el próximo contenedor.',
      ],
      ['Gracias por su paciencia.', ''],
    ],
    season: [
      [
        'La fábrica cierra unas dos semanas por el Año Nuevo chino. Lo confirmado este mes todavía sale antes.',
        'Tenemos tres novedades que encajan en su línea.',
        '¿Cómo van las ventas de {product}? Hace tiempo que no hablamos.',
      ],
      ['El flete bajó un poco, por cierto.', ''],
    ],
    answerCertificate: [
      [
        'Adjunto el ensayo de niebla salina (96 h) y la declaración REACH. El certificado de origen lo tramitamos por embarque.',
      ],
    ],
    answerPacking: [
      [
        'Caja interior y cartón de 5 capas. En un {container} caben unas 1.050 cajas a granel, con palets un 20 % menos.',
      ],
    ],
    answerLogo: [['El láser cuesta 0,02 USD por pieza desde {moq} unidades.']],
    answerLead: [['Cuenta desde anticipo y arte aprobado; {lead} días es seguro.']],
  },
};
