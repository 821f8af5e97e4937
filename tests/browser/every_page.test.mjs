// Every page that can be reached by links, as every kind of visitor, in both languages, wide and
// narrow: axe has nothing to say, nothing is wider than the window, and no table of a phone's scrolls sideways.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { look, openHouse, signIn, visitor } from "./house.mjs";

let house;
before(async () => { house = await openHouse(); });
after(async () => { await house.close(); });

// Pages with a number in their path, or with other values asked for, are alike: two of each are enough.
const kindOf = (path) => path.replace(/=[^&]*/g, "").replace(/[0-9]{3,}/g, "N");

async function walk(page, ...starts) {
  const seen = new Map(), queue = starts;
  let looked = 0;
  while (queue.length > 0) {
    const path = queue.shift();
    const kind = kindOf(path);
    if ((seen.get(kind) ?? 0) >= 2 || path.startsWith("/static/")) continue;
    seen.set(kind, (seen.get(kind) ?? 0) + 1);
    const head = await page.request.get(path);
    if (!(head.headers()["content-type"] ?? "").startsWith("text/html")) continue;
    assert.ok(head.status() < 500, `${path} answers ${head.status()}`);
    await page.goto(path);
    await look(page);
    ++looked;
    const links = await page.$$eval("a[href^='/']", (all) => all.map((one) => one.getAttribute("href").replace(/#.*/, "")));
    queue.push(...links.filter((one) => !one.includes("lang=") && !queue.includes(one)));
  }
  return looked;
}

const visits = [["en", 1200], ["el", 360]];  // Greek words are the longer ones.
for (const [language, width] of visits) {
  const name = `${language}, ${width} pixels`;
  test(`what anybody sees is accessible (${name})`, async () => {
    const page = await visitor(house, language, { viewport: { width, height: 800 } });
    assert.ok(await walk(page, "/") >= 6);
  });
  test(`what staff of every role see is accessible (${name})`, async () => {
    for (const login of house.logins.filter((one) => one.where === "/office/sign-in")) {
      const page = await visitor(house, language, { viewport: { width, height: 800 } });
      await signIn(page, login);
      const first = new URL(page.url()).pathname;
      const looked = first === "/audit" ? await walk(page, first, "/audit?search=1") : await walk(page, first);
      assert.ok(looked >= 2, login.who);
      await page.context().close();
    }
  });
  test(`what holders of every capacity see is accessible (${name})`, async () => {
    for (const login of house.logins.filter((one) => one.where === "/sign-in" && !one.who.includes("αναστολή"))) {
      const page = await visitor(house, language, { viewport: { width, height: 800 } });
      await signIn(page, login);
      assert.ok(await walk(page, "/account") >= 4, login.who);
      await page.context().close();
    }
  });
}
