import { linesOf } from './lines.ts';

const room = { size: 10, width: 66, most: 2 };

describe('a text in lines', () => {
  it('breaks between words, where the next has no room', () => {
    expect(linesOf('clean water for all', room)).toEqual(['clean water', 'for all']);
  });

  it('breaks anywhere where words are written without spaces', () => {
    expect(linesOf('三个湖泊的清洁水源', room)).toEqual(['三个湖泊的清', '洁水源']);
  });

  it('says that there is more than has room', () => {
    expect(linesOf('one two three four five six seven', room)).toEqual(['one two', 'three four …']);
  });

  it('keeps one endless word, and is nothing of nothing', () => {
    expect(linesOf('w'.repeat(20), room)).toEqual(['w'.repeat(20)]);
    expect(linesOf('', room)).toEqual(['']);
  });
});
