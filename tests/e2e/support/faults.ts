/** Workers that fail on purpose: the real script with a fault put before it. */

import type { Page } from '@playwright/test';

/** What happens when frame `after` has been sent. */
const faults = {
  /** An error that nobody catches. */
  throws: "setTimeout(() => { throw new Error('fails on purpose'); }, 0);",
  /** A call that never returns: nothing is sent or received any more. */
  silent: 'for (;;) {}',
};

export type Fault = keyof typeof faults;

/** Only the first worker of the page has the fault: the one that a restart makes is whole. */
export async function spoilFirstWorker(page: Page, fault: Fault, after: number): Promise<void> {
  const prefix = `{
    const post = self.postMessage.bind(self);
    let frames = 0;
    self.postMessage = (message, transfer) => {
      post(message, transfer);
      if (message.type === 'frame' && ++frames === ${after}) { ${faults[fault]} }
    };
  }\n`;
  await page.route(
    /\/assets\/worker[^/]*\.js$/,
    async (route) => {
      const response = await route.fetch();
      const headers: Record<string, string> = {
        ...response.headers(),
        'cache-control': 'no-store',
      };
      for (const name of ['content-length', 'content-encoding', 'etag']) delete headers[name];
      await route.fulfill({ status: 200, headers, body: prefix + (await response.text()) });
    },
    { times: 1 },
  );
}
