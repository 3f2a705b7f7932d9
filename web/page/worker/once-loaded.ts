/**
 * Loads a thing at the first call, and gives the same at each further one. A failure is not kept: the
 * next call tries again.
 */
export function onceLoaded<Thing>(load: () => Promise<Thing>): () => Promise<Thing> {
  let loading: Promise<Thing> | undefined;
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
}
