export function Ledger(_: { partnership: string }) {
  return null;
}
