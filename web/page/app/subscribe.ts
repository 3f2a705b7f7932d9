/** Sends an owner's form and says beside it what the provider has answered. */
export async function subscribe(form: HTMLFormElement): Promise<void> {
  const answer = form.querySelector('.subscribe-answer');
  const button = form.querySelector('button');
  const { done = '', refused = '', failed = '' } = form.dataset;
  if (answer === null || button === null || button.disabled) return;
  button.disabled = true;
  const waiting = new AbortController();
  const timer = setTimeout(() => waiting.abort(), patience);
  answer.textContent = '';
  try {
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form)) fields.append(name, String(value));
    const isGet = form.method === 'get';
    const url = new URL(form.action);
    if (isGet) url.search = fields.toString();
    const response = await fetch(url, {
      method: form.method,
      headers: { Accept: 'application/json' },
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: waiting.signal,
      ...(isGet ? {} : { body: fields }),
    });
    answer.textContent = response.ok ? done : refused;
    if (response.ok) form.reset();
  } catch {
    // Whether the provider has heard of it nobody can say; to ask again does no harm.
    answer.textContent = failed;
  } finally {
    clearTimeout(timer);
    button.disabled = false;
  }
}

/** So many milliseconds a provider may take. */
const patience = 15_000;
