import type { IncomingMessage, ServerResponse } from 'node:http';
import compression from 'compression';

const compress = compression({
  // A part of a file is a part of its plain bytes.
  filter: (request, response) =>
    !response.hasHeader('Content-Range') && compression.filter(request, response),
});

/** Has whatever is answered sent as the browser takes it: brotli or gzip, where that helps. */
export function compressed(
  request: IncomingMessage,
  response: ServerResponse,
  answer: () => void,
): void {
  compress(request as never, response as never, answer);
}
