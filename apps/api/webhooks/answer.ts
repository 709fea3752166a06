/** JSON Schema of what became of one try to deliver a message. */
export const ANSWER = {
  type: 'object',
  required: ['at'],
  properties: {
    at: { type: 'string', format: 'date-time' },
    status: { type: 'integer', description: 'What the address answered with' },
    body: { type: 'string', description: 'The beginning of its answer, where it did not take the message' },
    error: { type: 'string', description: 'Why there was no answer' },
    retryAfter: { type: 'integer', description: 'So many seconds it asks to be left alone' },
  },
};
