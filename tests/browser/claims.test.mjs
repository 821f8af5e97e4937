// "I am still a member": a holder whose services are about to end claims, with papers; the office refuses
// with a reason, takes a mailed certificate for the second claim, approves it, and nothing ends. In Greek and in
// English, on a phone and wide.
import { test } from "node:test";
import assert from "node:assert/strict";
import { look, mailTo, openHouse, samplePdf, signIn, submit, visitor } from "./house.mjs";

const says = {
  el: { reason: "Το πιστοποιητικό είναι του περασμένου έτους.", ends: "λήγουν" },
  en: { reason: "The certificate is of last year.", ends: "λήγουν" },
};

const text = (page) => page.locator("main").innerText();

async function claim(page, words) {
  await page.goto("/account/claim");
  await look(page);
  await page.selectOption("[name=kind]", "undergraduate");
  await page.fill("[name=text]", words);
  await submit(page, "form[action='/account/claim']");
  const path = new URL(page.url()).pathname;
  assert.match(path, /^\/account\/claim\/[0-9]+$/);
  await look(page);
  return path;
}

async function handIn(page, path) {
  await page.selectOption(`form[action='${path}/document'] [name=evidence]`, "studies-certificate");
  await page.setInputFiles(`form[action='${path}/document'] input[type=file]`, samplePdf);
  await submit(page, `form[action='${path}/document']`);
  assert.ok((await text(page)).includes(samplePdf.name));
  await look(page);
}

async function open(page, claimed) {
  await page.goto("/office/claims");
  await look(page);
  const path = claimed.replace("/account/claim/", "/office/claims/");
  await page.locator(`main table a[href='${path}']`).click();
  await look(page);
  return new URL(page.url()).pathname;
}

async function refuse(page, claimed, reason) {
  const path = await open(page, claimed);
  const form = `form[action='${path}/refuse']`;
  await page.locator(`details:has(${form}) > summary`).click();
  await submit(page, form);
  assert.equal(await page.getAttribute("[name=refuse_text]", "aria-invalid"), "true");
  await look(page);
  await page.fill("[name=refuse_text]", reason);
  await submit(page, form);
}

// The mail names no claim: the office files it by the claim's number, and takes its paper.
async function fileMail(page, claimed, number) {
  await page.goto("/office/claims");
  const form = "form[action^='/office/mail/'][action$='/assign']";
  await page.fill(`${form} [name=number]`, number);
  await submit(page, form);
  await look(page);
  assert.equal(new URL(page.url()).pathname, claimed.replace("/account/claim/", "/office/claims/"));
  const take = "form[action^='/office/mail/'][action$='/take']";
  await page.locator(`details:has(${take}) > summary`).click();
  await page.selectOption(`${take} [name^=attachment_]`, "1");
  await page.selectOption(`${take} [name^=paper_]`, "studies-certificate");
  await submit(page, take);
  await look(page);
  await page.goto("/office/claims");
  assert.equal(await page.locator(form).count(), 0, "no mail waits any more");
}

async function approve(page, claimed) {
  const path = await open(page, claimed);
  await page.fill(`form[action='${path}/approve'] [name=until]`, "2031-08-31");
  await submit(page, `form[action='${path}/approve']`);
}

for (const [language, width] of [["el", 1200], ["en", 360]])
  test(`a claim is refused with a reason, a second one holds what was ending (${language}, ${width} pixels)`, async () => {
    const house = await openHouse();
    try {
      const login = house.logins.find((one) => one.who.includes("απόφοιτος"));
      await mailTo(house, `${login.name}@upnet.gr`, says[language].ends);
      const options = { viewport: { width, height: 800 } };
      const holder = await visitor(house, language, options), office = await visitor(house, language, options);
      await signIn(holder, login);
      await signIn(office, house.logins.find((one) => one.name === "maria"));

      const first = await claim(holder, "Συνεχίζω τις σπουδές μου.");
      await handIn(holder, first);
      await refuse(office, first, says[language].reason);
      await holder.goto(first);
      assert.ok((await text(holder)).includes(says[language].reason));
      await look(holder);
      await mailTo(house, "aikaterini.28@example.org", says[language].reason);

      const second = await claim(holder, "Νέο πιστοποιητικό.");
      assert.notEqual(second, first);
      await fileMail(office, second, await holder.locator("h1 .m-code").innerText());
      await holder.goto(second);
      assert.ok((await text(holder)).includes("βεβαίωση.pdf"), "the paper came by mail");
      await approve(office, second);
      await holder.goto(second);
      await look(holder);
      assert.equal(await holder.locator("form[action$='/withdraw']").count(), 0, "it is decided");
      await holder.goto("/account/claim");
      assert.equal(await holder.locator("form[action='/account/claim']").count(), 0, "nothing ends any more");
    } finally {
      await house.close();
    }
  });
