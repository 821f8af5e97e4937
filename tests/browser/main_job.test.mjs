// The main job, as people walk it: apply, confirm, follow, be approved, be identified, be handed the
// account, activate it, and manage it. Once in Greek by a contractor, once in English by a member of
// the faculty with a passport.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { fetchFile, look, mailTo, openHouse, readPaper, samplePdf, signIn, submit, visitor } from "./house.mjs";

let house;
before(async () => { house = await openHouse(); });
after(async () => { await house.close(); });

const people = {
  el: {
    kind: "contractor",
    fields: {
      first_name: "Ξανθίππη", last_name: "Γκιούλμπαξη", father_name: "Ευάγγελος", birth: "3/4/1988",
      email: "xanthippi@example.org", phone: "6912345678", document_number: "ΑΚ 654321",
      supervisor_name: "Αλέξανδρος Καλλέργης", supervisor_email: "kallergis@upatras.gr",
      period_from: "1/11/2026", period_until: "31/12/2028",
    },
    document: "identity-card", lastFour: "4321",
    latin: "Xanthippi Gkioulmpaxi", password: "τέσσερα πράσινα καράβια στη λίμνη",
    says: {
      missing: "Συμπληρώστε το.", weak: "επαναλαμβάνει το ίδιο μοτίβο", confirmed: "επιβεβαιώθηκε",
      atOffice: "Στο γραφείο", collect: "ελάτε για την παραλαβή", welcome: "Καλώς ήρθατε",
      why: "Συμβασιούχος", wrongAddress: "Δεν είναι διεύθυνση e-mail", sheet: "ενεργοποίησης",
    },
  },
  en: {
    kind: "faculty",
    fields: {
      first_name: "Zoë", last_name: "O'Neill-Straßer", birth: "29/2/1972",
      email: "zoe@example.org", phone: "+44 20 7946 0958", document_number: "P1234567A",
    },
    document: "passport", lastFour: "567a",
    latin: "Zoë O'Neill-Straßer", password: "eleven quiet herons at noon",
    says: {
      missing: "Fill this in.", weak: "repeats one pattern", confirmed: "is confirmed",
      atOffice: "At the office", collect: "come and collect it", welcome: "Welcome",
      why: "Faculty member", wrongAddress: "This is no e-mail address", sheet: "ctivation",
    },
  },
};

async function text(page) {
  return page.locator("main").innerText();
}

async function expectText(page, expected) {
  const found = await text(page);
  assert.ok(found.includes(expected), `${page.url()} should say "${expected}":\n${found}`);
}

// Empty first, then one wrong field: nothing typed is lost, and the message stands beside the field.
async function fillForm(page, person) {
  await page.goto(`/apply/${person.kind}`);
  await submit(page);
  await expectText(page, person.says.missing);
  await look(page);
  for (const [name, value] of Object.entries(person.fields)) await page.fill(`[name=${name}]`, value);
  await page.check(`[name=document][value=${person.document}]`);
  await page.selectOption("[name=unit]", { index: 3 });
  await page.fill("[name=email]", "not an address");
  await submit(page);
  await expectText(page, person.says.wrongAddress);
  assert.equal(await page.inputValue("[name=last_name]"), person.fields.last_name);
  assert.equal(await page.inputValue("[name=email]"), "not an address");
  assert.equal(await page.getAttribute("[name=email]", "aria-invalid"), "true");
  await page.fill("[name=email]", person.fields.email);
}

async function apply(page, person) {
  await fillForm(page, person);
  const needsPapers = await page.locator("[name=solemn-declaration]").count() > 0;
  if (needsPapers) await page.setInputFiles("[name=solemn-declaration]", samplePdf);
  await submit(page);
  assert.equal(new URL(page.url()).pathname, "/apply/preview");
  for (const name of person.latin.split(" ")) await expectText(page, name);
  if (needsPapers) await expectText(page, samplePdf.name);
  await look(page);
  await submit(page);
  assert.equal(new URL(page.url()).pathname, "/apply/received");
  await look(page);
  const number = await page.locator(".m-code-large").innerText();
  assert.match(number, /^[0-9A-Z]{5}-[0-9A-Z]{5}$/);
  const receipt = readPaper(house, (await fetchFile(page, "/track/receipt.pdf")).bytes);
  assert.ok(receipt.text.includes(number));
  assert.equal(receipt.qr.replace("-", ""), number.replace("-", ""));
  return number;
}

async function confirm(page, person) {
  const mail = await mailTo(house, person.fields.email, "/confirm/");
  await page.goto(mail.text.match(/http\S+\/confirm\/\S+/)[0]);
  await look(page);
  await submit(page);
  await expectText(page, person.says.confirmed);
}

async function follow(page, person, number) {
  await page.context().clearCookies();
  await page.goto("/track?lang=" + (person === people.el ? "el" : "en"));
  await page.fill("[name=number]", number.toLowerCase().replace("-", " "));
  await page.fill("[name=known]", person.fields.birth);
  await submit(page);
  assert.equal(new URL(page.url()).pathname, "/track/application");
  await look(page);
}

async function supply(page) {
  await page.setInputFiles("[name=status-certificate]", { name: "letter.txt", mimeType: "application/pdf", buffer: Buffer.from("no PDF at all") });
  await submit(page, "form[action='/track/document']");
  assert.equal(await page.getAttribute("[name=status-certificate]", "aria-invalid"), "true");
  await page.setInputFiles("[name=status-certificate]", { ...samplePdf, name: "certificate.pdf" });
  await submit(page, "form[action='/track/document']");
  await expectText(page, "certificate.pdf");
}

const office = () => house.logins.find((one) => one.name === "maria");
const desk = () => house.logins.find((one) => one.name === "eleni");

async function approve(page, person, number) {
  await signIn(page, office());
  await page.goto(`/office?text=${encodeURIComponent(number.replace("-", ""))}`);
  await Promise.all([page.waitForNavigation(), page.locator("tbody a").first().click()]);
  await look(page);
  const username = await page.inputValue("[name=username]");
  await submit(page, "form[action$='/approve']");
  await look(page);
  return username;
}

// By the keyboard alone: number, Enter, four characters, Enter, Enter.
async function handOver(page, person, number, username) {
  await signIn(page, desk());
  assert.equal(new URL(page.url()).pathname, "/office/desk");
  await page.keyboard.type(number);
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  await look(page);
  assert.ok(!(await page.content()).includes(person.fields.document_number), "the number is not shown");
  await page.keyboard.type("0000");
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  assert.equal(await page.locator("form[action$='/sheet']").count(), 0, "no proof, no hand-over");
  await page.keyboard.type(person.lastFour);
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  await look(page);
  const form = page.locator("form[action$='/sheet']");
  const answer = await page.request.post(await form.getAttribute("action"), {
    form: { forgery: await form.locator("[name=forgery]").inputValue() } });
  assert.equal(answer.headers()["content-type"], "application/pdf");
  const sheet = readPaper(house, await answer.body());
  assert.ok(sheet.text.includes(username) && sheet.text.includes(person.says.sheet), sheet.text);
  assert.match(sheet.qr, /\/activate#[0-9A-Z-]{12,}$/);
  return sheet.qr;
}

async function activate(page, person, qr) {
  await page.goto(qr);
  assert.ok(!page.url().includes("#"), "the code does not stay in the address");
  assert.ok((await page.inputValue("[name=code]")).length >= 12);
  await look(page);
  await submit(page);
  await page.fill("[name=password]", "passwordpassword");
  await page.fill("[name=again]", "passwordpassword");
  await submit(page);
  await expectText(page, person.says.weak);
  assert.equal(await page.getAttribute("[name=password]", "aria-invalid"), "true");
  await look(page);
  await page.fill("[name=password]", person.password);
  await page.fill("[name=again]", person.password);
  await submit(page);
  assert.equal(new URL(page.url()).pathname, "/account");
  await expectText(page, person.says.welcome);
  await expectText(page, person.says.why);
  await look(page);
}

async function manage(page, person, username) {
  const first = page.locator("form[action='/account/choice']").first();
  const before = await first.locator("[name=value]").inputValue();
  await submit(page, "form[action='/account/choice']");
  assert.notEqual(await first.locator("[name=value]").inputValue(), before, "the switch has turned");
  await page.goto("/account/software");
  const profile = page.locator("form[action$='/profile']");
  const [download] = await Promise.all([page.waitForEvent("download"), profile.locator("button").click()]);
  assert.equal(download.suggestedFilename(), `${username}.ovpn`);
  await page.goto("/account/support");
  await page.fill("[name=subject]", "Κάτι λείπει");
  await page.fill("[name=text]", "Γραμμή ένα\nΓραμμή δύο");
  await submit(page);
  await look(page);
  const ticket = await page.locator("main .m-code").innerText();
  const mail = await mailTo(house, "helpdesk@upatras.gr", ticket);
  assert.ok(mail.text.includes("Γραμμή δύο") && mail.text.includes(username));
  assert.equal(mail.replyTo[0].address, person.fields.email);
}

async function changePassword(page, person, username) {
  const next = person.password + " και μετά";
  await page.goto("/account/password");
  await page.fill("[name=old]", person.password);
  await page.fill("[name=password]", next);
  await page.fill("[name=again]", next);
  await submit(page);
  assert.equal(new URL(page.url()).pathname, "/account");
  await Promise.all([page.waitForNavigation(), page.locator("form[action='/sign-out'] button").click()]);
  await page.goto("/account");
  assert.equal(new URL(page.url()).pathname, "/sign-in");
  await signIn(page, { where: "/sign-in", name: username, password: person.password });
  assert.equal(new URL(page.url()).pathname, "/sign-in", "the old password is dead");
  await signIn(page, { where: "/sign-in", name: username, password: next });
  assert.equal(new URL(page.url()).pathname, "/account");
}

for (const language of ["el", "en"]) {
  test(`from an application to a working account (${language})`, async () => {
    const person = people[language];
    const applicant = await visitor(house, language);
    const number = await apply(applicant, person);
    await confirm(applicant, person);
    await follow(applicant, person, number);
    if (language === "el") await supply(applicant);
    await expectText(applicant, person.says.atOffice);
    const username = await approve(await visitor(house, "el"), person, number);
    await applicant.goto("/track/application");
    await expectText(applicant, person.says.collect);
    const qr = await handOver(await visitor(house, "el"), person, number, username);
    const holder = await visitor(house, language, { viewport: { width: 400, height: 800 } });
    await activate(holder, person, qr);
    await manage(holder, person, username);
    await changePassword(holder, person, username);
    await holder.goto(qr);
    await submit(holder);
    assert.equal(await holder.getAttribute("[name=code]", "aria-invalid"), "true", "a code works once");
  });
}

test("all of it works without scripts", async () => {
  const page = await visitor(house, "en", { javaScriptEnabled: false });
  await signIn(page, { where: "/sign-in", name: "maria.boumpouli", password: "ένα μεγάλο καλοκαίρι" });
  assert.equal(new URL(page.url()).pathname, "/account");
  await page.goto("/apply/faculty");
  await submit(page);
  await expectText(page, "Fill this in.");
});

// A sent paper is taken back by its box, and Enter in any field sends the form: both lose nothing.
test("who has neither scripts nor a mouse applies", async () => {
  const person = people.el;
  const page = await visitor(house, "en", { javaScriptEnabled: false });
  const enter = () => Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  await page.goto("/apply/contractor");
  for (const [name, value] of Object.entries(person.fields)) await page.fill(`[name=${name}]`, value);
  await page.fill("[name=email]", "noscript@example.org");
  await page.fill("[name=document_number]", "ΑΚ 112233");
  await page.check("[name=document][value=identity-card]");
  await page.selectOption("[name=unit]", { index: 3 });
  await page.setInputFiles("[name=solemn-declaration]", { ...samplePdf, name: "first.pdf" });
  await page.setInputFiles("[name=status-certificate]", { ...samplePdf, buffer: Buffer.alloc(11 * 1024 * 1024, "%PDF-") });
  await page.focus("[name=phone]");
  await enter();
  await expectText(page, "The file is too large.");
  await page.focus("[name^=remove-]");
  await page.keyboard.press("Space");
  await page.setInputFiles("[name=solemn-declaration]", { ...samplePdf, name: "second.pdf" });
  await page.focus("[name=email]");
  await enter();
  assert.equal(new URL(page.url()).pathname, "/apply/preview");
  const preview = await text(page);
  assert.ok(preview.includes("second.pdf") && !preview.includes("first.pdf"), preview);
  await page.focus("form[action='/apply/submit'] button");
  await enter();
  assert.equal(new URL(page.url()).pathname, "/apply/received");
});

test("two officers decide at once: one wins, the other is told", async () => {
  const [one, two] = [await visitor(house, "en"), await visitor(house, "en")];
  await signIn(one, office());
  await signIn(two, house.logins.find((login) => login.name === "nikos"));
  await one.goto("/office");
  const href = await one.locator("tbody a").first().getAttribute("href");
  await one.goto(href);
  await two.goto(href);
  await submit(one, "form[action$='/approve']");
  await submit(two, "form[action$='/approve']");
  await expectText(two, "Somebody else was first");
});
