// The program is killed while officers decide and mail goes out: what is found afterwards is whole.
import { test } from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import PostalMime from "postal-mime";
import { openHouse, signIn, visitor } from "./house.mjs";

// Everything at once: approvals of all that wait, wrong sign-ins, messages to support.
async function busyDay(house) {
  const officer = await visitor(house, "en");
  await signIn(officer, house.logins.find((one) => one.name === "maria"));
  const forgery = await officer.locator("[name=forgery]").first().inputValue();
  const links = await officer.$$eval("tbody a[href*='/application/']", (all) => all.map((one) => one.getAttribute("href")));
  const post = (path, form) => officer.request.post(path, { form: { forgery, ...form }, maxRedirects: 0 }).catch(() => null);
  return links.flatMap((path) => [
    post(`${path}/ask`, { version: "2", ask_text: "το ΦΕΚ διορισμού" }),
    post(`${path}/approve`, { version: "2" }),
    post("/sign-in", { username: "nobody", password: "wrong" }),
  ]);
}

for (const [round, milliseconds] of [5, 25, 60].entries()) {
  test(`killed after ${milliseconds} ms of a busy day, nothing half-done is found (${round + 1})`, async () => {
    const house = await openHouse();
    const pending = await busyDay(house);
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    await house.kill();
    await Promise.all(pending);
    const settings = join(house.folder, "metroon.toml");
    writeFileSync(settings, `database = "${join(house.folder, "metroon.db")}"\nkey_file = "${join(house.folder, "metroon.key")}"\n`);
    const checked = JSON.parse(execFileSync(process.env.METROON, ["check", "--settings", settings, "--json"], { encoding: "utf8" }));
    assert.deepEqual(checked.violations, []);
    const ids = new Set();
    for (const name of readdirSync(join(house.folder, "mail")).filter((one) => one.endsWith(".eml"))) {
      const mail = await new PostalMime().parse(readFileSync(join(house.folder, "mail", name)));
      assert.ok(mail.subject && mail.text.endsWith("\n"), `${name} is whole`);
      assert.ok(!ids.has(mail.messageId), `${name} is there once`);
      ids.add(mail.messageId);
    }
    assert.ok(ids.size > 0);
    rmSync(house.folder, { recursive: true });
  });
}
