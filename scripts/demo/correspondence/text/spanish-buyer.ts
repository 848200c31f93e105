import type { Phrasebook } from './phrasebook.ts';

/** What buyers write in Spanish. */
export const SPANISH_BUYER: Phrasebook['letters'] = {
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
};
