// The first days of a term at a secretariat: one student by the keyboard, the others from a batch of
// sheets, and a student who activates at home.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { look, openHouse, readPaper, signIn, submit, visitor } from "./house.mjs";

let house;
before(async () => { house = await openHouse(); });
after(async () => { await house.close(); });

const login = (name) => house.logins.find((one) => one.name === name);

/** What stands on the student's identity card: the office's page shows it. */
async function cardOf(username) {
  const page = await visitor(house, "el");
  await signIn(page, login("maria"));
  await page.goto(`/office/people?text=${username}`);
  await Promise.all([page.waitForNavigation(), page.locator("tbody a").first().click()]);
  const text = await page.locator("main").innerText();
  await page.context().close();
  return text.match(/[A-Z]{2}\d{6}/)[0];
}

const focused = (page) => page.evaluate(() => document.activeElement.name);

for (const language of ["el", "en"])
  test(`a secretary hands over one by one and from a batch (${language})`, async () => {
    const page = await visitor(house, language, language === "en" ? { viewport: { width: 360, height: 740 } } : {});
    await signIn(page, login("vaso"));
    assert.equal(new URL(page.url()).pathname, "/secretary");
    await look(page);
    assert.equal(await focused(page), "typed");

    // One, by the keyboard alone.
    const username = await page.locator("tbody .m-code").first().innerText();
    const card = await cardOf(username);
    await page.keyboard.type(username);
    await Promise.all([page.waitForURL(/student/), page.keyboard.press("Enter")]);
    await look(page);
    assert.equal(await focused(page), "typed");
    await page.keyboard.type("zzzz");
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    await look(page);
    const action = await page.locator("main form").getAttribute("action");
    const form = { forgery: await page.inputValue("main [name=forgery]"), document: "identity_card", typed: card.slice(-4) };
    const sheet = await page.request.post(action, { form, headers: { Origin: house.base } });
    assert.equal(sheet.headers()["content-type"], "application/pdf");
    readPaper(house, await sheet.body());

    // A batch, and its first sheet by number.
    await page.goto("/secretary/batch");
    await look(page);
    await submit(page, language === "el" ? undefined : "main form:has([name=again])"); // Printed already, by then.
    await page.waitForSelector("form[action='/secretary/batch/sheets']", { timeout: 60000 });
    await look(page);
    const [download] = await Promise.all([page.waitForEvent("download"),
      page.click("form[action='/secretary/batch/sheets'] button")]);
    const paper = readPaper(house, readFileSync(await download.path()));
    const first = paper.text.split("\f")[0];
    const [number] = first.match(/\b[0-9A-Z]{5}-[0-9A-Z]{5}\b/);
    const [holder] = first.match(/\bup\d+\b/);

    // Dead before the proof.
    const student = await visitor(house, language);
    await student.goto(paper.qr);
    await submit(student);
    assert.equal(await student.locator("[type=password]").count(), 0);

    await page.goto("/secretary");
    await page.keyboard.type(number);
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    await look(page);
    await page.keyboard.type((await cardOf(holder)).slice(-4));
    await Promise.all([page.waitForURL(/done=/), page.keyboard.press("Enter")]);
    await look(page);
    assert.equal(await focused(page), "typed");

    await student.goto(paper.qr);
    await submit(student);
    for (const field of await student.locator("[type=password]").all())
      await field.fill("τέσσερα πράσινα καράβια στη λίμνη");
    await submit(student);
    assert.match(student.url(), /\/account/);
  });
