/* A reader's browser at the end of a slow line, by the DevTools protocol, its workers included. */

/** Kilobits a second, milliseconds there and back, how many times slower a processor. */
export const conditions = {
  A: { rate: 400, latency: 400, slowdown: 1 },
  B: { rate: 400, latency: 400, slowdown: 6 },
  C: { rate: 1600, latency: 150, slowdown: 1 },
  D: { rate: 10_000, latency: 40, slowdown: 4 },
};

/**
 * Opens a fresh profile with an empty page in a condition; all that is asked for is counted, `at` by the
 * clock of pages.
 */
export async function openThrottled(browser, { rate, latency, slowdown }, options = {}) {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    locale: 'zh-CN',
    ...options,
  });
  const page = await context.newPage();
  const protocol = await context.newCDPSession(page);
  const line = {
    offline: false,
    latency,
    downloadThroughput: (rate * 1000) / 8,
    uploadThroughput: (rate * 1000) / 8,
  };
  const asked = new Map();
  const note = (method, params, session) => {
    const key = `${session} ${params.requestId}`;
    if (method === 'Network.requestWillBeSent') {
      const { request, timestamp: sent, wallTime } = params;
      asked.set(key, { url: request.url, sent, at: wallTime * 1000, bytes: 0 });
    } else if (method === 'Network.loadingFinished' || method === 'Network.loadingFailed') {
      const one = asked.get(key);
      if (one) Object.assign(one, { done: params.timestamp, bytes: params.encodedDataLength ?? 0 });
    }
  };
  for (const name of ['requestWillBeSent', 'loadingFinished', 'loadingFailed']) {
    protocol.on(`Network.${name}`, (params) => note(`Network.${name}`, params, 'page'));
  }
  // Workers have lines of their own, which are as slow.
  let count = 0;
  protocol.on('Target.attachedToTarget', ({ sessionId }) => {
    const send = (method, params = {}) => {
      count += 1;
      const message = JSON.stringify({ id: count, method, params });
      protocol.send('Target.sendMessageToTarget', { sessionId, message }).catch(() => {});
    };
    send('Network.enable');
    send('Network.emulateNetworkConditions', line);
    send('Runtime.runIfWaitingForDebugger');
  });
  protocol.on('Target.receivedMessageFromTarget', ({ sessionId, message }) => {
    const { method, params } = JSON.parse(message);
    if (method !== undefined) note(method, params, sessionId);
  });
  await protocol.send('Network.enable');
  await protocol.send('Network.emulateNetworkConditions', line);
  await protocol.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  await protocol.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: true,
    flatten: false,
  });
  return { page, context, asked: () => [...asked.values()] };
}

/** How often something was waited for before more was asked for. */
export function tripsOf(requests) {
  const inOrder = requests.filter(({ done }) => done).sort((one, other) => one.sent - other.sent);
  let trips = 0;
  let firstDone = Number.NEGATIVE_INFINITY;
  for (const { sent, done } of inOrder) {
    if (sent >= firstDone) {
      trips += 1;
      firstDone = done;
    } else {
      firstDone = Math.min(firstDone, done);
    }
  }
  return trips;
}
