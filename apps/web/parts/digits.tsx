/** A number of so many digits keeps whole. */
const WHOLE = 15;

/** A number as a reader has it; one that is long breaks, after the signs that divide its digits and nowhere else. */
export function Digits({ of }: { of: string }) {
  if (of.replaceAll(/\D/g, '').length <= WHOLE) return <>{of}</>;
  const pieces = of.match(/.*?\d\D(?=\d)|.+$/gs) ?? [];
  return <>{pieces.map((piece, place) => [place === 0 ? null : <wbr />, piece])}</>;
}
