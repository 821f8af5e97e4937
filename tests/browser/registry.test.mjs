// A morning at the office: a registry that was stopped, and a row that may be somebody known.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { fetchFile, look, openHouse, signIn, visitor } from "./house.mjs";

let house;
before(async () => { house = await openHouse(); });
after(async () => { await house.close(); });

const login = (name) => house.logins.find((one) => one.name === name);
const follow = (page, locator) => Promise.all([page.waitForNavigation(), locator.click()]);

test("the office answers whose a row is, and lets a stopped run through", async () => {
  const page = await visitor(house, "en", { viewport: { width: 360, height: 740 } });
  await signIn(page, login("maria"));
  await page.goto("/office/registries");
  await look(page);

  await follow(page, page.locator("main .m-note a"));
  await look(page);
  await follow(page, page.locator("tbody a").first());
  await look(page);
  assert.match(await page.locator("main").innerText(), /The registry says/i);
  await follow(page, page.getByRole("button", { name: "It is the same person" }));
  assert.match(await page.locator("[role=status]").innerText(), /carried out/);
  assert.equal(await page.locator("tbody a").count(), 0);

  await page.goto("/office/registry/students");
  await look(page);
  await follow(page, page.locator("tbody th[scope=row] a").first());
  await look(page);
  assert.match(await page.locator("main").innerText(), /Too many would end/);
  const run = page.url();
  await follow(page, page.getByRole("link", { name: "See whom it concerns" }));
  await look(page);
  assert.match(await page.locator("main").innerText(), /End: \d+/);
  assert.match((await fetchFile(page, await page.getByRole("link", { name: "CSV" }).getAttribute("href"))).type, /csv/);
  await page.goto(run);
  const apply = page.getByRole("button", { name: "Apply beyond the limit" });
  await follow(page, apply);
  await look(page);
  assert.match(await page.locator("[role=status]").innerText(), /changed since/, "by the row that was answered");
  await follow(page, apply);
  await look(page);
  assert.match(await page.locator("main").innerText(), /Applied/);
  await page.context().close();
});
