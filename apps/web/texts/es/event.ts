import type { Texts } from '../texts.ts';

/** La página de un suceso. */
export const event: Texts['event'] = {
  untitled: 'Un suceso',
  ofType: 'Suceso de tipo {type}',
  lead: 'Una declaración, exactamente como está en el libro. Nunca se cambia; lo que se corrige después es un suceso aparte.',
  sealed: 'Lo que dice está sellado: solo pueden leerlo sus destinatarios.',
  about: 'Sobre este suceso',
  who: 'Quién lo dijo',
  onBehalfOf: 'En nombre de',
  recorded: 'Registrado',
  effective: 'Se aplica desde',
  source: 'Fuente',
  basis: 'Fundamento',
  where: 'A qué pertenece',
  commitment: 'El compromiso, y toda su historia',
  organisation: 'La organización de la que se trata',
  then: 'El compromiso como lo mostraba el libro entonces',
  said: 'Qué se dijo',
  saidNothing: 'Nada más que el hecho mismo.',
  receipt: {
    title: 'Recibo',
    lead: 'Una huella del suceso, calculada ahora mismo por su propio navegador. Si cambiara una sola letra del suceso, la huella sería distinta.',
    fingerprint: 'Huella (SHA-256)',
    working: 'Calculando…',
    cannot:
      'Su navegador no calcula huellas en esta conexión: abra la página por https, o en la máquina que guarda el libro. O compruébela como se explica abajo.',
    how: 'Cómo puede comprobarlo cualquiera',
    given:
      'La organización que dijo esto recibió la misma huella en aquel momento. Compare las dos: si coinciden, nada se ha cambiado desde entonces.',
    steps: [
      'Guarde el recibo de abajo en un archivo, por ejemplo receipt.json.',
      'Ejecute la orden con la dirección de este libro.',
      'Busca el suceso, calcula la huella de nuevo y dice si coinciden.',
    ],
    withoutUs:
      'Sin Pledgebook: escriba stream, revision, id, type, version, data y metadata en la forma canónica de JSON (RFC 8785), y tome el SHA-256 de ese texto.',
    json: 'El recibo',
    command: 'La orden',
  },
  raw: 'El suceso como está guardado',
  asStored: 'El mismo suceso, para programas',
};
