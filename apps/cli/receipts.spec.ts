import { receiptsIn } from './receipts.ts';

const receipt = { id: 'evt_1', stream: 'ptn_1-partnership-ptn_1', revision: 0, sha256: 'ab'.repeat(32) };
const other = { ...receipt, id: 'evt_2' };
const text = JSON.stringify(receipt);
const read = (written: string | Buffer) => receiptsIn(Buffer.from(written as string));

describe('receipts in a file', () => {
  it.each([
    ['an answer', JSON.stringify({ ids: {}, receipts: [receipt, other] })],
    ['a list of receipts', JSON.stringify([receipt, other])],
    ['a list of answers', JSON.stringify([{ receipts: [receipt] }, { receipts: [other] }])],
    ['a receipt a line', `${text}\n\n${JSON.stringify(other)}\r\n`],
    ['an answer a line, after a byte order mark', `\uFEFF{"receipts":[${text}]}\n${JSON.stringify(other)}`],
  ])('are those of %s', (_, written) => {
    expect(read(written)).toEqual([receipt, other]);
  });

  it.each([
    ['is not valid UTF-8', Buffer.from([0x7b, 0xff, 0x7d])],
    ['says /sha256 twice', text.replace('{', '{"sha256":"00",')],
    ['says /receipts/0/id twice', `{"receipts":[${text.replace('{', '{"id":"evt_3",')}]}`],
    ['line 2: says /revision twice', `${text}\n${text.replace('{', '{"revision":7,')}`],
    ['line 2: is not JSON', `${text}\n{"id":`],
    ['line 1: is not JSON', 'none'],
    ['holds what is no receipt: {"id":"evt_1"}', '{"id":"evt_1"}'],
    ['holds what is no receipt: null', `[${text}, null]`],
    ['holds what is no receipt', '{"receipts":["evt_1"]}'],
  ])('are refused where it %s', (why, written) => {
    expect(() => read(written)).toThrow(why);
  });
});
