/** Fetches a file of the archive; rejects with a reason for readers. */
export async function fetched(url: URL): Promise<Response> {
  // Asks the server whether a cached copy still holds: an archive changes.
  const response = await fetch(url, { cache: 'no-cache' }).catch((error: unknown) => {
    throw new Error(
      `${url.href} could not be fetched (${String(error)}). Is its host up, and does it allow other origins (Access-Control-Allow-Origin)?`,
    );
  });
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}.`);
  return response;
}
