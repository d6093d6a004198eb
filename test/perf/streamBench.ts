import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { launchBrowser, openWindow } from '../e2e/support/browser.ts';
import { type FrameReport, measureFrames } from './frameMeter.ts';

export interface StreamReport extends FrameReport {
  /** Rows a second that were asked for. */
  readonly rate: number;
  /** Rows a second that were appended to the log while it was measured. */
  readonly appendedPerSecond: number;
  /** Rows a second that reached the window, all panes together. */
  readonly deliveredPerSecond: number;
  /** Times the bench skipped ahead and said so with a gap. */
  readonly gaps: number;
  /** Gaps whose rows the bench had lost too. */
  readonly lost: number;
}

interface HostReport {
  readonly rows: number;
  readonly skips: number;
  readonly lost: number;
  readonly appended: number;
}

/** Streams rows at each rate into the three panes of the built window and watches its frames. */
export async function measureStream(rates: readonly number[], seconds: number): Promise<readonly StreamReport[]> {
  const host = spawn(process.execPath, ['test/perf/streamHost.ts'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: host.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<unknown> => JSON.parse((await lines.next()).value ?? 'null');
  const ask = async (): Promise<HostReport> => {
    host.stdin.write('report\n');
    return (await next()) as HostReport;
  };
  const { url } = (await next()) as { url: string };
  const browser = await launchBrowser();
  try {
    const reports: StreamReport[] = [];
    const { page, errors } = await openWindow(browser, url);
    await page.getByRole('region', { name: 'AT traffic' }).waitFor();
    for (const rate of rates) {
      host.stdin.write(`rate ${rate}\n`);
      // Let the panes fill and the code warm up before the measured stretch.
      await page.waitForTimeout(3000);
      const before = await ask();
      const frames = await measureFrames(page, seconds);
      const after = await ask();
      const perSecond = (count: number): number => Math.round(count / seconds);
      reports.push({
        ...frames,
        rate,
        appendedPerSecond: perSecond(after.appended - before.appended),
        deliveredPerSecond: perSecond(after.rows - before.rows),
        gaps: after.skips - before.skips,
        lost: after.lost - before.lost,
      });
    }
    if (errors.length > 0) throw new Error(`The window reported errors: ${errors.join('; ')}`);
    return reports;
  } finally {
    await browser.close();
    host.stdin.write('stop\n');
    await new Promise((done) => host.once('exit', done));
  }
}
