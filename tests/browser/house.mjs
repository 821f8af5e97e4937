// The real program with its made-up university on a free port, a real browser in front of it, and
// what people hold in their hands: mails, papers, QR codes.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import assert from "node:assert/strict";
import { chromium } from "playwright-core";
import PostalMime from "postal-mime";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

function ended(program, signal) {
  return new Promise((resolve) => {
    program.removeAllListeners("exit");
    program.on("exit", resolve);
    program.kill(signal);
  });
}

/** Starts `metroon demo`; resolves once it listens. */
export async function openHouse() {
  const folder = mkdtempSync(join(tmpdir(), "metroon-browser-"));
  const program = spawn(process.env.METROON, ["demo", "--port", "0", "--folder", folder]);
  let said = "";
  const base = await new Promise((resolve, reject) => {
    const hear = (chunk) => {
      said += chunk;
      const open = said.match(/^Open (\S+)$/m);
      if (open) resolve(open[1]);
    };
    program.stdout.on("data", hear);
    program.stderr.on("data", hear);
    program.on("exit", (code) => reject(new Error(`the demo ended with ${code}:\n${said}`)));
  });
  const logins = [...said.matchAll(/^ {2}(\/\S+) +(\S+) +(\S.*?) {2,}(\S.*)$/gm)].map(
    ([, where, name, password, who]) => ({ where, name, password, who }));
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
  return {
    base, folder, logins, browser,
    async close() {
      await browser.close();
      await ended(program, "SIGTERM");
      rmSync(folder, { recursive: true });
    },
    /** Without a chance to tidy up; the folder stays. */
    async kill() {
      await ended(program, "SIGKILL");
      await browser.close();
    },
  };
}

/** A visitor with cookies of their own, who reads this language. */
export async function visitor(house, language, options = {}) {
  const context = await house.browser.newContext({
    reducedMotion: "reduce",  // A button half way between two colours has a contrast of neither.
    baseURL: house.base, locale: language, viewport: { width: 1200, height: 900 }, acceptDownloads: true, ...options });
  const page = await context.newPage();
  page.on("pageerror", (error) => { throw error; });
  return page;
}

export async function signIn(page, login) {
  await page.goto(login.where);
  await page.fill("[name=username]", login.name);
  await page.fill("[name=password]", login.password);
  await submit(page);
}

/** Presses the button of the (only, or given) form in the page's main part. Chromium's viewer may take its time
 *  with a paper that the next page shows: that is not waited for. */
export async function submit(page, form = "main form[method=post]") {
  await Promise.all([page.waitForNavigation({ waitUntil: "domcontentloaded" }), page.locator(`${form} button[type=submit]`).first().click()]);
}

/** Nothing for axe to say, nothing wider than the window; on a phone nothing has to be scrolled sideways. */
export async function look(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(async () =>
    (await globalThis.axe.run()).violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" | ")}`));
  assert.deepEqual(found, [], page.url());
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(tooWide <= 0, `${page.url()} is ${tooWide} pixels wider than the window`);
  const goOn = await page.$$eval(".m-scroll", (all) => window.innerWidth > 640 ? [] :
    all.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.getAttribute("aria-label")));
  assert.deepEqual(goOn, [], `${page.url()}: tables that have to be scrolled sideways`);
}

/** The latest mail to an address: { subject, text, replyTo }. Waits for the outbox. */
export async function mailTo(house, address, contains = "") {
  for (let tries = 0; tries < 150; ++tries) {
    const folder = join(house.folder, "mail");
    for (const name of readdirSync(folder).filter((one) => one.endsWith(".eml")).sort().reverse()) {
      const mail = await new PostalMime().parse(readFileSync(join(folder, name)));
      if (mail.to?.some((one) => one.address === address) && mail.text.includes(contains)) return mail;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`no mail to ${address} that contains "${contains}"`);
}

/** A link or form's file, fetched with the page's cookies. */
export async function fetchFile(page, href) {
  const answer = await page.request.get(href);
  assert.equal(answer.status(), 200, href);
  return { type: answer.headers()["content-type"], bytes: await answer.body() };
}

/** What a person reads on a PDF, and what a scanner finds on it. */
export function readPaper(house, bytes) {
  const file = join(house.folder, "paper.pdf");
  writeFileSync(file, bytes);
  const text = execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" });
  execFileSync("pdftoppm", ["-r", "200", "-png", "-singlefile", file, join(house.folder, "paper")]);
  const qr = execFileSync("zbarimg", ["--raw", "--quiet", join(house.folder, "paper.png")], { encoding: "utf8" });
  return { text, qr: qr.trim() };
}

/** A small file that is what it says. */
export const samplePdf = {
  name: "υπεύθυνη δήλωση.pdf", mimeType: "application/pdf",
  buffer: Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n" +
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"),
};
