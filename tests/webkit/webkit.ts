/** Debian's WebKit (webkit2gtk-driver), driven by WebDriver in a window that nobody sees. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Builder, Capabilities, type WebDriver } from 'selenium-webdriver';

const driver = '/usr/bin/WebKitWebDriver';
const frame = '/usr/bin/xvfb-run';
const browser = '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser';

/** What of it is not installed; empty if all is there. */
export const missing = [driver, frame, browser].filter((path) => !existsSync(path));

/** A browser that is up. */
export interface Webkit {
  page: WebDriver;
  stop(): Promise<void>;
}

/** Starts a browser with a profile of its own. */
export async function startWebkit(): Promise<Webkit> {
  const port = await freePort();
  const child = spawn(frame, ['-a', driver, `--port=${port}`], { detached: true, stdio: 'ignore' });
  const server = `http://127.0.0.1:${port}`;
  await answers(server, child);
  const page = await new Builder()
    .usingServer(server)
    .withCapabilities(
      new Capabilities({
        browserName: 'MiniBrowser',
        'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] },
      }),
    )
    .build();
  await page.manage().setTimeouts({ script: 30_000, pageLoad: 60_000 });
  return {
    page,
    async stop() {
      await page.quit();
      // The frame has the driver and the display below it.
      if (child.pid !== undefined) process.kill(-child.pid);
    },
  };
}

async function answers(server: string, child: ChildProcess): Promise<void> {
  for (let look = 0; look < 300; look += 1) {
    if (child.exitCode !== null) throw new Error(`${driver} ended with ${child.exitCode}.`);
    try {
      await fetch(`${server}/status`);
      return;
    } catch {
      await pause(100);
    }
  }
  throw new Error(`${driver} did not answer within 30 seconds.`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
