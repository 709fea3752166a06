import type { Texts } from '../texts.ts';

/** La page d’un événement. */
export const event: Texts['event'] = {
  untitled: 'Un événement',
  ofType: 'Événement de type {type}',
  lead: 'Une déclaration, exactement telle qu’elle figure dans le livre. Elle n’est jamais modifiée ; ce qui est corrigé plus tard est un événement à part.',
  sealed: 'Ce qu’il dit est scellé : seuls ceux à qui il s’adresse peuvent le lire.',
  about: 'À propos de cet événement',
  who: 'Qui l’a dit',
  onBehalfOf: 'Au nom de',
  recorded: 'Inscrit',
  effective: 'S’applique à partir du',
  source: 'Source',
  basis: 'Fondement',
  where: 'À quoi il se rattache',
  commitment: 'L’engagement, et toute son histoire',
  organisation: 'L’organisation dont il s’agit',
  then: 'L’engagement tel que le livre le montrait alors',
  said: 'Ce qui a été dit',
  saidNothing: 'Rien de plus que le fait lui-même.',
  receipt: {
    title: 'Reçu',
    lead: 'Une empreinte de l’événement, calculée à l’instant par votre propre navigateur. Si une seule lettre de l’événement changeait, l’empreinte serait différente.',
    fingerprint: 'Empreinte (SHA-256)',
    working: 'En cours de calcul…',
    cannot:
      'Votre navigateur ne calcule pas d’empreinte sur cette connexion : ouvrez la page en https, ou sur la machine qui tient le livre. Ou vérifiez-la comme indiqué ci-dessous.',
    how: 'Comment chacun peut vérifier',
    given:
      'L’organisation qui a dit cela a reçu la même empreinte à ce moment-là. Comparez les deux : si elles concordent, rien n’a été modifié depuis.',
    steps: [
      'Gardez le reçu ci-dessous dans un fichier, par exemple receipt.json.',
      'Lancez la commande avec l’adresse de ce livre.',
      'Elle va chercher l’événement, recalcule l’empreinte et dit si elles concordent.',
    ],
    withoutUs:
      'Sans Pledgebook : écrivez stream, revision, id, type, version, data et metadata dans la forme canonique de JSON (RFC 8785), et prenez le SHA-256 de ce texte.',
    json: 'Le reçu',
    command: 'La commande',
  },
  raw: 'L’événement tel qu’il est conservé',
  asStored: 'Le même événement, pour les programmes',
};
