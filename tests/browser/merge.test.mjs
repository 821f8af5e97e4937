// Two records of one person: proposed, compared, merged, looked at, undone; and told apart.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { look, mailTo, openHouse, signIn, submit, visitor } from "./house.mjs";

let house;
before(async () => { house = await openHouse(); });
after(async () => { await house.close(); });

async function officer(language, width = 1200) {
  const page = await visitor(house, language, { viewport: { width, height: 800 } });
  await signIn(page, house.logins.find((one) => one.where === "/office/sign-in"));
  return page;
}

/** The first pair's link to comparing. */
async function compare(page) {
  await page.goto("/office/alike");
  await look(page);
  await page.locator("a[href^='/office/merge?']").first().click();
  await look(page);
}

test("two records are compared, merged with a reason, and split again", async () => {
  const page = await officer("el");
  await compare(page);
  // What differs says so in words.
  assert.ok(await page.locator("th .m-tag", { hasText: "διαφέρει" }).count() > 1);
  const cells = page.locator("tr", { has: page.locator("th", { hasText: "Όνομα χρήστη" }) }).locator("td");
  const [stays, givenUp] = [await cells.nth(0).innerText(), await cells.nth(1).innerText()];
  assert.match(await page.locator("main").innerText(), new RegExp(`Μένει ο λογαριασμός ${stays}`));

  // Without a reason nothing happens.
  await submit(page, "main form[action^='/office/merge?']");
  await look(page);
  assert.equal(await page.locator("#reason-error").count(), 1);
  // By keyboard alone.
  await page.focus("#reason");
  await page.keyboard.type("Έδειξε και τις δύο ταυτότητες.");
  await page.keyboard.press("Tab");
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  assert.match(page.url(), /\/office\/merge\/\d+/);
  await look(page);
  const record = page.url();
  const mail = await mailTo(house, await addressOf(page, stays), givenUp);
  assert.match(mail.text, new RegExp(stays));

  // The old username leads to who stayed.
  await page.goto(`/office/people?text=${givenUp}`);
  let found = await page.locator("tbody td.m-code").allInnerTexts();
  assert.ok(found.includes(stays) && !found.includes(givenUp), found.join());
  await page.locator("tr", { has: page.getByRole("cell", { name: stays, exact: true }) }).locator("a").click();
  await look(page);
  assert.match(await page.locator("main").innerText(), new RegExp(`${givenUp}@`));

  await page.goto(record);
  await page.fill("#reason", "Άλλη μητέρα, άλλο πρόσωπο.");
  await submit(page);
  await look(page);
  await page.goto(`/office/people?text=${givenUp}`);
  found = await page.locator("tbody td.m-code").allInnerTexts();
  assert.ok(found.includes(givenUp), found.join());
  await page.goto("/office/merges");
  await look(page);
  // Who was split is not proposed again.
  await page.goto("/office/alike");
  assert.ok(!(await page.locator("main").innerText()).includes(givenUp));
});

async function addressOf(page, username) {
  const back = page.url();
  await page.goto(`/office/people?text=${username}`);
  await page.locator("tbody a").first().click();
  const fact = page.locator("dl div", { has: page.locator("dt", { hasText: /e-?mail/i }) }).first();
  const address = await fact.locator("dd").innerText();
  await page.goto(back);
  return address;
}

test("two people are told apart on a phone, and not proposed again", async () => {
  const page = await officer("en", 360);
  await page.goto("/office/alike");
  await look(page);
  const before = await page.locator("main section").count();
  assert.ok(before > 0);
  await submit(page, "main form[action='/office/alike']");
  await look(page);
  assert.equal(await page.locator("main section").count(), before - 1);
});

test("from a person's page the other record is found by name", async () => {
  const page = await officer("en");
  await page.goto("/office/people?text=a");
  await page.locator("tbody a").first().click();
  await page.getByRole("link", { name: "The same person as…" }).click();
  await look(page);
  await page.fill("#text", "a");
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  await look(page);
  await page.locator("tbody a").first().click();
  await look(page);
  assert.match(page.url(), /keep=\d+&other=\d+/);
});
