/** Works on all of them, so many at once at the most. @throws the first error, once nothing is under way any more */
export async function inParallel<A>(
  items: readonly A[],
  limit: number,
  work: (item: A) => Promise<void>,
): Promise<void> {
  const rest = items.values();
  const worker = async () => {
    for (const item of rest) await work(item);
  };
  const done = await Promise.allSettled(Array.from({ length: Math.min(limit, items.length) }, worker));
  for (const one of done) if (one.status === 'rejected') throw one.reason;
}
