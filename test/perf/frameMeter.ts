import type { CDPSession, Page } from 'playwright-core';

export interface FrameReport {
  readonly fps: number;
  /** Milliseconds between two frames, 95th percentile. */
  readonly frameP95: number;
  readonly frameMax: number;
  /** MiB of JavaScript heap after a collection, before and after. */
  readonly heapBefore: number;
  readonly heapAfter: number;
}

/** Heap in use after a forced collection, in MiB. */
async function heapAfterCollection(cdp: CDPSession): Promise<number> {
  await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  return usedSize / 1_048_576;
}

/** Watches a page's frames for `seconds`, from the inside, with requestAnimationFrame. */
export async function measureFrames(page: Page, seconds: number): Promise<FrameReport> {
  const cdp = await page.context().newCDPSession(page);
  const heapBefore = await heapAfterCollection(cdp);
  const deltas = await page.evaluate(
    (ms) =>
      new Promise<number[]>((done) => {
        const seen: number[] = [];
        let last = performance.now();
        const end = last + ms;
        const step = (): void => {
          const now = performance.now();
          seen.push(now - last);
          last = now;
          if (now < end) requestAnimationFrame(step);
          else done(seen);
        };
        requestAnimationFrame(step);
      }),
    seconds * 1000,
  );
  const heapAfter = await heapAfterCollection(cdp);
  await cdp.detach();
  const sorted = [...deltas].sort((a, b) => a - b);
  const total = deltas.reduce((sum, delta) => sum + delta, 0);
  return {
    fps: (deltas.length / total) * 1000,
    frameP95: sorted[Math.floor(sorted.length * 0.95)] ?? 0,
    frameMax: sorted.at(-1) ?? 0,
    heapBefore,
    heapAfter,
  };
}
