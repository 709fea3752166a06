/** The page of one event. */
export const event = {
  untitled: 'One event',
  ofType: 'Event of the kind {type}',
  lead: 'One statement, exactly as it stands in the book. It is never changed; a later correction is an event of its own.',
  sealed: 'What it says is sealed: it can be read by those it is for, and by nobody else.',
  about: 'About this event',
  who: 'Who said so',
  onBehalfOf: 'On behalf of',
  recorded: 'Recorded',
  effective: 'Applies from',
  source: 'Source',
  basis: 'Basis',
  where: 'Where it belongs',
  commitment: 'The commitment, and its whole story',
  organisation: 'The organisation it is about',
  then: 'The commitment as the book stood then',
  said: 'What was said',
  saidNothing: 'Nothing more than that it happened.',
  receipt: {
    title: 'Receipt',
    lead: 'A fingerprint of the event, worked out just now by your own browser. If one letter of the event were changed, the fingerprint would be different.',
    fingerprint: 'Fingerprint (SHA-256)',
    working: 'Being worked out…',
    cannot:
      'Your browser works out no fingerprints on this connection: open the page over https, or on the machine that keeps the book. Or check it as described below.',
    how: 'How anybody can check it',
    given:
      'Whoever said this was given the same fingerprint at that time. Compare the two: if they agree, nothing was changed since.',
    steps: [
      'Keep the receipt below in a file, such as receipt.json.',
      'Run the command with the address of this book.',
      'It fetches the event, works out the fingerprint anew and says whether they agree.',
    ],
    withoutUs:
      'Without Pledgebook: write stream, revision, id, type, version, data and metadata in the canonical form of JSON (RFC 8785), and take the SHA-256 of that text.',
    json: 'The receipt',
    command: 'The command',
  },
  raw: 'The event as it is stored',
  asStored: 'The same for programs',
};
