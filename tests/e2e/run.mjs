// SPDX-License-Identifier: Apache-2.0
// Plays the journeys of the demo county in a real browser against a server of its own.
//   node tests/e2e/run.mjs [path of the program] [--only NAME,NAME] [--screenshots FOLDER] [--keep]
// One line a step; the last line is "N passed, N failed".
import { join } from 'node:path';
import { Browsing } from './browser.mjs';
import { findProgram, makeFolder, Report, Server } from './support.mjs';

const names = ['apply', 'licence', 'supplement', 'denial', 'rights', 'keyboard', 'session', 'audit', 'rules', 'process', 'acts', 'pages', 'offline'];
const words = process.argv.slice(2);
const option = (name) => { const at = words.indexOf(name); return at < 0 ? undefined : words.splice(at, 2)[1]; };
const only = option('--only')?.split(',');
const screenshots = option('--screenshots');
const keep = words.includes('--keep');
const report = new Report();
const server = new Server(findProgram(words.find((word) => !word.startsWith('--'))));
const failures = screenshots ?? join(server.folder, 'failures');
/** What one journey leaves for a later one: receipts, licences. */
const kept = {};
let browsing;

async function main() {
  await report.step('the server starts with an empty folder and seeds the demo', () => server.start());
  browsing = await Browsing.start(server);
  report.onFailure = async (name) => {
    makeFolder(failures);
    let n = 0;
    for (const page of browsing.pages) await page.screenshot({ path: join(failures, `${name}.${++n}.png`), fullPage: true });
  };
  for (const name of names) {
    if (only && !only.includes(name)) continue;
    const { default: journey } = await import(`./journey_${name}.mjs`);
    await report.journey(name, (t) => journey({ t, server, browsing, kept, screenshots }));
    for (const page of [...browsing.pages]) await page.context().close();
  }
  await report.step('no error in the console and no request to another host', async () => {
    if (browsing.faults.length) throw new Error([...new Set(browsing.faults)].slice(0, 10).join('\n'));
  }, { needed: false });
}

try {
  await main();
} catch (error) {
  if (!error.reported) {
    report.failed += 1;
    console.log(`FAIL ${error.stack}`);
  }
} finally {
  await browsing?.close().catch(() => {});
  await server.stop();
  if (report.failed) console.log(`   the last lines of the server:\n${server.log.slice(-3000)}`);
  if (keep || (report.failed && failures.startsWith(server.folder))) console.log(`   kept: ${server.folder}`);
  else server.remove();
  report.finish();
}
